// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics as a table for a spreadsheet (RFC 4180), one line for each side, counterpart and agreement.
 *
 * A cell that a spreadsheet would take for a formula begins with an apostrophe: names of counterparts were written by others.
 */
import type { StatisticsRowWire } from './wire.ts';

const columns: readonly (readonly [string, (row: StatisticsRowWire) => string | number | null])[] = [
  ['side', (row) => row.side],
  ['counterpart', (row) => row.counterpartName],
  ['jurisdiction', (row) => row.jurisdiction],
  ['agreement', (row) => row.agreementTitle],
  ['received', (row) => row.received],
  ['urgent', (row) => row.urgent],
  ['acknowledged', (row) => row.acknowledged],
  ['acknowledged_in_time', (row) => row.acknowledgedInTime],
  ['acknowledge_deadlines', (row) => row.acknowledgeDeadlines],
  ['answered', (row) => row.answered],
  ['partly_answered', (row) => row.partlyAnswered],
  ['refused', (row) => row.refused],
  ['not_done', (row) => row.notDone],
  ['withdrawn', (row) => row.withdrawn],
  ['open', (row) => row.open],
  ['overdue', (row) => row.overdue],
  ['median_days_to_acknowledge', (row) => row.medianDaysToAcknowledge],
  ['median_days_to_answer', (row) => row.medianDaysToAnswer],
  ['p90_days_to_answer', (row) => row.p90DaysToAnswer],
];

export function statisticsCsv(rows: readonly StatisticsRowWire[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, value]) => value(row)))];
  return `${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
