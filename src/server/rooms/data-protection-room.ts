// SPDX-License-Identifier: Apache-2.0
/** What room data-protection is given of the others, and its clocks for the calendar. */
import { agreementsInForce, breachNoticeHours } from '../../agreements/index.ts';
import { type DataProtectionDeps, mattersDue, type NoticeSent, type NoticeToSend, type ReadingDeps } from '../../data-protection/index.ts';
import { type ClockSource, type DeskDeps, hiddenAmong, hiddenCases } from '../../desk/index.ts';
import type { Database, Instant, Transaction } from '../../kernel/index.ts';
import { beginNotice, type BreachNotice, noticesAmong, type OnwardDeps } from '../../onward/index.ts';

export function dataProtectionDeps(desk: DeskDeps, onward: OnwardDeps): DataProtectionDeps {
  const sendNotice = (tx: Transaction, notice: NoticeToSend): Promise<NoticeSent> => beginNotice(tx, onward, noticeOf(notice));
  return { ...readingDeps(desk), sendNotice };
}

export function readingDeps({ assistance, workingCalendar }: Pick<DeskDeps, 'assistance' | 'workingCalendar'>): ReadingDeps {
  return { assistance, workingCalendar, hiddenCases, hiddenAmong, noticeHours, noticesAmong: noticesOfBreaches };
}

/** What the register knows of the breach, and what the officer adds, as room onward sends it. */
function noticeOf({ breach, opening, said, officer, now }: NoticeToSend): BreachNotice {
  const { discoveredAt, happenedAt, natures, what, categories, personsCount, recordIds } = opening;
  const { originator, measures, contact, delay } = said;
  const told = { discoveredAt, happenedAt, natures, what, categories, personsCount, measures, contact, delay };
  return { breach, originator, recordIds, said: told, officer, now };
}

const noticesOfBreaches: ReadingDeps['noticesAmong'] = async (db, matters) => {
  const found = await noticesAmong(db, matters);
  return new Map(
    [...found].map(([matter, { state, toldAt }]) => {
      const isUnderway = state === 'awaiting-approval' || state === 'sent';
      return [matter, { toldAt, state: toldAt !== null ? 'told' : isUnderway ? 'underway' : 'failed' }];
    }),
  );
};

/** The shortest time of the agreements that are in force with that authority. */
async function noticeHours(db: Database, authority: string, now: Instant): Promise<number | null> {
  const { byDigest } = await agreementsInForce(db);
  const hours = [...byDigest.values()].flatMap(({ known, parties, inForceFrom, inForceUntil }) => {
    if (!parties.has(authority) || inForceFrom > now || (inForceUntil !== null && inForceUntil <= now)) return [];
    return breachNoticeHours(known) ?? [];
  });
  return hours.length === 0 ? null : Math.min(...hours);
}

/** They name no person and no breach: the calendar says that something is due, and its page who and what. */
export function dataProtectionClocks(deps: ReadingDeps): ClockSource {
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
