// SPDX-License-Identifier: Apache-2.0
/**
 * Lots: the traced units inside a holding, and the five rules by which they leave it.
 *
 * A holding's money is a line: what came in is laid end to end from `received`, what goes out is cut off. Only the traced stretches are
 * written down, each with its seed and the way it came; everything between is other money, and costs nothing.
 *
 *     fifo       the oldest money leaves first: the line is cut at its beginning
 *     lifo       the newest leaves first: the line is cut at its end
 *     haircut    each payment takes the traced share of the balance, to the nearest unit; within it the oldest traced lots
 *     tiho       traced money leaves before any other, and of payments made together the largest takes first
 *
 * Haircut and tiho ask only how much leaves, not from where on the line; their lots keep the order in which they came. With several seeds,
 * the haircut of each is its own share of what leaves, by largest rest. Poison is no rule on lots: see poison.ts.
 */
import { type Arithmetic, dividedByRest } from './arithmetic.ts';

/** One movement on the way of a lot, and what came before it; null before the seed. */
export interface Hop {
  readonly row: number;
  readonly before: Hop | null;
  /** 0 for the movement or holding that was the seed. */
  readonly depth: number;
}

export interface Lot<Amount> {
  readonly seed: number;
  /** Where on the line of its holding it begins; of no meaning for haircut and tiho. */
  start: Amount;
  amount: Amount;
  readonly hop: Hop | null;
}

/** The lots of one holding; those before `head` are gone. */
export interface LotLine<Amount> {
  readonly lots: Lot<Amount>[];
  head: number;
  /** All that is traced in it. */
  total: Amount;
}

/** A traced part of one movement; `start` counts from the movement's first unit. */
export type Piece<Amount> = Lot<Amount>;

export function newLine<Amount>(arithmetic: Arithmetic<Amount>): LotLine<Amount> {
  return { lots: [], head: 0, total: arithmetic.zero };
}

export function addLot<Amount>(arithmetic: Arithmetic<Amount>, line: LotLine<Amount>, lot: Lot<Amount>): void {
  line.lots.push(lot);
  line.total = arithmetic.plus(line.total, lot.amount);
}

/** Cuts the line at its beginning, from `from` to `until`. */
export function takeOldest<Amount>(
  arithmetic: Arithmetic<Amount>,
  line: LotLine<Amount>,
  from: Amount,
  until: Amount,
): readonly Piece<Amount>[] {
  const pieces: Piece<Amount>[] = [];
  for (;;) {
    const lot = line.lots[line.head];
    if (lot === undefined || !arithmetic.isLess(lot.start, until)) break;
    const end = arithmetic.plus(lot.start, lot.amount);
    const isWhole = !arithmetic.isLess(until, end);
    const amount = isWhole ? lot.amount : arithmetic.minus(until, lot.start);
    pieces.push({ seed: lot.seed, start: arithmetic.minus(lot.start, from), amount, hop: lot.hop });
    if (isWhole) dropFirst(line);
    else {
      lot.start = until;
      lot.amount = arithmetic.minus(lot.amount, amount);
    }
    line.total = arithmetic.minus(line.total, amount);
  }
  return pieces;
}

/** Cuts the line at its end, from `from` on; the pieces stand in the order of the line. */
export function takeNewest<Amount>(arithmetic: Arithmetic<Amount>, line: LotLine<Amount>, from: Amount): readonly Piece<Amount>[] {
  const pieces: Piece<Amount>[] = [];
  for (;;) {
    const lot = line.lots.length > line.head ? line.lots.at(-1) : undefined;
    if (lot === undefined) break;
    const end = arithmetic.plus(lot.start, lot.amount);
    if (!arithmetic.isLess(from, end)) break;
    const isWhole = !arithmetic.isLess(lot.start, from);
    const start = isWhole ? lot.start : from;
    const amount = arithmetic.minus(end, start);
    pieces.push({ seed: lot.seed, start: arithmetic.minus(start, from), amount, hop: lot.hop });
    if (isWhole) line.lots.pop();
    else lot.amount = arithmetic.minus(lot.amount, amount);
    line.total = arithmetic.minus(line.total, amount);
  }
  return pieces.reverse();
}

