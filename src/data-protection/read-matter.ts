// SPDX-License-Identifier: Apache-2.0
/** Matters as one officer sees them: the registers, one request, one breach, and their clocks for the calendar. */
import type { z } from 'zod';
import type { Database, Instant } from '../kernel/index.ts';
import { nextOfBreach, type Notices, playBreach } from './breach.ts';
import type { ReadingDeps } from './data-protection-deps.ts';
import { entrySentence } from './entry-words.ts';
import { type Acting, type Kept, nextOfRequest, playRequest, type RequestSaid } from './person-request.ts';
import { entriesOf, type EntryRecord, findMatter, listMatters, type MatterRecord } from './store.ts';
import {
  type BreachDetailWire,
  type BreachSaidWire,
  breachSaidSchema,
  type registerSchema,
  type RequestDetailWire,
  requestOpeningSchema,
  requestSaidSchema,
  storedBreachSchema,
} from './wire.ts';

/** As many matters as the registers show: the newest. */
const listedMax = 1_000;

export async function requestOf(deps: ReadingDeps, db: Database, row: MatterRecord, now: Instant) {
  return readRequest(row, await entriesOf(db, [row.id]), { now, calendar: await deps.workingCalendar(db) });
}
function readRequest(row: MatterRecord, records: readonly EntryRecord[], at: Parameters<typeof playRequest>[2]) {
  const opening = requestOpeningSchema.parse(row.opening);
  const entries = records.map(({ at: keptAt, officer, said }) => ({ at: keptAt, officer, said: requestSaidSchema.parse(said) }));
  return { opening, entries, found: playRequest(opening.arrivedAt as Instant, entries, at) };
}

export async function breachOf(deps: ReadingDeps, db: Database, row: MatterRecord, now: Instant) {
  const entries = await entriesOf(db, [row.id]);
  return readBreach(row, entries, { now, notices: await deps.noticesAmong(db, noticesIn(entries)) });
}

function readBreach(
  row: MatterRecord,
  records: readonly EntryRecord[],
  { now, notices }: { readonly now: Instant; readonly notices: Notices },
) {
  const { opening, affected } = storedBreachSchema.parse(row.opening);
  const entries = records.map(({ at, officer, said }): Kept<BreachSaidWire> => ({ at, officer, said: breachSaidSchema.parse(said) }));
  return { opening, entries, found: playBreach({ discoveredAt: opening.discoveredAt as Instant, affected, notices }, entries, now) };
}

function noticesIn(records: readonly EntryRecord[]): string[] {
  return records.flatMap(({ said }) => {
    const { kind, notice } = said as { readonly kind?: unknown; readonly notice?: unknown };
    return kind === 'notice-sent' && typeof notice === 'string' ? [notice] : [];
  });
}

export async function readRegister(deps: ReadingDeps, now: Instant): Promise<z.infer<typeof registerSchema>> {
  const { database } = deps.assistance;
  const rows = await listMatters(database, listedMax);
  const entries = Map.groupBy(
    await entriesOf(
      database,
      rows.map(({ id }) => id),
    ),
    ({ matter }) => matter,
  );
  const calendar = await deps.workingCalendar(database);
  const notices = await deps.noticesAmong(database, [...entries.values()].flatMap(noticesIn));
  const of = (kind: MatterRecord['kind']) =>
    rows.filter((row) => row.kind === kind).map((row) => [row, entries.get(row.id) ?? []] as const);
  return {
    requests: of('request').map(([row, kept]) => requestRow(row, readRequest(row, kept, { now, calendar }))),
    breaches: of('breach').map(([row, kept]) => breachRow(row, readBreach(row, kept, { now, notices }))),
  };
}

