// SPDX-License-Identifier: Apache-2.0
/** A thin line leaves a whole share in every row or column that it passes within the sheet, and nothing beyond it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLine } from './hair-lines.ts';

const [width, height] = [40, 30];

/** Shares by column and by row, in whole lines; `beyond` is what was written past the sheet. */
function sums(lines: readonly (readonly [number, number, number, number])[]) {
  const shares = new Uint32Array(width * (height + 1) + 1);
  for (const line of lines) addLine(shares, { width, height }, line);
  const at = (x: number, y: number): number => (shares[y * width + x] ?? 0) / 256;
  const range = (count: number): number[] => [...Array(count).keys()];
  return {
    columns: range(width).map((x) => range(height).reduce((sum, y) => sum + at(x, y), 0)),
    rows: range(height).map((y) => range(width).reduce((sum, x) => sum + at(x, y), 0)),
    at,
  };
}

const rows: readonly (readonly [
  what: string,
  line: readonly [number, number, number, number],
  side: 'columns' | 'rows',
  from: number,
  to: number,
])[] = [
  ['flat, to the right', [3, 5, 20, 9], 'columns', 3, 20],
  ['flat, to the left', [20, 9, 3, 5], 'columns', 3, 20],
  ['steep, down', [5, 2, 9, 25], 'rows', 2, 25],
  ['steep, up', [9, 25, 5, 2], 'rows', 2, 25],
  ['level', [0, 7, 39, 7], 'columns', 0, 39],
  ['from far outside to far outside', [-400, 10, 400, 10], 'columns', 0, 39],
  ['upright', [12, -90, 12, 900], 'rows', 0, 29],
];

for (const [what, line, side, from, to] of rows)
  test(`a line ${what} leaves one share for each step along it`, () => {
    const expected = sums([line])[side].map((_, place) => (place >= from && place <= to ? 1 : 0));
    assert.deepEqual(sums([line])[side], expected);
  });

test('a line that lies outside leaves nothing, and lines upon each other add up', () => {
  assert.ok(
    sums([
      [-10, -5, 60, -1],
      [50, 3, 90, 20],
    ]).columns.every((sum) => sum === 0),
  );
  assert.equal(
    sums([
      [0, 7, 39, 7],
      [39, 7, 0, 7],
      [20, 0, 20, 29],
    ]).at(20, 7),
    3,
  );
});
