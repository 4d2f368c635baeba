// SPDX-License-Identifier: Apache-2.0
/**
 * One authority of the bench `exchange`, as a process of its own: its PostgreSQL with a real disk, its HTTP port, its exchange
 * and its agreements. What it lacks of a server are officers and cases: a dispatch that arrives writes one row, as the
 * smallest room would.
 *
 * The bench tells it what to do over the channel between the processes, one thing at a time, and it answers.
 */
import { strict as assert } from 'node:assert';
import { sql } from 'kysely';
import {
  admitSignedAgreement,
  agreementByDigest,
  agreementMigrations,
  agreementsInForce,
  askAct,
  decideUnder,
  noFacts,
  type PartyIdentity,
  type Permit,
  refOf,
  stepDigestOf,
} from '../../src/agreements/index.ts';
import { appendAudit, type AuditEntry, auditMigrations, rootAtSize } from '../../src/audit/index.ts';
import {
  type CeremonyDeps,
  confirmationHandler,
  deliverDue,
  type DispatchContent,
  type DispatchHandler,
  exchangeCalls,
  exchangeMigrations,
  type ExchangePorts,
  findPeerRecord,
  httpNetwork,
  instrumentWith,
  type Judge,
  listPeerRecords,
  peerDoor,
  peersByTransportKey,
  laneGate,
  postgresStore,
  queueDispatch,
  tendDelivery,
} from '../../src/exchange/index.ts';
import type { InvitationWire } from '../../src/exchange/wire.ts';
import {
  type CallDefinition,
  type Database,
  type IdOf,
  type Instant,
  instantFromMs,
  newId,
  type Transaction,
} from '../../src/kernel/index.ts';
import {
  bodyRootOf,
  bodySeedBytes,
  type AuthorityId,
  type AuthorityKeys,
  foldKeyHistory,
  heldKey,
  isKeyId,
  type KeyState,
  readAuthorityKeys,
  realSuites,
} from '../../src/seals/index.ts';
import { makeApp } from '../../src/server/calls/app.ts';
import { mountCalls } from '../../src/server/calls/call-mounting.ts';
import { guardPeerCalls, migrate, openDatabase, systemClock, systemRandom, takePeerPort } from '../../src/server/index.ts';
import { openLog } from '../../src/server/log.ts';
import { startPostgres } from '../../src/server/postgres/index.ts';
import { bytesOf, expectOk } from './expectations.ts';
import { type Strike, striker, type Striker, withCrashPoints } from './crash-points.ts';
import { kept } from './kept.ts';
import { measurePrimitives } from './primitives.ts';

/** What the bench sends; each is answered with one value. */
export type Order =
  | {
      readonly do: 'open';
      readonly folder: string;
      readonly port: number;
      readonly keys: string;
      readonly invitation: InvitationWire;
      /** How many times faster than the world the clock runs since then; a lease of a minute ends within a second. */
      readonly haste?: { readonly times: number; readonly sinceMs: number };
    }
  | { readonly do: 'meet'; readonly invitation: InvitationWire }
  | { readonly do: 'confirm'; readonly peer: string; readonly fingerprint: string }
  | { readonly do: 'agree'; readonly file: string; readonly digest: string }
  | { readonly do: 'state'; readonly peer: string }
  | { readonly do: 'send'; readonly peer: string; readonly digest: string; readonly count: number; readonly everyMs: number }
  | { readonly do: 'primitives'; readonly rounds: number }
  /** Queues so many, one after another, and delivers nothing. */
  | { readonly do: 'queue'; readonly peer: string; readonly digest: string; readonly count: number }
  /** Delivers and tends from now on, as a server does, until the process ends. */
  | { readonly do: 'run' }
  /** Strikes when the step is reached (crash-points.ts). */
  | { readonly do: 'arm'; readonly strike: Strike }
  /** SIGKILL for its PostgreSQL, without which it ends too. */
  | { readonly do: 'strike-postgres' }
  /** What is kept: for a test to hold against the other side. */
  | { readonly do: 'kept' }
  | { readonly do: 'close' };

const officer = 'off_06f0m3k4x9v2q8t7w5y1z3a6bc';
const approver = 'off_06f0m3k4x9v2q8t7w5y1z3a6bd';
const administrator = { id: officer as IdOf<'off'>, roles: ['administrator'] };
/** No screen listens, and no second officer is asked for a confirmation. */
const quietHouse: Pick<CeremonyDeps, 'announce' | 'approvalOf'> = {
  announce: async () => undefined,
  approvalOf: async () => ({ kind: 'enough', approvals: [] }),
};

