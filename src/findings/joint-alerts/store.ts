// SPDX-License-Identifier: Apache-2.0
/** What each file of market events holds, computed once: the file never changes. */
import { type ColumnType, sql } from 'kysely';
import type { Database, RoomMigrations } from '../../kernel/index.ts';
import type { MarketHolding } from '../../surveillance/index.ts';

/** Null of a file in which no event could be read. */
type Holding = MarketHolding | null;
type HoldingTables = { findings_market_holdings: { file: string; holding: ColumnType<Holding, string, string> } };

export const holdingMigrations: RoomMigrations = {
  'findings-0593-market-holdings': {
    async up(db) {
      await sql`create table findings_market_holdings (
        file text collate "C" primary key references findings_market_files, holding jsonb not null)`.execute(db);
    },
  },
};

export async function holdingsOf(db: Database, files: readonly string[]): Promise<ReadonlyMap<string, Holding>> {
  if (files.length === 0) return new Map();
  const rows = await db.withTables<HoldingTables>().selectFrom('findings_market_holdings').selectAll().where('file', 'in', files).execute();
  return new Map(rows.map(({ file, holding }) => [file, holding]));
}

/** Another process may have come to the same at the same moment. */
export async function keepHolding(db: Database, file: string, holding: Holding): Promise<void> {
  const into = db
    .withTables<HoldingTables>()
    .insertInto('findings_market_holdings')
    .values({ file, holding: JSON.stringify(holding) });
  await into.onConflict((conflict) => conflict.doNothing()).execute();
}
