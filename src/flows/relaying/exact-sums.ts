// SPDX-License-Identifier: Apache-2.0
/** Sums of amounts that are decimal texts, exact to the unit of any asset. */
import { unitsText, wideUnitsOf } from '../../columns/index.ts';
import type { AssetName } from '../wire.ts';

/** The finest unit in which amounts of any asset are written. */
const decimals = 36;

export function exactUnits(amount: string): bigint {
  const units = wideUnitsOf(amount, decimals);
  if (units === null) throw new RangeError(`"${amount.slice(0, 40)}" is no amount.`);
  return units;
}

/** 1250.5, 40000; a minus before what is below nothing. */
export function exactText(units: bigint): string {
  const text = unitsText(units < 0n ? -units : units, decimals).replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}

export function assetKey({ ledger, symbol }: AssetName): string {
  return `${ledger}\u0000${symbol}`;
}

/** Sums by asset, in the order in which the assets came. */
export interface AssetSums {
  add(asset: AssetName, units: bigint): void;
  of(asset: AssetName): bigint;
  list(): { readonly asset: AssetName; readonly amount: string }[];
}

export function assetSums(): AssetSums {
  const sums = new Map<string, { readonly asset: AssetName; units: bigint }>();
  return {
    add(asset, units) {
      const known = sums.get(assetKey(asset));
      if (known === undefined) sums.set(assetKey(asset), { asset, units });
      else known.units += units;
    },
    of: (asset) => sums.get(assetKey(asset))?.units ?? 0n,
    list: () => [...sums.values()].filter(({ units }) => units !== 0n).map(({ asset, units }) => ({ asset, amount: exactText(units) })),
  };
}
