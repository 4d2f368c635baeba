// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of the list of market identifier codes that the registration authority of ISO 10383 publishes as CSV.
 *
 *     "XMTE","XMTG","SGMT","MERIDIAN TIDE SPOT","MERIDIAN TIDE EXCHANGE LTD","XBDEMO00000000004254","CASP",...,"XB",...,"ACTIVE","20231106",...
 *
 * The names of its columns are taken with spaces, strokes or underscores, as they were published over the years. A code has no check digit:
 * four letters or digits, and only the list says whether it means anything. Taken generously, since a published list is a source and no
 * form: an LEI whose digits do not hold is not kept as one but quoted among the comments, and a segment whose operating code the
 * list calls a segment too (as some do) is taken as it stands.
 *
 * Source: ISO 10383:2012 and its list of codes (status ACTIVE, UPDATED, EXPIRED; OPRT and SGMT).
 */
import { isJurisdiction, limits } from '../../kernel/index.ts';
import { type CsvRow, readCsv } from '../imports/csv.ts';
import { decodeUtf8, notUtf8, type Rejection } from '../imports/file-records.ts';
import { checkLei } from '../lei.ts';
import { type VenueCodeWire, venueCodeSchema } from './wire.ts';

export interface MicListReading {
  readonly codes: readonly VenueCodeWire[];
  readonly rejected: readonly Rejection[];
  /** False where the file as a whole cannot be read. */
  readonly isReadable: boolean;
}

const columnNames = [
  'MIC',
  'OPERATING_MIC',
  'OPRT_SGMT',
  'MARKET_NAME_INSTITUTION_DESCRIPTION',
  'LEGAL_ENTITY_NAME',
  'LEI',
  'MARKET_CATEGORY_CODE',
  'ACRONYM',
  'ISO_COUNTRY_CODE',
  'CITY',
  'WEBSITE',
  'STATUS',
  'CREATION_DATE',
  'LAST_UPDATE_DATE',
  'EXPIRY_DATE',
  'COMMENTS',
] as const;
type ColumnName = (typeof columnNames)[number];

export function readMicList(bytes: Uint8Array): MicListReading {
  const text = decodeUtf8(bytes);
  if (text === null) return unreadable([notUtf8]);
  const reading = readCsv(text);
  if (reading.kind === 'unreadable') return unreadable([{ field: 'file', ...reading.fault }]);
  const { header, rows, faults } = reading.file;
  const at = new Map(header.fields.map((name, index) => [plainName(name), index]));
  const missing = columnNames.filter((name) => !at.has(name));
  if (missing.length > 0) return unreadable(missing.map((name) => missingColumn(header.line, name)));
  if (rows.length > limits.importRowsMax) return unreadable([tooMany(rows.length)]);
  const seen = new Map<string, number>();
  const codes: VenueCodeWire[] = [];
  const rejected: Rejection[] = faults.map((fault) => ({ ...fault, field: 'row' }));
  for (const row of rows) {
    const read = readRow(row, (name) => (row.fields[at.get(name) ?? 0] ?? '').trim(), seen);
    if ('rejected' in read) rejected.push(...read.rejected);
    else codes.push(read.code);
  }
  return { codes, rejected: rejected.toSorted((left, right) => left.line - right.line), isReadable: true };
}

function unreadable(rejected: readonly Rejection[]): MicListReading {
  return { codes: [], rejected, isReadable: false };
}

/** "ISO COUNTRY CODE (ISO 3166)" and "ISO_COUNTRY_CODE" are one column. */
function plainName(name: string): string {
  const plain = name.trim().toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_').replace(/^_|_$/g, ''); // prettier-ignore
  return plain.startsWith('ISO_COUNTRY_CODE') ? 'ISO_COUNTRY_CODE' : plain;
}

function missingColumn(line: number, name: string): Rejection {
  const remedy = 'Take the list of codes as the registration authority of ISO 10383 publishes it, as CSV.';
  return { line, field: name, reason: `The column ${name} is missing.`, remedy };
}

function tooMany(rows: number): Rejection {
  const reason = `The list has ${rows} rows; at most ${limits.importRowsMax} are read.`;
  return { line: 1, field: 'file', reason, remedy: 'Take the published list, which has a few thousand.' };
}

const levels: Readonly<Record<string, VenueCodeWire['level']>> = { OPRT: 'operating', SGMT: 'segment', O: 'operating', S: 'segment' };
const statuses: Readonly<Record<string, VenueCodeWire['status']>> = {
  ACTIVE: 'active',
  UPDATED: 'updated',
  MODIFIED: 'updated',
  EXPIRED: 'expired',
  DELETED: 'expired',
};

