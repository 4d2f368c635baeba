// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a table of market events as Comity's own file, CSV or Parquet: text columns with exact decimals, so that any program can
 * read it, and so that reading it back gives the same table.
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { openDuck } from './duck.ts';
import { unitsText } from './exact-units.ts';
import { type Account, eventKinds, type MarketEvents, sides } from './market-events.ts';
import { timeText } from './venue-files/moment-text.ts';
import { formatOfFile } from './text-rows.ts';

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
] as const;

/** The rows as CSV text, its header first, in pieces. */
export function* marketCsv(events: MarketEvents): Generator<string> {
  let part = `${marketFileColumns.join(',')}\n`;
  for (let row = 0; row < events.count; row += 1) {
    part += `${rowText(events, row)}\n`;
    if (part.length > pieceCharacters) {
      yield part;
      part = '';
    }
  }
  yield part;
}

const pieceCharacters = 1 << 20;

/** Writes to the file; a name that ends in .parquet gives Parquet (by way of a CSV beside it, which is removed), else CSV. */
export async function writeMarketFile(events: MarketEvents, file: string, spillFolder: string): Promise<void> {
  if (formatOfFile(file) !== 'parquet') return writeCsv(events, file);
  const between = `${file}.csv`;
  await writeCsv(events, between);
  const duck = await openDuck({ threads: 1, spillFolder });
  try {
    const [from, to] = [between, file].map((name) => `'${name.replaceAll("'", "''")}'`);
    await duck.connection.run(
      `copy (select * from read_csv(${from}, all_varchar=true, header=true)) to ${to} (format parquet, compression zstd)`,
    );
  } finally {
    duck.close();
    await rm(between, { force: true });
  }
}

async function writeCsv(events: MarketEvents, file: string): Promise<void> {
  const stream = createWriteStream(file);
  for (const part of marketCsv(events)) if (!stream.write(part)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

function rowText(events: MarketEvents, row: number): string {
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
  ]
    .map((field) => csvField(field ?? ''))
    .join(',');
}

function ownerOf(events: MarketEvents, account: Account | undefined): string {
  return account === undefined ? '' : events.owners.nameOf(account.owner);
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
