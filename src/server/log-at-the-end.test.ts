// SPDX-License-Identifier: Apache-2.0
/** When entries reach the log: at the end of their transaction, in the order in which they were noted, and only if it is kept. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { appendAudit, type AuditEntry, auditMigrations, noteAudit, readPage } from '../audit/index.ts';
import { type Instant, type RandomBytes, wholeUseCase } from '../kernel/index.ts';
import { migrate, type OpenDatabase, openDatabase } from './database.ts';
import { createTestDatabase, type TestDatabase } from './postgres/test-cluster.ts';

const random: RandomBytes = (count) => new Uint8Array(randomBytes(count));
const entry = (count: number): AuditEntry => ({
  event: 'keys.destroyed',
  actor: 'server',
  at: '2026-11-20T15:30:00.000Z' as Instant,
  details: { count },
});

describe('entries of the log', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [auditMigrations]);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  const counts = async (): Promise<unknown[]> => {
    const page = await readPage(opened.database, { after: null, before: null, limit: 100, event: null });
    return page.map(({ details }) => details?.['count']).toReversed();
  };

  test('a transaction that has noted one keeps no other from the log while it works', async () => {
    const { database } = opened;
    const noted = Promise.withResolvers<void>();
    const other = Promise.withResolvers<void>();
    const slow = database.transaction().execute(async (tx) => {
      await noteAudit(tx, entry(2), random);
      noted.resolve();
      await other.promise;
    });
    await noted.promise;
    const { index } = await database.transaction().execute((tx) => appendAudit(tx, entry(1), random));
    other.resolve();
    await slow;
    assert.equal(index, 0);
    assert.deepEqual(await counts(), [1, 2]);
  });

  test('one that asks for its place stands behind those that were noted before it', async () => {
    const place = await opened.database.transaction().execute(async (tx) => {
      await noteAudit(tx, entry(3), random);
      const { index } = await appendAudit(tx, entry(4), random);
      await noteAudit(tx, entry(5), random);
      return index;
    });
    assert.equal(place, 3);
    assert.deepEqual(await counts(), [1, 2, 3, 4, 5]);
  });

  test('what is undone has left none', async () => {
    const refused = await wholeUseCase(opened.database, async (tx) => {
      await noteAudit(tx, entry(6), random);
      return { kind: 'refused' };
    });
    assert.equal(refused.kind, 'refused');
    assert.deepEqual(await counts(), [1, 2, 3, 4, 5]);
  });
});
