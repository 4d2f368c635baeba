// SPDX-License-Identifier: Apache-2.0
/** What statistics count of a case: its sides, instrument, moments and outcome. No word of what it is about. */
import { sql } from 'kysely';
import type { AgreementRef } from '../../agreements/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import type { CaseSide } from '../states/case-states.ts';
import type { CaseDeadline } from '../states/case-deadlines.ts';
import type { CaseState } from '../wire.ts';

export interface CaseFacts {
  readonly side: CaseSide;
  readonly counterpart: string;
  readonly agreement: AgreementRef | null;
  readonly state: CaseState;
  readonly class: 'normal' | 'urgent';
  /** When the requested authority received it. */
  readonly receivedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly refusedAt: Instant | null;
  readonly ground: string | null;
  readonly deadlines: readonly CaseDeadline[];
}

type Row = {
  side: CaseSide;
  counterpart: string;
  agreement: AgreementRef | null;
  state: CaseState;
  class: 'normal' | 'urgent';
  received_at: Instant;
  acknowledged_at: Instant | null;
  replied_at: Instant | null;
  refused_at: Instant | null;
  ground: string | null;
  deadlines: readonly CaseDeadline[];
};

/** Cases received in the span, in the order of their receipt; at most `limit`. An answer counts from the moment that it was received. */
export async function caseFactsBetween(
  db: Database,
  { from, to, limit }: { readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<CaseFacts[]> {
  const at = (step: string, which: 'min' | 'max') =>
    sql`(select ${sql.raw(which)}(event.at) from assistance_events event where event.case_id = received.case_id
      and event.facts ->> 'kind' = 'delivered' and event.facts ->> 'step' = ${step})`;
  const found = await sql<Row>`
    with received as (
      select case_id, min(at) as at from assistance_events
      where facts ->> 'kind' = 'delivered' and facts ->> 'step' = 'request' and at >= ${from} and at < ${to}
      group by case_id order by min(at) limit ${limit})
    select cases.side, cases.counterpart, cases.agreement, cases.state, cases.draft ->> 'class' as class, cases.deadlines,
      received.at as received_at, ${at('acknowledgement', 'min')} as acknowledged_at, ${at('reply', 'max')} as replied_at,
      ${at('refusal', 'max')} as refused_at,
      (select step.body ->> 'ground' from assistance_steps step where step.case_id = received.case_id and step.kind = 'refusal'
        and step.dispatch is not null order by step.sent_at desc nulls last limit 1) as ground
    from received join assistance_cases cases on cases.id = received.case_id order by received.at`.execute(db);
  return found.rows.map((row) => ({
    side: row.side,
    counterpart: row.counterpart,
    agreement: row.agreement,
    state: row.state,
    class: row.class,
    receivedAt: row.received_at,
    acknowledgedAt: row.acknowledged_at,
    answeredAt: row.state === 'answered' ? row.replied_at : null,
    refusedAt: row.state === 'refused' ? row.refused_at : null,
    ground: row.state === 'refused' ? row.ground : null,
    deadlines: row.deadlines,
  }));
}
