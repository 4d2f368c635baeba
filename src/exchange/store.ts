// SPDX-License-Identifier: Apache-2.0
/**
 * The exchange in PostgreSQL: every statement on its tables, which tables/store.ts describes.
 *
 * The outbox is claimed by row state with a lease token, never by a cursor over numbers: numbers are given before commit, so
 * a cursor can pass one by for good. A row is claimed when it is due and no earlier dispatch of its channel is still on its
 * way; every write afterwards is fenced by the token.
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addMs, type Database, type Instant, type Transaction } from '../kernel/index.ts';
import { noteEvents, peerColumns, type PeerRow, postgresPeerKeys } from './keys/store.ts';
import { type AuthorityId, type Digest, foldKeyHistory, type KeyState, type Suites } from '../seals/index.ts';
import type { ClaimedRow, ExchangeStore, InboxRow, OutboxRow, Peer, Settlement, Surroundings } from './ports.ts';
import type { ChannelTable, ExchangeTables, OutboxTable, PeerRecord, PeerTable } from './tables/store.ts';

const tables = (db: Database) => db.withTables<ExchangeTables>();

/** The store of one authority. Key histories are verified once and remembered by their length, since a history only grows. */
export function postgresStore(db: Database, suites: Suites): ExchangeStore<Transaction> {
  const peerOf = peerReader(db, suites);
  const peers = new Set<string>();
  return {
    keys: postgresPeerKeys(db, peerOf),
    transaction: (work) => db.transaction().execute(work),
    async isPeer(tx, authorityId) {
      if (peers.has(authorityId)) return true;
      const { rows } = await sql`select from exchange_peers where authority_id = ${authorityId}`.execute(tx ?? db);
      if (rows.length > 0) peers.add(authorityId);
      return rows.length > 0;
    },
    async peerNow(authorityId) {
      const { rows } = await sql<PeerRow>`select ${peerColumns} from exchange_peers where authority_id = ${authorityId}`.execute(db);
      return rows[0] === undefined ? null : peerOf(rows[0]);
    },
    async receiptNow(digest) {
      const { rows } = await sql<ReceiptRow>`select receipt_bytes from exchange_inbox where digest = ${digest}`.execute(db);
      return bytesOrNull(rows[0]?.receipt_bytes);
    },
    async lookUp(authorityId, digest) {
      const { rows } = await sql<PeerRow & ReceiptRow>`select ${peerColumns},
        (select receipt_bytes from exchange_inbox where digest = ${digest}) from exchange_peers where authority_id = ${authorityId}`.execute(
        db,
      );
      const [row] = rows;
      return row === undefined ? { peer: null, receipt: null } : { peer: await peerOf(row), receipt: bytesOrNull(row.receipt_bytes) };
    },
    async nextInChannel(tx, channel) {
      // Writing the row locks it, whether it is new or not.
      const { rows } = await sql<ChannelTable>`insert into exchange_channels (channel, seq, head) values (${channel}, 0, null)
        on conflict (channel) do update set channel = excluded.channel returning *`.execute(tx);
      const [row] = rows;
      assert(row !== undefined, 'the row of the channel is there');
      return { epoch: row.epoch, seq: row.seq + 1, prev: row.head };
    },
    async endEpoch(tx, channel, epoch) {
      await sql`update exchange_channels set epoch = epoch + 1, seq = 0 where channel = ${channel} and epoch = ${epoch}`.execute(tx);
    },
    insertOutgoing,
    claimDue: (given) => claimDue(db, given),
    settle,
    async retryLater(row, next) {
      await sql`update exchange_outbox set state = 'waiting', token = null, lease_until = null, next_attempt_at = ${next.nextAttemptAt},
        last_delay_ms = ${next.delayMs} where digest = ${row.digest} and token = ${row.token}`.execute(db);
    },
    lockIncoming,
    insertIncoming,
  };
}

type ReceiptRow = { receipt_bytes: Buffer | null };

function bytesOrNull(bytes: Buffer | null | undefined): Uint8Array | null {
  return bytes === null || bytes === undefined ? null : new Uint8Array(bytes);
}

/** How exact the moment is at which a peer was last heard: its row is not locked by every dispatch. */
const heardEveryMs = 10_000;

const heard = (peer: AuthorityId, at: Instant) => sql`update exchange_peers set last_heard_at = ${at}
  where authority_id = ${peer} and (last_heard_at is null or last_heard_at < ${addMs(at, -heardEveryMs)})`;

function peerReader(db: Database, suites: Suites): (row: PeerRow) => Promise<Peer> {
  const known = new Map<string, KeyState>();
  return async ({ authority_id: authorityId, endpoint, state, history_length: length, keys_seen_at: seenAt }) => {
    const name = `${authorityId} ${length}`;
    const keyState = known.get(name) ?? keyStateOf(await findPeerRecord(db, authorityId), suites);
    // A history that is being extended is read whole by nobody else; what was read may be shorter or longer than the row said.
    if (keyState.size === length) known.set(name, keyState);
    // What the key history announces is newer than what the invitation said.
    return { authorityId, endpoint: keyState.endpoint ?? endpoint, state, keyState, keysSeenAt: seenAt ?? neverSeen };
  };
}

