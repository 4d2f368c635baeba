// SPDX-License-Identifier: Apache-2.0
/**
 * Relays that are not there for an officer: one of their cases stands behind a wall, or holds what the officer may not know of. Their traces
 * and their leads are left out of every list and count, and are absent by name.
 */
import { type CaseInRelay, casesInRelays } from '../../assistance/index.ts';
import type { Database } from '../../kernel/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { relaysOfTraces } from './store.ts';

type Deps = Pick<FindingsDeps, 'hiddenCases'>;

export async function closedRelays(db: Database, deps: Deps, officer: string): Promise<ReadonlySet<string>> {
  return closedAmong(db, deps, officer, await casesInRelays(db, await relaysOfTraces(db)));
}

/** Whether the lead of a trace is there for nobody but others. */
export async function isLeadClosed(db: Database, deps: Deps, officer: string, key: string): Promise<boolean> {
  if (!key.startsWith(keyOfRelay(''))) return false;
  const cases = await casesInRelays(db, [key.slice(keyOfRelay('').length)]);
  return (await closedAmong(db, deps, officer, cases)).size > 0;
}

/** The key of the lead that all traces of a relay are. */
export function keyOfRelay(relay: string): string {
  return `flow|${relay}`;
}

async function closedAmong(db: Database, deps: Deps, officer: string, cases: readonly CaseInRelay[]): Promise<ReadonlySet<string>> {
  const hidden = await deps.hiddenCases(
    db,
    officer,
    cases.map(({ id }) => id),
  );
  return new Set(cases.filter(({ id }) => hidden.has(id)).map(({ relay }) => relay));
}
