// SPDX-License-Identifier: Apache-2.0
/**
 * Movements: the canonical table of value moving between parties, one row a movement, in order of time.
 *
 * A party is an account or a wallet. Party 0 is the outside world: cash paid in comes from it, a mined coin too, and what is paid
 * out in notes goes to it. Amounts are whole numbers of the asset's smallest unit; `wide` holds them where one passes 2^53.
 *
 *     kind        from -> to
 *     transfer    payer -> payee, also a native or token transfer on a chain
 *     cash-in     outside -> party            cash-out   party -> outside
 *     issue       outside -> party (mined, minted)       redeem     party -> outside (burnt)
 *     input       party -> transaction        output     transaction -> party      (chains of unspent outputs)
 *     fee         payer -> whoever takes it
 *     swap        one leg of an exchange of assets; legs of one swap share `transaction`
 *     bridge      one leg of a move to another chain; legs are joined where evidence allows
 *
 * `transaction` groups rows that happened together; 0 is none. `sourceRow` is the row's place in its file, counted from 1, by
 * which evidence names it.
 */
import type { Dictionary } from './dictionary.ts';
import { readWideAmount } from './wide-amounts.ts';

export const movementKinds = ['transfer', 'cash-in', 'cash-out', 'issue', 'redeem', 'input', 'output', 'fee', 'swap', 'bridge'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** The number by which a kind stands in the column: a fixed one, since it goes into digests and files. */
export const movementCode = Object.fromEntries(movementKinds.map((kind, code) => [kind, code])) as Readonly<Record<MovementKind, number>>;

export interface Asset {
  /** What one reads: `EUR`, `BTC`, or a token's contract. */
  readonly symbol: string;
  /** Where it lives: a chain, or `bank` for money in accounts. */
  readonly ledger: string;
  readonly decimals: number;
}

export interface Movements {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly timeMs: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly asset: Uint32Array;
  /** Exact up to 2^53 - 1; where `wide` is there, rows beyond it hold the nearest number, for display alone. */
  readonly amount: Float64Array;
  /** Four 64-bit limbs a row (wide-amounts.ts), or null when every amount is exact as a number. */
  readonly wide: BigUint64Array | null;
  readonly kind: Uint8Array;
  readonly transaction: Uint32Array;
  readonly sourceRow: Float64Array;
  readonly parties: Dictionary;
  /** By asset number. */
  readonly assets: readonly Asset[];
  readonly transactions: Dictionary;
}

/**
 * Whether a movement is one between two: a fee is not, nor what a party moves to itself. Who paid whom is made of these; the outside world
 * is a party in it as any other.
 */
export function isBetweenTwo(kind: number, payer: number, payee: number): boolean {
  return kind !== movementCode.fee && payer !== payee;
}

/** The movements of one party as payer, or as payee, in order of time; each is asked for by its place among them. */
export interface PartyMovements {
  readonly count: number;
  row(index: number): number;
  /** The party on the other side. */
  other(index: number): number;
  timeMs(index: number): number;
  asset(index: number): number;
  units(index: number): bigint;
}

/** Who paid whom, wherever the movements lie: in memory or on disk. */
export interface WhoPaidWhom {
  readonly parties: Pick<Dictionary, 'find' | 'nameOf' | 'size'>;
  readonly assets: readonly Asset[];
  movementsOf(party: number, side: 'out' | 'in'): PartyMovements;
}

/** The name of number 0 among the parties. */
export const outsideWorld = '(outside)';

/** The exact amount of a row: a number where the table has no wide column, a bigint otherwise. */
export function amountOf(movements: Movements, row: number): number | bigint {
  const near = movements.amount[row] ?? 0;
  if (movements.wide === null) return near;
  // Beside a wide column the numbers are exact up to 2^53 - 1, and cheaper to read.
  return near <= Number.MAX_SAFE_INTEGER ? BigInt(near) : readWideAmount(movements.wide, row);
}
