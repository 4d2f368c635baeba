// SPDX-License-Identifier: Apache-2.0
/** In the picture of a shape each party stands behind those that pay it, also where everybody is paid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShapeEdgeWire } from '../../../src/flows/wire.ts';
import { layShape } from './lay-shape.ts';

const edge = (from: string, to: string, first = '2026-10-01T00:00:00.000Z'): ShapeEdgeWire => ({
  from,
  to,
  asset: { symbol: 'EUR', ledger: 'bank' },
  movements: 1,
  amount: '1',
  first,
  last: first,
});
const shapes: readonly (readonly [what: string, edges: readonly ShapeEdgeWire[], columns: readonly string[][], back: number])[] = [
  ['a fan', [edge('a', 'b'), edge('a', 'c')], [['a'], ['b', 'c']], 0],
  ['a scatter that is gathered', [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')], [['a'], ['b', 'c'], ['d']], 0],
  ['a cycle, from its earliest payer', [edge('b', 'a', '2026-10-02T00:00:00.000Z'), edge('a', 'b')], [['a'], ['b']], 1],
];
for (const [what, edges, columns, back] of shapes) {
  test(`${what} lies in its order`, () => {
    const { nodes, arrows } = layShape(edges);
    const byColumn = Map.groupBy(nodes, ({ x }) => x);
    assert.deepEqual(
      [...byColumn].toSorted(([left], [right]) => left - right).map(([, column]) => column.map(({ party }) => party)),
      columns,
    );
    assert.equal(arrows.filter(({ isBack }) => isBack).length, back);
  });
}