interface Authority {
  readonly database: Database;
  readonly ports: ExchangePorts<Transaction>;
  readonly calls: readonly CallDefinition[];
  readonly keys: AuthorityKeys;
  readonly stateOf: (db: Database, authorityId: string) => Promise<KeyState | null>;
  readonly settled: Map<string, () => void>;
  readonly strikes: Striker;
  close(): Promise<void>;
}

async function open(order: Extract<Order, { do: 'open' }>): Promise<Authority> {
  const { invitation } = order;
  const history = invitation.history.map(bytesOf);
  const state = expectOk(foldKeyHistory(history, realSuites));
  const keys = expectOk(readAuthorityKeys(bytesOf(order.keys)));
  const postgres = expectOk(
    await startPostgres({
      dataFolder: order.folder,
      name: invitation.jurisdiction,
      binariesOverride: undefined,
      onProgress: () => undefined,
    }),
  );
  const opened = openDatabase({ ...postgres.connection });
  await migrate(opened.database, [auditMigrations, agreementMigrations, exchangeMigrations]);
  // No key: a doubled effect is to be seen.
  await sql`create table if not exists received (digest text not null, case_ref text not null)`.execute(opened.database);
  void postgres.exited.then(({ isExpected }) => (isExpected ? undefined : process.exit(3)));
  const { authorityId, name, kind, jurisdiction } = invitation;
  const own = { authorityId, name, kind, jurisdiction } as PartyIdentity;
  const settled = new Map<string, () => void>();
  const handlers = new Map<string, DispatchHandler<Transaction>>();
  const audit = (tx: Transaction, entry: AuditEntry) => appendAudit(tx, entry, systemRandom);
  const clock = hastyClock(order.haste);
  for (const handler of [confirmationHandler(() => ceremony), smallestRoom(settled)]) handlers.set(handler.kind, handler);
  const strikes = striker(postgres.pid);
  const plain = portsOf({ own, keys, history, state, handlers, audit, clock, database: opened.database });
  const ports = order.haste === undefined ? plain : withCrashPoints(plain, strikes);
  const ceremony: CeremonyDeps = { database: opened.database, ports, own, suites: realSuites, audit, ...quietHouse };
  const calls = exchangeCalls({ ...ceremony, invitation: () => invitation });
  const port = expectOk(await takePeerPort({ port: order.port, host: '127.0.0.1' }, () => keys.transport));
  const app = await makeApp(port.server, openLog('silent'), () => undefined);
  const mounting = { findSession: async () => null, knownRoles: ['administrator', 'auditor'], isOwnHost: () => true, isSecure: false };
  const peerIds = async () => (await listPeerRecords(opened.database)).map((record) => record.authority_id);
  const peerNow = (id: string) => ports.store.peerNow(id);
  const peerOfKey = peersByTransportKey({ peerIds, peerNow, nowMs: () => performance.now() });
  guardPeerCalls(app, { ownHost: `127.0.0.1:${order.port}`, transportKey: () => keys.transport, peerOfKey, random: systemRandom });
  mountCalls(
    app,
    calls.filter(({ whoMay }) => whoMay === 'peer'),
    { ...mounting, clock, random: systemRandom },
  );
  await app.ready();
  const stateOf = async (db: Database, id: string): Promise<KeyState | null> => {
    if (id === authorityId) return state;
    const record = await findPeerRecord(db, id);
    return record === null ? null : expectOk(foldKeyHistory(record.history, realSuites));
  };
  const close = async (): Promise<void> => {
    await port.close();
    await app.close();
    await opened.close();
    await postgres.stop();
  };
  return { database: opened.database, ports, calls, keys, stateOf, settled, strikes, close };
}

