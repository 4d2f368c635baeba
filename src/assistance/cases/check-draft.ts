// SPDX-License-Identifier: Apache-2.0
/**
 * What commonly gets a request sent back, looked for while it is written.
 *
 * The verdict says what the agreement asks; this says what an experienced reader on the other side would miss: facts without dates, a
 * provision without its number, a person that nobody could find, a period that is open, "all documents", urgency of one's own making.
 * Nothing here refuses a request. Each rule is one row: name, field, sentence, remedy.
 *
 *     facts: "They traded oddly."         facts-short, facts-without-date, nobody-could-be-found
 *     legal provisions: "Our Act"         provision-without-number
 *     statement, formalities left empty   one line for each point of the checklist on which it says nothing
 *
 * It reads words, not meaning: it can be wrong in both directions, so an officer may pass over every line. English, Portuguese, French
 * and Spanish words are known to it.
 *
 * Source: the deficiencies that the handbooks of PILON and UNODC list; the forms and the checklist for statements of Implementing
 * Regulations (EU) 2024/2545 and 2018/292, recital 3 on urgency; article 25(6) MAR for inspections.
 */
import { type AssistanceKind, type ContentField, contentFields } from '../../agreements/wire.ts';
import { periodWords } from '../form/written-particulars.ts';
import type { ParticularsWire } from '../form/wire.ts';
import type { DraftFindingWire, RequestDraftWire } from '../wire.ts';

type Statement = NonNullable<ParticularsWire['statement']>;
type Inspection = NonNullable<ParticularsWire['inspection']>;

type PointField = keyof Statement | keyof Inspection;

interface Rule {
  readonly rule: string;
  readonly severity: DraftFindingWire['severity'];
  readonly field: DraftFindingWire['field'];
  readonly applies: (draft: RequestDraftWire) => boolean;
  readonly sentence: string;
  readonly remedy: string;
}

const recordsOfOthers: readonly AssistanceKind[] = [
  'transaction-records',
  'telephone-records',
  'internet-records',
  'firm-communications',
  'audit-papers',
];
const statements: readonly AssistanceKind[] = ['statement', 'compelled-attendance'];
const properties: readonly AssistanceKind[] = ['freeze', 'confiscation'];

/** Fewer characters than a sentence that says who did what takes. */
const factsCharactersMin = 80;
/** Fewer than a reason takes. */
const reasonCharactersMin = 40;
/** A longer period is asked about as a rule. */
const periodYearsMax = 3;

const text = (draft: RequestDraftWire, field: ContentField): string => (draft.content[field] ?? '').trim();
const isWritten = (draft: RequestDraftWire, field: ContentField): boolean => text(draft, field) !== '';
const all = (draft: RequestDraftWire): string => Object.values(draft.content).join('\n');

const year = /\b(?:19|20)\d{2}\b/;
const everyYear = /\b(?:19|20)\d{2}\b/g;
/** LEI, IBAN, wallet addresses, a date, a number that is named as one, or any long one. */
const identifiers: readonly RegExp[] = [
  /\b[A-Z0-9]{18}\d{2}\b/,
  /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/,
  /\b0x[0-9a-fA-F]{40}\b/,
  /\b(?:bc1|[13])[a-zA-Z0-9]{25,60}\b/,
  /\b\d{4}-\d{2}-\d{2}\b/,
  /\b(?:no|nr|n\.º|reg|account|conta|compte|cuenta|lei|isin|id)\b[^\n]{0,20}\d{3,}/i,
  /\d{6,}/,
];
const fishing: readonly RegExp[] = [
  /\b(?:all|any|every)\s+(?:documents?|information|records?|data|correspondence)\b/i,
  /\beverything\b/i,
  /\btod[oa]s\s+[oa]s\s+(?:documentos|registos|informações)\b/i,
  /\btous\s+les\s+documents\b/i,
  /\btodos\s+los\s+documentos\b/i,
];
const ownDelay: readonly RegExp[] = [
  /\bour (?:own )?(?:deadline|limitation|hearing|delay)\b/i,
  /\b(?:late|forgot|overlooked|expires? (?:soon|here))\b/i,
  /\bo nosso prazo\b|\bnotre délai\b|\bnuestro plazo\b/i,
];
/** "On behalf of" and its sisters, with the article that may follow. */
const onBehalf: readonly RegExp[] = [
  /\b(?:on|in) behalf of\b/i,
  /\bem nome (?:de|d[oa]s?)(?=\s)/i,
  /\bau nom (?:de|du|des|d['’])/i,
  /\ben nombre del?(?=\s)/i,
];
const says = (patterns: readonly RegExp[], words: string): boolean => patterns.some((pattern) => pattern.test(words));
const unfinished = /\b(?:todo|tbd|xxx+|lorem ipsum)\b|\[[^\]]{0,40}(?:\.\.\.|…|insert|complete)[^\]]{0,40}\]/i;

