// SPDX-License-Identifier: Apache-2.0
/**
 * P3, ending: each sent dispatch ends by its `notAfter` and a grace in delivered, rejected (signed) or not delivered (logged);
 * never in silence, and once.
 *
 * A delivery is one when the recipient holds it; a rejection has a receipt that the recipient signed, for this very dispatch.
 * A dispatch is given up when its time is over by its author's clock, or when it stands behind one that was given up. And
 * once everything has healed, what still has time is settled by the recipient's word, within the bound.
 */
import { leaseMs, type MemoryState } from '../../exchange/index.ts';
import { addMs, msOf } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import { beginning } from '../authorities/cast.ts';
import { clockOf, type Server } from '../authorities/server-state.ts';
import { bookOf, isTouched, type Ledger, type Sent } from './ledger.ts';
import { receiptIn } from './p2-honest-receipts.ts';
import { rowsIn } from '../rooms/memory-database.ts';
import { isSignedBy, readSignedDocument } from './read-travelling.ts';
import type { Watching } from './watching.ts';

/** After a healing: the longest pause between two attempts is an hour, and a lease and an answer take minutes. */
export const settledWithinMs = 3 * 3_600_000;
/** After `notAfter`: the next look at the outbox, and a server that was down when the moment came. */
export const graceMs = 15 * 60_000;

const mark = 'outcome ';

/** At each look: what ended, ended once, told its room once, and ended truly. */
export function endedOnce(watching: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  const { fail, dispatchName } = watching;
  if (before?.effects === state.effects && before.outbox === state.outbox) return;
  for (const [key, count] of state.effects) {
    if (!key.startsWith(mark) || before?.effects.get(key) === count) continue;
    const digest = key.slice(mark.length) as Digest;
    if (count !== 1) fail('P3', `${server.member.name} was told ${String(count)} times how ${dispatchName(digest)} ended.`);
  }
  for (const [digest, entry] of state.outbox) {
    const known = before?.outbox.get(digest);
    if (known === entry || entry.settlement === null) continue;
    if (known !== undefined && known.settlement !== null && known.settlement.state !== entry.settlement.state) {
      fail('P3', `${dispatchName(digest)} ended twice: ${known.settlement.state}, then ${entry.settlement.state}.`);
    }
    // What is only told later about the end changes nothing of it.
    if (known !== undefined && known.settlement !== null) continue;
    if (state.effects.get(`${mark}${digest}`) !== 1) fail('P3', `${dispatchName(digest)} ended, and its room was not told.`);
    endIsTrue(watching, server, digest, entry.settlement);
  }
}

type Settlement = NonNullable<NonNullable<ReturnType<MemoryState['outbox']['get']>>['settlement']>;

function endIsTrue(watching: Watching, server: Server, digest: Digest, settlement: Settlement): void {
  const { fail, ledger, cast, dispatchName } = watching;
  const sent = ledger.sent.get(digest);
  if (sent === undefined) return;
  const name = dispatchName(digest);
  if (settlement.state === 'not-delivered') {
    if (!mayBeGivenUp(watching, server, sent)) fail('P3', `${server.member.name} gave ${name} up, although its time is not over.`);
    return;
  }
  const reading = settlement.receiptBytes === null ? null : readSignedDocument(settlement.receiptBytes);
  const said = reading === null ? null : receiptIn(reading.payload);
  const isSigned = reading !== null && isSignedBy(reading, sent.to.member.stages.retired.state, cast.suites.suite);
  // Whoever says that it was opened says that it was delivered.
  const word = said?.state === 'opened' ? 'delivered' : said?.state;
  if (!isSigned || said?.dispatch !== digest || word !== settlement.state) {
    return fail('P3', `${name} ended as ${settlement.state} at ${server.member.name}, without its recipient's signed word for it.`);
  }
  const there = bookOf(ledger, sent.to);
  const isHeld = sent.to.store.state().effects.has(`admitted ${digest}`) || there.undone.has(digest);
  if (settlement.state === 'delivered' && !isHeld) fail('P3', `${name} ended as delivered, and ${sent.to.member.name} does not hold it.`);
}

