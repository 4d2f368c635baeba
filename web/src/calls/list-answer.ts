// SPDX-License-Identifier: Apache-2.0
/** Answers that hold the rows of a list under a name, and answers that the screen does not read. */
import { z } from 'zod';

export function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ rows: z.array(row) }).transform((answer) => answer.rows);
}

export const anyAnswer = z.unknown();
