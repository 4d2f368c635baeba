// SPDX-License-Identifier: Apache-2.0
/**
 * Changing a case: all of a use case happens, or none of it.
 *
 * A use case often finds out late that it cannot go on: the agreement ended between two clicks, or the case moved. So an
 * outcome other than `done` undoes whatever was written on the way, and the officer finds the case as it was.
 */
import type { Transaction } from '../kernel/index.ts';
import type { AssistanceDeps, Outcome } from './assistance-deps.ts';

export async function changeCase(deps: AssistanceDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await deps.database.transaction().execute(async (tx) => {
      const outcome = await work(tx);
      if (outcome.kind !== 'done') throw new Undone(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

/** Makes the database undo the transaction; never leaves this file. */
class Undone extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
