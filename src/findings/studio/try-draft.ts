// SPDX-License-Identifier: Apache-2.0
/**
 * A draft is tried: a back-test over files that were taken in, and the shadow, which follows the runs over files that come later, and the days
 * of live markets as they are closed.
 *
 * Both are looks: one file judged with the parameters in force and with those of the draft. Neither makes an alert or a lead.
 */
import { noteAudit } from '../../audit/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import type { WatchOrder } from '../alerts/market-engine.ts';
import { findMarketFile, type MarketFileRow, type RunRow } from '../alerts/store.ts';
import { type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { lockOpenDraft, overtakenIssue } from './draft-detector.ts';
import { countShadowLooks, type DraftRow, insertLook, insertTrial, leaveLooks, looksOf, shadowsOn, trialsOf } from './store.ts';

/** Files that one shadow follows; by then it has said what it has to say. */
const shadowFilesMax = 200;

export function orderTrial(deps: FindingsDeps, id: string, files: readonly string[], by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    const overtaken = await overtakenIssue(tx, draft);
    if (overtaken !== null) return { kind: 'issues', issues: [overtaken] };
    const looks = await looksOf(tx, draft.id);
    if (looks.some(({ trial, state }) => trial !== null && state === 'waiting'))
      return issue('state', 'A back-test of it is under way.', 'Wait for its end, or stop it.');
    const chosen: MarketFileRow[] = [];
    for (const file of new Set(files)) {
      const found = await findMarketFile(tx, file);
      if (found === null) return issue('files', `No file ${file} was taken in.`, 'Choose of the files that the draft lists.');
      chosen.push(found);
    }
    const trial = { id: newId('dtr', by.now, deps.random), draft: draft.id, ordered_by: by.officer, created_at: by.now };
    await insertTrial(tx, trial);
    for (const file of chosen) await insertLook(tx, newLook(deps, { draft: draft.id, trial: trial.id, file: file.id, run: null }, by.now));
    await deps.announce(tx, 'findings');
    const details = { draft: draft.id, pattern: draft.pattern, count: chosen.length };
    await noteAudit(tx, { event: 'detector.trial-ordered', actor: by.officer, at: by.now, details }, deps.random);
    return done(draft);
  });
}

/** Files that are not yet judged are left; what was found on the others stays. The file under way is left at its end. */
export function stopTrial(deps: FindingsDeps, id: string, by: By): Promise<Outcome<DraftRow>> {
  return change(deps, async (tx): Promise<Outcome<DraftRow>> => {
    const draft = await lockOpenDraft(tx, id);
    if (!('id' in draft)) return draft;
    const [newest] = await trialsOf(tx, draft.id);
    const left = newest === undefined ? 0 : await leaveLooks(tx, draft.id, newest.id, by.now);
    if (left === 0) return issue('state', 'No back-test of it is under way.', 'Load the draft again.');
    await deps.announce(tx, 'findings');
    const details = { draft: draft.id, pattern: draft.pattern, count: left };
    await noteAudit(tx, { event: 'detector.trial-stopped', actor: by.officer, at: by.now, details }, deps.random);
    return done(draft);
  });
}

/** A run has come to its end: drafts whose shadow was on when its file was taken, or when the day of a live market began, judge it too. */
export async function followByShadows(
  tx: Transaction,
  deps: Pick<FindingsDeps, 'random'>,
  { run, file, since, now }: { readonly run: RunRow; readonly file: MarketFileRow; readonly since: Instant; readonly now: Instant },
): Promise<void> {
  for (const draft of await shadowsFollowing(tx, run.ordered, since))
    await insertLook(tx, newLook(deps, { draft: draft.id, trial: null, file: file.id, run: run.id }, now));
}

/** Drafts whose shadow was on at this moment and looks at what was ordered. */
export async function shadowsFollowing(tx: Transaction, { patterns }: Pick<WatchOrder, 'patterns'>, since: Instant): Promise<DraftRow[]> {
  const following: DraftRow[] = [];
  for (const draft of await shadowsOn(tx, since)) {
    const isLookedFor = patterns === null || patterns.includes(draft.pattern);
    if (isLookedFor && (await countShadowLooks(tx, draft.id)) < shadowFilesMax) following.push(draft);
  }
  return following;
}

function newLook(
  { random }: Pick<FindingsDeps, 'random'>,
  given: { readonly draft: string; readonly trial: string | null; readonly file: string; readonly run: string | null },
  now: Instant,
) {
  return { id: newId('dlk', now, random), ...given, created_at: now };
}
