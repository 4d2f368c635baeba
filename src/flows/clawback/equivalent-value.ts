// SPDX-License-Identifier: Apache-2.0
/**
 * What an order for equivalent value may take of other property: as much as was traced and cannot be had itself, at its value when the order was
 * made, and no more than the order has left.
 *
 *     30,000.00 of 40,000.00 EUR are under no order: with services, gone as cash, beyond what orders have left
 *     an order for equivalent value, 12,000.00 left      12,000.00 of other property
 *     another one, 50,000.00 left                        18,000.00: what the first left, since nothing is taken twice
 *
 * Proceeds come first: an order covers what was traced to a holding before it reaches for other property (FATF R.4 and R.38 know both; in the
 * certificate of Regulation (EU) 2018/1805 it is one of three bases, and several orders together never pass the whole sum). What was exchanged
 * for another asset counts in that asset, where it is followed. Without a price at or before the order, an asset counts for nothing and is named.
 *
 * What it does not say: whose other property there is, or where. Movements do not know it; an order is against a person.
 */
export interface MissingUnits {
  readonly units: bigint;
  readonly decimals: number;
  /** What one whole unit costs in a currency at a moment, with twelve decimals; null without a price. */
  readonly priceAt: (currency: string, atMs: number) => bigint | null;
}

export interface EquivalentOrder {
  readonly currency: string;
  readonly atMs: number;
  /** In twelve decimals of the currency, after what the order covers of traced holdings. */
  readonly left: bigint;
}

export interface Equivalent {
  /** Value of what was missing before this order. */
  readonly missing: bigint;
  /** What it may take of other property. */
  readonly reach: bigint;
  /** Places of what is missing and has no price then. */
  readonly withoutPrice: readonly number[];
}

/** In the places of the orders, each after those before it. */
export function equivalentsOf(missing: readonly MissingUnits[], orders: readonly EquivalentOrder[]): readonly Equivalent[] {
  const rest = missing.map(({ units }) => units);
  return orders.map(({ currency, atMs, left }) => {
    const found = { missing: 0n, reach: 0n, withoutPrice: [] as number[] };
    for (const [place, { decimals, priceAt }] of missing.entries()) {
      const units = rest[place] ?? 0n;
      if (units === 0n) continue;
      const price = priceAt(currency, atMs);
      if (price === null) {
        found.withoutPrice.push(place);
        continue;
      }
      const whole = 10n ** BigInt(decimals);
      const value = (units * price) / whole;
      found.missing += value;
      const room = left - found.reach;
      const taken = value < room ? value : room;
      if (taken <= 0n) continue;
      found.reach += taken;
      // Rounded up, so that no part of a unit is taken once more by the next order.
      rest[place] = taken === value ? 0n : units - smaller(units, (taken * whole + price - 1n) / price);
    }
    return found;
  });
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
