// SPDX-License-Identifier: Apache-2.0
/**
 * Notices: what an officer should know of without looking, in the application; and the sweep that makes them.
 *
 * The sweep reads the events of cases behind its mark and the clocks that end soon. A transaction that began earlier may commit later, so it
 * looks back over the last few hundred events again; the same notice is made once. A notice holds no word of a case: the application shows
 * the subject to whoever may see it, and what leaves the server (the webhook) names the kind and an identifier.
 */
import { clocksBetween, eventsAfter, type EventInList, lastEventPosition, namedCases } from '../../assistance/index.ts';
import { addMs, addWorkingDays, type Instant } from '../../kernel/index.ts';
import { type By, change, type DeskDeps, deskRoles, done, type NamedOfficer } from '../desk-deps.ts';
import { assigneesOf } from '../case-desk/store.ts';
import { rotaAt } from '../rota/rota.ts';
import { hiddenAmong, hiddenCases } from '../walls/store.ts';
import { type CaseNews, type Office, responsible, toldOf } from './notices-of-events.ts';
import { addNotices, markOf, markRead, type NewNotice, noticesOf, putMark, unreadOf } from './store.ts';
import type { NoticesWire } from './wire.ts';

/** One screen of notices. */
const noticesMax = 100;
/** Events read in one sweep. */
const eventsMax = 1000;
/** How far it looks back for what committed late: more events than one moment of a busy server has. */
const lookBack = 500n;
const eventsMark = 'events';
const dayMs = 86_400_000;

export async function shownNotices(deps: DeskDeps, { officer, now }: By): Promise<NoticesWire> {
  const db = deps.database;
  const hidden = await hiddenCases(db, officer.id);
  const found = await noticesOf(db, officer.id, { hidden, limit: noticesMax });
  const cases = await namedCases(db, deps.assistance, [...new Set(found.flatMap((row) => row.case_id ?? []))], now);
  const subjects = new Map(cases.map(({ row }) => [row.id, row.subject]));
  const names = await deps.officerNames(db, [...new Set(found.flatMap((row) => row.made_by ?? []))]);
  return {
    notices: found.map((row) => ({
      id: row.id,
      kind: row.kind,
      caseId: row.case_id,
      subject: subjects.get(row.case_id ?? '') ?? '',
      by: row.made_by === null ? null : { id: row.made_by, name: names.get(row.made_by) ?? '' },
      at: row.at,
      isRead: row.read_at !== null,
    })),
    unread: await unreadOf(db, officer.id, hidden),
  };
}

export function readNotices(deps: DeskDeps, ids: readonly string[], who: By): ReturnType<typeof change<null>> {
  return change(deps, async (tx) => {
    await markRead(tx, who.officer.id, ids, who.now);
    return done(null);
  });
}

/** Makes the notices of what has happened; gives how many were new. The first sweep of a server begins with what happens from then on. */
export async function sweepEvents(deps: DeskDeps, now: Instant): Promise<number> {
  const db = deps.database;
  const mark = await markOf(db, eventsMark);
  if (mark === null) {
    const place = await lastEventPosition(db);
    await db.transaction().execute((tx) => putMark(tx, eventsMark, place));
    return 0;
  }
  const from = BigInt(mark) > lookBack ? BigInt(mark) - lookBack : 0n;
  const events = await eventsAfter(db, String(from), eventsMax + Number(lookBack));
  const last = events.at(-1)?.position ?? mark;
  return keep(deps, await noticesOfEvents(deps, events, now), { now, mark: last });
}

/** Makes the notices of deadlines of ours, and of loans on either side, that are near or have just passed; gives how many were new. */
export async function sweepClocks(deps: DeskDeps, now: Instant): Promise<number> {
  return keep(deps, await noticesOfClocks(deps, now), { now, mark: null });
}

async function keep(
  deps: DeskDeps,
  notices: readonly NewNotice[],
  { now, mark }: { readonly now: Instant; readonly mark: string | null },
): Promise<number> {
  if (notices.length === 0 && mark === null) return 0;
  return deps.database.transaction().execute(async (tx) => {
    const added = await addNotices(tx, deps.random, notices, now);
    if (mark !== null) await putMark(tx, eventsMark, mark);
    if (added > 0) await deps.announce(tx, 'desk');
    return added;
  });
}

