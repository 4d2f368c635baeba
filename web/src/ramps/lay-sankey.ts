// SPDX-License-Identifier: Apache-2.0
/**
 * What went from where to where, as bands between two columns: senders at the left, receivers at the right, each as high as its sum.
 *
 * A jurisdiction stands in both columns, so that what stays within it is a band too and nothing goes in a circle. Heights are drawn from
 * numbers; the table has the exact sums.
 */
export interface PairOfPlaces {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}

export interface SankeyBlock {
  readonly place: string;
  readonly side: 'from' | 'to';
  readonly y: number;
  readonly height: number;
}
export interface SankeyBand {
  readonly from: string;
  readonly to: string;
  readonly y1: number;
  readonly y2: number;
  readonly thickness: number;
}
export interface Sankey {
  readonly height: number;
  readonly blocks: readonly SankeyBlock[];
  readonly bands: readonly SankeyBand[];
}

/** Height of everything together, and the room that a name needs below its block. */
const [heightOfAll, gap, leastHeight] = [260, 14, 20];

export function laySankey(pairs: readonly PairOfPlaces[]): Sankey {
  const flows = pairs.map(({ from, to, amount }) => ({ from, to, value: Number(amount) })).filter(({ value }) => value > 0);
  const total = flows.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return { height: 0, blocks: [], bands: [] };
  const scale = heightOfAll / total;
  const left = column(flows, 'from', scale);
  const right = column(flows, 'to', scale);
  const taken = new Map<SankeyBlock, number>();
  const place = (block: SankeyBlock | undefined, thickness: number): number => {
    if (block === undefined) return 0;
    const before = taken.get(block) ?? 0;
    taken.set(block, before + thickness);
    return block.y + before + thickness / 2;
  };
  // Bands leave a block in the order in which their other ends stand, so that they do not cross at it.
  const orderOf = (blocks: readonly SankeyBlock[], name: string): number => blocks.findIndex((block) => block.place === name);
  const ordered = flows.toSorted(
    (one, other) => orderOf(left, one.from) - orderOf(left, other.from) || orderOf(right, one.to) - orderOf(right, other.to),
  );
  const bands = ordered.map(({ from, to, value }) => {
    const thickness = value * scale;
    return { from, to, thickness, y1: place(left[orderOf(left, from)], thickness), y2: place(right[orderOf(right, to)], thickness) };
  });
  const end = (blocks: readonly SankeyBlock[]): number => {
    const last = blocks.at(-1);
    return last === undefined ? 0 : last.y + Math.max(last.height, leastHeight);
  };
  return { height: Math.max(end(left), end(right)), blocks: [...left, ...right], bands };
}

function column(flows: readonly { from: string; to: string; value: number }[], side: 'from' | 'to', scale: number): readonly SankeyBlock[] {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[side], (sums.get(flow[side]) ?? 0) + flow.value);
  let y = 0;
  return [...sums]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, sum]) => {
      const block = { place, side, y, height: sum * scale };
      y += Math.max(block.height, leastHeight) + gap;
      return block;
    });
}
