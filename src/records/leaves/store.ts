// SPDX-License-Identifier: Apache-2.0
/**
 * Leaves: what an originator lets us do with its datum beside what the conditions say, by consent or by not objecting.
 *
 * A leave belongs to one matter (room onward), which alone opens and ends it. It lifts one limit of its originator's own conditions,
 * the purpose or the use as evidence, and nobody else's. While it is not open yet it lifts nothing, and says what is awaited.
 */
import { sql } from 'kysely';
import type { Purpose, UseLeave } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';

export type LeaveRecord = {
  matter: string;
  record_id: string;
  originator: string;
  lifts: UseLeave['lifts'];
  purpose: Purpose;
  clause: string | null;
  /** Null while its originator has neither answered nor let its time to object pass. */
  opens_at: Instant | null;
  ends_at: Instant | null;
  /** Its originator objected, or the matter ended without leave. */
  is_denied: boolean;
};
type LeaveTables = { record_leaves: LeaveRecord };

export const leaveMigrations: RoomMigrations = {
  'records-003-leaves': {
    async up(db) {
      await sql`create table record_leaves (
        matter text collate "C" primary key, record_id text not null references records, originator text not null, lifts text not null,
        purpose text not null, clause text, opens_at text collate "C", ends_at text collate "C", is_denied boolean not null)`.execute(db);
      await sql`create index record_leaves_by_record on record_leaves (record_id, purpose)`.execute(db);
    },
  },
};

export async function putLeave(tx: Transaction, row: LeaveRecord): Promise<void> {
  const { matter: _, record_id: __, originator: ___, ...change } = row;
  await tables(tx)
    .insertInto('record_leaves')
    .values(row)
    .onConflict((conflict) => conflict.column('matter').doUpdateSet(change))
    .execute();
}

export async function changeLeave(
  tx: Transaction,
  matter: string,
  change: Partial<Pick<LeaveRecord, 'opens_at' | 'ends_at' | 'is_denied'>>,
): Promise<void> {
  await tables(tx).updateTable('record_leaves').set(change).where('matter', '=', matter).execute();
}

/** The leaves on these records for this purpose, as the check of a use takes them; a record without any is not among them. */
export async function leavesFor(
  db: Database,
  records: readonly string[],
  purpose: Purpose,
): Promise<ReadonlyMap<string, readonly UseLeave[]>> {
  if (records.length === 0) return new Map();
  const query = tables(db)
    .selectFrom('record_leaves')
    .selectAll()
    .where(sql<boolean>`record_id = any(${[...records]}::text[])`)
    .where('purpose', '=', purpose);
  const rows = await query.orderBy('matter').execute();
  const byRecord = Map.groupBy(rows, (row) => row.record_id);
  return new Map([...byRecord].map(([id, ofRecord]) => [id, ofRecord.map(leaveOf)]));
}

function leaveOf(row: LeaveRecord): UseLeave {
  const { matter, originator, lifts, purpose, clause } = row;
  return { matter, originator, lifts, purpose, clause, opensAt: row.opens_at, endsAt: row.ends_at, isDenied: row.is_denied };
}

function tables(db: Database) {
  return db.withTables<LeaveTables>();
}