function portsOf(given: {
  own: PartyIdentity;
  keys: AuthorityKeys;
  history: readonly Uint8Array[];
  state: KeyState;
  handlers: Map<string, DispatchHandler<Transaction>>;
  audit: ExchangePorts<Transaction>['appendAudit'];
  clock: () => Instant;
  database: Database;
}): ExchangePorts<Transaction> {
  const { own, keys, history, state, handlers, audit, clock, database } = given;
  // As the server's wiring judges.
  const judge: Judge<Transaction> = async (tx, { act, agreement: { digest }, facts, at, now }) => {
    const instrument = await instrumentWith(tx, own, act.from === own.authorityId ? act.to : act.from);
    const agreement = instrument?.digest === digest ? instrument : agreementByDigest(await agreementsInForce(tx), digest);
    if (agreement === null) return null;
    const { reasons } = decideUnder(act, agreement, facts, now).verdict;
    return reasons.some(({ kind }) => kind === 'not-yet-in-force' || kind === 'ended') ? null : decideUnder(act, agreement, facts, at);
  };
  const { dispatch: dispatchKey } = keys;
  const sealKey = (keyId: string) => (isKeyId(keyId) ? heldKey(keys, keyId) : null);
  return {
    ...realSuites,
    self: { authorityId: state.authorityId, keyState: state, history, keys, dispatchKey, sealKey },
    store: postgresStore(database, realSuites),
    network: httpNetwork(peerDoor({ transportKey: () => keys.transport, networks: ['loopback'], random: systemRandom }).call),
    clock,
    random: systemRandom,
    judge,
    instrumentWith: async (tx, peer) => (await instrumentWith(tx, own, peer))?.digest ?? null,
    appendAudit: audit,
    rootAt: rootAtSize,
    lanes: laneGate(),
    handlers,
  };
}

/** The clock of the machine, or one that runs faster since a moment that both sides know. */
function hastyClock(haste: Extract<Order, { do: 'open' }>['haste']): () => Instant {
  if (haste === undefined) return systemClock;
  return () => instantFromMs(Math.floor(haste.sinceMs + (Date.now() - haste.sinceMs) * haste.times));
}

function smallestRoom(settled: Map<string, () => void>): DispatchHandler<Transaction> {
  return {
    kind: 'assistance.request',
    async admit(tx, dispatch) {
      await sql`insert into received (digest, case_ref) values (${dispatch.digest}, ${dispatch.payload.caseRef})`.execute(tx);
      return { outcome: 'admitted' };
    },
    async outcome(_tx, sent, outcome) {
      assert.equal(outcome.state, 'delivered');
      settled.get(sent.digest)?.();
    },
  };
}

/** A request as officers write them, about 2 KB of text, approved by a second officer. */
async function prepare(authority: Authority, peer: string, digest: string): Promise<{ permit: Permit; content: DispatchContent }> {
  const { database, ports } = authority;
  const now = ports.clock();
  const caseRef = newId('req', now, systemRandom);
  const form = { assistance: 'suspicious-reports', purpose: 'fiu-analysis', class: 'normal' } as const;
  const text = 'Payments through three firms within two days, without a visible economic reason. '.repeat(6);
  const texts = { subject: 'Example Trading Ltd', facts: text, 'why-useful': text, 'legal-provisions': text };
  const by = { from: ports.self.authorityId, to: peer, urgencyGround: null, urgencyReason: '' };
  const act = askAct({ ...form, ...by, content: texts });
  const [kind, conditions] = ['assistance.request', []] as const;
  const body = { requestId: caseRef, ...form, urgency: null, content: texts, reference: 'BENCH' };
  const bodySeed = systemRandom(bodySeedBytes);
  const agreement = agreementByDigest(await agreementsInForce(database), digest);
  assert(agreement !== null);
  const bodyRoot = bodyRootOf(body, bodySeed);
  const subject = stepDigestOf({
    kind,
    act,
    agreement: refOf(agreement),
    caseRef,
    preparedBy: officer,
    bodyRoot,
    conditions,
  });
  const approved = { role: 'approver', decision: 'approve', method: 'password+totp', proof: null } as const;
  const approvals = [{ officer: approver, subject, at: now, ...approved }];
  const counted = approvals.map((approval) => ({ ...approval, authenticator: null }));
  const { permit } = decideUnder(act, agreement, { ...noFacts, approvals: counted, preparedBy: officer, stepDigest: subject }, now);
  assert(permit !== null);
  const rest = { inReplyTo: [], class: form.class, purpose: form.purpose, preparedBy: officer, approvals };
  return { permit, content: { kind, caseRef, body, bodySeed, conditions: [...conditions], ...rest } };
}

interface Sent {
  readonly ms: number;
  /** From the queueing of each dispatch to its kept receipt. */
  readonly latenciesMs: readonly number[];
}