/** Of peers that were taken in before this was noted. */
const neverSeen = '1970-01-01T00:00:00.000Z' as Instant;

function keyStateOf(record: PeerRecord | null, suites: Suites): KeyState {
  assert(record !== null, 'a peer is never removed');
  const folded = foldKeyHistory(record.history, suites);
  assert(folded.ok, `the stored key history of ${record.authority_id} holds`);
  return folded.value;
}

// --- outbox ---------------------------------------------------------------------------------------------------------

async function insertOutgoing(tx: Transaction, row: OutboxRow): Promise<void> {
  await sql`with channel as (update exchange_channels set seq = ${row.seq}, head = ${row.digest} where channel = ${row.channel})
    insert into exchange_outbox (digest, peer, case_ref, kind, class, channel, epoch, seq, signed_bytes, body_document, queued_at, not_after,
      next_attempt_at, attempts, last_delay_ms, log_index, state)
    values (${row.digest}, ${row.peer}, ${row.caseRef}, ${row.kind}, ${row.class}, ${row.channel}, ${row.epoch}, ${row.seq},
      ${Buffer.from(row.signedBytes)}, ${Buffer.from(row.bodyDocument)}, ${row.queuedAt}, ${row.notAfter}, ${row.nextAttemptAt}, ${row.attempts},
      ${row.lastDelayMs}, ${row.logIndex}, 'waiting')`.execute(tx);
}

type ClaimedTableRow = Omit<OutboxTable, 'attempts' | 'last_delay_ms' | 'log_index'> & {
  attempts: number;
  last_delay_ms: number | string;
  log_index: number | string;
  channel_epoch: number;
};

async function claimDue(db: Database, given: Parameters<ExchangeStore<Transaction>['claimDue']>[0]): Promise<ClaimedRow[]> {
  const { now, leaseUntil, token, rowsMax } = given;
  // Each class is a lane of its own, read in the order of its index: a thousand that wait cost no more than one that is due.
  const lane = (name: OutboxRow['class']) => sql`select due.digest from exchange_outbox as due
    where due.class = ${name} and due.next_attempt_at <= ${now} and due.state in ('waiting', 'leased')
      and (due.state = 'waiting' or due.lease_until < ${now})
      and not exists (
        select from exchange_outbox as before
        where before.channel = due.channel and (before.epoch, before.seq) < (due.epoch, due.seq) and before.state in ('waiting', 'leased'))
    order by due.next_attempt_at limit ${rowsMax} for update skip locked`;
  const claim = sql<ClaimedTableRow>`with urgent as (${lane('urgent')}), normal as (${lane('normal')})
    update exchange_outbox set state = 'leased', token = ${token}, lease_until = ${leaseUntil}, attempts = attempts + 1
    where digest in (select digest from urgent union all select digest from normal limit ${rowsMax})
    returning *, (select epoch from exchange_channels as channel where channel.channel = exchange_outbox.channel) as channel_epoch`;
  const { rows } = await claim.execute(db);
  return rows.map((row) => ({
    digest: row.digest,
    peer: row.peer,
    caseRef: row.case_ref,
    kind: row.kind,
    class: row.class,
    channel: row.channel,
    epoch: row.epoch,
    seq: row.seq,
    signedBytes: new Uint8Array(row.signed_bytes),
    bodyDocument: new Uint8Array(row.body_document),
    queuedAt: row.queued_at,
    notAfter: row.not_after,
    nextAttemptAt: row.next_attempt_at,
    attempts: row.attempts,
    lastDelayMs: Number(row.last_delay_ms),
    logIndex: Number(row.log_index),
    token,
    channelEpoch: row.channel_epoch,
  }));
}

async function settle(tx: Transaction, row: ClaimedRow, settlement: Settlement, now: Instant): Promise<boolean> {
  const receiptBytes = settlement.receiptBytes === null ? null : Buffer.from(settlement.receiptBytes);
  const ended = sql`update exchange_outbox set state = ${settlement.state}, token = null, lease_until = null,
    receipt_bytes = ${receiptBytes}, settled_at = ${settlement.at} where digest = ${row.digest} and token = ${row.token} returning digest`;
  const whole = receiptBytes === null ? ended : sql`with ended as (${ended}), heard as (${heard(row.peer, now)}) select digest from ended`;
  return (await whole.execute(tx)).rows.length > 0;
}

/** Makes everything that waits for a peer due now: there is word from it. */
export async function hastenOutbox(tx: Transaction, peer: AuthorityId, now: Instant): Promise<void> {
  await sql`update exchange_outbox set next_attempt_at = ${now} where peer = ${peer} and state = 'waiting'`.execute(tx);
}

