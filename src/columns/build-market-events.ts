// SPDX-License-Identifier: Apache-2.0
/**
 * Building a table of market events row by row: what every reader of a venue's file does.
 *
 * Rows may come out of order; `finish` puts them in order of time and keeps rows of one moment as they came. How many had to be
 * moved is told, since a feed that goes back in time is a finding of its own.
 */
import { type Dictionary, makeDictionary } from './dictionary.ts';
import { type Account, eventCode, type EventKind, type Instrument, type MarketEvents, type Side, sideCode } from './market-events.ts';
import { makeOrderKeys, type OrderKeys } from './order-keys.ts';
import { grown, inOrder, orderByTime } from './rows.ts';

/** A row to add. What is left out is 0: nobody named, no order, no price. */
export interface NewEvent {
  readonly timeNs: number;
  readonly kind: EventKind;
  readonly side: Side;
  readonly instrument: number;
  readonly account?: number;
  readonly counterAccount?: number;
  readonly order?: number;
  readonly counterOrder?: number;
  readonly price?: number;
  readonly size?: number;
  readonly sequence: number;
}

export interface MarketEventsBuilder {
  readonly orders: OrderKeys;
  readonly owners: Dictionary;
  /** The number of an instrument; the same symbol at the same venue is one. Later facts about it do not replace the first. */
  instrument(given: Instrument): number;
  /** The number of an account at a venue; nobody named is 0. */
  account(venue: string, name: string, owner?: string): number;
  add(event: NewEvent): void;
  readonly count: number;
  /**
   * The rows so far as they came, for whoever looks on while rows are added: the same object grows. Its columns are longer than its count, so
   * it has no digest; `finish` gives a table that has.
   */
  readonly sofar: MarketEvents;
  /** May be called at any time, and again after more rows. */
  finish(): { readonly events: MarketEvents; readonly movedRows: number };
}

/** The instrument and account of number 0. */
export const noInstrument: Instrument = {
  symbol: '',
  venue: '',
  class: 'spot',
  underlying: '',
  quoteCurrency: '',
  priceDecimals: 0,
  sizeDecimals: 0,
  expiryMs: null,
  strike: null,
};
const nobody: Account = { name: '', venue: '', owner: 0 };
const firstRows = 4096;

type Columns = ReturnType<typeof emptyColumns>;

export function marketEventsBuilder(originMs: number): MarketEventsBuilder {
  let columns = emptyColumns(firstRows);
  let count = 0;
  const orders = makeOrderKeys();
  const owners = makeDictionary('');
  const instruments = listByName<Instrument>(noInstrument);
  const accounts = listByName<Account>(nobody);
  const names = { originMs, instruments: instruments.values, accounts: accounts.values, owners, orders };
  const sofar = { count, ...names, ...columns };
  return {
    orders,
    owners,
    get count() {
      return count;
    },
    sofar,
    instrument: (given) => instruments.numberOf(given.venue, given.symbol, () => given),
    account: (venue, name, owner = '') =>
      name === '' ? 0 : accounts.numberOf(venue, name, () => ({ name, venue, owner: owners.numberOf(owner) })),
    add(event) {
      if (count === columns.timeNs.length) {
        columns = mapColumns(columns, grown);
        Object.assign(sofar, columns);
      }
      columns.timeNs[count] = event.timeNs;
      columns.kind[count] = eventCode[event.kind];
      columns.side[count] = sideCode[event.side];
      columns.instrument[count] = event.instrument;
      columns.account[count] = event.account ?? 0;
      columns.counterAccount[count] = event.counterAccount ?? 0;
      columns.order[count] = event.order ?? 0;
      columns.counterOrder[count] = event.counterOrder ?? 0;
      columns.price[count] = event.price ?? 0;
      columns.size[count] = event.size ?? 0;
      columns.sequence[count] = event.sequence;
      count += 1;
      sofar.count = count;
    },
    finish() {
      const { order, movedRows } = orderByTime(columns.timeNs, count);
      const sorted = mapColumns(columns, (column) => inOrder(column, count, order));
      return {
        movedRows,
        events: { count, ...sorted, ...names },
      };
    },
  };
}

interface NamedAtVenues<Value> {
  readonly values: readonly Value[];
  numberOf(venue: string, name: string, make: () => Value): number;
}

/** A map for each venue: joining two names to one for every event would cost more than finding it. */
function listByName<Value>(first: Value): NamedAtVenues<Value> {
  const values: Value[] = [first];
  const numbersAt = new Map<string, Map<string, number>>();
  return {
    values,
    numberOf(venue, name, make) {
      const numbers = numbersAt.get(venue) ?? new Map<string, number>();
      if (numbers.size === 0) numbersAt.set(venue, numbers);
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, values.length);
      return values.push(make()) - 1;
    },
  };
}

function emptyColumns(rows: number) {
  return {
    timeNs: new Float64Array(rows),
    price: new Float64Array(rows),
    size: new Float64Array(rows),
    sequence: new Float64Array(rows),
    instrument: new Uint32Array(rows),
    account: new Uint32Array(rows),
    counterAccount: new Uint32Array(rows),
    order: new Uint32Array(rows),
    counterOrder: new Uint32Array(rows),
    kind: new Uint8Array(rows),
    side: new Uint8Array(rows),
  };
}

function mapColumns(
  columns: Columns,
  map: <Column extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(column: Column) => Column,
): Columns {
  return {
    timeNs: map(columns.timeNs),
    price: map(columns.price),
    size: map(columns.size),
    sequence: map(columns.sequence),
    instrument: map(columns.instrument),
    account: map(columns.account),
    counterAccount: map(columns.counterAccount),
    order: map(columns.order),
    counterOrder: map(columns.counterOrder),
    kind: map(columns.kind),
    side: map(columns.side),
  };
}
