// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of the exchange, and how they came to be.
 *
 *     exchange_outbox     every dispatch of ours: its exact bytes, its place, its state and lease, and the receipts for it
 *     exchange_inbox      every dispatch of a peer that is held, was admitted or rejected for good, with the receipt that was given
 *     exchange_channels   where each of our channels stands; its row is locked while a dispatch is queued in it
 *     exchange_peers      invitations as they were taken in, key histories, how far the ceremony has come, and what its log was
 *     exchange_lanes      lanes that could not be used, and until when they rest; one that works has no row or an empty one
 *     exchange_alarms     what a person must know, until an officer has taken it
 *
 * Moments are text in one spelling, so that their order as text is their order in time.
 */
import { type Generated, type RawBuilder, sql } from 'kysely';
import type { Instant, RoomMigrations } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import { keyMigrations } from '../keys/store.ts';
import type { InboxState, OutboxState } from '../delivery/delivery-states.ts';
import type { Alarm, DispatchClass, PeerState } from '../ports.ts';
import type { InvitationWire } from '../wire.ts';

export type OutboxTable = {
  digest: Digest;
  peer: AuthorityId;
  case_ref: string | null;
  kind: string;
  class: 'normal' | 'urgent';
  channel: string;
  epoch: number;
  seq: number;
  signed_bytes: Buffer;
  body_document: Buffer;
  queued_at: Instant;
  not_after: Instant;
  next_attempt_at: Instant;
  attempts: number;
  last_delay_ms: number;
  log_index: number;
  state: OutboxState;
  token: string | null;
  lease_until: Instant | null;
  /** The receipt that ended it. */
  receipt_bytes: Buffer | null;
  custody_receipt: Buffer | null;
  opened_receipt: Buffer | null;
  settled_at: Instant | null;
  /** Our statement that it was given up, when the peer is to be told, and what it answered. */
  statement: Buffer | null;
  tell_at: Instant | null;
  late_receipt: Buffer | null;
  /** When the duty officer was called. */
  alarmed_at: Instant | null;
  /** An officer's word that nothing more is to be done. */
  aside_at: Instant | null;
  aside_by: string | null;
  aside_reason: string | null;
  position: Generated<number>;
};
export type InboxTable = {
  digest: Digest;
  peer: AuthorityId;
  case_ref: string | null;
  kind: string;
  channel: string | null;
  epoch: number;
  seq: number | null;
  signed_bytes: Buffer;
  body_document: Buffer;
  receipt_bytes: Buffer;
  opened_receipt: Buffer | null;
  state: InboxState;
  received_at: Instant;
  log_index: number;
  judge_at: Instant | null;
  tell_at: Instant | null;
  position: Generated<number>;
};
export type PeerTable = {
  authority_id: AuthorityId;
  invitation: InvitationWire;
  history: Buffer[];
  state: PeerState;
  they_confirmed: boolean;
  confirmed_at: Instant | null;
  last_heard_at: Instant | null;
  keys_seen_at: Instant | null;
  log_size: number | null;
  log_root: string | null;
};
type LaneTable = { peer: AuthorityId; class: DispatchClass; failures: number; paused_until: Instant | null };
type AlarmTable = {
  kind: Alarm['kind'];
  peer: AuthorityId;
  about: Digest;
  other: Digest | null;
  at: Instant;
  taken_at: Instant | null;
  taken_by: string | null;
};
export type ChannelTable = { channel: string; epoch: number; seq: number; head: Digest | null };
export type ExchangeTables = {
  exchange_outbox: OutboxTable;
  exchange_inbox: InboxTable;
  exchange_peers: PeerTable;
  exchange_channels: ChannelTable;
  exchange_lanes: LaneTable;
  exchange_alarms: AlarmTable;
};

export type PeerRecord = Omit<PeerTable, 'history'> & { history: readonly Uint8Array[] };

/** The part of `whole` that two columns of the statement point to; null where they are. */
export function partOf(whole: string, begin: string, length: string): RawBuilder<Buffer | null> {
  return sql`substring(${sql.ref(whole)} from ${sql.ref(begin)} for ${sql.ref(length)})`;
}

