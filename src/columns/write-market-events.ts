// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a table of market events as Comity's own file, CSV or Parquet: text columns with exact decimals, so that any program can
 * read it, and so that reading it back gives the same table.
 */
import { unitsText } from './exact-units.ts';
import { type Account, eventKinds, type MarketEvents, sides } from './market-events.ts';
import { timeText } from './venue-files/moment-text.ts';
import { csvField, csvPieces, writeTextTable } from './write-text-table.ts';

export const marketFileColumns = [
  'time',
  'kind',
  'venue',
  'symbol',
  'side',
  'price',
  'size',
  'account',
  'owner',
  'order',
  'counter_account',
  'counter_owner',
  'counter_order',
  'sequence',
  'class',
  'underlying',
  'quote_currency',
  'expiry',
  'strike',
  'right',
  'price_decimals',
  'size_decimals',
] as const;

/** The rows as CSV text, its header first, in pieces. */
export function* marketCsv(events: MarketEvents): Generator<string> {
  yield* csvPieces(marketFileColumns, events.count, (row) => marketLine(events, row));
}

/** Writes to the file; a name that ends in .parquet gives Parquet, any other CSV. */
export async function writeMarketFile(events: MarketEvents, file: string, spillFolder: string): Promise<void> {
  await writeTextTable(marketCsv(events), file, spillFolder);
}

/** One row as a line of Comity's own CSV, without its end; `instead` stands in the place of single columns. */
export function marketLine(
  events: MarketEvents,
  row: number,
  instead: Partial<Record<(typeof marketFileColumns)[number], string>> = {},
): string {
  const instrument = events.instruments[events.instrument[row] ?? 0];
  if (instrument === undefined) throw new RangeError(`Row ${row} has an instrument that the table does not hold.`);
  const { priceDecimals, sizeDecimals, expiryMs, strike } = instrument;
  const account = events.accounts[events.account[row] ?? 0];
  const counter = events.accounts[events.counterAccount[row] ?? 0];
  return [
    timeText(events.originMs, events.timeNs[row] ?? 0),
    eventKinds[events.kind[row] ?? 0],
    instrument.venue,
    instrument.symbol,
    sides[events.side[row] ?? 0],
    unitsText(events.price[row] ?? 0, priceDecimals),
    unitsText(events.size[row] ?? 0, sizeDecimals),
    account?.name ?? '',
    ownerOf(events, account),
    events.orders.nameOf(events.order[row] ?? 0),
    counter?.name ?? '',
    ownerOf(events, counter),
    events.orders.nameOf(events.counterOrder[row] ?? 0),
    String(events.sequence[row] ?? 0),
    instrument.class,
    instrument.underlying,
    instrument.quoteCurrency,
    expiryMs === null ? '' : new Date(expiryMs).toISOString(),
    strike === null ? '' : unitsText(strike.units, priceDecimals),
    strike?.right ?? '',
    String(priceDecimals),
    String(sizeDecimals),
  ]
    .map((field, place) => csvField(instead[marketFileColumns[place] ?? 'time'] ?? field ?? ''))
    .join(',');
}

function ownerOf(events: MarketEvents, account: Account | undefined): string {
  return account === undefined ? '' : events.owners.nameOf(account.owner);
}
