// SPDX-License-Identifier: Apache-2.0
/** The worklist of one officer, page by page, and the search over the cases that the officer sees. */
import { type CaseIds, type CaseInList, listedCases, type PlaceInList, searchedCases } from '../../assistance/index.ts';
import type { By, DeskDeps } from '../desk-deps.ts';
import { assigneesOf, casesNoted } from '../case-desk/store.ts';
import { unreadMentionsIn } from '../notices/store.ts';
import { actingFor, rotaAt } from '../rota/rota.ts';
import { openTasksIn } from '../tasks/store.ts';
import { hiddenCases, standingWalls } from '../walls/store.ts';
import { addMs, addWorkingDays, type Instant } from '../../kernel/index.ts';
import { nextSteps, whyMe } from './why-me.ts';
import { ownCases } from './store.ts';
import { queryOfWords } from './words-query.ts';
import type { CaseSearchAnswer, WorklistWire, WorkRowWire } from './wire.ts';

const sidesOfBox = {
  inbox: ['requested'],
  outbox: ['requesting'],
  mine: ['requested', 'requesting'],
  all: ['requested', 'requesting'],
} as const;

export async function worklist(
  deps: DeskDeps,
  wanted: { readonly box: keyof typeof sidesOfBox; readonly after: PlaceInList | null; readonly limit: number },
  who: By,
): Promise<WorklistWire> {
  const db = deps.database;
  const { box, after, limit } = wanted;
  const hidden = await hiddenCases(db, who.officer.id);
  const only = box === 'mine' ? await casesOf(deps, who) : null;
  const selection = { sides: sidesOfBox[box], only, hidden, after, limit: limit + 1 };
  const found = await listedCases(db, deps.assistance, selection, who.now);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { rows: await workRows(deps, shown, who), next: found.length > limit && last !== undefined ? last.place.join('|') : null };
}

/** Where a page ended, as it was handed out; null where it is none of ours. */
export function placeInList(text: string | undefined): PlaceInList | null | 'broken' {
  if (text === undefined) return null;
  const [part, at, id, ...rest] = text.split('|');
  if ((part !== 'due' && part !== 'rest') || at === undefined || id === undefined || rest.length > 0) return 'broken';
  return [part, at, id];
}

/** Cases given to me or to somebody for whom I stand in, and those in which I or they have a task. */
async function casesOf(deps: DeskDeps, { officer, now }: By): Promise<CaseIds> {
  return ownCases(actingFor(await rotaAt(deps, now), officer.id));
}

/** Cases in which all words stand: in the request form, the correspondence, notes or subjects. */
export async function searchCases(
  deps: DeskDeps,
  wanted: { readonly words: string; readonly limit: number },
  who: By,
): Promise<CaseSearchAnswer> {
  const db = deps.database;
  const query = queryOfWords(wanted.words);
  if (query === null) return { rows: [], isCommon: false };
  const hidden = await hiddenCases(db, who.officer.id);
  const selection = { query, also: casesNoted(query), hidden, limit: wanted.limit };
  const { found, isCommon } = await searchedCases(db, deps.assistance, selection, who.now);
  return { rows: await workRows(deps, found, who), isCommon };
}

async function workRows(deps: DeskDeps, found: readonly CaseInList[], { officer, now }: By): Promise<WorkRowWire[]> {
  const db = deps.database;
  const ids = found.map(({ row }) => row.id);
  const assignees = await assigneesOf(db, ids);
  const names = await deps.officerNames(db, [...new Set(assignees.values())]);
  const mentions = await unreadMentionsIn(db, officer.id, ids);
  const walled = new Set((await standingWalls(db, null)).map((wall) => wall.case_id));
  const loans = await loansDueSoon(deps, now);
  const rota = await rotaAt(deps, now);
  const [, ...standsInFor] = actingFor(rota, officer.id);
  const tasks = await openTasksIn(db, [officer.id], ids);
  const theirTasks = await openTasksIn(db, standsInFor, ids);
  const isOnDuty = rota.onDuty.includes(officer.id);
  return found.map((one) => {
    const { id } = one.row;
    const assignee = assignees.get(id) ?? null;
    const reading = {
      officer,
      assignee,
      standsInFor,
      isOnDuty,
      openTasks: tasks.get(id) ?? 0,
      deputyTasks: theirTasks.get(id) ?? 0,
      isMentioned: mentions.has(id),
      loans: loans.get(id) ?? [],
    };
    return {
      case: one.row,
      assignee: assignee === null ? null : { id: assignee, name: names.get(assignee) ?? '' },
      why: whyMe(one, reading),
      next: nextSteps(one, officer),
      isWalled: walled.has(id),
    };
  });
}

/** Loans that are overdue since a year at most, or due back by the next working day, by their case. */
async function loansDueSoon(deps: DeskDeps, now: Instant): Promise<ReadonlyMap<string, { readonly isOver: boolean }[]>> {
  const db = deps.database;
  const to = addWorkingDays(now, 1, await deps.workingCalendar(db));
  const span = { from: addMs(now, -loanLookBackMs), to, hidden: null, now };
  const loans = new Map<string, { readonly isOver: boolean }[]>();
  for (const { caseId, isOver } of await deps.loanClocks(db, span))
    if (caseId !== null) loans.set(caseId, [...(loans.get(caseId) ?? []), { isOver }]);
  return loans;
}

/** Longer than a court keeps an exhibit that nobody asks for. */
const loanLookBackMs = 366 * 86_400_000;
