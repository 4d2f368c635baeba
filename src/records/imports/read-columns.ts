// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of our own columns, one table per kind (docs/reference/records.md shows each with an example), from whatever holds a table:
 * CSV, a sheet of a workbook, Parquet.
 *
 * Columns may stand in any order. An unknown, repeated or missing column makes the whole file unreadable, since a misspelt
 * header would otherwise empty a member of every record without a word.
 */
import { limits } from '../../kernel/index.ts';
import { complianceRecordColumns } from '../compliance/compliance-record-columns.ts';
import { registrationColumns } from '../registrations/registration-columns.ts';
import { suspiciousReportColumns } from '../suspicious-reports/suspicious-report-columns.ts';
import { travelRuleColumns } from '../travel-rule/travel-rule-columns.ts';
import type { RecordKind } from '../wire.ts';
import type { Column, KindColumns, ListColumns } from './columns.ts';
import {
  type FactPlace,
  type FileQuestion,
  type FileReading,
  type FileRecord,
  judgeRecord,
  type Rejection,
  tooManyRecords,
  unreadable,
} from './file-records.ts';

export const columnsOfKind: Readonly<Record<RecordKind, KindColumns>> = {
  'suspicious-report': suspiciousReportColumns,
  registration: registrationColumns,
  'compliance-record': complianceRecordColumns,
  'travel-rule-message': travelRuleColumns,
};

export interface TextRow {
  /** The line or row of the file, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface TextTable {
  readonly header: TextRow;
  readonly rows: readonly TextRow[];
  /** Rows that could not be read; they are not among `rows`. */
  readonly faults: readonly { readonly line: number; readonly reason: string; readonly remedy: string }[];
}

/** The records of a table whose first row names the columns. */
export function readColumns({ header, rows, faults }: TextTable, question: Omit<FileQuestion, 'bytes'>): FileReading {
  const columns = columnsOfKind[question.kind];
  const wrong = headerRejections(header, columns);
  if (wrong.length > 0) return unreadable(wrong);
  const table: Table = { columns, at: new Map(header.fields.map((name, index) => [name.trim().toLowerCase(), index])) };
  const records = groupRows(table, rows).map((group) => readGroup(table, group, question));
  const bad = faults.map((fault): FileRecord => ({ isGood: false, line: fault.line, rejections: [{ ...fault, field: 'row' }] }));
  const all = [...records, ...bad].toSorted((left, right) => left.line - right.line);
  return all.length > limits.importRowsMax ? tooManyRecords(all.length, limits.importRowsMax) : { kind: 'records', records: all };
}

/** In the order in which a file is written. */
export function allColumns(columns: KindColumns): readonly Column[] {
  return [...columns.record, ...columns.lists.flatMap((listed) => listed.columns)];
}

function headerRejections(header: TextRow, columns: KindColumns): readonly Rejection[] {
  const known = allColumns(columns);
  const names = header.fields.map((name) => name.trim().toLowerCase());
  const { line } = header;
  const rejections: Rejection[] = [];
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    return [
      { line, field: 'file', reason: 'The columns are not separated by commas.', remedy: 'Save the file with commas between the columns.' },
    ];
  }
  for (const [index, name] of names.entries()) {
    if (name === '')
      rejections.push({ line, field: `column ${index + 1}`, reason: 'The column has no name.', remedy: 'Name it, or remove it.' });
    else if (names.indexOf(name) !== index)
      rejections.push({ line, field: name, reason: 'The column stands there twice.', remedy: 'Keep one of the two.' });
    else if (!known.some((column) => column.name === name)) {
      rejections.push({
        line,
        field: name,
        reason: 'No column of this kind of record has this name.',
        remedy: `Remove it, or use one of: ${known.map((column) => column.name).join(', ')}.`,
      });
    }
  }
  for (const column of columns.record) {
    if (column.isRequired && !names.includes(column.name))
      rejections.push({ line, field: column.name, reason: 'The column is missing.', remedy: 'Add it; every record needs it.' });
  }
  return rejections;
}

interface Table {
  readonly columns: KindColumns;
  readonly at: ReadonlyMap<string, number>;
}

function fieldOf(table: Table, row: TextRow, name: string): string {
  const index = table.at.get(name);
  return index === undefined ? '' : (row.fields[index] ?? '');
}

type Group = readonly [TextRow, ...TextRow[]];

