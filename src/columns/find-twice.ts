// SPDX-License-Identifier: Apache-2.0
/**
 * Movements that stand twice in their files.
 *
 * Rows are in order of time, and what is the same happened at the same moment, so each run of one moment is looked at alone: a table of
 * slots over the run, no string for a row. The same line of the same transaction is one movement and counts once. Rows that are alike in
 * everything but have no line that tells them apart may be two payments of one day: they are kept and counted.
 */
import { limbsPerAmount } from './wide-amounts.ts';

export interface TwiceColumns {
  readonly count: number;
  readonly timeMs: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly asset: Uint32Array;
  readonly amount: Float64Array;
  readonly wide: BigUint64Array | null;
  readonly kind: Uint8Array;
  readonly transaction: Uint32Array;
  readonly line: Uint32Array;
  readonly sourceRow: Float64Array;
}

export interface FoundTwice {
  /** The rows to keep, or null for all of them. */
  readonly keep: Uint32Array | null;
  readonly twice: readonly number[];
  readonly alike: { readonly count: number; readonly first: readonly number[] };
}

/** Enough to look at. */
const firstMax = 5;

export function findTwice(columns: TwiceColumns): FoundTwice {
  const { count, timeMs, transaction, line, sourceRow } = columns;
  const twice: number[] = [];
  const dropped: number[] = [];
  const first: number[] = [];
  let alike = 0;
  let slots = new Uint32Array(1024);
  for (let start = 0; start < count;) {
    let end = start + 1;
    while (end < count && timeMs[end] === timeMs[start]) end += 1;
    const room = roomFor(end - start);
    if (slots.length < room) slots = new Uint32Array(room);
    if (end - start > 1) {
      slots.fill(0, 0, room);
      for (let row = start; row < end; row += 1) {
        if (isNew(columns, slots, room - 1, row)) continue;
        if (line[row] !== 0 && transaction[row] !== 0) {
          twice.push(sourceRow[row] ?? 0);
          dropped.push(row);
          continue;
        }
        alike += 1;
        if (first.length < firstMax) first.push(sourceRow[row] ?? 0);
      }
    }
    start = end;
  }
  return { keep: dropped.length === 0 ? null : rowsWithout(count, dropped), twice, alike: { count: alike, first } };
}

/** Twice the rows at least, a power of two. */
function roomFor(rows: number): number {
  let room = 4;
  while (room < rows * 2) room *= 2;
  return room;
}

/** Whether no row of the run before is the same; then the row takes a slot. */
function isNew(columns: TwiceColumns, slots: Uint32Array, mask: number, row: number): boolean {
  let slot = hashOf(columns, row) & mask;
  for (;;) {
    const other = slots[slot] ?? 0;
    if (other === 0) {
      slots[slot] = row + 1;
      return true;
    }
    if (isSame(columns, other - 1, row)) return false;
    slot = (slot + 1) & mask;
  }
}

function hashOf({ from, to, amount, transaction, line }: TwiceColumns, row: number): number {
  const units = amount[row] ?? 0;
  let hash = Math.imul(from[row] ?? 0, 0x9e3779b1) ^ Math.imul(to[row] ?? 0, 0x85ebca6b) ^ Math.imul(transaction[row] ?? 0, 0xc2b2ae35);
  hash ^= Math.imul((units % 4_294_967_296) >>> 0, 0x27d4eb2f) ^ Math.imul(line[row] ?? 0, 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function isSame(columns: TwiceColumns, one: number, other: number): boolean {
  const { from, to, asset, amount, kind, transaction, line, wide } = columns;
  if (from[one] !== from[other] || to[one] !== to[other] || amount[one] !== amount[other] || line[one] !== line[other]) return false;
  if (transaction[one] !== transaction[other] || asset[one] !== asset[other] || kind[one] !== kind[other]) return false;
  for (let limb = 0; wide !== null && limb < limbsPerAmount; limb += 1) {
    if (wide[one * limbsPerAmount + limb] !== wide[other * limbsPerAmount + limb]) return false;
  }
  return true;
}

function rowsWithout(count: number, dropped: readonly number[]): Uint32Array {
  const keep = new Uint32Array(count - dropped.length);
  let next = 0;
  for (let row = 0, at = 0; row < count; row += 1) {
    if (dropped[next] === row) next += 1;
    else keep[at++] = row;
  }
  return keep;
}
