// SPDX-License-Identifier: Apache-2.0
/**
 * What a person must look at: dispatches that were not delivered, that do not get through, or that are held here; and alarms.
 *
 * Rows of the outbox and the inbox, read for people. Changed here is only that an officer has dealt with something.
 */
import { sql } from 'kysely';
import type { Database, Instant, Transaction } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import type { InboxState, OutboxState } from '../delivery/delivery-states.ts';
import type { Alarm, DispatchClass } from '../ports.ts';

export interface DeliveryRow {
  readonly direction: 'out' | 'in';
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly kind: string;
  readonly class: DispatchClass | null;
  readonly case_ref: string | null;
  readonly state: OutboxState | InboxState;
  readonly since: Instant;
  readonly not_after: Instant | null;
  readonly attempts: number | null;
  readonly next_attempt_at: Instant | null;
  readonly late_receipt: Buffer | null;
  readonly paused_until: Instant | null;
  readonly is_told: boolean | null;
}

/** A dispatch that was tried this often does not get through by itself soon. */
const stuckAttemptsMin = 3;

/** What was not delivered and nobody has dealt with, what does not get through, and what is held here; the oldest first. */
export async function deliveriesToHandle(db: Database, rowsMax: number): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select 'out' as direction, o.digest, o.peer, o.kind, o.class, o.case_ref, o.state, o.queued_at as since, o.not_after, o.attempts,
      case when o.state = 'not-delivered' then null else o.next_attempt_at end as next_attempt_at, o.late_receipt, l.paused_until,
      case when o.state = 'not-delivered' then o.tell_at is null else null end as is_told
      from exchange_outbox as o left join exchange_lanes as l on l.peer = o.peer and l.class = o.class
      where (o.state = 'not-delivered' and o.aside_at is null)
        or (o.state in ('waiting', 'leased', 'custody') and (o.attempts >= ${stuckAttemptsMin} or o.custody_receipt is not null or o.alarmed_at is not null))
    union all
    select 'in', i.digest, i.peer, i.kind, null, i.case_ref, i.state, i.received_at, null, null, i.judge_at, null, null, null
      from exchange_inbox as i where i.state in ('held', 'quarantined')
    order by since limit ${rowsMax}`.execute(db);
  return rows;
}

/** Whether it was given up, and no officer has dealt with that. */
export async function wasGivenUp(db: Database, digest: string): Promise<boolean> {
  const { rows } = await sql`select 1 from exchange_outbox
    where digest = ${digest} and state = 'not-delivered' and aside_at is null`.execute(db);
  return rows.length > 0;
}

/** Marks it as dealt with; null when it is not one that was given up, or somebody did so before. */
export async function setAside(
  tx: Transaction,
  aside: { readonly digest: string; readonly officer: string; readonly reason: string; readonly at: Instant },
): Promise<{ peer: AuthorityId; kind: string; case_ref: string | null } | null> {
  const { digest, officer, reason, at } = aside;
  const { rows } = await sql<{ peer: AuthorityId; kind: string; case_ref: string | null }>`
    update exchange_outbox set aside_at = ${at}, aside_by = ${officer}, aside_reason = ${reason}
    where digest = ${digest} and state = 'not-delivered' and aside_at is null returning peer, kind, case_ref`.execute(tx);
  return rows[0] ?? null;
}

export interface AlarmRow {
  readonly kind: Alarm['kind'];
  readonly peer: AuthorityId;
  readonly about: Digest;
  readonly other: Digest | null;
  readonly at: Instant;
  readonly case_ref: string | null;
}

/** Alarms that nobody has taken, the oldest first. */
export async function openAlarms(db: Database, rowsMax: number): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`select kind, peer, about, other, at,
      coalesce((select case_ref from exchange_outbox where digest = about), (select case_ref from exchange_inbox where digest = about)) as case_ref
    from exchange_alarms where taken_at is null order by at limit ${rowsMax}`.execute(db);
  return rows;
}

/** Null when there is no such alarm, or somebody has taken it before. */
export async function takeAlarm(
  tx: Transaction,
  taken: { readonly kind: string; readonly about: string; readonly officer: string; readonly at: Instant },
): Promise<{ peer: AuthorityId } | null> {
  const { rows } = await sql<{ peer: AuthorityId }>`update exchange_alarms set taken_at = ${taken.at}, taken_by = ${taken.officer}
    where kind = ${taken.kind} and about = ${taken.about} and taken_at is null returning peer`.execute(tx);
  return rows[0] ?? null;
}

/** Counts for the operator's own monitoring. */
export async function countDeliveries(db: Database): Promise<{ waiting: number; undelivered: number; held: number; alarms: number }> {
  const { rows } = await sql<{ waiting: number; undelivered: number; held: number; alarms: number }>`select
    (select count(*)::integer from exchange_outbox where state in ('waiting', 'leased', 'custody')) as waiting,
    (select count(*)::integer from exchange_outbox where state = 'not-delivered' and aside_at is null) as undelivered,
    (select count(*)::integer from exchange_inbox where state in ('held', 'quarantined')) as held,
    (select count(*)::integer from exchange_alarms where taken_at is null) as alarms`.execute(db);
  return rows[0] ?? { waiting: 0, undelivered: 0, held: 0, alarms: 0 };
}
