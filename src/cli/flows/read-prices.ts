// SPDX-License-Identifier: Apache-2.0
/** Series of prices that a command is given: what one whole unit of an asset cost, and how old a price may be. */
import { tmpdir } from 'node:os';
import { formatOfFile, openTextRows, timeMsOf } from '../../columns/index.ts';
import type { PriceRow, Prices } from '../../flows/index.ts';
import { fail, failWith, ok, type Result } from '../../kernel/index.ts';
import type { Given } from '../command.ts';
import { numberOptions } from './numbers.ts';

const ageOtherwise = 7;

export const priceOptions = { prices: { type: 'string' }, 'price-age-days': { type: 'string' } } as const;

export const priceHelp = `  --prices FILE          values each movement at its moment: CSV with time, asset, price, currency
  --price-age-days N     a price older than this is none; ${ageOtherwise} if left out`;

/** Null where none are given. */
export async function readPrices(given: Given): Promise<Result<Prices | null>> {
  const file = given.text('prices');
  if (file === null) return ok(null);
  const numbers = numberOptions(given);
  const ageDaysMax = numbers.whole('price-age-days', 0, 3660, ageOtherwise);
  if (numbers.issues.length > 0) return failWith(numbers.issues);
  const format = formatOfFile(file);
  if (format === null) return fail(file, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet.');
  const rows = await openTextRows({ file, format, hasHeader: true, threads: 1, spillFolder: tmpdir() });
  if (!rows.ok) return rows;
  try {
    const wanted = ['time', 'asset', 'price', 'currency'];
    const missing = wanted.filter((name) => !rows.value.columns.includes(name));
    if (missing.length > 0) return fail(file, `It has no column ${missing.join(', ')}.`, 'Give time, asset, price, currency.');
    const prices: PriceRow[] = [];
    for await (const chunk of rows.value.chunks(wanted)) {
      for (const [time = '', asset = '', price = '', currency = ''] of chunk) {
        const atMs = timeMsOf(time, 'iso');
        if (atMs === null) return fail(`${file}, row ${prices.length + 1}`, 'The time is no moment in UTC.', 'Write 2026-10-01T00:00:00Z.');
        prices.push({ atMs, asset, price, currency });
      }
    }
    return ok({ rows: prices, ageDaysMax });
  } finally {
    rows.value.close();
  }
}
