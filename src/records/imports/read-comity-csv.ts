// SPDX-License-Identifier: Apache-2.0
/** Reader of comity-csv: our own columns in CSV. An export guards what a spreadsheet would run; the guard is taken off here. */
import { readCsv } from './csv.ts';
import { decodeUtf8, type FileQuestion, type FileReading, notUtf8, unreadable } from './file-records.ts';
import { withoutGuard } from './formula-guard.ts';
import { readColumns } from './read-columns.ts';

export function readComityCsv(question: FileQuestion): FileReading {
  const text = decodeUtf8(question.bytes);
  if (text === null) return unreadable([notUtf8]);
  const reading = readCsv(text);
  if (reading.kind === 'unreadable') return unreadable([{ field: 'file', ...reading.fault }]);
  const { header, rows, faults } = reading.file;
  return readColumns({ header, rows: rows.map(({ line, fields }) => ({ line, fields: fields.map(withoutGuard) })), faults }, question);
}
