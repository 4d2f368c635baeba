// SPDX-License-Identifier: Apache-2.0
/**
 * Where value crosses between money and digital assets: exchanges of which both legs are known, and what goes in and out of firms.
 *
 * Both legs are known where they happened in one transaction: the legs of a swap (what the customer gave, what the customer got), or a
 * payment to a firm and the firm's delivery against it. All else that passes between a firm and others is a side: it may have crossed with
 * a movement that is booked elsewhere, or be a deposit that never did.
 *
 *     swap   client gives 500.00 EUR, gets 0.01 BTC     on-ramp, both legs
 *     bank   customer -> firm 500.00 EUR                side: money in; an on-ramp if it crossed
 *     chain  firm -> customer 0.01 BTC                  side: digital out; an on-ramp if it crossed
 *
 * On a chain of unspent outputs a firm that pays gets its change in the same transaction: the side is what is left, fee of the chain included.
 */
import { amountOf, movementCode, type Movements } from '../../columns/index.ts';
import type { RampName } from './wire.ts';

/** Units of one asset at one moment, with the row that says so. */
export interface Moved {
  readonly timeMs: number;
  readonly sourceRow: number;
  readonly asset: number;
  readonly units: bigint;
}

export interface Crossing {
  /** Counted from 1; 0: no known firm. */
  readonly firm: number;
  readonly ramp: RampName;
  readonly money: Moved;
  readonly digital: Moved;
}

export interface SideMoved extends Moved {
  readonly firm: number;
  readonly side: 'in' | 'out';
}

export interface FoundCrossings {
  readonly crossings: readonly Crossing[];
  readonly sides: readonly SideMoved[];
  readonly notOneAndOne: number;
  readonly oneLeg: number;
  readonly severalFirms: number;
}

interface Looking {
  readonly movements: Movements;
  /** By party, its firm counted from 1. */
  readonly firmOf: Uint16Array;
  readonly isMoney: readonly boolean[];
}

type Leg = { readonly row: number; readonly isGiven: boolean; readonly firm: number };

export function findCrossings(looking: Looking): FoundCrossings {
  const { movements, firmOf } = looking;
  const [crossings, sides]: [Crossing[], SideMoved[]] = [[], []];
  const counts = { notOneAndOne: 0, oneLeg: 0, severalFirms: 0 };
  const { swaps, coins, deliveries } = byTransaction(looking);
  for (const legs of swaps.values()) {
    const found = exchanged(looking, legs);
    if (found === 'fiat-or-digital-alone') continue;
    if (typeof found === 'string') {
      counts[found] += 1;
      continue;
    }
    const firms = new Set(legs.map(({ firm }) => firm).filter((firm) => firm > 0));
    if (firms.size > 1) counts.severalFirms += 1;
    crossings.push({ ...found, firm: firms.size === 1 ? ([...firms][0] ?? 0) : 0 });
  }
  for (const legs of deliveries.values()) {
    const found = exchanged(looking, legs);
    if (typeof found !== 'string') crossings.push({ ...found, firm: legs[0]?.firm ?? 0 });
    else sides.push(...legs.map(({ row, isGiven, firm }) => ({ ...moved(movements, row), firm, side: sideOf(isGiven) })));
  }
  for (let row = 0; row < movements.count; row += 1) {
    if (!isPlain(movements, row) || (movements.transaction[row] ?? 0) !== 0) continue;
    const [payer, payee] = [firmOf[movements.from[row] ?? 0] ?? 0, firmOf[movements.to[row] ?? 0] ?? 0];
    if (payer === payee) continue;
    if (payer > 0) sides.push({ ...moved(movements, row), firm: payer, side: 'out' });
    if (payee > 0) sides.push({ ...moved(movements, row), firm: payee, side: 'in' });
  }
  sides.push(...coins);
  const inOrder = (one: Moved, other: Moved): number => one.timeMs - other.timeMs || one.sourceRow - other.sourceRow;
  return {
    crossings: crossings.toSorted((one, other) => inOrder(one.money, other.money)),
    sides: sides.toSorted(inOrder),
    ...counts,
  };
}

function sideOf(isGiven: boolean): 'in' | 'out' {
  return isGiven ? 'in' : 'out';
}