/** Sends so many, at once or one after another in steps of `everyMs`, and waits for every receipt. */
async function send(authority: Authority, order: Extract<Order, { do: 'send' }>): Promise<Sent> {
  const { database, ports, settled } = authority;
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const queueOne = async (): Promise<void> => {
    const { permit, content } = await prepare(authority, order.peer, order.digest);
    const queuedAt = performance.now();
    const queued = await database.transaction().execute(async (tx) => {
      const made = await queueDispatch(ports, tx, permit, content);
      settled.set(made.digest, () => void latenciesMs.push(performance.now() - queuedAt));
      return made;
    });
    assert(queued.digest.startsWith('sha256:'));
  };
  const stopAt = order.count;
  const queueAll = async (): Promise<void> => {
    for (let started = 0; started < stopAt; started++) {
      if (order.everyMs === 0) await queueOne();
      else await Promise.all([queueOne().then(() => deliverDue(ports)), wait(order.everyMs)]);
    }
  };
  const queued = queueAll();
  while (latenciesMs.length < stopAt) {
    if (order.everyMs > 0) await wait(5);
    else if ((await deliverDue(ports)) === 0) await wait(1);
  }
  await queued;
  return { ms: performance.now() - startedAt, latenciesMs };
}

/** Until the process ends; what fails is tried again, as a server does. */
async function deliverForEver(ports: ExchangePorts<Transaction>): Promise<never> {
  for (;;) {
    const count = await deliverDue(ports)
      .then(async (delivered) => delivered + (await tendDelivery(ports)))
      .catch(() => 0);
    if (count === 0) await wait(10);
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function obey(authority: Authority, order: Exclude<Order, { do: 'open' | 'close' }>): Promise<unknown> {
  const { database, ports, calls, keys, stateOf } = authority;
  const call = async (path: string, given: { params?: unknown; body: unknown }): Promise<void> => {
    const found = calls.find((one) => one.method === 'POST' && one.path === path);
    const caller = { officer: administrator, sessionToken: null, remoteAddress: '::1', now: systemClock(), random: systemRandom };
    const answer = await found?.handle({ params: {}, query: {}, ...given, ...caller });
    assert.equal(answer?.kind, 'json', JSON.stringify(answer));
  };
  switch (order.do) {
    case 'meet':
      return call('/api/peers', { body: new TextEncoder().encode(JSON.stringify(order.invitation)) });
    case 'confirm':
      await call('/api/peers/:id/confirmation', { params: { id: order.peer }, body: { fingerprint: order.fingerprint } });
      while ((await deliverDue(ports)) > 0);
      return null;
    case 'state':
      return (await findPeerRecord(database, order.peer))?.state ?? null;
    case 'agree': {
      const audit = (tx: Transaction, entry: AuditEntry) => appendAudit(tx, entry, systemRandom);
      const keyStateOf = (db: Database, id: AuthorityId) => stateOf(db, id);
      const deps = { db: database, ownKeys: keys, suite: realSuites.suite, keyStateOf, audit, announce: async () => undefined };
      const doing = { actor: officer, now: systemClock() };
      const admitted = await database
        .transaction()
        .execute((tx) => admitSignedAgreement(tx, deps, { ...doing, bytes: bytesOf(order.file) }));
      expectOk(admitted);
      assert(agreementByDigest(await agreementsInForce(database), order.digest) !== null);
      return null;
    }
    case 'send':
      return send(authority, order);
    case 'queue': {
      for (let count = 0; count < order.count; count++) {
        const { permit, content } = await prepare(authority, order.peer, order.digest);
        // By the ports, so that a strike can fall between any two statements.
        await ports.store.transaction((tx) => queueDispatch(ports, tx, permit, content));
      }
      return null;
    }
    case 'run':
      void deliverForEver(ports);
      return null;
    case 'arm':
      authority.strikes.arm(order.strike);
      return null;
    case 'strike-postgres':
      authority.strikes.strikePostgres();
      return null;
    case 'kept':
      return kept(database);
    case 'primitives':
      return measurePrimitives(ports, order.rounds);
  }
}

let authority: Authority | null = null;

process.on('message', (order: Order) => {
  void obeyOrder(order)
    .then((value) => process.send?.({ value }))
    .catch((error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .then(() => {
      if (order.do === 'close' && process.connected) process.disconnect();
    });
});

// When the bench is gone, however it went, so are we; PostgreSQL has a watcher of its own.
process.on('disconnect', () => process.exit());

async function obeyOrder(order: Order): Promise<unknown> {
  if (order.do === 'open') authority = await open(order);
  else if (order.do === 'close') await authority?.close();
  else if (authority !== null) return obey(authority, order);
  return null;
}