/** Takes so much of the traced money, the oldest lots first, whatever their place on the line. */
export function takeTraced<Amount>(arithmetic: Arithmetic<Amount>, line: LotLine<Amount>, amount: Amount): readonly Piece<Amount>[] {
  const pieces: Piece<Amount>[] = [];
  let taken = arithmetic.zero;
  while (arithmetic.isLess(taken, amount)) {
    const lot = line.lots[line.head];
    if (lot === undefined) break;
    const piece = cutLot(arithmetic, lot, arithmetic.minus(amount, taken), taken);
    pieces.push(piece);
    taken = arithmetic.plus(taken, piece.amount);
    if (!arithmetic.isLess(arithmetic.zero, lot.amount)) dropFirst(line);
  }
  line.total = arithmetic.minus(line.total, taken);
  return pieces;
}

/** Takes so much of the traced money, from each seed its share. */
export function takeShares<Amount>(
  arithmetic: Arithmetic<Amount>,
  line: LotLine<Amount>,
  amount: Amount,
  seeds: number,
): readonly Piece<Amount>[] {
  if (seeds === 1) return takeTraced(arithmetic, line, amount);
  const parts = Array.from({ length: seeds }, () => arithmetic.zero);
  for (let index = line.head; index < line.lots.length; index += 1) {
    const lot = line.lots[index];
    if (lot !== undefined) parts[lot.seed] = arithmetic.plus(parts[lot.seed] ?? arithmetic.zero, lot.amount);
  }
  const wanted = [...dividedByRest(arithmetic, amount, parts, line.total)];
  const pieces: Piece<Amount>[] = [];
  const kept: Lot<Amount>[] = [];
  let taken = arithmetic.zero;
  for (const lot of line.lots.slice(line.head)) {
    const left = wanted[lot.seed] ?? arithmetic.zero;
    if (arithmetic.isLess(arithmetic.zero, left)) {
      const piece = cutLot(arithmetic, lot, left, taken);
      pieces.push(piece);
      taken = arithmetic.plus(taken, piece.amount);
      wanted[lot.seed] = arithmetic.minus(left, piece.amount);
    }
    if (arithmetic.isLess(arithmetic.zero, lot.amount)) kept.push(lot);
  }
  line.lots.splice(0, line.lots.length, ...kept);
  line.head = 0;
  line.total = arithmetic.minus(line.total, taken);
  return pieces;
}

function cutLot<Amount>(arithmetic: Arithmetic<Amount>, lot: Lot<Amount>, most: Amount, start: Amount): Piece<Amount> {
  const amount = arithmetic.isLess(most, lot.amount) ? most : lot.amount;
  lot.amount = arithmetic.minus(lot.amount, amount);
  return { seed: lot.seed, start, amount, hop: lot.hop };
}

/** Room is given back now and then, so that a line that lives long stays as long as what it holds. */
const goneMax = 1024;

function dropFirst<Amount>(line: LotLine<Amount>): void {
  line.head += 1;
  if (line.head < goneMax || line.head * 2 < line.lots.length) return;
  line.lots.splice(0, line.head);
  line.head = 0;
}

/**
 * Marks up to `amount` of the other money between two places of the line as traced, from the first place on. Gives what was marked: less
 * than asked where lots lie there already, which keep their seed.
 */
export function markBetween<Amount>(
  arithmetic: Arithmetic<Amount>,
  line: LotLine<Amount>,
  between: { readonly from: Amount; readonly until: Amount; readonly amount: Amount },
  mark: { readonly seed: number; readonly hop: Hop | null },
): Amount {
  const { zero, isLess, minus, plus } = arithmetic;
  const lots: Lot<Amount>[] = [];
  let left = between.amount;
  let at = between.from;
  const fill = (until: Amount): void => {
    if (!isLess(zero, left) || !isLess(at, until)) return;
    const room = minus(until, at);
    const amount = isLess(room, left) ? room : left;
    lots.push({ ...mark, start: at, amount });
    left = minus(left, amount);
  };
  for (const lot of line.lots.slice(line.head)) {
    const end = plus(lot.start, lot.amount);
    if (isLess(at, end) && isLess(lot.start, between.until)) {
      fill(lot.start);
      at = end;
    } else if (!isLess(lot.start, between.until)) {
      fill(between.until);
      at = between.until;
    }
    lots.push(lot);
  }
  fill(between.until);
  const marked = minus(between.amount, left);
  line.lots.splice(0, line.lots.length, ...lots);
  line.head = 0;
  line.total = plus(line.total, marked);
  return marked;
}
