// SPDX-License-Identifier: Apache-2.0
/**
 * CSV as RFC 4180 has it, read strictly: commas, quotes doubled inside quotes, line breaks allowed inside quotes.
 *
 * Many readers guess: a stray quote becomes part of a name, a short row is filled up, and a fact lands in the wrong column of
 * a record that later goes to a court. Here such a row is a fault with its line, and the rows around it are read as usual.
 * A quote that never closes takes all lines behind it with it, so then the whole file is faulty.
 *
 *     readCsv('a,b\r\n1,"two\nlines"\r\n')
 *     // header ['a', 'b']; one row on line 2 with the fields '1' and 'two\nlines'
 *
 * Taken as they come: a byte order mark, LF as well as CRLF, a missing last line break, empty lines (spreadsheets leave them
 * at the end). Not guessed: another delimiter, another character set.
 */
export interface CsvRow {
  /** The line of the file on which the row begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvFault {
  readonly line: number;
  readonly reason: string;
  readonly remedy: string;
}

export interface CsvFile {
  readonly header: CsvRow;
  readonly rows: readonly CsvRow[];
  /** Rows that could not be read; they are not among `rows`. */
  readonly faults: readonly CsvFault[];
}

/** Without a header, or with a quote that does not close, there is no file to speak of. */
export type CsvReading = { readonly kind: 'file'; readonly file: CsvFile } | { readonly kind: 'unreadable'; readonly fault: CsvFault };

export function readCsv(text: string): CsvReading {
  const reader: Reader = { text, at: text.startsWith('\ufeff') ? 1 : 0, line: 1 };
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  let header: CsvRow | null = null;
  while (reader.at < text.length) {
    const line = reader.line;
    const read = readRow(reader);
    if (read.kind === 'unclosed') {
      return unreadable(line, 'A quote opens in this row and never closes.', 'Close it; a quote inside a quoted field is written twice.');
    }
    if (read.kind === 'row' && read.fields.every((field) => field.trim() === '')) continue;
    if (header === null) {
      if (read.kind === 'bad') return unreadable(line, read.reason, read.remedy);
      header = { line, fields: read.fields };
    } else if (read.kind === 'bad') faults.push({ line, reason: read.reason, remedy: read.remedy });
    else if (read.fields.length !== header.fields.length) faults.push(widthFault(line, read.fields.length, header.fields.length));
    else rows.push({ line, fields: read.fields });
  }
  if (header === null) return unreadable(1, 'The file is empty.', 'Give a first row with the names of the columns.');
  return { kind: 'file', file: { header, rows, faults } };
}

function unreadable(line: number, reason: string, remedy: string): CsvReading {
  return { kind: 'unreadable', fault: { line, reason, remedy } };
}

function widthFault(line: number, found: number, expected: number): CsvFault {
  return {
    line,
    reason: `The row has ${found} ${found === 1 ? 'field' : 'fields'}, the header has ${expected}.`,
    remedy: 'Put a field that holds a comma into quotes, and leave no field out.',
  };
}

interface Reader {
  readonly text: string;
  at: number;
  line: number;
}

type RowReading =
  | { readonly kind: 'row'; readonly fields: readonly string[] }
  | { readonly kind: 'bad'; readonly reason: string; readonly remedy: string }
  | { readonly kind: 'unclosed' };

function readRow(reader: Reader): RowReading {
  const fields: string[] = [];
  for (;;) {
    const isQuoted = reader.text[reader.at] === '"';
    const field = isQuoted ? readQuoted(reader) : readPlain(reader);
    if (field === null) return { kind: 'unclosed' };
    if (!isQuoted && field.includes('"'))
      return bad(
        reader,
        'A quote stands inside a field that does not begin with one.',
        'Put the whole field into quotes and write its own quotes twice.',
      );
    if (!isQuoted && field.includes('\r')) return bad(reader, 'A lone carriage return stands in the row.', 'End lines with LF or CRLF.');
    fields.push(field);
    if (takeLineEnd(reader)) return { kind: 'row', fields };
    if (reader.text[reader.at] !== ',')
      return bad(reader, 'Text follows a closing quote.', 'Put a comma behind the quote; a quote inside a quoted field is written twice.');
    reader.at += 1;
  }
}

/** Up to the next comma or line break. */
function readPlain(reader: Reader): string {
  plainEnd.lastIndex = reader.at;
  const stop = plainEnd.exec(reader.text)?.index ?? reader.text.length;
  const field = reader.text.slice(reader.at, stop);
  reader.at = stop;
  return field;
}

const plainEnd = /,|\r?\n/g;

/** The text between the quotes, or null when the file ends first. */
function readQuoted(reader: Reader): string | null {
  let field = '';
  reader.at += 1;
  for (;;) {
    const stop = reader.text.indexOf('"', reader.at);
    if (stop === -1) return null;
    field += reader.text.slice(reader.at, stop);
    reader.at = stop + 1;
    if (reader.text[reader.at] !== '"') break;
    field += '"';
    reader.at += 1;
  }
  reader.line += lineBreaksIn(field);
  return field;
}

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Steps over a line break or finds the end of the file. */
function takeLineEnd(reader: Reader): boolean {
  const { text, at } = reader;
  if (at >= text.length) return true;
  const length = text[at] === '\n' ? 1 : text.startsWith('\r\n', at) ? 2 : 0;
  if (length === 0) return false;
  reader.at += length;
  reader.line += 1;
  return true;
}

/** Leaves the rest of the line, so that the next row is read from its beginning. */
function bad(reader: Reader, reason: string, remedy: string): RowReading {
  const stop = reader.text.indexOf('\n', reader.at);
  reader.at = stop === -1 ? reader.text.length : stop + 1;
  reader.line += 1;
  return { kind: 'bad', reason, remedy };
}
