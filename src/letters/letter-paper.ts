// SPDX-License-Identifier: Apache-2.0
/**
 * The pack that goes to an authority without a server: a letter, what it says field by field, the records given with their conditions,
 * and a form to return that carries our reference.
 *
 * The digest at the foot of every page is that of the signed dispatch from which the pack is made, and it stands on the form to return as
 * well: whoever registers the answer sees which step it belongs to. The pack is made once, when the step is approved, and kept.
 */
import { z } from 'zod';
import { assistanceWords, contentFieldLabel, refusalGroundMeaning, urgencyGroundWords } from '../agreements/index.ts';
import { type ContentField, contentFields, type RefusalGround, refusalGrounds } from '../agreements/wire.ts';
import { bodySchemas, particularsWords, oralWords, versionParts, warningParts } from '../assistance/index.ts';
import type { RequestBodyWire } from '../assistance/wire.ts';
import { type Condition, describeLimits, parseCondition, purposeWords } from '../conditions/index.ts';
import type { Instant, JsonValue } from '../kernel/index.ts';
import type { Paper, PaperPart } from '../paper/index.ts';
import { fromBase64, readSigned } from '../seals/index.ts';
import { type AboutRecord, consentParts } from './attested/consent-paper.ts';
import type { NewCounterpartWire } from './wire.ts';

export interface LetterContent {
  readonly id: string;
  readonly kind: string;
  readonly caseRef: string | null;
  readonly body: JsonValue;
  readonly conditions: readonly JsonValue[];
  readonly own: { readonly name: string; readonly jurisdiction: string; readonly contact: string };
  readonly to: NewCounterpartWire;
  readonly agreement: { readonly title: string; readonly version: number; readonly digest: string; readonly clause: string };
  readonly dispatch: string;
  readonly writtenAt: Instant;
  /** Of a question of consent and its answer: the record and the recipient, as the reader knows them. */
  readonly about: AboutRecord | null;
}

export function letterPaper(letter: LetterContent): Paper {
  const { kind, own, to, dispatch, writtenAt } = letter;
  return {
    title: titleOf(kind),
    subtitle: `${own.name} (${own.jurisdiction}) to ${to.name} (${to.jurisdiction})`,
    language: 'en',
    madeAt: writtenAt,
    source: { name: 'Dispatch', digest: dispatch },
    parts: [
      ...headParts(letter),
      ...saidParts(letter),
      ...conditionParts(letter),
      ...recordParts(letter),
      ...enclosureParts(letter),
      ...formParts(letter),
    ],
  };
}

const titles: Readonly<Record<string, string>> = {
  'assistance.request': 'Request for assistance',
  'assistance.acknowledgement': 'Acknowledgement of a request',
  'assistance.question': 'Question about a request',
  'assistance.answer': 'Answer to a question',
  'assistance.reply': 'Reply to a request',
  'assistance.refusal': 'Refusal of a request',
  'assistance.delay-notice': 'Notice of delay',
  'assistance.withdrawal': 'Withdrawal of a request',
  'assistance.feedback': 'Report on the use',
  'onward.disclosure': 'Information given unasked',
  'onward.recall': 'Recall of information',
  'onward.recall-answer': 'Answer to your recall',
  'onward.consent-request': 'May information that you gave us be passed on?',
  'onward.consent-answer': 'Answer to your question whether information may be passed on',
};

function titleOf(kind: string): string {
  return titles[kind] ?? capital((kind.split('.')[1] ?? kind).replaceAll('-', ' '));
}

function headParts({ own, to, id, caseRef, agreement, writtenAt }: LetterContent): PaperPart[] {
  return [
    {
      kind: 'facts',
      rows: [
        ['To', `${to.name}\n${to.address}${to.email === '' ? '' : `\n${to.email}`}`],
        ['From', `${own.name}\n${own.contact}`],
        ['Date', writtenAt.slice(0, 10)],
        ['Our reference', caseRef ?? id],
        ['This letter', id],
        ['Agreement', `${agreement.title}, version ${agreement.version}, clause ${agreement.clause}`],
      ],
    },
    {
      kind: 'paragraph',
      text: `Please quote our reference ${caseRef ?? id} in your answer. You may use a form of your own, or the one at the end of this letter.`,
    },
  ];
}

