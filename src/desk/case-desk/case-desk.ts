// SPDX-License-Identifier: Apache-2.0
/** The desk of one case: who has it, its notes, subjects, links and tasks; and the changes of them. Nothing of it travels. */
import { namedCases } from '../../assistance/index.ts';
import { type Instant, newId } from '../../kernel/index.ts';
import { absent, type By, change, type DeskDeps, deskRoles, done, issue, note, officerWith, type Outcome } from '../desk-deps.ts';
import { addNotices } from '../notices/store.ts';
import { selectTasks } from '../tasks/store.ts';
import { tasksMax, templates, writtenTasks } from '../tasks/tasks.ts';
import { hiddenAmong, isHidden } from '../walls/store.ts';
import { maySee, wallsOfCase } from '../walls/walls.ts';
import {
  assigneesOf,
  deleteLink,
  deleteSubject,
  insertLink,
  insertNote,
  insertSubject,
  linksOf,
  type LinkRecord,
  notesOf,
  putAssignment,
  sameSubjects,
  subjectsOf,
} from './store.ts';
import { subjectKey } from './subject-key.ts';
import type { CaseDeskWire, SubjectKind } from './wire.ts';

type OtherCase = CaseDeskWire['links'][number]['other'];

/** Null when there is no such case for this officer. */
export async function caseDesk(deps: DeskDeps, caseId: string, { officer, now }: By): Promise<CaseDeskWire | null> {
  const db = deps.database;
  if (!(await maySee(db, officer.id, caseId))) return null;
  const [notes, subjects, links] = [await notesOf(db, caseId), await subjectsOf(db, caseId), await linksOf(db, caseId)];
  const same = await sameSubjects(
    db,
    caseId,
    subjects.map((subject) => subject.key),
  );
  const otherIds = [...links.map((link) => otherEnd(link, caseId)), ...same.map((subject) => subject.case_id)];
  const hidden = await hiddenAmong(db, officer.id, otherIds);
  const others = await otherCases(
    deps,
    [...new Set(otherIds)].filter((id) => !hidden.has(id)),
    now,
  );
  const officers = (await deps.officers(db)).filter((one) => one.roles.some((role) => deskRoles.includes(role)));
  const assignee = (await assigneesOf(db, [caseId])).get(caseId) ?? null;
  const ids = [
    ...notes.flatMap((row) => [row.officer, ...row.mentioned]),
    ...subjects.map((row) => row.officer),
    ...links.map((row) => row.officer),
  ];
  const names = await deps.officerNames(db, [...new Set([...ids, ...(assignee === null ? [] : [assignee])])]);
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' });
  const { walls, recusals } = await wallsOfCase(deps, caseId);
  const tasks = await selectTasks(db, { caseId, hidden: null, limit: tasksMax });
  return {
    caseId,
    assignee: assignee === null ? null : named(assignee),
    officers: officers.map(({ id, name }) => ({ id, name })),
    wall: walls[0] ?? null,
    recusals,
    tasks: await writtenTasks(deps, tasks, now),
    templates: await templates(deps),
    notes: notes.map((row) => ({
      id: row.id,
      text: row.text,
      by: named(row.officer),
      recordedAt: row.recorded_at,
      happenedAt: row.happened_at,
      mentioned: row.mentioned.map(named),
    })),
    subjects: subjects.map(({ id, kind, name, remark, officer: madeBy, at, key }) => ({
      id,
      kind,
      name,
      remark,
      by: named(madeBy),
      at,
      alsoIn: same.filter((row) => row.key === key).flatMap((row) => others.get(row.case_id) ?? []),
    })),
    links: links.flatMap((link) => {
      const other = others.get(otherEnd(link, caseId));
      return other === undefined
        ? []
        : [{ id: link.id, kind: link.kind, reason: link.reason, other, by: named(link.officer), at: link.at }];
    }),
  };
}

async function otherCases(deps: DeskDeps, ids: readonly string[], now: Instant): Promise<Map<string, OtherCase>> {
  const found = await namedCases(deps.database, deps.assistance, ids, now);
  return new Map(
    found.map(({ row }) => [
      row.id,
      { id: row.id, subject: row.subject, counterpart: row.counterpart.name, side: row.side, state: row.state },
    ]),
  );
}

