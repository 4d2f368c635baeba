// SPDX-License-Identifier: Apache-2.0
/**
 * The timeline of a case: what happened, in sentences, the same facts on both sides.
 *
 * Stored are facts (what, by which authority, under which clause, which dispatch), never sentences; the sentence is made
 * when it is read, so that a better wording reaches old cases too. Events with a dispatch carry the moment that both
 * sides know: when it was made, and when the other side's server received it. Preparing, approving and returning are the
 * authority's own affair and are seen at home only; so is what each noted of a call.
 */
import type { ReceivedByLetter, SentByLetter } from '../../exchange/index.ts';
import type { StepKind } from '../wire.ts';

export type EventKind =
  | 'asked-orally'
  | 'call-noted'
  | 'prepared'
  | 'edited'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'sent'
  | 'delivered'
  | 'opened'
  | 'rejected'
  | 'not-delivered';

/** What travels in a case beside its steps and moves no state: an item of evidence, and the answer of whoever it was handed to. */
export const besideSteps = ['hand-over', 'hand-over-answer'] as const;
export type TravelsBeside = (typeof besideSteps)[number];

export interface EventFacts {
  readonly kind: EventKind;
  readonly step: StepKind | TravelsBeside;
  /** The authority whose event it is. */
  readonly authority: string;
  /** Our own officer, where it is our event. */
  readonly officer: string | null;
  readonly dispatch: string | null;
  readonly clause: {
    readonly agreement: { readonly id: string; readonly version: number; readonly digest: string };
    readonly title: string;
    readonly clause: string;
  } | null;
  /** `partial` or `complete`, the ground, the code of a rejection, or the reason of a return. */
  readonly detail: string | null;
  /** Only with an authority known by letter: written here and still to be sent, sent on paper, taken from a letter, moved to its server. */
  readonly letter?:
    | { readonly kind: 'written' }
    | { readonly kind: 'moved' }
    | ({ readonly kind: 'sent' } & SentByLetter)
    | ({ readonly kind: 'received' } & ReceivedByLetter);
}

/**
 * Events that the other side holds too, in the order of their moments: what was sent and received. A dispatch that was not
 * admitted, or is still on its way, is known to its sender alone.
 */
