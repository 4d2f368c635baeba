// SPDX-License-Identifier: Apache-2.0
/** Tasks: adding, changing, ending and taking up again; and lists of tasks put to use in a case. */
import { agreementByDigest, breachNoticeDueAt } from '../../agreements/index.ts';
import { caseBrief, namedCases } from '../../assistance/index.ts';
import { endOfLocalDay, type Instant, type LocalDate, newId, type Transaction } from '../../kernel/index.ts';
import { absent, type By, change, type DeskDeps, deskRoles, done, issue, note, officerWith, type Outcome } from '../desk-deps.ts';
import { actingFor, rotaAt } from '../rota/rota.ts';
import { hiddenCases, isHidden } from '../walls/store.ts';
import { maySee } from '../walls/walls.ts';
import { insertTask, insertTemplate, deleteTemplate, lockTask, ownTemplates, selectTasks, type TaskRecord, updateTask } from './store.ts';
import { breachListKey, builtInTemplates, tasksOf } from './task-templates.ts';
import type { NewTask, TaskChange, TaskState, TaskTemplateWire, TaskWire } from './wire.ts';

/** One screen of tasks: more, and nobody reads them as a list. */
export const tasksMax = 300;

export function addTask(deps: DeskDeps, given: NewTask, who: By): Promise<Outcome<TaskRecord>> {
  return change(deps, async (tx) => {
    if (given.caseId !== null && !(await maySee(tx, who.officer.id, given.caseId)))
      return issue('caseId', 'There is no such case.', 'Name a case that you see, or none.');
    const problem = await assigneeProblem(deps, tx, given.assignee, given.caseId);
    if (problem !== null) return problem;
    const row = newRow(deps, { ...given, dueAt: endOf(deps, given.dueDay) }, who);
    await insertTask(tx, row);
    await note(deps, tx, 'task.added', who, taskDetails(row));
    return done(row);
  });
}

export function changeTask(deps: DeskDeps, id: string, given: TaskChange, who: By): Promise<Outcome<TaskRecord>> {
  return change(deps, async (tx) => {
    const row = await seenTask(tx, id, who);
    if (row === null) return absent;
    if (row.state !== 'open') return issue('state', 'The task is ended.', 'Open it again first.');
    const assignee = given.assignee === undefined ? row.assignee : given.assignee;
    if (assignee !== row.assignee) {
      const problem = await assigneeProblem(deps, tx, assignee, row.case_id);
      if (problem !== null) return problem;
    }
    const due_at = given.dueDay === undefined ? row.due_at : endOf(deps, given.dueDay);
    const changed = { ...row, title: given.title ?? row.title, details: given.details ?? row.details, assignee, due_at };
    await updateTask(tx, changed);
    await note(deps, tx, 'task.changed', who, { ...taskDetails(changed), from: row.state, to: row.state });
    return done(changed);
  });
}

/** Done, dropped with its reason, or open again. */
export function endTask(
  deps: DeskDeps,
  id: string,
  given: { state: TaskState; outcome: string | null },
  who: By,
): Promise<Outcome<TaskRecord>> {
  return change(deps, async (tx) => {
    const row = await seenTask(tx, id, who);
    if (row === null) return absent;
    if (row.state === given.state) return issue('state', `The task is ${row.state} already.`, 'Look at it again.');
    const outcome = given.outcome?.trim() ?? '';
    if (given.state === 'dropped' && outcome === '') return issue('outcome', 'Why is it dropped?', 'Give the reason.');
    const isOpen = given.state === 'open';
    const ended = isOpen ? { ended_at: null, ended_by: null, outcome: null } : { ended_at: who.now, ended_by: who.officer.id, outcome };
    const changed: TaskRecord = { ...row, ...ended, state: given.state };
    await updateTask(tx, changed);
    await note(deps, tx, 'task.changed', who, { ...taskDetails(changed), from: row.state, to: given.state });
    return done(changed);
  });
}

export async function tasksFor(
  deps: DeskDeps,
  wanted: { whose: 'mine' | 'free' | 'all'; state: TaskState | 'all'; caseId?: string | undefined },
  who: By,
): Promise<{ tasks: TaskWire[]; isCut: boolean }> {
  const hidden = await hiddenCases(deps.database, who.officer.id);
  // Those of whoever is away are their deputy's too; each still says whose it is.
  const mine = wanted.whose === 'mine' ? actingFor(await rotaAt(deps, who.now), who.officer.id) : null;
  const found = await selectTasks(deps.database, {
    hidden,
    limit: tasksMax + 1,
    ...(wanted.whose === 'all' ? {} : { assignees: mine }),
    ...(wanted.state === 'all' ? {} : { state: wanted.state }),
    ...(wanted.caseId === undefined ? {} : { caseId: wanted.caseId }),
  });
  return { tasks: await writtenTasks(deps, found.slice(0, tasksMax), who.now), isCut: found.length > tasksMax };
}

