// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated venues: matching by price and time, a clock that agents book actions on, and a feed of all that happens.
 *
 * An aggressive order trades at once against what rests, the best price first and the oldest order first at a price; what is left rests
 * or is withdrawn. The feed is the table of market events itself.
 */
import { type Instrument, type MarketEvents, type MarketEventsBuilder, marketEventsBuilder, type NewEvent } from '../../columns/index.ts';

export interface RestingOrder {
  readonly number: number;
  readonly instrument: number;
  readonly account: number;
  readonly side: 'buy' | 'sell';
  readonly price: number;
  left: number;
}

export interface Fill {
  readonly size: number;
  readonly price: number;
}

export interface Venues {
  /** Midnight of the day, in milliseconds since 1970. */
  readonly originMs: number;
  /** Nanoseconds since the day began. */
  readonly nowNs: number;
  instrument(given: Instrument): number;
  /** `owner` is empty where nobody knows who stands behind the account. */
  account(venue: string, name: string, owner?: string): number;
  /** Books an action; actions of one moment run in the order in which they were booked. */
  at(timeNs: number, action: () => void): void;
  /** Places a limit order: what crosses trades, the rest rests. Null when nothing rests. */
  limit(order: {
    readonly instrument: number;
    readonly account: number;
    readonly side: 'buy' | 'sell';
    readonly price: number;
    readonly size: number;
  }): RestingOrder | null;
  /** Takes up to a size at the prices that rest, not beyond `worst`; returns what was filled. */
  take(order: {
    readonly instrument: number;
    readonly account: number;
    readonly side: 'buy' | 'sell';
    readonly size: number;
    readonly worst?: number;
    readonly isForced?: boolean;
  }): readonly Fill[];
  cancel(order: RestingOrder): void;
  best(instrument: number, side: 'buy' | 'sell'): number | null;
  /** Size resting at the best `levels` prices. */
  depth(instrument: number, side: 'buy' | 'sell', levels: number): number;
  lastPrice(instrument: number): number;
  /** Any other event of the feed: funding, an index price, a position. */
  note(event: Omit<NewEvent, 'timeNs' | 'sequence'>): void;
  /** Tells of each aggressive fill as it happens: how a market learns from what is traded in it. */
  onFill(listener: (instrument: number, side: 'buy' | 'sell', size: number) => void): void;
  /** Runs all booked actions before the end, and gives the feed. */
  run(untilNs: number): MarketEvents;
}

interface BookOfSide {
  /** Prices in order, the best last. */
  readonly prices: number[];
  readonly orders: Map<number, RestingOrder[]>;
}

interface Booked {
  readonly timeNs: number;
  readonly order: number;
  readonly action: () => void;
}

type FillListener = Parameters<Venues['onFill']>[0];

interface Floor {
  readonly builder: MarketEventsBuilder;
  readonly books: Map<number, Book>;
  readonly booked: Booked[];
  readonly fillListeners: FillListener[];
  nowNs: number;
  sequence: number;
  bookedCount: number;
}

interface Book {
  readonly buy: BookOfSide;
  readonly sell: BookOfSide;
  last: number;
}

export function openVenues(originMs: number, firstPrices: (instrument: Instrument) => number): Venues {
  const builder = marketEventsBuilder(originMs);
  const floor: Floor = { builder, books: new Map(), booked: [], fillListeners: [], nowNs: 0, sequence: 0, bookedCount: 0 };
  return {
    originMs,
    get nowNs() {
      return floor.nowNs;
    },
    instrument(given) {
      const number = builder.instrument(given);
      if (!floor.books.has(number)) floor.books.set(number, { buy: emptySide(), sell: emptySide(), last: firstPrices(given) });
      return number;
    },
    account: (venue, name, owner = '') => builder.account(venue, name, owner),
    at(timeNs, action) {
      floor.bookedCount += 1;
      pushBooked(floor.booked, { timeNs: Math.max(timeNs, floor.nowNs), order: floor.bookedCount, action });
    },
    limit: (order) => placeLimit(floor, order),
    take: (order) => takeFrom(floor, order),
    cancel: (order) => withdraw(floor, order),
    best: (instrument, side) => bookOf(floor, instrument)[side].prices.at(-1) ?? null,
    depth(instrument, side, levels) {
      const { prices, orders } = bookOf(floor, instrument)[side];
      return prices.slice(-levels).reduce((sum, price) => sum + (orders.get(price) ?? []).reduce((total, { left }) => total + left, 0), 0);
    },
    lastPrice: (instrument) => bookOf(floor, instrument).last,
    note: (event) => emit(floor, event),
    onFill: (listener) => void floor.fillListeners.push(listener),
    run(untilNs) {
      for (;;) {
        const next = floor.booked[0];
        if (next === undefined || next.timeNs >= untilNs) break;
        popBooked(floor.booked);
        floor.nowNs = next.timeNs;
        next.action();
      }
      return builder.finish().events;
    },
  };
}