/** The statement with which an author gives something up, in the moment in which it leaves; what it says is held against the same rule. */
export function givenUpIsTrue(watching: Watching, by: Server, statement: Uint8Array): void {
  const { ledger, fail, dispatchName } = watching;
  const { dispatch = null } = (readSignedDocument(statement)?.payload ?? {}) as { readonly dispatch?: Digest };
  const sent = dispatch === null ? undefined : ledger.sent.get(dispatch);
  if (dispatch === null || sent === undefined) return;
  ledger.saidToBeGivenUp.add(dispatch);
  const isTrue = sent.end !== null || sent.isForgotten || mayBeGivenUp(watching, by, sent);
  if (!isTrue) fail('P3', `${by.member.name} says that it gave ${dispatchName(dispatch)} up, although its time is not over.`);
}

/** By its clock now, or as it was a moment ago: what was begun while the clock was ahead is brought to its end after it was put back. */
function mayBeGivenUp({ ledger, nowMs }: Watching, server: Server, sent: Sent): boolean {
  const { clockPutBack } = server;
  const wasAhead = clockPutBack !== null && nowMs() - clockPutBack.atMs <= leaseMs;
  const clock = wasAhead ? addMs(beginning, nowMs() + clockPutBack.byMs) : clockOf(server, nowMs());
  if (clock > sent.notAfter) return true;
  // What ended without a place ended the epoch. The others of it, behind or still held before, could not be admitted in order any more.
  const others = ledger.channels.get(sent.channel) ?? [];
  return ledger.restored.has(server) || others.some(({ end, epoch }) => epoch === sent.epoch && end !== null && end.state !== 'delivered');
}

/** When the run is over, long after everything has healed. */
export function endsAreDue(watching: Watching, healedAtMs: number): void {
  const { ledger, fail, nowMs, dispatchName } = watching;
  const now = addMs(beginning, nowMs());
  for (const sent of ledger.sent.values()) {
    if (sent.isForgotten) continue;
    const name = dispatchName(sent.digest);
    const channel = ledger.channels.get(sent.channel) ?? [];
    // What stands behind another in its case waits for its end.
    const due = Math.max(...channel.slice(0, channel.indexOf(sent) + 1).map((one) => dueMs(ledger, one, healedAtMs)));
    if (sent.end === null && nowMs() > due) {
      fail('P3', `${name} (${sent.kind}, until ${sent.notAfter}) has not ended at ${now}, long after everything was healed.`);
    }
    if (sent.end?.state === 'not-delivered' && isGivenUpInHealth(watching, sent, healedAtMs)) {
      fail('P3', `${name} was given up, although it had time until ${sent.notAfter} and everything was healed.`);
    }
  }
}

/**
 * A recall of what its recipient does not hold: it may have been given a moment ago, so the recipient says "not now" until the recall's
 * own time is over. That ends it within its time, and no sooner.
 */
export function isRecallOfNothing({ recall, from, to }: Sent): boolean {
  if (recall === null) return false;
  const { originator, recordId } = recall;
  return !rowsIn(to.store.state(), 'records').some(
    (row) => row['sender'] === from.member.authorityId && row['originator'] === originator && row['origin_record'] === recordId,
  );
}

function dueMs(ledger: Ledger, sent: Sent, healedAtMs: number): number {
  const over = msOf(sent.notAfter) - msOf(beginning) + graceMs;
  return isTouched(ledger, sent) || sent.isFromFuture || isRecallOfNothing(sent) ? over : Math.min(over, healedAtMs + settledWithinMs);
}

function isGivenUpInHealth({ ledger }: Watching, sent: Sent, healedAtMs: number): boolean {
  const { end, notAfter } = sent;
  if (end === null || end.atMs <= healedAtMs || isTouched(ledger, sent) || sent.isFromFuture) return false;
  const hadTime = msOf(notAfter) - msOf(beginning) > healedAtMs + settledWithinMs;
  const channel = ledger.channels.get(sent.channel) ?? [];
  const isBehindGivenUp = channel.some(
    (other) => other !== sent && other.epoch === sent.epoch && other.end !== null && other.end.state !== 'delivered',
  );
  return hadTime && !isBehindGivenUp;
}
