// SPDX-License-Identifier: Apache-2.0
/**
 * Reading a venue's file of market events by its mapping.
 *
 * The file is read twice: once to learn how many decimals the prices and sizes of each instrument have, once to take the events. So
 * every price is exact, and nobody has to know a venue's tick sizes; a file that states them, as Comity's own does, has at least those. A row
 * that cannot be read is left out and counted.
 */
import { ok, failWith, type Result } from '../../kernel/index.ts';
import { marketEventsBuilder, type MarketEventsBuilder } from '../build-market-events.ts';
import { decimalsMax, decimalsOf, unitsOf } from '../exact-units.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import type { EventKind, Instrument, InstrumentClass, MarketEvents, Side } from '../market-events.ts';
import { instrumentClasses } from '../market-events.ts';
import { timeMsOf, timeNsOf } from './moment-text.ts';
import type { TextRows } from '../text-rows.ts';
import { columnsOfMapping, columnsOfSurvey, type VenueMapping } from './venue-mapping.ts';

export interface MarketRowsOptions {
  readonly source: string;
  readonly mapping: VenueMapping;
  /** The instrument of files that do not name it, such as `XBTEUR`. */
  readonly symbol: string;
  readonly onProgress: (rows: number) => void;
}

export interface ReadMarketRows {
  readonly events: MarketEvents;
  readonly report: IngestReport;
}

export type Row = (column: string | null) => string;

/** Fails where a column of the mapping is missing; bad rows are in the report. */
export async function readMarketRows(rows: TextRows, options: MarketRowsOptions): Promise<Result<ReadMarketRows>> {
  const { mapping, source } = options;
  const optional = new Set<string | null>([
    mapping.owner,
    mapping.counterOwner,
    mapping.expiry,
    mapping.strike,
    mapping.right,
    mapping.underlying,
    mapping.priceDecimals,
    mapping.sizeDecimals,
  ]);
  const missing = columnsOfMapping(mapping).filter((name) => !rows.columns.includes(name) && !optional.has(name));
  if (missing.length > 0) {
    return failWith(
      missing.map((name) => ({
        path: `${source}, column ${name}`,
        problem: 'The file has no such column.',
        remedy: `It has ${rows.columns.slice(0, 30).join(', ')}. Choose another mapping, or write one.`,
      })),
    );
  }
  const survey = await surveyRows(rows, options);
  const notes = ingestNotes();
  const builder = marketEventsBuilder(survey.originMs);
  const adding = { builder, notes, survey, options, seen: survey.seen };
  await visitRows(rows, columnsOfMapping(mapping), (row, place) => {
    notes.row();
    addRow(adding, row, place);
    if (place % progressEvery === 0) options.onProgress(place);
  });
  const { events, movedRows } = builder.finish();
  if (movedRows > 0) {
    const sentence = `${movedRows} events came after one of a later moment; they were put into order of time.`;
    notes.fault({ kind: 'out-of-order', isLeftOut: false, sentence, place: `${movedRows} events` });
  }
  return ok({ events, report: notes.report(source) });
}

const progressEvery = 100_000;

/** Calls for each row with a function that gives those of its fields, the same one each time. */
async function visitRows(rows: TextRows, names: readonly string[], visit: (row: Row, place: number) => void): Promise<void> {
  const wanted = names.filter((name) => rows.columns.includes(name));
  const places = new Map<string | null, number>(wanted.map((name, index) => [name, index]));
  let place = 0;
  let fields: readonly string[] = [];
  const row: Row = (name) => fields[places.get(name) ?? wanted.length] ?? '';
  for await (const chunk of rows.chunks(wanted)) {
    for (fields of chunk) {
      place += 1;
      visit(row, place);
    }
  }
}

/** Of an instrument, and its number once a row of it was added. */
export interface InstrumentDecimals {
  price: number;
  size: number;
  instrument?: number;
}

interface Survey {
  /** Midnight (UTC) of the first day in the file. */
  readonly originMs: number;
  readonly decimals: ReadonlyMap<string, InstrumentDecimals>;
  /** Sequence numbers by instrument, to see an event that comes twice. */
  readonly seen: Map<number, Set<number>>;
}

async function surveyRows(rows: TextRows, { mapping, symbol }: MarketRowsOptions): Promise<Survey> {
  const decimals = new Map<string, InstrumentDecimals>();
  let firstMs = Number.POSITIVE_INFINITY;
  await visitRows(rows, columnsOfSurvey(mapping), (row) => {
    const name = instrumentKey(mapping, symbol, row);
    const known = decimals.get(name) ?? { price: 0, size: 0 };
    const price = [statedDecimals(row(mapping.priceDecimals)), decimalsOf(row(mapping.price)), decimalsOf(row(mapping.strike))];
    known.price = Math.min(decimalsMax, Math.max(known.price, ...price.map((count) => count ?? 0)));
    const size = [statedDecimals(row(mapping.sizeDecimals)), decimalsOf(row(mapping.size))];
    known.size = Math.min(decimalsMax, Math.max(known.size, ...size.map((count) => count ?? 0)));
    decimals.set(name, known);
    firstMs = Math.min(firstMs, timeMsOf(row(mapping.time.column), mapping.time.unit) ?? Number.POSITIVE_INFINITY);
  });
  const dayMs = 86_400_000;
  const originMs = Number.isFinite(firstMs) ? Math.floor(firstMs / dayMs) * dayMs : 0;
  return { originMs, decimals, seen: new Map() };
}

/** Null where nothing is stated. */
export function statedDecimals(text: string): number | null {
  return /^\d{1,2}$/.test(text) ? Math.min(decimalsMax, Number(text)) : null;
}

