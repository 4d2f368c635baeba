// SPDX-License-Identifier: Apache-2.0
/**
 * The exchange in PostgreSQL: peers, what others read, and the store as a whole. The statements on outbox and inbox are in the
 * folders of these names; tables/store.ts describes the tables.
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { type Act, type AgreementRef, type Facts, rememberAgreements } from '../agreements/index.ts';
import { appendGathered, gatherAudit } from '../audit/index.ts';
import { type Database, type Instant, type Transaction, withNextMark } from '../kernel/index.ts';
import { readDispatchForm, readPayload, statedFacts } from './dispatch.ts';
import { type AuthorityId, type Digest, foldKnownHistory, type KeyState, type Suites } from '../seals/index.ts';
import { noteEvents, peerColumns, type PeerRow, postgresPeerKeys } from './keys/store.ts';
import { inboxStore } from './inbox/store.ts';
import { outboxStore } from './outbox/store.ts';
import type { ExchangeStore, Peer } from './ports.ts';
import type { ExchangeTables, PeerRecord, PeerTable } from './tables/store.ts';

const tables = (db: Database) => db.withTables<ExchangeTables>();

/** The store of one authority. Key histories are verified once and remembered by their length, since a history only grows. */
export function postgresStore(db: Database, suites: Suites): ExchangeStore<Transaction> {
  const peerOf = peerReader(db, suites);
  const peers = new Set<string>();
  return {
    keys: postgresPeerKeys(db, peerOf),
    transaction: (work) => db.transaction().execute(work),
    sharedTransaction: (work) =>
      db.transaction().execute(async (tx) => {
        await sql`${sql.raw(withNextMark)}select set_config('lock_timeout', ${String(sharedLockMs)}, true)`.execute(tx);
        gatherAudit(tx);
        rememberAgreements(tx);
        const value = await work(tx);
        await appendGathered(tx);
        return value;
      }),
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
    async freezePeer(tx, peer) {
      await sql`update exchange_peers set state = 'frozen' where authority_id = ${peer}`.execute(tx);
    },
    async raiseAlarm(tx, { kind, peer, about, other, at }) {
      const raised =
        await sql`insert into exchange_alarms (kind, peer, about, other, at) values (${kind}, ${peer}, ${about}, ${other}, ${at})
        on conflict do nothing`.execute(tx);
      return (raised.numAffectedRows ?? 0n) > 0n;
    },
    async lookUp(authorityId, digests) {
      const { rows } = await sql<PeerRow & ReceiptRow>`select ${peerColumns}, receipt.digest, receipt.receipt_bytes
        from exchange_peers left join lateral (select digest, coalesce(opened_receipt, receipt_bytes) as receipt_bytes
          from exchange_inbox where digest = any (${[...digests]}::text[])) as receipt on true
        where authority_id = ${authorityId}`.execute(db);
      const receipts = new Map<Digest, Uint8Array>();
      for (const { digest, receipt_bytes: bytes } of rows)
        if (digest !== null && bytes !== null) receipts.set(digest, new Uint8Array(bytes));
      const [row] = rows;
      return { peer: row === undefined ? null : await peerOf(row), receipts };
    },
    ...outboxStore(db),
    ...inboxStore(db),
  };
}

type ReceiptRow = { digest: Digest | null; receipt_bytes: Buffer | null };

/**
 * How long a transaction over several dispatches waits for a lock: shorter than the second after which PostgreSQL looks for
 * transactions that wait for each other, so that it is never an officer's that has to end.
 */
const sharedLockMs = 400;

/** True where nothing is held, nobody is to be told anything, and nothing urgent that was queued by `lateBy` waits. */
export async function isTended(db: Database, { now, lateBy }: { readonly now: Instant; readonly lateBy: Instant }): Promise<boolean> {
  // Each is found by an index that holds only what waits.
  const { rows } = await sql<{ is_tended: boolean }>`select not (
    exists (select from exchange_inbox where state in ('held', 'quarantined'))
    or exists (select from exchange_inbox where tell_at <= ${now})
    or exists (select from exchange_outbox where tell_at <= ${now})
    or exists (select from exchange_outbox where class = 'urgent' and alarmed_at is null
      and state in ('waiting', 'leased', 'custody') and queued_at <= ${lateBy})) as is_tended`.execute(db);
  return rows[0]?.is_tended ?? false;
}

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
  const folded = foldKnownHistory(record.history, suites);
  assert(folded.ok, `the stored key history of ${record.authority_id} holds`);
  return folded.value;
}

/** Makes everything that waits for a peer due now, what is on its way included, and its lanes free: there is word from it. */
export async function hastenOutbox(tx: Transaction, peer: AuthorityId, now: Instant): Promise<void> {
  await sql`with free as (update exchange_lanes set failures = 0, paused_until = null where peer = ${peer})
    update exchange_outbox set next_attempt_at = ${now} where peer = ${peer} and state in ('waiting', 'leased', 'custody')`.execute(tx);
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
    .forNoKeyUpdate()
    .execute();
  return findPeerRecord(tx, authorityId);
}

export async function listPeerRecords(db: Database): Promise<(PeerRecord & { waiting: number })[]> {
  const rows = await tables(db).selectFrom('exchange_peers').selectAll().orderBy('authority_id').execute();
  const waiting = await tables(db)
    .selectFrom('exchange_outbox')
    .select(['peer', (eb) => eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'leased', 'custody'])
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
    .where('state', 'in', ['delivered', 'opened'])
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

/** An act that went out or was admitted here, as its dispatch says. */
export interface RecordedAct {
  readonly dispatch: Digest;
  readonly act: Act;
  readonly at: Instant;
  readonly agreement: AgreementRef;
  /** The facts on which it was judged; that each proof holds was checked then. */
  readonly facts: Facts;
}

/** Acts of assistance and of what was given since then, the latest first: what an agreement was asked. */
export async function recordedActs(db: Database, since: Instant, rowsMax: number): Promise<RecordedAct[]> {
  const { rows } = await sql<{ signed_bytes: Buffer; at: Instant }>`select signed_bytes, at from (
    select signed_bytes, queued_at as at, kind from exchange_outbox where state in ('delivered', 'opened')
    union all select signed_bytes, received_at as at, kind from exchange_inbox where state in ('delivered', 'opened')) as acts
    where at >= ${since} and (kind like 'assistance.%' or kind like 'onward.%') order by at desc limit ${rowsMax}`.execute(db);
  return rows.flatMap(({ signed_bytes: bytes }) => {
    const form = readDispatchForm(new Uint8Array(bytes));
    const payload = form.ok ? readPayload(form.value.document) : form;
    if (!form.ok || !payload.ok) return [];
    const { act, createdAt, agreement } = payload.value;
    return [{ dispatch: form.value.digest, act, at: createdAt as Instant, agreement, facts: statedFacts(payload.value) }];
  });
}

export async function outboxWaiting(db: Database, rowsMax: number) {
  return tables(db)
    .selectFrom('exchange_outbox')
    .select(['digest', 'peer', 'kind', 'class', 'queued_at', 'not_after', 'next_attempt_at', 'attempts'])
    .where('state', 'in', ['waiting', 'leased', 'custody'])
    .orderBy('position')
    .limit(rowsMax)
    .execute();
}
