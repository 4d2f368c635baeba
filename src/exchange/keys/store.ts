// SPDX-License-Identifier: Apache-2.0
/**
 * Keys of peers in PostgreSQL: their histories (a column of exchange_peers), and beside them
 *
 *     exchange_key_events   when this server took in each event of a peer's history
 *     exchange_evidence     proof that a peer contradicted itself; rows are never changed
 *     exchange_suspects     received dispatches whose signing key was revoked since, until their author affirms them
 *     exchange_lost         dispatches of ours that a peer may have lost, until it has given a receipt for them again
 *     exchange_keys_told    one row: how many events of our own history the peers were told
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addMs, type Database, type Instant, type RoomMigrations, type Transaction } from '../../kernel/index.ts';
import { type AuthorityId, type Digest, digestOf, type KeyId } from '../../seals/index.ts';
import type { LostDispatch, Peer, PeerKeys, PeerState } from '../ports.ts';
import type { StandWire } from './wire.ts';

export const keyMigrations: RoomMigrations = {
  'exchange-keys-002-offered-again': {
    async up(db) {
      await sql`create table exchange_lost (digest text primary key references exchange_outbox)`.execute(db);
    },
  },
  'exchange-keys-001-views-evidence-suspects': {
    async up(db) {
      await sql`alter table exchange_peers add column keys_seen_at text collate "C", add column skew_ms bigint`.execute(db);
      await sql`create table exchange_key_events (
        peer text not null references exchange_peers, event_index integer not null, seen_at text collate "C" not null,
        primary key (peer, event_index))`.execute(db);
      await sql`create table exchange_evidence (
        digest text primary key, peer text not null references exchange_peers, kind text not null, at text collate "C" not null,
        bytes bytea not null)`.execute(db);
      await sql`create table exchange_suspects (
        digest text primary key, peer text not null references exchange_peers, key_id text not null, since text collate "C" not null,
        affirmed_at text collate "C")`.execute(db);
      await sql`create index exchange_suspects_open on exchange_suspects (peer) where affirmed_at is null`.execute(db);
      await sql`create table exchange_keys_told (is_only boolean primary key default true check (is_only), size integer not null)`.execute(
        db,
      );
      await sql`insert into exchange_keys_told (size) values (1)`.execute(db);
    },
  },
};

/** What a row of exchange_peers is read as; store.ts says how. */
export interface PeerRow {
  readonly authority_id: AuthorityId;
  readonly endpoint: string;
  readonly state: PeerState;
  readonly history_length: number;
  readonly keys_seen_at: Instant | null;
}
export const peerColumns = sql.raw(
  "authority_id, invitation ->> 'endpoint' as endpoint, state, cardinality(history) as history_length, keys_seen_at",
);

/** Whoever queues or keeps a dispatch of the peer refers to its row meanwhile, and neither waits for the other: its name never changes. */
const lockPeer = sql`for no key update`;

export function postgresPeerKeys(db: Database, peerOf: (row: PeerRow) => Promise<Peer>): PeerKeys<Transaction> {
  const historyIn = async (given: Database, peer: string, isLocked: boolean): Promise<Uint8Array[]> => {
    const { rows } = await sql<{ history: Buffer[] }>`select history from exchange_peers where authority_id = ${peer}
      ${isLocked ? lockPeer : sql``}`.execute(given);
    return (rows[0]?.history ?? []).map((event) => new Uint8Array(event));
  };
  return {
    lockHistory: (tx, peer) => historyIn(tx, peer, true),
    historyNow: (peer) => historyIn(db, peer, false),
    async otherStates(tx, peer) {
      const { rows } = await sql<PeerRow>`select ${peerColumns} from exchange_peers where authority_id <> ${peer}`.execute(tx);
      return (await Promise.all(rows.map(peerOf))).map((other) => other.keyState);
    },
    async livePeers(tx) {
      const { rows } = await sql<PeerRow>`select ${peerColumns} from exchange_peers where state = 'live' order by authority_id`.execute(tx);
      return Promise.all(rows.map(peerOf));
    },
    async seenBefore(now, ageMs) {
      const { rows } = await sql<PeerRow>`select authority_id from exchange_peers
        where state = 'live' and (keys_seen_at is null or keys_seen_at < ${addMs(now, -ageMs)} or keys_seen_at > ${addMs(now, ageMs)})
        order by authority_id`.execute(db);
      return rows.map((row) => row.authority_id);
    },
    async extend(tx, peer, { tail, state, at }) {
      await sql`update exchange_peers set history = history || ${tail.map((event) => Buffer.from(event))}::bytea[]
        where authority_id = ${peer}`.execute(tx);
      await noteEvents(tx, peer, { from: state.size - tail.length, count: tail.length, at });
    },
    async noteSeen(peer, { at, skewMs }) {
      await sql`update exchange_peers set keys_seen_at = ${at}, skew_ms = ${skewMs} where authority_id = ${peer}`.execute(db);
    },
    async freeze(tx, peer, { kind, bytes, at }) {
      const digest = digestOf(bytes);
      await sql`insert into exchange_evidence (digest, peer, kind, at, bytes) values (${digest}, ${peer}, ${kind}, ${at}, ${Buffer.from(bytes)})
        on conflict do nothing`.execute(tx);
      await sql`update exchange_peers set state = 'frozen' where authority_id = ${peer}`.execute(tx);
      return digest;
    },
    markSuspect,
    affirm,
    async standsBefore(tx, { peer, logIndex }) {
      const { rows } = await sql<StandWire>`select distinct on (channel) channel, epoch, seq, digest from exchange_outbox
        where peer = ${peer} and log_index < ${logIndex} order by channel, epoch desc, seq desc`.execute(tx);
      return rows;
    },
    ...lostDispatches(db),
    ...toldOf,
  };
}