const rules: readonly Rule[] = [
  {
    rule: 'facts-short',
    severity: 'deficient',
    field: 'facts',
    applies: (draft) => isWritten(draft, 'facts') && text(draft, 'facts').length < factsCharactersMin,
    sentence: 'The facts are told very shortly; requests without their full facts are what is sent back most.',
    remedy: 'Say who did what, when, where, and how you know it.',
  },
  {
    rule: 'facts-without-date',
    severity: 'deficient',
    field: 'facts',
    applies: (draft) => isWritten(draft, 'facts') && !year.test(text(draft, 'facts')),
    sentence: 'The facts name no year, so nobody can tell which records they are about.',
    remedy: 'Name the days or the period of what happened.',
  },
  {
    rule: 'nobody-could-be-found',
    severity: 'deficient',
    field: 'subject',
    applies: (draft) => isWritten(draft, 'subject') && !isAnybodyIdentified(draft) && !says(identifiers, all(draft)),
    sentence: 'Nothing in the request identifies a person, firm, account or wallet beyond a name.',
    remedy: 'Add what you have: date of birth, registration number, LEI, account, wallet address.',
  },
  {
    rule: 'provision-without-number',
    severity: 'deficient',
    field: 'legal-provisions',
    applies: (draft) => isWritten(draft, 'legal-provisions') && !/\d/.test(text(draft, 'legal-provisions')),
    sentence: 'The provisions are named without an article or section, and their text is likely to be asked for.',
    remedy: 'Cite article or section, and attach or quote the text.',
  },
  {
    rule: 'usefulness-repeats-facts',
    severity: 'deficient',
    field: 'why-useful',
    applies: (draft) =>
      isWritten(draft, 'why-useful') &&
      (text(draft, 'why-useful') === text(draft, 'facts') || text(draft, 'why-useful').length < reasonCharactersMin),
    sentence: 'It does not say what the answer would show that is not known now.',
    remedy: 'Say which question the information answers, and what you will do with it.',
  },
  {
    rule: 'asks-for-everything',
    severity: 'deficient',
    field: 'facts',
    applies: (draft) => says(fishing, all(draft)),
    sentence: 'It asks for everything there is, which is often refused as not conforming.',
    remedy: 'Name the kinds of documents, the persons and the period.',
  },
  {
    rule: 'period-missing',
    severity: 'deficient',
    field: 'period',
    applies: (draft) => recordsOfOthers.includes(draft.assistance) && periodOf(draft) === '',
    sentence: 'Records are asked for without the period that they should cover.',
    remedy: 'Name its first and its last day.',
  },
  {
    rule: 'period-long',
    severity: 'hint',
    field: 'period',
    applies: (draft) => yearsOf(periodOf(draft)) > periodYearsMax && (draft.particulars?.period?.whyLong ?? '').trim() === '',
    sentence: `The period is longer than ${periodYearsMax} years; the form asks why.`,
    remedy: 'Shorten it, or say why so long a period is needed.',
  },
  {
    rule: 'period-reversed',
    severity: 'deficient',
    field: 'period',
    applies: ({ particulars }) => (particulars?.period?.from ?? '') > (particulars?.period?.to ?? '9999'),
    sentence: 'The period ends before it begins, and cannot be sent so.',
    remedy: 'Exchange its first and its last day.',
  },
  {
    rule: 'version-incomplete',
    severity: 'hint',
    field: 'facts',
    applies: ({ content, languages }) =>
      (languages?.versions ?? []).some(({ content: other }) => {
        const written = Object.values(other).some((words) => words.trim() !== '');
        return written && contentFields.some((field) => ((content[field] ?? '').trim() === '') !== ((other[field] ?? '').trim() === ''));
      }),
    sentence: 'A language version lacks a text that the authentic one has, or has one that it lacks.',
    remedy: 'Translate all of it, or leave that version out.',
  },
  {
    rule: 'information-not-described',
    severity: 'hint',
    field: 'information',
    applies: ({ particulars }) => particulars !== undefined && (particulars.information ?? '').trim() === '',
    sentence: 'It does not describe in detail what information is sought.',
    remedy: 'Name the documents or data, and what each of them should show.',
  },
  {
    rule: 'inspection-without-proposal',
    severity: 'hint',
    field: 'proposal',
    applies: ({ assistance, particulars }) =>
      assistance === 'inspection' && particulars !== undefined && (particulars.inspection?.rationale ?? '').trim() === '',
    sentence: 'An inspection is asked for without its rationale, so they cannot judge whether to join.',
    remedy: 'Say what you propose, why, and what they gain by it.',
  },
  {
    rule: 'holder-missing',
    severity: 'hint',
    field: 'likely-holder',
    applies: (draft) => recordsOfOthers.includes(draft.assistance) && !isWritten(draft, 'likely-holder'),
    sentence: 'It does not say who is likely to hold the records.',
    remedy: 'Name the firm, bank or venue, as far as you know it.',
  },
  {
    rule: 'questions-missing',
    severity: 'deficient',
    field: 'questions',
    applies: (draft) => statements.includes(draft.assistance) && !isWritten(draft, 'questions'),
    sentence: 'A statement is asked for without the questions to be put.',
    remedy: 'List the questions, one to a line.',
  },
  {
    rule: 'property-without-value',
    severity: 'deficient',
    field: 'property',
    applies: (draft) => properties.includes(draft.assistance) && !/\d/.test(text(draft, 'property')),
    sentence: 'The property is not described with an amount, an account or a place that could be found.',
    remedy: 'Say what it is, where it lies, and its value or the highest amount.',
  },
  {
    rule: 'naming-not-said',
    severity: 'hint',
    field: 'revealing-requester',
    applies: (draft) => !isWritten(draft, 'revealing-requester') && draft.assistance !== 'registrations',
    sentence: 'It does not say whether you may be named to those who hold the information; you will be asked.',
    remedy: 'Say yes, no, or to whom.',
  },
  {
    rule: 'others-not-said',
    severity: 'hint',
    field: 'other-authorities',
    applies: (draft) => !isWritten(draft, 'other-authorities'),
    sentence: 'It does not say which other authorities work on the matter.',
    remedy: 'Name them, or say that there are none you know of.',
  },
  {
    rule: 'on-whose-behalf',
    severity: 'deficient',
    field: 'on-behalf-of',
    applies: (draft) =>
      !isWritten(draft, 'on-behalf-of') &&
      says(onBehalf, [text(draft, 'subject'), text(draft, 'facts'), text(draft, 'why-useful')].join('\n')),
    sentence: 'It speaks of asking on behalf of another, and the field for it is empty.',
    remedy: 'Name the authority for which you ask.',
  },
  {
    rule: 'urgency-short',
    severity: 'deficient',
    field: 'urgencyReason',
    applies: (draft) =>
      draft.class === 'urgent' && draft.urgencyReason.trim() !== '' && draft.urgencyReason.trim().length < reasonCharactersMin,
    sentence: 'The reason of the urgency is short; urgency that is not explained is contested, and the normal clocks run.',
    remedy: 'Say which harm a prompt answer stops or prevents, and by when.',
  },
  {
    rule: 'urgency-own-delay',
    severity: 'deficient',
    field: 'urgencyReason',
    applies: (draft) => draft.class === 'urgent' && says(ownDelay, draft.urgencyReason),
    sentence: 'It reads as if the urgency came from your own delay or deadline, which is not urgency.',
    remedy: 'Name the harm, or send it as a normal request with the date by which you need the answer.',
  },
  {
    rule: 'unfinished',
    severity: 'deficient',
    field: 'facts',
    applies: (draft) => unfinished.test(`${all(draft)}\n${draft.urgencyReason}`),
    sentence: 'A place that was to be filled in still stands there.',
    remedy: 'Fill it in or take it out.',
  },
];

