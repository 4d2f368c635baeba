// SPDX-License-Identifier: Apache-2.0
/**
 * Where the blocks and bands of a flow picture lie: authorities in columns by how many borders lie before them, their ends in the last column.
 *
 * Amounts become heights as numbers, for the eye alone; what is written beside them is the exact text.
 */
import type { PictureWire } from '../../../src/findings/traces/wire.ts';

export interface Block {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly label: string;
  readonly amount: string;
  readonly tone: 'known' | 'went' | 'dark';
}

export interface Band {
  readonly key: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly thickness: number;
  readonly tone: Block['tone'];
}

interface Laid {
  readonly width: number;
  readonly height: number;
  readonly blockWidth: number;
  readonly blocks: readonly Block[];
  readonly bands: readonly Band[];
}

interface Words {
  readonly end: (kind: PictureWire['ends'][number]['kind']) => string;
  readonly dark: string;
}

const blockWidth = 14;
const columnWidth = 235;
/** The names of the ends stand beside the last column, what became of the value before them. */
const lastColumnWidth = 330;
/** Two lines of text fit beside the smallest block. */
const rowMin = 40;
const flowHeight = 220;

interface Place {
  readonly key: string;
  readonly column: number;
  readonly label: string;
  readonly tone: Block['tone'];
  units: number;
}

export function layFlow({ ends, dark, arcs }: PictureWire, asset: string, words: Words): Laid {
  const of = <Line extends { readonly asset: { readonly symbol: string } }>(lines: readonly Line[]): Line[] =>
    lines.filter((line) => line.asset.symbol === asset);
  const [ownEnds, ownDark, ownArcs] = [of(ends), of(dark), of(arcs)];
  const names = new Map([...ownEnds, ...ownDark].map(({ authority }) => [authority.id, authority.name]));
  for (const { from, to } of ownArcs) names.set(from.id, from.name).set(to.id, to.name);
  const columnOf = columnsOf([...names.keys()], ownArcs);
  const last = Math.max(0, ...columnOf.values()) + 1;
  const places = new Map<string, Place>();
  const links = new Map<string, { readonly from: string; readonly to: string; units: number }>();
  const place = (key: string, column: number, label: string, tone: Block['tone']): void => {
    if (!places.has(key)) places.set(key, { key, column, label, tone, units: 0 });
  };
  const link = (from: string, to: string, units: number): void => {
    const known = links.get(`${from}>${to}`);
    if (known === undefined) links.set(`${from}>${to}`, { from, to, units });
    else known.units += units;
  };
  for (const [id, name] of names) place(id, columnOf.get(id) ?? 0, name, 'went');
  for (const { authority, kind, amount } of ownEnds) {
    const key = `${authority.id}/${kind}`;
    place(key, last, `${words.end(kind)}, ${authority.name}`, 'known');
    link(authority.id, key, Number(amount));
  }
  for (const { authority, amount } of ownDark) {
    const key = `${authority.id}/dark`;
    place(key, last, `${words.dark}, ${authority.name}`, 'dark');
    link(authority.id, key, Number(amount));
  }
  // A band that would go back is a loop: it is told in the tables, and its value stands where it ended.
  for (const { from, to, amount } of ownArcs) {
    if ((columnOf.get(from.id) ?? 0) < (columnOf.get(to.id) ?? 0)) link(from.id, to.id, Number(amount));
  }
  return drawn([...places.values()], [...links.values()], last);
}

/** By how many borders lie before each, at most. */
function columnsOf(ids: readonly string[], arcs: PictureWire['arcs']): ReadonlyMap<string, number> {
  const reached = new Set(arcs.map(({ to }) => to.id));
  const first = ids.filter((id) => !reached.has(id));
  const columns = new Map<string, number>((first.length === 0 ? ids.slice(0, 1) : first).map((id) => [id, 0]));
  for (let round = 1; round <= ids.length; round += 1) {
    for (const { from, to } of arcs) if (columns.get(from.id) === round - 1 && !columns.has(to.id)) columns.set(to.id, round);
  }
  return columns;
}

function drawn(places: readonly Place[], links: readonly { from: string; to: string; units: number }[], last: number): Laid {
  for (const place of places) {
    const sum = (end: 'from' | 'to'): number =>
      links.filter((one) => one[end] === place.key).reduce((total, { units }) => total + units, 0);
    place.units = Math.max(sum('from'), sum('to'));
  }
  const shown = places.filter(({ units }) => units > 0);
  const scale = flowHeight / Math.max(1e-9, ...columnSums(shown));
  const blocks = new Map<string, Block>();
  const heights = new Map<number, number>();
  for (const { key, column, label, tone, units } of shown) {
    const y = heights.get(column) ?? 10;
    const height = units * scale;
    const amount = Number(units.toFixed(6)).toString();
    blocks.set(key, { key, x: 10 + column * columnWidth, y, height, label, amount, tone });
    heights.set(column, y + Math.max(rowMin, height + 10));
  }
  const used = new Map<string, number>();
  const next = (key: string, thickness: number): number => {
    const before = used.get(key) ?? 0;
    used.set(key, before + thickness);
    return before + thickness / 2;
  };
  const bands = links.flatMap(({ from, to, units }): Band[] => {
    const [left, right] = [blocks.get(from), blocks.get(to)];
    if (left === undefined || right === undefined) return [];
    const thickness = units * scale;
    const [y1, y2] = [left.y + next(`${from} out`, thickness), right.y + next(`${to} in`, thickness)];
    return [{ key: `${from}>${to}`, x1: left.x + blockWidth, y1, x2: right.x, y2, thickness, tone: right.tone }];
  });
  return {
    width: 10 + last * columnWidth + lastColumnWidth,
    height: Math.max(60, ...heights.values()) + 10,
    blockWidth,
    blocks: [...blocks.values()],
    bands,
  };
}

function columnSums(places: readonly Place[]): number[] {
  const sums = new Map<number, number>();
  for (const { column, units } of places) sums.set(column, (sums.get(column) ?? 0) + units);
  return [...sums.values()];
}
