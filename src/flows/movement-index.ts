// SPDX-License-Identifier: Apache-2.0
/**
 * The movements of each party, in order of time: who it paid, who paid it. Two arrays of rows and two of places, built by counting.
 *
 * Fees and movements to oneself are left out: they are no shape. The outside world is a party here as any other, under number 0.
 */
import { amountOf, isBetweenTwo, type Movements, type WhoPaidWhom } from '../columns/index.ts';

export interface MovementIndex {
  readonly firstOut: Uint32Array;
  readonly outRows: Uint32Array;
  readonly firstIn: Uint32Array;
  readonly inRows: Uint32Array;
}

export function indexMovements({ count, from, to, kind, parties }: Movements): MovementIndex {
  const places = parties.size;
  const firstOut = new Uint32Array(places + 2);
  const firstIn = new Uint32Array(places + 2);
  // Counted two places ahead: after adding up, one place ahead is where the next row of a party goes, and in the end where it begins.
  for (let row = 0; row < count; row += 1) {
    const payer = from[row] ?? 0;
    const payee = to[row] ?? 0;
    if (!isBetweenTwo(kind[row] ?? 0, payer, payee)) continue;
    firstOut[payer + 2] = (firstOut[payer + 2] ?? 0) + 1;
    firstIn[payee + 2] = (firstIn[payee + 2] ?? 0) + 1;
  }
  for (let place = 2; place < places + 2; place += 1) {
    firstOut[place] = (firstOut[place] ?? 0) + (firstOut[place - 1] ?? 0);
    firstIn[place] = (firstIn[place] ?? 0) + (firstIn[place - 1] ?? 0);
  }
  const outRows = new Uint32Array(firstOut[places + 1] ?? 0);
  const inRows = new Uint32Array(firstIn[places + 1] ?? 0);
  for (let row = 0; row < count; row += 1) {
    const payer = from[row] ?? 0;
    const payee = to[row] ?? 0;
    if (!isBetweenTwo(kind[row] ?? 0, payer, payee)) continue;
    const out = firstOut[payer + 1] ?? 0;
    firstOut[payer + 1] = out + 1;
    outRows[out] = row;
    const into = firstIn[payee + 1] ?? 0;
    firstIn[payee + 1] = into + 1;
    inRows[into] = row;
  }
  return { firstOut: firstOut.subarray(0, places + 1), outRows, firstIn: firstIn.subarray(0, places + 1), inRows };
}

/** The movements of each party, where table and index lie in memory. */
export function whoPaidWhom(movements: Movements, index: MovementIndex): WhoPaidWhom {
  const { parties, assets, from, to, timeMs, asset } = movements;
  return {
    parties,
    assets,
    movementsOf(party, side) {
      const rows = side === 'out' ? rowsOut(index, party) : rowsIn(index, party);
      const others = side === 'out' ? to : from;
      const row = (place: number): number => rows[place] ?? 0;
      return {
        count: rows.length,
        row,
        other: (place) => others[row(place)] ?? 0,
        timeMs: (place) => timeMs[row(place)] ?? 0,
        asset: (place) => asset[row(place)] ?? 0,
        units: (place) => BigInt(amountOf(movements, row(place))),
      };
    },
  };
}

export function rowsOut(index: MovementIndex, party: number): Uint32Array {
  return index.outRows.subarray(index.firstOut[party], index.firstOut[party + 1]);
}

export function rowsIn(index: MovementIndex, party: number): Uint32Array {
  return index.inRows.subarray(index.firstIn[party], index.firstIn[party + 1]);
}