type Cell = (name: ColumnName) => string;

function readRow(
  row: CsvRow,
  cell: Cell,
  seen: Map<string, number>,
): { readonly code: VenueCodeWire } | { readonly rejected: readonly Rejection[] } {
  const { line } = row;
  const mic = cell('MIC').toUpperCase();
  const [operatingMic, level, status] = [cell('OPERATING_MIC').toUpperCase(), levels[cell('OPRT_SGMT')], statuses[cell('STATUS')]];
  const fault = (field: ColumnName, reason: string, remedy: string) => ({ rejected: [{ line, field, reason, remedy }] });
  if (!isMic(mic)) return fault('MIC', `"${mic}" is no market identifier code.`, 'It has four letters or digits.');
  const earlier = seen.get(mic);
  if (earlier !== undefined) return fault('MIC', `${mic} stands already on line ${earlier}.`, 'Keep one of the two.');
  seen.set(mic, line);
  if (!isMic(operatingMic)) return fault('OPERATING_MIC', `"${operatingMic}" is no market identifier code.`, fromList);
  if (level === undefined) return fault('OPRT_SGMT', `"${cell('OPRT_SGMT')}" says neither OPRT nor SGMT.`, fromList);
  if (level === 'operating' && operatingMic !== mic)
    return fault(
      'OPERATING_MIC',
      `${mic} is an operating code and stands under ${operatingMic}.`,
      'An operating code stands under itself.',
    );
  if (status === undefined) return fault('STATUS', `"${cell('STATUS')}" is none of ACTIVE, UPDATED, EXPIRED.`, fromList);
  // The list writes ZZ for what belongs to no country.
  const written = cell('ISO_COUNTRY_CODE').toUpperCase();
  const country = written === 'ZZ' ? null : written;
  if (country !== null && !isJurisdiction(country))
    return fault('ISO_COUNTRY_CODE', `"${country}" is no country.`, 'Give two letters of ISO 3166.');
  const days = daysOf(cell);
  const wrong = Object.entries(days).find(([, day]) => day === undefined);
  if (wrong !== undefined) return fault(wrong[0] as ColumnName, 'It is no day.', 'Write year, month and day, such as 20231106.');
  const draft = { mic, operatingMic, level, status, country, ...textsOf(cell), ...leiOf(cell) };
  const { CREATION_DATE: createdOn = null, LAST_UPDATE_DATE: updatedOn = null, EXPIRY_DATE: expiresOn = null } = days;
  const parsed = venueCodeSchema.safeParse({ ...draft, createdOn, updatedOn, expiresOn });
  if (parsed.success) return { code: parsed.data };
  const field = parsed.error.issues[0]?.path.map(String).join('/') ?? 'row';
  return { rejected: [{ line, field, reason: 'It is missing or too long.', remedy: fromList }] };
}

const fromList = 'Take the row as it is published.';
const isMic = (text: string): boolean => /^[A-Z0-9]{4}$/.test(text);

function textsOf(cell: Cell) {
  const orNull = (name: ColumnName): string | null => (cell(name) === '' ? null : cell(name));
  return {
    name: cell('MARKET_NAME_INSTITUTION_DESCRIPTION'),
    legalName: orNull('LEGAL_ENTITY_NAME'),
    category: orNull('MARKET_CATEGORY_CODE'),
    acronym: orNull('ACRONYM'),
    city: orNull('CITY'),
    website: orNull('WEBSITE'),
  };
}

function leiOf(cell: Cell): Pick<VenueCodeWire, 'lei' | 'comments'> {
  const [lei, comments] = [cell('LEI').toUpperCase(), cell('COMMENTS')];
  if (lei === '') return { lei: null, comments: comments === '' ? null : comments };
  const checked = checkLei(lei, '');
  if (checked.ok) return { lei: checked.value, comments: comments === '' ? null : comments };
  return { lei: null, comments: `The list gives the LEI ${lei}, whose check digits do not hold. ${comments}`.trim() };
}

const dayColumns = ['CREATION_DATE', 'LAST_UPDATE_DATE', 'EXPIRY_DATE'] as const;

/** Null where none is given, undefined where it is none. */
function daysOf(cell: Cell): Readonly<Record<string, string | null | undefined>> {
  return Object.fromEntries(
    dayColumns.map((name) => {
      const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(cell(name)) ?? [];
      const text = `${year}-${month}-${day}`;
      if (cell(name) === '') return [name, null];
      return [name, year !== undefined && venueCodeSchema.shape.createdOn.safeParse(text).success ? text : undefined];
    }),
  );
}
