// SPDX-License-Identifier: Apache-2.0
/**
 * One authority of the bench `exchange`, as a process of its own: its PostgreSQL with a real disk, its HTTP port, its exchange
 * and its agreements. What it lacks of a server are officers and cases: a dispatch that arrives writes one row, as the
 * smallest room would.
 *
 * The bench tells it what to do over the channel between the processes, and it answers each order by its number.
 */
import { strict as assert } from 'node:assert';
import { sql } from 'kysely';
import {
  admitSignedAgreement,
  agreementByDigest,
  agreementMigrations,
  agreementsInForce,
  type PartyIdentity,
} from '../../src/agreements/index.ts';
import {
  appendAudit,
  appendAudits,
  appendUnasked,
  type AuditEntry,
  auditMigrations,
  noteAudit,
  rootAtSize,
} from '../../src/audit/index.ts';
import {
  announceKeys,
  attachmentMigrations,
  type CallPeer,
  type CeremonyDeps,
  confirmationHandler,
  deliverDue,
  type DispatchHandler,
  exchangeCalls,
  exchangeMigrations,
  type ExchangePorts,
  findPeerRecord,
  httpNetwork,
  instrumentWith,
  isTended,
  keysHandler,
  listPeerRecords,
  peerDoor,
  peersByTransportKey,
  laneGate,
  postgresStore,
  queueDispatch,
  signingSoon,
} from '../../src/exchange/index.ts';
import type { InvitationWire } from '../../src/exchange/wire.ts';
import { type CallDefinition, type Database, type IdOf, type Instant, instantFromMs, type Transaction } from '../../src/kernel/index.ts';
import {
  type AuthorityId,
  type AuthorityKeys,
  foldKeyHistory,
  heldKey,
  isKeyId,
  type KeyState,
  readAuthorityKeys,
  realSuites,
} from '../../src/seals/index.ts';
import { judgeWith } from '../../src/server/judge-by-agreement.ts';
import { makeApp } from '../../src/server/calls/app.ts';
import { mountCalls } from '../../src/server/calls/call-mounting.ts';
import { migrate, openDatabase } from '../../src/server/database.ts';
import { openLog } from '../../src/server/log.ts';
import { systemClock, systemRandom } from '../../src/server/machine/machine.ts';
import { momentsOfServer } from '../../src/server/pool/transaction-ends.ts';
import { guardPeerCalls } from '../../src/server/peers/peer-door.ts';
import { takePeerPort } from '../../src/server/peers/peer-port.ts';
import { startPostgres } from '../../src/server/postgres/index.ts';
import { bytesOf, expectOk } from './expectations.ts';
import { expectFiles, filesOfBench, type FilesOfBench } from './files.ts';
import { deliverForEver, officer, prepare, send, sendUnderBulk, type Sender, type Wanted } from './sending.ts';
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
      /** The events of its key history, as they are now. */
      readonly history: readonly string[];
      /** How many times faster than the world the clock runs since then; a lease of a minute ends within a second. */
      readonly haste?: { readonly times: number; readonly sinceMs: number };
    }
  | { readonly do: 'meet'; readonly invitation: InvitationWire }
  | { readonly do: 'confirm'; readonly peer: string; readonly fingerprint: string }
  | { readonly do: 'agree'; readonly file: string; readonly digest: string }
  | { readonly do: 'state'; readonly peer: string }
  | ({ readonly do: 'send'; readonly count: number; readonly everyMs: number } & Wanted)
  /** Urgent ones at a steady pace, while so many normal ones wait. */
  | ({ readonly do: 'send-under-bulk'; readonly count: number; readonly everyMs: number; readonly bulk: number } & Wanted)
  /** Keeps a file of so many bytes as an upload is kept; then sends it with a dispatch. */
  | { readonly do: 'keep-file'; readonly bytes: number }
  | ({ readonly do: 'send-file' } & Wanted)
  /** How far the file of the last `send-file` is at the other side. */
  | { readonly do: 'file-standing' }
  | { readonly do: 'primitives'; readonly rounds: number }
  /** Queues so many, one after another or in one transaction, and delivers nothing. */
  | { readonly do: 'queue'; readonly peer: string; readonly digest: string; readonly count: number; readonly isTogether?: true }
  /** Delivers and tends from now on, as a server does, until the process ends. */
  | { readonly do: 'run' }
  /** Goes by a longer key history from now on, and tells its peers. */
  | { readonly do: 'change-keys'; readonly history: readonly string[]; readonly keys: string }
  /** Strikes when the step is reached (crash-points.ts). */
  | { readonly do: 'arm'; readonly strike: Strike }
  /** SIGKILL for its PostgreSQL, without which it ends too. */
  | { readonly do: 'strike-postgres' }
  /** What is kept: for a test to hold against the other side. */
  | { readonly do: 'kept' }
  | { readonly do: 'close' };

