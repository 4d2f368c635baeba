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
  return { order: sortedByDigits(times, count), movedRows };
}

const digitBits = 11;
const digits = 2 ** digitBits;
/** Whole numbers up to here are exact as doubles. */
const wholeMax = Number.MAX_SAFE_INTEGER;

/** Digit by digit from the lowest, each time keeping what is equal as it stands: no row is compared with another. */
function sortedByDigits(times: Float64Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  let [least, most, areWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let row = 0; row < count; row += 1) {
    const time = times[row] ?? 0;
    if (time < least) least = time;
    if (time > most) most = time;
    if (!Number.isSafeInteger(time)) areWhole = false;
  }
  if (!areWhole || most - least > wholeMax) return order.sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right);
  let [sorted, next] = [order, new Uint32Array(count)];
  for (let unit = 1; unit <= most - least; unit *= digits) {
    const places = new Uint32Array(digits + 1);
    const digitOf = (row: number): number => Math.floor(((times[row] ?? 0) - least) / unit) % digits;
    for (let row = 0; row < count; row += 1) {
      const digit = digitOf(row) + 1;
      places[digit] = (places[digit] ?? 0) + 1;
    }
    for (let digit = 1; digit <= digits; digit += 1) places[digit] = (places[digit] ?? 0) + (places[digit - 1] ?? 0);
    for (let at = 0; at < count; at += 1) {
      const row = sorted[at] ?? 0;
      const digit = digitOf(row);
      const place = places[digit] ?? 0;
      places[digit] = place + 1;
      next[place] = row;
    }
    [sorted, next] = [next, sorted];
  }
  return sorted;
}
