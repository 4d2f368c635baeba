// SPDX-License-Identifier: Apache-2.0
/**
 * The promise of a trace, checked at the end of every one: for each seed and asset, what was marked and converted in is what ended, to the
 * unit. If it does not hold, the fault is ours, and nothing is said.
 */
import assert from 'node:assert/strict';
import type { Ready } from './arithmetic.ts';
import type { Seed } from './seeds.ts';

/** What a replay has to account for. */
interface Accounted<Amount> {
  readonly ends: readonly { readonly seed: number; readonly holding: number; readonly amount: Amount }[];
  readonly marked: readonly Amount[];
  readonly convertedIn: readonly { readonly seed: number; readonly asset: number; readonly amount: Amount }[];
}

export function assertConserved<Amount>(
  { arithmetic, holdings }: Ready<Amount>,
  seeds: readonly Seed[],
  { ends, marked, convertedIn }: Accounted<Amount>,
): void {
  const open = new Map<string, Amount>();
  const add = (seed: number, asset: number, amount: Amount): void => {
    const key = `${seed}/${asset}`;
    open.set(key, arithmetic.plus(open.get(key) ?? arithmetic.zero, amount));
  };
  for (const [index, { asset }] of seeds.entries()) add(index, asset, marked[index] ?? arithmetic.zero);
  for (const { seed, asset, amount } of convertedIn) add(seed, asset, amount);
  for (const { seed, holding, amount } of ends) add(seed, holdings.assetOf[holding] ?? 0, arithmetic.minus(arithmetic.zero, amount));
  for (const [key, amount] of open) assert.equal(arithmetic.toUnits(amount), 0n, `seed/asset ${key} keeps its units`);
}
