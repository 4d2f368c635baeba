// SPDX-License-Identifier: Apache-2.0
/**
 * Drafts of a detector: other parameters that an analyst tries before they are in force.
 *
 *     open        made on the edition in force; changed, tried on files, followed by the shadow, laid before the approvers
 *     published   approved: an edition of its own
 *     dropped     nothing came of it
 *
 * Changing the parameters puts the draft on the edition in force again, and forgets what the former ones were tried on: what an approver
 * sees is always of the values that are approved.
 */
import { noteAudit } from '../../audit/index.ts';
import { type Database, type Issue, newId, type ParameterValues, type Transaction } from '../../kernel/index.ts';
import { spendAct } from '../../officers/index.ts';
import { checkParameters, findPattern, type Pattern } from '../../surveillance/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { editionInForce, parameterChanges, publishedEditions } from './editions.ts';
import { countOpenDrafts, type DraftRow, forgetTrials, insertDraft, leaveLooks, lockDraft, updateDraft } from './store.ts';
import { type DraftChangeWire, type DraftOrderWire, openDraftsMax } from './wire.ts';

export function makeDraft(deps: FindingsDeps, given: DraftOrderWire, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const pattern = findPattern(given.pattern);
    if (!pattern.ok) return { kind: 'issues', issues: pattern.issues };
    if ((await countOpenDrafts(tx, given.pattern)) >= openDraftsMax)
      return issue('pattern', `It has ${openDraftsMax} open drafts already.`, 'Go on with one of them, or drop one.');
    const drafted = await draftedValues(tx, pattern.value, given.parameters);
    if ('issues' in drafted) return { kind: 'issues', issues: drafted.issues };
    const row: DraftRow = {
      id: newId('ddr', by.now, deps.random),
      pattern: pattern.value.id,
      version: pattern.value.version,
      base: drafted.base,
      parameters: drafted.values,
      revision: 1,
      state: 'open',
      reason: given.reason,
      made_by: by.officer,
      made_at: by.now,
      changed_at: by.now,
      shadow_from: null,
      asked_subject: null,
      edition: null,
    };
    await insertDraft(tx, row);
    await noteDrafted(tx, deps, row, by);
    return done(row);
  });
}

export function changeDraft(deps: FindingsDeps, id: string, given: DraftChangeWire, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    const pattern = findPattern(draft.pattern);
    if (!pattern.ok) return { kind: 'issues', issues: pattern.issues };
    const drafted = await draftedValues(tx, pattern.value, given.parameters);
    if ('issues' in drafted) return { kind: 'issues', issues: drafted.issues };
    await forgetTrials(tx, draft.id);
    await withdrawAsked(tx, draft, by);
    const changed = {
      version: pattern.value.version,
      base: drafted.base,
      parameters: drafted.values,
      revision: draft.revision + 1,
      reason: given.reason,
      made_by: by.officer,
      changed_at: by.now,
      // The shadow of the former values said nothing of these.
      shadow_from: draft.shadow_from === null ? null : by.now,
      asked_subject: null,
    };
    await updateDraft(tx, draft.id, changed);
    const row: DraftRow = { ...draft, ...changed };
    await noteDrafted(tx, deps, row, by);
    return done(row);
  });
}

export function dropDraft(deps: FindingsDeps, id: string, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    await forgetTrials(tx, draft.id);
    await withdrawAsked(tx, draft, by);
    const changed = { state: 'dropped', shadow_from: null, asked_subject: null, changed_at: by.now } as const;
    await updateDraft(tx, draft.id, changed);
    await deps.announce(tx, 'findings');
    const details = { draft: draft.id, pattern: draft.pattern };
    await noteAudit(tx, { event: 'detector.dropped', actor: by.officer, at: by.now, details }, deps.random);
    return done({ ...draft, ...changed });
  });
}

/** From now on runs over files that are taken later are judged with the draft too; or no longer. */
export function setShadow(deps: FindingsDeps, id: string, isOn: boolean, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    if ((draft.shadow_from !== null) === isOn) return done(draft);
    if (isOn) {
      const overtaken = await overtakenIssue(tx, draft);
      if (overtaken !== null) return { kind: 'issues', issues: [overtaken] };
    } else await leaveLooks(tx, draft.id, null, by.now);
    const changed = { shadow_from: isOn ? by.now : null };
    await updateDraft(tx, draft.id, changed);
    await deps.announce(tx, 'findings');
    const details = { draft: draft.id, pattern: draft.pattern, outcome: isOn ? 'on' : 'off' };
    await noteAudit(tx, { event: 'detector.shadowed', actor: by.officer, at: by.now, details }, deps.random);
    return done({ ...draft, ...changed });
  });
}

/** The draft locked, where it is open; what to answer where not. */
export async function lockOpenDraft(tx: Transaction, id: string): Promise<DraftRow | Outcome<never>> {
  const draft = await lockDraft(tx, id);
  if (draft === null) return absent;
  if (draft.state === 'open') return draft;
  return issue('state', `It is ${draft.state}.`, 'Make another draft from the edition in force.');
}

/** Null where the edition that the draft was made on is still in force. */
export async function overtakenIssue(db: Database, draft: DraftRow): Promise<Issue | null> {
  const pattern = findPattern(draft.pattern);
  const remedy = 'Save the draft again: it is then made on the edition in force, and is to be back-tested anew.';
  if (!pattern.ok || pattern.value.version !== draft.version)
    return { path: 'version', problem: `The program no longer has version ${draft.version} of this pattern.`, remedy };
  const { edition } = editionInForce(pattern.value, await publishedEditions(db));
  if (edition === draft.base) return null;
  return { path: 'base', problem: `It was made on edition ${draft.base}; edition ${edition} was published meanwhile.`, remedy };
}

async function draftedValues(
  tx: Transaction,
  pattern: Pattern,
  given: DraftOrderWire['parameters'],
): Promise<{ readonly base: number; readonly values: ParameterValues } | { readonly issues: readonly Issue[] }> {
  const inForce = editionInForce(pattern, await publishedEditions(tx));
  const changed = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, Number(text)]));
  const values = { ...inForce.parameters, ...changed };
  const issues = checkParameters(pattern, values);
  if (issues.length > 0) return { issues };
  if (parameterChanges(pattern, inForce.parameters, values).length === 0)
    return { issues: [{ path: 'parameters', problem: 'They are those in force.', remedy: 'Change one of them at least.' }] };
  return { base: inForce.edition, values };
}

/** What was laid before the approvers is not what the draft says any more. */
async function withdrawAsked(tx: Transaction, { id, asked_subject: subject }: DraftRow, { now }: By): Promise<void> {
  if (subject !== null) await spendAct(tx, { actClass: 'detector-edition', about: id, subject }, now);
}

async function noteDrafted(tx: Transaction, deps: FindingsDeps, row: DraftRow, by: By): Promise<void> {
  await deps.announce(tx, 'findings');
  const details = { draft: row.id, pattern: row.pattern, version: row.version, edition: row.base, count: row.revision };
  await noteAudit(tx, { event: 'detector.drafted', actor: by.officer, at: by.now, details }, deps.random);
}