export async function writtenTasks(deps: DeskDeps, rows: readonly TaskRecord[], now: Instant): Promise<TaskWire[]> {
  const ids = rows.flatMap((row) => [row.created_by, row.assignee ?? [], row.ended_by ?? []].flat());
  const names = await deps.officerNames(deps.database, [...new Set(ids)]);
  const cases = await namedCases(deps.database, deps.assistance, [...new Set(rows.flatMap((row) => row.case_id ?? []))], now);
  const subjects = new Map(cases.map(({ row }) => [row.id, row.subject]));
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    details: row.details,
    caseId: row.case_id,
    caseSubject: subjects.get(row.case_id ?? '') ?? '',
    assignee: row.assignee === null ? null : named(row.assignee),
    dueAt: row.due_at,
    isOver: row.state === 'open' && row.due_at !== null && row.due_at < now,
    state: row.state,
    createdBy: named(row.created_by),
    createdAt: row.created_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by === null ? null : named(row.ended_by),
    outcome: row.outcome,
  }));
}

export async function templates(deps: DeskDeps): Promise<TaskTemplateWire[]> {
  return [...builtInTemplates, ...(await ownTemplates(deps.database))];
}

/** All tasks of a list at once, in one case. */
export function putToUse(
  deps: DeskDeps,
  caseId: string,
  given: { readonly template: string; readonly assignee: string | null },
  who: By,
): Promise<Outcome<readonly TaskRecord[]>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    const template = [...builtInTemplates, ...(await ownTemplates(tx))].find((one) => one.key === given.template);
    if (template === undefined) return issue('template', 'There is no such list of tasks.', 'Choose one of those that are offered.');
    const problem = await assigneeProblem(deps, tx, given.assignee, caseId);
    if (problem !== null) return problem;
    const calendar = await deps.workingCalendar(tx);
    const noticeDueAt = template.key === breachListKey ? await noticeDue(deps, tx, caseId, who.now) : null;
    const rows = tasksOf(template, who.now, { calendar, noticeDueAt }).map((task) =>
      newRow(deps, { ...task, caseId, assignee: given.assignee }, who),
    );
    for (const row of rows) {
      await insertTask(tx, row);
      await note(deps, tx, 'task.added', who, taskDetails(row));
    }
    return done(rows);
  });
}

/** Until when the counterpart of the case is told of a breach that becomes known now; null where no agreement sets a time. */
async function noticeDue(deps: DeskDeps, tx: Transaction, caseId: string, now: Instant): Promise<Instant | null> {
  const ref = (await caseBrief(tx, caseId))?.agreement ?? null;
  const agreement = ref === null ? null : agreementByDigest(await deps.assistance.agreementIndex(tx, now), ref.digest);
  return agreement === null ? null : breachNoticeDueAt(agreement, now);
}

export function keepTemplate(deps: DeskDeps, given: Omit<TaskTemplateWire, 'key' | 'isOwn'>, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    const key = newId('tsk', who.now, deps.random);
    const isTaken = builtInTemplates.some((one) => one.name === given.name);
    const kept = !isTaken && (await insertTemplate(tx, { ...given, key }, { by: who.officer.id, at: who.now }));
    return kept ? done(null) : issue('name', 'There is a list of that name.', 'Give it another name.');
  });
}

export function dropTemplate(deps: DeskDeps, key: string): Promise<Outcome<null>> {
  return change(deps, async (tx) => ((await deleteTemplate(tx, key)) ? done(null) : absent));
}

async function seenTask(tx: Transaction, id: string, who: By): Promise<TaskRecord | null> {
  const row = await lockTask(tx, id);
  if (row === null || (row.case_id !== null && (await isHidden(tx, who.officer.id, row.case_id)))) return null;
  return row;
}

async function assigneeProblem(
  deps: DeskDeps,
  tx: Transaction,
  assignee: string | null,
  caseId: string | null,
): Promise<Outcome<never> | null> {
  if (assignee === null) return null;
  if ((await officerWith(deps, tx, assignee, deskRoles)) === null)
    return issue('assignee', 'That is no officer who works on cases.', 'Choose an officer of the list.');
  if (caseId !== null && (await isHidden(tx, assignee, caseId)))
    return issue('assignee', 'That officer may not see this case.', 'A wall or a recusal stands between them: choose somebody else.');
  return null;
}

function newRow(
  deps: DeskDeps,
  given: { title: string; details: string; caseId: string | null; assignee: string | null; dueAt: Instant | null },
  { officer, now }: By,
): TaskRecord {
  const { title, details, caseId, assignee, dueAt } = given;
  const fresh = { state: 'open' as const, ended_at: null, ended_by: null, outcome: null };
  const made = { id: newId('tsk', now, deps.random), created_by: officer.id, created_at: now };
  return { ...made, ...fresh, title, details, case_id: caseId, assignee, due_at: dueAt };
}

function endOf(deps: DeskDeps, day: string | null): Instant | null {
  return day === null ? null : endOfLocalDay(day as LocalDate, deps.timeZone);
}

function taskDetails(row: TaskRecord): Record<string, string | null> {
  return { task: row.id, caseRef: row.case_id, officer: row.assignee };
}