/** A row belongs to the one above when it repeats its reference and fills no other column of the record. */
function groupRows(table: Table, rows: readonly TextRow[]): readonly Group[] {
  const groups: [TextRow, ...TextRow[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && continues(table, last[0], row)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function continues(table: Table, first: TextRow, row: TextRow): boolean {
  if (table.columns.lists.length === 0) return false;
  return table.columns.record.every((column) => {
    const field = fieldOf(table, row, column.name).trim();
    return column.name === 'reference' ? field !== '' && field === fieldOf(table, first, column.name).trim() : field === '';
  });
}

/** Where each pointer of the body came from, so that an issue and a fact's provenance name line and column. */
interface Origin {
  readonly line: number;
  readonly column: string;
  /** An empty field can be at fault, but no fact came from it. */
  readonly isFilled: boolean;
}

function readGroup(table: Table, group: Group, question: Omit<FileQuestion, 'bytes'>): FileRecord {
  const [first] = group;
  const origins = new Map<string, Origin>();
  const missing: Rejection[] = [];
  const body: Record<string, unknown> = { kind: question.kind };
  for (const column of table.columns.record) putField({ table, row: first, column, target: body, prefix: '', origins, missing });
  for (const listed of table.columns.lists) {
    const entries: Record<string, unknown>[] = [];
    for (const row of group) {
      if (!hasEntry(table, row, listed)) continue;
      const entry: Record<string, unknown> = {};
      const prefix = `/${listed.member}/${entries.length}`;
      for (const column of listed.columns) putField({ table, row, column, target: entry, prefix, origins, missing });
      entries.push(entry);
    }
    if (entries.length > 0 || listed.isOptional !== true) body[listed.member] = entries;
    const named = listed.columns.find((column) => column.member[0] === 'name');
    origins.set(`/${listed.member}`, {
      line: first.line,
      column: (named ?? listed.columns[0])?.name ?? listed.member,
      isFilled: entries.length > 0,
    });
  }
  table.columns.finish?.(body);
  const placeOf = (pointer: string): { line: number; field: string } => {
    const origin = originOf(origins, pointer);
    return { line: origin?.line ?? first.line, field: origin?.column ?? 'row' };
  };
  const judged = judgeRecord(body, { line: first.line, now: question.now, places: placesOf(origins, first.line), placeOf });
  if (missing.length === 0) return judged;
  // What the judge says about an empty field has been said better.
  const isSaid = (rejection: Rejection): boolean => missing.some(({ line, field }) => line === rejection.line && field === rejection.field);
  const others = judged.isGood ? [] : judged.rejections.filter((rejection) => !isSaid(rejection));
  return { isGood: false, line: first.line, rejections: [...missing, ...others] };
}

function hasEntry(table: Table, row: TextRow, listed: ListColumns): boolean {
  return listed.columns.some((column) => fieldOf(table, row, column.name).trim() !== '');
}

function putField(given: {
  table: Table;
  row: TextRow;
  column: Column;
  target: Record<string, unknown>;
  prefix: string;
  origins: Map<string, Origin>;
  missing: Rejection[];
}): void {
  const { column, row, prefix } = given;
  const field = fieldOf(given.table, row, column.name);
  const isEmpty = field.trim() === '';
  if (isEmpty && column.isRequired) {
    given.missing.push({ line: row.line, field: column.name, reason: 'It is empty.', remedy: 'Fill it in; every record needs it.' });
  }
  const value = isEmpty ? column.whenEmpty : column.read(field);
  const pointer = `${prefix}/${column.member.join('/')}`;
  given.origins.set(pointer, { line: row.line, column: column.name, isFilled: !isEmpty });
  if (value === undefined) return;
  put(given.target, column.member, value);
}

function put(target: Record<string, unknown>, [name = '', ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) target[name] = value;
  else put((target[name] ??= {}) as Record<string, unknown>, inner, value);
}

/** The place of the pointer itself, or of the nearest thing around it. */
function originOf(origins: ReadonlyMap<string, Origin>, pointer: string): Origin | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

/** Facts listed one by one; a record with more keeps the place of each list and of the record itself. */
const factPlacesMax = 800;

function placesOf(origins: ReadonlyMap<string, Origin>, line: number): readonly FactPlace[] {
  const facts = [...origins]
    .filter(([, { isFilled }]) => isFilled)
    .map(([scope, origin]) => ({ scope, place: `line ${origin.line}, column ${origin.column}` }));
  const kept = facts.length <= factPlacesMax ? facts : facts.filter(({ scope }) => scope.lastIndexOf('/') === 0);
  return [{ scope: '', place: `line ${line}` }, ...kept];
}
