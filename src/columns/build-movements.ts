// SPDX-License-Identifier: Apache-2.0
/**
 * Building a table of movements row by row. Amounts come as numbers where they are exact, or as bigints; the table gets its wide
 * column at the first amount beyond 2^53 - 1, and not before.
 */
import { type Dictionary, makeDictionary } from './dictionary.ts';
import { exactUnitsMax } from './exact-units.ts';
import { findTwice } from './find-twice.ts';
import { type Asset, movementCode, type MovementKind, type Movements, outsideWorld } from './movements.ts';
import { grown, inOrder, orderByTime } from './rows.ts';
import { limbsPerAmount, writeWideAmount } from './wide-amounts.ts';

export interface NewMovement {
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
  readonly asset: number;
  /** In the asset's smallest unit; not negative. */
  readonly amount: number | bigint;
  readonly kind: MovementKind;
  readonly transaction?: number;
  readonly sourceRow: number;
  /** What tells the row from others of its transaction: a log index, a trace. With it, a row that comes twice is known. */
  readonly line?: string;
}

export interface FinishedMovements {
  readonly movements: Movements;
  /** Rows that came after one of a later moment. */
  readonly movedRows: number;
  /** Source rows left out, since the same line of the same transaction stands before them. */
  readonly twice: readonly number[];
  /** Source rows that are like another in everything, without a line to tell them apart: kept. */
  readonly alike: { readonly count: number; readonly first: readonly number[] };
}

/** What a reader puts movements into, whether the table is built in memory or on disk. */
export interface MovementsIntake {
  readonly parties: Pick<Dictionary, 'numberOf' | 'size'>;
  readonly transactions: Pick<Dictionary, 'numberOf' | 'size'>;
  /** The number of an asset; one that is known keeps the decimals it came with first. */
  asset(given: Asset): number;
  readonly assets: readonly Asset[];
  add(movement: NewMovement): void;
  readonly count: number;
}

export interface MovementsBuilder extends MovementsIntake {
  readonly parties: Dictionary;
  readonly transactions: Dictionary;
  /** Sorts by time and takes out what came twice; the builder is empty after it. */
  finish(): FinishedMovements;
}

const firstRows = 4096;

function emptyColumns(rows: number) {
  return {
    timeMs: new Float64Array(rows),
    amount: new Float64Array(rows),
    sourceRow: new Float64Array(rows),
    from: new Uint32Array(rows),
    to: new Uint32Array(rows),
    asset: new Uint32Array(rows),
    transaction: new Uint32Array(rows),
    kind: new Uint8Array(rows),
    line: new Uint32Array(rows),
  };
}
type Columns = ReturnType<typeof emptyColumns>;

export function movementsBuilder(): MovementsBuilder {
  let columns = emptyColumns(firstRows);
  let wide: BigUint64Array<ArrayBuffer> | null = null;
  let count = 0;
  const parties = makeDictionary(outsideWorld);
  const transactions = makeDictionary('');
  const { assets, asset } = numberAssets();

  function keepWide(row: number, amount: bigint): void {
    wide ??= widened(columns.amount, row);
    while (wide.length < columns.amount.length * limbsPerAmount) wide = grown(wide);
    writeWideAmount(wide, row, amount);
  }
  return {
    parties,
    transactions,
    assets,
    get count() {
      return count;
    },
    asset,
    add(movement) {
      if (count === columns.timeMs.length) columns = mapColumns(columns, grown);
      columns.timeMs[count] = movement.timeMs;
      columns.from[count] = movement.from;
      columns.to[count] = movement.to;
      columns.asset[count] = movement.asset;
      columns.kind[count] = movementCode[movement.kind];
      columns.transaction[count] = movement.transaction ?? 0;
      columns.sourceRow[count] = movement.sourceRow;
      columns.amount[count] = Number(movement.amount);
      columns.line[count] = movement.line === undefined ? 0 : lineNumber(movement.line);
      if (wide !== null || movement.amount > exactUnitsMax) keepWide(count, BigInt(movement.amount));
      count += 1;
    },
    finish() {
      const { order, movedRows } = orderByTime(columns.timeMs, count);
      const sortedWide = wide === null ? null : wideInOrder(wide, count, order);
      // Column by column, so that only one is there twice at a time.
      const sorted = mapColumns(columns, (column) => inOrder(column, count, order));
      columns = emptyColumns(0);
      const { keep, ...rows } = findTwice({ ...sorted, wide: sortedWide, count });
      const { line: _line, ...kept } = keep === null ? sorted : mapColumns(sorted, (column) => inOrder(column, keep.length, keep));
      const keptWide = sortedWide === null || keep === null ? sortedWide : wideInOrder(sortedWide, keep.length, keep);
      return { movedRows, ...rows, movements: { count: keep?.length ?? count, ...kept, wide: keptWide, parties, assets, transactions } };
    },
  };
}

/** Assets by ledger and symbol, numbered in the order of their first appearance. */
export function numberAssets(): Pick<MovementsIntake, 'assets' | 'asset'> {
  const assets: Asset[] = [];
  const numbers = new Map<string, number>();
  return {
    assets,
    asset(given) {
      const name = `${given.ledger}\u0000${given.symbol}`;
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, assets.length);
      return assets.push(given) - 1;
    },
  };
}

/** A log index is its own number; a longer mark is mixed into 32 bits, which only has to tell rows apart that are equal otherwise. */
export function lineNumber(line: string): number {
  if (/^\d{1,9}$/.test(line)) return Number(line) + 1;
  let hash = 0x811c9dc5;
  for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  return hash >>> 0 || 1;
}

function mapColumns(
  columns: Columns,
  map: <One extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(column: One) => One,
): Columns {
  return {
    timeMs: map(columns.timeMs),
    amount: map(columns.amount),
    sourceRow: map(columns.sourceRow),
    from: map(columns.from),
    to: map(columns.to),
    asset: map(columns.asset),
    transaction: map(columns.transaction),
    kind: map(columns.kind),
    line: map(columns.line),
  };
}

/** The wide column of what was added so far, all of it exact as numbers. */
function widened(amount: Float64Array, rows: number): BigUint64Array<ArrayBuffer> {
  const wide = new BigUint64Array(amount.length * limbsPerAmount);
  for (let row = 0; row < rows; row += 1) wide[row * limbsPerAmount] = BigInt(amount[row] ?? 0);
  return wide;
}

function wideInOrder(wide: BigUint64Array<ArrayBuffer>, count: number, order: Uint32Array | null): BigUint64Array<ArrayBuffer> {
  if (order === null) return wide.slice(0, count * limbsPerAmount);
  const sorted = new BigUint64Array(count * limbsPerAmount);
  for (let row = 0; row < count; row += 1) {
    const from = (order[row] ?? 0) * limbsPerAmount;
    sorted.set(wide.subarray(from, from + limbsPerAmount), row * limbsPerAmount);
  }
  return sorted;
}
