// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer fills in for each kind of note: one row for a field. The server judges what is sent; what follows from the matter itself
 * (the plan that stands, the panel, the settlement offered) is added when it is sent.
 */
import type { JointDetailWire } from '../../../src/joint-operations/views/wire.ts';
import {
  type ContentWire,
  criminalKnowledge,
  differenceAbout,
  idemOutcomes,
  inquiryStages,
  interestAnswers,
  mayIntroduce,
  type NoteKind,
  positions,
  reportOutcomes,
  reviewCriteria,
  subjectKinds,
} from '../../../src/joint-operations/wire.ts';

/** What is opened by fields; a plan has a form of its own. */
export type OpeningKind = 'notice' | 'question' | 'raise' | 'review';

export interface Field {
  readonly name: FieldName;
  readonly input:
    | 'line'
    | 'area'
    | 'choice'
    | 'moment'
    | 'number'
    | 'peers'
    | 'peer'
    | 'ownStep'
    | 'agreement'
    | 'reviewAgreement'
    | 'criteria'
    | 'day'
    | 'preconditions';
  readonly options?: readonly string[];
  readonly isOptional?: boolean;
  /** A choice without one is open: nothing that binds an authority is said by leaving a field as it was. */
  readonly start?: string;
}
export const fieldNames = [
  'text',
  'reason',
  'basis',
  'idem',
  'idemReason',
  'outcome',
  'step',
  'doneAt',
  'amount',
  'currency',
  'inquiry',
  'measuresTaken',
  'measuresPlanned',
  'criminal',
  'knowsOthers',
  'introduce',
  'isGiven',
  'other',
  'consentMatter',
  'ground',
  'members',
  'days',
  'isAccepted',
  'followUpBy',
  'isFollowed',
  'title',
  'participants',
  'peer',
  'subjectKind',
  'subjectValue',
  'conduct',
  'assessment',
  'measures',
  'answerDays',
  'updateDays',
  'about',
  'caseRef',
  'agreement',
  'position',
  'asks',
  'reviewed',
  'panelMembers',
  'asked',
  'fromDay',
  'toDay',
  'criteria',
  'commentDays',
  'isEndorsed',
  'action',
  'isDone',
  'met',
] as const;
export type FieldName = (typeof fieldNames)[number];

const text = { name: 'text', input: 'area' } as const;
const reason = { name: 'reason', input: 'area' } as const;
const yesNo = ['yes', 'no'] as const;
const optional = { isOptional: true } as const;

export const noteFields: Readonly<Record<Exclude<NoteKind, 'plan'>, readonly Field[]>> = {
  comment: [text],
  ready: [
    { name: 'basis', input: 'area' },
    { name: 'idem', input: 'choice', options: idemOutcomes },
    { name: 'idemReason', input: 'area', ...optional },
    { name: 'met', input: 'preconditions', ...optional },
  ],
  unready: [reason],
  decide: [
    { name: 'outcome', input: 'choice', options: ['commit', 'abort'] },
    { ...reason, ...optional },
  ],
  report: [
    { name: 'step', input: 'ownStep' },
    { name: 'outcome', input: 'choice', options: reportOutcomes.filter((one) => one !== 'released') },
    { name: 'doneAt', input: 'moment', ...optional },
    { name: 'amount', input: 'line', ...optional },
    { name: 'currency', input: 'line', ...optional, start: 'EUR' },
    { ...text, ...optional },
  ],
  conclude: [text],
  notice: [
    { name: 'title', input: 'line' },
    { name: 'participants', input: 'peers' },
    { name: 'subjectKind', input: 'choice', options: subjectKinds, start: subjectKinds[0] },
    { name: 'subjectValue', input: 'line' },
    { name: 'conduct', input: 'area' },
    { name: 'assessment', input: 'area' },
    { name: 'measures', input: 'area', ...optional },
    { name: 'answerDays', input: 'number', start: '10' },
    { name: 'updateDays', input: 'number', start: '20' },
  ],
  disclose: [
    { name: 'inquiry', input: 'choice', options: inquiryStages },
    { name: 'measuresTaken', input: 'area', ...optional },
    { name: 'measuresPlanned', input: 'area', ...optional },
    { name: 'criminal', input: 'choice', options: criminalKnowledge, start: 'cannot-say' },
    { ...text, ...optional },
  ],
  update: [{ name: 'inquiry', input: 'choice', options: inquiryStages }, text],
  question: [
    { name: 'peer', input: 'peer' },
    { name: 'subjectKind', input: 'choice', options: subjectKinds, start: subjectKinds[0] },
    { name: 'subjectValue', input: 'line' },
    reason,
    { name: 'introduce', input: 'choice', options: mayIntroduce, start: 'ask-me' },
    { name: 'answerDays', input: 'number', start: '10' },
  ],
  answer: [
    { name: 'outcome', input: 'choice', options: interestAnswers },
    { name: 'knowsOthers', input: 'choice', options: yesNo, start: 'no' },
    { name: 'introduce', input: 'choice', options: mayIntroduce, start: 'ask-me' },
    { ...text, ...optional },
  ],
  consent: [{ name: 'isGiven', input: 'choice', options: yesNo }],
  introduce: [
    { name: 'other', input: 'peer' },
    { name: 'consentMatter', input: 'line' },
  ],
  raise: [
    { name: 'title', input: 'line' },
    { name: 'peer', input: 'peer' },
    { name: 'agreement', input: 'agreement' },
    { name: 'caseRef', input: 'line', ...optional },
    { name: 'about', input: 'choice', options: differenceAbout },
    { name: 'position', input: 'area' },
    { name: 'asks', input: 'area' },
  ],
  position: [{ name: 'outcome', input: 'choice', options: positions }, { name: 'ground', input: 'line', ...optional }, text],
  escalate: [reason],
  panel: [
    { name: 'members', input: 'peers' },
    { name: 'days', input: 'number', start: '30' },
  ],
  'accept-panel': [
    { name: 'isAccepted', input: 'choice', options: yesNo },
    { ...reason, ...optional },
  ],
  opinion: [text, { name: 'followUpBy', input: 'moment' }],
  settle: [text],
  'accept-settlement': [],
  'follow-up': [{ name: 'isFollowed', input: 'choice', options: yesNo }, text],
  review: [
    { name: 'title', input: 'line' },
    { name: 'agreement', input: 'reviewAgreement' },
    { name: 'reviewed', input: 'peer' },
    { name: 'panelMembers', input: 'peers', ...optional },
    { name: 'asked', input: 'peers', ...optional },
    { name: 'fromDay', input: 'day' },
    { name: 'toDay', input: 'day' },
    { name: 'criteria', input: 'criteria', start: reviewCriteria.join(' ') },
    { name: 'answerDays', input: 'number', start: '20' },
    { name: 'commentDays', input: 'number', start: '20' },
  ],
  // Written in forms of their own (reviews/review-forms.tsx).
  answers: [],
  figures: [],
  assess: [],
  endorse: [
    { name: 'isEndorsed', input: 'choice', options: yesNo },
    { ...reason, ...optional },
  ],
  'answer-assessment': [text],
  publish: [{ ...text, ...optional }],
  'act-on': [{ name: 'action', input: 'ownStep' }, { name: 'isDone', input: 'choice', options: yesNo }, text],
};

