// SPDX-License-Identifier: Apache-2.0
/**
 * Records as rows of our columns: what CSV, workbook and Parquet hold alike, and what the reader of columns takes back.
 *
 * A record fills the record's columns on its first row, and gives one entry of each of its lists to each row:
 *
 *     reference,...,party_role,party_name,...,movement_at,...
 *     STR-7,...,suspected,Meridian Tide Exchange Ltd,...,2026-03-01,...
 *     STR-7,,,...,counterparty,Ilse Marrow,...,,
 *
 * Columns hold less than a record can say: a report's accounts, the answers of a form. So every table is read back at once, and whatever
 * does not come back as it was is noted with its record and place. Nobody takes a file for whole that is not.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../kernel/index.ts';
import type { WritingNote } from '../formats/format-reading.ts';
import type { Column } from '../imports/columns.ts';
import { allColumns, columnsOfKind, readColumns } from '../imports/read-columns.ts';
import type { RecordBodyWire } from '../wire.ts';
import type { RecordKind } from './wire.ts';

export interface RecordTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly WritingNote[];
}

export function tableOf(kind: RecordKind, bodies: readonly RecordBodyWire[], now: Instant): RecordTable {
  const header = allColumns(columnsOfKind[kind]).map(({ name }) => name);
  const rowsOf = bodies.map((body) => rowsOfRecord(kind, body));
  const notes = bodies.flatMap((body, index) => notesOf(body, header, rowsOf[index] ?? [], now));
  return { header, rows: rowsOf.flat(), notes };
}

type Members = Readonly<Record<string, unknown>>;

function rowsOfRecord(kind: RecordKind, body: RecordBodyWire): readonly (readonly string[])[] {
  const { record, lists } = columnsOfKind[kind];
  const members: Members = body;
  const entries = lists.map(({ member }) => (members[member] ?? []) as readonly Members[]);
  const count = Math.max(1, ...entries.map((list) => list.length));
  return Array.from({ length: count }, (_, row) => [
    ...record.map((column) => (row === 0 || column.name === 'reference' ? textOf(members, column) : '')),
    ...lists.flatMap(({ columns }, list) => {
      const entry = entries[list]?.[row];
      return columns.map((column) => (entry === undefined ? '' : textOf(entry, column)));
    }),
  ]);
}

function textOf(members: Members, { member, writePiece = pieceOf }: Column): string {
  let value: unknown = members;
  for (const name of member) value = typeof value === 'object' && value !== null ? (value as Members)[name] : undefined;
  return fieldOf(value, writePiece);
}

function fieldOf(value: unknown, writePiece: (piece: unknown) => string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(writePiece).join(' | ');
  if (typeof value === 'number') return String(value);
  assert(typeof value === 'string', 'a column holds a text, a list, a count or a yes');
  return value;
}

/** A text of a list, or an identifier of a party. */
function pieceOf(piece: unknown): string {
  if (typeof piece === 'string') return piece;
  const { scheme, value } = piece as { readonly scheme: string; readonly value: string };
  return `${scheme}:${value}`;
}

/** Places told for one record; whoever has more sees from these that the format is the wrong one. */
const notesPerRecordMax = 20;

function notesOf(body: RecordBodyWire, header: readonly string[], rows: readonly (readonly string[])[], now: Instant): WritingNote[] {
  const { reference, kind } = body;
  const table = { header: { line: 1, fields: header }, rows: rows.map((fields, index) => ({ line: index + 2, fields })), faults: [] };
  const reading = readColumns(table, { kind, now });
  const [record, ...others] = reading.kind === 'records' ? reading.records : [];
  if (record?.isGood !== true || others.length > 0) {
    return [{ reference, path: '/', note: 'The columns do not hold it so that it could be read again; comity-json does.' }];
  }
  const paths = differences(body, record.body, '').slice(0, notesPerRecordMax);
  return paths.map((path) => ({ reference, path, note: 'No column holds it as it is; comity-json does.' }));
}

/** JSON pointers of what is in the first and not, or otherwise, in the second. */
function differences(first: unknown, second: unknown, path: string): readonly string[] {
  if (isDeepStrictEqual(first, second)) return [];
  if (!isTree(first) || !isTree(second) || Array.isArray(first) !== Array.isArray(second)) return [path];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].flatMap((name) =>
    differences((first as Members)[name], (second as Members)[name], `${path}/${name}`),
  );
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
