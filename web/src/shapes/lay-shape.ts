// SPDX-License-Identifier: Apache-2.0
/**
 * Where the parties of a shape lie: in columns, each one behind those that pay it; who is paid by nobody in the figure stands first, and where
 * all are paid (a cycle), the payer of the earliest movement.
 */
import type { ShapeEdgeWire } from '../../../src/flows/wire.ts';

export interface Node {
  readonly party: string;
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly key: string;
  readonly edge: ShapeEdgeWire;
  readonly from: Node;
  readonly to: Node;
  /** Whether it goes back to an earlier column, or stays in its own. */
  readonly isBack: boolean;
}

export const nodeWidth = 168;
export const nodeHeight = 30;
const columnWidth = 250;
const rowHeight = 46;
const margin = 12;
/** More would be a knot that nobody reads; the table beside the picture has all. */
const partiesMax = 30;

export function layShape(edges: readonly ShapeEdgeWire[]): {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
} {
  const all = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const parties = new Set(all.slice(0, partiesMax));
  const shown = edges.filter(({ from, to }) => parties.has(from) && parties.has(to));
  const columns = columnsOf([...parties], shown);
  const used = new Map<number, number>();
  const nodes = new Map<string, Node>();
  for (const [party, column] of columns) {
    const place = used.get(column) ?? 0;
    used.set(column, place + 1);
    nodes.set(party, { party, x: margin + column * columnWidth, y: margin + place * rowHeight });
  }
  const arrows = shown.flatMap((edge): Arrow[] => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    return [{ key: `${edge.from} ${edge.to} ${edge.asset.ledger} ${edge.asset.symbol}`, edge, from, to, isBack: to.x <= from.x }];
  });
  const last = Math.max(0, ...columns.values());
  return {
    width: margin * 2 + last * columnWidth + nodeWidth,
    height: margin * 2 + Math.max(1, ...used.values()) * rowHeight,
    nodes: [...nodes.values()],
    arrows,
  };
}

function columnsOf(parties: readonly string[], edges: readonly ShapeEdgeWire[]): ReadonlyMap<string, number> {
  const paid = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const unpaid = parties.filter((party) => !paid.has(party));
  const earliest = edges.toSorted((left, right) => (left.first < right.first ? -1 : 1))[0]?.from;
  const columns = new Map((unpaid.length > 0 ? unpaid : parties.filter((party) => party === earliest)).map((party) => [party, 0]));
  for (let column = 1; column <= parties.length; column += 1) {
    for (const { from, to } of edges) if (columns.get(from) === column - 1 && !columns.has(to)) columns.set(to, column);
  }
  for (const party of parties) if (!columns.has(party)) columns.set(party, 0);
  return columns;
}
