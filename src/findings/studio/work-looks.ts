// SPDX-License-Identifier: Apache-2.0
/**
 * Looks of back-tests and shadows are done one after the other, beside everything else, as surveillance runs are.
 *
 *     look waiting -> the pattern over the file, with the values of the edition it was made on and with the draft's -> lock the look -> does it still wait?
 *                  -> counts and pairs of alerts: one commit
 *
 * A back-test that was stopped, or a draft that was changed meanwhile, has no look that waits any more: then nothing is kept. A process that
 * dies leaves the look as it was.
 */
import { noteAudit } from '../../audit/index.ts';
import { failWith, type Instant, type Issue, ok, type ParameterValues, type Result, type Transaction } from '../../kernel/index.ts';
import { type AlertPair, countEffect, effectByDay, effectByInstrument, findPattern, pairAlerts } from '../../surveillance/index.ts';
import { findMarketFile, findRun, newestRunOver } from '../alerts/store.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { baseOf } from './draft-rows.ts';
import {
  type DraftRow,
  findDraft,
  insertPairs,
  lockWaitingLook,
  type LookChange,
  type LookOutcome,
  type LookRow,
  oldestWaitingLook,
  type PairRow,
  updateLook,
} from './store.ts';

/** Tries of a look that broke off for no fault of the file. */
const failuresMax = 3;
/** Pairs of one look that are kept to be opened, what differs before what is the same. All are counted. */
const pairsOfLookMax = 100;

export interface LookWork {
  /** Does one look; false where none waits. Throws what broke one off, after counting it. */
  readonly next: () => Promise<boolean>;
}

interface Looked {
  readonly outcome: LookOutcome;
  readonly pairs: readonly AlertPair[];
}

export function openLookWork(deps: FindingsDeps, clock: () => Instant): LookWork {
  return {
    async next() {
      const look = await oldestWaitingLook(deps.database);
      const draft = look === null ? null : await findDraft(deps.database, look.draft);
      if (look === null || draft === null) return false;
      try {
        const looked = await judgeFile(deps, draft, look);
        const failed = looked.ok ? [] : looked.issues;
        await end(deps, look, looked.ok ? looked.value : failed, clock());
      } catch (error) {
        if (deps.markets.isClosed()) return false;
        const failures = look.failures + 1;
        if (failures < failuresMax) await whileWaiting(deps, look, (tx) => updateLook(tx, look.id, { failures }));
        else await end(deps, look, [brokeOff], clock());
        throw error;
      }
      return true;
    },
  };
}

const brokeOff: Issue = {
  path: 'look',
  problem: 'It broke off three times for a reason that lies in no file.',
  remedy: 'Ask the operator to look into the log of the server.',
};

async function judgeFile(deps: FindingsDeps, draft: DraftRow, look: LookRow): Promise<Result<Looked>> {
  const { database: db, markets } = deps;
  const file = await findMarketFile(db, look.file);
  const pattern = findPattern(draft.pattern);
  if (file === null || !pattern.ok) return pattern.ok ? failWith([goneFile]) : pattern;
  // The moments that a back-test knows are those that an officer gave with the newest run over the file.
  const run = look.run === null ? await newestRunOver(db, file.id) : await findRun(db, look.run);
  const moments = run?.ordered.moments ?? [];
  const watch = (parameters: ParameterValues) =>
    markets.watch(sourceOf(deps, file), { patterns: [draft.pattern], parameters: { [draft.pattern]: parameters }, moments });
  const before = await watch(await baseOf(db, pattern.value, draft));
  if (!before.ok) return before;
  const after = await watch(draft.parameters);
  if (!after.ok) return after;
  const pairs = pairAlerts(before.value.alerts, after.value.alerts);
  const kept = Math.min(pairs.length, pairsOfLookMax);
  const { eventsDigest, events } = after.value;
  const counted = { counts: countEffect(pairs), byInstrument: effectByInstrument(pairs), byDay: effectByDay(pairs) };
  return ok({ outcome: { eventsDigest, events, moments: moments.length, ...counted, pairsLeftOut: pairs.length - kept }, pairs });
}

const goneFile: Issue = { path: 'file', problem: 'It is no longer held.', remedy: 'Take it in again.' };

async function end(deps: FindingsDeps, look: LookRow, came: Looked | readonly Issue[], now: Instant): Promise<void> {
  await whileWaiting(deps, look, async (tx) => {
    const isDone = 'outcome' in came;
    const change: LookChange = isDone ? { state: 'done', outcome: came.outcome } : { state: 'failed', problems: came };
    await updateLook(tx, look.id, { ...change, ended_at: now });
    if (isDone) await insertPairs(tx, rowsOf(look.id, came.pairs));
    const { same, onlyBefore, onlyAfter } = isDone ? came.outcome.counts : { same: 0, onlyBefore: 0, onlyAfter: 0 };
    const counts = { count: same, removed: onlyBefore, added: onlyAfter };
    const kind = look.trial === null ? 'shadow' : 'back-test';
    const details = { draft: look.draft, kind, marketFile: look.file, outcome: isDone ? 'done' : 'failed', ...counts };
    await noteAudit(tx, { event: 'detector.tried', actor: 'server', at: now, details }, deps.random);
  });
}

/** Does it to the look while that still waits, and tells the screens. */
async function whileWaiting(deps: FindingsDeps, look: LookRow, work: (tx: Transaction) => Promise<void>): Promise<void> {
  await deps.database.transaction().execute(async (tx) => {
    if ((await lockWaitingLook(tx, look.id)) === null) return;
    await deps.announce(tx, 'findings');
    await work(tx);
  });
}

function rowsOf(look: string, pairs: readonly AlertPair[]): readonly PairRow[] {
  const differing = pairs.filter(({ effect }) => effect !== 'same');
  const kept = [...differing, ...pairs.filter(({ effect }) => effect === 'same')].slice(0, pairsOfLookMax);
  return kept.map((pair, number) => ({ look, number, ...pair }));
}
