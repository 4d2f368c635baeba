// SPDX-License-Identifier: Apache-2.0
/**
 * Building a table of movements row by row. Amounts come as numbers where they are exact, or as bigints; the table gets its wide
 * column at the first amount beyond 2^53 - 1, and not before.
 */
import { type Dictionary, makeDictionary } from './dictionary.ts';
import { exactUnitsMax } from './exact-units.ts';
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
}

export interface MovementsBuilder {
  readonly parties: Dictionary;
  readonly transactions: Dictionary;
  asset(given: Asset): number;
  add(movement: NewMovement): void;
  readonly count: number;
  finish(): { readonly movements: Movements; readonly movedRows: number };
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
  };
}
type Columns = ReturnType<typeof emptyColumns>;

export function movementsBuilder(): MovementsBuilder {
  let columns = emptyColumns(firstRows);
  let wide: BigUint64Array<ArrayBuffer> | null = null;
  let count = 0;
  const parties = makeDictionary(outsideWorld);
  const transactions = makeDictionary('');
  const assets: Asset[] = [];
  const assetNumbers = new Map<string, number>();

  function keepWide(row: number, amount: bigint): void {
    wide ??= widened(columns.amount, row);
    while (wide.length < columns.amount.length * limbsPerAmount) wide = grown(wide);
    writeWideAmount(wide, row, amount);
  }
  return {
    parties,
    transactions,
    get count() {
      return count;
    },
    asset(given) {
      const name = `${given.ledger}\u0000${given.symbol}`;
      const known = assetNumbers.get(name);
      if (known !== undefined) return known;
      assetNumbers.set(name, assets.length);
      return assets.push(given) - 1;
    },
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
      if (wide !== null || movement.amount > exactUnitsMax) keepWide(count, BigInt(movement.amount));
      count += 1;
    },
    finish() {
      const { order, movedRows } = orderByTime(columns.timeMs, count);
      const sorted = mapColumns(columns, (column) => inOrder(column, count, order));
      return {
        movedRows,
        movements: { count, ...sorted, wide: wide === null ? null : wideInOrder(wide, count, order), parties, assets, transactions },
      };
    },
  };
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
  };
}

/** The wide column of what was added so far, all of it exact as numbers. */
function widened(amount: Float64Array, rows: number): BigUint64Array<ArrayBuffer> {
  const wide = new BigUint64Array(amount.length * limbsPerAmount);
  for (let row = 0; row < rows; row += 1) wide[row * limbsPerAmount] = BigInt(amount[row] ?? 0);
  return wide;
}

function wideInOrder(wide: BigUint64Array<ArrayBuffer>, count: number, order: Uint32Array | null): BigUint64Array {
  if (order === null) return wide.slice(0, count * limbsPerAmount);
  const sorted = new BigUint64Array(count * limbsPerAmount);
  for (let row = 0; row < count; row += 1) {
    const from = (order[row] ?? 0) * limbsPerAmount;
    sorted.set(wide.subarray(from, from + limbsPerAmount), row * limbsPerAmount);
  }
  return sorted;
}