function venueOf({ venue }: VenueMapping, row: Row): string {
  return typeof venue === 'string' ? venue : row(venue.column);
}

function symbolOf({ symbol }: VenueMapping, symbolGiven: string, row: Row): string {
  return 'column' in symbol ? row(symbol.column) : symbol.always === '' ? symbolGiven : symbol.always;
}

export function instrumentKey(mapping: VenueMapping, symbolGiven: string, row: Row): string {
  return `${venueOf(mapping, row)}\u0000${symbolOf(mapping, symbolGiven, row)}`;
}

/** What rows are added to, and by which reading; `survey.decimals` must know the instrument of each. */
interface Adding {
  readonly builder: MarketEventsBuilder;
  readonly notes: IngestNotes;
  readonly survey: Survey;
  readonly options: MarketRowsOptions;
  readonly seen: Map<number, Set<number>>;
}

/** Adds one row, or notes why it is left out. `place` numbers events that have no number of their own; `where` is what a person finds the row by. */
export function addRow(adding: Adding, row: Row, place: number, where = `row ${place}`): void {
  const { builder, notes, survey, options } = adding;
  const { mapping, symbol } = options;
  const leave = (kind: string, sentence: string): void => notes.fault({ kind, isLeftOut: true, sentence, place: where });
  const kind = eventOf(mapping, row);
  if (kind === null) return leave('unknown-event', 'The word for the kind of event is not in the mapping.');
  const timeNs = timeNsOf(row(mapping.time.column), mapping.time.unit, survey.originMs);
  if (timeNs === null) return leave('bad-time', 'The time is no moment, or lies more than 104 days from the first.');
  const side = sideOf(mapping, row, kind);
  if (side === null) return leave('bad-side', 'The side is neither of the words for buying and selling.');
  const decimals: InstrumentDecimals = survey.decimals.get(instrumentKey(mapping, symbol, row)) ?? { price: 0, size: 0 };
  const price = numberOf(row(mapping.price), decimals.price);
  if (price === null) return leave('bad-price', 'The price is no decimal, or has more digits than a number holds exactly.');
  const size = numberOf(row(mapping.size), decimals.size);
  if (size === null) return leave('bad-size', 'The size is no decimal, or has more digits than a number holds exactly.');
  if (size < 0 && kind !== 'position') return leave('negative-size', 'The size is negative.');
  decimals.instrument ??= builder.instrument(instrumentOf(mapping, symbol, row, decimals));
  const { instrument } = decimals;
  const sequence = sequenceOf(row(mapping.sequence), place);
  if (isTwice(adding.seen, instrument, sequence, mapping.sequence !== null && kind === 'trade')) {
    return leave('event-twice', 'A trade has the number of one before it; the first one counts.');
  }
  const venue = venueOf(mapping, row);
  builder.add({
    timeNs,
    kind,
    side,
    instrument,
    price,
    size,
    sequence,
    account: builder.account(venue, row(mapping.account), row(mapping.owner)),
    counterAccount: builder.account(venue, row(mapping.counterAccount), row(mapping.counterOwner)),
    order: orderOf(builder, row(mapping.order)),
    counterOrder: orderOf(builder, row(mapping.counterOrder)),
  });
  notes.keep();
}

function eventOf({ event }: VenueMapping, row: Row): EventKind | null {
  return 'always' in event ? event.always : (event.words[row(event.column)] ?? null);
}

/** Which side of an event without one, such as a funding, is no question. */
function sideOf({ side }: VenueMapping, row: Row, kind: EventKind): Side | null {
  if (side === null) return 'none';
  const word = row(side.column);
  const found = side.buy.includes(word) ? 'buy' : side.sell.includes(word) ? 'sell' : null;
  if (found === null) return kind === 'add' || kind === 'trade' || kind === 'quote' ? null : 'none';
  if (side.isOf !== 'maker') return found;
  return found === 'buy' ? 'sell' : 'buy';
}

function numberOf(text: string, decimals: number): number | null {
  return text === '' ? 0 : unitsOf(text, decimals);
}

/** The venue's own number where it has one that fits; the row otherwise. */
function sequenceOf(text: string, place: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : place;
  return number;
}

function isTwice(seen: Map<number, Set<number>>, instrument: number, sequence: number, isNumbered: boolean): boolean {
  if (!isNumbered) return false;
  const known = seen.get(instrument) ?? new Set<number>();
  seen.set(instrument, known);
  if (known.has(sequence)) return true;
  known.add(sequence);
  return false;
}

function orderOf(builder: MarketEventsBuilder, name: string): number {
  return name === '' ? 0 : builder.orders.numberOfName(name);
}

function instrumentOf(mapping: VenueMapping, symbolGiven: string, row: Row, decimals: InstrumentDecimals): Instrument {
  const symbol = symbolOf(mapping, symbolGiven, row);
  const word = typeof mapping.class === 'string' ? mapping.class : row(mapping.class.column);
  const kind: InstrumentClass = instrumentClasses.find((known) => known === word) ?? 'spot';
  const right = row(mapping.right);
  const strike = numberOf(row(mapping.strike), decimals.price);
  return {
    symbol,
    venue: venueOf(mapping, row),
    class: kind,
    underlying: row(mapping.underlying) === '' ? symbol : row(mapping.underlying),
    quoteCurrency: typeof mapping.quoteCurrency === 'string' ? mapping.quoteCurrency : row(mapping.quoteCurrency.column),
    priceDecimals: decimals.price,
    sizeDecimals: decimals.size,
    expiryMs: timeMsOf(row(mapping.expiry), 'iso'),
    strike: strike === null || (right !== 'call' && right !== 'put') ? null : { units: strike, right },
  };
}
