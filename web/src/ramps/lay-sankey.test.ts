// SPDX-License-Identifier: Apache-2.0
/** Blocks are as high as their sums, bands fill them without a gap, and what is nothing is not drawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laySankey } from './lay-sankey.ts';

test('each block is filled by its bands from top to bottom', () => {
  const { blocks, bands, height } = laySankey([
    { from: 'XA', to: 'XB', amount: '60.00' },
    { from: 'XA', to: 'XA', amount: '20.00' },
    { from: 'outside', to: 'XB', amount: '20.00' },
    { from: 'XB', to: 'XC', amount: '0.00' },
  ]);
  assert.deepEqual(
    blocks.map(({ place, side }) => `${side} ${place}`),
    ['from XA', 'from outside', 'to XA', 'to XB'],
  );
  for (const block of blocks) {
    const own = bands.filter((band) => band[block.side] === block.place);
    const edges = own.map((band) => (block.side === 'from' ? band.y1 : band.y2) - band.thickness / 2).toSorted((one, other) => one - other);
    assert.ok(Math.abs(own.reduce((sum, { thickness }) => sum + thickness, 0) - block.height) < 1e-9, block.place);
    assert.ok(Math.abs((edges[0] ?? -1) - block.y) < 1e-9, block.place);
  }
  assert.equal(bands.length, 3);
  assert.ok(height >= 260);
  assert.deepEqual(laySankey([]), { height: 0, blocks: [], bands: [] });
});
