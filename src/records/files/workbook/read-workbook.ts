// SPDX-License-Identifier: Apache-2.0
/**
 * The one sheet of a workbook that holds rows, as rows of texts with their numbers: what the reader of our columns takes.
 *
 * A spreadsheet program turns what people type into numbers and days. A day comes back as `2026-03-02`; a figure as its digits. What a
 * program has lost is not guessed: a number of more than 15 digits (an account, rounded), a formula, an error make their row a fault
 * that names the cell. Two sheets with rows are refused, since nobody could say which one was meant.
 *
 * XML is read by the reader of this room: no DOCTYPE, no entity. What is not read: macros, links, comments, hidden or not, merged cells.
 * Source: ISO/IEC 29500-1 (Office Open XML), part SpreadsheetML; decisions/0472-workbooks-and-parquet.md.
 */
import { fail, limits, ok, type Result } from '../../../kernel/index.ts';
import type { TextRow, TextTable } from '../../imports/read-columns.ts';
import { createTextReader } from '../../xml/decode-text.ts';
import { childrenOf, createXmlReader, type XmlElement } from '../../xml/read-xml.ts';
import { type Cells, type CellFault, cellText, isDayFormat, plainText } from './cell-text.ts';
import { type Unzipped, unzip } from './unzip.ts';

/** Columns of a sheet; our widest table has a tenth. */
const columnsMax = 1000;
/** Rows of a sheet: a program opens no more. */
const rowsMax = 1_048_576;

export function readWorkbook(bytes: Uint8Array): Result<TextTable> {
  const zip = unzip(bytes);
  if (!zip.ok) return zip;
  const sheets = sheetsOf(zip.value);
  if (!sheets.ok) return sheets;
  const cells = cellsOf(zip.value);
  if (!cells.ok) return cells;
  const found: { readonly name: string; readonly table: TextTable }[] = [];
  for (const { name, part } of sheets.value) {
    const table = readSheet(zip.value, part, { ...cells.value, startsIn1904: sheets.startsIn1904 });
    if (!table.ok) return table;
    if (table.value !== null) found.push({ name, table: table.value });
  }
  const [first, second] = found;
  if (first === undefined) return fail('file', 'No sheet of the workbook holds a row.', 'Give a first row with the names of the columns.');
  if (second === undefined) return ok(first.table);
  const names = `"${first.name}" and "${second.name}"`.slice(0, 200);
  return fail('file', `Two sheets hold rows: ${names}.`, 'Leave one sheet in the workbook.');
}

interface SheetPart {
  readonly name: string;
  readonly part: string;
}
type Sheets =
  { readonly ok: true; readonly value: readonly SheetPart[]; readonly startsIn1904: boolean } | Extract<Result<never>, { ok: false }>;

function sheetsOf(zip: Unzipped): Sheets {
  const workbook = elementsOf(zip, 'xl/workbook.xml', new Set(['sheets', 'workbookPr']));
  if (!workbook.ok) return workbook;
  const relations = elementsOf(zip, 'xl/_rels/workbook.xml.rels', new Set(['Relationship']));
  if (!relations.ok) return relations;
  const targets = new Map(relations.value.map(({ attributes }) => [attributes['Id'] ?? '', attributes['Target'] ?? '']));
  const listed = workbook.value.find(({ name }) => name === 'sheets')?.children ?? [];
  const startsIn1904 = ['1', 'true'].includes(workbook.value.find(({ name }) => name === 'workbookPr')?.attributes['date1904'] ?? '');
  const value = listed.map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '') ?? '';
    return { name: attributes['name'] ?? '', part: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
  });
  return { ok: true, value, startsIn1904 };
}

function cellsOf(zip: Unzipped): Result<Omit<Cells, 'startsIn1904'>> {
  const shared: string[] = [];
  if (zip.names.has('xl/sharedStrings.xml')) {
    const read = readXml(zip, 'xl/sharedStrings.xml', new Set(['si']), (item) => shared.push(plainText(item)));
    if (!read.ok) return read;
  }
  if (!zip.names.has('xl/styles.xml')) return ok({ shared, dayStyles: new Set() });
  const styles = elementsOf(zip, 'xl/styles.xml', new Set(['numFmts', 'cellXfs']));
  if (!styles.ok) return styles;
  const named = styles.value.find(({ name }) => name === 'numFmts')?.children ?? [];
  const formats = new Map(named.map(({ attributes }) => [attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '']));
  const xfs = childrenOf(styles.value.find(({ name }) => name === 'cellXfs') ?? nothing, 'xf');
  const dayStyles = xfs.flatMap(({ attributes }, index) => (isDayFormat(attributes['numFmtId'] ?? '', formats) ? [String(index)] : []));
  return ok({ shared, dayStyles: new Set(dayStyles) });
}

