// SPDX-License-Identifier: Apache-2.0
/** Lists: the calls that give one answer with all rows of a kind, as an array or under the name `rows`. */
import { z } from 'zod';

export function listOf<Row extends z.ZodType>(row: Row) {
  const rows = z.array(row);
  return z.union([rows, z.object({ rows }).transform((answer) => answer.rows)]);
}

/** For calls whose answer the screen does not read. */
export const anyAnswer = z.unknown();
