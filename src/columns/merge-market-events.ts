// SPDX-License-Identifier: Apache-2.0
/**
 * Several tables of market events as one: what happened at all venues, on one clock.
 *
 * Instruments, accounts and owners of the same name become one. Orders belong to their table, so that two venues may use the same number.
 * Each must lie within 104 days of the first; rows that do not are an issue and nothing is merged.
 */
import { fail, ok, type Result } from '../kernel/index.ts';
import { marketEventsBuilder } from './build-market-events.ts';
import { eventKinds, type Instrument, type MarketEvents, sides } from './market-events.ts';

export function mergeMarketEvents(tables: readonly MarketEvents[]): Result<MarketEvents> {
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return ok(only);
  const originMs = Math.min(...tables.map((table) => table.originMs));
  const builder = marketEventsBuilder(originMs);
  for (const [index, table] of tables.entries()) {
    const shiftNs = (table.originMs - originMs) * 1_000_000;
    if (!Number.isSafeInteger(shiftNs + (table.timeNs.at(-1) ?? 0))) {
      return fail(`file ${index + 1}`, 'Its events lie more than 104 days after those of another.', 'Look at shorter times.');
    }
    addTable(builder, table, { shiftNs, prefix: index === 0 ? '' : `${index + 1}:` });
  }
  return ok(builder.finish().events);
}

/** The rows of these venues alone, as they themselves would hand them in: what others saw is not in it. */
export function eventsOfVenues(table: MarketEvents, venues: readonly string[]): MarketEvents {
  const builder = marketEventsBuilder(table.originMs);
  const isOfThem = table.instruments.map(({ venue }) => venues.includes(venue));
  addTable(builder, table, { shiftNs: 0, prefix: '', isKept: (row) => isOfThem[table.instrument[row] ?? 0] === true });
  return builder.finish().events;
}

function addTable(
  builder: ReturnType<typeof marketEventsBuilder>,
  table: MarketEvents,
  given: { readonly shiftNs: number; readonly prefix: string; readonly isKept?: (row: number) => boolean },
): void {
  const { isKept = () => true } = given;
  const instruments = numbersIn(table.instruments.length, (number) => builder.instrument(instrumentOf(table, number)));
  const accounts = numbersIn(table.accounts.length, (number) => accountIn(builder, table, number));
  const orderOf = (order: number): number =>
    order === 0 ? 0 : builder.orders.numberOfName(`${given.prefix}${table.orders.nameOf(order)}`);
  for (let row = 0; row < table.count; row += 1) {
    if (!isKept(row)) continue;
    builder.add({
      timeNs: given.shiftNs + (table.timeNs[row] ?? 0),
      kind: eventKinds[table.kind[row] ?? 0] ?? 'halt',
      side: sides[table.side[row] ?? 0] ?? 'none',
      instrument: instruments(table.instrument[row] ?? 0),
      account: accounts(table.account[row] ?? 0),
      counterAccount: accounts(table.counterAccount[row] ?? 0),
      order: orderOf(table.order[row] ?? 0),
      counterOrder: orderOf(table.counterOrder[row] ?? 0),
      price: table.price[row] ?? 0,
      size: table.size[row] ?? 0,
      sequence: table.sequence[row] ?? 0,
    });
  }
}

/** Numbers of one table in another, each asked for once and only where a row has it; 0 stays 0. */
function numbersIn(count: number, ask: (number: number) => number): (number: number) => number {
  const known = new Uint32Array(count);
  return (number) => (number === 0 ? 0 : (known[number] ||= ask(number)));
}

function instrumentOf(table: MarketEvents, number: number): Instrument {
  const instrument = table.instruments[number];
  if (instrument === undefined) throw new RangeError(`No instrument has the number ${number}.`);
  return instrument;
}

function accountIn(builder: ReturnType<typeof marketEventsBuilder>, table: MarketEvents, number: number): number {
  const { venue = '', name = '', owner = 0 } = table.accounts[number] ?? {};
  return builder.account(venue, name, table.owners.nameOf(owner));
}
