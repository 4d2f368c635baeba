// SPDX-License-Identifier: Apache-2.0
/**
 * Clocks of orders in the calendar, in notices and in feeds: what is to be carried out, answered or obtained, and what ends by itself.
 * That an order is to be decided is a deadline of its case and stands there already.
 */
import { type AssistanceDeps, casesAmong } from '../../assistance/index.ts';
import type { ClockSource } from '../../desk/index.ts';
import { freezeClocksDue } from '../../freezing/index.ts';
import { gatheringClocksDue } from '../../gathering/index.ts';

export function orderClocks(assistance: AssistanceDeps): ClockSource {
  return async (database, span) => {
    const deps = { assistance: { ...assistance, database } };
    const due = [...(await freezeClocksDue(deps, span)), ...(await gatheringClocksDue(deps, span))];
    const hidden = await casesAmong(
      database,
      span.hidden,
      due.map(({ row }) => row.caseId),
    );
    const seen = due.filter(({ row }) => !hidden.has(row.caseId));
    return seen.map(({ row, clock: { what, dueAt, owedBy, isOver } }) => ({
      id: `${row.caseId}-${what}`,
      kind: 'order' as const,
      step: what,
      title: row.reference,
      dueAt,
      owedBy,
      isOver,
      caseId: row.caseId,
      counterpart: null,
      clause: null,
      assignee: null,
    }));
  };
}