const plainKinds: ReadonlySet<number> = new Set([movementCode.transfer, movementCode['cash-in'], movementCode['cash-out']]);

function isPlain({ kind }: Movements, row: number): boolean {
  return plainKinds.has(kind[row] ?? 0);
}

function moved(movements: Movements, row: number): Moved {
  return {
    timeMs: movements.timeMs[row] ?? 0,
    sourceRow: movements.sourceRow[row] ?? 0,
    asset: movements.asset[row] ?? 0,
    units: BigInt(amountOf(movements, row)),
  };
}

/** Legs of swaps by transaction, sides of firms by transaction and firm, and what is left of a firm's coins in each transaction. */
function byTransaction({ movements, firmOf }: Looking) {
  const swaps = new Map<number, Leg[]>();
  const deliveries = new Map<string, Leg[]>();
  const coins = new Map<string, Moved & { readonly firm: number }>();
  const push = <Key>(groups: Map<Key, Leg[]>, key: Key, leg: Leg): void => void (groups.get(key)?.push(leg) ?? groups.set(key, [leg]));
  for (let row = 0; row < movements.count; row += 1) {
    const [from, to, kind] = [movements.from[row] ?? 0, movements.to[row] ?? 0, movements.kind[row] ?? 0];
    const transaction = movements.transaction[row] ?? 0;
    const [payer, payee] = [firmOf[from] ?? 0, firmOf[to] ?? 0];
    // Each swap without a transaction is a leg alone.
    if (kind === movementCode.swap)
      push(swaps, transaction === 0 ? -1 - row : transaction, { row, isGiven: to === 0, firm: payer || payee });
    else if ((kind === movementCode.input && payer > 0) || (kind === movementCode.output && payee > 0)) {
      const firm = payer || payee;
      const one = moved(movements, row);
      const key = `${kind === movementCode.input ? to : from} ${firm} ${one.asset}`;
      const before = coins.get(key);
      const units = (before?.units ?? 0n) + (kind === movementCode.input ? -one.units : one.units);
      coins.set(key, { ...(before ?? one), units, firm });
    } else if (isPlain(movements, row) && transaction !== 0 && payer !== payee) {
      // Seen from the customer: what goes to the firm is given.
      if (payer > 0) push(deliveries, `${transaction} ${payer}`, { row, isGiven: false, firm: payer });
      if (payee > 0) push(deliveries, `${transaction} ${payee}`, { row, isGiven: true, firm: payee });
    }
  }
  const left = [...coins.values()].flatMap(({ units, ...one }): SideMoved[] =>
    units === 0n ? [] : [{ ...one, units: units < 0n ? -units : units, side: units < 0n ? 'out' : 'in' }],
  );
  return { swaps, coins: left, deliveries };
}

type Exchanged = Omit<Crossing, 'firm'> | 'fiat-or-digital-alone' | 'notOneAndOne' | 'oneLeg';

/** One asset given and one got, of which one is money: all rows of each summed, at the moment of the first. */
function exchanged({ movements, isMoney }: Looking, legs: readonly Leg[]): Exchanged {
  const given = summed(
    movements,
    legs.filter(({ isGiven }) => isGiven),
  );
  const got = summed(
    movements,
    legs.filter(({ isGiven }) => !isGiven),
  );
  const [one, other] = [given[0], got[0]];
  if (one === undefined || other === undefined) return 'oneLeg';
  const moneys = new Set([...given, ...got].map(({ asset }) => isMoney[asset] ?? false));
  if (moneys.size === 1) return 'fiat-or-digital-alone';
  const [givesMoney, getsMoney] = [isMoney[one.asset] ?? false, isMoney[other.asset] ?? false];
  if (given.length > 1 || got.length > 1 || givesMoney === getsMoney) return 'notOneAndOne';
  return givesMoney ? { ramp: 'on', money: one, digital: other } : { ramp: 'off', money: other, digital: one };
}

function summed(movements: Movements, legs: readonly Leg[]): readonly Moved[] {
  const sums = new Map<number, Moved>();
  for (const { row } of legs) {
    const one = moved(movements, row);
    const before = sums.get(one.asset);
    sums.set(one.asset, before === undefined ? one : { ...before, units: before.units + one.units });
  }
  return [...sums.values()];
}
