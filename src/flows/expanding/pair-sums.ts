// SPDX-License-Identifier: Apache-2.0
/** What one party paid another in one asset, added up exactly: tokens of 18 decimals pass 2^53 with a few thousand coins. */
import { amountOf, type Movements, unitsText } from '../../columns/index.ts';
import { assetName, momentText } from '../tracing/trace.ts';
import type { PairSumWire } from '../wire.ts';

export interface PairSums {
  /** Each row once, and of one payer in order of time. */
  add(row: number): void;
  list(): PairSumWire[];
}

interface PairSum {
  readonly from: number;
  readonly to: number;
  readonly asset: number;
  count: number;
  units: bigint;
  readonly first: number;
  last: number;
}

export function pairSums(movements: Movements): PairSums {
  const { from, to, asset, timeMs, parties, assets } = movements;
  const pairs = new Map<string, PairSum>();
  return {
    add(row) {
      const [payer, payee, kind] = [from[row] ?? 0, to[row] ?? 0, asset[row] ?? 0];
      const key = `${payer}/${payee}/${kind}`;
      const units = BigInt(amountOf(movements, row));
      const known = pairs.get(key);
      if (known === undefined) pairs.set(key, { from: payer, to: payee, asset: kind, count: 1, units, first: row, last: row });
      else if (row > known.last) {
        known.count += 1;
        known.units += units;
        known.last = row;
      }
    },
    list: () =>
      [...pairs.values()].map((pair) => ({
        from: parties.nameOf(pair.from),
        to: parties.nameOf(pair.to),
        asset: assetName(movements, pair.asset),
        movements: pair.count,
        amount: unitsText(pair.units, assets[pair.asset]?.decimals ?? 0),
        first: momentText(timeMs[pair.first] ?? 0),
        last: momentText(timeMs[pair.last] ?? 0),
      })),
  };
}
