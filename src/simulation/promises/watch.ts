// SPDX-License-Identifier: Apache-2.0
/**
 * The watch: looks on while a federation runs, and says which promise was broken first.
 *
 * The promises are those of docs/concepts/promises.md. Each has its own file, written from its sentence and not from the
 * program: what a server has committed is compared with what it committed before (P1, P3, P4, P8), every answer that leaves a
 * server with what is durable there at that moment (P2), and with every head of its log and of its keys that it signed (P7), every
 * letter with the conditions of its data (P9).
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Watch } from '../authorities/federation.ts';
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf, makeLedger } from './ledger.ts';
import { forksAreSeen, keyHeadIsOne } from './p7-key-histories.ts';
import { endsAreDue, givenUpIsTrue } from './p3-ending.ts';
import { lookAtAnswer } from './p2-honest-receipts.ts';
import { lookAtLetter } from './p9-conditions.ts';
import { readSignedDocument } from './read-travelling.ts';
import { recallsHaveArrived } from './p9-recalls.ts';
import { logIsWhole, lookAtState } from './look-at-state.ts';
import type { Violation, Watching } from './watching.ts';

export function makeWatch(given: Omit<Watching, 'ledger' | 'fail' | 'dispatchName'>): Watch {
  const ledger = makeLedger();
  let violation: Violation | null = null;
  const { story } = given;
  const watching: Watching = {
    ...given,
    ledger,
    dispatchName: (digest) => story.nameOf('dispatch', digest),
    fail(promise, sentence) {
      if (violation !== null) return;
      violation = { promise, sentence };
      story.tell('WATCH', `${promise} is broken: ${sentence}`);
    },
  };
  return {
    ledger,
    violation: () => violation,
    look: (server) => lookAtState(watching, server),
    posted(from, to, envelope) {
      lookAtState(watching, from);
      lookAtLetter(watching, from, to, envelope);
    },
    answered(by, question, receipt) {
      lookAtState(watching, by);
      lookAtAnswer(watching, by, question, receipt);
    },
    refused: (by, _envelope, code) => story.tell(by.member.name, `refuses what came, unsigned: ${code}`),
    broke(server, process, error) {
      const text =
        error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}` : String(error);
      watching.fail('assumption', `${server.member.name} (${process}) stopped with: ${text}`);
    },
    crashed: (server) => lookAtState(watching, server),
    restored(server, state, isAnnounced) {
      forgetUndone(watching, server, state);
      if (isAnnounced) bookOf(ledger, server).heads.clear();
    },
    toldGivenUp: (by, statement) => givenUpIsTrue(watching, by, statement),
    toldOfKeys: (by, answer) => keyHeadIsOne(watching, by, answer),
    forged: (forged) => void ledger.forged.set(forged.digest, forged),
    suspended: (by, peer) => void bookOf(ledger, by).suspended.add(peer.member.authorityId),
    end(healedAtMs) {
      forksAreSeen(watching);
      endsAreDue(watching, healedAtMs);
      recallsHaveArrived(watching);
      for (const server of given.servers()) logIsWhole(watching, server);
    },
  };
}

/** What a restored server did after its backup did not happen for it any more. */
function forgetUndone({ ledger }: Watching, server: Server, state: MemoryState): void {
  const book = bookOf(ledger, server);
  ledger.restored.add(server);
  for (const digest of book.admitted) {
    if (['delivered', 'opened'].includes(state.inbox.get(digest)?.state ?? '')) continue;
    book.undone.add(digest);
    book.admitted.delete(digest);
  }
  // What was only held at the time of the backup is judged once more.
  const isJudged = (digest: Digest): boolean => ['delivered', 'opened', 'rejected'].includes(state.inbox.get(digest)?.state ?? '');
  for (const [digest, receipt] of book.receipts) {
    // What was opened after the backup was delivered at the time of it, and that is what is said of it again.
    const isSaid = readSignedDocument(state.inbox.get(digest)?.receiptBytes ?? new Uint8Array())?.digest === receipt;
    if (!isJudged(digest) || !isSaid) book.receipts.delete(digest);
  }
  for (const digest of book.rejected) if (!isJudged(digest)) book.rejected.delete(digest);
  for (const sent of ledger.sent.values()) {
    if (sent.from !== server) continue;
    const kept = state.outbox.get(sent.digest);
    if (kept === undefined) sent.isForgotten = true;
    else if (kept.settlement === null) sent.end = null;
  }
  // News that came after the backup is news once more.
  book.newsOfRevocation.clear();
  book.recallsSeen.clear();
  book.state = null;
}
