// SPDX-License-Identifier: Apache-2.0
/**
 * Trades of one block in a pool, in the order of the block: what sandwiches and back-running are seen in.
 *
 * On a chain all trades of a block have one moment, and their order is that in which the block's maker put them. The table keeps rows of one
 * moment in the order of the file.
 */
import type { MarketEvents } from '../../columns/index.ts';

/** Runs of rows with one moment, in order; runs of a single trade are left out. */
export function blocksOf(events: MarketEvents, rows: Uint32Array): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  let block: number[] = [];
  for (const row of rows) {
    if (block.length > 0 && events.timeNs[block[0] ?? 0] !== events.timeNs[row]) {
      blocks.push(block);
      block = [];
    }
    block.push(row);
  }
  return [...blocks, block].filter(({ length }) => length > 1);
}
