// SPDX-License-Identifier: Apache-2.0
/** Signing in, sessions and changes of officers, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { addMs, type Database, type Instant, type RandomBytes, type Transaction } from '../kernel/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import {
  changeOfficer,
  changePassword,
  type CreatedOfficer,
  createOfficer,
  endSession,
  findSession,
  hasOfficers,
  houseRulesDefault,
  listOfficers,
  type OfficerAuditEntry,
  officerMigrations,
  officerNames,
  removeExpired,
  type Role,
  sessionTimes,
  signIn,
  totpCode,
  verifyCode,
} from './index.ts';

const start = '2026-11-20T08:00:00.000Z' as Instant;
const log: OfficerAuditEntry[] = [];
const audit = async (_tx: Transaction, entry: OfficerAuditEntry): Promise<void> => void log.push(entry);
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;
let minutes = 0;
let drawn = 0;

const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`officers ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

/** No officer here has a passkey. */
function deps() {
  return { db, audit, houseRules: houseRulesDefault, relyingParty: null };
}

/** Every test has its own hour, so that codes, windows and sessions of one do not meet another's. */
function nextHour(): Instant {
  minutes += 60;
  return addMs(start, minutes * 60_000);
}

let officersMade = 0;
async function makeOfficer(roles: readonly Role[]): Promise<CreatedOfficer> {
  officersMade += 1;
  const wanted = { name: `Officer ${officersMade}`, email: `officer-${officersMade}@xa.example`, roles, issuer: 'XA' };
  const created = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, start));
  assert.ok(created.ok);
  return created.value;
}

function credentials(made: CreatedOfficer, now: Instant) {
  const code = totpCode(made.authenticatorSecret, now);
  return { email: made.officer.email, password: made.password, code, remoteAddress: '192.0.2.7', now, random };
}

async function signedIn(made: CreatedOfficer, now: Instant): Promise<string> {
  const answer = await signIn(deps(), credentials(made, now));
  assert.equal(answer.kind, 'signed-in');
  return answer.kind === 'signed-in' ? answer.token : '';
}

