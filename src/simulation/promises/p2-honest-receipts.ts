// SPDX-License-Identifier: Apache-2.0
/**
 * P2, honest receipts: a positive receipt exists only if the state it states is durable; asking again returns the same bytes
 * or a later state. A rejection is as honest: its reason is true, and it stays.
 *
 * Looked at is every receipt in the moment in which it leaves its server, whether or not it arrives: what it says is compared
 * with what the server has committed at that moment.
 */
import { type Instant, msBetween } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Question } from '../authorities/federation.ts';
import { clockOf, type Server } from '../authorities/server-state.ts';
import { rowsIn } from '../rooms/memory-database.ts';
import { bookOf, type Sent } from './ledger.ts';
import { headIsOne, twinIsNoticed } from './p7-accountability.ts';
import { isSignedBy, readSignedDocument } from './read-travelling.ts';
import type { Watching } from './watching.ts';

/** What is held for a gap, or could not be judged, is kept for so long. */
const heldMsMax = 24 * 3_600_000;

type AnsweredQuestion = Exclude<Question, { kind: 'keys' | 'tell' | 'pouch' }>;

interface Saying {
  readonly dispatch: Digest;
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly code: string | null;
  readonly at: Instant;
  readonly logIndex: number;
  readonly isRetryable: boolean;
  readonly log: { readonly size: number; readonly root: string };
}

export function lookAtAnswer(watching: Watching, by: Server, question: AnsweredQuestion, bytes: Uint8Array): void {
  const { fail, cast, ledger, story, dispatchName } = watching;
  const name = by.member.name;
  const reading = readSignedDocument(bytes);
  if (reading === null || !isSignedBy(reading, by.member.stages.retired.state, cast.suites.suite)) {
    return fail('P2', `${name} answered with a receipt that it did not sign.`);
  }
  const said = receiptIn(reading.payload);
  const about = askedAbout(watching, question);
  if (about !== null && about !== said.dispatch) {
    return fail('P2', `${name} was asked about ${dispatchName(about)} and answered about ${dispatchName(said.dispatch)}.`);
  }
  const word = said.code === null ? said.state : `${said.state}, ${said.code}${said.isRetryable ? ', for now' : ''}`;
  story.tell(name, `answers about ${dispatchName(said.dispatch)}: ${word}`);
  const state = by.store.state();
  const row = state.inbox.get(said.dispatch);
  const hasEffects = state.effects.has(`admitted ${said.dispatch}`);
  // Custody says that it lies here, to be judged; the others say that it was judged.
  const isDurable = row !== undefined && (said.state === 'custody' || hasEffects);
  if (said.state !== 'rejected' && !isDurable) {
    return fail('P2', `${name} says ${said.state} of ${dispatchName(said.dispatch)}, and nothing of it is durable.`);
  }
  if (said.state === 'rejected' && hasEffects) {
    return fail('P2', `${name} says that it rejected ${dispatchName(said.dispatch)}, and holds its effects.`);
  }
  headIsOne(watching, by, said.log);
  const forged = ledger.forged.get(said.dispatch);
  if (forged !== undefined) twinIsNoticed(watching, by, forged, said);
  const book = bookOf(ledger, by);
  const earlier = book.receipts.get(said.dispatch);
  if (earlier !== undefined && earlier !== reading.digest && said.state !== 'opened') {
    return fail('P2', `${name} has two answers about ${dispatchName(said.dispatch)}; the second is: ${word}.`);
  }
  if (earlier === undefined && said.state === 'rejected') rejectionIsTrue(watching, by, said);
  if (said.isRetryable || said.state === 'custody') return undefined;
  if (row === undefined) return fail('P2', `${name} rejected ${dispatchName(said.dispatch)} for good, and keeps nothing of it.`);
  book.receipts.set(said.dispatch, reading.digest);
  if (said.state === 'rejected') book.rejected.add(said.dispatch);
  const entry = state.log[said.logIndex];
  if (entry?.details['dispatch'] !== said.dispatch)
    fail('P2', `${name} names an entry of its log that is not about ${dispatchName(said.dispatch)}.`);
}