function requestRow(row: MatterRecord, { opening, found }: ReturnType<typeof readRequest>): RequestDetailWire['row'] {
  return {
    id: row.id,
    right: opening.right,
    name: opening.person.name,
    arrivedAt: opening.arrivedAt,
    state: found.state,
    clock: found.clock,
  };
}
function breachRow(row: MatterRecord, { opening, found }: ReturnType<typeof readBreach>): BreachDetailWire['row'] {
  const open = found.clocks.filter(({ metAt }) => metAt === null).toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1));
  const { title, discoveredAt } = opening;
  return { id: row.id, title, discoveredAt, isClosed: found.isClosed, owed: [...found.owed], nextClock: open[0] ?? null };
}

export async function requestDetail(
  deps: ReadingDeps,
  id: string,
  who: Acting & { readonly now: Instant },
): Promise<RequestDetailWire | null> {
  const { database } = deps.assistance;
  const row = await findMatter(database, id, 'request');
  if (row === null) return null;
  const read = await requestOf(deps, database, row, who.now);
  const { found, opening, entries } = read;
  const hidden = await deps.hiddenAmong(
    database,
    who.officer,
    found.items.map((item) => item.id),
  );
  const answer = found.answer === null ? null : { outcome: found.answer.outcome, text: found.answer.text, remedies: found.answer.remedies };
  return {
    row: requestRow(row, read),
    opening,
    items: found.items.filter((item) => !hidden.has(item.id)),
    answer,
    log: await logOf(deps, row, entries),
    next: nextOfRequest(found, entries, who),
  };
}

export async function breachDetail(
  deps: ReadingDeps,
  id: string,
  who: Acting & { readonly now: Instant },
): Promise<BreachDetailWire | null> {
  const { database } = deps.assistance;
  const row = await findMatter(database, id, 'breach');
  if (row === null) return null;
  const read = await breachOf(deps, database, row, who.now);
  const { found, opening, entries } = read;
  return {
    row: breachRow(row, read),
    opening,
    risk: found.risk,
    originators: [...found.originators],
    clocks: [...found.clocks],
    log: await logOf(deps, row, entries),
    next: nextOfBreach(found, who.isKeeper),
  };
}

async function logOf(
  deps: ReadingDeps,
  row: MatterRecord,
  entries: readonly Kept<RequestSaid | BreachSaidWire>[],
): Promise<RequestDetailWire['log']> {
  const officers = [...new Set([row.opened_by, ...entries.map(({ officer }) => officer)])];
  const names = await deps.assistance.officerNames(deps.assistance.database, officers);
  const name = (officer: string): string => names.get(officer) ?? officer;
  return [
    { at: row.opened_at, officerName: name(row.opened_by), sentence: 'opened it.' },
    ...entries.map(({ at, officer, said }) => ({ at, officerName: name(officer), sentence: entrySentence(said) })),
  ];
}

interface DueMatter {
  readonly id: string;
  /** Which clock of the matter. */
  readonly place: number;
  readonly dueAt: string;
  readonly isOver: boolean;
}

/** Clocks that run and end in the span. A clock says that a request or a notice is due, and names nobody. */
export async function mattersDue(
  deps: ReadingDeps,
  { from, to, now }: { readonly from: Instant; readonly to: Instant; readonly now: Instant },
): Promise<DueMatter[]> {
  const { requests, breaches } = await readRegister(deps, now);
  const details = await Promise.all(
    breaches
      .filter(({ isClosed }) => !isClosed)
      .map(({ id }) => breachDetail(deps, id, { officer: '', isKeeper: false, isApprover: false, now })),
  );
  const clocks = [
    ...requests.map(({ id, clock }) => ({ id, place: 0, ...clock })),
    ...details.flatMap((one) => (one === null ? [] : one.clocks.map((clock, place) => ({ id: one.row.id, place, ...clock })))),
  ];
  return clocks
    .filter(({ state, dueAt }) => (state === 'running' || state === 'over') && dueAt >= from && dueAt < to)
    .map(({ id, place, dueAt, state }) => ({ id, place, dueAt, isOver: state === 'over' }));
}