function saidParts({ kind, body, about }: LetterContent): PaperPart[] {
  const ofConsent = consentParts(kind, body, about);
  if (ofConsent !== null) return ofConsent;
  if (kind === 'assistance.request') return requestParts(bodySchemas.request.parse(body));
  const said = { ...signedInside(body), ...(body as Record<string, JsonValue>) };
  const rows = Object.entries(said).flatMap(([name, value]) => (beside.has(name) ? [] : fieldRows(fieldNames[name] ?? words(name), value)));
  return [{ kind: 'heading', level: 1, text: 'What we have to say' }, ...(rows.length === 0 ? [] : [{ kind: 'facts', rows } as const])];
}

/** What stands elsewhere on the paper, or means nothing on it; what was signed inside is printed as what it says. */
const beside: ReadonlySet<string> = new Set(['requestId', 'records', 'attachments', 'recall']);

const carried = z.looseObject({ recall: z.looseObject({ document: z.string() }) });

/** What a recall says: its originator signs it as a document of its own, which travels in the body. */
function signedInside(body: JsonValue): Record<string, JsonValue> {
  const found = carried.safeParse(body);
  const document = found.success ? fromBase64(found.data.recall.document) : null;
  const signed = document === null ? null : readSigned(document);
  if (signed?.ok !== true) return {};
  const { recordId, change, reason } = JSON.parse(new TextDecoder().decode(signed.value.payload)) as Record<string, JsonValue>;
  return { recordId: recordId ?? null, change: change ?? null, reason: reason ?? null };
}

const fieldNames: Readonly<Record<string, string>> = {
  recordId: 'Our record',
  expectedReplyAt: 'Expected reply',
  answerBy: 'Please answer by',
  updateEveryDays: 'You will hear from us every so many working days',
  urgencyContested: 'Why we do not hold it to be urgent',
  isLast: 'The last report on this case',
  usedFor: 'Used for',
};

function requestParts(body: RequestBodyWire): PaperPart[] {
  const { assistance, purpose, urgency, content, reference } = body;
  return [
    {
      kind: 'facts',
      rows: [
        ['We ask for', assistanceWords[assistance]],
        ['Purpose', purposeWords[purpose]],
        ['Class', urgency === null ? 'Normal' : `Urgent: ${urgencyGroundWords[urgency.ground]}. ${urgency.reason}`],
        ...(body.oral === undefined ? [] : ([['First asked orally', oralWords(body.oral)]] as const)),
        ...(reference === '' ? [] : ([['Our file', reference]] as const)),
      ],
    },
    ...contentFields
      .filter((field) => (content[field] ?? '') !== '')
      .flatMap((field): PaperPart[] => [
        { kind: 'heading', level: 2, text: capital(contentFieldLabel(field)) },
        { kind: 'paragraph', text: content[field] ?? '' },
      ]),
    ...versionParts(body.languages),
    ...particularsWords(body.particulars ?? {}).flatMap((group): PaperPart[] => [
      { kind: 'heading', level: 2, text: group.title },
      { kind: 'facts', rows: group.rows },
    ]),
    ...warningParts,
    ...(body.order === undefined
      ? []
      : [
          { kind: 'heading', level: 1, text: 'Certificate of the order' } as const,
          { kind: 'facts', rows: fieldRows('', body.order) } as const,
        ]),
  ];
}

/** A value as rows of a name and a text, its members one by one. */
function fieldRows(name: string, value: JsonValue): (readonly [string, string])[] {
  if (value === null || value === '') return [];
  if (typeof value === 'boolean') return [[name, value ? 'Yes' : 'No']];
  if (typeof value !== 'object') return [[name, meaningOf(name, String(value))]];
  if (Array.isArray(value)) {
    const isPlain = value.every((member) => typeof member !== 'object' || member === null);
    if (isPlain) return value.length === 0 ? [] : [[name, value.map(String).join(', ')]];
    return value.flatMap((member, index) => fieldRows(`${name} ${index + 1}`.trim(), member));
  }
  return Object.entries(value).flatMap(([member, inner]) => fieldRows(`${name === '' ? '' : `${name}: `}${labelOf(member)}`, inner));
}

function meaningOf(name: string, value: string): string {
  if (name === 'Ground' && isGround(value)) return refusalGroundMeaning(value);
  return value;
}

function isGround(value: string): value is RefusalGround {
  return refusalGrounds.some((ground) => ground === value);
}