type LostRow = Pick<LostDispatch, 'digest' | 'peer' | 'class'> & { signed_bytes: Buffer; body_document: Buffer };

/** Receipts are given in the order of the log, or nearly so: the last of them name the largest entries. */
const receiptsReadMax = 500;

/** The entry that a receipt names, out of the payload of the signed document. */
const receiptIndex = sql<number>`((convert_from(decode(
  convert_from(receipt_bytes, 'UTF8')::jsonb ->> 'payload', 'base64'), 'UTF8')::jsonb) ->> 'logIndex')::bigint`;

const toldOf: Pick<PeerKeys<Transaction>, 'lockTold' | 'setTold'> = {
  async lockTold(tx) {
    const { rows } = await sql<{ size: number }>`select size from exchange_keys_told for update`.execute(tx);
    assert(rows[0] !== undefined, 'the row is there from the first migration on');
    return rows[0].size;
  },
  async setTold(tx, size) {
    await sql`update exchange_keys_told set size = ${size}`.execute(tx);
  },
};

type OfLost = Pick<PeerKeys<Transaction>, 'noteLost' | 'lost' | 'forgetLost' | 'seenLogSize'>;

function lostDispatches(db: Database): OfLost {
  return {
    async noteLost(tx, peer, logSize) {
      const noted = await sql`insert into exchange_lost (digest) select digest from exchange_outbox
        where peer = ${peer} and state in ('delivered', 'opened') and receipt_bytes is not null and ${receiptIndex} >= ${logSize}
        on conflict do nothing`.execute(tx);
      return Number(noted.numAffectedRows ?? 0n);
    },
    async lost(rowsMax) {
      const { rows } = await sql<LostRow>`select o.digest, o.peer, o.class, o.signed_bytes, o.body_document
        from exchange_lost l join exchange_outbox o on o.digest = l.digest order by o.channel, o.epoch, o.seq limit ${rowsMax}`.execute(db);
      return rows.map((row) => ({
        digest: row.digest,
        peer: row.peer,
        class: row.class,
        signedBytes: new Uint8Array(row.signed_bytes),
        bodyDocument: new Uint8Array(row.body_document),
      }));
    },
    async forgetLost(digest) {
      await sql`delete from exchange_lost where digest = ${digest}`.execute(db);
    },
    async seenLogSize(peer) {
      const { rows } = await sql<{ size: number | null }>`select max(index) + 1 as size from (select ${receiptIndex} as index
        from exchange_outbox where peer = ${peer} and receipt_bytes is not null order by position desc limit ${receiptsReadMax}) as latest`.execute(
        db,
      );
      return rows[0]?.size ?? 0;
    },
  };
}

/** Notes when events of a peer's history were taken in. */
export async function noteEvents(tx: Transaction, peer: string, given: { from: number; count: number; at: Instant }): Promise<void> {
  const { from, count, at } = given;
  await sql`insert into exchange_key_events (peer, event_index, seen_at)
    select ${peer}, place, ${at} from generate_series(${from}::integer, ${from + count - 1}::integer) as place on conflict do nothing`.execute(
    tx,
  );
}

