// SPDX-License-Identifier: Apache-2.0
/**
 * `surveillance.cat_day_hours`: 66.7 billion records, an average day of the United States' order audit trail in 2018, on this machine:
 * extrapolated. What is measured is one archive file, a simulated day in Parquet: read into a table and run through all patterns; the hours
 * are those of all processors of this machine, each with files of its own, at that rate of processor time.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { mappingsInTheBox, type MarketEvents, readMarketFile, writeMarketFile } from '../../src/columns/index.ts';
import { patterns, runSurveillance } from '../../src/surveillance/index.ts';
import type { Print } from '../main.ts';

const catDayRecords = 66.7e9;

export async function measureArchiveDay(events: MarketEvents, print: Print): Promise<void> {
  const file = path.join(tmpdir(), `comity-bench-${process.pid}.parquet`);
  const mapping = mappingsInTheBox.get('comity');
  if (mapping === undefined) throw new Error('the mapping is in the box');
  await writeMarketFile(events, file, tmpdir());
  const before = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  const reading = { file, source: file, threads: 1, spillFolder: tmpdir(), mapping, symbol: '', onProgress: () => undefined };
  const read = await readMarketFile(reading);
  if (!read.ok) throw new Error('the file was just written');
  const readSeconds = seconds();
  runSurveillance(read.value.events, { patterns, parameters: {}, moments: [], onProgress: () => undefined });
  const perSecond = events.count / seconds();
  await rm(file);
  const hours = catDayRecords / (perSecond * availableParallelism()) / 3600;
  print({ name: 'surveillance.parse_parquet_per_s', value: Math.round(events.count / readSeconds), unit: '1/s' });
  print({ name: 'surveillance.cat_day_hours', value: Math.round(hours * 10) / 10, unit: 'h' });
}
