// SPDX-License-Identifier: Apache-2.0
/** Published agreements: who may publish, whose signatures are in the file, what is refused, and that nothing is ever decided by one. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import type { CallAnswer, CallInput, IdOf, Instant, RandomBytes } from '../../kernel/index.ts';
import { type AuthorityId, foldKeyHistory, type KeyState, makeAuthority, realSuites } from '../../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import {
  agreementCalls,
  type AgreementDocument,
  agreementMigrations,
  agreementsInForce,
  bilateralArrangement,
  checkPublished,
  demoAgreement,
  knownAgreement,
  multilateralMemorandum,
  type NetworkWire,
  publishAgreement,
  publishedMigrations,
  type PublishingDeps,
  type ReachAnswerWire,
  readPublished,
  readSignedAgreement,
  signAgreementFile,
} from '../index.ts';
import { noLife } from '../documents/agreement-life.ts';
import { writeAgreementFile } from '../documents/signed-agreement.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import type { PublishedRowWire } from '../wire.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`published ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

function authority(sample: keyof typeof sampleParties) {
  const made = makeAuthority({ ...realSuites, random, createdAt: now });
  const state = foldKeyHistory(made.history, realSuites);
  assert(state.ok);
  const { authorityId: id, history, keys } = made;
  const signer = { suite: realSuites.suite, keyPair: keys.dispatch, keyId: keys.dispatch.keyId };
  return { id, history, keys, state: state.value, signer, party: { ...sampleParties[sample], authorityId: id as string } };
}
type Authority = ReturnType<typeof authority>;

const [xa, xb, xc, xd] = [authority('xa'), authority('xb'), authority('xc'), authority('xd')];
const since = '2026-01-01T00:00:00.000Z' as Instant;
/** Between XA and XB, who let it be published. */
const open = demoAgreement({ parties: [xa.party, xb.party], inForceFrom: since });

function signedFile(document: AgreementDocument, signers: readonly Authority[]): Uint8Array {
  const agreement = knownAgreement(document);
  const signatures = signers.flatMap(({ signer }) => signAgreementFile(agreement, null, signer).signed.signatures);
  return writeAgreementFile(agreement.bytes, signatures);
}

interface Publishing {
  readonly document?: AgreementDocument;
  readonly signers?: readonly Authority[];
  readonly publisher?: Authority;
  readonly histories?: readonly Authority[];
  readonly at?: string;
}

function publish({ document = open, signers = [xa, xb], publisher = xb, histories = [xa, xb], at = now }: Publishing) {
  const file = signedFile(document, signers);
  const agreement = readSignedAgreement(file);
  assert(agreement.ok);
  const life = { ...noLife, suspensions: [{ party: xa.id, by: 'itself' as const, from: '2026-12-01', until: null, reason: 'secret' }] };
  return publishAgreement(
    { agreement: agreement.value, file, life, at: at as Instant },
    { id: publisher.id, key: publisher.keys.dispatch, history: publisher.history, suites: realSuites },
    histories.map(({ history }) => history),
  );
}

function fileOf(publishing: Publishing): Uint8Array {
  const published = publish(publishing);
  assert(published.ok, JSON.stringify(published));
  return published.value;
}

/** The file with one member of it changed. */
function changed(bytes: Uint8Array, change: (file: Record<string, unknown>) => void): Uint8Array {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  change(file);
  return new TextEncoder().encode(JSON.stringify(file));
}

function check(bytes: Uint8Array, confirmed: readonly Authority[] = []): string {
  const read = readPublished(bytes, realSuites);
  if (!read.ok) return `${read.issues[0]?.path}: ${read.issues[0]?.problem}`;
  const states = new Map<AuthorityId, KeyState>(confirmed.map(({ id, state }) => [id, state]));
  const checked = checkPublished(read.value, states, realSuites);
  if (!checked.ok) return `${checked.issues[0]?.path}: ${checked.issues[0]?.problem}`;
  return checked.value.map((one) => one.checked).join(', ');
}

suite('publishing an agreement', () => {
  test('is refused where no clause lets the parties, and where the clause says that it is not published', () => {
    const silent = bilateralArrangement({ parties: [xa.party, xb.party], inForceFrom: since });
    const closed = { ...open, terms: open.terms.map((term) => (term.kind === 'publication' ? { ...term, isPublished: false } : term)) };
    for (const document of [silent, closed]) {
      const refusal = publish({ document });
      assert(!refusal.ok);
      assert.equal(refusal.issues[0]?.path, 'terms');
    }
  });
  test('says how it stands, and leaves the reasons of declarations at home', () => {
    const bytes = fileOf({});
    assert.doesNotMatch(new TextDecoder().decode(bytes), /secret|c2VjcmV0/);
    const read = readPublished(bytes, realSuites);
    assert(read.ok);
    assert.deepEqual([read.value.life.suspensions[0]?.party, read.value.publication.clause], [xa.id, '19']);
  });
});