export function sharedEvents<Event extends { readonly at: string; readonly facts: EventFacts }>(events: readonly Event[]): Event[] {
  const delivered = new Set(events.filter(({ facts }) => facts.kind === 'delivered').map(({ facts }) => facts.dispatch));
  return events
    .filter(({ facts }) => (facts.kind === 'sent' || facts.kind === 'delivered') && delivered.has(facts.dispatch))
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

const stepWords: Readonly<Record<EventFacts['step'], readonly [noun: string, verb: string]>> = {
  'draft-sharing': ['the draft of a request', 'showed a draft before the request'],
  'draft-comments': ['the comments on the draft', 'said what the draft lacks'],
  request: ['the request', 'sent the request'],
  acknowledgement: ['the acknowledgement', 'acknowledged the request'],
  question: ['the question', 'asked back'],
  answer: ['the answer to the question', 'answered the question'],
  reply: ['the reply', 'replied'],
  refusal: ['the refusal', 'refused the request'],
  rebuttal: ['the rebuttal', 'contested the refusal'],
  cure: ['what the request lacked', 'supplied what the request lacked'],
  reopening: ['the reopening', 'reopened the request that it had refused'],
  upholding: ['the upholding of the refusal', 'upheld the refusal'],
  withdrawal: ['the withdrawal', 'withdrew the request'],
  measure: ['the measure', 'reported what was done'],
  instruction: ['the instruction', 'said how to go on'],
  'delay-notice': ['the notice of delay', 'told that the answer is late'],
  postponement: ['the postponement', 'postponed the request'],
  impossibility: ['the report that it cannot be done', 'told that the request cannot be carried out'],
  lapse: ['the lapse', 'let the request lapse: its question stayed open past the day it named'],
  'confidentiality-change': ['the change of confidentiality', 'told whether its investigation is confidential'],
  feedback: ['the report on the use', 'told what came of the answer'],
  'hand-over': ['the hand-over', 'handed over an item of evidence'],
  'hand-over-answer': ['the answer to the hand-over', 'answered for an item of evidence'],
};

/** One sentence; `names` gives an authority's name in the agreement, and those of officers who dealt with a letter. */
export function sentenceOf(facts: EventFacts, names: ReadonlyMap<string, string>): string {
  const who = names.get(facts.authority) ?? facts.authority;
  const [noun, verb] = stepWords[facts.step];
  const under = facts.clause === null ? '' : ` under clause ${facts.clause.clause}`;
  if (facts.letter !== undefined)
    return letterSentence({ ...facts, letter: facts.letter }, names, { did: `${verb}${sentDetail(facts)}${under}`, under });
  switch (facts.kind) {
    case 'asked-orally':
      return `${who} made the request orally, in urgency: ${facts.detail ?? ''}.`;
    case 'call-noted':
      return `${who} noted the call: ${facts.detail ?? ''}.`;
    case 'prepared':
      return `${who} prepared ${noun}.`;
    case 'edited':
      return `${who} changed ${noun}; approvals given before no longer count.`;
    case 'submitted':
      return `${who} submitted ${noun} for approval.`;
    case 'returned':
      return `${who} returned ${noun} to its preparer: ${facts.detail ?? ''}`;
    case 'approved':
      return `${who} approved ${noun}.`;
    case 'sent':
      return `${who} ${verb}${sentDetail(facts)}${under}.`;
    case 'delivered':
      return `${who} received ${noun}.`;
    case 'opened':
      return `An officer of ${who} opened ${noun}.`;
    case 'rejected':
      return `${who} did not admit ${noun} (${facts.detail ?? 'no reason given'}).`;
    case 'not-delivered':
      return `${capital(noun)} could not be delivered until it expired; the other authority does not know it.`;
  }
}

type LetterFacts = EventFacts & { readonly letter: NonNullable<EventFacts['letter']> };

function letterSentence(
  { letter, authority, step }: LetterFacts,
  names: ReadonlyMap<string, string>,
  { did, under }: { readonly did: string; readonly under: string },
): string {
  const named = (id: string): string => names.get(id) ?? id;
  if (letter.kind === 'written') return `${named(authority)} wrote ${stepWords[step][0]}${under}; it is to be sent by letter.`;
  if (letter.kind === 'moved') return 'The other authority has a server now: the request is sent to it anew, and the case goes on there.';
  if (letter.kind === 'sent') {
    const tracking = letter.tracking === '' ? '' : `, number ${letter.tracking}`;
    return `${capital(stepWords[step][0])} was sent to ${named(authority)} by ${letter.channel}${tracking}.`;
  }
  const { channel, writtenOn, transcribedBy, confirmedBy } = letter;
  const confirmed = confirmedBy.length === 0 ? '' : `, confirmed by ${confirmedBy.map(named).join(' and ')}`;
  return `${named(authority)} ${did}: by letter of ${writtenOn}, received by ${channel}, transcribed by ${named(transcribedBy)}${confirmed}.`;
}

function sentDetail(facts: EventFacts): string {
  if (facts.step === 'reply' && facts.detail !== null) return facts.detail === 'partial' ? ' in part' : ' completely';
  if ((facts.step === 'measure' || facts.step === 'instruction') && facts.detail !== null) {
    const [said = '', until] = facts.detail.split(' until ');
    return ` (${said.replaceAll('-', ' ')}${until === undefined ? '' : ` until ${until}`})`;
  }
  if ((facts.step === 'hand-over' || facts.step === 'hand-over-answer') && facts.detail !== null) return ` (${facts.detail})`;
  if (facts.step === 'cure' && facts.detail !== null) return ` (${facts.detail})`;
  if (onGround.includes(facts.step) && facts.detail !== null) return ` on ground ${facts.detail}`;
  if (facts.step === 'acknowledgement' && facts.detail !== null) return ' and contested its urgency: the clocks of a normal request run';
  if (facts.step === 'delay-notice' && facts.detail !== null) return `, and now expects it by ${facts.detail}`;
  if (facts.step === 'impossibility' && facts.detail !== null) return ` (${facts.detail})`;
  if (facts.step === 'confidentiality-change' && facts.detail !== null)
    return facts.detail === 'open' ? ': it may become known' : ': it must not become known';
  if (facts.step === 'feedback' && facts.detail === 'last') return ' and closed the case';
  return '';
}

/** Steps whose detail is the ground of a refusal, or one for postponing. */
const onGround: readonly EventFacts['step'][] = ['refusal', 'postponement', 'rebuttal', 'reopening', 'upholding'];

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
