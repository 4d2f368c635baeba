// SPDX-License-Identifier: Apache-2.0
/**
 * The replay: events go through the order books in their order, and whoever listens is told, with the book as it stands.
 *
 *     add, replace     listeners hear of it when the order rests; the book already holds it
 *     reduce, cancel   listeners hear of it before the order leaves the book
 *     trade            listeners hear of it before the resting order is reduced
 *
 * What does not fit together is counted and shown, never dropped in silence and never a crash: a cancel of an order that was not added,
 * a trade larger than what rested, a book that stays crossed, a trade outside the best prices.
 */
import { eventCode, type MarketEvents, sideCode } from '../../columns/index.ts';
import type { Groups } from './groups.ts';
import { emptyOrders, giveRoom, type LiveOrders } from './live-orders.ts';
import { type BookSide, makeBookSide } from './order-book.ts';
import { type FollowedOrders, followRestingOrders, type RestingOrders } from './resting-orders.ts';

export interface Book {
  readonly bids: BookSide;
  readonly asks: BookSide;
}

export interface ReplayView {
  readonly events: MarketEvents;
  /** Instruments have numbers below this, also those that come while the replay runs. */
  readonly instrumentRoom: number;
  readonly orders: LiveOrders;
  book(instrument: number): Book;
  /** The resting orders of each participant, kept up from now on; asked for before the replay runs, and the same for all who ask. */
  restingOrders(groups: Groups): RestingOrders;
}

/** What a listener wants to hear; each is called with the row of the event. */
export interface Listener {
  readonly onPlaced?: (row: number, order: number) => void;
  /** `size` is what leaves; for a cancel all that was left. */
  readonly onTakenOff?: (row: number, order: number, size: number) => void;
  /** A trade; the numbers are 0 where the order is not known. */
  readonly onTrade?: (row: number, takerOrder: number, restingOrder: number) => void;
  /** Every other kind of event: auctions, funding, halts. */
  readonly onOther?: (row: number) => void;
}

export const replayFaults = ['unknown-order', 'order-twice', 'more-than-left', 'crossed-book', 'trade-outside-book', 'no-size'] as const;
export type ReplayFault = (typeof replayFaults)[number];
export type ReplayFaults = Readonly<Record<ReplayFault, number>>;

/** A replay in the making: listeners look at `view`, and `run` goes through the events once. */
export interface Replay {
  readonly view: ReplayView;
  run(listeners: readonly Listener[]): ReplayFaults;
  /** The same in stretches, so that the books can be looked at in between. */
  start(listeners: readonly Listener[]): RunningReplay;
}

export interface RunningReplay {
  readonly faults: ReplayFaults;
  /** Goes on as far as this row, which is the first that is not taken; does nothing where it is there already. */
  until(row: number): void;
}

/** Events, orders and instruments may come while the replay runs, fewer instruments than `instrumentRoom`. */
export function prepareReplay(events: MarketEvents, instrumentRoom = events.instruments.length): Replay {
  const orders = emptyOrders(events.orders.size);
  const books: Book[] = [];
  let followed: FollowedOrders | null = null;
  const view: ReplayView = {
    events,
    instrumentRoom,
    orders,
    restingOrders: (groups) => (followed ??= followRestingOrders(orders, groups, instrumentRoom)),
    book(instrument) {
      const book = books[instrument];
      if (book !== undefined) return book;
      if (instrument >= events.instruments.length) throw new RangeError(`No instrument has the number ${instrument}.`);
      for (let next = books.length; next <= instrument; next += 1) books.push({ bids: makeBookSide(1), asks: makeBookSide(-1) });
      return view.book(instrument);
    },
  };
  const start = (listeners: readonly Listener[]): RunningReplay => startReplay(view, followed, listeners);
  return {
    view,
    start,
    run(listeners) {
      const running = start(listeners);
      running.until(events.count);
      return running.faults;
    },
  };
}

interface Running {
  readonly view: ReplayView;
  /** Null where nobody asked for them. */
  readonly followed: FollowedOrders | null;
  readonly faults: Record<ReplayFault, number>;
  readonly placed: readonly NonNullable<Listener['onPlaced']>[];
  readonly takenOff: readonly NonNullable<Listener['onTakenOff']>[];
  readonly traded: readonly NonNullable<Listener['onTrade']>[];
  readonly other: readonly NonNullable<Listener['onOther']>[];
}

function startReplay(view: ReplayView, followed: FollowedOrders | null, listeners: readonly Listener[]): RunningReplay {
  const running: Running = {
    view,
    followed,
    faults: { 'unknown-order': 0, 'order-twice': 0, 'more-than-left': 0, 'crossed-book': 0, 'trade-outside-book': 0, 'no-size': 0 },
    placed: listeners.flatMap(({ onPlaced }) => onPlaced ?? []),
    takenOff: listeners.flatMap(({ onTakenOff }) => onTakenOff ?? []),
    traded: listeners.flatMap(({ onTrade }) => onTrade ?? []),
    other: listeners.flatMap(({ onOther }) => onOther ?? []),
  };
  let taken = 0;
  return {
    faults: running.faults,
    until(row) {
      giveRoom(view.orders, view.events.orders.size);
      replayRows(running, taken, Math.min(row, view.events.count));
      taken = Math.max(taken, row);
    },
  };
}

