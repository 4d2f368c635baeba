// SPDX-License-Identifier: Apache-2.0
/**
 * A folder of market events by day and instrument, as archives of venues are laid out:
 *
 *     archive/2026-11-02/ZED-PERP.parquet          one file for each instrument, or several
 *     archive/day=2026-11-02/venue=XVEN/part-0.parquet   or as column stores divide it
 *     archive/2026-11-02/moments.json              closes, fixings, settlements and announcements of the day, where there are any
 *
 * Names decide, and their order is that of the alphabet, so that the same folder is the same days on every machine. Links are not followed.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { formatOfFile } from '../../../columns/index.ts';
import { fail, ok, type Result } from '../../../kernel/index.ts';

export interface MarketDay {
  /** As `2026-11-02`. */
  readonly day: string;
  /** Paths within the folder, with `/`. */
  readonly files: readonly string[];
  /** The same of its reference moments; null where there are none. */
  readonly moments: string | null;
}

/** Ten years: beyond it a wrong folder is more likely than an archive. */
const daysMax = 3660;
/** Of one day: a file for each instrument of the largest venues. */
const filesMax = 20_000;
const dayName = /^(?:day=)?(\d{4}-\d{2}-\d{2})$/;
const momentsName = 'moments.json';

export async function findMarketDays(folder: string): Promise<Result<readonly MarketDay[]>> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return fail(folder, 'There is no such folder, or it cannot be read.', 'Name the folder that holds the days.');
  const days: MarketDay[] = [];
  for (const name of names.toSorted()) {
    const day = dayName.exec(name)?.[1];
    if (day === undefined || Number.isNaN(Date.parse(day))) continue;
    if (days.some((other) => other.day === day))
      return fail(`${folder}/${name}`, 'The day is there twice.', 'Put its files into one folder.');
    const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []);
    const within = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .toSorted();
    const files = within.filter((file) => formatOfFile(file) !== null);
    if (files.length > filesMax)
      return fail(`${folder}/${name}`, `It holds ${files.length} files; ${filesMax} are the most.`, 'Join some of them.');
    days.push({ day, files, moments: within.find((file) => file === `${name}/${momentsName}`) ?? null });
  }
  if (days.length === 0)
    return fail(folder, 'It holds no folder that is named as a day.', 'Name them such as 2026-11-02 or day=2026-11-02.');
  if (days.length > daysMax) return fail(folder, `It holds ${days.length} days; ${daysMax} are the most.`, 'Give a part of them.');
  return ok(days);
}
