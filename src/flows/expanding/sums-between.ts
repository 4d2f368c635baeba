// SPDX-License-Identifier: Apache-2.0
/**
 * The sums between chosen parties within a stretch of time, and how many movements each of them has with everybody else: what a picture draws
 * that an officer put together party by party, and what tells where it is worth looking further. Cash paid in and out is no such place.
 *
 * The movements are read and not the sums of an earlier picture, so that a narrower stretch of time has its own amounts to the unit.
 */
import type { Movements } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type MovementIndex, rowsIn, rowsOut } from '../movement-index.ts';
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
  movements: Movements,
  index: MovementIndex,
  { parties: names, pairsMax, fromMs, untilMs }: SumsRequest,
): Result<Omit<PartySumsWire, 'digest' | 'input'>> {
  const chosen = new Set<number>();
  for (const name of names) {
    const party = movements.parties.find(name);
    if (party === null || party === 0) return fail('parties', `No movement names the party "${name.slice(0, 80)}".`, 'Leave it out.');
    chosen.add(party);
  }
  const sums = pairSums(movements);
  const isWithin = (row: number): boolean => (movements.timeMs[row] ?? 0) >= fromMs && (movements.timeMs[row] ?? 0) <= untilMs;
  const parties = [...chosen].map((party) => {
    let elsewhere = 0;
    for (const row of rowsOut(index, party)) {
      const payee = movements.to[row] ?? 0;
      if (payee === 0 || !isWithin(row)) continue;
      if (chosen.has(payee)) sums.add(row);
      else elsewhere += 1;
    }
    for (const row of rowsIn(index, party)) {
      const payer = movements.from[row] ?? 0;
      if (payer !== 0 && isWithin(row) && !chosen.has(payer)) elsewhere += 1;
    }
    return { name: movements.parties.nameOf(party), elsewhere };
  });
  const pairs = sums.list().toSorted((left, right) => right.movements - left.movements);
  return ok({ format: 'comity-sums/1', parties, pairs: pairs.slice(0, pairsMax), pairsLeftOut: Math.max(0, pairs.length - pairsMax) });
}
