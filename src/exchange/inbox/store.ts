// SPDX-License-Identifier: Apache-2.0
/**
 * The inbox in PostgreSQL: one row for each dispatch of a peer that is held or was judged for good, by its digest.
 *
 * Two promises rest on the tables themselves, whatever a program does: a digest is there once, and a place in a channel is taken
 * once. The lock of a channel only keeps two judgings from looking at the same moment.
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addMs, type Database, type Transaction } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import { quarantineMs } from '../channel-order.ts';
import { heard } from '../outbox/store.ts';
import type { InboxState } from '../delivery/delivery-states.ts';
import type { HeldRow, InboxRow, InboxStore, IncomingPlace, Surroundings } from '../ports.ts';
import { bytesOrNull, packBytes } from '../tables/rows.ts';
import { type InboxTable, partOf } from '../tables/store.ts';

export function inboxStore(db: Database): Omit<InboxStore<Transaction>, 'lookUp'> {
  return {
    async receiptNow(digest) {
      const { rows } = await sql<{ receipt: Buffer | null }>`select coalesce(opened_receipt, receipt_bytes) as receipt
        from exchange_inbox where digest = ${digest}`.execute(db);
      return bytesOrNull(rows[0]?.receipt);
    },
    lockIncoming,
    insertIncoming,
    async dueHeld(now, heldBefore, rowsMax) {
      // A moment that lies further ahead than any is set was set by a clock that was put back since.
      const isDue = sql`(judge_at <= ${now} or judge_at > ${addMs(now, quarantineMs)})`;
      const { rows } = await sql<InboxTable>`select * from exchange_inbox as held
        where state in ('held', 'quarantined') and (received_at <= ${heldBefore} or (${isDue} and (seq = 1 or exists (
          select from exchange_inbox as before where before.peer = held.peer and before.channel = held.channel and before.epoch = held.epoch
            and before.seq = held.seq - 1 and before.state not in ('held', 'quarantined')))))
        order by judge_at limit ${rowsMax}`.execute(db);
      return rows.map(heldRowOf);
    },
    async heldAt(peer, { channel, epoch, seq }) {
      const { rows } = await sql<InboxTable>`select * from exchange_inbox where peer = ${peer} and channel = ${channel} and epoch = ${epoch}
        and seq = ${seq} and state in ('held', 'quarantined')`.execute(db);
      return rows[0] === undefined ? null : heldRowOf(rows[0]);
    },
    async judgeLater(tx, digest, at) {
      await sql`update exchange_inbox set judge_at = ${at} where digest = ${digest} and state in ('held', 'quarantined')`.execute(tx);
    },
    async untoldReceipts(now, rowsMax) {
      const { rows } =
        await sql<InboxTable>`select * from exchange_inbox where tell_at <= ${now} order by tell_at limit ${rowsMax}`.execute(db);
      return rows.map((row) => {
        const document = new Uint8Array(row.opened_receipt ?? row.receipt_bytes);
        return { digest: row.digest, peer: row.peer, document, since: row.received_at };
      });
    },
    async noteReceiptTold(digest, receiptBytes, nextAt) {
      await sql`update exchange_inbox set tell_at = ${nextAt}
        where digest = ${digest} and coalesce(opened_receipt, receipt_bytes) = ${Buffer.from(receiptBytes)}`.execute(db);
    },
    async lockUnopened(tx, caseRef) {
      const { rows } = await sql<InboxTable>`select * from exchange_inbox where case_ref = ${caseRef} and state = 'delivered'
        order by log_index for update`.execute(tx);
      return rows.map(rowOf);
    },
    async keepOpenedHere(tx, digest, receiptBytes, at) {
      await sql`update exchange_inbox set state = 'opened', opened_receipt = ${Buffer.from(receiptBytes)}, tell_at = ${at}
        where digest = ${digest}`.execute(tx);
    },
  };
}

type SurroundingsRow = {
  wanted: Digest;
  receipt_bytes: Buffer | null;
  state: InboxState | null;
  here: Digest | null;
  before: Digest | null;
  judged_to: number;
  held_count: number;
};

async function lockIncoming(tx: Transaction, dispatches: readonly IncomingPlace[]): Promise<Surroundings[]> {
  const nameOf = ({ digest, peer, place }: IncomingPlace): string => (place === null ? digest : `${peer} ${place.channel}`);
  // In one order, whoever locks: two that lock several do not wait for each other.
  const ordered = dispatches.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
  const places = ordered.map(({ place }) => place);
  // The row of the peer is locked here or not at all: later the log is, and what is locked behind the log waits for others in turn.
  const [first] = dispatches;
  const hearing = first?.heardAt === undefined ? sql`` : sql`with heard as (${heard(first.peer, { at: first.heardAt, head: null })})`;
  const { rows } =
    await sql<SurroundingsRow>`${hearing} select wanted.digest as wanted, around.* from unnest(${ordered.map(nameOf)}::text[],
      ${ordered.map(({ digest }) => digest)}::text[], ${ordered.map(({ peer }) => peer)}::text[],
      ${places.map((place) => place?.channel ?? null)}::text[], ${places.map((place) => place?.epoch ?? null)}::integer[],
      ${places.map((place) => place?.seq ?? null)}::integer[]) as wanted (name, digest, peer, channel, epoch, seq),
    lateral exchange_lock_incoming(wanted.name, wanted.digest, wanted.peer, wanted.channel, wanted.epoch, wanted.seq) as around`.execute(
      tx,
    );
  const found = new Map(rows.map((row) => [row.wanted, row]));
  return dispatches.map(({ digest }) => {
    const row = found.get(digest);
    assert(row !== undefined, 'the function answers with one row for each');
    return {
      receipt: bytesOrNull(row.receipt_bytes),
      state: row.state,
      here: row.here,
      before: row.before,
      judgedTo: row.judged_to,
      heldCount: row.held_count,
    };
  });
}

async function insertIncoming(tx: Transaction, rows: readonly InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <Value>(of: (row: InboxRow) => Value): Value[] => rows.map(of);
  const [signed, body, receipt] = [
    packBytes(column((row) => row.signedBytes)),
    packBytes(column((row) => row.bodyDocument)),
    packBytes(column((row) => row.receiptBytes)),
  ];
  const kept =
    await sql`insert into exchange_inbox (digest, peer, case_ref, kind, channel, epoch, seq, signed_bytes, body_document, receipt_bytes, state, received_at,
      log_index, judge_at, tell_at)
    select digest, peer, case_ref, kind, channel, epoch, seq, ${partOf('signed', 'signed_from', 'signed_length')},
      ${partOf('body', 'body_from', 'body_length')}, ${partOf('receipt', 'receipt_from', 'receipt_length')}, state, received_at, log_index, judge_at, tell_at
    from (select ${signed.whole}::bytea as signed, ${body.whole}::bytea as body, ${receipt.whole}::bytea as receipt) as whole,
      unnest(${column((row) => row.digest)}::text[], ${column((row) => row.peer)}::text[], ${column((row) => row.caseRef)}::text[],
      ${column((row) => row.kind)}::text[], ${column((row) => row.place?.channel ?? null)}::text[],
      ${column((row) => row.place?.epoch ?? 0)}::integer[], ${column((row) => row.place?.seq ?? null)}::integer[],
      ${signed.begins}::integer[], ${signed.lengths}::integer[], ${body.begins}::integer[], ${body.lengths}::integer[],
      ${receipt.begins}::integer[], ${receipt.lengths}::integer[],
      ${column((row) => row.state)}::text[], ${column((row) => row.receivedAt)}::text[], ${column((row) => row.logIndex)}::bigint[],
      ${column((row) => row.judgeAt)}::text[], ${column((row) => row.tellAt)}::text[]) as incoming (digest, peer, case_ref, kind, channel, epoch, seq,
      signed_from, signed_length, body_from, body_length, receipt_from, receipt_length, state, received_at, log_index, judge_at, tell_at)
    on conflict (digest) do update set channel = excluded.channel, epoch = excluded.epoch, seq = excluded.seq,
      receipt_bytes = excluded.receipt_bytes, state = excluded.state, log_index = excluded.log_index, judge_at = excluded.judge_at, tell_at = excluded.tell_at
      where exchange_inbox.state in ('held', 'quarantined') and exchange_inbox.peer = excluded.peer
    returning digest`.execute(tx);
  assert(kept.rows.length === rows.length, 'a dispatch is judged for good once');
}

function rowOf(row: InboxTable): InboxRow {
  const { channel, epoch, seq } = row;
  return {
    digest: row.digest,
    peer: row.peer,
    caseRef: row.case_ref,
    kind: row.kind,
    place: channel === null || seq === null ? null : { channel, epoch, seq },
    signedBytes: new Uint8Array(row.signed_bytes),
    bodyDocument: new Uint8Array(row.body_document),
    receiptBytes: new Uint8Array(row.receipt_bytes),
    state: row.state,
    receivedAt: row.received_at,
    logIndex: row.log_index,
    judgeAt: row.judge_at,
    tellAt: row.tell_at,
  };
}

function heldRowOf(row: InboxTable): HeldRow {
  const { digest, peer, state } = row;
  assert(state === 'held' || state === 'quarantined', 'only what is held was asked for');
  const bytes = { signedBytes: new Uint8Array(row.signed_bytes), bodyDocument: new Uint8Array(row.body_document) };
  return { digest, peer, state, ...bytes, receivedAt: row.received_at };
}
