// SPDX-License-Identifier: Apache-2.0
/** What room data-protection is given of the others, and its clocks for the calendar. */
import { agreementsInForce } from '../../agreements/index.ts';
import type { AssistanceDeps } from '../../assistance/index.ts';
import { type DataProtectionDeps, mattersDue } from '../../data-protection/index.ts';
import { type ClockSource, type DeskDeps, hiddenAmong, hiddenCases } from '../../desk/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';

export function dataProtectionDeps(assistance: AssistanceDeps, { workingCalendar }: Pick<DeskDeps, 'workingCalendar'>): DataProtectionDeps {
  return { assistance, workingCalendar, hiddenCases, hiddenAmong, noticeHours };
}

/** The shortest time of the agreements that are in force with that authority. */
async function noticeHours(db: Database, authority: string, now: Instant): Promise<number | null> {
  const { byDigest } = await agreementsInForce(db);
  const hours = [...byDigest.values()].flatMap(({ known, parties, inForceFrom, inForceUntil }) => {
    if (!parties.has(authority) || inForceFrom > now || (inForceUntil !== null && inForceUntil <= now)) return [];
    return known.document.terms.flatMap((term) =>
      term.kind === 'personal-data' && term.breachNoticeHours !== null ? [term.breachNoticeHours] : [],
    );
  });
  return hours.length === 0 ? null : Math.min(...hours);
}

/** They name no person and no breach: the calendar says that something is due, and its page who and what. */
export function dataProtectionClocks(deps: DataProtectionDeps): ClockSource {
  return async (_, wanted) =>
    (await mattersDue(deps, wanted)).map(({ id, place, dueAt, isOver }) => ({
      id: `${id}-${place}`,
      kind: 'privacy' as const,
      step: id.startsWith('dsr') ? 'answer-person' : 'breach-notice',
      title: '',
      dueAt,
      owedBy: 'us' as const,
      isOver,
      caseId: null,
      counterpart: null,
      clause: null,
      assignee: null,
    }));
}
