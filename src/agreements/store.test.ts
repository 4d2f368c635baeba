// SPDX-License-Identifier: Apache-2.0
/** Agreements on a real PostgreSQL: from a text to a decision, through the calls that an administrator makes. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import type { CallAnswer, CallDefinition, CallInput, IdOf, Instant, RandomBytes } from '../kernel/index.ts';
import { type AuthorityId, foldKeyHistory, type KeyState, makeAuthority, realSuites } from '../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import {
  type Act,
  admitSignedAgreement,
  type AgreementAuditEntry,
  agreementByDigest,
  agreementCalls,
  agreementMigrations,
  agreementsInForce,
  bilateralArrangement,
  knownAgreement,
  multilateralMemorandum,
  publishedMigrations,
  type PublishingDeps,
  readSignedAgreement,
  signAgreementFile,
} from './index.ts';
import { sampleParties } from './samples/sample-parties.test.ts';
import { writeAgreementFile } from './documents/signed-agreement.ts';
import type { TermWire } from './wire.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`stored agreements ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

function authority() {
  const made = makeAuthority({ ...realSuites, random, createdAt: now });
  const state = foldKeyHistory(made.history, realSuites);
  assert(state.ok);
  const signer = { suite: realSuites.suite, keyPair: made.keys.dispatch, keyId: made.keys.dispatch.keyId };
  return { id: made.authorityId, state: state.value, history: made.history, keys: made.keys, signer };
}

const [own, peer, stranger] = [authority(), authority(), authority()];
const ownParty = { ...sampleParties.xa, authorityId: own.id };
const peerParty = { ...sampleParties.xb, authorityId: peer.id };
const strangerParty = { ...sampleParties.xc, authorityId: stranger.id };
const memorandum = knownAgreement(multilateralMemorandum({ parties: [ownParty, peerParty, strangerParty], inForceFrom: now }));
const plain = bilateralArrangement({ parties: [ownParty, peerParty], inForceFrom: now });
/** It goes before the memorandum. */
const arrangement = knownAgreement({ ...plain, terms: [...plain.terms, goesBefore(memorandum.document.id)] });

function goesBefore(agreement: string): TermWire {
  return { kind: 'precedence', clause: '3', agreement, relation: 'prevails-over', kinds: [] };
}

