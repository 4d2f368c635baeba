// SPDX-License-Identifier: Apache-2.0
/**
 * The outbox in PostgreSQL.
 *
 * It is claimed by row state with a lease token, never by a cursor over numbers: numbers are given before commit, so a cursor
 * can pass one by for good. A row is claimed when it is due, its lane does not rest, and no earlier dispatch of its channel is
 * still on its way; every write afterwards is fenced by the token.
 */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addMs, type Database, type Transaction, withNextMark } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import { restLongestMs } from '../delivery/lanes.ts';
import type { ClaimedRow, DispatchClass, Heard, OutboxRow, OutboxStore, RowEnd, Settlement } from '../ports.ts';
import { bytesOrNull, packBytes } from '../tables/rows.ts';
import { type ChannelTable, type OutboxTable, partOf } from '../tables/store.ts';

export function outboxStore(db: Database): OutboxStore<Transaction> {
  return { ...channelsAndRows(db), ...lanesAndEnds(db), ...tellings(db) };
}

type Part<Name extends keyof OutboxStore<Transaction>> = Pick<OutboxStore<Transaction>, Name>;

function channelsAndRows(db: Database): Part<'nextInChannel' | 'endEpoch' | 'insertOutgoing' | 'claimDue' | 'sentInChannel'> {
  return {
    async nextInChannel(tx, channel, peer) {
      // Writing the row locks it, whether it is new or not.
      const { rows } = await sql<ChannelTable & { log_size: number | null; log_root: string | null }>`
        with channel as (insert into exchange_channels (channel, seq, head) values (${channel}, 0, null)
          on conflict (channel) do update set channel = excluded.channel returning *)
        select channel.*, peer.log_size, peer.log_root from channel left join exchange_peers as peer on peer.authority_id = ${peer}`.execute(
        tx,
      );
      const [row] = rows;
      assert(row !== undefined, 'the row of the channel is there');
      const { log_size: size, log_root: root } = row;
      const seen = size === null || root === null ? null : { size, root };
      return { epoch: row.epoch, seq: row.seq + 1, prev: row.head, seen };
    },
    async endEpoch(tx, channel, epoch) {
      await sql`update exchange_channels set epoch = epoch + 1, seq = 0 where channel = ${channel} and epoch = ${epoch}`.execute(tx);
    },
    insertOutgoing,
    claimDue: (given) => claimDue(db, given),
    async sentInChannel(channel, { epoch, from, to }) {
      const { rows } = await sql<OutboxTable>`select * from exchange_outbox
        where channel = ${channel} and epoch = ${epoch} and seq between ${from} and ${to} and state <> 'not-delivered' order by seq`.execute(
        db,
      );
      return rows.map(rowOf);
    },
  };
}

function lanesAndEnds(
  db: Database,
): Part<'settle' | 'settleLocked' | 'keepCustody' | 'retryLater' | 'noteLane' | 'lockOutgoing' | 'keepOpenedThere'> {
  return {
    settle,
    async settleLocked(tx, row, settlement, word) {
      const ended = await settleWhere(tx, [{ row: { ...row, token: null }, settlement }], word);
      assert(ended.size === 1, 'a row that is locked is there');
    },
    async keepCustody(tx, row, custody, word) {
      const { rows } = await sql`with kept as (
          update exchange_outbox set state = 'custody', token = null, lease_until = null, custody_receipt = ${Buffer.from(custody.receiptBytes)},
            next_attempt_at = ${custody.nextAttemptAt}, last_delay_ms = ${custody.delayMs}
          where digest = ${row.digest} and token = ${row.token} returning digest
        ), heard as (${heard(row.peer, word)}) select digest from kept`.execute(tx);
      return rows.length > 0;
    },
    async retryLater(row, next) {
      // What was made due while it was on its way stays due: the answer that it brings is older than that word.
      await sql`update exchange_outbox set state = case when custody_receipt is null then 'waiting' else 'custody' end, token = null,
        lease_until = null, last_delay_ms = ${next.delayMs},
        next_attempt_at = case when next_attempt_at > ${row.nextAttemptAt} then next_attempt_at else ${next.nextAttemptAt} end
        where digest = ${row.digest} and token = ${row.token}`.execute(db);
    },
    async noteLane({ peer, class: requestClass }, { failures, pausedUntil }) {
      await sql`insert into exchange_lanes (peer, class, failures, paused_until) values (${peer}, ${requestClass}, ${failures}, ${pausedUntil})
        on conflict (peer, class) do update set failures = excluded.failures, paused_until = excluded.paused_until`.execute(db);
    },
    async lockOutgoing(tx, digest) {
      const { rows } = await sql<OutboxTable>`select * from exchange_outbox where digest = ${digest} for update`.execute(tx);
      const [row] = rows;
      return row === undefined ? null : { row: rowOf(row), state: row.state };
    },
    async keepOpenedThere(tx, digest, receiptBytes) {
      await sql`update exchange_outbox set state = 'opened', opened_receipt = ${Buffer.from(receiptBytes)} where digest = ${digest}`.execute(
        tx,
      );
    },
  };
}