export function receiptIn(payload: unknown): Saying {
  return payload as Saying;
}

/** The dispatch that was asked about; null when the letter was changed on the way. */
function askedAbout({ letterIn }: Watching, question: AnsweredQuestion): Digest | null {
  if (question.kind === 'receipt') return question.dispatch;
  const letter = letterIn(question.bytes);
  return letter === null ? null : (readSignedDocument(letter)?.digest ?? null);
}

/** When each reason is true, for dispatches of honest servers. What is not listed is never true of them. */
const truths: Readonly<Record<string, (watching: Watching, by: Server, sent: Sent, said: Saying) => boolean>> = {
  'signature-invalid': ({ ledger }, _by, { from, keyId }) =>
    ledger.dishonest.has(from) || (from.keyStage === 'revoked' && keyId === from.member.stages.first.keys.dispatch.keyId),
  // A document in it shows the key history of its signer, which may be one of two.
  'document-invalid': ({ ledger }) => ledger.dishonest.size > 0,
  // Its author says so under signature before it writes it down.
  'given-up': ({ ledger }, _by, sent) => sent.end?.state === 'not-delivered' || ledger.saidToBeGivenUp.has(sent.digest),
  // Of a liar also: key events that do not follow on those that it has shown here.
  malformed: ({ ledger }, by, sent, said) =>
    (said.isRetryable && sent.createdAt > said.at) || isConsentToRecalled(by, sent) || ledger.dishonest.has(sent.from),
  'not-a-peer': ({ ledger }, by, sent) => bookOf(ledger, by).suspended.has(sent.from.member.authorityId) || ledger.dishonest.has(sent.from),
  'keys-stale': (_watching, _by, _sent, said) => said.isRetryable,
  expired: (_watching, _by, sent, said) => sent.notAfter < said.at,
  // For good: held for a day by its own clock, which may have been set in the meantime.
  'order-gap': (watching, by, sent, said) => (said.isRetryable ? sent.seq > 1 : heldMs(watching, by, said) >= heldMsMax),
  'not-judged': (watching, by, _sent, said) => !said.isRetryable && heldMs(watching, by, said) >= heldMsMax,
  'case-unknown': () => true,
  'state-conflict': () => true,
};

/** A consent names the body that was given first; whoever has carried out a recall of that holds another one, or none. */
function isConsentToRecalled(by: Server, { consentTo }: Sent): boolean {
  return rowsIn(by.store.state(), 'onward_matters').some(
    (row) => row['part'] === 'holding' && (row['facts'] as { recall: { recordId: string } | null }).recall?.recordId === consentTo,
  );
}

/** Since it came, by the recipient's clock; a receipt itself says when it came and not when it was judged. */
function heldMs({ ledger, nowMs }: Watching, by: Server, { dispatch }: Saying): number {
  const row = by.store.state().inbox.get(dispatch);
  const judgedAt = bookOf(ledger, by).rejectedAt.get(dispatch) ?? clockOf(by, nowMs());
  return row === undefined ? 0 : msBetween(row.receivedAt, judgedAt);
}

function rejectionIsTrue(watching: Watching, by: Server, said: Saying): void {
  const { ledger, fail, dispatchName } = watching;
  const sent = ledger.sent.get(said.dispatch);
  const name = by.member.name;
  // Whatever reason is found against what nobody should have signed.
  if (ledger.forged.has(said.dispatch)) return undefined;
  if (sent === undefined) return fail('P2', `${name} rejected ${dispatchName(said.dispatch)}, which nobody has sent.`);
  if (truths[said.code ?? '']?.(watching, by, sent, said) === true) return undefined;
  return fail('P2', `${name} rejected ${dispatchName(said.dispatch)} as ${said.code ?? ''}, and that is not true.`);
}
