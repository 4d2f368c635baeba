// SPDX-License-Identifier: Apache-2.0
/** Readers of our columns from files that are no text: a workbook, and Parquet. */
import { textsOfParquet } from '../../columns/index.ts';
import { type Issue, limits } from '../../kernel/index.ts';
import { type FileQuestion, type FileReading, type Rejection, unreadable } from '../imports/file-records.ts';
import { readColumns } from '../imports/read-columns.ts';
import { readWorkbook } from './workbook/read-workbook.ts';

export function readComityXlsx(question: FileQuestion): FileReading {
  const table = readWorkbook(question.bytes);
  return table.ok ? readColumns(table.value, question) : unreadable(table.issues.map(rejectionOf));
}

/** Rows of one file: a record takes as many as its longest list. */
const rowsMax = limits.importRowsMax * 10;

export async function readComityParquet(question: FileQuestion): Promise<FileReading> {
  const table = await textsOfParquet(question.bytes, { rowsMax, charactersMax: limits.importBytesMax });
  if (!table.ok) return unreadable(table.issues.map(rejectionOf));
  const header = { line: 1, fields: table.value.columns };
  const rows = table.value.rows.map((fields, index) => ({ line: index + 2, fields }));
  return readColumns({ header, rows: rows.filter(({ fields }) => fields.some((field) => field !== '')), faults: [] }, question);
}

function rejectionOf({ problem, remedy }: Issue): Rejection {
  return { line: 1, field: 'file', reason: problem, remedy };
}