function replayRows(running: Running, from: number, until: number): void {
  const { kind, size } = running.view.events;
  for (let row = from; row < until; row += 1) {
    switch (kind[row]) {
      case eventCode.add:
        place(running, row);
        break;
      case eventCode.replace:
        replace(running, row);
        break;
      case eventCode.reduce:
        takeOff(running, row, size[row] ?? 0);
        break;
      case eventCode.cancel:
        takeOff(running, row, null);
        break;
      case eventCode.trade:
        trade(running, row);
        break;
      default:
        for (const tell of running.other) tell(row);
    }
  }
}

function sideOf(view: ReplayView, order: number): BookSide {
  const book = view.book(view.orders.instrument[order] ?? 0);
  return view.orders.side[order] === sideCode.buy ? book.bids : book.asks;
}

function place(running: Running, row: number): void {
  const { view, faults } = running;
  const { events, orders } = view;
  const order = events.order[row] ?? 0;
  const size = events.size[row] ?? 0;
  if (order === 0 || size <= 0) {
    faults['no-size'] += 1;
    return;
  }
  if ((orders.left[order] ?? 0) > 0) {
    faults['order-twice'] += 1;
    sideOf(view, order).change(orders.price[order] ?? 0, -(orders.left[order] ?? 0));
  }
  putInto(view, row, order, size);
  running.followed?.placed(order);
  const { bids, asks } = view.book(events.instrument[row] ?? 0);
  if ((bids.best() ?? Number.NEGATIVE_INFINITY) > (asks.best() ?? Number.POSITIVE_INFINITY)) faults['crossed-book'] += 1;
  for (const tell of running.placed) tell(row, order);
}

function putInto(view: ReplayView, row: number, order: number, size: number): void {
  const { events, orders } = view;
  const price = events.price[row] ?? 0;
  const side = events.side[row] ?? 0;
  const instrument = events.instrument[row] ?? 0;
  orders.price[order] = price;
  orders.placedSize[order] = size;
  orders.left[order] = size;
  orders.placedNs[order] = events.timeNs[row] ?? 0;
  orders.account[order] = events.account[row] ?? 0;
  orders.instrument[order] = instrument;
  orders.side[order] = side;
  orders.row[order] = row;
  const sides = view.book(instrument);
  (side === sideCode.buy ? sides.bids : sides.asks).change(price, size);
}

/** A replaced order leaves the book and comes back at the end of its queue: listeners hear both. */
function replace(running: Running, row: number): void {
  const order = running.view.events.order[row] ?? 0;
  if ((running.view.orders.left[order] ?? 0) > 0) takeOff(running, row, null);
  else running.faults['unknown-order'] += 1;
  place(running, row);
}

function takeOff(running: Running, row: number, wanted: number | null): void {
  const { view, faults } = running;
  const order = view.events.order[row] ?? 0;
  const left = view.orders.left[order] ?? 0;
  if (order === 0 || left <= 0) {
    faults['unknown-order'] += 1;
    return;
  }
  if (wanted !== null && wanted > left) faults['more-than-left'] += 1;
  const size = wanted === null ? left : Math.min(wanted, left);
  for (const tell of running.takenOff) tell(row, order, size);
  shrink(running, order, size);
}

function shrink({ view, followed }: Running, order: number, size: number): void {
  sideOf(view, order).change(view.orders.price[order] ?? 0, -size);
  const left = (view.orders.left[order] ?? 0) - size;
  view.orders.left[order] = left;
  if (left <= 0) followed?.gone(order);
}

function trade(running: Running, row: number): void {
  const { view, faults } = running;
  const { events, orders } = view;
  const { bids, asks } = view.book(events.instrument[row] ?? 0);
  const [price, size] = [events.price[row] ?? 0, events.size[row] ?? 0];
  const bestAsk = asks.best();
  const bestBid = bids.best();
  if (
    (bestAsk !== null && price > bestAsk && events.side[row] === sideCode.sell) ||
    (bestBid !== null && price < bestBid && events.side[row] === sideCode.buy)
  ) {
    faults['trade-outside-book'] += 1;
  }
  const known = (order: number): number => ((orders.left[order] ?? 0) > 0 ? order : 0);
  const [taker, resting] = [known(events.order[row] ?? 0), known(events.counterOrder[row] ?? 0)];
  for (const tell of running.traded) tell(row, taker, resting);
  for (const order of [taker, resting]) {
    if (order === 0) continue;
    const left = orders.left[order] ?? 0;
    if (size > left) faults['more-than-left'] += 1;
    shrink(running, order, Math.min(size, left));
  }
}