export type Values = Readonly<Partial<Record<FieldName, string>>>;

/** Choices that are still open. */
export function openChoices(fields: readonly Field[], values: Values): readonly FieldName[] {
  return fields.flatMap(({ name, input, isOptional = false }) =>
    input === 'choice' && !isOptional && (values[name] ?? '') === '' ? [name] : [],
  );
}

/** What the fields say of a note in a matter that is open. */
export function contentOf(kind: NoteKind, values: Values, detail: JointDetailWire): ContentWire {
  const of = (name: FieldName): string => values[name] ?? '';
  const plan = detail.operation?.note ?? '';
  const report = detail.review?.assessment?.note ?? '';
  const isYes = (name: FieldName): boolean => of(name) === 'yes';
  const plain: Partial<Record<NoteKind, unknown>> = {
    ready: { plan, basis: of('basis'), idem: { outcome: of('idem'), reason: of('idemReason') }, met: metOf(of('met')), orders: [] },
    unready: { plan, reason: of('reason') },
    decide: { plan, outcome: of('outcome'), ready: [], reason: of('reason') },
    report: reportOf(values, plan),
    disclose: {
      inquiry: of('inquiry'),
      measuresTaken: of('measuresTaken'),
      measuresPlanned: of('measuresPlanned'),
      criminal: of('criminal'),
      text: of('text'),
    },
    update: { inquiry: of('inquiry'), text: of('text') },
    answer: { outcome: of('outcome'), knowsOthers: isYes('knowsOthers'), introduce: of('introduce'), text: of('text') },
    consent: { isGiven: isYes('isGiven') },
    introduce: { other: of('other'), otherName: of('other'), consent: of('consentMatter') },
    position: { outcome: of('outcome'), ground: of('ground') === '' ? null : of('ground'), text: of('text') },
    escalate: { to: (detail.difference?.level ?? 0) + 1, reason: of('reason') },
    panel: { members: listOf(of('members')), days: Number(of('days')) },
    'accept-panel': {
      panel: detail.difference?.panel?.digest ?? detail.review?.note ?? '',
      isAccepted: isYes('isAccepted'),
      reason: of('reason'),
    },
    opinion: { text: of('text'), followUpBy: of('followUpBy') },
    'accept-settlement': { settlement: detail.difference?.offer ?? '' },
    'follow-up': { isFollowed: isYes('isFollowed'), text: of('text') },
    endorse: { report, isEndorsed: isYes('isEndorsed'), reason: of('reason') },
    'answer-assessment': { report, text: of('text') },
    publish: { report, text: of('text') },
    'act-on': { action: of('action'), isDone: isYes('isDone'), text: of('text') },
  };
  return { kind, ...(plain[kind] ?? { text: of('text') }) } as ContentWire;
}

function reportOf(values: Values, plan: string) {
  const { step = '', outcome = '', doneAt = '', amount = '', currency = '', text: said = '' } = values;
  const isDone = outcome === 'done' || outcome === 'partly';
  const minor = amount.replaceAll(/[^\d]/g, '');
  return {
    plan,
    step,
    outcome,
    doneAt: isDone ? (doneAt === '' ? new Date().toISOString() : doneAt) : null,
    amount: minor === '' ? null : { minor, currency },
    text: said,
  };
}

/** What was ticked: each line a step and what must come before it. */
export function metOf(value: string): { step: string; precondition: string }[] {
  return value.split('\n').flatMap((line) => {
    const place = line.indexOf(' ');
    return place < 0 ? [] : [{ step: line.slice(0, place), precondition: line.slice(place + 1) }];
  });
}

export function listOf(value: string): string[] {
  return value.split(' ').filter((one) => one !== '');
}
