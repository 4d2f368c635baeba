// SPDX-License-Identifier: Apache-2.0
/**
 * Several tables of market events as one: what happened at all venues, on one clock.
 *
 * Instruments, accounts and owners of the same name become one. Orders belong to their table, so that two venues may use the same number.
 * Each must lie within 104 days of the first; rows that do not are an issue and nothing is merged.
 */
import { fail, ok, type Result } from '../kernel/index.ts';
import { marketEventsBuilder } from './build-market-events.ts';
import { eventKinds, type MarketEvents, sides } from './market-events.ts';

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

function addTable(
  builder: ReturnType<typeof marketEventsBuilder>,
  table: MarketEvents,
  given: { readonly shiftNs: number; readonly prefix: string },
): void {
  const instruments = table.instruments.map((instrument, number) => (number === 0 ? 0 : builder.instrument(instrument)));
  const accounts = table.accounts.map(({ venue, name, owner }) => builder.account(venue, name, table.owners.nameOf(owner)));
  const orderOf = (order: number): number =>
    order === 0 ? 0 : builder.orders.numberOfName(`${given.prefix}${table.orders.nameOf(order)}`);
  for (let row = 0; row < table.count; row += 1) {
    builder.add({
      timeNs: given.shiftNs + (table.timeNs[row] ?? 0),
      kind: eventKinds[table.kind[row] ?? 0] ?? 'halt',
      side: sides[table.side[row] ?? 0] ?? 'none',
      instrument: instruments[table.instrument[row] ?? 0] ?? 0,
      account: accounts[table.account[row] ?? 0] ?? 0,
      counterAccount: accounts[table.counterAccount[row] ?? 0] ?? 0,
      order: orderOf(table.order[row] ?? 0),
      counterOrder: orderOf(table.counterOrder[row] ?? 0),
      price: table.price[row] ?? 0,
      size: table.size[row] ?? 0,
      sequence: table.sequence[row] ?? 0,
    });
  }
}
