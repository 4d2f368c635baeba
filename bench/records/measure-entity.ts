// SPDX-License-Identifier: Apache-2.0
/** What an officer waits for who opens the page of an entity among two million records: by an account, by a firm, by an owner in a record. */
import { seededRandomness } from '../../src/kernel/index.ts';
import { type EntityDeps, entityPage } from '../../src/findings/index.ts';
import type { Print } from '../main.ts';
import type { Searching } from './measure-search.ts';

const pages = 300;
const warmUp = 40;
const goalMs = 200;

export async function measureEntity(
  deps: EntityDeps,
  { count, officers, now }: Pick<Searching, 'count' | 'officers' | 'now'>,
  print: Print,
): Promise<void> {
  const random = seededRandomness(11);
  const waits: number[] = [];
  for (let at = 0; at < warmUp + pages; at += 1) {
    const g = random.whole(1, count);
    const tail = String(g).padStart(25, '0');
    const seed = random.pick([
      `rcd_2${tail}#/firm`,
      `rcd_2${tail}#/owners/0`,
      `account:xa-${String(g % 100_000).padStart(6, '0')}-${g % 97}`,
    ]);
    const from = performance.now();
    const page = await entityPage(deps, { seed, purpose: 'fiu-analysis' }, { officer: officers[0] ?? '', now });
    if (at >= warmUp) waits.push(performance.now() - from);
    if (page.kind === 'issues') throw new Error(page.issues[0]?.problem);
  }
  waits.sort((left, right) => left - right);
  const of = (share: number): number => waits[Math.floor(waits.length * share)] ?? 0;
  print({ name: 'records.entity_p50_ms', value: of(0.5), unit: 'ms' });
  print({ name: 'records.entity_p99_ms', value: of(0.99), unit: 'ms', goal: goalMs });
}
