// SPDX-License-Identifier: Apache-2.0
/**
 * Clocks of what goes beside cases, in the calendar and in feeds: matters of data that were given (a consent, a recall, a new
 * use to be answered), and joint matters whose next step is due. What an officer may not see is in none of them.
 */
import { type AssistanceDeps, casesAmong } from '../../assistance/index.ts';
import type { ClockSource } from '../../desk/index.ts';
import { jointMattersDue } from '../../joint-operations/index.ts';
import { onwardMattersDue } from '../../onward/index.ts';

type Clock = Awaited<ReturnType<ClockSource>>[number];

export function onwardClocks({ authorityNames }: Pick<AssistanceDeps, 'authorityNames'>): ClockSource {
  return async (db, { hidden, now, ...span }) => {
    const due = await onwardMattersDue(db, span);
    const unseen = await casesAmong(
      db,
      hidden,
      due.map(({ id }) => id),
    );
    const seen = due.filter(({ id }) => !unseen.has(id));
    const names = await authorityNames(db, [...new Set(seen.flatMap(({ peer }) => peer ?? []))]);
    return seen.map(({ id, step, dueAt, owedBy, peer }): Clock => {
      const found = peer === null ? undefined : names.get(peer);
      const counterpart = found === undefined ? null : { name: found.name, jurisdiction: found.jurisdiction };
      return { ...plain, id, kind: 'onward', step, title: counterpart?.name ?? '', dueAt, owedBy, isOver: dueAt < now, counterpart };
    });
  };
}

export function jointClocks({ self }: Pick<AssistanceDeps, 'self'>): ClockSource {
  return async (db, { hidden, now, ...span }) => {
    const due = await jointMattersDue(db, span);
    const unseen = await casesAmong(
      db,
      hidden,
      due.flatMap(({ caseRef }) => caseRef ?? []),
    );
    const seen = due.filter(({ caseRef }) => caseRef === null || !unseen.has(caseRef));
    return seen.map(({ id, work, title, dueAt, turn }): Clock => {
      const owedBy = turn.includes(self) ? ('us' as const) : ('them' as const);
      return { ...plain, id, kind: 'joint', step: work, title, dueAt, owedBy, isOver: dueAt < now };
    });
  };
}

const plain = { caseId: null, counterpart: null, clause: null, assignee: null };