const administrator = { id: officer as IdOf<'off'>, roles: ['administrator'] };
/** No screen listens, and no second officer is asked for a confirmation. */
const quietHouse: Pick<CeremonyDeps, 'announce' | 'approvalOf'> = {
  announce: async () => undefined,
  approvalOf: async () => ({ kind: 'enough', approvals: [] }),
};

interface Authority extends Sender {
  readonly calls: readonly CallDefinition[];
  readonly own: OwnKeys;
  readonly stateOf: (db: Database, authorityId: string) => Promise<KeyState | null>;
  readonly strikes: Striker;
  readonly files: FilesOfBench;
  close(): Promise<void>;
}

/** Its key history and its private keys, which grow while it runs. */
interface OwnKeys {
  keys: AuthorityKeys;
  history: readonly Uint8Array[];
  state: KeyState;
}

function ownKeysOf({ history, keys }: { readonly history: readonly string[]; readonly keys: string }): OwnKeys {
  const events = history.map(bytesOf);
  return { keys: expectOk(readAuthorityKeys(bytesOf(keys))), history: events, state: expectOk(foldKeyHistory(events, realSuites)) };
}

/** Nobody signs in at a bench. */
const nobody = { findSession: async () => null, findFirm: async () => null };

async function ownPostgres(dataFolder: string, name: string) {
  return expectOk(await startPostgres({ dataFolder, name, binariesOverride: undefined, onProgress: () => undefined }));
}

async function open(order: Extract<Order, { do: 'open' }>): Promise<Authority> {
  const { invitation } = order;
  const ownKeys = ownKeysOf(order);
  const postgres = await ownPostgres(order.folder, invitation.jurisdiction);
  const opened = openDatabase({ ...postgres.connection });
  await migrate(opened.database, [auditMigrations, agreementMigrations, { ...exchangeMigrations, ...attachmentMigrations }]);
  // No key: a doubled effect is to be seen.
  await sql`create table if not exists received (digest text not null, case_ref text not null)`.execute(opened.database);
  void postgres.exited.then(({ isExpected }) => (isExpected ? undefined : process.exit(3)));
  const { authorityId, name, kind, jurisdiction } = invitation;
  const own = { authorityId, name, kind, jurisdiction } as PartyIdentity;
  const settled = new Map<string, () => void>();
  const handlers = new Map<string, DispatchHandler<Transaction>>();
  const audit = (tx: Transaction, entry: AuditEntry) => noteAudit(tx, entry, systemRandom);
  const clock = hastyClock(order.haste);
  const ofKeys: DispatchHandler<Transaction> = {
    kind: 'peering.keys',
    admit: (tx, dispatch) => keysHandler(ports).admit(tx, dispatch),
    outcome: async () => undefined,
  };
  for (const handler of [confirmationHandler(() => ceremony), smallestRoom(settled, clock), ofKeys]) handlers.set(handler.kind, handler);
  const strikes = striker(postgres.pid);
  const door = peerDoor({ transportKey: () => ownKeys.keys.transport, networks: ['loopback'], random: systemRandom });
  const plain = portsOf({ own, ownKeys, handlers, clock, database: opened.database, callPeer: door.call });
  const ports = order.haste === undefined ? plain : withCrashPoints(plain, strikes);
  const ceremony: CeremonyDeps = { database: opened.database, ports, own, suites: realSuites, audit, ...quietHouse };
  const sender = { database: opened.database, ports, settled };
  const files = filesOfBench({ ...sender, folder: order.folder, callPeer: door.call });
  const calls = exchangeCalls({ ...ceremony, blobs: files.blobs, brokeOff: () => undefined, invitation: () => invitation });
  const port = expectOk(await takePeerPort({ port: order.port, host: '127.0.0.1' }, () => ownKeys.keys.transport));
  const app = await makeApp(port.server, openLog('silent'), () => undefined);
  const mounting = { ...nobody, knownRoles: ['administrator', 'auditor'], isOwnHost: () => true, isSecure: false };
  const peerIds = async () => (await listPeerRecords(opened.database)).map((record) => record.authority_id);
  const peerNow = (id: string) => ports.store.peerNow(id);
  const peerOfKey = peersByTransportKey({ peerIds, peerNow, nowMs: () => performance.now() });
  guardPeerCalls(app, { ownHost: `127.0.0.1:${order.port}`, transportKey: () => ownKeys.keys.transport, peerOfKey, random: systemRandom });
  mountCalls(
    app,
    calls.filter(({ whoMay }) => whoMay === 'peer'),
    { ...mounting, clock, random: systemRandom },
  );
  await app.ready();
  const stateOf = async (db: Database, id: string): Promise<KeyState | null> => {
    if (id === authorityId) return ownKeys.state;
    const record = await findPeerRecord(db, id);
    return record === null ? null : expectOk(foldKeyHistory(record.history, realSuites));
  };
  const close = async (): Promise<void> => {
    await files.stop();
    await port.close();
    await app.close();
    await opened.close();
    await postgres.stop();
  };
  return { ...sender, calls, own: ownKeys, stateOf, strikes, files, close };
}

