// SPDX-License-Identifier: Apache-2.0
/**
 * LOBSTER message files: six columns without a header, one file a stock and day.
 *
 *     34200.017459617,5,0,1,2238200,-1       seconds after midnight, type, order, size, price times 10,000, direction
 *
 *     1 new order -> add      2 partly cancelled -> reduce     3 deleted -> cancel
 *     4 executed  -> trade    5 hidden execution -> trade      6 cross -> auction     7 halt: price -1 halts, 0 and 1 resume
 *
 * The direction is that of the resting order (1 buy, -1 sell), so a trade's side is its opposite. Source: LOBSTER, "Output Structure".
 */
import { marketEventsBuilder, type MarketEventsBuilder } from '../build-market-events.ts';
import { unitsOf } from '../exact-units.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import type { EventKind, MarketEvents, Side } from '../market-events.ts';
import type { TextRows } from '../text-rows.ts';

export interface LobsterFile {
  readonly name: string;
  readonly symbol: string;
  readonly venue: string;
  readonly quoteCurrency: string;
  /** Midnight of the venue's day, in milliseconds since 1970. */
  readonly midnightMs: number;
}

const kinds: Readonly<Record<string, EventKind>> = { 1: 'add', 2: 'reduce', 3: 'cancel', 4: 'trade', 5: 'trade', 6: 'auction' };
const columns = ['column0', 'column1', 'column2', 'column3', 'column4', 'column5'];

export async function readLobster(rows: TextRows, file: LobsterFile): Promise<{ events: MarketEvents; report: IngestReport }> {
  const notes = ingestNotes();
  const builder = marketEventsBuilder(file.midnightMs);
  const { symbol, venue, quoteCurrency } = file;
  const fixed = { class: 'spot', underlying: symbol, priceDecimals: 4, sizeDecimals: 0, expiryMs: null, strike: null } as const;
  const instrument = builder.instrument({ symbol, venue, quoteCurrency, ...fixed });
  let line = 0;
  for await (const chunk of rows.chunks(columns.filter((name) => rows.columns.includes(name)))) {
    for (const fields of chunk) {
      line += 1;
      addLine({ builder, notes, instrument }, fields, line);
    }
  }
  const { events, movedRows } = builder.finish();
  const sentence = `${movedRows} events came after one of a later moment; they were put into order of time.`;
  if (movedRows > 0) notes.fault({ kind: 'out-of-order', isLeftOut: false, sentence, place: `${movedRows} events` });
  return { events, report: notes.report(file.name) };
}

interface Adding {
  readonly builder: MarketEventsBuilder;
  readonly notes: IngestNotes;
  readonly instrument: number;
}

function addLine({ builder, notes, instrument }: Adding, fields: readonly string[], line: number): void {
  notes.row();
  const [timeText = '', type = '', orderText = '', sizeText = '', priceText = '', direction = ''] = fields;
  const timeNs = unitsOf(timeText, 9);
  const [size, price, id] = [unitsOf(sizeText, 0), unitsOf(priceText, 0), unitsOf(orderText, 0)];
  if (timeNs === null || size === null || price === null || id === null || id < 0 || size < 0) {
    const sentence = 'A line that does not hold six numbers was left out.';
    return notes.fault({ kind: 'unreadable', isLeftOut: true, sentence, place: `line ${line}` });
  }
  const common = { timeNs, instrument, sequence: line };
  if (type === '7') {
    builder.add({ ...common, kind: price < 0 ? 'halt' : 'resume', side: 'none' });
    return notes.keep();
  }
  const kind = kinds[type];
  if (kind === undefined || (direction !== '1' && direction !== '-1')) {
    const sentence = 'A line of an unknown type or direction was left out.';
    return notes.fault({ kind: 'unknown-type', isLeftOut: true, sentence, place: `line ${line}` });
  }
  const resting: Side = direction === '1' ? 'buy' : 'sell';
  const order = id === 0 ? 0 : builder.orders.numberOfId(id);
  if (kind === 'trade') builder.add({ ...common, kind, side: resting === 'buy' ? 'sell' : 'buy', price, size, counterOrder: order });
  else if (kind === 'auction') builder.add({ ...common, kind, side: 'none', price, size });
  else builder.add({ ...common, kind, side: resting, price, size, order });
  notes.keep();
}