function otherEnd(link: LinkRecord, caseId: string): string {
  return link.case_id === caseId ? link.other : link.case_id;
}

/** Gives the case to an officer, or to nobody. */
export function assignCase(deps: DeskDeps, caseId: string, officer: string | null, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (officer !== null && (await officerWith(deps, tx, officer, deskRoles)) === null)
      return issue('officer', 'That is no officer who works on cases.', 'Choose an officer of the list.');
    if (officer !== null && (await isHidden(tx, officer, caseId)))
      return issue('officer', 'That officer may not see this case.', 'A wall or a recusal stands between them: choose somebody else.');
    await putAssignment(tx, { caseId, officer, by: who.officer.id, at: who.now });
    await note(deps, tx, 'case.assigned', who, { caseRef: caseId, officer });
    if (officer !== null && officer !== who.officer.id)
      await addNotices(tx, deps.random, [{ officer, kind: 'case-given', caseId, about: caseId, by: who.officer.id }], who.now);
    return done(null);
  });
}

export function addNote(
  deps: DeskDeps,
  caseId: string,
  given: { readonly text: string; readonly happenedAt: string | null; readonly mentioned: readonly string[] },
  who: By,
): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (given.happenedAt !== null && given.happenedAt > who.now)
      return issue('happenedAt', 'That has not happened yet.', 'Give a moment of the past, or add a task for what is to come.');
    const mentioned = [...new Set(given.mentioned)].filter((id) => id !== who.officer.id);
    for (const id of mentioned) {
      if ((await officerWith(deps, tx, id, [...deskRoles, 'auditor'])) === null || (await isHidden(tx, id, caseId)))
        return issue('mentioned', 'One of those mentioned may not see this case.', 'Leave that officer out.');
    }
    const id = newId('fnt', who.now, deps.random);
    const happened = given.happenedAt as Instant | null;
    const row = { id, case_id: caseId, officer: who.officer.id, text: given.text, recorded_at: who.now, happened_at: happened, mentioned };
    await insertNote(tx, row);
    await note(deps, tx, 'note.added', who, { caseRef: caseId, count: mentioned.length });
    const notices = mentioned.map((officer) => ({ officer, kind: 'mentioned' as const, caseId, about: id, by: who.officer.id }));
    await addNotices(tx, deps.random, notices, who.now);
    return done(null);
  });
}

export function addSubject(
  deps: DeskDeps,
  caseId: string,
  given: { readonly kind: SubjectKind; readonly name: string; readonly remark: string },
  who: By,
): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    const id = newId('sbj', who.now, deps.random);
    const key = subjectKey(given.kind, given.name);
    const row = { ...given, id, case_id: caseId, key, officer: who.officer.id, at: who.now };
    return (await insertSubject(tx, row)) ? done(null) : issue('name', 'It is a subject of this case already.', 'There is nothing to add.');
  });
}

export function removeSubject(deps: DeskDeps, caseId: string, id: string, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    return (await deleteSubject(tx, caseId, id)) ? done(null) : absent;
  });
}

export function linkCases(
  deps: DeskDeps,
  caseId: string,
  given: { readonly other: string; readonly kind: LinkRecord['kind']; readonly reason: string },
  who: By,
): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (given.other === caseId) return issue('other', 'That is this case itself.', 'Name another case.');
    if (!(await maySee(tx, who.officer.id, given.other)))
      return issue('other', 'There is no such case.', 'Copy the identifier from its page.');
    const id = newId('lnk', who.now, deps.random);
    const row = { ...given, id, case_id: caseId, officer: who.officer.id, at: who.now };
    if (!(await insertLink(tx, row))) return issue('other', 'The two are linked already.', 'There is nothing to add.');
    await note(deps, tx, 'case.linked', who, { caseRef: caseId, kind: given.kind });
    return done(null);
  });
}

export function unlinkCases(deps: DeskDeps, caseId: string, id: string, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    return (await deleteLink(tx, caseId, id)) ? done(null) : absent;
  });
}