function tellings(db: Database): Part<'untoldStatements' | 'noteStatementTold' | 'takeLateUrgent'> {
  return {
    async untoldStatements(now, rowsMax) {
      const { rows } = await sql<
        Pick<OutboxTable, 'digest' | 'peer' | 'statement' | 'settled_at'>
      >`select digest, peer, statement, settled_at
        from exchange_outbox where tell_at <= ${now} and statement is not null order by tell_at limit ${rowsMax}`.execute(db);
      return rows.map(({ digest, peer, statement, settled_at: since }) => {
        const document = bytesOrNull(statement);
        assert(document !== null && since !== null, 'what was given up has its end');
        return { digest, peer, document, since };
      });
    },
    async noteStatementTold(tx, digest, told) {
      if ('nextAt' in told) await sql`update exchange_outbox set tell_at = ${told.nextAt} where digest = ${digest}`.execute(tx);
      else
        await sql`update exchange_outbox set tell_at = null, late_receipt = ${Buffer.from(told.answer)} where digest = ${digest}`.execute(
          tx,
        );
    },
    async takeLateUrgent(tx, queuedBy, rowsMax) {
      const { rows } = await sql<OutboxTable>`update exchange_outbox set alarmed_at = ${queuedBy} where digest in (
        select digest from exchange_outbox where class = 'urgent' and alarmed_at is null and state in ('waiting', 'leased', 'custody')
          and queued_at <= ${queuedBy} order by queued_at limit ${rowsMax} for update skip locked) returning *`.execute(tx);
      return rows.map(rowOf);
    },
  };
}

/** How exact the moment is at which a peer was last heard: its row is not locked by every dispatch. */
const heardEveryMs = 10_000;

/** A head is kept when it is larger than the one we know; a smaller one is an older receipt that came late. */
export function heard(peer: AuthorityId, { at, head }: Heard) {
  const { size = null, root = null } = head ?? {};
  return sql`update exchange_peers set last_heard_at = ${at},
      log_root = case when ${size}::bigint > coalesce(log_size, 0) then ${root} else log_root end,
      log_size = greatest(log_size, ${size}::bigint)
    where authority_id = ${peer} and (last_heard_at is null or last_heard_at < ${addMs(at, -heardEveryMs)})`;
}

async function insertOutgoing(tx: Transaction, row: Omit<OutboxRow, 'logIndex'>): Promise<void> {
  await sql`${sql.raw(withNextMark)}with channel as (update exchange_channels set seq = ${row.seq}, head = ${row.digest} where channel = ${row.channel})
    insert into exchange_outbox (digest, peer, case_ref, kind, class, channel, epoch, seq, signed_bytes, body_document, queued_at, not_after,
      next_attempt_at, attempts, last_delay_ms, log_index, state)
    values (${row.digest}, ${row.peer}, ${row.caseRef}, ${row.kind}, ${row.class}, ${row.channel}, ${row.epoch}, ${row.seq},
      ${Buffer.from(row.signedBytes)}, ${Buffer.from(row.bodyDocument)}, ${row.queuedAt}, ${row.notAfter}, ${row.nextAttemptAt},
      ${row.attempts}, ${row.lastDelayMs}, audit_last_place(), 'waiting')`.execute(tx);
}

type ClaimedTableRow = OutboxTable & { channel_epoch: number; lane_failures: number | null };