function emit(floor: Floor, event: Omit<NewEvent, 'timeNs' | 'sequence'>): void {
  floor.sequence += 1;
  floor.builder.add({ ...event, timeNs: floor.nowNs, sequence: floor.sequence });
}

function bookOf({ books }: Floor, instrument: number): Book {
  const book = books.get(instrument);
  if (book === undefined) throw new RangeError(`No instrument has the number ${instrument}.`);
  return book;
}

function placeLimit(floor: Floor, order: Parameters<Venues['limit']>[0]): RestingOrder | null {
  const { instrument, account, side, price, size } = order;
  const filled = takeFrom(floor, { ...order, worst: price }).reduce((sum, fill) => sum + fill.size, 0);
  if (filled >= size) return null;
  floor.sequence += 1;
  const number = floor.builder.orders.numberOfId(floor.sequence);
  const resting: RestingOrder = { instrument, account, side, price, number, left: size - filled };
  insert(bookOf(floor, instrument)[side], resting, side);
  emit(floor, { kind: 'add', side, instrument, account, order: number, price, size: resting.left });
  return resting;
}

function takeFrom(floor: Floor, { instrument, account, side, size, worst, isForced }: Parameters<Venues['take']>[0]): readonly Fill[] {
  const book = bookOf(floor, instrument);
  const other = book[opposite(side)];
  const fills: Fill[] = [];
  let open = size;
  while (open > 0) {
    const price = other.prices.at(-1);
    if (price === undefined || (worst !== undefined && (side === 'buy' ? price > worst : price < worst))) break;
    const resting = other.orders.get(price)?.[0];
    if (resting === undefined) break;
    // Venues keep an account from trading with itself: what rests goes.
    if (resting.account === account) {
      withdraw(floor, resting);
      continue;
    }
    const traded = Math.min(open, resting.left);
    const kind = isForced === true ? 'liquidation' : 'trade';
    emit(floor, { kind, side, instrument, account, counterAccount: resting.account, counterOrder: resting.number, price, size: traded });
    resting.left -= traded;
    open -= traded;
    book.last = price;
    fills.push({ size: traded, price });
    for (const tell of floor.fillListeners) tell(instrument, side, traded);
    if (resting.left === 0) remove(other, resting);
  }
  return fills;
}

function withdraw(floor: Floor, order: RestingOrder): void {
  if (order.left === 0) return;
  const { side, instrument, account, price } = order;
  emit(floor, { kind: 'cancel', side, instrument, account, order: order.number, price });
  remove(bookOf(floor, instrument)[side], order);
  order.left = 0;
}

export function opposite(side: 'buy' | 'sell'): 'buy' | 'sell' {
  return side === 'buy' ? 'sell' : 'buy';
}

function emptySide(): BookOfSide {
  return { prices: [], orders: new Map() };
}

function insert({ prices, orders }: BookOfSide, order: RestingOrder, side: 'buy' | 'sell'): void {
  const level = orders.get(order.price);
  if (level !== undefined) {
    level.push(order);
    return;
  }
  orders.set(order.price, [order]);
  let index = prices.length;
  while (index > 0 && (side === 'buy' ? (prices[index - 1] ?? 0) > order.price : (prices[index - 1] ?? 0) < order.price)) index -= 1;
  prices.splice(index, 0, order.price);
}

function remove({ prices, orders }: BookOfSide, order: RestingOrder): void {
  const level = orders.get(order.price);
  if (level === undefined) return;
  const at = level.indexOf(order);
  if (at >= 0) level.splice(at, 1);
  if (level.length > 0) return;
  orders.delete(order.price);
  const index = prices.lastIndexOf(order.price);
  if (index >= 0) prices.splice(index, 1);
}

function isEarlier(left: Booked, right: Booked): boolean {
  return left.timeNs < right.timeNs || (left.timeNs === right.timeNs && left.order < right.order);
}

function pushBooked(heap: Booked[], booked: Booked): void {
  heap.push(booked);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const [child, above] = [heap[at], heap[parent]];
    if (child === undefined || above === undefined || !isEarlier(child, above)) return;
    heap[at] = above;
    heap[parent] = child;
    at = parent;
  }
}

function popBooked(heap: Booked[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      const [one, other] = [heap[child], heap[least]];
      if (one !== undefined && other !== undefined && isEarlier(one, other)) least = child;
    }
    if (least === at) return;
    const [here, there] = [heap[at], heap[least]];
    if (here === undefined || there === undefined) return;
    heap[at] = there;
    heap[least] = here;
    at = least;
  }
}
