// SPDX-License-Identifier: Apache-2.0
/**
 * Publishing a draft: a second officer approves it, and it is an edition of its own from that moment.
 *
 *     14:02  the analyst lays it before the approvers       what changes, what it did on which files, what the shadow counted, and why
 *     14:30  an approver who is not the analyst approves    edition 3; runs that are ordered from now on have its values
 *     14:31  another draft, made on edition 2, is laid      refused: it was overtaken
 *
 * A detector decides whom the authority looks at. So no house rule lets one officer change it alone, and nothing is published that
 * nobody has tried on a file: what the approver reads is what was measured.
 *
 * Alerts that were made before keep the version and the parameters that they were made with, and run again to the same bytes.
 */
import { noteAudit } from '../../audit/index.ts';
import { type Database, fail, type Issue, type JsonValue, ok, type Transaction } from '../../kernel/index.ts';
import { approvalFor, approvalsTopic, type AskedAct, type CarryOut, spendAct, subjectOf, subjectTextOf } from '../../officers/index.ts';
import { findPattern, type Pattern, sumCounts } from '../../surveillance/index.ts';
import { findMarketFile } from '../alerts/store.ts';
import { type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { lockOpenDraft, overtakenIssue } from './draft-detector.ts';
import { baseOf } from './draft-rows.ts';
import { parameterChanges } from './editions.ts';
import { type DraftRow, insertEdition, leaveLooks, lockDraft, type LookOutcome, looksOf, updateDraft } from './store.ts';
import { testedFiles } from './tested-files.ts';

/** Why it cannot be laid before the approvers; empty where it can. */
export async function obstaclesOf(db: Database, draft: DraftRow): Promise<Issue[]> {
  const looks = (await looksOf(db, draft.id)).filter(({ trial }) => trial !== null);
  const overtaken = await overtakenIssue(db, draft);
  if (overtaken !== null) return [overtaken];
  if (looks.some(({ state }) => state === 'waiting'))
    return [{ path: 'trial', problem: 'Its back-test is under way.', remedy: 'Wait for its end, or stop it.' }];
  if (looks.some(({ state }) => state === 'done')) return [];
  const problem = 'These parameters were back-tested on no file.';
  return [{ path: 'trial', problem, remedy: 'Order a back-test: an approver is to see what it changes.' }];
}

/** Lays the draft before the approvers; asked again after more files, it is asked anew. */
export function askToPublish(deps: FindingsDeps, id: string, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    const issues = await obstaclesOf(tx, draft);
    const pattern = findPattern(draft.pattern);
    if (issues.length > 0 || !pattern.ok) return { kind: 'issues', issues: pattern.ok ? issues : pattern.issues };
    const act = await askedAct(tx, draft, pattern.value, by);
    // Whatever the house asks, it is never one officer's: approvalFor says `enough` only with another's approval.
    const standing = await approvalFor(tx, deps.assistance.approvals.houseRules, act, { now: by.now, agreementMin: 1 });
    await updateDraft(tx, draft.id, { asked_subject: act.subject });
    await deps.announce(tx, approvalsTopic);
    await deps.announce(tx, 'findings');
    const details = { draft: draft.id, pattern: draft.pattern, subject: act.subject };
    await noteAudit(tx, { event: 'detector.publication-asked', actor: by.officer, at: by.now, details }, deps.random);
    if (standing.kind === 'enough') {
      const published = await publish(tx, deps, draft, { by, approvers: standing.approvals.map(({ officer }) => officer) });
      if (!published.ok) return { kind: 'issues', issues: published.issues };
      await spendAct(tx, act, by.now);
    }
    return done({ ...draft, asked_subject: act.subject });
  });
}

/** With the last approval: the draft is published as it was laid before the approvers, or not at all. */
export function carryOutPublication(deps: () => FindingsDeps): CarryOut {
  return async (tx, act, { approvals, now }) => {
    const draft = await lockDraft(tx, act.about);
    if (draft === null || draft.state !== 'open' || draft.asked_subject !== act.subject)
      return fail('draft', 'It is not the draft any more that was laid before you.', 'Look at what waits now.');
    const by = { officer: act.preparedBy, now };
    return publish(tx, deps(), draft, { by, approvers: approvals.map(({ officer }) => officer) });
  };
}

