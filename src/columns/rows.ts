// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of columns: growing a column, and putting rows into order of time.
 */
export type Column = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>;

/** The same column with twice the room. */
export function grown<One extends Column>(column: One): One {
  const Kind = column.constructor as new (length: number) => One;
  const wider = new Kind(Math.max(1, column.length * 2));
  (wider as Float64Array).set(column as Float64Array);
  return wider;
}

/** The first `count` rows, in the given order; null leaves them as they are. */
export function inOrder<One extends Column>(column: One, count: number, order: Uint32Array | null): One {
  if (order === null) return column.slice(0, count) as One;
  const Kind = column.constructor as new (length: number) => One;
  const sorted = new Kind(count);
  for (let row = 0; row < count; row += 1) sorted[row] = column[order[row] ?? 0] ?? 0;
  return sorted;
}

/**
 * The order of rows by time, rows of one moment as they stand; null when they are in order already. `movedRows` counts the rows
 * that came after one of a later moment.
 */
export function orderByTime(times: Float64Array, count: number): { readonly order: Uint32Array | null; readonly movedRows: number } {
  let latest = Number.NEGATIVE_INFINITY;
  let movedRows = 0;
  for (let row = 0; row < count; row += 1) {
    const time = times[row] ?? 0;
    if (time < latest) movedRows += 1;
    else latest = time;
  }
  if (movedRows === 0) return { order: null, movedRows };
  const order = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  order.sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right);
  return { order, movedRows };
}