function labelOf(member: string): string {
  return contentFields.some((field) => field === member) ? contentFieldLabel(member as ContentField) : words(member);
}

function conditionParts({ conditions }: LetterContent): PaperPart[] {
  const read = conditions.flatMap(readCondition);
  if (read.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Conditions' },
    { kind: 'paragraph', text: 'What this letter says is given under these conditions. They bind whoever reads it.' },
    ...read.map((condition): PaperPart => ({ kind: 'list', items: describeLimits(condition) })),
  ];
}

function readCondition(value: unknown): Condition[] {
  const condition = parseCondition(value, 'condition');
  return condition.ok ? [condition.value] : [];
}

const enclosing = z.looseObject({
  attachments: z.array(z.looseObject({ name: z.string(), size: z.int(), digest: z.string() })).optional(),
});

/** Files that go with it on paper or on a medium: whoever has one can tell by its digest that it is the one that was meant. */
function enclosureParts({ body }: LetterContent): PaperPart[] {
  const files = enclosing.safeParse(body).data?.attachments ?? [];
  if (files.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Enclosures' },
    { kind: 'paragraph', text: 'These files go with this letter, printed or on a medium. Each is the one with this digest and no other.' },
    {
      kind: 'table',
      caption: 'Enclosures',
      columns: [
        { title: 'File', weight: 3 },
        { title: 'Bytes', weight: 1 },
        { title: 'Digest', weight: 6, isMono: true },
      ],
      rows: files.map(({ name, size, digest }) => [name, String(size), digest]),
      empty: 'None.',
    },
  ];
}

const givenRecord = z.looseObject({ id: z.string(), body: z.json(), conditions: z.array(z.unknown()) });
const giving = z.looseObject({ records: z.array(givenRecord) });

/** Each record on a page of its own, under the conditions that it carries, so that it can be filed with them. */
function recordParts({ body }: LetterContent): PaperPart[] {
  const given = giving.safeParse(body);
  return (given.data?.records ?? []).flatMap((record, index): PaperPart[] => [
    { kind: 'new-page' },
    { kind: 'heading', level: 1, text: `Record ${index + 1}` },
    { kind: 'facts', rows: [['Identifier', record.id], ...fieldRows('', record.body)] },
    { kind: 'heading', level: 2, text: 'Conditions of this record' },
    ...record.conditions.flatMap(readCondition).map((condition): PaperPart => ({ kind: 'list', items: describeLimits(condition) })),
  ]);
}

const answersTo: Readonly<Record<string, readonly string[]>> = {
  'assistance.request': [
    'Received, with the date by which you expect to reply',
    'A question to us',
    'Your reply',
    'Refused: ground and reasons',
  ],
  'assistance.question': ['Your answer to the question'],
  'assistance.reply': ['How useful it was, and what came of it'],
  'onward.disclosure': ['Received, and what came of it'],
  'onward.recall': ['What you have done: corrected or destroyed it, or why you keep it', 'To whom you had passed it on'],
  'onward.consent-request': ['Granted as it is, or until which day', 'Granted under these further limits', 'Denied: ground and reasons'],
  'assistance.refusal': ['Whether and why you contest the refusal, or what the request lacked'],
};

/** The form to return; it repeats what identifies the step, since pages get apart. */
function formParts({ id, kind, caseRef, dispatch, own, to }: LetterContent): PaperPart[] {
  const answers = answersTo[kind];
  if (answers === undefined) return [];
  return [
    { kind: 'new-page' },
    { kind: 'heading', level: 1, text: 'Form to return' },
    {
      kind: 'facts',
      rows: [
        ['To', `${own.name}\n${own.contact}`],
        ['From', to.name],
        ['Our reference', caseRef ?? id],
        ['Answer to our letter', id],
        ['Digest of our letter', dispatch],
      ],
    },
    {
      kind: 'blanks',
      rows: [
        { name: 'Your reference', lines: 1 },
        { name: 'Date', lines: 1 },
        ...answers.map((name) => ({ name, lines: answers.length === 1 ? 12 : 4 })),
        { name: 'Conditions on the use of what you send', lines: 2 },
        { name: 'Name, office and signature', lines: 2 },
      ],
    },
  ];
}

function words(name: string): string {
  return capital(name.replaceAll('-', ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
