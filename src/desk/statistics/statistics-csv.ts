// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics as a table for a program (RFC 4180), one line for each side, counterpart and agreement.
 *
 * A cell that a spreadsheet would take for a formula begins with an apostrophe: names of counterparts were written by others.
 */
import { mayBeFormula } from '../../paper/index.ts';
import { casesTable } from './statistics-tables.ts';
import type { StatisticsRowWire } from './wire.ts';

export function statisticsCsv(rows: readonly StatisticsRowWire[]): string {
  const { columns, rows: lines } = casesTable(rows);
  return `${[columns.map(({ name }) => name), ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | { readonly decimal: string } | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.decimal;
  const safe = mayBeFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
