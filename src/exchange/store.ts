// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of the exchange in PostgreSQL: outbox, inbox, channels, peers. The only SQL of this room.
 *
 * The outbox is claimed by row state with a lease token, never by a cursor over numbers: numbers are given before commit, so
 * a cursor can pass one by for good. A row is claimed when it is due and no earlier dispatch of its channel is still on its
 * way; every write afterwards is fenced by the token.
 */
import { type Generated, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import { type AuthorityId, type Digest, foldKeyHistory, type KeyState, type Suites } from '../seals/index.ts';
import type { ClaimedRow, ExchangeStore, InboxRow, OutboxRow, OutboxState, PeerState, Settlement } from './ports.ts';
import type { InvitationWire } from './wire.ts';

type OutboxTable = {
  digest: Digest;
  peer: AuthorityId;
  case_ref: string | null;
  kind: string;
  class: 'normal' | 'urgent';
  channel: string;
  seq: number;
  signed_bytes: Buffer;
  queued_at: Instant;
  not_after: Instant;
  next_attempt_at: Instant;
  attempts: number;
  last_delay_ms: number;
  log_index: number;
  state: OutboxState;
  token: string | null;
  lease_until: Instant | null;
  receipt_bytes: Buffer | null;
  settled_at: Instant | null;
  position: Generated<number>;
};
type InboxTable = {
  digest: Digest;
  peer: AuthorityId;
  case_ref: string | null;
  kind: string;
  channel: string;
  seq: number;
  signed_bytes: Buffer;
  receipt_bytes: Buffer;
  state: InboxRow['state'];
  received_at: Instant;
  log_index: number;
  position: Generated<number>;
};
type PeerTable = {
  authority_id: AuthorityId;
  invitation: InvitationWire;
  history: Buffer[];
  state: PeerState;
  they_confirmed: boolean;
  confirmed_at: Instant | null;
  last_heard_at: Instant | null;
};
type ChannelTable = { channel: string; seq: number; head: Digest | null };
type ExchangeTables = { exchange_outbox: OutboxTable; exchange_inbox: InboxTable; exchange_peers: PeerTable; exchange_channels: ChannelTable };

export type PeerRecord = Omit<PeerTable, 'history'> & { history: readonly Uint8Array[] };

export const exchangeMigrations: RoomMigrations = {
  'exchange-001-outbox-inbox-peers': {
    async up(db) {
      await sql`create table exchange_peers (
        authority_id text collate "C" primary key, invitation jsonb not null, history bytea[] not null, state text not null,
        they_confirmed boolean not null default false, confirmed_at text collate "C", last_heard_at text collate "C")`.execute(db);
      await sql`create table exchange_channels (channel text collate "C" primary key, seq integer not null, head text)`.execute(db);
      await sql`create table exchange_outbox (
        digest text collate "C" primary key, peer text not null references exchange_peers, case_ref text, kind text not null, class text not null,
        channel text collate "C" not null, seq integer not null, signed_bytes bytea not null, queued_at text collate "C" not null,
        not_after text collate "C" not null, next_attempt_at text collate "C" not null, attempts integer not null, last_delay_ms bigint not null,
        log_index bigint not null, state text not null, token text, lease_until text collate "C", receipt_bytes bytea,
        settled_at text collate "C", position bigint generated always as identity, unique (channel, seq))`.execute(db);
      await sql`create index exchange_outbox_due on exchange_outbox (next_attempt_at) where state in ('waiting', 'leased')`.execute(db);
      await sql`create index exchange_outbox_open on exchange_outbox (channel, seq) where state in ('waiting', 'leased')`.execute(db);
      await sql`create index exchange_outbox_case on exchange_outbox (case_ref)`.execute(db);
      await sql`create table exchange_inbox (
        digest text collate "C" primary key, peer text not null references exchange_peers, case_ref text, kind text not null,
        channel text collate "C" not null, seq integer not null, signed_bytes bytea not null, receipt_bytes bytea not null, state text not null,
        received_at text collate "C" not null, log_index bigint not null, position bigint generated always as identity)`.execute(db);
      await sql`create index exchange_inbox_channel on exchange_inbox (peer, channel, seq)`.execute(db);
      await sql`create index exchange_inbox_case on exchange_inbox (case_ref)`.execute(db);
    },
  },
};

const tables = (db: Database) => db.withTables<ExchangeTables>();

/** The store of one authority. Key histories are verified once and remembered by their head. */
export function postgresStore(db: Database, suites: Suites): ExchangeStore<Transaction> {
  const known = new Map<string, KeyState>();
  const keyStateOf = (record: PeerRecord): KeyState => {
    const name = `${record.authority_id} ${record.history.length}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const folded = foldKeyHistory(record.history, suites);
    if (!folded.ok) throw new Error(`the stored key history of ${record.authority_id} does not hold`);
    known.set(name, folded.value);
    return folded.value;
  };
  return {
    transaction: (work) => db.transaction().execute(work),
    async findPeer(tx, authorityId) {
      const record = await findPeerRecord(tx, authorityId);
      return record === null ? null : { authorityId: record.authority_id, endpoint: record.invitation.endpoint, state: record.state, keyState: keyStateOf(record) };
    },
    async noteHeard(tx, authorityId, at) {
      await tables(tx).updateTable('exchange_peers').set({ last_heard_at: at }).where('authority_id', '=', authorityId).execute();
    },
    async nextInChannel(tx, channel) {
      await tables(tx).insertInto('exchange_channels').values({ channel, seq: 0, head: null }).onConflict((conflict) => conflict.doNothing()).execute();
      const row = await tables(tx).selectFrom('exchange_channels').selectAll().where('channel', '=', channel).forUpdate().executeTakeFirstOrThrow();
      return { seq: row.seq + 1, prev: row.head };
    },
    async advanceChannel(tx, channel, seq, digest) {
      await tables(tx).updateTable('exchange_channels').set({ seq, head: digest }).where('channel', '=', channel).execute();
    },
    insertOutgoing: (tx, row) => insertOutgoing(tx, row),
    claimDue: (given) => claimDue(db, given),
    settle: (tx, row, settlement) => settle(tx, row, settlement),
    async retryLater(row, next) {
      await tables(db)
        .updateTable('exchange_outbox')
        .set({ state: 'waiting', token: null, lease_until: null, attempts: row.attempts + 1, next_attempt_at: next.nextAttemptAt, last_delay_ms: next.delayMs })
        .where('digest', '=', row.digest)
        .where('token', '=', row.token)
        .execute();
    },
    async findIncoming(tx, digest) {
      const row = await tables(tx).selectFrom('exchange_inbox').select('receipt_bytes').where('digest', '=', digest).executeTakeFirst();
      return row === undefined ? null : new Uint8Array(row.receipt_bytes);
    },
    async findInChannel(tx, peer, channel, seq) {
      const query = tables(tx).selectFrom('exchange_inbox').select('digest').where('peer', '=', peer).where('channel', '=', channel).where('seq', '=', seq);
      return (await query.where('state', '=', 'delivered').executeTakeFirst())?.digest ?? null;
    },
    async lockIncoming(tx, digest) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 7))`.execute(tx);
    },
    async insertIncoming(tx, row) {
      const values = {
        digest: row.digest,
        peer: row.peer,
        case_ref: row.caseRef,
        kind: row.kind,
        channel: row.channel,
        seq: row.seq,
        signed_bytes: Buffer.from(row.signedBytes),
        receipt_bytes: Buffer.from(row.receiptBytes),
        state: row.state,
        received_at: row.receivedAt,
        log_index: row.logIndex,
      };
      const inserted = await tables(tx).insertInto('exchange_inbox').values(values).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}

async function insertOutgoing(tx: Transaction, row: OutboxRow): Promise<void> {
  const { caseRef, signedBytes, queuedAt, notAfter, nextAttemptAt, lastDelayMs, logIndex, ...same } = row;
  await tables(tx)
    .insertInto('exchange_outbox')
    .values({
      ...same,
      case_ref: caseRef,
      signed_bytes: Buffer.from(signedBytes),
      queued_at: queuedAt,
      not_after: notAfter,
      next_attempt_at: nextAttemptAt,
      last_delay_ms: lastDelayMs,
      log_index: logIndex,
      state: 'waiting',
      token: null,
      lease_until: null,
      receipt_bytes: null,
      settled_at: null,
    })
    .execute();
}

async function claimDue(db: Database, given: Parameters<ExchangeStore<Transaction>['claimDue']>[0]): Promise<ClaimedRow[]> {
  const rows = await tables(db)
    .updateTable('exchange_outbox')
    .set({ state: 'leased', token: given.token, lease_until: given.leaseUntil })
    .where('digest', 'in', (eb) =>
      eb
        .selectFrom('exchange_outbox as row')
        .select('row.digest')
        .where((test) => test.or([test('row.state', '=', 'waiting'), test.and([test('row.state', '=', 'leased'), test('row.lease_until', '<', given.now)])]))
        .where('row.next_attempt_at', '<=', given.now)
        .where((test) =>
          test.not(
            test.exists(
              test
                .selectFrom('exchange_outbox as before')
                .select('before.digest')
                .whereRef('before.channel', '=', 'row.channel')
                .whereRef('before.seq', '<', 'row.seq')
                .where('before.state', 'in', ['waiting', 'leased']),
            ),
          ),
        )
        .orderBy('row.class', 'desc')
        .orderBy('row.next_attempt_at')
        .limit(given.rowsMax)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  return rows.map((row) => ({
    digest: row.digest,
    peer: row.peer,
    caseRef: row.case_ref,
    kind: row.kind,
    class: row.class,
    channel: row.channel,
    seq: row.seq,
    signedBytes: new Uint8Array(row.signed_bytes),
    queuedAt: row.queued_at,
    notAfter: row.not_after,
    nextAttemptAt: row.next_attempt_at,
    attempts: row.attempts,
    lastDelayMs: row.last_delay_ms,
    logIndex: row.log_index,
    token: given.token,
  }));
}

async function settle(tx: Transaction, row: ClaimedRow, settlement: Settlement): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('exchange_outbox')
    .set({
      state: settlement.state,
      token: null,
      lease_until: null,
      attempts: row.attempts + 1,
      receipt_bytes: settlement.receiptBytes === null ? null : Buffer.from(settlement.receiptBytes),
      settled_at: settlement.at,
    })
    .where('digest', '=', row.digest)
    .where('token', '=', row.token)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

// --- peers ----------------------------------------------------------------------------------------------------------

export async function findPeerRecord(db: Database, authorityId: string): Promise<PeerRecord | null> {
  const row = await tables(db).selectFrom('exchange_peers').selectAll().where('authority_id', '=', authorityId as AuthorityId).executeTakeFirst();
  return row === undefined ? null : { ...row, history: row.history.map((event) => new Uint8Array(event)) };
}

export async function lockPeerRecord(tx: Transaction, authorityId: string): Promise<PeerRecord | null> {
  await tables(tx).selectFrom('exchange_peers').select('authority_id').where('authority_id', '=', authorityId as AuthorityId).forUpdate().execute();
  return findPeerRecord(tx, authorityId);
}

export async function listPeerRecords(db: Database): Promise<(PeerRecord & { waiting: number })[]> {
  const rows = await tables(db).selectFrom('exchange_peers').selectAll().orderBy('authority_id').execute();
  const waiting = await tables(db)
    .selectFrom('exchange_outbox')
    .select(['peer', (eb) => eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'leased'])
    .groupBy('peer')
    .execute();
  const counts = new Map(waiting.map((row) => [row.peer, row.count]));
  return rows.map((row) => ({ ...row, history: row.history.map((event) => new Uint8Array(event)), waiting: counts.get(row.authority_id) ?? 0 }));
}

export async function insertPeerRecord(tx: Transaction, record: Pick<PeerRecord, 'authority_id' | 'invitation' | 'history'>): Promise<boolean> {
  const { authority_id, invitation, history } = record;
  const inserted = await sql`insert into exchange_peers (authority_id, invitation, history, state) values
    (${authority_id}, ${JSON.stringify(invitation)}::jsonb, ${history.map((event) => Buffer.from(event))}::bytea[], 'invited')
    on conflict do nothing`.execute(tx);
  return (inserted.numAffectedRows ?? 0n) > 0n;
}

export async function updatePeerRecord(tx: Transaction, authorityId: AuthorityId, change: Partial<Pick<PeerTable, 'state' | 'they_confirmed' | 'confirmed_at'>>): Promise<void> {
  await tables(tx).updateTable('exchange_peers').set(change).where('authority_id', '=', authorityId).execute();
}

// --- what others read -----------------------------------------------------------------------------------------------

export interface CaseDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly receiptBytes: Uint8Array | null;
  readonly logIndex: number;
}

/** Every dispatch of a case that was sent or admitted here, in the order of our log. */
export async function dispatchesOfCase(db: Database, caseRef: string): Promise<CaseDispatch[]> {
  const sent = await tables(db).selectFrom('exchange_outbox').select(['digest', 'signed_bytes', 'receipt_bytes', 'log_index']).where('case_ref', '=', caseRef).execute();
  const received = await tables(db)
    .selectFrom('exchange_inbox')
    .select(['digest', 'signed_bytes', 'receipt_bytes', 'log_index'])
    .where('case_ref', '=', caseRef)
    .where('state', '=', 'delivered')
    .execute();
  return [...sent, ...received]
    .toSorted((left, right) => left.log_index - right.log_index)
    .map((row) => ({
      digest: row.digest,
      signedBytes: new Uint8Array(row.signed_bytes),
      receiptBytes: row.receipt_bytes === null ? null : new Uint8Array(row.receipt_bytes),
      logIndex: row.log_index,
    }));
}

export async function outboxWaiting(db: Database, rowsMax: number) {
  return tables(db)
    .selectFrom('exchange_outbox')
    .select(['digest', 'peer', 'kind', 'class', 'queued_at', 'not_after', 'next_attempt_at', 'attempts'])
    .where('state', 'in', ['waiting', 'leased'])
    .orderBy('position')
    .limit(rowsMax)
    .execute();
}
