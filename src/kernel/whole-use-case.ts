// SPDX-License-Identifier: Apache-2.0
/**
 * Whole use cases: all of one happens, or none of it.
 *
 * A use case often finds out late that it cannot go on: the agreement ended between two clicks, or the case moved. So an
 * outcome other than `done` undoes whatever was written on the way, and the officer finds everything as it was.
 *
 * Two that wait for each other (one holds the log and wants a peer, the other holds the peer and wants the log) are told apart by PostgreSQL,
 * which undoes one of them. Nothing of that one has happened, so it is done again; work must therefore leave nothing outside its transaction.
 */
import type { Database, Transaction } from './database.ts';

/** Runs the work in a transaction that only the outcome `done` keeps, and gives the outcome. Throws what the work throws. */
export async function wholeUseCase<Outcome extends { readonly kind: string }>(
  database: Database,
  work: (tx: Transaction) => Promise<Outcome>,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(database, work);
    } catch (error) {
      if (tries >= triesMax || !isDeadlock(error)) throw error;
    }
  }
}

/** The one that is done again meets the other one seldom twice, and hardly ever three times. */
const triesMax = 4;

/** PostgreSQL's word for a transaction that it undid because two waited for each other. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}

async function once<Outcome extends { readonly kind: string }>(
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
