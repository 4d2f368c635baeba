// SPDX-License-Identifier: Apache-2.0
/**
 * The calendar of all clocks: deadlines of cases, tasks, and whatever clocks other rooms lend, in one order; and feeds of it.
 *
 * A feed is read by a program that cannot sign in. Its address holds a secret of 256 bits, which is shown once and kept as a digest; the
 * officer ends it at any time, a new one ends the one before, and it ends by itself when its officer is disabled or reads cases no longer.
 */
import { clocksBetween } from '../../assistance/index.ts';
import {
  addMs,
  endOfLocalDay,
  type Instant,
  isWorkingDay,
  type LocalDate,
  localDateOf,
  msBetween,
  type WorkingCalendar,
} from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { assigneesOf, casesAssignedTo } from '../case-desk/store.ts';
import { type By, change, type DeskDeps, deskReaders, done, issue, note, type Outcome } from '../desk-deps.ts';
import { actingFor, rotaAt } from '../rota/rota.ts';
import { selectTasks } from '../tasks/store.ts';
import { hiddenCases } from '../walls/store.ts';
import { icalendarOf } from './icalendar.ts';
import { deleteFeed, feedOf, putFeed, readFeed } from './store.ts';
import type { AgendaWire, ClockWire, FeedWire } from './wire.ts';

const dayMs = 86_400_000;
/** The longest span of one answer: a year and a day. */
const spanDaysMax = 366;
/** Clocks shown at once. */
const clocksMax = 2000;
/** How far a feed looks: back for what is over, ahead for what comes. */
const feedDays = { back: 14, ahead: 180 } as const;

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly whose: 'mine' | 'all';
}

export async function agenda(deps: DeskDeps, span: Span, officer: string, now: Instant): Promise<Outcome<AgendaWire>> {
  if (span.to <= span.from) return issue('to', 'The span ends before it begins.', 'Give a later moment.');
  if (msBetween(span.from, span.to) > spanDaysMax * dayMs)
    return issue('to', `The span is longer than ${spanDaysMax} days.`, 'Ask for less at a time.');
  const { clocks, isCut } = await clocksOf(deps, span, officer, now);
  return done({
    clocks: clocks.slice(0, clocksMax),
    isCut: isCut || clocks.length > clocksMax,
    timeZone: deps.timeZone,
    closedDays: closedDays(span, await deps.workingCalendar(deps.database)),
  });
}

async function clocksOf(deps: DeskDeps, span: Span, officer: string, now: Instant): Promise<{ clocks: ClockWire[]; isCut: boolean }> {
  const db = deps.database;
  const { from, to, whose } = span;
  const hidden = await hiddenCases(db, officer);
  const mine = whose === 'mine' ? actingFor(await rotaAt(deps, now), officer) : null;
  const only = mine === null ? null : casesAssignedTo(mine);
  const cases = await clocksBetween(db, deps.assistance, { from, to, only, hidden }, now);
  const ofThem = mine === null ? {} : { assignees: mine };
  const tasks = await selectTasks(db, { ...ofThem, state: 'open', dueFrom: from, dueBefore: to, hidden, limit: clocksMax });
  const others = whose === 'mine' ? [] : await Promise.all(deps.clockSources.map((source) => source(db, { from, to, hidden, now })));
  const assignees = await assigneesOf(
    db,
    cases.clocks.map((clock) => clock.caseId),
  );
  const ids = [...assignees.values(), ...tasks.flatMap((task) => task.assignee ?? [])];
  const names = await deps.officerNames(db, [...new Set(ids)]);
  const named = (id: string | null | undefined): ClockWire['assignee'] =>
    id === null || id === undefined ? null : { id, name: names.get(id) ?? '' };
  const clocks: ClockWire[] = [
    ...cases.clocks.map(({ subject: title, ...clock }) => {
      const assignee = named(assignees.get(clock.caseId));
      return { ...clock, id: `${clock.caseId}-${clock.step}`, kind: 'case' as const, title, assignee };
    }),
    ...tasks.map((task) => {
      const { id, title, case_id: caseId } = task;
      const dueAt = task.due_at ?? from;
      const rest = { step: 'task', owedBy: 'us' as const, isOver: dueAt < now, counterpart: null, clause: null };
      return { ...rest, id, kind: 'task' as const, title, dueAt, caseId, assignee: named(task.assignee) };
    }),
    ...others.flat(),
  ];
  return {
    clocks: clocks.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0)),
    isCut: cases.isCut,
  };
}