suite('how far signatures of a published agreement are checked', () => {
  const rows: readonly (readonly [string, Uint8Array, readonly Authority[], string])[] = [
    ['confirmed where officers compared fingerprints with both', fileOf({}), [xa, xb], 'confirmed, confirmed'],
    ['by its own keys where only the file has the keys', fileOf({}), [xb], 'by-its-own-keys, confirmed'],
    ['unchecked where nobody has the keys of a party', fileOf({ histories: [xb] }), [], 'unchecked, by-its-own-keys'],
  ];
  for (const [situation, bytes, confirmed, expected] of rows) test(situation, () => assert.equal(check(bytes, confirmed), expected));
});

suite('a published agreement is refused', () => {
  const notParty = fileOf({ publisher: xc, histories: [] });
  const otherText = fileOf({ document: { ...open, preamble: 'Another text.' } });
  const rows: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['when it is no JSON', new TextEncoder().encode('{'), /^published agreement/],
    ['when it has another format', changed(fileOf({}), (file) => (file['format'] = 'other')), /^published agreement\.format/],
    ['when its publisher is no party', notParty, /^statement\.publisher: The publisher is not a party/],
    [
      'when the statement is about another text',
      changed(fileOf({}), (file) => (file['agreement'] = JSON.parse(new TextDecoder().decode(otherText)).agreement)),
      /^statement\.agreement: It is about another text/,
    ],
    [
      'when the statement was changed after it was signed',
      changed(fileOf({}), (file) => {
        const statement = file['statement'] as { document: string };
        const inside = Buffer.from(statement.document, 'base64').toString();
        const payload = JSON.parse(inside) as { payload: string };
        payload.payload = Buffer.from(Buffer.from(payload.payload, 'base64').toString().replace('"19"', '"18"')).toString('base64');
        statement.document = Buffer.from(JSON.stringify(payload)).toString('base64');
      }),
      /signature|document/,
    ],
    ['when a party has not signed', fileOf({ signers: [xb] }), /^agreement: It bears 1 signatures/],
    ['when somebody else signed for a party', fileOf({ signers: [xb, xd] }), /^agreement: signature of ca1.+: It is missing/],
    ['when a key history is cut', changed(fileOf({}), (file) => (file['histories'] = [['AAAA']])), /^histories\[0\]/],
  ];
  for (const [situation, bytes, expected] of rows) test(situation, () => assert.match(check(bytes), expected));
});