async function publish(
  tx: Transaction,
  deps: FindingsDeps,
  draft: DraftRow,
  { by, approvers }: { readonly by: By; readonly approvers: readonly string[] },
) {
  const overtaken = await overtakenIssue(tx, draft);
  if (overtaken !== null) return fail(overtaken.path, overtaken.problem, overtaken.remedy);
  // The officer who laid it before the approvers is never among them; whoever wrote the values may be another.
  if (approvers.includes(draft.made_by))
    return fail('officer', 'Whoever drafted it cannot approve it.', 'Ask another officer who is an approver.');
  const { id, pattern, version, parameters, reason } = draft;
  const edition = draft.base + 1;
  const people = { prepared_by: by.officer, approved_by: [...approvers], published_at: by.now };
  const isFirst = await insertEdition(tx, { pattern, version, edition, parameters, draft: id, reason, ...people });
  if (!isFirst) return fail('base', `Edition ${edition} was published at the same moment.`, 'Save the draft again, and back-test it anew.');
  await leaveLooks(tx, id, null, by.now);
  await updateDraft(tx, id, { state: 'published', edition, shadow_from: null, changed_at: by.now });
  await deps.announce(tx, 'findings');
  const details = { draft: id, pattern, version, edition, subject: draft.asked_subject, count: approvers.length };
  await noteAudit(tx, { event: 'detector.published', actor: by.officer, at: by.now, details }, deps.random);
  return ok(edition);
}

async function askedAct(tx: Transaction, draft: DraftRow, pattern: Pattern, by: By): Promise<AskedAct> {
  const changes = parameterChanges(pattern, await baseOf(tx, pattern, draft), draft.parameters);
  const all = await looksOf(tx, draft.id);
  const looks = [...testedFiles(all), ...all.filter(({ trial }) => trial === null)].filter(({ state }) => state === 'done');
  const named: JsonValue[] = [];
  const lines: { readonly isShadow: boolean; readonly text: string; readonly outcome: LookOutcome }[] = [];
  for (const { trial, file: fileId, outcome } of looks) {
    const file = await findMarketFile(tx, fileId);
    if (file === null || outcome === null) continue;
    const isShadow = trial === null;
    const { counts, eventsDigest, moments } = outcome;
    named.push({ kind: isShadow ? 'shadow' : 'back-test', file: file.digest, events: eventsDigest, moments, ...counts });
    lines.push({ isShadow, text: `${file.name}: ${countsText(outcome)}`, outcome });
  }
  const [tested, followed] = [lines.filter(({ isShadow }) => !isShadow), lines.filter(({ isShadow }) => isShadow)];
  const changed = changes.map(({ name, from, to, unit }) => ({ name, from: String(from), to: String(to), unit }));
  const content = { draft: draft.id, revision: draft.revision, pattern: pattern.id, version: draft.version, base: draft.base };
  const covered = { ...content, parameters: changed, looks: named, shadowFrom: draft.shadow_from, reason: draft.reason };
  return {
    actClass: 'detector-edition',
    subject: subjectOf('detector-edition', covered),
    preparedBy: by.officer,
    caseRef: null,
    about: draft.id,
    shown: {
      detector: `${pattern.title} (${pattern.id} ${pattern.version})`,
      edition: `${draft.base} → ${draft.base + 1}`,
      parameters: changed.map(({ name, from, to, unit }) => `${name}: ${from} → ${to} ${unit}`).join('\n'),
      backTest: [...tested.map(({ text }) => text), ...sumLine(tested)].join('\n'),
      ...(draft.shadow_from === null
        ? {}
        : { shadowFrom: draft.shadow_from, shadow: [...followed.map(({ text }) => text), ...sumLine(followed)].join('\n') || '0' }),
      reason: draft.reason,
    },
    covered: { text: subjectTextOf('detector-edition', covered), opened: [] },
    content,
  };
}

/** `12 / 3 / 1`: the same, only before, only after; the words stand at the fact. */
function countsText({ counts: { same, onlyBefore, onlyAfter } }: Pick<LookOutcome, 'counts'>): string {
  return `${same} / ${onlyBefore} / ${onlyAfter}`;
}

function sumLine(lines: readonly { readonly outcome: LookOutcome }[]): readonly string[] {
  return lines.length < 2 ? [] : [`Σ ${countsText({ counts: sumCounts(lines.map(({ outcome }) => outcome.counts)) })}`];
}
