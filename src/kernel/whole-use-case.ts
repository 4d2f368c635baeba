// SPDX-License-Identifier: Apache-2.0
/**
 * Whole use cases: all of one happens, or none of it.
 *
 * A use case often finds out late that it cannot go on: the agreement ended between two clicks, or the case moved. So an
 * outcome other than `done` undoes whatever was written on the way, and the officer finds everything as it was.
 */
import type { Database, Transaction } from './database.ts';

/** Runs the work in a transaction that only the outcome `done` keeps, and gives the outcome. Throws what the work throws. */
export async function wholeUseCase<Outcome extends { readonly kind: string }>(
  database: Database,
  work: (tx: Transaction) => Promise<Outcome>,
): Promise<Outcome> {
  let undone: Outcome | null = null;
  try {
    return await database.transaction().execute(async (tx) => {
      const outcome = await work(tx);
      if (outcome.kind === 'done') return outcome;
      undone = outcome;
      throw new Undone(outcome.kind);
    });
  } catch (error) {
    if (error instanceof Undone && undone !== null) return undone;
    throw error;
  }
}

/** Makes the database undo the transaction; never leaves this file. */
class Undone extends Error {}
