// SPDX-License-Identifier: Apache-2.0
/** What this authority announced of its own holidays: one row for each announcement, never changed. */
import { sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';

type CalendarTables = {
  calendar_announcements: { at: Instant; from_day: string; holidays: string; officer: string };
};

export const calendarMigrations: RoomMigrations = {
  'negotiation-002-calendar': {
    async up(db) {
      await sql`create table calendar_announcements (
        at text collate "C" primary key, from_day text collate "C" not null, holidays text not null, officer text not null)`.execute(db);
    },
  },
};

export interface Announcement {
  readonly at: Instant;
  readonly from: string;
  readonly holidays: readonly string[];
}

/** The earliest first. */
export async function announcements(db: Database): Promise<Announcement[]> {
  const rows = await db.withTables<CalendarTables>().selectFrom('calendar_announcements').selectAll().orderBy('at').execute();
  return rows.map(({ at, from_day: from, holidays }) => ({ at, from, holidays: JSON.parse(holidays) as string[] }));
}

export async function insertAnnouncement(
  tx: Transaction,
  row: { readonly at: Instant; readonly from_day: string; readonly holidays: readonly string[]; readonly officer: string },
): Promise<void> {
  await tx
    .withTables<CalendarTables>()
    .insertInto('calendar_announcements')
    .values({ ...row, holidays: JSON.stringify(row.holidays) })
    .execute();
}
