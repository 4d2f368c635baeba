// SPDX-License-Identifier: Apache-2.0
/** What a table on disk says of itself, in its file table.json. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { TableDigest } from '../table-digest.ts';

export const tableFormat = 'comity-movement-table/1';
export const tableFile = 'table.json';
/** Pages of a megabyte with names that stay in memory. */
export const namePagesMax = 256;

const whole = z.number().int().nonnegative();
const factsSchema = z.strictObject({
  format: z.literal(tableFormat),
  count: whole,
  /** Numbers given, that of nobody included. */
  parties: whole.positive(),
  transactions: whole.positive(),
  assets: z.array(z.strictObject({ symbol: z.string(), ledger: z.string(), decimals: whole })).readonly(),
  isWide: z.boolean(),
  /** Bytes of each of its files, by name: one that was cut or left behind is found out when the table is opened. */
  files: z.record(z.string(), whole),
  digest: z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]) as z.ZodType<TableDigest>,
  reports: z
    .array(
      z.strictObject({
        source: z.string(),
        rows: whole,
        kept: whole,
        faults: z
          .array(
            z.strictObject({
              kind: z.string(),
              isLeftOut: z.boolean(),
              count: whole,
              sentence: z.string(),
              first: z.array(z.string()).readonly(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});
export type TableFacts = z.infer<typeof factsSchema>;

export async function readTableFacts(folder: string): Promise<Result<TableFacts>> {
  const text = await readFile(path.join(folder, tableFile), 'utf8').catch(() => null);
  if (text === null) return fail(folder, 'The folder holds no table of movements.', 'Give files, or a folder that an import wrote.');
  const parsed = factsSchema.safeParse(parsedJson(text));
  if (parsed.success) return ok(parsed.data);
  return fail(`${folder}/${tableFile}`, 'It is damaged, or of another version.', 'Import the files again.');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
