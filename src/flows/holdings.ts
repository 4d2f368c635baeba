// SPDX-License-Identifier: Apache-2.0
/**
 * Holdings: what one party has of one asset, numbered densely, so that a replay indexes arrays.
 *
 * A history rarely begins with an account's first day. Where an account pays more than it was seen to receive, it must have held the
 * difference before; that is its *opening*, the least that makes every balance non-negative. It is counted and shown, and counts as held
 * from the beginning, before everything that was received.
 */
import { amountOf, type Movements } from '../columns/index.ts';

export interface Holdings {
  readonly count: number;
  /** By row, the holding that pays and the one that receives. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly partyOf: Uint32Array;
  readonly assetOf: Uint32Array;
  /** 1 for the outside world, which has no balance. */
  readonly isOutside: Uint8Array;
  /** The number of what a party has of an asset, or null where it never moved any. */
  find(party: number, asset: number): number | null;
}

export function holdingsOf(movements: Movements): Holdings {
  return movements.assets.length <= 1 ? holdingsOfOneAsset(movements) : holdingsOfAssets(movements);
}

function holdingsOfOneAsset({ parties, from, to }: Movements): Holdings {
  const count = parties.size;
  const isOutside = new Uint8Array(count);
  isOutside[0] = 1;
  return {
    count,
    from,
    to,
    partyOf: Uint32Array.from({ length: count }, (_unused, party) => party),
    assetOf: new Uint32Array(count),
    isOutside,
    find: (party, asset) => (party < count && asset === 0 ? party : null),
  };
}

function holdingsOfAssets(movements: Movements): Holdings {
  const assets = movements.assets.length;
  const numbers = new Map<number, number>();
  const parties: number[] = [];
  const assetOf: number[] = [];
  const numberOf = (party: number, asset: number): number => {
    const key = party * assets + asset;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, parties.length);
    assetOf.push(asset);
    return parties.push(party) - 1;
  };
  const from = new Uint32Array(movements.count);
  const to = new Uint32Array(movements.count);
  for (let row = 0; row < movements.count; row += 1) {
    const asset = movements.asset[row] ?? 0;
    from[row] = numberOf(movements.from[row] ?? 0, asset);
    to[row] = numberOf(movements.to[row] ?? 0, asset);
  }
  return {
    count: parties.length,
    from,
    to,
    partyOf: Uint32Array.from(parties),
    assetOf: Uint32Array.from(assetOf),
    isOutside: Uint8Array.from(parties, (party) => (party === 0 ? 1 : 0)),
    find: (party, asset) => numbers.get(party * assets + asset) ?? null,
  };
}

export interface Balances {
  /** By holding; exact, since no holding receives more than a number holds. */
  readonly openings: Float64Array;
  readonly closings: Float64Array;
  /** How many holdings have an opening above nothing. */
  readonly withOpening: number;
}

/** Openings and closings as numbers; null where an amount, or all that a holding received, passes 2^53 - 1. */
export function numberBalances(movements: Movements, holdings: Holdings): Balances | null {
  if (movements.wide !== null) return null;
  const { count, from, to, isOutside } = holdings;
  const balance = new Float64Array(count);
  const least = new Float64Array(count);
  const received = new Float64Array(count);
  for (let row = 0; row < movements.count; row += 1) {
    const amount = movements.amount[row] ?? 0;
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const left = (balance[payer] ?? 0) - amount;
    balance[payer] = left;
    if (left < (least[payer] ?? 0)) least[payer] = left;
    balance[payee] = (balance[payee] ?? 0) + amount;
    received[payee] = (received[payee] ?? 0) + amount;
  }
  const openings = new Float64Array(count);
  let withOpening = 0;
  for (let holding = 0; holding < count; holding += 1) {
    if (isOutside[holding] === 1) continue;
    const opening = -(least[holding] ?? 0);
    if (opening + (received[holding] ?? 0) > Number.MAX_SAFE_INTEGER) return null;
    openings[holding] = opening === 0 ? 0 : opening;
    balance[holding] = (balance[holding] ?? 0) + opening;
    if (opening > 0) withOpening += 1;
  }
  return { openings, closings: balance, withOpening };
}

export interface WideBalances {
  readonly openings: bigint[];
  readonly closings: bigint[];
  readonly withOpening: number;
}

/** The same for amounts of any width. */
export function wideBalances(movements: Movements, holdings: Holdings): WideBalances {
  const { count, from, to, isOutside } = holdings;
  const balance = Array.from({ length: count }, () => 0n);
  const least = Array.from({ length: count }, () => 0n);
  for (let row = 0; row < movements.count; row += 1) {
    const amount = BigInt(amountOf(movements, row));
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const left = (balance[payer] ?? 0n) - amount;
    balance[payer] = left;
    if (left < (least[payer] ?? 0n)) least[payer] = left;
    balance[payee] = (balance[payee] ?? 0n) + amount;
  }
  const openings = least.map((lowest, holding) => (isOutside[holding] === 1 ? 0n : -lowest));
  const closings = balance.map((last, holding) => (isOutside[holding] === 1 ? 0n : last + (openings[holding] ?? 0n)));
  return { openings, closings, withOpening: openings.filter((opening) => opening > 0n).length };
}
