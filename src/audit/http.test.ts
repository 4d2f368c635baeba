// SPDX-License-Identifier: Apache-2.0
/** The auditor's calls as the server makes them, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { CallAnswer, Database, Instant, RandomBytes } from '../kernel/index.ts';
import { logSuite } from '../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import { appendAudit, auditCalls, auditMigrations } from './index.ts';
import { auditPageSchema, auditProofSchema, checkpointSchema } from './wire.ts';

const now = '2026-11-20T08:00:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`log calls ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const logKey = logSuite.generate(random);
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;

async function call(path: string, given: { params?: Record<string, string>; query?: Record<string, string> } = {}): Promise<CallAnswer> {
  const found = auditCalls({ db, checkpointKeys: () => ({ logKey, origin: 'ca1test/acts' }) }).find((one) => one.path === path);
  assert.ok(found !== undefined, path);
  assert.deepEqual(found.whoMay, ['auditor', 'administrator']);
  const [params, query] = [found.params?.parse(given.params ?? {}) ?? {}, found.query?.parse(given.query ?? {}) ?? {}];
  const rest = { body: null, officer: null, sessionToken: null, remoteAddress: '192.0.2.1', now, random };
  return found.handle({ params, query, ...rest });
}

async function value(path: string, given?: Parameters<typeof call>[1]): Promise<unknown> {
  const answer = await call(path, given);
  assert.ok(answer.kind === 'json', answer.kind);
  return answer.value;
}

describe('calls of the log', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [auditMigrations]);
    const entry = { event: 'server.started', actor: 'server', at: now, details: {} } as const;
    await db.transaction().execute(async (tx) => {
      for (let made = 0; made < 5; made++) await appendAudit(tx, entry, random);
    });
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  test('an auditor pages through the log, sees its signed head, and gets the proof of an entry', async () => {
    const first = auditPageSchema.parse(await value('/api/audit/entries', { query: { limit: '3' } }));
    assert.deepEqual([first.entries.map((entry) => entry.index), first.next, first.size], [[4, 3, 2], 2, 5]);
    const rest = auditPageSchema.parse(await value('/api/audit/entries', { query: { limit: '3', before: String(first.next) } }));
    assert.deepEqual([rest.entries.map((entry) => entry.index), rest.next], [[1, 0], null]);
    const proof = auditProofSchema.parse(await value('/api/audit/entries/:index/proof', { params: { index: '1' } }));
    assert.deepEqual([proof.index, proof.size, proof.event], [1, 5, 'server.started']);
    assert.deepEqual(checkpointSchema.parse(await value('/api/audit/checkpoint')), proof.checkpoint);
    assert.equal((await call('/api/audit/entries/:index/proof', { params: { index: '5' } })).kind, 'absent');
  });

  test('a question that makes no sense is refused before it reaches the database', () => {
    const [entries, , proof] = auditCalls({ db, checkpointKeys: () => ({ logKey, origin: 'ca1test/acts' }) });
    for (const query of [{ limit: '0' }, { limit: '201' }, { after: '-1' }, { event: 'no.such-event' }, { other: '1' }]) {
      assert.equal(entries?.query?.safeParse(query).success, false, JSON.stringify(query));
    }
    for (const index of ['x', '-1', '1.5', '1e99']) assert.equal(proof?.params?.safeParse({ index }).success, false, index);
  });

  test('when the stored log was changed, the head is refused with the place', async () => {
    await sql`alter table audit_bodies disable trigger user`.execute(db);
    await sql`update audit_bodies set body = set_byte(body, 0, 0) where leaf_index = 2`.execute(db);
    const answer = await call('/api/audit/checkpoint');
    assert.ok(answer.kind === 'conflict');
    assert.match(answer.issues[0]?.path ?? '', /entry 2/);
  });
});