/** A person with a number, or an instrument with its own. */
function isAnybodyIdentified({ particulars }: RequestDraftWire): boolean {
  const persons = particulars?.persons ?? [];
  const isKnown = persons.some(({ bornOn, identifiers: ids = [] }) => bornOn !== undefined || ids.some(({ value }) => value.trim() !== ''));
  return isKnown || (particulars?.instruments ?? []).some(({ value }) => value.trim() !== '');
}

function periodOf(draft: RequestDraftWire): string {
  return `${text(draft, 'period')} ${periodWords(draft.particulars ?? {})}`.trim();
}

interface Point {
  /** The fields of the form where it has its place; one that is filled in settles it. */
  readonly at: readonly [PointField, ...PointField[]];
  readonly point: string;
  readonly words: RegExp;
}

/** What the requested authority must know before it takes a statement. */
const statementPoints: readonly Point[] = [
  { at: ['capacity'], point: 'whether the person is a witness or a suspect', words: /witness|suspect|testemunha|arguid|témoin|testigo/i },
  { at: ['manner'], point: 'whether it is voluntary or compelled', words: /voluntar|compel|mandatory|obrigat|contraint|obligator/i },
  { at: ['form'], point: 'oath, affirmation or in writing', words: /oath|affirm|writing|juramento|escrito|serment|écrit/i },
  {
    at: ['rights'],
    point: 'the rights of the person, against self-incrimination among them',
    words: /right|incriminat|direito|droit|derecho/i,
  },
  { at: ['legalAssistance'], point: 'legal assistance for the person', words: /lawyer|counsel|legal assist|advogad|avocat|abogado/i },
  {
    at: ['attendance'],
    point: 'who of yours attends, and whether they may put questions',
    words: /attend|present|participat|assist|presente/i,
  },
  { at: ['criminalUse'], point: 'whether criminal use is possible', words: /criminal|penal|prosecut/i },
  { at: ['recording'], point: 'how it is recorded', words: /record|video|audio|transcri|grava|enregistr|graba/i },
  {
    at: ['certification', 'transmission'],
    point: 'certification, and the form in which it is sent',
    words: /certif|apostil|original|cópia|copie/i,
  },
  { at: ['language'], point: 'the language, and interpretation', words: /language|interpret|translat|língua|langue|idioma/i },
];
/** How an inspection may be carried out, and what is to be settled before. */
const inspectionPoints: readonly Point[] = [
  { at: ['premises'], point: 'the premises, and whether they are private', words: /premises|address|office|instala|locaux|local/i },
  {
    at: ['carriedOutBy'],
    point: 'who carries it out: they, you with them, you alone, or experts',
    words: /carry|carried|conduct|participat|expert|attend|perito/i,
  },
  {
    at: ['copies'],
    point: 'what is looked for, and in which form copies are taken',
    words: /cop(?:y|ies)|image|document|server|cópia|copie/i,
  },
  { at: ['notice'], point: 'whether the firm is told beforehand', words: /announc|notice|unannounced|avis|previ/i },
  { at: ['privilege'], point: 'legal privilege', words: /privilege|segredo|secret/i },
];

