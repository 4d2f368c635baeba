// SPDX-License-Identifier: Apache-2.0
/** Matters on a real PostgreSQL: what two transactions open at once is opened by one of them, and the other goes on with that. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import { allMigrations } from '../server/index.ts';
import { type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import { noMatterFacts } from './disclose.ts';
import { findMatter, insertMatterOnce, lockMatter, type MatterRecord, updateMatter } from './store.ts';

const at = '2026-11-20T08:00:00.000Z' as Instant;

function recallFrom(peer: string): MatterRecord {
  const facts = { ...noMatterFacts, reason: 'It was wrong.' };
  return {
    id: 'mtr_twoways',
    kind: 'recall',
    part: 'holding',
    state: 'received',
    peer,
    record_ids: [],
    facts,
    due_at: null,
    updated_at: at,
  };
}

describe('a recall that comes by two ways at once', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase(allMigrations);
    opened = openDatabase(testDatabase.connection);
  });
  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  /** Until some transaction waits for another. */
  async function whenOneWaits(): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks where not granted`.execute(
        opened.database,
      );
      if ((rows[0]?.waiting ?? 0) > 0) return;
      await delay(5);
    }
  }

  test('is opened by the first, and the second finds it as the first has left it', async () => {
    const opens = Promise.withResolvers<undefined>();
    const ends = Promise.withResolvers<undefined>();
    const first = opened.database.transaction().execute(async (tx) => {
      assert.equal(await lockMatter(tx, 'mtr_twoways'), null);
      assert.equal(await insertMatterOnce(tx, recallFrom('xa')), true);
      opens.resolve(undefined);
      await ends.promise;
      await updateMatter(tx, 'mtr_twoways', { state: 'executed', updated_at: at });
    });
    await opens.promise;
    const second = opened.database.transaction().execute(async (tx) => {
      assert.equal(await lockMatter(tx, 'mtr_twoways'), null, 'nothing of the first is seen yet');
      assert.equal(await insertMatterOnce(tx, recallFrom('xc')), false);
      return lockMatter(tx, 'mtr_twoways');
    });
    await whenOneWaits();
    ends.resolve(undefined);
    await first;
    const found = await second;
    assert.deepEqual([found?.peer, found?.state], ['xa', 'executed']);
  });

  test('is opened by the second when the first is undone', async () => {
    await sql`delete from onward_matters`.execute(opened.database);
    const opens = Promise.withResolvers<undefined>();
    const ends = Promise.withResolvers<undefined>();
    const first = opened.database.transaction().execute(async (tx) => {
      await insertMatterOnce(tx, recallFrom('xa'));
      opens.resolve(undefined);
      await ends.promise;
      throw new Error('undone');
    });
    await opens.promise;
    const second = opened.database.transaction().execute((tx) => insertMatterOnce(tx, recallFrom('xc')));
    await whenOneWaits();
    ends.resolve(undefined);
    await assert.rejects(first, /undone/);
    assert.equal(await second, true);
    assert.equal((await findMatter(opened.database, 'mtr_twoways'))?.peer, 'xc');
  });
});
