// SPDX-License-Identifier: Apache-2.0
/**
 * Walls between cases, and recusal.
 *
 * A wall keeps a case in the sight of those inside alone: for everybody else it does not exist, in lists, search, calendar, statistics of
 * single cases and by its address. It is raised by an approver who is inside, with a reason, and has an approver inside, so that the case can
 * go on. An officer who has a conflict of interest recuses themself, or is recused by an approver; only an approver other than the recused
 * officer lifts it. Every one of these is an entry of the log; auditors read the list of walls, and no word of the cases.
 */
import { hasCase } from '../../assistance/index.ts';
import { absent, type By, change, type DeskDeps, deskRoles, done, issue, note, officerWith, type Outcome } from '../desk-deps.ts';
import type { Database } from '../../kernel/index.ts';
import { addRecusal, isHidden, liftRecusal, liftWall, putWall, standingRecusals, standingWalls } from './store.ts';
import type { WallsWire } from './wire.ts';

/** Whether there is such a case for this officer. */
export async function maySee(db: Database, officer: string, caseId: string): Promise<boolean> {
  return (await hasCase(db, caseId)) && !(await isHidden(db, officer, caseId));
}

export function raiseWall(
  deps: DeskDeps,
  caseId: string,
  given: { readonly inside: readonly string[]; readonly reason: string },
  who: By,
): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    const inside = [...new Set(given.inside)];
    const officers = await deps.officers(tx);
    const known = inside.map((id) =>
      officers.find((officer) => officer.id === id && officer.roles.some((role) => deskRoles.includes(role))),
    );
    if (known.includes(undefined)) return issue('inside', 'One of them is no officer who works on cases.', 'Choose officers of the list.');
    if (!inside.includes(who.officer.id))
      return issue('inside', 'You are not inside yourself.', 'Add yourself: who raises a wall answers for it.');
    if (!known.some((officer) => officer?.roles.includes('approver') === true && officer.id !== who.officer.id))
      return issue('inside', 'Nobody inside but you may approve.', 'Add a second approver, or the case cannot go on.');
    const recused = (await standingRecusals(tx, caseId)).find((row) => inside.includes(row.officer));
    if (recused !== undefined) return issue('inside', 'One of them is recused from this case.', 'Leave that officer out.');
    await putWall(tx, { case_id: caseId, inside, reason: given.reason, raised_by: who.officer.id, raised_at: who.now });
    await note(deps, tx, 'wall.raised', who, { caseRef: caseId, count: inside.length });
    return done(null);
  });
}

export function takeWallDown(deps: DeskDeps, caseId: string, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (!(await liftWall(tx, caseId, who.officer.id, who.now))) return issue('case', 'No wall stands here.', 'There is nothing to lift.');
    await note(deps, tx, 'wall.lifted', who, { caseRef: caseId });
    return done(null);
  });
}

/** Oneself by anybody; another by an approver. */
export function recuse(
  deps: DeskDeps,
  caseId: string,
  given: { readonly officer: string; readonly reason: string },
  who: By,
): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (given.officer !== who.officer.id && !who.officer.roles.includes('approver'))
      return issue('officer', 'Only an approver recuses somebody else.', 'Ask one, or recuse yourself.');
    if ((await officerWith(deps, tx, given.officer, deskRoles)) === null)
      return issue('officer', 'That is no officer who works on cases.', 'Choose an officer of the list.');
    const row = { case_id: caseId, officer: given.officer, reason: given.reason, made_at: who.now };
    if (!(await addRecusal(tx, row, who.officer.id)))
      return issue('officer', 'That officer is recused already.', 'There is nothing to do.');
    await note(deps, tx, 'officer.recused', who, { caseRef: caseId, officer: given.officer });
    return done(null);
  });
}

export function endRecusal(deps: DeskDeps, caseId: string, officer: string, who: By): Promise<Outcome<null>> {
  return change(deps, async (tx) => {
    if (!(await maySee(tx, who.officer.id, caseId))) return absent;
    if (!(await liftRecusal(tx, caseId, officer, { by: who.officer.id, at: who.now })))
      return issue('officer', 'That officer is not recused from this case.', 'There is nothing to lift.');
    await note(deps, tx, 'recusal.lifted', who, { caseRef: caseId, officer });
    return done(null);
  });
}

/** Which walls stand and who is recused: all for auditors; for others those of cases that they see. */
export async function shownWalls(deps: DeskDeps, who: By): Promise<WallsWire> {
  const db = deps.database;
  const isAuditor = who.officer.roles.includes('auditor');
  const sees = async (caseId: string): Promise<boolean> => isAuditor || !(await isHidden(db, who.officer.id, caseId));
  const walls = [];
  for (const wall of await standingWalls(db, null)) if (await sees(wall.case_id)) walls.push(wall);
  const recusals = [];
  for (const recusal of await standingRecusals(db, null)) if (await sees(recusal.case_id)) recusals.push(recusal);
  return writtenWalls(deps, walls, recusals);
}

export async function wallsOfCase(deps: DeskDeps, caseId: string): Promise<WallsWire> {
  return writtenWalls(deps, await standingWalls(deps.database, caseId), await standingRecusals(deps.database, caseId));
}

async function writtenWalls(
  deps: DeskDeps,
  walls: Awaited<ReturnType<typeof standingWalls>>,
  recusals: Awaited<ReturnType<typeof standingRecusals>>,
): Promise<WallsWire> {
  const ids = [...walls.flatMap((wall) => [wall.raised_by, ...wall.inside]), ...recusals.map((row) => row.officer)];
  const names = await deps.officerNames(deps.database, [...new Set(ids)]);
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' });
  return {
    walls: walls.map(({ case_id: caseId, inside, reason, raised_by: raisedBy, raised_at: raisedAt }) => ({
      caseId,
      inside: inside.map(named),
      reason,
      raisedBy: named(raisedBy),
      raisedAt,
    })),
    recusals: recusals.map(({ case_id: caseId, officer, reason, made_at: at }) => ({ caseId, officer: named(officer), reason, at })),
  };
}