const nothing: XmlElement = { name: '', attributes: {}, children: [], text: '', line: 1 };

/** Null of a sheet without a filled cell. */
function readSheet(zip: Unzipped, part: string, cells: Cells): Result<TextTable | null> {
  const rows: TextRow[] = [];
  const faults: { line: number; reason: string; remedy: string }[] = [];
  let header: TextRow | null = null;
  let characters = 0;
  let refused: Result<never> | null = null;
  let last = 0;
  const read = readXml(zip, part, new Set(['row']), (element) => {
    const line = Number(element.attributes['r'] ?? last + 1);
    if (!Number.isInteger(line) || line <= last || line > rowsMax) refused ??= fail('file', `Row ${last} is followed by no row after it.`, again);
    last = line;
    const { fields, fault } = fieldsOf(element, cells);
    characters += fields.reduce((sum, field) => sum + field.length, 0);
    if (characters > limits.importBytesMax) refused ??= fail('file', `Its cells hold more than ${limits.importBytesMax} characters.`, 'Divide it.');
    if (refused !== null || (fault === null && fields.every((field) => field.trim() === ''))) return;
    if (header === null) {
      if (fault !== null) refused ??= fail('file', `${fault.at}: ${fault.reason}`, fault.remedy);
      header = { line, fields: withoutEmptyEnd(fields) };
      return;
    }
    const width = header.fields.length;
    if (fault !== null) faults.push({ line, reason: `${fault.at}: ${fault.reason}`, remedy: fault.remedy });
    else if (fields.slice(width).some((field) => field.trim() !== ''))
      faults.push({ line, reason: `The row has a cell beyond the ${width} columns of the first row.`, remedy: 'Name its column, or empty it.' });
    else rows.push({ line, fields: Array.from({ length: width }, (_, at) => fields[at] ?? '') });
  }, 'sheetData'); // prettier-ignore
  if (!read.ok) return read;
  return refused ?? ok(header === null ? null : { header, rows, faults });
}

const again = 'Save the workbook again with a spreadsheet program.';

function withoutEmptyEnd(fields: readonly string[]): readonly string[] {
  return fields.slice(0, fields.findLastIndex((field) => field.trim() !== '') + 1);
}

function fieldsOf(row: XmlElement, cells: Cells): { readonly fields: readonly string[]; readonly fault: CellFault | null } {
  const fields: string[] = [];
  let fault: CellFault | null = null;
  let next = 0;
  for (const cell of childrenOf(row, 'c')) {
    const at = cell.attributes['r'] ?? '';
    const place = at === '' ? next : placeOf(at);
    if (place === null || place < next || place >= columnsMax) {
      return { fields, fault: { at, reason: 'The cell is not where one can be.', remedy: again } };
    }
    const text = cellText(cell, at, cells);
    if (typeof text === 'string') {
      while (fields.length < place) fields.push('');
      fields[place] = text;
    } else fault ??= text;
    next = place + 1;
  }
  return { fields, fault };
}

/** `AB7` is in column 27, counted from 0. */
function placeOf(at: string): number | null {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(at)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}

function elementsOf(zip: Unzipped, part: string, names: ReadonlySet<string>): Result<readonly XmlElement[]> {
  const found: XmlElement[] = [];
  const read = readXml(zip, part, names, (element) => found.push(element));
  return read.ok ? ok(found) : read;
}

const pieceBytes = 65_536;

function readXml(
  zip: Unzipped,
  name: string,
  records: ReadonlySet<string>,
  onRecord: (element: XmlElement) => void,
  within?: string,
): Result<null> {
  const part = zip.part(name);
  if (!part.ok) return part;
  const text = createTextReader();
  const reader = createXmlReader(records, onRecord, { within: within ?? null, keepsPrefixes: true });
  const inPart = <Value>(result: Result<Value>): Result<Value> =>
    result.ok
      ? result
      : fail('file', `${name}, ${result.issues[0]?.path ?? ''}: ${result.issues[0]?.problem ?? ''}`, result.issues[0]?.remedy ?? again);
  for (let at = 0; at < part.value.length; at += pieceBytes) {
    const piece = text.write(part.value.subarray(at, at + pieceBytes));
    if (!piece.ok) return inPart(piece);
    const written = reader.write(piece.value);
    if (!written.ok) return inPart(written);
  }
  const rest = text.end();
  if (!rest.ok) return inPart(rest);
  const written = reader.write(rest.value);
  if (!written.ok) return inPart(written);
  const ended = reader.end();
  return ended.ok ? ok(null) : inPart(ended);
}