function portsOf(given: {
  own: PartyIdentity;
  ownKeys: OwnKeys;
  handlers: Map<string, DispatchHandler<Transaction>>;
  clock: () => Instant;
  database: Database;
  callPeer: CallPeer;
}): ExchangePorts<Transaction> {
  const { own, ownKeys, handlers, clock, database, callPeer } = given;
  return {
    ...realSuites,
    self: selfOf(ownKeys),
    store: postgresStore(database, realSuites),
    network: httpNetwork(callPeer),
    clock,
    random: systemRandom,
    judge: judgeWith(own),
    instrumentWith: async (tx, peer) => (await instrumentWith(tx, own, peer))?.digest ?? null,
    appendAudit: (tx, entry) => appendAudit(tx, entry, systemRandom),
    appendAudits: (tx, entries) => appendAudits(tx, entries, systemRandom),
    appendUnasked: (tx, entries) => appendUnasked(tx, entries, systemRandom),
    rootAt: rootAtSize,
    signSoon: signingSoon(momentsOfServer),
    lanes: laneGate(),
    handlers,
    isTended: (by) => isTended(database, by),
  };
}

function selfOf(own: OwnKeys): ExchangePorts<Transaction>['self'] {
  return {
    authorityId: own.state.authorityId,
    get keyState() {
      return own.state;
    },
    get history() {
      return own.history;
    },
    get keys() {
      return own.keys;
    },
    get dispatchKey() {
      return own.keys.dispatch;
    },
    sealKey: (keyId) => (isKeyId(keyId) ? heldKey(own.keys, keyId) : null),
  };
}

/** The clock of the machine, or one that runs faster since a moment that both sides know. */
function hastyClock(haste: Extract<Order, { do: 'open' }>['haste']): () => Instant {
  if (haste === undefined) return systemClock;
  return () => instantFromMs(Math.floor(haste.sinceMs + (Date.now() - haste.sinceMs) * haste.times));
}

function smallestRoom(settled: Map<string, () => void>, clock: () => Instant): DispatchHandler<Transaction> {
  return {
    kind: 'assistance.request',
    async admit(tx, dispatch) {
      await sql`insert into received (digest, case_ref) values (${dispatch.digest}, ${dispatch.payload.caseRef})`.execute(tx);
      await expectFiles(tx, dispatch, clock());
      return { outcome: 'admitted' };
    },
    async outcome(_tx, sent, outcome) {
      assert.equal(outcome.state, 'delivered');
      settled.get(sent.digest)?.();
    },
  };
}

async function obey(authority: Authority, order: Exclude<Order, { do: 'open' | 'close' }>): Promise<unknown> {
  const { database, ports, calls } = authority;
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
    case 'agree':
      return agree(authority, order);
    case 'send':
      return send(authority, order);
    case 'send-under-bulk':
      return sendUnderBulk(authority, order);
    case 'keep-file':
      return authority.files.keep(order.bytes);
    case 'send-file':
      return authority.files.send(order);
    case 'file-standing':
      return authority.files.standing();
    case 'queue': {
      const prepared = await Promise.all(Array.from({ length: order.count }, () => prepare(authority, order)));
      // By the ports, so that a strike can fall between any two statements.
      const queue = (some: typeof prepared) =>
        ports.store.transaction(async (tx) => {
          for (const { permit, content } of some) await queueDispatch(ports, tx, permit, content);
        });
      if (order.isTogether === true) await queue(prepared);
      else for (const one of prepared) await queue([one]);
      return null;
    }
    case 'run':
      void deliverForEver(ports);
      return tellKeys(ports);
    case 'change-keys':
      Object.assign(authority.own, ownKeysOf(order));
      return tellKeys(ports);
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

/** As a server does when it starts and when its history has grown: nothing where the peers were told. */
async function tellKeys(ports: ExchangePorts<Transaction>): Promise<number> {
  return ports.store.transaction((tx) => announceKeys(ports, tx, ports.clock()));
}

/** Takes in the signed agreement, as an officer does who uploads its file. */
async function agree({ database, own: { keys }, stateOf }: Authority, order: Extract<Order, { do: 'agree' }>): Promise<void> {
  const audit = (tx: Transaction, entry: AuditEntry) => noteAudit(tx, entry, systemRandom);
  const keyStateOf = (db: Database, id: AuthorityId) => stateOf(db, id);
  const deps = { db: database, ownKeys: keys, suite: realSuites.suite, keyStateOf, audit, announce: async () => undefined };
  const doing = { actor: officer, now: systemClock() };
  const admitted = await database.transaction().execute((tx) => admitSignedAgreement(tx, deps, { ...doing, bytes: bytesOf(order.file) }));
  expectOk(admitted);
  assert(agreementByDigest(await agreementsInForce(database), order.digest) !== null);
}

let authority: Authority | null = null;

process.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  void obeyOrder(order)
    .then((value) => process.send?.({ id, value }))
    .catch((error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
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
