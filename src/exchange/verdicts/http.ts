// SPDX-License-Identifier: Apache-2.0
/** The call by which an auditor has every verdict of this authority given again. It only reads. */
import { readEntry } from '../../audit/index.ts';
import { answerJson, type CallDefinition, type Database, defineCall, type Instant, type Transaction } from '../../kernel/index.ts';
import { factsOf } from '../dispatch.ts';
import type { ExchangePorts } from '../ports.ts';
import { type Replayer, replayVerdict } from './replay-verdict.ts';
import { dispatchesWithVerdict } from './store.ts';
import { replaySchema, type ReplayRowWire, type ReplayWire } from './wire.ts';

/** Rows read at a time: a few megabytes of signed bytes. */
const pageRowsMax = 500;
/** Rows that are not equal which one answer holds: what a person reads. */
const othersMax = 100;

export interface VerdictCallDeps {
  readonly database: Database;
  readonly ports: ExchangePorts<Transaction>;
}

export function verdictCalls({ database, ports }: VerdictCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/verdicts/replay',
      whoMay: ['auditor', 'administrator'],
      summary:
        'Gives every verdict of this authority again, from act, agreement, approvals and moment, and compares it with what was signed.',
      answer: replaySchema,
      handle: async ({ now }) => answerJson(await replayAll(database, ports, now)),
    }),
  ];
}

async function replayAll(db: Database, ports: ExchangePorts<Transaction>, now: Instant): Promise<ReplayWire> {
  const replayer = replayerOf(db, ports);
  const others: ReplayRowWire[] = [];
  let [checked, equal, othersCount, after] = [0, 0, 0, -1];
  for (let isMore = true; isMore;) {
    const page = await dispatchesWithVerdict(db, after, pageRowsMax);
    for (const stored of page) {
      const entry = await readEntry(db, stored.logIndex);
      const logged = entry?.details?.['verdict'] ?? null;
      const row = await replayVerdict({ ...stored, logged: typeof logged === 'string' ? logged : null }, replayer);
      checked += 1;
      after = stored.logIndex;
      if (row.outcome === 'equal') equal += 1;
      else {
        othersCount += 1;
        if (others.length < othersMax) others.push(row);
      }
    }
    isMore = page.length === pageRowsMax;
  }
  return { at: now, checked, equal, others, othersCount };
}

function replayerOf(db: Database, ports: ExchangePorts<Transaction>): Replayer {
  const { self, store, suite, judge } = ports;
  return {
    factsOf: async (payload) => {
      const author = payload.from === self.authorityId ? self.keyState : ((await store.peerNow(payload.from))?.keyState ?? null);
      return author === null ? null : factsOf(payload, author, suite);
    },
    // Judged as of the moment it was made, as if that were now: whether the agreement has ended since is not asked.
    judge: async ({ act, agreement }, facts, at) => {
      const judged = await db.transaction().execute((tx) => judge(tx, { act, agreement, facts, at, now: at }));
      return judged?.verdict ?? null;
    },
  };
}
