// SPDX-License-Identifier: Apache-2.0
/**
 * Market events that come line by line, as a stream brings them: lines of Comity's own CSV without its header.
 *
 *     lines.take('2026-11-02T09:00:00.000000001Z,trade,XVEN,ZED-PERP,buy,101.5,2,...', 'message 17, line 1')
 *
 * A file is read twice, to learn the decimals of each instrument; a stream comes once, so every line states them. What was kept, joined
 * under the header, is a file that is read to the same table to the byte: that is what makes an alert of a stream run again.
 *
 * Time. A table is in order of time. Feeds of several venues on one clock differ by a little: a line that comes less than a second behind
 * is put at the last moment of the table, and counted; one that comes later is left out and counted.
 */
import { type MarketEventsBuilder, marketEventsBuilder } from '../build-market-events.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import { marketFileColumns } from '../write-market-events.ts';
import { csvField } from '../write-text-table.ts';
import { mappingsInTheBox } from './mappings.ts';
import { timeMsOf, timeNsOf, timeText } from './moment-text.ts';
import { addRow, type InstrumentDecimals, instrumentKey, type Row, statedDecimals } from './read-market-rows.ts';
import type { VenueMapping } from './venue-mapping.ts';

/** Clocks of venues that are kept by the rules differ by less than a millisecond, networks by tens; a second is a fault of the feed. */
export const movedMsMax = 1000;
/** A line holds twenty names and numbers. */
export const lineCharactersMax = 4000;
const dayMs = 86_400_000;

export interface MarketLines {
  readonly builder: MarketEventsBuilder;
  /** The line as it was taken, or null where it was left out; `place` is what a person finds it by. */
  take(line: string, place: string): string | null;
  /** Counts a line that its reader leaves out itself. */
  leave(kind: string, sentence: string, place: string): void;
  report(source: string): IngestReport;
  /** Goes on counting from an earlier report, after lines that were reported there were taken once more. */
  resume(report: IngestReport): void;
}

/** The moment of a line in milliseconds since 1970; null where it has none. */
export function lineMs(line: string): number | null {
  return timeMsOf(line.slice(0, Math.max(0, line.indexOf(','))), 'iso');
}

interface Taking {
  readonly originMs: number;
  readonly builder: MarketEventsBuilder;
  readonly belongs: (underlying: string) => boolean;
  readonly decimals: Map<string, InstrumentDecimals>;
  readonly seen: Map<number, Set<number>>;
  notes: IngestNotes;
  /** Of the line that is looked at. */
  fields: readonly string[];
  lastNs: number;
}

/** `belongs` says of an underlying whether its lines are taken here. */
export function openMarketLines(firstMs: number, belongs: (underlying: string) => boolean = () => true): MarketLines {
  const originMs = Math.floor(firstMs / dayMs) * dayMs;
  const builder = marketEventsBuilder(originMs);
  const fresh = { notes: ingestNotes(), fields: [], lastNs: 0 };
  const taking: Taking = { originMs, builder, belongs, decimals: new Map(), seen: new Map(), ...fresh };
  return {
    builder,
    leave(kind, sentence, place) {
      taking.notes.row();
      leave(taking, kind, sentence, place);
    },
    take: (line, place) => takeLine(taking, line, place),
    report: (source) => taking.notes.report(source),
    resume(report) {
      taking.notes = ingestNotes(report);
    },
  };
}

function leave({ notes }: Taking, kind: string, sentence: string, place: string): null {
  notes.fault({ kind, isLeftOut: true, sentence, place });
  return null;
}

const ownMapping = mappingsInTheBox.get('comity');

function takeLine(taking: Taking, line: string, place: string): string | null {
  const { builder, originMs, decimals, seen, notes } = taking;
  if (ownMapping === undefined) throw new Error('the mapping of our own files is in the box');
  notes.row();
  const parts = line.length > lineCharactersMax ? null : fieldsOf(line);
  if (parts === null || parts.length !== marketFileColumns.length)
    return leave(taking, 'bad-line', "The line is not one of Comity's own CSV with all of its columns.", place);
  taking.fields = parts;
  const row: Row = (column) => taking.fields[places.get(column) ?? parts.length] ?? '';
  if (!taking.belongs(row('underlying') === '' ? row('symbol') : row('underlying')))
    return leave(taking, 'other-partition', 'The underlying belongs to another partition: feed and workers count differently.', place);
  const timeNs = timeNsOf(row('time'), 'iso', originMs);
  const behindNs = timeNs === null ? 0 : taking.lastNs - timeNs;
  if (behindNs > movedMsMax * 1e6) return leave(taking, 'late', 'The event lies more than a second before one that was taken.', place);
  if (behindNs > 0) taking.fields = [timeText(originMs, taking.lastNs), ...parts.slice(1)];
  if (!knowsDecimals(taking, row, { mapping: ownMapping, place })) return null;
  const rows = builder.count;
  const options = { source: '', mapping: ownMapping, symbol: '', onProgress: () => undefined };
  addRow({ builder, notes, survey: { originMs, decimals, seen }, options, seen }, row, rows + 1, place);
  if (builder.count === rows) return null;
  taking.lastNs = builder.sofar.timeNs[rows] ?? 0;
  if (behindNs <= 0) return line;
  const sentence = 'The event came less than a second after one of a later moment; it was put at that moment.';
  notes.fault({ kind: 'moved', isLeftOut: false, sentence, place });
  return taking.fields.map(csvField).join(',');
}

/** Whether the line states the decimals of its instrument, as its first line did. */
function knowsDecimals(taking: Taking, row: Row, { mapping, place }: { readonly mapping: VenueMapping; readonly place: string }): boolean {
  const [price, size] = [statedDecimals(row('price_decimals')), statedDecimals(row('size_decimals'))];
  if (price === null || size === null) {
    leave(taking, 'no-decimals', 'The line does not state the decimals of its instrument.', place);
    return false;
  }
  const key = instrumentKey(mapping, '', row);
  const known = taking.decimals.get(key) ?? { price, size };
  taking.decimals.set(key, known);
  if (known.price === price && known.size === size) return true;
  leave(taking, 'other-decimals', 'The line states other decimals than the first of its instrument.', place);
  return false;
}

const places: ReadonlyMap<string | null, number> = new Map(marketFileColumns.map((name, place) => [name, place]));

const controlSign = /\p{Cc}/u;

/** The fields of a line of CSV; null where a quote is not closed, or a sign stands in it that no name holds. */
function fieldsOf(line: string): readonly string[] | null {
  if (controlSign.test(line)) return null;
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] !== '"') {
      const end = line.indexOf(',', at);
      fields.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length + 1 : end + 1;
      continue;
    }
    let text = '';
    for (at += 1; ; at += 1) {
      const quote = line.indexOf('"', at);
      if (quote < 0) return null;
      text += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== '"') break;
      text += '"';
    }
    if (at < line.length && line[at] !== ',') return null;
    fields.push(text);
    at += 1;
  }
  return fields;
}