suite('an agreement comes into force', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let deps: PublishingDeps;
  let calls: readonly CallDefinition[];
  const logged: AgreementAuditEntry[] = [];
  const announced: string[] = [];
  const known = new Map<AuthorityId, KeyState>([
    [own.id, own.state],
    [peer.id, peer.state],
  ]);

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [{ ...agreementMigrations, ...publishedMigrations }]);
    deps = {
      db: opened.database,
      ownKeys: own.keys,
      suite: realSuites.suite,
      suites: realSuites,
      signer: () => ({ key: own.keys.dispatch, history: own.history }),
      keyHistoryOf: async (_db, id) => [own, peer].find((one) => one.id === id)?.history ?? [],
      keyStateOf: async (_db, id) => known.get(id) ?? null,
      audit: async (_tx, entry) => logged.push(entry),
      announce: async (_tx, topic) => void announced.push(topic),
    };
    calls = agreementCalls(deps);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  async function call(method: string, path: string, input: { params?: unknown; body?: unknown } = {}): Promise<CallAnswer> {
    const found = calls.find((definition) => definition.method === method && definition.path === path);
    assert(found !== undefined, `${method} ${path} is mounted`);
    const officer = { id: `off_${'0'.repeat(26)}` as IdOf<'off'>, roles: ['administrator'] };
    const whole: CallInput<unknown, unknown, unknown> = {
      params: input.params ?? {},
      query: {},
      body: input.body ?? null,
      officer,
      sessionToken: null,
      remoteAddress: '',
      now,
      random,
    };
    return found.handle(whole);
  }
  async function status(digest: string): Promise<unknown> {
    const answer = await call('GET', '/api/agreements/:digest', { params: { digest } });
    return answer.kind === 'json' ? (answer.value as { status: string }).status : answer.kind;
  }
  const events = () => logged.splice(0).map(({ event, details }) => [event, details['party'] ?? null]);

  test('its text is stored as a draft, and storing it again changes nothing', async () => {
    assert.equal((await call('POST', '/api/agreements', { body: arrangement.bytes })).kind, 'json');
    assert.equal((await call('POST', '/api/agreements', { body: arrangement.bytes })).kind, 'json');
    assert.equal(await status(arrangement.digest), 'draft');
    assert.deepEqual(events(), [['agreement.stored', null]]);
  });
  test('a text that lint refuses is not stored', async () => {
    const broken = knownAgreement({ ...arrangement.document, terms: [] as never, version: 7 });
    assert.equal((await call('POST', '/api/agreements', { body: broken.bytes })).kind, 'issues');
    assert.equal(await status(broken.digest), 'absent');
  });
  test('another text under the same identifier and version is not stored', async () => {
    const other = knownAgreement({ ...arrangement.document, preamble: 'Another.' });
    assert.equal((await call('POST', '/api/agreements', { body: other.bytes })).kind, 'issues');
  });
  test('an agreement among others is not stored', async () => {
    const others = knownAgreement(bilateralArrangement({ parties: [peerParty, strangerParty], inForceFrom: now }));
    assert.equal((await call('POST', '/api/agreements', { body: others.bytes })).kind, 'issues');
  });
  test('our signature makes it partly signed; signing twice changes nothing', async () => {
    await call('POST', '/api/agreements/:digest/signature', { params: { digest: arrangement.digest } });
    await call('POST', '/api/agreements/:digest/signature', { params: { digest: arrangement.digest } });
    assert.equal(await status(arrangement.digest), 'partly-signed');
    assert.deepEqual(events(), [['agreement.signed', own.id]]);
    assert.equal(agreementByDigest(await agreementsInForce(deps.db), arrangement.digest), null);
  });
  test('what is not here cannot be signed', async () => {
    assert.equal((await call('POST', '/api/agreements/:digest/signature', { params: { digest: 'sha256:0' } })).kind, 'absent');
  });
  test('a file with a signature that does not hold is refused', async () => {
    const { signed } = signAgreementFile(arrangement, null, peer.signer);
    const [signature] = signed.signatures;
    assert(signature !== undefined);
    const file = writeAgreementFile(arrangement.bytes, [
      { ...signature, signature: signature.signature.map((byte, index) => (index === 5 ? byte ^ 1 : byte)) },
    ]);
    assert.equal((await call('POST', '/api/agreements/signatures', { body: file })).kind, 'issues');
    assert.equal(await status(arrangement.digest), 'partly-signed');
  });
  test("the other party's file brings it into force, once", async () => {
    const { signed } = signAgreementFile(arrangement, null, peer.signer);
    const file = writeAgreementFile(arrangement.bytes, signed.signatures);
    assert.equal((await call('POST', '/api/agreements/signatures', { body: file })).kind, 'json');
    assert.equal((await call('POST', '/api/agreements/signatures', { body: file })).kind, 'json');
    assert.equal(await status(arrangement.digest), 'in-force');
    assert.deepEqual(events(), [
      ['agreement.signature-admitted', peer.id],
      ['agreement.in-force', null],
    ]);
    assert(announced.includes('agreements'));
  });
  test('from then on it decides, and the prepared index is used again until something changes', async () => {
    const index = await agreementsInForce(deps.db);
    assert.equal(await agreementsInForce(deps.db), index);
    assert.notEqual(agreementByDigest(index, arrangement.digest), null);
    const act: Act = {
      kind: 'ask',
      from: own.id,
      to: peer.id,
      assistance: 'suspicious-reports',
      purpose: 'asset-tracing',
      class: 'normal',
      urgencyGround: null,
      urgencyReasonGiven: false,
      content: ['facts', 'legal-provisions', 'subject', 'why-useful'],
    };
    const answer = await call('POST', '/api/agreements/decide', { body: { act } });
    assert(answer.kind === 'json');
    assert.deepEqual(
      (answer.value as { outcome: string; reasons: { kind: string }[] }).reasons.map(({ kind }) => kind),
      ['approval'],
    );
  });
  test('a file that holds a signature of a stranger too is taken for what can be checked', async () => {
    const byPeer = signAgreementFile(memorandum, null, peer.signer);
    const file = writeAgreementFile(memorandum.bytes, signAgreementFile(memorandum, byPeer.signed, stranger.signer).signed.signatures);
    await call('POST', '/api/agreements/signatures', { body: file });
    await call('POST', '/api/agreements/:digest/signature', { params: { digest: memorandum.digest } });
    assert.equal(await status(memorandum.digest), 'partly-signed');
    known.set(stranger.id, stranger.state);
    await call('POST', '/api/agreements/signatures', { body: file });
    assert.equal(await status(memorandum.digest), 'in-force');
    assert.equal((await agreementsInForce(deps.db)).byDigest.size, 2);
  });
  test('a draft that would close a circle of precedence with what is in force is not stored', async () => {
    const { document } = memorandum;
    const circle = knownAgreement({ ...document, version: 9, terms: [...document.terms, goesBefore(arrangement.document.id)] });
    const answer = await call('POST', '/api/agreements', { body: circle.bytes });
    assert(answer.kind === 'issues');
    const [issue] = answer.issues;
    assert.equal(issue?.path, `terms[${document.terms.length}].agreement`);
    assert.match(issue.problem, /closes a circle of precedence: "Multilateral .+ goes before "Arrangement .+ goes before "Multilateral/);
    assert.equal(await status(circle.digest), 'absent');
  });
  test('the file given out holds every signature and reads back', async () => {
    const answer = await call('GET', '/api/agreements/:digest/file', { params: { digest: memorandum.digest } });
    assert(answer.kind === 'bytes');
    const read = readSignedAgreement(answer.bytes);
    assert(read.ok);
    assert.deepEqual([read.value.digest, read.value.signed.signatures.length], [memorandum.digest, 3]);
  });
  test('a change that is rolled back leaves no trace in the prepared index', async () => {
    const later = knownAgreement({ ...arrangement.document, version: 2 });
    const { signatures } = signAgreementFile(later, signAgreementFile(later, null, own.signer).signed, peer.signer).signed;
    const rolledBack = deps.db.transaction().execute(async (tx) => {
      assert((await admitSignedAgreement(tx, deps, { bytes: writeAgreementFile(later.bytes, signatures), actor: 'server', now })).ok);
      assert.equal((await agreementsInForce(tx)).byDigest.size, 3);
      throw new Error('rolled back');
    });
    await assert.rejects(rolledBack, /rolled back/);
    assert.equal((await agreementsInForce(deps.db)).byDigest.size, 2);
  });
  test('all are listed', async () => {
    const answer = await call('GET', '/api/agreements');
    assert(answer.kind === 'json');
    const rows = answer.value as readonly { title: string; status: string; isBuiltIn: boolean }[];
    assert.deepEqual(
      rows.map(({ status: found, isBuiltIn }) => [found, isBuiltIn]).filter(([found]) => found === 'in-force'),
      [
        ['in-force', false],
        ['in-force', false],
      ],
    );
  });
});
