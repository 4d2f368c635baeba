// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer said to the proposed minimisation of a record, kept with the matter in which it was given: what was withheld, and
 * what was given although the proposal would have withheld it, with the reason.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, Instant, RoomMigrations, Transaction } from '../../../kernel/index.ts';
import type { MinimisationChoiceWire, WithheldFieldWire } from '../wire.ts';

export interface Minimisation {
  /** The case or disclosure. */
  readonly matter: string;
  readonly recordId: string;
  readonly withheld: readonly WithheldFieldWire[];
  readonly given: MinimisationChoiceWire['give'];
}

type Tables = {
  record_minimisations: { matter: string; record_id: string; withheld: string; given: string; officer: string; at: string };
};

const minimising: Migration = {
  up: async (db) => {
    await sql`alter table record_versions add column withheld text not null default '[]'`.execute(db);
    await sql`alter table record_holders add column withheld text not null default '[]'`.execute(db);
    await sql`create table record_minimisations (
      matter text not null, record_id text collate "C" not null references records (id), withheld text not null, given text not null,
      officer text not null, at text collate "C" not null, primary key (matter, record_id))`.execute(db);
  },
};
export const minimisationMigrations: RoomMigrations = { 'records-021-minimisation': minimising };

/** The last word on a record in a matter is the one that holds. */
export async function keepMinimisation(
  tx: Transaction,
  { matter, recordId, withheld, given }: Minimisation,
  by: { readonly officer: string; readonly at: Instant },
): Promise<void> {
  const said = { withheld: JSON.stringify(withheld), given: JSON.stringify(given), ...by };
  await tx
    .withTables<Tables>()
    .insertInto('record_minimisations')
    .values({ matter, record_id: recordId, ...said })
    .onConflict((conflict) => conflict.columns(['matter', 'record_id']).doUpdateSet(said))
    .execute();
}

export async function minimisationsIn(db: Database, matter: string): Promise<Minimisation[]> {
  const rows = await db.withTables<Tables>().selectFrom('record_minimisations').selectAll().where('matter', '=', matter).execute();
  return rows.map(minimisationOf);
}

export async function minimisationsOf(db: Database, recordId: string): Promise<Minimisation[]> {
  const rows = await db.withTables<Tables>().selectFrom('record_minimisations').selectAll().where('record_id', '=', recordId).execute();
  return rows.map(minimisationOf);
}

function minimisationOf({ matter, record_id: recordId, withheld, given }: Tables['record_minimisations']): Minimisation {
  return {
    matter,
    recordId,
    withheld: JSON.parse(withheld) as Minimisation['withheld'],
    given: JSON.parse(given) as Minimisation['given'],
  };
}