/** The id of a key stands in a signed document as text, and nowhere else in it: signatures and payload are base 64. */
async function markSuspect(tx: Transaction, given: { peer: AuthorityId; keyId: KeyId; at: Instant }): Promise<number> {
  const { peer, keyId, at } = given;
  const marked = await sql`insert into exchange_suspects (digest, peer, key_id, since)
    select digest, peer, ${keyId}, ${at} from exchange_inbox
    where peer = ${peer} and state in ('delivered', 'opened') and position(convert_to(${keyId}, 'UTF8') in signed_bytes) > 0
    on conflict do nothing`.execute(tx);
  return Number(marked.numAffectedRows ?? 0n);
}

async function affirm(tx: Transaction, peer: AuthorityId, stands: readonly StandWire[], at: Instant): Promise<number> {
  const affirmed = await sql`update exchange_suspects as suspect set affirmed_at = ${at}
    from exchange_inbox as received, jsonb_to_recordset(${JSON.stringify(stands)}::jsonb)
      as stand (channel text, epoch integer, seq integer, digest text)
    where suspect.digest = received.digest and suspect.peer = ${peer} and suspect.affirmed_at is null
      and received.channel = stand.channel and (received.epoch, received.seq) <= (stand.epoch, stand.seq)
      and exists (select from exchange_inbox as place where place.peer = ${peer} and place.digest = stand.digest
        and place.channel = stand.channel and place.epoch = stand.epoch and place.seq = stand.seq)`.execute(tx);
  return Number(affirmed.numAffectedRows ?? 0n);
}

// --- what screens and the doctor read -------------------------------------------------------------------------------

export interface PeerKeyFacts {
  readonly keysSeenAt: Instant | null;
  readonly skewMs: number | null;
  readonly seen: ReadonlyMap<number, Instant>;
  readonly evidence: readonly { readonly digest: Digest; readonly kind: string; readonly at: string }[];
  readonly suspects: readonly {
    readonly dispatch: string;
    readonly caseRef: string | null;
    readonly keyId: string;
    readonly since: string;
  }[];
}

/** Suspect dispatches on one screen; beyond it the log has them all. */
const suspectsShownMax = 200;

export async function peerKeyFacts(db: Database, peer: string): Promise<PeerKeyFacts> {
  const { rows } = await sql<{ keys_seen_at: Instant | null; skew_ms: string | number | null }>`select keys_seen_at, skew_ms
    from exchange_peers where authority_id = ${peer}`.execute(db);
  const events = await sql<{ event_index: number; seen_at: Instant }>`select event_index, seen_at from exchange_key_events
    where peer = ${peer}`.execute(db);
  const evidence = await sql<PeerKeyFacts['evidence'][number]>`select digest, kind, at from exchange_evidence
    where peer = ${peer} order by at`.execute(db);
  const suspects = await sql<
    PeerKeyFacts['suspects'][number]
  >`select s.digest as dispatch, i.case_ref as "caseRef", s.key_id as "keyId", s.since
    from exchange_suspects s join exchange_inbox i on i.digest = s.digest
    where s.peer = ${peer} and s.affirmed_at is null order by i.position desc limit ${suspectsShownMax}`.execute(db);
  const [row] = rows;
  const skew = row?.skew_ms ?? null;
  return {
    keysSeenAt: row?.keys_seen_at ?? null,
    skewMs: skew === null ? null : Number(skew),
    seen: new Map(events.rows.map((event) => [event.event_index, event.seen_at])),
    evidence: evidence.rows,
    suspects: suspects.rows,
  };
}

/** How many received dispatches of each peer are suspect. */
export async function suspectCounts(db: Database): Promise<Map<string, number>> {
  const { rows } = await sql<{ peer: string; count: number | string }>`select peer, count(*) as count from exchange_suspects
    where affirmed_at is null group by peer`.execute(db);
  return new Map(rows.map((row) => [row.peer, Number(row.count)]));
}

export async function evidenceBytes(db: Database, digest: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from exchange_evidence where digest = ${digest}`.execute(db);
  return rows[0] === undefined ? null : new Uint8Array(rows[0].bytes);
}

/** Peers whose last dispatch about our keys has not been receipted. */
export async function untoldPeers(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ peer: string }>`select distinct peer from exchange_outbox
    where kind = 'peering.keys' and state in ('waiting', 'leased')`.execute(db);
  return new Set(rows.map((row) => row.peer));
}
