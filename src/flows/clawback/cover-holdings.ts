// SPDX-License-Identifier: Apache-2.0
/**
 * What standing orders cover of traced holdings, each unit once.
 *
 * Accounts that an order names go first, then the largest holding; orders are used in the order in which they are given. An order counts in
 * its own currency: money of that name is taken as it is, all else by the last price before the end of the movements, rounded so that an order
 * is never overdrawn.
 *
 *     order of 300.00 EUR in XB, left 300.00      XB-1 holds 250.00, XB-2 holds 100.00      -> 250.00 and 50.00; 50.00 under no order
 */
import type { StandingOrderWire, UncoveredReason } from './wire.ts';

export interface TracedHolding {
  readonly party: string;
  /** Null: nobody known reaches it. */
  readonly authority: string | null;
  readonly units: bigint;
  readonly decimals: number;
  /** What one whole unit costs in a currency, with twelve decimals; null without a price. */
  readonly priceIn: (currency: string) => bigint | null;
}

export interface Covered {
  readonly under: readonly { readonly order: number; readonly units: bigint }[];
  /** Null where all of it is covered. */
  readonly why: UncoveredReason | null;
}

export const valueDecimals = 12;

/** In the places of the holdings. `left`: in twelve decimals of each order's currency. */
export function coverHoldings(
  holdings: readonly TracedHolding[],
  orders: readonly StandingOrderWire[],
  left: readonly bigint[],
): readonly Covered[] {
  const rest = holdings.map(({ units }) => units);
  const under = holdings.map((): { order: number; units: bigint }[] => []);
  for (const [order, { currency }] of orders.entries()) {
    let stillLeft = left[order] ?? 0n;
    for (const place of queueOf(holdings, orders[order])) {
      const holding = holdings[place];
      const price = holding?.priceIn(currency) ?? null;
      if (holding === undefined || price === null || price === 0n) continue;
      const whole = 10n ** BigInt(holding.decimals);
      const room = (stillLeft * whole) / price;
      const taken = room < (rest[place] ?? 0n) ? room : (rest[place] ?? 0n);
      if (taken === 0n) continue;
      under[place]?.push({ order, units: taken });
      rest[place] = (rest[place] ?? 0n) - taken;
      // Rounded up: an order is used up rather than overdrawn.
      stillLeft -= (taken * price + whole - 1n) / whole;
    }
  }
  return holdings.map((holding, place) => ({ under: under[place] ?? [], why: rest[place] === 0n ? null : whyNot(holding, orders) }));
}

/** The holdings that an order can reach: those that it names, then the largest. */
function queueOf(holdings: readonly TracedHolding[], order: StandingOrderWire | undefined): readonly number[] {
  if (order === undefined) return [];
  const isNamed = (place: number): boolean => order.accounts.includes(holdings[place]?.party ?? '');
  return [...holdings.keys()]
    .filter((place) => holdings[place]?.authority === order.authority && (order.basis !== 'items' || isNamed(place)))
    .toSorted((one, other) => {
      const named = Number(isNamed(other)) - Number(isNamed(one));
      const [units, against] = [holdings[one]?.units ?? 0n, holdings[other]?.units ?? 0n];
      return named !== 0 ? named : units === against ? one - other : units < against ? 1 : -1;
    });
}

/** The first row that applies. */
function whyNot({ authority, party, priceIn }: TracedHolding, orders: readonly StandingOrderWire[]): UncoveredReason {
  const own = orders.filter((order) => order.authority === authority);
  const naming = own.filter(({ basis, accounts }) => basis !== 'items' || accounts.includes(party));
  const table: readonly (readonly [applies: boolean, why: UncoveredReason])[] = [
    [authority === null, 'no-authority'],
    [own.length === 0, 'no-order'],
    [naming.length === 0, 'not-named'],
    [naming.every(({ currency }) => priceIn(currency) === null), 'no-price'],
  ];
  return table.find(([applies]) => applies)?.[1] ?? 'order-used-up';
}
