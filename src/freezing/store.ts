// SPDX-License-Identifier: Apache-2.0
/** The last mile: what an executing authority ordered of venues, issuers and banks, and what they confirmed. The room's only SQL. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { FirmOrderWire } from './wire.ts';

type Confirmation = NonNullable<FirmOrderWire['confirmed']>;
type FirmOrderTable = {
  id: string;
  case_id: string;
  firm: string;
  firm_kind: FirmOrderWire['firmKind'];
  item_id: string | null;
  instruction: string;
  sent_at: Instant;
  confirmed: ColumnType<Confirmation | null, string | null, string | null>;
};
type FreezingTables = { freezing_firm_orders: FirmOrderTable };
export type FirmOrderRecord = Selectable<FirmOrderTable>;

export const freezingMigrations: RoomMigrations = {
  'freezing-001-firm-orders': {
    async up(db) {
      await sql`
        create table freezing_firm_orders (
          id text collate "C" primary key, case_id text collate "C" not null, firm text not null, firm_kind text not null, item_id text,
          instruction text not null, sent_at text collate "C" not null, confirmed jsonb)`.execute(db);
      await sql`create index freezing_firm_orders_by_case on freezing_firm_orders (case_id, sent_at)`.execute(db);
    },
  },
};

export async function insertFirmOrder(tx: Transaction, row: Omit<FirmOrderRecord, 'confirmed'>): Promise<void> {
  await tables(tx)
    .insertInto('freezing_firm_orders')
    .values({ ...row, confirmed: null })
    .execute();
}

/** False when there is no such order, or it was confirmed before. */
export async function confirmFirmOrder(
  tx: Transaction,
  given: { readonly caseId: string; readonly id: string; readonly confirmed: Confirmation },
): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable('freezing_firm_orders')
    .set({ confirmed: JSON.stringify(given.confirmed) })
    .where('id', '=', given.id)
    .where('case_id', '=', given.caseId)
    .where('confirmed', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function firmOrdersOf(db: Database, caseId: string): Promise<FirmOrderRecord[]> {
  return tables(db).selectFrom('freezing_firm_orders').selectAll().where('case_id', '=', caseId).orderBy('sent_at').orderBy('id').execute();
}

function tables(db: Database) {
  return db.withTables<FreezingTables>();
}
