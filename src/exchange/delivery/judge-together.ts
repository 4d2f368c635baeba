// SPDX-License-Identifier: Apache-2.0
/**
 * Judging together what came together: one transaction, one look at the channels, one append to the log, one way to the disk.
 *
 * Each dispatch is judged as it would be alone, by the same code, and has its own entry, receipt and row. Two of one channel
 * are never judged in one transaction, since the second rests on what the first became; they go in rounds.
 *
 *     A1 B1 C1 A2      round 1: A1 B1 C1      round 2: A2
 *
 * Whenever anything speaks against the shared transaction, it leaves nothing and every dispatch of the round is judged alone: a
 * room rejected one after it had written (only that one is to be undone), the judging of one broke off (only that one is
 * quarantined), or another transaction held what was needed for longer than a moment. So a bad dispatch costs its companions time
 * and nothing else, and no officer's transaction waits for a whole pouch.
 *
 * The obvious alternative, a savepoint around each, costs every dispatch two more statements for what happens to few.
 */
import assert from 'node:assert/strict';
import type { Received } from '../examine-dispatch.ts';
import type { ExchangePorts } from '../ports.ts';
import { incomingPlaceOf, isFollowed, judge, type Judged, judgeReceived, knownReceipt } from './judge-received.ts';
import { type Decision, keepDecisions } from './keep-decisions.ts';

/** In the order given; an error where our own judging of that one broke off. */
export async function judgeTogether<Tx>(
  ports: ExchangePorts<Tx>,
  all: readonly Received[],
): Promise<readonly (Judged | { readonly error: unknown })[]> {
  const judged = new Map<Received, Judged | { readonly error: unknown }>();
  for (const round of roundsOf(all)) {
    const together = round.length > 1 ? await judgeRound(ports, round) : null;
    for (const [index, received] of round.entries()) judged.set(received, together?.[index] ?? (await judgeAlone(ports, received)));
  }
  return all.map((received) => {
    const outcome = judged.get(received);
    assert(outcome !== undefined, 'every dispatch is in a round');
    return outcome;
  });
}

/** Of each channel one at a time, in the order in which they came. */
function roundsOf(all: readonly Received[]): Received[][] {
  const rounds: Received[][] = [];
  const counts = new Map<string, number>();
  for (const received of all) {
    const channel = received.payload?.channel ?? received.digest;
    const round = counts.get(channel) ?? 0;
    counts.set(channel, round + 1);
    (rounds[round] ??= []).push(received);
  }
  return rounds;
}

/** Null when they cannot be judged together; whatever the reason is, it is met again where it belongs. */
async function judgeRound<Tx>(ports: ExchangePorts<Tx>, round: readonly Received[]): Promise<readonly Judged[] | null> {
  try {
    return await ports.store.sharedTransaction(async (tx) => {
      const once = { ...ports, rootAt: askedOnce(ports.rootAt) };
      const arounds = await ports.store.lockIncoming(tx, round.map(incomingPlaceOf));
      const decisions: Decision[] = [];
      const followed: boolean[] = [];
      for (const [index, received] of round.entries()) {
        const around = arounds[index];
        assert(around !== undefined, 'there is an answer for each');
        decisions.push(knownReceipt(received, around) ?? (await judge(once, tx, received, around)));
        followed.push(isFollowed(received, around));
      }
      const receipts = await keepDecisions(ports, tx, decisions);
      return receipts.map((receipt, index) => ({ receipt, isFollowed: followed[index] ?? false }));
    });
  } catch {
    return null;
  }
}

/** Dispatches that come together mostly show the same head of our log. */
function askedOnce<Tx>(rootAt: ExchangePorts<Tx>['rootAt']): ExchangePorts<Tx>['rootAt'] {
  const known = new Map<number, ReturnType<typeof rootAt>>();
  return (tx, size) => {
    const root = known.get(size) ?? rootAt(tx, size);
    known.set(size, root);
    return root;
  };
}

async function judgeAlone<Tx>(ports: ExchangePorts<Tx>, received: Received): Promise<Judged | { readonly error: unknown }> {
  try {
    return await judgeReceived(ports, received);
  } catch (error) {
    return { error };
  }
}
