// SPDX-License-Identifier: Apache-2.0
/**
 * The arithmetic of a trace: the same replay runs over numbers, where nothing passes 2^53, and over bigints of any width.
 */
import { amountOf, type Movements } from '../../columns/index.ts';
import { type Holdings, numberBalances, wideBalances } from '../holdings.ts';
import { floorShare, nearestShare, shareRest } from './exact-share.ts';

/** Amounts by index; a Float64Array and an array of bigints are both one. */
export interface AmountColumn<Amount> {
  [index: number]: Amount;
  readonly length: number;
  [Symbol.iterator](): IterableIterator<Amount>;
}

export interface Arithmetic<Amount> {
  readonly zero: Amount;
  readonly plus: (one: Amount, other: Amount) => Amount;
  readonly minus: (one: Amount, other: Amount) => Amount;
  readonly isLess: (one: Amount, other: Amount) => boolean;
  /** Rounded down, and to the nearest (from the middle down): amount * part / whole. */
  readonly floorShare: (amount: Amount, part: Amount, whole: Amount) => Amount;
  readonly nearestShare: (amount: Amount, part: Amount, whole: Amount) => Amount;
  /** amount * part - share * whole */
  readonly shareRest: (amount: Amount, part: Amount, whole: Amount, share: Amount) => Amount;
  readonly column: (length: number) => AmountColumn<Amount>;
  readonly amountOf: (movements: Movements, row: number) => Amount;
  /** About so much of an amount, for what is estimated: bigints are rounded down. `factor` lies between 0 and 1. */
  readonly portion: (amount: Amount, factor: number) => Amount;
  readonly of: (units: bigint) => Amount;
  /** The nearest number, for rates and for what is put into order by size. */
  readonly near: (amount: Amount) => number;
  readonly toUnits: (amount: Amount) => bigint;
  /** The same of what was estimated, rounded down. */
  readonly wholeUnits: (amount: Amount) => bigint;
}

export const numberArithmetic: Arithmetic<number> = {
  zero: 0,
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  isLess: (one, other) => one < other,
  floorShare,
  nearestShare,
  shareRest,
  column: (length) => new Float64Array(length),
  amountOf: (movements, row) => movements.amount[row] ?? 0,
  portion: (amount, factor) => amount * factor,
  of: Number,
  near: (amount) => amount,
  toUnits: BigInt,
  wholeUnits: (amount) => BigInt(Math.floor(amount)),
};

/** A factor is taken in parts of 2^60, which is finer than a number has digits near 1. */
const portionBits = 60n;
const portionScale = 2 ** 60;

export const wideArithmetic: Arithmetic<bigint> = {
  zero: 0n,
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  isLess: (one, other) => one < other,
  floorShare: (amount, part, whole) => (amount * part) / whole,
  nearestShare: (amount, part, whole) => (part === whole ? amount : (2n * amount * part + whole - 1n) / (2n * whole)),
  shareRest: (amount, part, whole, share) => amount * part - share * whole,
  column: (length) => Array.from({ length }, () => 0n),
  amountOf: (movements, row) => BigInt(amountOf(movements, row)),
  portion: (amount, factor) => (amount * BigInt(Math.floor(factor * portionScale))) >> portionBits,
  of: (units) => units,
  near: Number,
  toUnits: (amount) => amount,
  wholeUnits: (amount) => amount,
};

/** A table ready to be replayed in one of the two arithmetics. */
export interface Ready<Amount> {
  readonly movements: Movements;
  readonly holdings: Holdings;
  readonly arithmetic: Arithmetic<Amount>;
  readonly openings: AmountColumn<Amount>;
  readonly closings: AmountColumn<Amount>;
  readonly withOpening: number;
}

/** Chooses the arithmetic that holds every balance of the table, and hands it to the work. */
export function withArithmetic<Answer>(
  movements: Movements,
  holdings: Holdings,
  work: { numbers(ready: Ready<number>): Answer; wide(ready: Ready<bigint>): Answer },
): Answer {
  const narrow = numberBalances(movements, holdings);
  if (narrow !== null) return work.numbers({ movements, holdings, arithmetic: numberArithmetic, ...narrow });
  return work.wide({ movements, holdings, arithmetic: wideArithmetic, ...wideBalances(movements, holdings) });
}

/**
 * Divides `total` among parts of `whole` in proportion: each gets its share rounded down, and the units left go to the largest rests, of
 * equal ones to the first. The sum is `total` to the unit. `whole` is the sum of the parts and at least `total`.
 */
export function dividedByRest<Amount>(
  arithmetic: Arithmetic<Amount>,
  total: Amount,
  parts: readonly Amount[],
  whole: Amount,
): readonly Amount[] {
  if (parts.length === 1) return [total];
  const shares = parts.map((part) => arithmetic.floorShare(total, part, whole));
  const rests = parts.map((part, index) => arithmetic.shareRest(total, part, whole, shares[index] ?? arithmetic.zero));
  const given = shares.reduce((sum, share) => arithmetic.plus(sum, share), arithmetic.zero);
  const order = parts
    .map((_part, index) => index)
    .toSorted((left, right) => {
      const [one, other] = [rests[left] ?? arithmetic.zero, rests[right] ?? arithmetic.zero];
      return arithmetic.isLess(other, one) ? -1 : arithmetic.isLess(one, other) ? 1 : left - right;
    });
  const unit = arithmetic.of(1n);
  let left = arithmetic.minus(total, given);
  for (const index of order) {
    if (!arithmetic.isLess(arithmetic.zero, left)) break;
    shares[index] = arithmetic.plus(shares[index] ?? arithmetic.zero, unit);
    left = arithmetic.minus(left, unit);
  }
  return shares;
}
