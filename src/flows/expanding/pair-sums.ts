// SPDX-License-Identifier: Apache-2.0
/** What one party paid another in one asset, added up exactly: tokens of 18 decimals pass 2^53 with a few thousand coins. */
import { type PartyMovements, unitsText, type WhoPaidWhom } from '../../columns/index.ts';
import { momentText } from '../moment-text.ts';
import type { PairSumWire } from '../wire.ts';

export interface PairSums {
  /** A movement of the party, by its place among them. Each counts once, though both sides have it; those of a pair come in order of time. */
  add(party: number, side: 'out' | 'in', movements: PartyMovements, index: number): void;
  list(): PairSumWire[];
}

interface PairSum {
  readonly from: number;
  readonly to: number;
  readonly asset: number;
  readonly firstMs: number;
  count: number;
  units: bigint;
  lastRow: number;
  lastMs: number;
}

export function pairSums({ parties, assets }: WhoPaidWhom): PairSums {
  /** By payer, and then by payee and asset, so that no text is made for a movement. */
  const pairs = new Map<number, Map<number, PairSum>>();
  const list: PairSum[] = [];
  return {
    add(party, side, movements, index) {
      const [other, asset, row] = [movements.other(index), movements.asset(index), movements.row(index)];
      const [from, to] = side === 'out' ? [party, other] : [other, party];
      let ofPayer = pairs.get(from);
      if (ofPayer === undefined) pairs.set(from, (ofPayer = new Map()));
      const key = to * assets.length + asset;
      const known = ofPayer.get(key);
      if (known !== undefined && row <= known.lastRow) return;
      const [units, timeMs] = [movements.units(index), movements.timeMs(index)];
      if (known === undefined) {
        const pair = { from, to, asset, count: 1, units, firstMs: timeMs, lastRow: row, lastMs: timeMs };
        ofPayer.set(key, pair);
        list.push(pair);
        return;
      }
      known.count += 1;
      known.units += units;
      known.lastRow = row;
      known.lastMs = timeMs;
    },
    list: () =>
      list.map((pair) => {
        const { symbol = '', ledger = '', decimals = 0 } = assets[pair.asset] ?? {};
        return {
          from: parties.nameOf(pair.from),
          to: parties.nameOf(pair.to),
          asset: { symbol, ledger },
          movements: pair.count,
          amount: unitsText(pair.units, decimals),
          first: momentText(pair.firstMs),
          last: momentText(pair.lastMs),
        };
      }),
  };
}
