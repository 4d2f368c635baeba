// SPDX-License-Identifier: Apache-2.0
/** Cases older than the announcing of holidays: the migration gives each clock the moment at which it started. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { RoomMigrations } from '../../kernel/index.ts';
import { migrate, openDatabase } from '../../server/database.ts';
import { createTestDatabase } from '../../server/postgres/test-cluster.ts';
import { assistanceMigrations } from '../store.ts';

const received = '2026-11-02T09:00:00.000Z';
const last = 'assistance-003-started-clocks';

test('a clock without its start is given the moment of receipt; the day of a postponement, and a case not received, stay as they are', async () => {
  const testDatabase = await createTestDatabase();
  const { database: db, close } = openDatabase(testDatabase.connection);
  try {
    const before = Object.fromEntries(Object.entries(assistanceMigrations).filter(([name]) => name !== last)) satisfies RoomMigrations;
    await migrate(db, [before]);
    const clock = { step: 'reply', dueAt: '2026-12-01T22:59:59.999Z', metAt: null, sentence: 'Clause 9.1: a reply.', clause: '9.1' };
    const postponed = {
      ...clock,
      step: 'execute',
      sentence: 'The request is carried out later; this is the day that its postponement names.',
    };
    const started = { ...clock, step: 'acknowledge', startedAt: '2026-11-03T09:00:00.000Z' };
    for (const [id, state] of [
      ['req_a', 'received'],
      ['req_b', 'sent'],
    ] as const) {
      const deadlines = JSON.stringify([clock, postponed, started]);
      await sql`insert into assistance_cases (id, side, counterpart, draft, state, deadlines, updated_at)
        values (${id}, 'requested', 'ca1x', '{}', ${state}, ${deadlines}, ${received})`.execute(db);
    }
    for (const [id, at, step] of [
      ['evt_1', received, 'request'],
      ['evt_2', '2026-11-01T09:00:00.000Z', 'question'],
    ] as const) {
      const facts = JSON.stringify({ step, kind: 'delivered' });
      await sql`insert into assistance_events (id, case_id, at, facts) values (${id}, 'req_a', ${at}, ${facts})`.execute(db);
    }
    await migrate(db, [assistanceMigrations]);
    const rows = await sql<{ id: string; deadlines: unknown }>`select id, deadlines from assistance_cases order by id`.execute(db);
    assert.deepEqual(rows.rows, [
      { id: 'req_a', deadlines: [{ ...clock, startedAt: received }, postponed, started] },
      { id: 'req_b', deadlines: [clock, postponed, started] },
    ]);
  } finally {
    await close();
    await testDatabase.drop();
  }
});
