// SPDX-License-Identifier: Apache-2.0
/** A file of market events, CSV, JSON lines or Parquet by the ending of its name, read by a mapping into a table. */
import { fail, type Result } from '../../kernel/index.ts';
import { type FileFormat, formatOfFile, withTextRows } from '../text-rows.ts';
import { type MarketRowsOptions, type ReadMarketRows, readMarketRows } from './read-market-rows.ts';

export interface MarketFileOrder extends MarketRowsOptions {
  readonly file: string;
  readonly threads: number;
  readonly spillFolder: string;
}

/** The format that a name says; an issue where it says none. */
export function marketFormatOf(name: string): Result<FileFormat> {
  const format = formatOfFile(name);
  if (format !== null) return { ok: true, value: format };
  return fail(name, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet.');
}

/** Reads the whole file; issues where it cannot be read as what its name says, or lacks a column of the mapping. */
export async function readMarketFile({ file, threads, spillFolder, ...options }: MarketFileOrder): Promise<Result<ReadMarketRows>> {
  const format = marketFormatOf(options.source);
  if (!format.ok) return format;
  const given = { file, format: format.value, hasHeader: options.mapping.hasHeader, threads, spillFolder };
  return withTextRows(given, (rows) => readMarketRows(rows, options));
}
