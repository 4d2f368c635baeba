// SPDX-License-Identifier: Apache-2.0
/**
 * The movements of each party, in order of time: who it paid, who paid it. Two arrays of rows and two of places, built by counting.
 *
 * Counting goes over parties in no order, and an array of millions of places lies far from the processor. So rows are first divided into
 * blocks of neighbouring parties, one after the other as they stand, and each block is counted where it fits beside the processor.
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

export function indexMovements(movements: Movements): MovementIndex {
  const { count, from, to } = movements;
  const pairs = new Uint32Array(count * 2);
  const out = sideOf(movements, from, pairs);
  const into = sideOf(movements, to, pairs);
  return { firstOut: out.first, outRows: out.rows, firstIn: into.first, inRows: into.rows };
}

/** So many at the most: each is written to in turn, and its place must stay near. */
const blocksMax = 512;

/** `own` is the column of the parties whose movements are filed; `pairs` has room for party and row of each. */
function sideOf({ count, from, to, kind, parties }: Movements, own: Uint32Array, pairs: Uint32Array) {
  const places = parties.size;
  const bits = Math.max(0, Math.ceil(Math.log2(places / blocksMax)));
  const blocks = new Uint32Array((places >>> bits) + 2);
  for (let row = 0; row < count; row += 1) {
    if (!isBetweenTwo(kind[row] ?? 0, from[row] ?? 0, to[row] ?? 0)) continue;
    const block = ((own[row] ?? 0) >>> bits) + 1;
    blocks[block] = (blocks[block] ?? 0) + 1;
  }
  for (let block = 1; block < blocks.length; block += 1) blocks[block] = (blocks[block] ?? 0) + (blocks[block - 1] ?? 0);
  const ends = blocks.slice();
  for (let row = 0; row < count; row += 1) {
    if (!isBetweenTwo(kind[row] ?? 0, from[row] ?? 0, to[row] ?? 0)) continue;
    const party = own[row] ?? 0;
    const block = party >>> bits;
    const place = ends[block] ?? 0;
    ends[block] = place + 1;
    pairs[place * 2] = party;
    pairs[place * 2 + 1] = row;
  }
  const rows = new Uint32Array(blocks.at(-1) ?? 0);
  const first = new Uint32Array(places + 1);
  for (let block = 0; block < blocks.length - 1; block += 1) {
    const end = Math.min(places, (block + 1) << bits);
    fileBlock({ pairs, rows, first }, [blocks[block] ?? 0, blocks[block + 1] ?? 0], [block << bits, end]);
  }
  return { first, rows };
}

interface Filing {
  readonly pairs: Uint32Array;
  readonly rows: Uint32Array;
  readonly first: Uint32Array;
}

/** The rows of parties `begin` to `end`, which stand at some places of `pairs`, each party's together. */
function fileBlock(
  { pairs, rows, first }: Filing,
  [from, until]: readonly [number, number],
  [begin, end]: readonly [number, number],
): void {
  const next = new Uint32Array(end - begin + 1);
  for (let place = from; place < until; place += 1) {
    const party = (pairs[place * 2] ?? 0) - begin + 1;
    next[party] = (next[party] ?? 0) + 1;
  }
  next[0] = from;
  for (let party = 1; party < next.length; party += 1) {
    next[party] = (next[party] ?? 0) + (next[party - 1] ?? 0);
    first[begin + party] = next[party] ?? 0;
  }
  for (let place = from; place < until; place += 1) {
    const party = (pairs[place * 2] ?? 0) - begin;
    const at = next[party] ?? 0;
    next[party] = at + 1;
    rows[at] = pairs[place * 2 + 1] ?? 0;
  }
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