export const exchangeMigrations: RoomMigrations = {
  ...keyMigrations,
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
  'exchange-002-epochs': {
    async up(db) {
      await sql`alter table exchange_channels add column epoch integer not null default 0`.execute(db);
      await sql`alter table exchange_outbox add column epoch integer not null default 0`.execute(db);
      await sql`alter table exchange_outbox drop constraint exchange_outbox_channel_seq_key`.execute(db);
      await sql`alter table exchange_outbox add constraint exchange_outbox_place unique (channel, epoch, seq)`.execute(db);
      await sql`drop index exchange_outbox_open`.execute(db);
      await sql`create index exchange_outbox_open on exchange_outbox (channel, epoch, seq) where state in ('waiting', 'leased')`.execute(
        db,
      );
      await sql`create index exchange_outbox_peer on exchange_outbox (peer) where state in ('waiting', 'leased')`.execute(db);
      await sql`alter table exchange_inbox add column epoch integer not null default 0`.execute(db);
      // A dispatch that was rejected before its place counted takes no place.
      await sql`alter table exchange_inbox alter column channel drop not null, alter column seq drop not null`.execute(db);
      await sql`drop index exchange_inbox_channel`.execute(db);
      await sql`update exchange_inbox set channel = null, seq = null where state = 'rejected'`.execute(db);
      await sql`create unique index exchange_inbox_place on exchange_inbox (peer, channel, epoch, seq)`.execute(db);
    },
  },
  'exchange-003-lanes-and-lock': {
    async up(db) {
      await sql`drop index exchange_outbox_due`.execute(db);
      await sql`create index exchange_outbox_lane on exchange_outbox (class, next_attempt_at) where state in ('waiting', 'leased')`.execute(
        db,
      );
      await lockFunction.execute(db);
    },
  },
  'exchange-004-body-documents': {
    async up(db) {
      // A dispatch that was signed with its body inside has none beside it.
      for (const table of ['exchange_outbox', 'exchange_inbox']) {
        await sql`alter table ${sql.table(table)} add column body_document bytea not null default ''`.execute(db);
        await sql`alter table ${sql.table(table)} alter column body_document drop default`.execute(db);
      }
    },
  },
  'exchange-020-states-of-delivery': {
    async up(db) {
      await sql`alter table exchange_outbox add column custody_receipt bytea, add column opened_receipt bytea, add column statement bytea,
        add column tell_at text collate "C", add column late_receipt bytea, add column alarmed_at text collate "C",
        add column aside_at text collate "C", add column aside_by text, add column aside_reason text`.execute(db);
      await sql`alter table exchange_inbox add column opened_receipt bytea, add column judge_at text collate "C",
        add column tell_at text collate "C"`.execute(db);
      await sql`alter table exchange_peers add column log_size bigint, add column log_root text`.execute(db);
      await sql`create table exchange_lanes (peer text not null references exchange_peers, class text not null, failures integer not null,
        paused_until text collate "C", primary key (peer, class))`.execute(db);
      await sql`create table exchange_alarms (kind text not null, peer text not null references exchange_peers, about text not null, other text,
        at text collate "C" not null, taken_at text collate "C", taken_by text, primary key (kind, about))`.execute(db);
      for (const index of ['lane', 'open', 'peer']) await sql`drop index ${sql.table(`exchange_outbox_${index}`)}`.execute(db);
      const isOpen = sql`state in ('waiting', 'leased', 'custody')`;
      await sql`create index exchange_outbox_lane on exchange_outbox (class, next_attempt_at) where ${isOpen}`.execute(db);
      await sql`create index exchange_outbox_open on exchange_outbox (channel, epoch, seq) where ${isOpen}`.execute(db);
      await sql`create index exchange_outbox_peer on exchange_outbox (peer) where ${isOpen}`.execute(db);
      await sql`create index exchange_outbox_late on exchange_outbox (queued_at)
        where class = 'urgent' and alarmed_at is null and ${isOpen}`.execute(db);
      await sql`create index exchange_outbox_tell on exchange_outbox (tell_at) where tell_at is not null`.execute(db);
      await sql`create index exchange_outbox_ended on exchange_outbox (settled_at) where state = 'not-delivered' and aside_at is null`.execute(
        db,
      );
      await sql`create index exchange_inbox_tell on exchange_inbox (tell_at) where tell_at is not null`.execute(db);
      await sql`create index exchange_inbox_held on exchange_inbox (peer, channel) where state in ('held', 'quarantined')`.execute(db);
      await sql`drop function exchange_lock_incoming`.execute(db);
      await lockWithHeldFunction.execute(db);
    },
  },
};

/** Both in one call: each statement inside the function sees what was kept up to its own beginning, so after the wait. */
const lockFunction = sql`create function exchange_lock_incoming(lock_name text, wanted text, of_peer text, of_channel text, of_epoch integer, of_seq integer)
  returns table (receipt_bytes bytea, here text, before text) language plpgsql volatile as $$
  begin
    -- Two names that share a lock only wait for each other; what matters is held by the unique places of the inbox.
    perform pg_advisory_xact_lock(hashtextextended(lock_name, 7));
    return query select
      (select i.receipt_bytes from exchange_inbox i where i.digest = wanted),
      (select i.digest from exchange_inbox i where i.peer = of_peer and i.channel = of_channel and i.epoch = of_epoch and i.seq = of_seq),
      (select i.digest from exchange_inbox i where i.peer = of_peer and i.channel = of_channel and i.epoch = of_epoch and i.seq = of_seq - 1);
  end $$`;

/** As above; what is held has its place, but the next one does not follow on it. */
const lockWithHeldFunction = sql`
  create function exchange_lock_incoming(lock_name text, wanted text, of_peer text, of_channel text, of_epoch integer, of_seq integer)
  returns table (receipt_bytes bytea, state text, here text, before text, judged_to integer, held_count integer) language plpgsql volatile as $$
  declare held constant text[] := array['held', 'quarantined'];
  begin
    perform pg_advisory_xact_lock(hashtextextended(lock_name, 7));
    return query select own.receipt, own.state,
      (select i.digest from exchange_inbox i
        where i.peer = of_peer and i.channel = of_channel and i.epoch = of_epoch and i.seq = of_seq and i.digest <> wanted),
      (select i.digest from exchange_inbox i
        where i.peer = of_peer and i.channel = of_channel and i.epoch = of_epoch and i.seq = of_seq - 1 and not i.state = any (held)),
      coalesce((select i.seq from exchange_inbox i
        where i.peer = of_peer and i.channel = of_channel and i.epoch = of_epoch and i.seq < of_seq and not i.state = any (held)
        order by i.seq desc limit 1), 0),
      (select count(*)::integer from exchange_inbox i where i.peer = of_peer and i.channel = of_channel and i.state in ('held', 'quarantined'))
      from (select true) as always left join lateral (
        select coalesce(i.opened_receipt, i.receipt_bytes) as receipt, i.state from exchange_inbox i where i.digest = wanted and i.peer = of_peer
      ) as own on true;
  end $$`;