async function noticesOfEvents(deps: DeskDeps, events: readonly EventInList[], now: Instant): Promise<NewNotice[]> {
  const news = events.flatMap((event) => newsOf(event, deps.assistance.self));
  const officeOf = await office(
    deps,
    news.map((one) => one.caseId),
    now,
  );
  return news.flatMap((one) =>
    toldOf(one, officeOf(one.caseId)).map(({ officer, kind }) => ({ officer, kind, caseId: one.caseId, about: one.about, by: null })),
  );
}

function newsOf(event: EventInList, self: string): CaseNews[] {
  const { facts, position, case_id: caseId, prepared_by: preparedBy } = event;
  const rest = { isRequest: facts.step === 'request', caseId, about: `event ${position}`, preparedBy };
  if (facts.kind === 'sent' && facts.authority !== self) return [{ kind: 'arrived', ...rest }];
  if (facts.kind === 'returned' && facts.authority === self) return [{ kind: 'returned', ...rest }];
  const waits = facts.kind === 'submitted' || (facts.kind === 'prepared' && facts.step !== 'request');
  return waits && facts.authority === self ? [{ kind: 'waits', ...rest }] : [];
}

/** Near: within the next working day. Over: since a day at most, so that an old file does not begin to ring. */
async function noticesOfClocks(deps: DeskDeps, now: Instant): Promise<NewNotice[]> {
  const to = addWorkingDays(now, 1, await deps.workingCalendar(deps.database));
  const span = { from: addMs(now, -dayMs), to, only: null, hidden: null };
  const { clocks } = await clocksBetween(deps.database, deps.assistance, span, now);
  const ours = clocks
    .filter((clock) => clock.owedBy === 'us')
    .map((clock) => ({ ...clock, about: `${clock.caseId} ${clock.step} ${clock.dueAt}` }));
  const { ofCases, ofPersonalData } = await clocksOfOthers(deps, { from: span.from, to, now });
  const near = [...ours, ...ofCases];
  const officeOf = await office(
    deps,
    near.map((clock) => clock.caseId),
    now,
  );
  const ofNoCase = officeOf('');
  const keepers = responsible({ ...ofNoCase, assignee: null }).flatMap((officer) =>
    [officer, ofNoCase.rota.deputies.get(officer) ?? []].flat(),
  );
  return [
    ...near.flatMap((clock) => {
      const { officers, rota, assignee, mayNotSee } = officeOf(clock.caseId);
      const kind = clock.isOver ? ('deadline-over' as const) : ('deadline-near' as const);
      const { about } = clock;
      const told = responsible({ officers, rota, assignee }).flatMap((officer) => [officer, rota.deputies.get(officer) ?? []].flat());
      return [...new Set(told)]
        .filter((officer) => !mayNotSee(officer))
        .map((officer) => ({ officer, kind, caseId: clock.caseId, about, by: null }));
    }),
    ...ofPersonalData.flatMap(({ isOver, about }) => {
      const kind = isOver ? ('personal-data-over' as const) : ('personal-data-near' as const);
      return [...new Set(keepers)].map((officer) => ({ officer, kind, caseId: null, about, by: null }));
    }),
  ];
}

/** Clocks that other rooms keep: of a case, whoever owes it, the officer who has the case is told; of personal data, whoever answers for what is nobody's. */
async function clocksOfOthers(deps: DeskDeps, wanted: { readonly from: Instant; readonly to: Instant; readonly now: Instant }) {
  const found = (await Promise.all(deps.clockSources.map((source) => source(deps.database, { ...wanted, hidden: null })))).flat();
  const told = found.map((clock) => ({ ...clock, about: `${clock.id} ${clock.dueAt}` }));
  return {
    ofCases: told.flatMap(({ caseId, isOver, about }) => (caseId === null ? [] : [{ caseId, isOver, about }])),
    ofPersonalData: told.filter(({ kind }) => kind === 'privacy'),
  };
}

async function office(deps: DeskDeps, caseIds: readonly string[], now: Instant): Promise<(caseId: string) => Office> {
  const db = deps.database;
  const officers: readonly NamedOfficer[] = (await deps.officers(db)).filter(({ roles }) => roles.some((role) => deskRoles.includes(role)));
  const rota = await rotaAt(deps, now);
  const assignees = await assigneesOf(db, [...new Set(caseIds)]);
  const hidden = new Map<string, ReadonlySet<string>>();
  if (caseIds.length > 0) for (const { id } of officers) hidden.set(id, await hiddenAmong(db, id, [...new Set(caseIds)]));
  return (caseId) => ({
    officers,
    rota,
    assignee: assignees.get(caseId) ?? null,
    mayNotSee: (officer) => hidden.get(officer)?.has(caseId) ?? true,
  });
}