/** Day by day and not by 24 hours: where the clock goes back, a day has 25. */
export function closedDays(span: Pick<Span, 'from' | 'to'>, calendar: WorkingCalendar): AgendaWire['closedDays'] {
  const days: AgendaWire['closedDays'] = [];
  for (let at = span.from; at < span.to; at = addMs(endOfLocalDay(localDateOf(at, calendar.timeZone), calendar.timeZone), 1)) {
    const day: LocalDate = localDateOf(at, calendar.timeZone);
    if (!isWorkingDay(day, calendar)) days.push({ day, why: calendar.holidays.includes(day) ? 'holiday' : 'weekend' });
  }
  return days;
}

/** The span as a file for a calendar program. */
export async function agendaFile(deps: DeskDeps, span: Span, officer: string, now: Instant): Promise<Outcome<string>> {
  const found = await agenda(deps, span, officer, now);
  return found.kind === 'done' ? done(icalendarOf(found.value.clocks, { now, publicUrl: deps.publicUrl })) : found;
}

// --- feeds ----------------------------------------------------------------------------------------------------------

const secretBytes = 32;

export async function shownFeed(deps: DeskDeps, { officer }: By): Promise<FeedWire> {
  const found = await feedOf(deps.database, officer.id);
  const feed = found === null ? null : { whose: found.whose, openedAt: found.opened_at, lastReadAt: found.last_read_at };
  return { feed, address: null };
}

export function openFeed(deps: DeskDeps, whose: 'mine' | 'all', who: By): Promise<Outcome<FeedWire>> {
  return change(deps, async (tx) => {
    const secret = Buffer.from(deps.random(secretBytes)).toString('base64url');
    await putFeed(tx, { officer: who.officer.id, whose, opened_at: who.now }, digestOfSecret(secret));
    await note(deps, tx, 'feed.opened', who, { officer: who.officer.id, kind: whose });
    const feed = { whose, openedAt: who.now, lastReadAt: null };
    return done({ feed, address: `${deps.publicUrl}/api/desk/feeds/${secret}/deadlines.ics` });
  });
}

export function closeFeed(deps: DeskDeps, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await deleteFeed(tx, who.officer.id))) return issue('feed', 'No feed is open.', 'There is nothing to close.');
    await note(deps, tx, 'feed.closed', who, { officer: who.officer.id });
    return done(null);
  });
}

/** What a calendar program gets; null where the address leads nowhere, whatever the reason. */
export async function feedFile(deps: DeskDeps, secret: string, now: Instant): Promise<string | null> {
  const feed = await readFeed(deps.database, digestOfSecret(secret), now);
  if (feed === null) return null;
  const officer = (await deps.officers(deps.database)).find(({ id }) => id === feed.officer);
  if (officer === undefined || !officer.roles.some((role) => deskReaders.includes(role))) return null;
  const span = { from: addMs(now, -feedDays.back * dayMs), to: addMs(now, feedDays.ahead * dayMs), whose: feed.whose };
  const { clocks } = await clocksOf(deps, span, officer.id, now);
  return icalendarOf(clocks.slice(0, clocksMax), { now, publicUrl: deps.publicUrl });
}

function digestOfSecret(secret: string): string {
  return digestOf(new TextEncoder().encode(secret));
}
