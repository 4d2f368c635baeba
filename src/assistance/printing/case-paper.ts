// SPDX-License-Identifier: Apache-2.0
/**
 * A case on paper: what was asked and what was answered, as an officer, a court or a firm reads it.
 *
 * Everything on it is what the case screen shows this officer. A paper leaves the system, so the text of a received reply stands on
 * it only where its conditions permit an export for the purpose of the case; else the paper says why it does not. Records are never on
 * it: they are given by a bundle, whose every use is written down record by record.
 *
 * The source at the foot is the dispatch of the request, which both authorities hold signed; every step names its own.
 */
import { trainingSentence } from '../cases/case-row.ts';
import { authenticSentence, languageName } from '../form/written-languages.ts';
import type { ReplyLanguagesWire } from '../form/wire.ts';
import { carriedOutWords, type ParticularsGroup, particularsWords } from '../form/particulars-words.ts';
import { assistanceWords, contentFieldLabel, urgencyGroundWords } from '../../agreements/index.ts';
import { type ContentField, contentFields } from '../../agreements/wire.ts';
import { purposeWords } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Paper, PaperPart } from '../../paper/index.ts';
import { digestOf } from '../../seals/index.ts';
import type { CaseDetailWire, StepRowWire } from '../wire.ts';

export interface PrintedCase {
  readonly detail: CaseDetailWire;
  /** Name of our own authority. */
  readonly ownName: string;
  /** Why the text of a received reply is not printed, by step. */
  readonly keptBack: ReadonlyMap<string, readonly string[]>;
  readonly now: Instant;
}

export function casePaper(printed: PrintedCase): Paper {
  const { detail, now } = printed;
  const { row } = detail;
  const request = detail.steps.find((step) => step.kind === 'request' && step.dispatch !== null);
  const [requesting, requested] = sidesOf(printed);
  const source =
    request?.dispatch === null || request === undefined
      ? { name: 'Draft, not sent; digest of what it says', digest: digestOf(new TextEncoder().encode(JSON.stringify(detail.draft))) }
      : { name: 'Dispatch of the request', digest: request.dispatch };
  return {
    title: row.subject === '' ? 'Request for assistance' : row.subject,
    subtitle: `Request for ${assistanceWords[row.assistance]}, ${requesting} to ${requested}`,
    language: 'en',
    madeAt: now,
    source,
    parts: [
      { kind: 'facts', rows: factsOf(printed) },
      { kind: 'heading', level: 1, text: 'What was asked' },
      ...contentParts(detail),
      { kind: 'heading', level: 1, text: 'What followed' },
      ...detail.steps.filter((step) => step.kind !== 'request' && step.dispatch !== null).flatMap((step) => stepParts(printed, step)),
      ...timelinePart(detail),
    ],
  };
}

function sidesOf({ detail: { row }, ownName }: PrintedCase): readonly [requesting: string, requested: string] {
  return row.side === 'requesting' ? [ownName, row.counterpart.name] : [row.counterpart.name, ownName];
}

function factsOf(printed: PrintedCase): readonly (readonly [string, string])[] {
  const { detail } = printed;
  const { row, draft, agreement } = detail;
  const [requesting, requested] = sidesOf(printed);
  return [
    ['Case', row.id],
    ...(row.counterpart.isTraining ? ([['Training', trainingSentence]] as const) : []),
    ['Requesting authority', requesting],
    ['Requested authority', requested],
    ['Agreement', agreement === null ? 'None is fixed yet.' : `${agreement.title}, version ${agreement.ref.version}`],
    ...(agreement === null ? [] : ([['Digest of the agreement', agreement.ref.digest]] as const)),
    ['Purpose', row.purpose === null ? 'Not stated yet.' : purposeWords[row.purpose]],
    ['Reference', row.reference === '' ? 'None.' : row.reference],
    ['Class', draft.class === 'urgent' ? urgencyWords(detail) : 'Normal'],
    ...callRows(detail),
    ...signedBy(detail),
    ['State', row.state.replaceAll('-', ' ')],
    ...detail.deadlines.map(({ sentence, dueAt, metAt }): readonly [string, string] => [
      'Deadline',
      `${sentence} Due ${dueAt}${metAt === null ? '' : `, met ${metAt}`}.`,
    ]),
  ];
}

/** The form ends with a signature: here it is who prepared the request and who approved it, under the digest at the foot. */
function signedBy({ steps }: CaseDetailWire): readonly (readonly [string, string])[] {
  const request = steps.find((step) => step.kind === 'request' && step.dispatch !== null);
  if (request === undefined) return [];
  const approved = request.approvals.map(({ officerName, at }): readonly [string, string] => ['Approved by', `${officerName}, ${at}`]);
  return [['Prepared by', `${request.preparedByName}, ${request.preparedAt}`], ...approved];
}

function urgencyWords({ draft }: CaseDetailWire): string {
  const ground = draft.urgencyGround === null ? 'no ground stated' : urgencyGroundWords[draft.urgencyGround];
  return `Urgent: ${ground}. ${draft.urgencyReason}`;
}

function callRows({ draft: { oral } }: CaseDetailWire): readonly (readonly [string, string])[] {
  if (oral === undefined) return [];
  return [['First asked orally', oralWords(oral)]];
}

/** When the call was, who called whom, and what was asked. */
export function oralWords({ askedAt, askedBy, askedOf, asked }: NonNullable<CaseDetailWire['draft']['oral']>): string {
  return `${askedAt ?? ''}: ${askedBy} called ${askedOf}. ${asked}`;
}

