// SPDX-License-Identifier: Apache-2.0
/**
 * Where the blocks and bands of a flow picture lie: authorities in columns by how many borders lie before them, their ends in the last column.
 *
 * Heights are numbers, for the eye alone; the amounts written beside them are whole sums of the smallest units, exact to the last digit.
 */
import type { PictureWire } from '../../../src/findings/traces/wire.ts';

export type Asset = PictureWire['begun'][number]['asset'];

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
  units: bigint;
}

interface Link {
  readonly from: string;
  readonly to: string;
  units: bigint;
}

export function layFlow({ ends, dark, arcs }: Pick<PictureWire, 'ends' | 'dark' | 'arcs'>, asset: Asset, words: Words): Laid {
  const of = <Line extends { readonly asset: Asset }>(lines: readonly Line[]): Line[] => lines.filter((line) => isSame(line.asset, asset));
  const [ownEnds, ownDark, ownArcs] = [of(ends), of(dark), of(arcs)];
  const digits = Math.max(0, ...[...ownEnds, ...ownDark, ...ownArcs].map(({ amount }) => (amount.split('.')[1] ?? '').length));
  const names = new Map([...ownEnds, ...ownDark].map(({ authority }) => [authority.id, authority.name]));
  for (const { from, to } of ownArcs) names.set(from.id, from.name).set(to.id, to.name);
  const columnOf = columnsOf([...names.keys()], ownArcs);
  const last = Math.max(0, ...columnOf.values()) + 1;
  const places = new Map<string, Place>();
  const links = new Map<string, Link>();
  const place = (key: string, column: number, label: string, tone: Block['tone']): void => {
    if (!places.has(key)) places.set(key, { key, column, label, tone, units: 0n });
  };
  const link = (from: string, to: string, amount: string): void => {
    const units = unitsOf(amount, digits);
    const known = links.get(`${from}>${to}`);
    if (known === undefined) links.set(`${from}>${to}`, { from, to, units });
    else known.units += units;
  };
  for (const [id, name] of names) place(id, columnOf.get(id) ?? 0, name, 'went');
  for (const { authority, kind, amount } of ownEnds) {
    const key = `${authority.id}/${kind}`;
    place(key, last, `${words.end(kind)}, ${authority.name}`, 'known');
    link(authority.id, key, amount);
  }
  for (const { authority, amount } of ownDark) {
    const key = `${authority.id}/dark`;
    place(key, last, `${words.dark}, ${authority.name}`, 'dark');
    link(authority.id, key, amount);
  }
  // A band that would go back is a loop: it is told in the tables, and its value stands where it ended.
  for (const { from, to, amount } of ownArcs) {
    if ((columnOf.get(from.id) ?? 0) < (columnOf.get(to.id) ?? 0)) link(from.id, to.id, amount);
  }
  return drawn([...places.values()], [...links.values()], { last, digits });
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

function drawn(places: readonly Place[], links: readonly Link[], { last, digits }: { last: number; digits: number }): Laid {
  for (const place of places) {
    const sum = (end: 'from' | 'to'): bigint =>
      links.filter((one) => one[end] === place.key).reduce((total, { units }) => total + units, 0n);
    const [out, into] = [sum('from'), sum('to')];
    place.units = out > into ? out : into;
  }
  const shown = places.filter(({ units }) => units > 0n);
  const scale = flowHeight / Math.max(1, ...columnSums(shown));
  const blocks = new Map<string, Block>();
  const heights = new Map<number, number>();
  for (const { key, column, label, tone, units } of shown) {
    const y = heights.get(column) ?? 10;
    const height = Number(units) * scale;
    const amount = textOf(units, digits);
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
    const thickness = Number(units) * scale;
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
  for (const { column, units } of places) sums.set(column, (sums.get(column) ?? 0) + Number(units));
  return [...sums.values()];
}

/** Two ledgers may name different things alike. */
export function isSame(one: Asset, other: Asset): boolean {
  return one.ledger === other.ledger && one.symbol === other.symbol;
}

/** `12.5` with two digits: 1250. */
function unitsOf(amount: string, digits: number): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole + part.padEnd(digits, '0'));
}

function textOf(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
