// SPDX-License-Identifier: Apache-2.0
/** Passkeys from invitation to revocation, with an authenticator in software, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { addMs, type Database, type IdOf, type Instant, type RandomBytes, type Result } from '../../kernel/index.ts';
import {
  base64url,
  checkApprovalProof,
  type Enrolment,
  enrolmentType,
  foldKeyHistory,
  fromBase64url,
  type KeyState,
  makeAuthority,
  realSuites,
  readEnrolmentPayload,
  signDocument,
  writeSigned,
} from '../../seals/index.ts';
import { type Oddities, type SoftwareAuthenticator, softwareAuthenticator } from '../../seals/assertions/software-authenticator.test.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import {
  type Approval,
  approvalsOf,
  askForProof,
  type CreatedOfficer,
  createOfficer,
  findSession,
  houseRulesDefault,
  officerMigrations,
  type OfficerAuditEntry,
  type PasskeyDeps,
  proveApproval,
  recordApproval,
  type Role,
  signIn,
  subjectOf,
  totpCode,
} from '../index.ts';
import { askForStepUp, stepUp } from '../step-up.ts';
import type { GivenProofWire, PasskeyRowWire } from '../wire.ts';
import { confirmPasskey, finishEnrolment, inviteToEnrol, revokePasskey, startEnrolment } from './enrol-passkey.ts';
import { signInWithPasskey, startSignIn } from './sign-in-with-passkey.ts';
import { findActive } from './store.ts';

const start = '2026-11-20T08:00:00.000Z' as Instant;
const place = { relyingParty: 'comity.xa.example', origin: 'https://comity.xa.example' };
const log: OfficerAuditEntry[] = [];
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;
let deps: PasskeyDeps;
let author: KeyState;
let drawn = 0;
let days = 0;
let officersMade = 0;

const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`passkeys ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

function nextDay(): Instant {
  days += 3;
  return addMs(start, days * 86_400_000);
}

async function makeOfficer(roles: readonly Role[]): Promise<CreatedOfficer> {
  officersMade += 1;
  const wanted = { name: `Officer ${officersMade}`, email: `holder-${officersMade}@xa.example`, roles, issuer: 'XA' };
  const created = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, start));
  assert.ok(created.ok);
  return created.value;
}
const idOf = (officer: CreatedOfficer): IdOf<'off'> => officer.officer.id as IdOf<'off'>;

interface Registrars {
  readonly administrator: CreatedOfficer;
  readonly second: CreatedOfficer;
}
let registrars: Registrars;

/** Invited, made, and not yet confirmed. */
async function made(
  officer: CreatedOfficer,
  one: SoftwareAuthenticator,
  now: Instant,
  given: { odd?: Oddities; rules?: PasskeyDeps['houseRules'] } = {},
): Promise<Result<PasskeyRowWire>> {
  const house = { ...deps, houseRules: given.rules ?? deps.houseRules };
  assert.equal((await inviteToEnrol(house, { by: idOf(registrars.administrator), officer: officer.officer.id, now }))?.ok, true);
  const options = await startEnrolment(house, { by: idOf(officer), now, random });
  assert.ok(options.ok);
  const challenge = fromBase64url(options.value.challenge) ?? new Uint8Array();
  const answer = one.register(challenge, given.odd);
  const wire = { clientData: base64url(answer.clientData), attestation: base64url(answer.attestation) };
  return finishEnrolment(house, { by: idOf(officer), now, random, made: { ...wire, challenge: options.value.challenge, name: 'Key' } });
}

async function enrolled(officer: CreatedOfficer, now: Instant, one = softwareAuthenticator(place)): Promise<SoftwareAuthenticator> {
  const row = await made(officer, one, now);
  assert.ok(row.ok, JSON.stringify(row));
  assert.equal((await confirmPasskey(deps, { by: idOf(registrars.second), passkey: row.value.id, now }))?.ok, true);
  return one;
}

function assertionOf(one: SoftwareAuthenticator, nonce: string, challenge: string, odd: Oddities = {}) {
  const answer = one.answer(fromBase64url(challenge) ?? new Uint8Array(), odd);
  const { clientData, authenticatorData, signature } = answer;
  return {
    nonce,
    credentialId: base64url(one.credentialId),
    clientData: base64url(clientData),
    authenticatorData: base64url(authenticatorData),
    signature: base64url(signature),
  };
}