async function claimDue(db: Database, given: Parameters<OutboxStore<Transaction>['claimDue']>[0]): Promise<ClaimedRow[]> {
  const { now, leaseUntil, token, rowsMax } = given;
  // A rest or a lease that lies further ahead than any can was noted by a clock that was put back since.
  // Each class is a lane of its own, read in the order of its index: a thousand that wait cost no more than one that is due.
  const lane = (name: DispatchClass) => sql`select due.digest from exchange_outbox as due
    where due.class = ${name} and due.next_attempt_at <= ${now} and due.state in ('waiting', 'leased', 'custody')
      and (due.state <> 'leased' or due.lease_until < ${now} or due.lease_until > ${leaseUntil})
      and not exists (select from exchange_lanes as lane where lane.peer = due.peer and lane.class = due.class
        and lane.paused_until > ${now} and lane.paused_until <= ${addMs(now, restLongestMs)})
      and not exists (
        select from exchange_outbox as before where before.channel = due.channel and (before.epoch, before.seq) < (due.epoch, due.seq)
          and before.state in ('waiting', 'leased') and before.custody_receipt is null)
    order by due.next_attempt_at limit ${rowsMax} for update skip locked`;
  const claim = sql<ClaimedTableRow>`with urgent as (${lane('urgent')}), normal as (${lane('normal')})
    update exchange_outbox as row set state = 'leased', token = ${token}, lease_until = ${leaseUntil}, attempts = attempts + 1
    where digest in (select digest from urgent union all select digest from normal limit ${rowsMax})
    returning *, (select epoch from exchange_channels as channel where channel.channel = row.channel) as channel_epoch,
      (select failures from exchange_lanes as lane where lane.peer = row.peer and lane.class = row.class) as lane_failures`;
  const { rows } = await claim.execute(db);
  return rows.map((row) => ({
    ...rowOf(row),
    token,
    channelEpoch: row.channel_epoch,
    isInCustody: row.custody_receipt !== null,
    laneFailures: row.lane_failures ?? 0,
  }));
}

function rowOf(row: OutboxTable): OutboxRow {
  return {
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
    lastDelayMs: row.last_delay_ms,
    logIndex: row.log_index,
  };
}

async function settle(tx: Transaction, ends: readonly RowEnd[], word: Heard): Promise<ReadonlySet<Digest>> {
  return settleWhere(tx, ends, word);
}

type End = { readonly row: Pick<OutboxRow, 'digest' | 'peer'> & { readonly token: string | null }; readonly settlement: Settlement };

/** Where a token is given, the lease must still be that one. */
async function settleWhere(tx: Transaction, ends: readonly End[], word: Heard): Promise<ReadonlySet<Digest>> {
  const [first] = ends;
  if (first === undefined) return new Set();
  const column = <Value>(of: (end: End) => Value): Value[] => ends.map(of);
  const receipt = packBytes(column(({ settlement }) => settlement.receiptBytes));
  const statement = packBytes(column(({ settlement }) => settlement.statementBytes));
  const ended = sql<{ digest: Digest }>`update exchange_outbox as own set state = ending.state, token = null, lease_until = null,
    receipt_bytes = ${partOf('whole.receipts', 'receipt_from', 'receipt_length')}, settled_at = ending.at,
    statement = ${partOf('whole.statements', 'statement_from', 'statement_length')}, tell_at = ending.tell_at
    from (select ${receipt.whole}::bytea as receipts, ${statement.whole}::bytea as statements) as whole,
      unnest(${column(({ row }) => row.digest)}::text[], ${column(({ row }) => row.token)}::text[],
      ${column(({ settlement }) => settlement.state)}::text[], ${receipt.begins}::integer[], ${receipt.lengths}::integer[],
      ${column(({ settlement }) => settlement.at)}::text[], ${statement.begins}::integer[], ${statement.lengths}::integer[],
      ${column(({ settlement }) => settlement.tellAt)}::text[]) as ending (digest, token, state, receipt_from, receipt_length,
      at, statement_from, statement_length, tell_at)
    where own.digest = ending.digest and (ending.token is null or own.token = ending.token) returning own.digest`;
  const isHeard = ends.some(({ settlement }) => settlement.receiptBytes !== null);
  const whole = isHeard
    ? sql<{ digest: Digest }>`with ended as (${ended}), heard as (${heard(first.row.peer, word)}) select digest from ended`
    : ended;
  return new Set((await whole.execute(tx)).rows.map(({ digest }) => digest));
}
