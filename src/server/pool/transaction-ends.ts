// SPDX-License-Identifier: Apache-2.0
/** What is to be done when a transaction has ended, kept or undone: its connection is free again, and so is what it held. */
import type { Transaction } from '../../kernel/index.ts';

const waiting = new WeakMap<Transaction, (() => void)[]>();

/** Runs `work` when the transaction has ended; at once where it has ended already, or is none that `untilItsEnd` carries out. */
export function whenEnded(tx: Transaction, work: () => void): void {
  const works = waiting.get(tx);
  if (works === undefined) work();
  else works.push(work);
}

/** Carries out a transaction, and then what was asked for its end. `begin` is handed what has to be told of it. */
export async function untilItsEnd<Value>(carryOut: (begun: (tx: Transaction) => void) => Promise<Value>): Promise<Value> {
  const begun: Transaction[] = [];
  try {
    return await carryOut((tx) => {
      begun.push(tx);
      waiting.set(tx, []);
    });
  } finally {
    for (const tx of begun) {
      const works = waiting.get(tx) ?? [];
      // Whoever asks from now on is told at once: a transaction may break off while what it queued waits to be signed.
      waiting.delete(tx);
      for (const work of works) work();
    }
  }
}

/** How `signingSoon` knows its moments in a server: turns of this program, its transactions, its timers. */
export const momentsOfServer = {
  atEndOfTurn: (work: () => void): void => void setImmediate(work),
  whenEnded,
  after(ms: number, work: () => void): () => void {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
} as const;