suite('published agreements at a server that is no party', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let deps: PublishingDeps;
  const logged: string[] = [];
  const known = new Map<string, KeyState>([xb, xc].map(({ id, state }) => [id, state]));
  /** Between XC, which is we, and XB. */
  const own = knownAgreement(bilateralArrangement({ parties: [xb.party, xc.party], inForceFrom: since }));

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [{ ...agreementMigrations, ...publishedMigrations }]);
    deps = {
      db: opened.database,
      ownKeys: xc.keys,
      suite: realSuites.suite,
      suites: realSuites,
      signer: () => ({ key: xc.keys.dispatch, history: xc.history }),
      keyHistoryOf: async (_db, id) => [xb, xc].find((one) => one.id === id)?.history ?? [],
      keyStateOf: async (_db, id) => known.get(id) ?? null,
      audit: async (_tx, entry) => logged.push(entry.event),
      announce: async () => undefined,
    };
    assert.equal((await call('POST', '/api/agreements/signatures', { body: signedFile(own.document, [xb]) })).kind, 'json');
    await call('POST', '/api/agreements/:digest/signature', { params: { digest: own.digest } });
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  async function call(method: string, path: string, input: Partial<CallInput<unknown, unknown, unknown>> = {}): Promise<CallAnswer> {
    const found = agreementCalls(deps).find((definition) => definition.method === method && definition.path === path);
    assert(found !== undefined, `${method} ${path} is mounted`);
    const officer = { id: `off_${'0'.repeat(26)}` as IdOf<'off'>, roles: ['administrator'] };
    return found.handle({ params: {}, query: {}, body: null, officer, sessionToken: null, remoteAddress: '', now, random, ...input });
  }
  async function json<Value>(method: string, path: string, input: Partial<CallInput<unknown, unknown, unknown>> = {}): Promise<Value> {
    const answer = await call(method, path, input);
    assert(answer.kind === 'json', JSON.stringify(answer));
    return answer.value as Value;
  }
  const network = (published: 'yes' | undefined) => json<NetworkWire>('GET', '/api/agreements/network', { query: { published } });
  const reach = (published: 'yes' | undefined) => {
    const body = { assistance: 'registrations', purpose: 'supervision', originator: null, receivedFrom: null, limits: null };
    return json<ReachAnswerWire>('POST', '/api/agreements/reach', { query: { published }, body });
  };
  async function problem(bytes: Uint8Array): Promise<string> {
    const answer = await call('POST', '/api/agreements/published', { body: bytes });
    return answer.kind === 'issues' ? `${answer.issues[0]?.path}: ${answer.issues[0]?.problem}` : answer.kind;
  }

  test('one is taken in, shown with who was checked and how, and logged', async () => {
    const [row, ...others] = await json<readonly PublishedRowWire[]>('POST', '/api/agreements/published', { body: fileOf({}) });
    assert.deepEqual([row?.publisher.name, row?.checked, others.length], [xb.party.name, 'by-its-own-keys', 0]);
    assert.deepEqual(
      row?.parties.map(({ checked }) => checked),
      ['by-its-own-keys', 'confirmed'],
    );
    assert(logged.includes('agreement.published-taken'));
  });
  test('the network shows it when asked, and not else; it decides nothing', async () => {
    const titles = async (published: 'yes' | undefined) =>
      (await network(published)).agreements.map(({ title, isOwn }) => `${title.slice(0, 17)} ${isOwn}`);
    assert.deepEqual(await titles(undefined), ['Arrangement XB-XC true']);
    assert.deepEqual(await titles('yes'), ['Arrangement XA-XB false', 'Arrangement XB-XC true']);
    assert.equal((await agreementsInForce(deps.db)).byDigest.size, 1);
  });
  test('reach follows it, with the consent that this takes', async () => {
    assert.deepEqual(
      (await reach(undefined)).places.map(({ authority: { jurisdiction } }) => jurisdiction),
      ['XB'],
    );
    assert.deepEqual(
      (await reach('yes')).places.map(({ authority: { jurisdiction }, consents }) => [jurisdiction, consents]),
      [
        ['XB', 0],
        ['XA', 1],
      ],
    );
  });
  test('its text can be read, marked as published', async () => {
    const { digest } = knownAgreement(open);
    const detail = await json<{ published: PublishedRowWire | null }>('GET', '/api/agreements/:digest', { params: { digest } });
    assert.equal(detail.published?.publisher.authorityId, xb.id);
    const ours = await json<{ published: unknown }>('GET', '/api/agreements/:digest', { params: { digest: own.digest } });
    assert.equal(ours.published, null);
  });
  test('an earlier publication of the same text changes nothing, a later one takes its place', async () => {
    await call('POST', '/api/agreements/published', { body: fileOf({ at: '2026-11-01T00:00:00.000Z' }) });
    const at = async () => (await json<readonly PublishedRowWire[]>('GET', '/api/agreements/published')).map((row) => row.publishedAt);
    assert.deepEqual(await at(), [now]);
    await call('POST', '/api/agreements/published', { body: fileOf({ at: '2026-11-21T00:00:00.000Z' }) });
    assert.deepEqual(await at(), ['2026-11-21T00:00:00.000Z']);
  });
  test('refused: a second text for one version, one that names us, one under an identifier of ours', async () => {
    assert.match(
      await problem(fileOf({ document: { ...open, preamble: 'Another text.' } })),
      /^version: .*published to us with another text/,
    );
    const withUs = demoAgreement({ parties: [xb.party, xc.party], inForceFrom: since });
    assert.match(
      await problem(fileOf({ document: withUs, signers: [xb, xc], histories: [xb, xc] })),
      /^parties: This authority is a party/,
    );
    const disguised = { ...open, id: own.document.id, version: 9 };
    assert.match(await problem(fileOf({ document: disguised })), /^id: One of our own agreements/);
    assert.equal((await json<readonly unknown[]>('GET', '/api/agreements/published')).length, 1);
  });
  test('our own is published by a call, where its clause allows; another is not', async () => {
    const closed = await call('POST', '/api/agreements/:digest/publication', { params: { digest: own.digest } });
    assert(closed.kind === 'issues');
    assert.equal(closed.issues[0]?.path, 'terms');
    const withUs = demoAgreement({ parties: [xb.party, xc.party], inForceFrom: since });
    const document = { ...withUs, id: multilateralMemorandum({ parties: [xb.party, xc.party], inForceFrom: since }).id };
    const { digest } = knownAgreement(document);
    await call('POST', '/api/agreements/signatures', { body: signedFile(document, [xb]) });
    const unsigned = await call('POST', '/api/agreements/:digest/publication', { params: { digest } });
    assert(unsigned.kind === 'issues');
    assert.equal(unsigned.issues[0]?.problem, 'Not all parties have signed it.');
    await call('POST', '/api/agreements/:digest/signature', { params: { digest } });
    const answer = await call('POST', '/api/agreements/:digest/publication', { params: { digest } });
    assert(answer.kind === 'bytes');
    assert.equal(check(answer.bytes), 'by-its-own-keys, by-its-own-keys');
    assert(logged.includes('agreement.published'));
    assert.equal((await call('POST', '/api/agreements/:digest/publication', { params: { digest: 'sha256:0' } })).kind, 'absent');
  });
  test('it can be taken out of the view again', async () => {
    const { digest } = knownAgreement(open);
    assert.deepEqual(await json('DELETE', '/api/agreements/published/:digest', { params: { digest } }), []);
    assert.equal(
      (await network('yes')).agreements.some(({ isOwn }) => !isOwn),
      false,
    );
    assert.equal((await call('DELETE', '/api/agreements/published/:digest', { params: { digest } })).kind, 'absent');
  });
});