/** Approves as a browser would: asks what is to be shown, touches the authenticator, and sends the answer. */
async function approve(
  officer: CreatedOfficer,
  one: SoftwareAuthenticator,
  subject: string,
  given: { now: Instant; odd?: Oddities; preparedBy: CreatedOfficer; claimed?: string },
): Promise<Result<Approval>> {
  const { now } = given;
  const asked = await askForProof(deps, { officer: officer.officer.id, subject, now, random });
  assert.equal(asked.kind, 'passkey');
  const proof = { kind: 'passkey', ...assertionOf(one, asked.nonce, asked.challenge, given.odd) } as const;
  const proven = await proveApproval(deps, { officer: officer.officer.id, subject: given.claimed ?? subject, proof, now });
  if (!proven.ok) return proven;
  return db
    .transaction()
    .execute((tx) => recordApproval(tx, proven.value, { preparedBy: given.preparedBy.officer.id, actClass: 'request' }));
}

const problemOf = (result: Result<unknown> | null): string =>
  result === null ? 'absent' : result.ok ? 'done' : (result.issues[0]?.problem ?? '');

describe('passkeys', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [officerMigrations]);
    const authority = makeAuthority({ ...realSuites, random, createdAt: start });
    const folded = foldKeyHistory(authority.history, realSuites);
    assert.ok(folded.ok);
    author = folded.value;
    const key = authority.keys.dispatch;
    deps = {
      db,
      authority: authority.authorityId,
      relyingParty: { id: place.relyingParty, origin: place.origin, name: 'XA' },
      houseRules: houseRulesDefault,
      signEnrolment: (payload) =>
        writeSigned(signDocument({ payloadType: enrolmentType, payload, suite: realSuites.suite, keyPair: key, keyId: key.keyId })),
      audit: async (_tx, entry) => void log.push(entry),
    };
    registrars = { administrator: await makeOfficer(['administrator']), second: await makeOfficer(['approver']) };
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  test('two registrars and the officer: nobody enrols a passkey alone', async () => {
    const [now, officer, one] = [nextDay(), await makeOfficer(['approver']), softwareAuthenticator(place)];
    assert.equal(problemOf(await startEnrolment(deps, { by: idOf(officer), now, random })), 'You are not invited to enrol a passkey.');
    const row = await made(officer, one, now);
    assert.ok(row.ok);
    assert.equal(row.value.state, 'waiting');
    assert.equal(await findActive(db, Buffer.from(one.credentialId).toString('base64')), null, 'it does not count yet');
    const confirm = (by: CreatedOfficer) => confirmPasskey(deps, { by: idOf(by), passkey: row.value.id, now });
    for (const by of [officer, registrars.administrator]) {
      assert.equal(problemOf(await confirm(by)), 'Whoever made a passkey or invited to it cannot confirm it.');
    }
    assert.equal(problemOf(await confirm(registrars.second)), 'done');
    assert.equal(problemOf(await confirm(registrars.second)), 'absent', 'once is enough');
    const active = await findActive(db, Buffer.from(one.credentialId).toString('base64'));
    const statement = readEnrolmentPayload(active?.enrolment ?? new Uint8Array()) as { ok: true; value: Enrolment };
    assert.deepEqual(statement.value.registrars, [registrars.administrator.officer.id, registrars.second.officer.id]);
    const events = log.filter((entry) => entry.details['officer'] === officer.officer.id).map((entry) => entry.event);
    assert.deepEqual(events, ['passkey.invited', 'passkey.made', 'passkey.enrolled']);
  });

  test('where the house asks for one registrar, the invitation suffices, but not for oneself', async () => {
    const now = nextDay();
    const rules = { ...houseRulesDefault, registrarsMin: 1 } as const;
    const row = await made(await makeOfficer(['approver']), softwareAuthenticator(place), now, { rules });
    assert.equal(row.ok && row.value.state, 'enrolled');
    const self = { by: idOf(registrars.administrator), officer: registrars.administrator.officer.id, now };
    assert.equal(problemOf(await inviteToEnrol({ ...deps, houseRules: rules }, self)), 'Nobody is their own only registrar.');
    assert.equal(problemOf(await inviteToEnrol(deps, self)), 'done', 'somebody else will confirm');
  });

  const registrations: readonly (readonly [string, Parameters<typeof softwareAuthenticator>[0], Oddities])[] = [
    ['one that can be copied', { ...place, mayBeCopied: true }, {}],
    ['one made on another page', { ...place, origin: 'https://comity.xa.example:8443' }, {}],
    ['one made for another workplace', place, { relyingParty: 'comity.xb.example' }],
    ['one whose person was not verified', place, { isVerified: false }],
    ['an assertion', place, { type: 'webauthn.get' }],
  ];
  for (const [what, given, odd] of registrations) {
    test(`not taken as a passkey: ${what}`, async () => {
      assert.equal((await made(await makeOfficer(['approver']), softwareAuthenticator(given), nextDay(), { odd })).ok, false);
    });
  }

  test('an authenticator is enrolled once, whoever holds it', async () => {
    const now = nextDay();
    const one = await enrolled(await makeOfficer(['approver']), now);
    assert.equal(problemOf(await made(await makeOfficer(['approver']), one, now)), 'This passkey is known already.');
  });

  test('whoever has a passkey signs in with it, and with password and code no more', async () => {
    const [now, officer] = [nextDay(), await makeOfficer(['approver'])];
    const byPassword = (at: Instant) => {
      const code = totpCode(officer.authenticatorSecret, at);
      return signIn(deps, { email: officer.officer.email, password: officer.password, code, remoteAddress: '192.0.2.7', now: at, random });
    };
    assert.equal((await byPassword(now)).kind, 'signed-in');
    const one = await enrolled(officer, now);
    assert.equal((await byPassword(addMs(now, 60_000))).kind, 'refused');
    const withPasskey = async (odd: Oddities = {}) => {
      const from = { remoteAddress: '192.0.2.7', now: addMs(now, 120_000), random };
      const started = await startSignIn(deps, from);
      assert.equal(started.kind, 'options');
      const { challenge } = started.options;
      const assertion = assertionOf(one, challenge, challenge, odd);
      return { assertion, from, answer: await signInWithPasskey(deps, { ...from, assertion }) };
    };
    const { answer, assertion, from } = await withPasskey();
    assert.equal(answer.kind === 'signed-in' && answer.session.officer.id, officer.officer.id);
    assert.equal((await signInWithPasskey(deps, { ...from, assertion })).kind, 'refused', 'a challenge is good once');
    assert.equal((await withPasskey({ isVerified: false })).answer.kind, 'refused');
    assert.equal((await withPasskey({ origin: 'https://evil.example' })).answer.kind, 'refused');
    const again = { by: idOf(registrars.administrator), officer: officer.officer.id, now };
    await inviteToEnrol(deps, again);
    assert.equal((await byPassword(addMs(now, 180_000))).kind, 'signed-in', 'who is invited anew recovers with password and code');
  });

  describe('step-up: what decides something asks for a proof of five minutes', () => {
    const session = async (officer: CreatedOfficer, now: Instant) => {
      const code = totpCode(officer.authenticatorSecret, now);
      const words = { email: officer.officer.email, password: officer.password, code };
      const answer = await signIn(deps, { ...words, remoteAddress: '192.0.2.9', now, random });
      assert.ok(answer.kind === 'signed-in');
      const { token } = answer;
      const isProved = async (at: Instant): Promise<boolean> => {
        const { provedUntil = null } = (await findSession(db, token, at)) ?? {};
        return provedUntil !== null && provedUntil > at;
      };
      const show = (proof: GivenProofWire, at: Instant) => stepUp(deps, { officer: idOf(officer), sessionToken: token, proof, now: at });
      const asked = (at: Instant) => askForStepUp(deps, { officer: idOf(officer), now: at, random });
      return { isProved, show, asked };
    };
    const minutes = (now: Instant, count: number): Instant => addMs(now, count * 60_000);

    test('an officer without a passkey shows a code, which is good once', async () => {
      const [now, officer] = [nextDay(), await makeOfficer(['administrator'])];
      const { isProved, show, asked } = await session(officer, now);
      assert.deepEqual([await isProved(minutes(now, 4)), await isProved(minutes(now, 5))], [true, false], 'signing in is a proof too');
      assert.deepEqual(await asked(minutes(now, 6)), { kind: 'code' });
      const code = totpCode(officer.authenticatorSecret, minutes(now, 6));
      assert.equal((await show({ kind: 'code', code: '000000' }, minutes(now, 6))).ok, false);
      assert.equal(await isProved(minutes(now, 6)), false);
      assert.ok((await show({ kind: 'code', code }, minutes(now, 6))).ok);
      assert.deepEqual([await isProved(minutes(now, 10)), await isProved(minutes(now, 11))], [true, false]);
      assert.equal((await show({ kind: 'code', code }, minutes(now, 7))).ok, false, 'the code was used before');
      assert.deepEqual(log.at(-1)?.event, 'officer.stepped-up');
    });

    test('an officer who has a passkey shows it; no code, no other challenge and no passkey of another does', async () => {
      const [now, officer, other] = [nextDay(), await makeOfficer(['administrator']), await makeOfficer(['administrator'])];
      const before = await session(officer, now);
      const [one, foreign] = [await enrolled(officer, now), await enrolled(other, now)];
      const at = minutes(now, 6);
      const ask = async () => {
        const asked = await before.asked(at);
        assert.ok(asked.kind === 'passkey');
        return asked;
      };
      const code = totpCode(officer.authenticatorSecret, at);
      assert.equal((await before.show({ kind: 'code', code }, at)).ok, false);
      const { nonce, challenge } = await ask();
      assert.equal((await before.show({ kind: 'passkey', ...assertionOf(foreign, nonce, challenge) }, at)).ok, false);
      const again = await ask();
      assert.equal((await before.show({ kind: 'passkey', ...assertionOf(one, again.nonce, challenge) }, at)).ok, false);
      const approval = await askForProof(deps, { officer: officer.officer.id, subject: subjectOf('request', 'x'), now: at, random });
      assert.ok(approval.kind === 'passkey');
      const moved = { kind: 'passkey', ...assertionOf(one, approval.nonce, approval.challenge) } as const;
      assert.equal((await before.show(moved, at)).ok, false, 'an approval proves nothing else');
      const last = await ask();
      const proof = { kind: 'passkey', ...assertionOf(one, last.nonce, last.challenge) } as const;
      assert.ok((await before.show(proof, at)).ok);
      assert.equal((await before.show(proof, at)).ok, false, 'a challenge is good once');
      assert.equal(await before.isProved(minutes(now, 10)), true);
    });

    test('who is invited to enrol anew signs in with a code, and decides nothing with it', async () => {
      const [now, officer] = [nextDay(), await makeOfficer(['administrator'])];
      await enrolled(officer, now);
      await inviteToEnrol(deps, { by: idOf(registrars.administrator), officer: officer.officer.id, now });
      const { isProved } = await session(officer, minutes(now, 2));
      assert.equal(await isProved(minutes(now, 2)), false);
    });
  });

  test('an approval with a passkey is a proof that anybody can check', async () => {
    const [now, officer, preparedBy] = [nextDay(), await makeOfficer(['approver']), await makeOfficer(['preparer'])];
    const one = await enrolled(officer, now);
    const subject = subjectOf('request', 'a step');
    const given = await approve(officer, one, subject, { now, preparedBy });
    assert.ok(given.ok, JSON.stringify(given));
    const { authenticator, ...approval } = given.value;
    const checked = checkApprovalProof(approval, author, realSuites.suite);
    assert.deepEqual(checked, { ok: true, value: { authenticator } });
    assert.equal(authenticator, Buffer.from(one.credentialId).toString('base64'));
    const changes: readonly (readonly [string, Partial<typeof approval>])[] = [
      ['another step', { subject: subjectOf('request', 'another step') }],
      ['another officer', { officer: preparedBy.officer.id }],
      ['a moment before the enrolment', { at: addMs(now, -1) }],
      ['no proof', { proof: null }],
    ];
    for (const [what, change] of changes) {
      assert.equal(checkApprovalProof({ ...approval, ...change }, author, realSuites.suite).ok, false, what);
    }
    const stranger = foldKeyHistory(makeAuthority({ ...realSuites, random, createdAt: start }).history, realSuites);
    assert.ok(stranger.ok);
    assert.equal(checkApprovalProof(approval, stranger.value, realSuites.suite).ok, false, 'the enrolment of another authority');
  });

  test('an assertion over one step approves no other, by nobody else, and not a second time', async () => {
    const [now, officer, preparedBy] = [nextDay(), await makeOfficer(['approver']), await makeOfficer(['preparer'])];
    const other = await makeOfficer(['approver']);
    const [one, two] = [await enrolled(officer, now), await enrolled(other, now)];
    const subject = subjectOf('request', 'only this');
    const otherStep = subjectOf('request', 'something else');
    assert.equal((await approve(officer, one, subject, { now, preparedBy, claimed: otherStep })).ok, false);
    assert.equal((await approve(officer, two, subject, { now, preparedBy })).ok, false, "another officer's authenticator");
    assert.equal((await approve(officer, one, subject, { now, preparedBy, odd: { isVerified: false } })).ok, false);
    assert.ok((await approve(officer, one, subject, { now, preparedBy })).ok);
    assert.equal((await approve(officer, one, subject, { now, preparedBy })).ok, false, 'one approval each');
    const code = { kind: 'code', code: totpCode(officer.authenticatorSecret, now) } as const;
    const byCode = await proveApproval(deps, { officer: officer.officer.id, subject: otherStep, proof: code, now });
    assert.equal(problemOf(byCode), 'An officer who has a passkey approves with it.');
  });

  test('a passkey that was revoked approves nothing, and what waits with it stops counting', async () => {
    const [now, officer, preparedBy] = [nextDay(), await makeOfficer(['approver']), await makeOfficer(['preparer'])];
    const one = softwareAuthenticator(place);
    const row = await made(officer, one, now);
    assert.ok(row.ok);
    await confirmPasskey(deps, { by: idOf(registrars.second), passkey: row.value.id, now });
    const subject = subjectOf('request', 'to be revoked');
    assert.ok((await approve(officer, one, subject, { now, preparedBy })).ok);
    assert.equal((await approvalsOf(db, subject, now)).length, 1);
    const other = await makeOfficer(['approver']);
    const revoke = (by: CreatedOfficer, isAdministrator: boolean) =>
      revokePasskey(deps, { by: idOf(by), passkey: row.value.id, isAdministrator, now });
    assert.equal(problemOf(await revoke(other, false)), 'absent', "somebody else's");
    assert.equal(problemOf(await revoke(registrars.administrator, true)), 'done');
    assert.equal((await approvalsOf(db, subject, now)).length, 0);
    assert.equal((await askForProof(deps, { officer: officer.officer.id, subject, now, random })).kind, 'code', 'the way of who has none');
  });

  test('a count that goes backwards is an alarm: the passkey is revoked and what was asked is refused', async () => {
    const [now, officer, preparedBy] = [nextDay(), await makeOfficer(['approver']), await makeOfficer(['preparer'])];
    const one = await enrolled(officer, now);
    assert.ok((await approve(officer, one, subjectOf('request', 'first'), { now, preparedBy, odd: { signCount: 9 } })).ok);
    const copy = await approve(officer, one, subjectOf('request', 'second'), { now, preparedBy, odd: { signCount: 9 } });
    assert.match(problemOf(copy), /count of this passkey went backwards/);
    assert.equal(log.at(-1)?.event, 'passkey.counter-anomaly');
    assert.equal(await findActive(db, Buffer.from(one.credentialId).toString('base64')), null);
  });

  test('an authenticator that does not count says zero every time, and is no alarm', async () => {
    const [now, officer, preparedBy] = [nextDay(), await makeOfficer(['approver']), await makeOfficer(['preparer'])];
    const one = softwareAuthenticator(place);
    const row = await made(officer, one, now, { odd: { signCount: 0 } });
    assert.ok(row.ok);
    await confirmPasskey(deps, { by: idOf(registrars.second), passkey: row.value.id, now });
    for (const step of ['one', 'two']) {
      assert.ok((await approve(officer, one, subjectOf('request', step), { now, preparedBy, odd: { signCount: 0 } })).ok);
    }
  });
});