// --- inbox ----------------------------------------------------------------------------------------------------------

type SurroundingsRow = ReceiptRow & { here: Digest | null; before: Digest | null };

async function lockIncoming(tx: Transaction, given: Parameters<ExchangeStore<Transaction>['lockIncoming']>[1]): Promise<Surroundings> {
  const { digest, peer, place } = given;
  const name = place === null ? digest : `${peer} ${place.channel}`;
  const { channel = null, epoch = null, seq = null } = place ?? {};
  const { rows } =
    await sql<SurroundingsRow>`select * from exchange_lock_incoming(${name}, ${digest}, ${peer}, ${channel}, ${epoch}, ${seq})`.execute(tx);
  const [row] = rows;
  return { receipt: bytesOrNull(row?.receipt_bytes), here: row?.here ?? null, before: row?.before ?? null };
}

async function insertIncoming(tx: Transaction, row: InboxRow): Promise<void> {
  const { channel = null, epoch = 0, seq = null } = row.place ?? {};
  await sql`with heard as (${heard(row.peer, row.receivedAt)})
    insert into exchange_inbox (digest, peer, case_ref, kind, channel, epoch, seq, signed_bytes, body_document, receipt_bytes, state, received_at,
      log_index)
    values (${row.digest}, ${row.peer}, ${row.caseRef}, ${row.kind}, ${channel}, ${epoch}, ${seq}, ${Buffer.from(row.signedBytes)},
      ${Buffer.from(row.bodyDocument)}, ${Buffer.from(row.receiptBytes)}, ${row.state}, ${row.receivedAt}, ${row.logIndex})`.execute(tx);
}

// --- peers ----------------------------------------------------------------------------------------------------------

export async function findPeerRecord(db: Database, authorityId: string): Promise<PeerRecord | null> {
  const row = await tables(db)
    .selectFrom('exchange_peers')
    .selectAll()
    .where('authority_id', '=', authorityId as AuthorityId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, history: row.history.map((event) => new Uint8Array(event)) };
}

export async function lockPeerRecord(tx: Transaction, authorityId: string): Promise<PeerRecord | null> {
  await tables(tx)
    .selectFrom('exchange_peers')
    .select('authority_id')
    .where('authority_id', '=', authorityId as AuthorityId)
    .forUpdate()
    .execute();
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
  return rows.map((row) => ({
    ...row,
    history: row.history.map((event) => new Uint8Array(event)),
    waiting: counts.get(row.authority_id) ?? 0,
  }));
}

export async function insertPeerRecord(
  tx: Transaction,
  record: Pick<PeerRecord, 'authority_id' | 'invitation' | 'history'>,
  at: Instant,
): Promise<boolean> {
  const { authority_id, invitation, history } = record;
  const inserted = await sql`insert into exchange_peers (authority_id, invitation, history, state, keys_seen_at) values
    (${authority_id}, ${JSON.stringify(invitation)}::jsonb, ${history.map((event) => Buffer.from(event))}::bytea[], 'invited', ${at})
    on conflict do nothing`.execute(tx);
  const isNew = (inserted.numAffectedRows ?? 0n) > 0n;
  if (isNew) await noteEvents(tx, authority_id, { from: 0, count: history.length, at });
  return isNew;
}

export async function updatePeerRecord(
  tx: Transaction,
  authorityId: AuthorityId,
  change: Partial<Pick<PeerTable, 'state' | 'they_confirmed' | 'confirmed_at'>>,
): Promise<void> {
  await tables(tx).updateTable('exchange_peers').set(change).where('authority_id', '=', authorityId).execute();
}

// --- what others read -----------------------------------------------------------------------------------------------

export interface CaseDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
  readonly receiptBytes: Uint8Array | null;
  readonly logIndex: number;
}

/** Every dispatch of a case that was sent or admitted here, in the order of our log. */
export async function dispatchesOfCase(db: Database, caseRef: string): Promise<CaseDispatch[]> {
  const sent = await tables(db)
    .selectFrom('exchange_outbox')
    .select(['digest', 'signed_bytes', 'body_document', 'receipt_bytes', 'log_index'])
    .where('case_ref', '=', caseRef)
    .execute();
  const received = await tables(db)
    .selectFrom('exchange_inbox')
    .select(['digest', 'signed_bytes', 'body_document', 'receipt_bytes', 'log_index'])
    .where('case_ref', '=', caseRef)
    .where('state', '=', 'delivered')
    .execute();
  return [...sent, ...received]
    .toSorted((left, right) => left.log_index - right.log_index)
    .map((row) => ({
      digest: row.digest,
      signedBytes: new Uint8Array(row.signed_bytes),
      bodyDocument: new Uint8Array(row.body_document),
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
