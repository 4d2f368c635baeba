// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of the exchange, and how they came to be.
 *
 *     exchange_outbox     every dispatch of ours: its exact bytes, its place, its state and lease, and in the end its receipt
 *     exchange_inbox      every dispatch of a peer that was admitted or rejected for good, with the receipt that was given
 *     exchange_channels   where each of our channels stands; its row is locked while a dispatch is queued in it
 *     exchange_peers      invitations as they were taken in, key histories, and how far the ceremony has come
 *
 * Moments are text in one spelling, so that their order as text is their order in time.
 */
import { type Generated, sql } from 'kysely';
import type { Instant, RoomMigrations } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import { keyMigrations } from '../keys/store.ts';
import type { InboxRow, OutboxState, PeerState } from '../ports.ts';
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
  receipt_bytes: Buffer | null;
  settled_at: Instant | null;
  position: Generated<number>;
};
type InboxTable = {
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
  state: InboxRow['state'];
  received_at: Instant;
  log_index: number;
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
};
export type ChannelTable = { channel: string; epoch: number; seq: number; head: Digest | null };
export type ExchangeTables = {
  exchange_outbox: OutboxTable;
  exchange_inbox: InboxTable;
  exchange_peers: PeerTable;
  exchange_channels: ChannelTable;
};

export type PeerRecord = Omit<PeerTable, 'history'> & { history: readonly Uint8Array[] };

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