/** The lines in the order of the form; checklists last. Empty where nothing is likely to be sent back. */
export function checkDraft(draft: RequestDraftWire, known: readonly NamedProceedings[] = []): DraftFindingWire[] {
  const found = rules
    .filter((rule) => rule.applies(draft))
    .map(({ rule, severity, field, sentence, remedy }): DraftFindingWire => ({ rule, severity, field, sentence, remedy }));
  return [...found, ...known.map((one) => proceedingsFinding(draft, one)), ...checklistOf(draft)];
}

/** Proceedings that are known here, with the name of the authority that said so; our own is named null. */
export interface NamedProceedings {
  readonly outcome: 'pending' | 'final';
  readonly subject: string;
  readonly byName: string | null;
}

/** Where it comes from is said to our own officer alone. */
function proceedingsFinding(draft: RequestDraftWire, { outcome, subject, byName }: NamedProceedings): DraftFindingWire {
  const what = outcome === 'final' ? 'a final judgment' : 'pending proceedings';
  const who = byName === null ? 'Our register of interests shows' : `${byName} has told us of`;
  return {
    rule: 'judged-before',
    severity: isWritten(draft, 'earlier-proceedings') ? 'hint' : 'deficient',
    field: 'earlier-proceedings',
    sentence: `${who} ${what} on "${subject}"; nobody is tried twice for the same acts.`,
    remedy: 'Say what is known of it and why what you ask is another matter, or ask for less.',
  };
}

function checklistOf(draft: RequestDraftWire): DraftFindingWire[] {
  const points = statements.includes(draft.assistance) ? statementPoints : draft.assistance === 'inspection' ? inspectionPoints : [];
  const filled = { ...draft.particulars?.statement, ...draft.particulars?.inspection };
  const said = `${text(draft, 'formalities')}\n${text(draft, 'questions')}\n${text(draft, 'precautions')}`;
  return points
    .filter(({ at, words }) => !at.some((name) => isFilled(filled, name)) && !words.test(said))
    .map(({ at: [field], point }): DraftFindingWire => ({
      rule: 'checklist',
      severity: 'hint',
      field,
      sentence: `It says nothing of ${point}.`,
      remedy: 'Say it in its field or among the formalities, or that it is left to them.',
    }));
}

function isFilled(filled: Partial<Record<PointField, string | undefined>>, name: PointField): boolean {
  return (filled[name] ?? '').trim() !== '';
}

/** Years between the first and the last that a text names; 0 where it names none. */
function yearsOf(words: string): number {
  const named = (words.match(everyYear) ?? []).map(Number);
  return named.length === 0 ? 0 : Math.max(...named) - Math.min(...named);
}
