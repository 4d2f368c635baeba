// SPDX-License-Identifier: Apache-2.0
/** Two authorities, each with its own PostgreSQL database and its own calls: the ceremony, the exchange, and what races. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { decideUnder, knownAgreement, noFacts, type PartyIdentity, peeringInstrument } from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
import { appendAudit, appendAudits, type AuditEntry, auditMigrations, appendUnasked, rootAtSize } from '../audit/index.ts';
import { addMs, type CallAnswer, type CallDefinition, type IdOf, type Instant, newId, ok, type Transaction } from '../kernel/index.ts';
import { type Digest, fingerprintDigits, realSuites } from '../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import { ask, type Federation, twoAuthorities } from './federation.test.ts';
import {
  type Admission,
  type AskedConfirmation,
  type CeremonyDeps,
  confirmationHandler,
  confirmPeer,
  deliverDue,
  dispatchesOfCase,
  type DispatchHandler,
  exchangeCalls,
  exchangeMigrations,
  type ExchangePorts,
  findPeerRecord,
  instrumentWith,
  isTended,
  keysHandler,
  laneGate,
  makeInvitation,
  type Network,
  type NetworkAnswer,
  postgresStore,
  queueDispatch,
  readReceipt,
  receiveEnvelope,
  tendDelivery,
} from './index.ts';
import { hastenOutbox, outboxWaiting } from './store.ts';
import { type Replayer, replayVerdict } from './verdicts/replay-verdict.ts';
import { replaySchema } from './verdicts/wire.ts';
import { type DeliveriesWire, deliveriesSchema, type InvitationWire } from './wire.ts';

const administrator = { id: 'off_06f0m3k4x9v2q8t7w5y1z3a6be' as IdOf<'off'>, roles: ['administrator'] };

interface Server {
  readonly ceremony: CeremonyDeps;
  readonly testDatabase: TestDatabase;
  readonly opened: OpenDatabase;
  readonly ports: ExchangePorts<Transaction>;
  readonly calls: readonly CallDefinition[];
  readonly invitation: InvitationWire;
}

suite('the exchange on PostgreSQL', () => {
  const federation: Federation = twoAuthorities('postgres', realSuites);
  const servers = new Map<'xa' | 'xb', Server>();
  const posted: Uint8Array[] = [];
  let isCut = false;
  let admission: () => Admission = () => ({ outcome: 'admitted' });
  /** What the house of both says of a confirmation: that it waits, or that nobody else is asked. */
  let confirmationWaits = false;
  const confirmationsAsked: AskedConfirmation[] = [];
  const approvalOf: CeremonyDeps['approvalOf'] = async (_tx, asked) => {
    confirmationsAsked.push(asked);
    return confirmationWaits ? { kind: 'waits' } : { kind: 'enough', approvals: [] };
  };

  const serverOf = (name: 'xa' | 'xb'): Server => {
    const server = servers.get(name);
    assert(server !== undefined);
    return server;
  };
  const db = (name: 'xa' | 'xb') => serverOf(name).opened.database;

  async function call(
    name: 'xa' | 'xb',
    method: string,
    path: string,
    given: { params?: unknown; body?: unknown } = {},
  ): Promise<CallAnswer> {
    const found = serverOf(name).calls.find((one) => one.method === method && one.path === path);
    assert(found !== undefined, `${method} ${path}`);
    const { now, random } = federation;
    const officer = found.whoMay === 'peer' ? null : administrator;
    return found.handle({
      params: given.params ?? {},
      query: {},
      body: given.body ?? null,
      officer,
      sessionToken: null,
      remoteAddress: '::1',
      now,
      random,
    });
  }

  /** The other server's calls, as HTTP would reach them. */
  function networkTo(name: 'xa' | 'xb'): Network {
    const asNetwork = (answer: CallAnswer): NetworkAnswer => {
      if (answer.kind === 'bytes') return { kind: 'answered', status: 200, bytes: answer.bytes };
      if (answer.kind === 'json') return { kind: 'answered', status: 200, bytes: new Uint8Array() };
      return { kind: 'answered', status: answer.kind === 'absent' ? 404 : 400, bytes: new Uint8Array() };
    };
    return {
      async post(_endpoint, envelope) {
        posted.push(envelope);
        return isCut ? { kind: 'unreachable' } : asNetwork(await call(name, 'POST', '/exchange/v1/envelopes', { body: envelope }));
      },
      async postPouch(_endpoint, pouch) {
        posted.push(pouch);
        return isCut ? { kind: 'unreachable' } : asNetwork(await call(name, 'POST', '/exchange/v1/pouches', { body: pouch }));
      },
      async receipt(_endpoint, digest) {
        return isCut
          ? { kind: 'unreachable' }
          : asNetwork(await call(name, 'GET', '/exchange/v1/receipts/:digest', { params: { digest } }));
      },
      async keys(_endpoint, question) {
        return isCut ? { kind: 'unreachable' } : asNetwork(await call(name, 'POST', '/exchange/v1/keys', { body: question }));
      },
      async tell(_endpoint, what, document) {
        return isCut ? { kind: 'unreachable' } : asNetwork(await call(name, 'POST', `/exchange/v1/${what}`, { body: document }));
      },
    };
  }

  async function startServer(name: 'xa' | 'xb'): Promise<Server> {
    const testDatabase = await createTestDatabase();
    const opened = openDatabase({ ...testDatabase.connection });
    await migrate(opened.database, [auditMigrations, exchangeMigrations]);
    await sql`create table effects (digest text primary key, kind text not null)`.execute(opened.database);
    await sql`create table outcomes (digest text primary key, state text not null)`.execute(opened.database);
    const side = federation[name];
    const { random, arrangement } = federation;
    const own: PartyIdentity = side.identity;
    const handlers = new Map<string, DispatchHandler<Transaction>>();
    const audit = (tx: Transaction, entry: AuditEntry) => appendAudit(tx, entry, random);
    const ports: ExchangePorts<Transaction> = {
      ...realSuites,
      self: side.ports.self,
      clock: () => federation.now,
      random,
      store: postgresStore(opened.database, realSuites),
      network: networkTo(name === 'xa' ? 'xb' : 'xa'),
      async judge(tx, { act, agreement, facts, at }) {
        const instrument = await instrumentWith(tx, own, act.from === own.authorityId ? act.to : act.from);
        const known = [arrangement, ...(instrument === null ? [] : [instrument])].find((one) => one.digest === agreement.digest);
        return known === undefined ? null : decideUnder(act, known, facts, at);
      },
      instrumentWith: async (tx, peer) => (await instrumentWith(tx, own, peer))?.digest ?? null,
      appendAudit: audit,
      appendAudits: (tx, entries) => appendAudits(tx, entries, random),
      appendUnasked: (tx, entries) => appendUnasked(tx, entries, random),
      rootAt: rootAtSize,
      lanes: laneGate(),
      handlers,
      isTended: (by) => isTended(opened.database, by),
    };
    const ceremony: CeremonyDeps = {
      database: opened.database,
      ports,
      own,
      suites: realSuites,
      audit,
      announce: async () => undefined,
      approvalOf,
    };
    for (const handler of [confirmationHandler(() => ceremony), requestHandler()]) handlers.set(handler.kind, handler);
    handlers.set('peering.keys', keysHandler(ports));
    const party = { ...sampleParties[name], authorityId: own.authorityId };
    const invitation = makeInvitation({ ...party, endpoint: `https://${name}.localhost:8080` }, side.history);
    return {
      ceremony,
      testDatabase,
      opened,
      ports,
      calls: exchangeCalls({ ...ceremony, brokeOff: (error) => assert.fail(String(error)), invitation: () => invitation }),
      invitation,
    };
  }

  function requestHandler(): DispatchHandler<Transaction> {
    return {
      kind: 'assistance.request',
      async admit(tx, dispatch) {
        await sql`insert into effects (digest, kind) values (${dispatch.digest}, ${dispatch.payload.kind})`.execute(tx);
        return admission();
      },
      async outcome(tx, sent, outcome) {
        await sql`insert into outcomes (digest, state) values (${sent.digest}, ${outcome.state})`.execute(tx);
      },
    };
  }

  before(async () => {
    for (const name of ['xa', 'xb'] as const) servers.set(name, await startServer(name));
  });
  after(async () => {
    for (const server of servers.values()) {
      await server.opened.close();
      await server.testDatabase.drop();
    }
  });

  const queue = async (changes: Parameters<typeof ask>[2] = {}): Promise<Digest> => {
    const { permit, content } = ask(federation, 'xa', changes);
    return (
      await db('xa')
        .transaction()
        .execute((tx) => queueDispatch(serverOf('xa').ports, tx, permit, content))
    ).digest;
  };
  const deliver = async (name: 'xa' | 'xb' = 'xa'): Promise<void> => {
    while ((await deliverDue(serverOf(name).ports)) > 0);
  };
  const list = async (name: 'xa' | 'xb'): Promise<DeliveriesWire> => {
    const answer = await call(name, 'GET', '/api/deliveries');
    assert(answer.kind === 'json');
    return deliveriesSchema.parse(answer.value);
  };
  const effects = async (): Promise<string[]> =>
    (await sql<{ digest: string }>`select digest from effects`.execute(db('xb'))).rows.map((row) => row.digest);
  const outcomes = async (): Promise<Record<string, string>> => {
    const { rows } = await sql<{ digest: string; state: string }>`select digest, state from outcomes`.execute(db('xa'));
    return Object.fromEntries(rows.map((row) => [row.digest, row.state]));
  };
  const logged = async (name: 'xa' | 'xb'): Promise<string[]> =>
    (await sql<{ event: string }>`select event from audit_leaves order by leaf_index`.execute(db(name))).rows.map((row) => row.event);
  const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const stateOfPeer = async (at: 'xa' | 'xb'): Promise<string | undefined> =>
    (await findPeerRecord(db(at), federation[at === 'xa' ? 'xb' : 'xa'].keyState.authorityId))?.state;

  test('invitations are taken in once; a changed one, a plain address elsewhere and one’s own are refused', async () => {
    const invitation = serverOf('xb').invitation;
    const refused: readonly (readonly [string, unknown])[] = [
      ['another identity', { ...invitation, authorityId: federation.xa.keyState.authorityId }],
      ['an address of another machine without HTTPS', { ...invitation, endpoint: 'http://example.org' }],
      ['an address with a name and a password', { ...invitation, endpoint: 'https://a:b@example.org' }],
      ['an address of another kind', { ...invitation, endpoint: 'file:///etc/passwd' }],
      ['no key history', { ...invitation, history: [] }],
      ['a shortened event', { ...invitation, history: invitation.history.map((event) => event.slice(4)) }],
      ['our own', serverOf('xa').invitation],
    ];
    for (const [what, body] of refused)
      assert.equal((await call('xa', 'POST', '/api/peers', { body: bytesOf(body) })).kind, 'issues', what);
    assert.equal((await call('xa', 'POST', '/api/peers', { body: bytesOf(invitation) })).kind, 'json');
    assert.equal((await call('xa', 'POST', '/api/peers', { body: bytesOf(invitation) })).kind, 'issues');
    assert.equal((await call('xb', 'POST', '/api/peers', { body: bytesOf(serverOf('xa').invitation) })).kind, 'json');
    assert.equal(await stateOfPeer('xa'), 'invited');
  });

  test('the digits are equal on both sides; others are refused; both become live when both have confirmed', async () => {
    const { xa, xb } = federation;
    const fingerprint = fingerprintDigits(xa.keyState, xb.keyState);
    const confirm = (at: 'xa' | 'xb', typed: string) =>
      call(at, 'POST', '/api/peers/:id/confirmation', {
        params: { id: federation[at === 'xa' ? 'xb' : 'xa'].keyState.authorityId },
        body: { fingerprint: typed },
      });
    assert.equal(
      (
        await confirm(
          'xa',
          fingerprint.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)),
        )
      ).kind,
      'issues',
    );
    const carryOut = (asked: AskedConfirmation) =>
      db('xa')
        .transaction()
        .execute((tx) => confirmPeer(serverOf('xa').ceremony, tx, { ...asked, approvals: [], now: federation.now }));
    confirmationWaits = true;
    assert.equal((await confirm('xa', fingerprint.replaceAll(' ', ''))).kind, 'json');
    assert.equal(await stateOfPeer('xa'), 'invited', 'one officer alone confirms nothing');
    assert.deepEqual(await outboxWaiting(db('xa'), 10), [], 'and nobody is told');
    confirmationWaits = false;
    const [asked] = confirmationsAsked;
    assert(asked !== undefined);
    const otherDigits = { ...(asked.content as object), fingerprint: fingerprint.replaceAll('1', '2') };
    assert.equal((await carryOut({ ...asked, content: otherDigits })).ok, false, 'what was approved must still be so');
    assert.ok((await carryOut(asked)).ok);
    assert.equal((await carryOut(asked)).ok, false, 'and it is done once');
    await deliver('xa');
    assert.deepEqual([await stateOfPeer('xa'), await stateOfPeer('xb')], ['confirmed-here', 'invited']);
    const row = await call('xb', 'GET', '/api/peers');
    assert(row.kind === 'json' && JSON.stringify(row.value).includes(fingerprint));
    assert.equal((await confirm('xb', fingerprint)).kind, 'json');
    await deliver('xb');
    assert.deepEqual([await stateOfPeer('xa'), await stateOfPeer('xb')], ['live', 'live']);
    assert.deepEqual(
      (await logged('xa')).filter((event) => event.startsWith('peer.')),
      ['peer.invited', 'peer.confirmation-prepared', 'peer.confirmed', 'peer.live'],
    );
    const instrument = peeringInstrument(xa.identity, xb.identity);
    assert.equal((await instrumentWith(db('xa'), xa.identity, xb.keyState.authorityId))?.digest, instrument.digest);
  });

  test('a dispatch is admitted once with effect, log entry and receipt, however many copies arrive at one moment', async () => {
    isCut = true;
    const digest = await queue();
    await deliver();
    const envelope = posted.at(-1);
    assert(envelope !== undefined);
    const answers = await Promise.all(Array.from({ length: 8 }, () => receiveEnvelope(serverOf('xb').ports, envelope)));
    const different = new Set(
      answers.map((answer) => (answer.kind === 'receipt' ? Buffer.from(answer.bytes).toString('base64') : JSON.stringify(answer))),
    );
    assert.equal(different.size, 1);
    assert.equal((await effects()).filter((one) => one === digest).length, 1);
    assert.equal((await logged('xb')).filter((event) => event === 'dispatch.admitted').length, 2, 'this one and the confirmation before');
    isCut = false;
    federation.now = addMs(federation.now, 60_000);
    const count = posted.length;
    await deliver();
    assert.deepEqual(await outcomes(), { [digest]: 'delivered' });
    assert.equal(posted.length, count, 'the lost receipt is asked for, nothing is posted again');
  });

  test('both sides keep the exact bytes and the receipt of a case, with their place in the log', async () => {
    const caseRef = newId('req', federation.now, federation.random);
    const digest = await queue({ caseRef });
    await deliver();
    const [sent, ...noMore] = await dispatchesOfCase(db('xa'), caseRef);
    const [received] = await dispatchesOfCase(db('xb'), caseRef);
    assert(sent !== undefined && received !== undefined && noMore.length === 0);
    assert.deepEqual([sent.digest, received.digest], [digest, digest]);
    assert.deepEqual(sent.signedBytes, received.signedBytes);
    assert.deepEqual(sent.receiptBytes, received.receiptBytes);
    assert.equal((await logged('xa'))[sent.logIndex], 'dispatch.queued');
    assert.equal((await logged('xb'))[received.logIndex], 'dispatch.admitted');
  });

  test('a dispatch is queued in two ways to the database, and those of one transaction have each the place of its own entry', async () => {
    const { opened, ports } = serverOf('xa');
    let ways = 0;
    const counted = new Set<unknown>();
    opened.pool.on('acquire', (client) => {
      if (counted.has(client)) return;
      counted.add(client);
      countWays(client, () => void (ways += 1));
    });
    // Until its statements are prepared there.
    for (let time = 0; time < 4; time++) await queue({ caseRef: newId('req', federation.now, federation.random) });
    const before = ways;
    await queue({ caseRef: newId('req', federation.now, federation.random) });
    assert.equal(ways - before, 2);
    const queued = await db('xa')
      .transaction()
      .execute(async (tx) => {
        const digests: Digest[] = [];
        for (let count = 0; count < 3; count++) {
          const { permit, content } = ask(federation, 'xa', { caseRef: newId('req', federation.now, federation.random) });
          digests.push((await queueDispatch(ports, tx, permit, content)).digest);
        }
        return digests;
      });
    const { rows } = await sql<{
      said: string;
      digest: string;
    }>`select convert_from(body, 'UTF8')::jsonb -> 'details' ->> 'dispatch' as said, digest
      from exchange_outbox join audit_bodies on leaf_index = log_index where digest = any (${queued}::text[])`.execute(db('xa'));
    assert.equal(rows.length, 3);
    for (const { said, digest } of rows) assert.equal(said, digest);
    await deliver();
  });

  test('every verdict is given again and is equal, on both sides; a log or an agreement that says otherwise is named', async () => {
    for (const name of ['xa', 'xb'] as const) {
      const answer = await call(name, 'GET', '/api/verdicts/replay');
      assert(answer.kind === 'json');
      const replay = replaySchema.parse(answer.value);
      assert(replay.checked > 0 && replay.othersCount === 0 && replay.equal === replay.checked, JSON.stringify(replay));
    }
    const [row] = (
      await sql<{ signed_bytes: Buffer; digest: string }>`select digest, signed_bytes from exchange_outbox
      where case_ref is not null limit 1`.execute(db('xa'))
    ).rows;
    assert(row !== undefined);
    const stored = {
      digest: row.digest,
      side: 'sent' as const,
      kind: 'x',
      logIndex: 0,
      signedBytes: new Uint8Array(row.signed_bytes),
      logged: null,
    };
    const facts = async () => ok(noFacts);
    const unknown = await replayVerdict(stored, { factsOf: facts, judge: async () => null });
    assert.equal(unknown.outcome, 'agreement-unknown');
    const refusedNow: Replayer['judge'] = async ({ act }, given, at) => {
      const changed = { ...federation.arrangement.document, terms: federation.arrangement.document.terms.slice(1) };
      return decideUnder(act, knownAgreement(changed), given, at).verdict;
    };
    assert.equal((await replayVerdict(stored, { factsOf: facts, judge: refusedNow })).outcome, 'differs', 'a changed text is seen');
    assert.equal(
      (await replayVerdict({ ...stored, logged: 'sha256:other' }, { factsOf: facts, judge: refusedNow })).outcome,
      'log-differs',
    );
    assert.equal((await replayVerdict(stored, { factsOf: async () => null, judge: refusedNow })).outcome, 'approval-unproven');
    const broken = await replayVerdict({ ...stored, signedBytes: new Uint8Array([1]) }, { factsOf: facts, judge: refusedNow });
    assert.equal(broken.outcome, 'unreadable');
  });

  test('a lease that a clock gave which was ahead is none when the clock is right again', async () => {
    isCut = true;
    const digest = await queue();
    const { store } = serverOf('xa').ports;
    const claimAt = (now: Instant) =>
      store.claimDue({ now, leaseUntil: addMs(now, 60_000), token: newId('lse', now, federation.random), rowsMax: 16 });
    const claimed = async (now: Instant) => (await claimAt(now)).some((row) => row.digest === digest);
    assert.ok(await claimed(addMs(federation.now, 90 * 86_400_000)), 'a quarter ahead, and then it stopped');
    assert.ok(await claimed(federation.now), 'claimed anew by the right clock');
    assert.ok(!(await claimed(addMs(federation.now, 30_000))), 'whose lease holds');
    isCut = false;
    federation.now = addMs(federation.now, 120_000);
    await deliver();
  });

  test('word from a peer makes due what is on its way to it, and frees its lanes', async () => {
    isCut = true;
    const digest = await queue();
    const { store } = serverOf('xa').ports;
    const claim = (now: Instant) =>
      store.claimDue({ now, leaseUntil: addMs(now, 60_000), token: newId('lse', now, federation.random), rowsMax: 16 });
    const row = (await claim(federation.now)).find((one) => one.digest === digest);
    assert(row !== undefined);
    await store.noteLane(row, { failures: 7, pausedUntil: addMs(federation.now, 10_000) });
    const heardAt = addMs(federation.now, 5);
    await store.transaction((tx) => hastenOutbox(tx, row.peer, heardAt));
    await store.retryLater(row, { nextAttemptAt: addMs(federation.now, 40_000), delayMs: 40_000 });
    const again = (await claim(heardAt)).find((one) => one.digest === digest);
    assert.equal(again?.attempts, 2, 'tried again at once, not after the delay of an attempt that began before the word');
    isCut = false;
    federation.now = addMs(federation.now, 120_000);
    await deliver();
  });

  test('several that wait are admitted in one transaction and end in one; where somebody holds the log they are judged alone', async () => {
    const xids = async (name: 'xa' | 'xb', table: string, digests: readonly Digest[]): Promise<number> => {
      const { rows } = await sql<{ count: number }>`select count(distinct xmin::text)::integer as count from ${sql.table(table)}
        where digest = any (${[...digests]}::text[])`.execute(db(name));
      return rows[0]?.count ?? 0;
    };
    const together = [await queue(), await queue(), await queue()];
    const postedBefore = posted.length;
    await deliver();
    assert.equal(posted.length - postedBefore, 1, 'one call');
    assert.deepEqual([await xids('xb', 'exchange_inbox', together), await xids('xa', 'exchange_outbox', together)], [1, 1]);
    const alone = [await queue(), await queue(), await queue()];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    // An officer's transaction that has written its entry already, and takes its time.
    const officer = db('xb')
      .transaction()
      .execute(async (tx) => {
        await sql`select from audit_head for update`.execute(tx);
        setTimeout(release, 1500);
        await held;
      });
    await Promise.all([deliver(), officer]);
    const done = await outcomes();
    assert.deepEqual(
      alone.map((digest) => done[digest]),
      alone.map(() => 'delivered'),
    );
    assert.equal(await xids('xb', 'exchange_inbox', alone), 3);
    const admitted = await effects();
    assert.deepEqual(
      [...together, ...alone].map((digest) => admitted.filter((one) => one === digest).length),
      [1, 1, 1, 1, 1, 1],
    );
  });

  test('workers that claim at one moment get different rows, one of each channel', async () => {
    isCut = true;
    const caseRef = newId('req', federation.now, federation.random);
    const first = await queue({ caseRef });
    const second = await queue({ caseRef });
    const others = [await queue(), await queue(), await queue()];
    const { store } = serverOf('xa').ports;
    const claim = (rowsMax: number) =>
      store.claimDue({
        now: federation.now,
        leaseUntil: addMs(federation.now, 60_000),
        token: newId('lse', federation.now, federation.random),
        rowsMax,
      });
    const claimed = (await Promise.all([claim(2), claim(2), claim(2), claim(2)])).flat();
    const digests = claimed.map((row) => row.digest);
    assert.equal(new Set(digests).size, digests.length, 'no row is claimed twice');
    assert.deepEqual(new Set(digests), new Set([first, ...others]), 'the second of a channel waits for the first');
    assert(!digests.includes(second));
    assert.equal(
      claimed.every((row) => row.attempts === 1),
      true,
    );
    const [stale] = claimed;
    assert(stale !== undefined);
    federation.now = addMs(federation.now, 61_000);
    const again = (await claim(16)).find((row) => row.digest === stale.digest);
    assert.equal(again?.attempts, 2);
    const settlement = { state: 'not-delivered', receiptBytes: null, at: federation.now, statementBytes: null, tellAt: null } as const;
    assert.equal(
      (await store.transaction((tx) => store.settle(tx, [{ row: stale, settlement }], { at: federation.now, head: null }))).size,
      0,
      'the old lease writes nothing',
    );
    await store.retryLater(stale, { nextAttemptAt: addMs(federation.now, 1), delayMs: 1 });
    assert.equal((await outboxWaiting(db('xa'), 100)).length, 5);
    isCut = false;
    federation.now = addMs(federation.now, 120_000);
    await deliver();
    assert.deepEqual((await outboxWaiting(db('xa'), 100)).length, 0);
    const seen = await effects();
    assert(seen.indexOf(first) < seen.indexOf(second));
  });

  test('a room that breaks off in the middle leaves no effect; the dispatch is quarantined, and judged again by itself', async () => {
    const effectsBefore = await effects();
    isCut = true;
    const digest = await queue();
    await deliver();
    isCut = false;
    admission = () => {
      throw new Error('power was lost');
    };
    const envelope = posted.at(-1);
    assert(envelope !== undefined);
    await assert.rejects(receiveEnvelope(serverOf('xb').ports, envelope), /power was lost/);
    assert.deepEqual(await effects(), effectsBefore);
    assert.equal((await logged('xb')).at(-1), 'dispatch.held');
    assert.deepEqual(
      (await list('xb')).rows.map((row) => [row.digest, row.state, row.why]),
      [[digest, 'quarantined', 'judging-broke-off']],
    );
    admission = () => ({ outcome: 'admitted' });
    federation.now = addMs(federation.now, 31_000);
    const isAllTended = () => serverOf('xb').ports.isTended?.({ now: federation.now, lateBy: federation.now });
    assert.equal(await isAllTended(), false, 'what is held is to be looked at');
    assert.equal(await tendDelivery(serverOf('xb').ports), 2, 'it was judged, and its sender was told');
    assert.equal(await isAllTended(), true, 'one look tells that nothing is left');
    assert.equal((await outcomes())[digest], 'delivered', 'without another attempt');
    assert.deepEqual((await list('xb')).rows, []);
  });

  test('a rejection of the room undoes its effect, is kept and given again', async () => {
    admission = () => ({ outcome: 'rejected', code: 'state-conflict', reason: 'Not now.', isRetryable: false });
    const digest = await queue();
    await deliver();
    admission = () => ({ outcome: 'admitted' });
    assert.equal((await outcomes())[digest], 'rejected');
    assert.equal((await effects()).includes(digest), false);
    const known = await serverOf('xb').ports.store.receiptNow(digest);
    const envelope = posted.at(-1);
    assert(known !== null && envelope !== undefined);
    const again = await receiveEnvelope(serverOf('xb').ports, envelope);
    assert(again.kind === 'receipt');
    assert.deepEqual(again.bytes, known);
  });

  test('of two dispatches at one place that arrive at one moment, one is admitted and the other is equivocation', async () => {
    isCut = true;
    const caseRef = newId('req', federation.now, federation.random);
    const one = await queue({ caseRef });
    await deliver();
    await sql`delete from exchange_channels where channel like ${`%${caseRef}`}`.execute(db('xa'));
    await sql`update exchange_outbox set epoch = 7 where digest = ${one}`.execute(db('xa'));
    const other = await queue({ caseRef });
    await sql`update exchange_outbox set state = 'rejected' where digest = ${one}`.execute(db('xa'));
    await deliver();
    const [first, second] = posted.slice(-2);
    assert(first !== undefined && second !== undefined);
    await Promise.all([receiveEnvelope(serverOf('xb').ports, first), receiveEnvelope(serverOf('xb').ports, second)]);
    const { rows } = await sql<{
      state: string;
    }>`select state from exchange_inbox where digest in (${one}, ${other}) order by state`.execute(db('xb'));
    assert.deepEqual(
      rows.map((row) => row.state),
      ['delivered', 'rejected'],
    );
    const seen = await effects();
    assert.equal([one, other].filter((digest) => seen.includes(digest)).length, 1);
    isCut = false;
    assert.equal(await stateOfPeer('xb'), 'frozen', 'both documents are kept, and nothing passes');
    const [alarm, ...noMore] = (await list('xb')).alarms;
    assert(alarm !== undefined && noMore.length === 0);
    assert.deepEqual([alarm.kind, new Set([alarm.about, alarm.other])], ['equivocation', new Set([one, other])]);
    const refused = await queue();
    await deliver();
    assert.equal((await outcomes())[refused], 'rejected', 'what is sent meanwhile is refused under signature');
    const { xa, xb } = federation;
    const confirmation = { params: { id: xa.keyState.authorityId }, body: { fingerprint: fingerprintDigits(xa.keyState, xb.keyState) } };
    assert.equal((await call('xb', 'POST', '/api/peers/:id/confirmation', confirmation)).kind, 'json');
    const taken = { params: { digest: alarm.about, kind: alarm.kind } };
    assert.equal((await call('xb', 'POST', '/api/deliveries/:digest/alarms/:kind', taken)).kind, 'json');
    assert.equal((await call('xb', 'POST', '/api/deliveries/:digest/alarms/:kind', taken)).kind, 'conflict');
    const accepted = await queue();
    await deliver();
    assert.equal((await outcomes())[accepted], 'delivered');
  });

  test('a dispatch that nobody took by its end is recorded as not delivered, and the case goes on in a new epoch', async () => {
    isCut = true;
    const caseRef = newId('req', federation.now, federation.random);
    const digest = await queue({ caseRef });
    await deliver();
    federation.now = addMs(federation.now, 8 * 86_400_000);
    await deliver();
    assert.equal((await outcomes())[digest], 'not-delivered');
    assert.equal((await logged('xa')).at(-1), 'dispatch.not-delivered');
    isCut = false;
    const listed = async () => (await list('xa')).rows.find((row) => row.digest === digest);
    assert.deepEqual([(await listed())?.why, (await listed())?.isTold], ['given-up', false]);
    assert.equal(await serverOf('xa').ports.isTended?.({ now: federation.now, lateBy: federation.now }), false);
    await tendDelivery(serverOf('xa').ports);
    assert.equal((await listed())?.isTold, true, 'the statement is told as soon as the peer can be reached');
    const envelope = posted.at(-1);
    assert(envelope !== undefined);
    federation.now = addMs(federation.now, -8 * 86_400_000);
    const late = await receiveEnvelope(serverOf('xb').ports, envelope);
    federation.now = addMs(federation.now, 8 * 86_400_000);
    const receipt = late.kind === 'receipt' ? readReceipt(late.bytes, federation.xb.keyState, realSuites.suite) : null;
    assert.equal(receipt?.ok === true && receipt.value.code, 'given-up');
    assert.equal((await effects()).includes(digest), false, 'what its sender gave up is not admitted, even by a clock that is behind');
    const aside = { params: { digest }, body: { reason: 'Asked by telephone.' } };
    assert.equal((await call('xa', 'POST', '/api/deliveries/:digest/aside', aside)).kind, 'json');
    assert.equal((await call('xa', 'POST', '/api/deliveries/:digest/aside', aside)).kind, 'conflict');
    assert.equal(await listed(), undefined);
    const next = await queue({ caseRef });
    await deliver();
    assert.equal((await outcomes())[next], 'delivered');
  });

  test('suspension stops the exchange at once, with a signed rejection; confirming anew brings it back', async () => {
    const { xa, xb } = federation;
    assert.equal((await call('xb', 'POST', '/api/peers/:id/suspension', { params: { id: xa.keyState.authorityId } })).kind, 'json');
    const refused = await queue();
    await deliver();
    assert.equal((await outcomes())[refused], 'rejected');
    const fingerprint = fingerprintDigits(xa.keyState, xb.keyState);
    const confirmed = await call('xb', 'POST', '/api/peers/:id/confirmation', {
      params: { id: xa.keyState.authorityId },
      body: { fingerprint },
    });
    assert.equal(confirmed.kind, 'json');
    assert.equal(await stateOfPeer('xb'), 'live');
    const taken = await queue();
    await deliver();
    assert.equal((await outcomes())[taken], 'delivered');
  });

  test('a stranger who posts anything, or asks for a receipt that is not there, learns nothing', async () => {
    const anything = await call('xb', 'POST', '/exchange/v1/envelopes', { body: new Uint8Array([1, 2, 3]) });
    assert.equal(anything.kind, 'issues');
    const unknown = await call('xb', 'GET', '/exchange/v1/receipts/:digest', { params: { digest: `sha256:${'0'.repeat(64)}` } });
    assert.equal(unknown.kind, 'absent');
  });
});

/** Whatever was asked of a connection, and however much of it together, the server ends its answer with one word. */
function countWays(client: object, count: () => void): void {
  const connection: unknown = Reflect.get(client, 'connection');
  assert.ok(connection instanceof EventEmitter);
  connection.on('readyForQuery', count);
}
