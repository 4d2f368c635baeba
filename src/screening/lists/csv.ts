// SPDX-License-Identifier: Apache-2.0
/**
 * Comma-separated values as RFC 4180 writes them, with the line on which each row begins.
 *
 * A quoted field may hold commas, quotes (doubled) and line ends. A file that ends inside a quoted field was cut off, and is refused
 * whole: half a list must not pass for a list. A byte-order mark is skipped.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';

export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Fields of one row: the widest public list has 77 columns. */
const fieldsMax = 300;

export function parseCsv(text: string, path: string): Result<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let rowLine = 1;
  const endRow = (): void => {
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: rowLine, fields });
    fields = [];
    rowLine = line;
  };
  while (at < text.length) {
    if (text.charCodeAt(at) === 34) {
      const { value, end, lines } = quoted(text, at);
      if (end === null) return cutOff(path, line);
      fields.push(value);
      line += lines;
      at = end;
    } else {
      const end = plainEnd(text, at);
      fields.push(text.slice(at, end));
      at = end;
    }
    if (fields.length > fieldsMax)
      return fail(`${path}, line ${rowLine}`, `The row has more than ${fieldsMax} fields.`, 'Check the separator: it must be a comma.');
    const stop = text.charCodeAt(at);
    if (stop === 44) {
      at += 1;
      if (at === text.length) fields.push('');
    } else if (at < text.length) {
      at += stop === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
      line += 1;
      endRow();
    }
  }
  if (fields.length > 0) endRow();
  return ok(rows);
}

function cutOff(path: string, line: number): Result<never> {
  return fail(
    `${path}, line ${line}`,
    'A quoted field that begins here has no end: the file was cut off.',
    'Fetch the file again and compare its size.',
  );
}

function plainEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 44 || code === 10 || code === 13) break;
  }
  return at;
}

/** A quoted field from its opening quote; `end` is null where it does not end. Text between the closing quote and the comma is dropped. */
function quoted(text: string, from: number): { readonly value: string; readonly end: number | null; readonly lines: number } {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value, end: null, lines: 0 };
    value += text.slice(at, quote);
    if (text.charCodeAt(quote + 1) !== 34) {
      const lines = value.includes('\n') ? value.split('\n').length - 1 : 0;
      return { value, end: plainEnd(text, quote + 1), lines };
    }
    value += '"';
    at = quote + 2;
  }
}
