// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer said to the proposed minimisation of a record, kept with the matter in which it was given: what was withheld, and
 * what was given although the proposal would have withheld it, with the reason.
 *
 *     prepared     said when the step is prepared, which may be returned and prepared anew
 *     given        the record went: what was prepared last holds, and alone is shown
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

type State = 'prepared' | 'given';
type Tables = {
  record_minimisations: { matter: string; record_id: string; withheld: string; given: string; officer: string; at: string; state: State };
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
const untilGiven: Migration = {
  up: async (db) => {
    await sql`alter table record_minimisations add column state text not null default 'given' check (state in ('prepared', 'given')),
      drop constraint record_minimisations_pkey, add primary key (matter, record_id, state)`.execute(db);
  },
};
export const minimisationMigrations: RoomMigrations = {
  'records-021-minimisation': minimising,
  'records-023-minimisation-when-given': untilGiven,
};

/** What is said of the records of a step that is prepared, in place of what was said before for a step of this matter that never went. */
export async function keepPrepared(
  tx: Transaction,
  matter: string,
  all: readonly Omit<Minimisation, 'matter'>[],
  by: { readonly officer: string; readonly at: Instant },
): Promise<void> {
  await tables(tx).deleteFrom('record_minimisations').where('matter', '=', matter).where('state', '=', 'prepared').execute();
  if (all.length === 0) return;
  const rows = all.map(({ recordId, withheld, given }) => ({
    matter,
    record_id: recordId,
    withheld: JSON.stringify(withheld),
    given: JSON.stringify(given),
    ...by,
    state: 'prepared' as const,
  }));
  await tables(tx).insertInto('record_minimisations').values(rows).execute();
}

/** The records go: what was said of them last is what holds. */
export async function settlePrepared(tx: Transaction, matter: string, recordIds: readonly string[]): Promise<void> {
  const prepared = (await ofMatter(tx, matter, 'prepared')).filter(({ record_id: id }) => recordIds.includes(id));
  for (const { record_id: id } of prepared) {
    await tables(tx)
      .deleteFrom('record_minimisations')
      .where('matter', '=', matter)
      .where('record_id', '=', id)
      .where('state', '=', 'given')
      .execute();
    await tables(tx)
      .updateTable('record_minimisations')
      .set({ state: 'given' })
      .where('matter', '=', matter)
      .where('record_id', '=', id)
      .where('state', '=', 'prepared')
      .execute();
  }
}

export async function minimisationsIn(db: Database, matter: string): Promise<Minimisation[]> {
  return (await ofMatter(db, matter, 'given')).map(minimisationOf);
}

export async function minimisationsOf(db: Database, recordId: string): Promise<Minimisation[]> {
  const given = tables(db).selectFrom('record_minimisations').selectAll().where('state', '=', 'given');
  return (await given.where('record_id', '=', recordId).execute()).map(minimisationOf);
}

async function ofMatter(db: Database, matter: string, state: State): Promise<Tables['record_minimisations'][]> {
  return tables(db).selectFrom('record_minimisations').selectAll().where('matter', '=', matter).where('state', '=', state).execute();
}

function tables(db: Database) {
  return db.withTables<Tables>();
}

function minimisationOf({ matter, record_id: recordId, withheld, given }: Tables['record_minimisations']): Minimisation {
  return {
    matter,
    recordId,
    withheld: JSON.parse(withheld) as Minimisation['withheld'],
    given: JSON.parse(given) as Minimisation['given'],
  };
}
