// SPDX-License-Identifier: Apache-2.0
/** Rows as CSV text (RFC 4180, with CRLF), each text guarded against being run by a spreadsheet. */
import { guarded } from '../imports/formula-guard.ts';

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(fieldText).join(',')}\r\n`).join('');
}

function fieldText(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
