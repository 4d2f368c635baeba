// SPDX-License-Identifier: Apache-2.0
/** The calls of this room as the server makes them, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { addMs, type CallAnswer, type CallOfficer, type Database, type Instant, isId, type RandomBytes } from '../kernel/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import type { AuthorityId } from '../seals/index.ts';
import { createOfficer, houseRulesDefault, officerCalls, officerMigrations, relyingPartyOf, totpCode } from './index.ts';
import { newOfficerAnswerSchema, officerRowSchema, sessionSchema } from './wire.ts';

const now = '2026-11-20T08:00:00.000Z' as Instant;
const authority = {
  id: `ca1${'a'.repeat(52)}`,
  name: 'Commission of XA',
  jurisdiction: 'XA',
  kind: 'securities-regulator',
  timeZone: 'Etc/UTC',
};
const passkeys = {
  authority: `ca1${'a'.repeat(51)}q` as AuthorityId,
  relyingParty: relyingPartyOf('http://xa.localhost:7101', authority.name),
  houseRules: houseRulesDefault,
  signEnrolment: (payload: Uint8Array): Uint8Array => payload,
};
const logged: string[] = [];
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`calls ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;

interface Given {
  readonly body?: unknown;
  readonly params?: unknown;
  readonly officer?: CallOfficer;
  readonly sessionToken?: string;
  readonly now?: Instant;
}

async function call(name: string, given: Given = {}): Promise<CallAnswer> {
  const audit = async (_tx: unknown, entry: { event: string }): Promise<void> => void logged.push(entry.event);
  const found = officerCalls({ ...passkeys, db, session: authority, audit }).find((one) => `${one.method} ${one.path}` === name);
  assert.ok(found !== undefined, name);
  const input = { params: {}, query: {}, body: null, officer: null, sessionToken: null, remoteAddress: '192.0.2.1', now, random };
  return found.handle({ ...input, ...given });
}

describe('calls of officers', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [officerMigrations]);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  test('an administrator signs in, adds an officer, changes and disables the officer, and signs out', async () => {
    const wanted = { name: 'Ada Quill', email: 'ada@xa.example', roles: ['administrator'] as const, issuer: authority.name };
    const first = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, now));
    assert.ok(first.ok);
    const credentials = { email: 'Ada@xa.example', password: first.value.password, code: totpCode(first.value.authenticatorSecret, now) };

    const refused = await call('POST /api/session', { body: { ...credentials, password: 'wrong' } });
    assert.ok(refused.kind === 'sign-in-needed' && refused.issues.length === 1);
    const answer = await call('POST /api/session', { body: credentials });
    assert.ok(answer.kind === 'json' && typeof answer.sessionCookie === 'string');
    const session = sessionSchema.parse(answer.value);
    assert.deepEqual(session.authority, authority);
    const sessionToken = answer.sessionCookie;
    assert.deepEqual((await call('GET /api/session', { sessionToken })).kind === 'json', true);
    assert.equal((await call('GET /api/session', { sessionToken: 'x' })).kind, 'sign-in-needed');

    assert.ok(isId('off', session.officer.id));
    const officer: CallOfficer = { id: session.officer.id, roles: session.officer.roles };
    const newOfficer = { name: 'Bo Reed', email: 'bo@xa.example', roles: ['approver', 'preparer'] };
    const made = await call('POST /api/officers', { officer, body: newOfficer });
    assert.ok(made.kind === 'json');
    const created = newOfficerAnswerSchema.parse(made.value);
    assert.deepEqual(created.officer.roles, ['preparer', 'approver']);
    assert.equal((await call('POST /api/officers', { officer, body: newOfficer })).kind, 'conflict');

    const params = { id: created.officer.id };
    const changed = await call('PUT /api/officers/:id', { officer, params, body: { isDisabled: true } });
    assert.ok(changed.kind === 'json' && officerRowSchema.parse(changed.value).isDisabled);
    assert.equal((await call('PUT /api/officers/:id', { officer, params: { id: 'off_none' }, body: { isDisabled: true } })).kind, 'absent');
    const own = await call('PUT /api/officers/:id', { officer, params: { id: officer.id }, body: { roles: ['auditor'] } });
    assert.equal(own.kind, 'conflict', 'the last administrator');
    const list = await call('GET /api/officers', { officer });
    assert.ok(list.kind === 'json' && officerRowSchema.array().parse(list.value).length === 2);

    const ended = await call('DELETE /api/session', { officer, sessionToken });
    assert.ok(ended.kind === 'json' && ended.sessionCookie === null);
    assert.equal((await call('GET /api/session', { sessionToken })).kind, 'sign-in-needed');
    const events = ['sign-in-failed', 'signed-in', 'created', 'changed', 'signed-out'].map((event) => `officer.${event}`);
    assert.deepEqual(logged, events);
  });

  test('signing in again replaces the session that the browser still had', async () => {
    const wanted = { name: 'Cy Marsh', email: 'cy@xa.example', roles: ['preparer'] as const, issuer: authority.name };
    const made = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, now));
    assert.ok(made.ok);
    const { password, authenticatorSecret } = made.value;
    const signInAt = (at: Instant, sessionToken?: string): Promise<CallAnswer> => {
      const body = { email: 'cy@xa.example', password, code: totpCode(authenticatorSecret, at) };
      return call('POST /api/session', { body, now: at, ...(sessionToken === undefined ? {} : { sessionToken }) });
    };
    const first = await signInAt(now);
    assert.ok(first.kind === 'json' && typeof first.sessionCookie === 'string');
    const second = await signInAt(addMs(now, 60_000), first.sessionCookie);
    assert.ok(second.kind === 'json' && typeof second.sessionCookie === 'string');
    assert.equal((await call('GET /api/session', { sessionToken: first.sessionCookie })).kind, 'sign-in-needed');
    assert.equal((await call('GET /api/session', { sessionToken: second.sessionCookie })).kind, 'json');
  });
});