describe('officers', () => {
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

  test('the first officer can be made, once per e-mail address', async () => {
    assert.equal(await hasOfficers(db), false);
    const made = await makeOfficer(['administrator', 'auditor']);
    assert.equal(await hasOfficers(db), true);
    assert.deepEqual(made.officer.roles, ['administrator', 'auditor']);
    const again = { name: 'Another', email: made.officer.email.toUpperCase(), roles: ['auditor'] as const, issuer: 'XA' };
    const refused = await db.transaction().execute((tx) => createOfficer(tx, again, random, start));
    assert.equal(refused.ok, false);
    assert.deepEqual(await officerNames(db, [made.officer.id, 'off_unknown']), new Map([[made.officer.id, made.officer.name]]));
  });

  test('signing in makes a session whose token is kept nowhere but with the officer', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const token = await signedIn(made, now);
    const session = await findSession(db, token, now);
    assert.equal(session?.officer.id, made.officer.id);
    assert.deepEqual(session?.officer.roles, ['preparer']);
    assert.equal(session?.endsAt, addMs(now, sessionTimes.idleMs));
    const stored = await sql<{ row: string }>`select row_to_json(s)::text as row from officer_sessions s`.execute(db);
    for (const { row } of stored.rows) assert.ok(!row.includes(token) && !row.includes(session?.csrfToken ?? ''));
    assert.deepEqual(log.at(-1), {
      event: 'officer.signed-in',
      actor: made.officer.id,
      at: now,
      details: { officer: made.officer.id, session: session?.id },
    });
    assert.equal((await listOfficers(db)).find((row) => row.id === made.officer.id)?.lastSignInAt, now);
  });

  test('a refused sign-in says the same whatever was wrong, and the log says what it was', async () => {
    const made = await makeOfficer(['preparer']);
    const disabled = await makeOfficer(['preparer']);
    const now = nextHour();
    const by = (await makeOfficer(['administrator'])).officer.id as never;
    await changeOfficer({ db, audit }, { id: disabled.officer.id, isDisabled: true, by, at: now });
    const right = credentials(made, now);
    const rows = [
      ['unknown-account', { ...right, email: 'nobody@xa.example' }],
      ['wrong-password', { ...right, password: 'wrong' }],
      ['wrong-code', { ...right, code: right.code === '000000' ? '000001' : '000000' }],
      ['wrong-code', { ...right, code: totpCode(made.authenticatorSecret, addMs(now, -90_000)) }],
      ['disabled', credentials(disabled, now)],
    ] as const;
    const answers = new Set<string>();
    for (const [reason, input] of rows) {
      const answer = await signIn(deps(), input);
      assert.equal(answer.kind, 'refused', reason);
      answers.add(JSON.stringify(answer));
      assert.equal(log.at(-1)?.details['reason'], reason);
      assert.equal(log.at(-1)?.actor, 'stranger');
    }
    assert.equal(answers.size, 1);
  });

  test('an absent account costs the same work as a present one', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const timed = async (email: string): Promise<number> => {
      const begun = performance.now();
      await signIn(deps(), { ...credentials(made, now), email, password: 'wrong' });
      return performance.now() - begun;
    };
    await timed(made.officer.email);
    const [present, absent] = [await timed(made.officer.email), await timed('nobody@xa.example')];
    // Without the check of an absent password the second would take a hundredth; a loaded machine may double it.
    assert.ok(absent > present / 5, `present ${present.toFixed(1)} ms, absent ${absent.toFixed(1)} ms`);
  });

  test('a code is good once, in whatever order it is tried again', async () => {
    const made = await makeOfficer(['approver']);
    const now = nextHour();
    await signedIn(made, now);
    assert.equal((await signIn(deps(), credentials(made, now))).kind, 'refused');
    assert.equal(log.at(-1)?.details['reason'], 'spent-code');
    const verify = (code: string, at: Instant) => db.transaction().execute((tx) => verifyCode(tx, made.officer.id, code, at));
    const codeAt = (offsetMs: number) => totpCode(made.authenticatorSecret, addMs(now, offsetMs));
    assert.equal((await verify(codeAt(0), now)).ok, false, 'spent at sign-in');
    assert.equal((await verify(codeAt(-30_000), now)).ok, false, 'older than the one that was spent');
    assert.equal((await verify(codeAt(30_000), now)).ok, true, 'the next one');
    assert.equal((await verify(codeAt(30_000), addMs(now, 30_000))).ok, false, 'the next one again');
  });

  test('two sign-ins at once with one code make one session', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const answers = await Promise.all([1, 2, 3].map(() => signIn(deps(), credentials(made, now))));
    assert.deepEqual(answers.map((answer) => answer.kind).toSorted(), ['refused', 'refused', 'signed-in']);
  });

  test('after ten tries an account waits, even with everything right, and the next window is open again', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    for (let attempt = 0; attempt < 10; attempt++) {
      assert.equal((await signIn(deps(), { ...credentials(made, now), password: 'wrong' })).kind, 'refused');
    }
    const entries = log.length;
    const answer = await signIn(deps(), { ...credentials(made, now), remoteAddress: '198.51.100.9' });
    assert.ok(answer.kind === 'later' && answer.retryAfterMs === 900_000, 'from any address');
    assert.equal(log.length, entries, 'a try that was not looked at does not fill the log');
    await signedIn(made, addMs(now, 900_000));
  });

  test('an unknown account is made to wait like a known one', async () => {
    const now = nextHour();
    const input = { email: 'ghost@xa.example', password: 'x', code: '000000', remoteAddress: '192.0.2.8', now, random };
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 11; attempt++) kinds.push((await signIn(deps(), input)).kind);
    assert.deepEqual(kinds, [...Array<string>(10).fill('refused'), 'later']);
  });

  test('an address that tried a hundred accounts waits, and what it tried then does not count against them', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const hash = createHash('sha256').update('203.0.113.5').digest('hex').slice(0, 32);
    await sql`insert into officer_attempts values (${`address:${hash}`}, 100, ${addMs(now, 600_000)})`.execute(db);
    for (let attempt = 0; attempt < 12; attempt++) {
      const answer = await signIn(deps(), { ...credentials(made, now), remoteAddress: '203.0.113.5', password: 'wrong' });
      assert.equal(answer.kind, 'later');
    }
    await signedIn(made, now);
  });

  test('codes cannot be guessed in a session: after ten the right one waits too', async () => {
    const made = await makeOfficer(['approver']);
    const now = nextHour();
    const right = totpCode(made.authenticatorSecret, now);
    const wrong = right === '000000' ? '111111' : '000000';
    const verify = (code: string, at: Instant) => db.transaction().execute((tx) => verifyCode(tx, made.officer.id, code, at));
    for (let attempt = 0; attempt < 10; attempt++) assert.equal((await verify(wrong, now)).ok, false);
    assert.equal((await verify(right, now)).ok, false);
    const later = addMs(now, 900_000);
    assert.equal((await verify(totpCode(made.authenticatorSecret, later), later)).ok, true);
  });

  test('a session ends by idling, by age, by signing out, and a call keeps it awake', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const at = (ms: number): Instant => addMs(now, ms);
    const idle = await signedIn(made, now);
    assert.notEqual(await findSession(db, idle, at(sessionTimes.idleMs - 1)), null);
    assert.notEqual(await findSession(db, idle, at(2 * sessionTimes.idleMs - 2)), null, 'the call before kept it awake');
    assert.equal(await findSession(db, idle, at(3 * sessionTimes.idleMs)), null);

    const old = await signedIn(made, at(120_000));
    for (let ms = 0; ms < sessionTimes.absoluteMs; ms += 1_700_000)
      assert.notEqual(await findSession(db, old, at(120_000 + ms)), null, `${ms} ms`);
    assert.equal(await findSession(db, old, at(120_000 + sessionTimes.absoluteMs)), null);

    const ended = await signedIn(made, at(240_000));
    assert.equal((await endSession(db, ended))?.officerId, made.officer.id);
    assert.equal(await endSession(db, ended), null);
    assert.equal(await findSession(db, ended, at(240_000)), null);
    for (const bad of ['', 'x', `${ended}x`, "' or true --"]) assert.equal(await findSession(db, bad, at(240_000)), null);

    await removeExpired(db, at(2 * sessionTimes.absoluteMs));
    const left = await sql<{
      count: number;
    }>`select count(*)::int as count from officer_sessions where officer_id = ${made.officer.id}`.execute(db);
    assert.equal(left.rows[0]?.count, 0);
    minutes += 24 * 60;
  });

  test('disabling an officer ends the sessions at once, and taking a role away is seen at the next call', async () => {
    const administrator = await makeOfficer(['administrator']);
    const made = await makeOfficer(['preparer', 'approver']);
    const now = nextHour();
    const token = await signedIn(made, now);
    const change = { id: made.officer.id, by: administrator.officer.id as never, at: now };
    const changed = await changeOfficer({ db, audit }, { ...change, roles: ['preparer'] });
    assert.ok(changed.kind === 'changed' && changed.officer.roles.join() === 'preparer');
    assert.deepEqual((await findSession(db, token, now))?.officer.roles, ['preparer']);
    await changeOfficer({ db, audit }, { ...change, isDisabled: true });
    assert.equal(await findSession(db, token, now), null);
    await changeOfficer({ db, audit }, { ...change, isDisabled: false });
    assert.equal(await findSession(db, token, now), null, 'enabling does not bring a session back');
    assert.equal((await changeOfficer({ db, audit }, { ...change, id: 'off_none' })).kind, 'absent');
  });

  test('the last administrator stays, even when two disable each other at the same moment', async () => {
    const now = nextHour();
    await sql`update officers set roles = array['auditor'] where 'administrator' = any(roles)`.execute(db);
    const [left, right] = [await makeOfficer(['administrator']), await makeOfficer(['administrator'])];
    const disable = (id: string, by: string) => changeOfficer({ db, audit }, { id, isDisabled: true, by: by as never, at: now });
    const answers = await Promise.all([disable(left.officer.id, right.officer.id), disable(right.officer.id, left.officer.id)]);
    assert.deepEqual(answers.map((answer) => answer.kind).toSorted(), ['changed', 'conflict']);
    const last = answers[0]?.kind === 'changed' ? right : left;
    const demoted = await changeOfficer({ db, audit }, { id: last.officer.id, roles: ['auditor'], by: last.officer.id as never, at: now });
    assert.equal(demoted.kind, 'conflict');
  });

  test('a changed password replaces the old one and ends every other session', async () => {
    const made = await makeOfficer(['preparer']);
    const now = nextHour();
    const [other, own] = [await signedIn(made, now), await signedIn(made, addMs(now, 60_000))];
    const at = addMs(now, 120_000);
    const change = {
      officer: made.officer.id,
      sessionToken: own,
      oldPassword: made.password,
      newPassword: 'seven brave otters',
      now: at,
      random,
    };
    const code = totpCode(made.authenticatorSecret, at);
    const rows = [
      ['oldPassword', { ...change, oldPassword: 'wrong', code }],
      ['newPassword', { ...change, newPassword: 'short', code }],
      ['newPassword', { ...change, newPassword: made.password, code }],
      ['code', { ...change, code: totpCode(made.authenticatorSecret, addMs(at, 300_000)) }],
    ] as const;
    for (const [path, input] of rows) {
      const refused = await changePassword({ db, audit }, input);
      assert.equal(refused.ok ? 'changed' : refused.issues[0]?.path, path);
    }
    assert.equal((await changePassword({ db, audit }, { ...change, code })).ok, true);
    assert.equal(await findSession(db, other, at), null);
    assert.notEqual(await findSession(db, own, at), null);
    assert.equal((await signIn(deps(), credentials(made, addMs(now, 180_000)))).kind, 'refused', 'the old password');
    await signedIn({ ...made, password: 'seven brave otters' }, addMs(now, 240_000));
  });
});
