// SPDX-License-Identifier: Apache-2.0
/** Cycles are counted as by trying everything: each once, in time strictly rising, no party twice, all within the window. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Movements, movementsBuilder } from '../../columns/index.ts';
import { findSimpleCycles } from './simple-cycles.ts';
import { findTemporalCycles } from './temporal-cycles.ts';

type Edge = readonly [time: number, from: number, to: number];

function table(edges: readonly Edge[]): Movements {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'ZED', ledger: 'bank', decimals: 0 });
  // Parties get their numbers in order, so that both counts speak of the same.
  for (let party = 1; party <= 8; party += 1) builder.parties.numberOf(`p${party}`);
  for (const [index, [timeMs, from, to]] of edges.entries())
    builder.add({ timeMs, from, to, asset, amount: 1, kind: 'transfer', sourceRow: index + 1 });
  return builder.finish().movements;
}

/** Every path, tried: as a sorted list of the cycles' rows. */
function tried({ count, timeMs, from, to }: Movements, windowMs: number, lengthMax: number): string[] {
  const found: string[] = [];
  const extend = (path: readonly number[], seen: ReadonlySet<number>): void => {
    const [first = 0, last = 0] = [path[0], path.at(-1)];
    for (let row = 0; row < count; row += 1) {
      if (from[row] !== to[last] || (timeMs[row] ?? 0) <= (timeMs[last] ?? 0) || (timeMs[row] ?? 0) > (timeMs[first] ?? 0) + windowMs)
        continue;
      if (to[row] === from[first]) found.push([...path, row].join());
      else if (!seen.has(to[row] ?? 0) && to[row] !== 0 && path.length + 1 < lengthMax)
        extend([...path, row], new Set([...seen, to[row] ?? 0]));
    }
  };
  for (let row = 0; row < count; row += 1) {
    if (from[row] !== to[row] && from[row] !== 0 && to[row] !== 0) extend([row], new Set([from[row] ?? 0, to[row] ?? 0]));
  }
  return found.toSorted();
}

const edges = fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.nat(5)), { minLength: 15, maxLength: 40 });

test('temporal cycles are those that trying everything finds, of every length and window', () => {
  let cycles = 0;
  fc.assert(
    fc.property(edges, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 7 }), (given, windowMs, lengthMax) => {
      const movements = table(given);
      const found: string[] = [];
      const counted = findTemporalCycles(movements, {
        windowMs,
        lengthMax,
        onCycle: (rows, length) => found.push(rows.subarray(0, length).join()) > 0,
      });
      assert.deepEqual(found.toSorted(), tried(movements, windowMs, lengthMax));
      assert.equal(counted.cycles, found.length);
      assert.equal(
        counted.byLength.reduce((sum, count) => sum + count, 0),
        found.length,
      );
      cycles += found.length;
    }),
    { numRuns: 500, seed: 7 },
  );
  assert.ok(cycles > 1000, `${cycles} cycles were compared`);
});

test('a search that is told to stop says that it is not complete', () => {
  const movements = table([
    [1, 1, 2],
    [2, 2, 1],
    [3, 1, 2],
    [4, 2, 1],
  ]);
  assert.deepEqual(findTemporalCycles(movements, { windowMs: 9, lengthMax: 8, onCycle: () => false }).isComplete, false);
});

test('simple cycles are found once each, from their lowest party; hubs take no part', () => {
  const paid = [[], [2, 3], [1, 3], [1]];
  const found: string[] = [];
  assert.equal(findSimpleCycles({ paid }, { lengthMax: 3, degreeMax: 9, onCycle: (parties) => found.push(parties.join('>')) > 0 }), 3);
  assert.deepEqual(found, ['1>2', '1>2>3', '1>3']);
  assert.equal(findSimpleCycles({ paid }, { lengthMax: 3, degreeMax: 1, onCycle: () => true }), 0);
});
