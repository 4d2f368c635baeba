// SPDX-License-Identifier: Apache-2.0
/** The table of duties and absences; days are days of this authority's calendar, the first and the last one counted. */
import { sql } from 'kysely';
import type { Database, IdOf, Instant, LocalDate, RoomMigrations, Transaction } from '../../kernel/index.ts';

export const rotaMigrations: RoomMigrations = {
  'desk-004-rota': {
    async up(db) {
      await sql`create table desk_rota (
        id text collate "C" primary key, kind text not null check (kind in ('duty', 'absence')), officer text not null,
        from_day text collate "C" not null, to_day text collate "C" not null, deputy text, made_by text not null,
        made_at text collate "C" not null)`.execute(db);
      await sql`create index desk_rota_by_day on desk_rota (to_day, from_day)`.execute(db);
    },
  },
};

export interface RotaRecord {
  readonly id: IdOf<'rot'>;
  readonly kind: 'duty' | 'absence';
  readonly officer: string;
  readonly from_day: LocalDate;
  readonly to_day: LocalDate;
  readonly deputy: string | null;
  readonly made_by: string;
  readonly made_at: Instant;
}

export async function insertRota(tx: Transaction, row: RotaRecord): Promise<void> {
  await sql`insert into desk_rota (id, kind, officer, from_day, to_day, deputy, made_by, made_at) values (${row.id}, ${row.kind},
    ${row.officer}, ${row.from_day}, ${row.to_day}, ${row.deputy}, ${row.made_by}, ${row.made_at})`.execute(tx);
}

export async function deleteRota(tx: Transaction, id: string): Promise<RotaRecord | null> {
  return (await sql<RotaRecord>`delete from desk_rota where id = ${id} returning *`.execute(tx)).rows[0] ?? null;
}

export async function findRota(db: Database, id: string): Promise<RotaRecord | null> {
  return (await sql<RotaRecord>`select * from desk_rota where id = ${id}`.execute(db)).rows[0] ?? null;
}

/** What has not ended by that day, the earliest first. */
export async function rotaFrom(db: Database, day: LocalDate): Promise<RotaRecord[]> {
  return (await sql<RotaRecord>`select * from desk_rota where to_day >= ${day} order by from_day, id limit 500`.execute(db)).rows;
}
