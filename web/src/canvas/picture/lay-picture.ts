// SPDX-License-Identifier: Apache-2.0
/**
 * Where parties lie on the canvas. The same parties in the same order always get the same places, so that a picture can be made again.
 *
 * Newcomers come beside the party that was gone through and nobody else moves: a picture that rearranges itself is read anew each time. In
 * columns, each party stands as many columns to the right of the first as payments lead there, to the left where they lead from it.
 */
export interface Cell {
  readonly x: number;
  readonly y: number;
}

export interface LaidParty extends Cell {
  readonly name: string;
}

export interface LaidPair {
  readonly from: string;
  readonly to: string;
}

export const layouts = ['columns', 'rings'] as const;
export type Layout = (typeof layouts)[number];

export const boxWidth = 168;
export const boxHeight = 30;
const columnWidth = 300;
const rowHeight = 46;
/** Rows above and below before the next column is begun. */
const rowsMax = 14;
/** Between two rings, and along one. */
const ringWidth = 240;
const alongRing = 190;

export function layAround(
  there: readonly LaidParty[],
  fresh: readonly string[],
  around: string | null,
  pairs: readonly LaidPair[],
): readonly LaidParty[] {
  const centre = there.find(({ name }) => name === around) ?? there[0] ?? { x: 0, y: 0 };
  const taken = new Set(there.map(cellOf));
  const pays = new Set(pairs.filter(({ to }) => to === around).map(({ from }) => from));
  return fresh.map((name) => {
    if (taken.size === 0) return place(name, { x: 0, y: 0 }, taken);
    return place(name, freeCell(taken, centre, pays.has(name) ? -1 : 1), taken);
  });
}

export function layAll(names: readonly string[], layout: Layout, pairs: readonly LaidPair[]): readonly LaidParty[] {
  const away = columnsFrom(names, pairs);
  return layout === 'columns' ? inColumns(names, away) : inRings(names, away);
}

/** Columns to the right of the first party, below nothing to the left; who is not reached is one beyond all others. */
function columnsFrom(names: readonly string[], pairs: readonly LaidPair[]): ReadonlyMap<string, number> {
  const there = new Set(names);
  const beside = new Map<string, [name: string, step: 1 | -1][]>();
  for (const { from, to } of pairs) {
    if (!there.has(from) || !there.has(to)) continue;
    for (const [one, other, way] of [
      [from, to, 1],
      [to, from, -1],
    ] as const) {
      const known = beside.get(one);
      if (known === undefined) beside.set(one, [[other, way]]);
      else known.push([other, way]);
    }
  }
  const columns = new Map<string, number>();
  let furthest = 0;
  for (const first of names) {
    if (columns.has(first)) continue;
    columns.set(first, columns.size === 0 ? 0 : furthest + 1);
    const line = [first];
    for (const name of line) {
      const column = columns.get(name) ?? 0;
      furthest = Math.max(furthest, column);
      for (const [other, way] of beside.get(name) ?? []) {
        if (columns.has(other)) continue;
        columns.set(other, column + way);
        line.push(other);
      }
    }
  }
  return columns;
}

function inColumns(names: readonly string[], columns: ReadonlyMap<string, number>): LaidParty[] {
  const sizes = new Map<number, string[]>();
  for (const name of names) {
    const column = columns.get(name) ?? 0;
    const known = sizes.get(column);
    if (known === undefined) sizes.set(column, [name]);
    else known.push(name);
  }
  let x = 0;
  const laid: LaidParty[] = [];
  for (const column of [...sizes.keys()].toSorted((left, right) => left - right)) {
    const members = sizes.get(column) ?? [];
    // A column of hundreds is folded, as high as wide, so that it can be seen at once.
    const high = Math.max(rowsMax * 2, Math.ceil(Math.sqrt(members.length * 4)));
    for (const [index, name] of members.entries()) {
      const [fold, row] = [Math.floor(index / high), index % high];
      const inFold = Math.min(high, members.length - fold * high);
      laid.push({ name, x: x + fold * (boxWidth + 40), y: (row - (inFold - 1) / 2) * rowHeight });
    }
    x += columnWidth + Math.floor((members.length - 1) / high) * (boxWidth + 40);
  }
  return laid;
}

function inRings(names: readonly string[], columns: ReadonlyMap<string, number>): LaidParty[] {
  const rings = new Map<number, string[]>();
  for (const name of names) {
    const ring = Math.abs(columns.get(name) ?? 0);
    const known = rings.get(ring);
    if (known === undefined) rings.set(ring, [name]);
    else known.push(name);
  }
  const laid: LaidParty[] = [];
  let radius = 0;
  for (const ring of [...rings.keys()].toSorted((left, right) => left - right)) {
    const members = rings.get(ring) ?? [];
    // Wide enough for all of its own, and outside of the one before.
    radius = ring === 0 && members.length === 1 ? 0 : Math.max(radius + ringWidth, (members.length * alongRing) / (2 * Math.PI));
    for (const [index, name] of members.entries()) {
      const angle = (2 * Math.PI * index) / members.length - Math.PI / 2;
      laid.push({ name, x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) });
    }
  }
  return laid;
}

/** The nearest cell that nobody has, one column to that side; further columns where it is full. */
function freeCell(taken: ReadonlySet<string>, { x, y }: Cell, side: 1 | -1): Cell {
  for (let column = 1; ; column += 1) {
    for (let away = 0; away <= rowsMax; away += 1) {
      for (const sign of away === 0 ? [1] : [1, -1]) {
        const cell = { x: x + side * column * columnWidth, y: y + sign * away * rowHeight };
        if (!taken.has(cellOf(cell))) return cell;
      }
    }
  }
}

function place(name: string, cell: Cell, taken: Set<string>): LaidParty {
  taken.add(cellOf(cell));
  return { name, ...cell };
}

function cellOf({ x, y }: Cell): string {
  return `${Math.round(x / columnWidth)} ${Math.round(y / rowHeight)}`;
}
