// SPDX-License-Identifier: Apache-2.0
/**
 * Surveillance runs are done one after the other, beside everything else: what is computed is computed outside of any transaction, and what
 * comes of it is kept in one.
 *
 *     run waiting -> patterns over the file (seconds, in a thread) -> lock the run -> still open? -> alerts, leads, counts, log: one commit
 *
 * A process that dies in between leaves the run as it was, and the next one does it again. Two processes that did the same run both come
 * to the same alerts; the second finds it ended and keeps nothing. An alert that is known already, by its digest, is left as it is.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { withEditions } from '../studio/editions.ts';
import { readHolding } from '../joint-alerts/read-holding.ts';
import { holdingsOf } from '../joint-alerts/store.ts';
import { followByShadows } from '../studio/try-draft.ts';
import { keepAlerts } from './keep-alerts.ts';
import {
  bytesOfMarketFile,
  findMarketFile,
  lockOpenRun,
  type MarketFileRow,
  oldestOpenRun,
  type RunChange,
  type RunRow,
  updateRun,
} from './store.ts';

/** Tries of a run that broke off for no fault of the file. */
const failuresMax = 3;

export interface RunWork {
  /** Does one run; false where none is open. Throws what broke one off, after counting it. */
  readonly next: () => Promise<boolean>;
}

export function openRunWork(deps: FindingsDeps, clock: () => Instant): RunWork {
  return {
    async next() {
      const run = await oldestOpenRun(deps.database);
      const file = run === null ? null : await findMarketFile(deps.database, run.file);
      if (run === null || file === null) return false;
      if (run.state === 'waiting') await change(deps, run, (tx) => updateRun(tx, run.id, { state: 'running' }));
      try {
        const ordered = { ...run.ordered, parameters: withEditions(run.editions, run.ordered.parameters) };
        const source = sourceOf(deps, file);
        const watched = await deps.markets.watch(source, ordered);
        // The table is at hand now: whoever is asked about the file later need not wait for it.
        if (watched.ok && (await holdingsOf(deps.database, [file.id])).size === 0) await readHolding(deps, source);
        await change(deps, run, async (tx) => {
          const now = clock();
          const ended = watched.ok
            ? await keepAlerts(tx, deps, { run, file, watched: watched.value, now })
            : ({ state: 'failed', problems: watched.issues } as const);
          await endRun(tx, deps, run, { ...ended, ended_at: now });
          if (watched.ok) await followByShadows(tx, deps, { run, file, since: file.taken_at, now });
        });
      } catch (error) {
        if (deps.markets.isClosed()) return false;
        await change(deps, run, async (tx) => {
          const failures = run.failures + 1;
          if (failures < failuresMax) return updateRun(tx, run.id, { failures });
          const problem = 'It broke off three times for a reason that lies in no file.';
          const problems = [{ path: 'run', problem, remedy: 'Ask the operator to look into the log of the server.' }];
          await endRun(tx, deps, run, { state: 'failed', failures, problems, ended_at: clock() });
        });
        throw error;
      }
      return true;
    },
  };
}

/** Does it to the run while that is still open, and tells the screens. */
async function change(deps: FindingsDeps, run: RunRow, work: (tx: Transaction) => Promise<void>): Promise<void> {
  await deps.database.transaction().execute(async (tx) => {
    if ((await lockOpenRun(tx, run.id)) === null) return;
    await deps.announce(tx, 'findings');
    await work(tx);
  });
}

export function sourceOf(deps: Pick<FindingsDeps, 'database'>, file: MarketFileRow) {
  const { id, name, mapping, symbol } = file;
  return { id, name, mapping, symbol, bytes: () => bytesOfMarketFile(deps.database, id) };
}

async function endRun(tx: Transaction, deps: FindingsDeps, run: RunRow, ended: RunChange & { readonly ended_at: Instant }): Promise<void> {
  await updateRun(tx, run.id, ended);
  const { outcome = null, alerts = 0, added = 0 } = ended;
  const counts = { digest: outcome?.eventsDigest ?? null, count: outcome?.events ?? 0, alerts, added };
  const details = { run: run.id, marketFile: run.file, outcome: ended.state ?? 'failed', ...counts };
  await noteAudit(tx, { event: 'surveillance.ended', actor: 'server', at: ended.ended_at, details }, deps.random);
}
