// SPDX-License-Identifier: Apache-2.0
/**
 * The sums between chosen parties within a stretch of time, and how many movements each of them has with everybody else: what a picture draws
 * that an officer put together party by party, and what tells where it is worth looking further. Cash paid in and out is no such place.
 *
 * The movements are read and not the sums of an earlier picture, so that a narrower stretch of time has its own amounts to the unit.
 */
import type { WhoPaidWhom } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { PartySumsWire } from '../wire.ts';
import { pairSums } from './pair-sums.ts';

export interface SumsRequest {
  readonly parties: readonly string[];
  /** The most pairs that are named, those with the most movements; the rest are counted. */
  readonly pairsMax: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

export function sumsBetween(
  paid: WhoPaidWhom,
  { parties: names, pairsMax, fromMs, untilMs }: SumsRequest,
): Result<Omit<PartySumsWire, 'digest' | 'input'>> {
  const chosen = new Set<number>();
  for (const name of names) {
    const party = paid.parties.find(name);
    if (party === null || party === 0) return fail('parties', `No movement names the party "${name.slice(0, 80)}".`, 'Leave it out.');
    chosen.add(party);
  }
  const sums = pairSums(paid);
  const isWithin = (timeMs: number): boolean => timeMs >= fromMs && timeMs <= untilMs;
  const parties = [...chosen].map((party) => {
    let elsewhere = 0;
    for (const side of ['out', 'in'] as const) {
      const movements = paid.movementsOf(party, side);
      for (let index = 0; index < movements.count; index += 1) {
        const other = movements.other(index);
        if (other === 0 || !isWithin(movements.timeMs(index))) continue;
        if (!chosen.has(other)) elsewhere += 1;
        // What one of them paid another is what that one was paid.
        else if (side === 'out') sums.add(party, side, movements, index);
      }
    }
    return { name: paid.parties.nameOf(party), elsewhere };
  });
  const pairs = sums.list().toSorted((left, right) => right.movements - left.movements);
  return ok({ format: 'comity-sums/1', parties, pairs: pairs.slice(0, pairsMax), pairsLeftOut: Math.max(0, pairs.length - pairsMax) });
}