function contentParts({ draft }: CaseDetailWire): PaperPart[] {
  const written = contentFields.filter((field) => (draft.content[field] ?? '') !== '');
  const groups = particularsWords(draft.particulars ?? {});
  return [...textParts({ draft }, written), ...versionParts(draft.languages), ...groups.flatMap(groupParts), ...warningParts];
}

/** Which text is authentic, and the others whole. */
export function versionParts(languages: CaseDetailWire['draft']['languages']): PaperPart[] {
  if (languages === undefined || languages.authentic === '') return [];
  return [
    { kind: 'paragraph', text: authenticSentence(languages), manner: 'note' },
    ...languages.versions.flatMap(({ language, content }): PaperPart[] => [
      { kind: 'heading', level: 2, text: `In ${languageName(language)}` },
      {
        kind: 'facts',
        rows: contentFields.flatMap((field) => {
          const text = content[field] ?? '';
          return text === '' ? [] : [[capital(contentFieldLabel(field)), text] as const];
        }),
      },
    ]),
  ];
}

function groupParts({ title, rows }: ParticularsGroup): PaperPart[] {
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'facts', rows },
  ];
}

/** What stands at the foot of the forms; the limits themselves are those of the agreement. */
export const warningParts: readonly PaperPart[] = [
  { kind: 'heading', level: 2, text: 'Confidentiality and personal data' },
  {
    kind: 'paragraph',
    text:
      'This request and all that is given in answer to it are confidential. They are used for the purpose and under the conditions of the agreement ' +
      'named above and are passed on only as it allows; whoever receives them by error tells the authority that sent them and keeps no copy.',
    manner: 'note',
  },
  {
    kind: 'paragraph',
    text:
      'Personal data in it are processed by each authority under its own law on the protection of data and under the clauses of that agreement on ' +
      'the transfer of personal data.',
    manner: 'note',
  },
];

function textParts({ draft }: Pick<CaseDetailWire, 'draft'>, written: readonly ContentField[]): PaperPart[] {
  if (written.length === 0) return [{ kind: 'paragraph', text: 'Nothing is written yet.', manner: 'note' }];
  return written.flatMap((field): PaperPart[] => [
    { kind: 'heading', level: 2, text: capital(contentFieldLabel(field)) },
    { kind: 'paragraph', text: draft.content[field] ?? '' },
  ]);
}

/** The step as text: every text of its body by its name, but not the bodies of records. */
function stepParts({ keptBack }: PrintedCase, step: StepRowWire): PaperPart[] {
  const withheld = keptBack.get(step.id);
  const body = step.body as Readonly<Record<string, unknown>>;
  const texts = Object.entries(body).flatMap(([name, value]): (readonly [string, string])[] => {
    if (name === 'requestId' || value === null || (value === '' && (name !== 'text' || withheld === undefined))) return [];
    if ((name === 'arrives' || name === 'languages') && withheld !== undefined) return [];
    if (name === 'languages') return replyVersions(value as ReplyLanguagesWire);
    if (name === 'text' && withheld !== undefined) return [['Text', `Not printed. ${withheld.join(' ')}`]];
    if (name === 'carriedOutBy') return [['Carried out by', carriedOutWords(value as Parameters<typeof carriedOutWords>[0])]];
    if (typeof value === 'string') return [[capital(name), value]];
    if (name === 'recordIds' && Array.isArray(value)) return [['Records', value.length === 0 ? 'None.' : value.join(', ')]];
    if (name === 'lacking') return [['Lacking', fieldsIn(value).map(contentFieldLabel).join(', ')]];
    if (name === 'supplied') {
      const supplied = value as Readonly<Partial<Record<ContentField, string>>>;
      return fieldsIn(Object.keys(supplied)).map((field) => [capital(contentFieldLabel(field)), supplied[field] ?? '']);
    }
    return [];
  });
  const [gave] = step.approvals.map(({ officerName, at }) => `${officerName}, ${at}`);
  return [
    { kind: 'heading', level: 2, text: capital(step.kind) },
    {
      kind: 'facts',
      rows: [...texts, ...(gave === undefined ? [] : ([['Approved by', gave]] as const)), ['Dispatch', step.dispatch ?? '']],
    },
  ];
}

/** Which text of a reply is authentic, and the others whole. */
function replyVersions(languages: ReplyLanguagesWire): (readonly [string, string])[] {
  return [
    ['Languages', authenticSentence(languages)],
    ...languages.versions.flatMap(({ language, text, arrives }): (readonly [string, string])[] => [
      [`Text in ${languageName(language)}`, text],
      ...(arrives === undefined ? [] : [[`Arrives, in ${languageName(language)}`, arrives] as const]),
    ]),
  ];
}

function fieldsIn(value: unknown): readonly ContentField[] {
  return contentFields.filter((field) => Array.isArray(value) && value.includes(field));
}

function timelinePart({ timeline }: CaseDetailWire): PaperPart[] {
  const columns = [
    { title: 'Moment (UTC)', weight: 3 },
    { title: 'What happened', weight: 6 },
    { title: 'Dispatch', weight: 5, isMono: true as const },
  ];
  const rows = timeline.map(({ at, sentence, dispatch }) => [at.slice(0, 19).replace('T', ' '), sentence, dispatch ?? '']);
  return [{ kind: 'table', caption: 'Timeline', columns, rows, empty: 'Nothing has happened yet.' }];
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
