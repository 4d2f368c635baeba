// SPDX-License-Identifier: Apache-2.0
/** The proofs of a history: orders by arithmetic against the replay, positions against the venue's statements, numbers against a whole row of them. */
import { eventCode, eventName, type MarketEvents, sideCode, unitsText } from '../../columns/index.ts';
import type { LiveOrders } from '../market/live-orders.ts';
import type { MarketHistoryWire } from '../wire.ts';

export interface Scope {
  readonly events: MarketEvents;
  /** Rows of the subject, in order. */
  readonly rows: readonly number[];
  /** The account's number; null where the subject is an instrument. */
  readonly account: number | null;
}

export interface Gap {
  readonly kind: MarketHistoryWire['gaps'][number]['kind'];
  /** The event at which it shows. */
  readonly row: number;
  readonly sentence: string;
}

interface Proofs {
  readonly counts: { readonly checked: number; readonly equal: number };
  readonly gaps: readonly Gap[];
}

interface OrderSum {
  readonly instrument: number;
  readonly account: number;
  placed: number;
  traded: number;
  withdrawn: number;
  last: number;
  isKnown: boolean;
}

interface Ends {
  placed: number;
  filled: number;
  withdrawn: number;
  open: number;
  openSize: bigint;
}

/** What is left of each order by its own events alone, held against what the replay left of it. */
export function orderProofs({ events, account, rows }: Scope, live: LiveOrders): Proofs & { readonly ends: ReadonlyMap<number, Ends> } {
  const sums = sumOrders(events, rows);
  const ends = new Map<number, Ends>();
  const gaps: Gap[] = [];
  let [checked, equal] = [0, 0];
  for (const [order, sum] of sums) {
    if (account !== null && sum.account !== account) continue;
    const decimals = events.instruments[sum.instrument]?.sizeDecimals ?? 0;
    const left = sum.placed - sum.traded - sum.withdrawn;
    checked += 1;
    const name = `Order ${events.orders.nameOf(order)}`;
    if (!sum.isKnown) gaps.push({ kind: 'order-never-placed', row: sum.last, sentence: `${name} was never placed in these events.` });
    else if (left !== (live.left[order] ?? 0)) {
      const more = unitsText(Math.abs(left - (live.left[order] ?? 0)), decimals);
      gaps.push({ kind: 'order-overdrawn', row: sum.last, sentence: `${name}: its events take off ${more} more than it had.` });
    } else equal += 1;
    if (!sum.isKnown) continue;
    const end = ends.get(sum.instrument) ?? { placed: 0, filled: 0, withdrawn: 0, open: 0, openSize: 0n };
    ends.set(sum.instrument, end);
    end.placed += 1;
    if ((live.left[order] ?? 0) > 0) {
      end.open += 1;
      end.openSize += BigInt(live.left[order] ?? 0);
    } else if (sum.withdrawn > 0) end.withdrawn += 1;
    else end.filled += 1;
  }
  return { counts: { checked, equal }, gaps, ends };
}

function sumOrders(events: MarketEvents, rows: readonly number[]): ReadonlyMap<number, OrderSum> {
  const sums = new Map<number, OrderSum>();
  const of = (order: number, row: number): OrderSum => {
    const known = sums.get(order);
    if (known !== undefined) {
      known.last = row;
      return known;
    }
    const fresh = {
      instrument: events.instrument[row] ?? 0,
      account: events.account[row] ?? 0,
      placed: 0,
      traded: 0,
      withdrawn: 0,
      last: row,
      isKnown: false,
    };
    sums.set(order, fresh);
    return fresh;
  };
  for (const row of rows) {
    const order = events.order[row] ?? 0;
    const size = events.size[row] ?? 0;
    switch (events.kind[row]) {
      case eventCode.add:
      case eventCode.replace: {
        if (order === 0 || size <= 0) break;
        // A replaced order begins anew: what was left of it is withdrawn with the replacement.
        const sum = of(order, row);
        sum.withdrawn += Math.max(0, sum.placed - sum.traded - sum.withdrawn);
        sum.placed += size;
        sum.isKnown = true;
        break;
      }
      case eventCode.reduce:
        if (order !== 0) of(order, row).withdrawn += size;
        break;
      case eventCode.cancel: {
        if (order === 0) break;
        const sum = of(order, row);
        sum.withdrawn += Math.max(0, sum.placed - sum.traded - sum.withdrawn);
        break;
      }
      case eventCode.trade:
        // A taking order need not have rested, so only one that was placed before loses by the trade.
        for (const traded of new Set([order, events.counterOrder[row] ?? 0])) {
          const sum = sums.get(traded);
          if (traded !== 0 && sum?.isKnown === true) of(traded, row).traded += size;
        }
        break;
      default:
    }
  }
  return sums;
}

/** Between two statements of the venue about a position, the trades must explain the difference. */
export function positionProofs({ events, rows, account }: Scope): Proofs {
  const stated = new Map<string, { readonly size: number; moved: number }>();
  const gaps: Gap[] = [];
  let [checked, equal] = [0, 0];
  const move = (whose: number, row: number, size: number): void => {
    const known = stated.get(`${whose} ${events.instrument[row] ?? 0}`);
    if (known !== undefined && whose !== 0) known.moved += size;
  };
  for (const row of rows) {
    const size = events.size[row] ?? 0;
    if (events.kind[row] === eventCode.trade) {
      const sign = events.side[row] === sideCode.buy ? 1 : -1;
      move(events.account[row] ?? 0, row, sign * size);
      move(events.counterAccount[row] ?? 0, row, -sign * size);
    }
    const whose = events.account[row] ?? 0;
    if (events.kind[row] !== eventCode.position || whose === 0 || (account !== null && whose !== account)) continue;
    const key = `${whose} ${events.instrument[row] ?? 0}`;
    const former = stated.get(key);
    stated.set(key, { size, moved: 0 });
    if (former === undefined) continue;
    checked += 1;
    if (former.size + former.moved === size) {
      equal += 1;
      continue;
    }
    const decimals = events.instruments[events.instrument[row] ?? 0]?.sizeDecimals ?? 0;
    const [expected, found] = [unitsText(former.size + former.moved, decimals), unitsText(size, decimals)];
    const name = `${events.accounts[whose]?.venue ?? ''}/${events.accounts[whose]?.name ?? ''}`;
    gaps.push({
      kind: 'position-differs',
      row,
      sentence: `The venue states ${found} for ${name}; by its last statement and the trades since it is ${expected}.`,
    });
  }
  return { counts: { checked, equal }, gaps };
}

/** Where most steps between the numbers of an instrument's events are one, a wider step is something missing. Null where they are not. */
export function numberProofs({ events, rows }: Scope): Proofs | null {
  const steps = rows.slice(1).map((row, index) => ({ row, step: (events.sequence[row] ?? 0) - (events.sequence[rows[index] ?? 0] ?? 0) }));
  const equal = steps.filter(({ step }) => step === 1).length;
  if (steps.length === 0 || equal * 2 < steps.length) return null;
  const gaps = steps
    .filter(({ step }) => step > 1)
    .map(({ row, step }): Gap => ({
      kind: 'numbers-missing',
      row,
      sentence: `Before ${eventName(events, row)} the numbers of ${step - 1} events are missing.`,
    }));
  return { counts: { checked: steps.length, equal }, gaps };
}
