// SPDX-License-Identifier: Apache-2.0
/**
 * Records: reading goAML with every check, and taking it in with provenance, index and queue.
 *
 * Reports are copies of the project's own sample under references, numbers and accounts of their own. Reading is a stream whose bytes are made as
 * they are asked for, so that nothing but the reader takes memory, and is counted in processor time of this one thread. Taking in is by
 * the clock, with PostgreSQL on the same machine: `records.import_processor_per_s` counts the processor time of this process alone.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditMigrations } from '../src/audit/index.ts';
import { instantFromMs } from '../src/kernel/index.ts';
import { createReportReader, importRecords, recordMigrations } from '../src/records/index.ts';
import { reportingMigrations, takeReports } from '../src/reporting/index.ts';
import { systemRandom } from '../src/server/index.ts';
import { migrate, openDatabase } from '../src/server/database.ts';
import { startPostgres } from '../src/server/postgres/index.ts';
import type { Print } from './main.ts';

const sample = readFileSync(new URL('../examples/records/xb-goaml-transactions.xml', import.meta.url), 'utf8').replace(
  /^<\?xml[^>]*\?>\s*/,
  '',
);
const readCount = 20_000;
const importCount = 4000;
const perFile = 1000;
const now = instantFromMs(Date.UTC(2026, 10, 20));

/** A report of its own: reference, numbers of payments and accounts are those of no other copy. */
function copyOf(at: number): string {
  return sample
    .replaceAll('MTX-STR-2026-0031', `MTX-STR-${at}`)
    .replaceAll('XA-55-0017-2209', `XA-55-${at}-2209`)
    .replaceAll('xb1q7tmr3v0lantern', `xb1q7tmr3v${at}lantern`)
    .replaceAll(/MTX-(T-)?88/g, `MTX-$1${at}-88`);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export async function run(print: Print): Promise<void> {
  read(print);
  await takeIn(print);
}

function read(print: Print): void {
  const encoder = new TextEncoder();
  let [good, bytes, peak] = [0, 0, 0];
  const reader = createReportReader('goaml', { now, jurisdiction: 'XB', onReport: (report) => void (report.isGood && (good += 1)) });
  const from = processorSeconds();
  const write = (text: string): void => {
    const piece = encoder.encode(text);
    bytes += piece.length;
    const written = reader.write(piece);
    if (!written.ok) throw new Error(written.issues[0]?.problem);
  };
  write('<?xml version="1.0" encoding="UTF-8"?>\n<reports>\n');
  for (let at = 0; at < readCount; at += 1) {
    write(copyOf(at));
    if (at % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  write('</reports>\n');
  const ended = reader.end();
  if (!ended.ok || good !== readCount) throw new Error(`${good} of ${readCount} copies were read without a fault`);
  const seconds = processorSeconds() - from;
  print({ name: 'records.read_per_s', value: Math.round(readCount / seconds), unit: 'reports/s', goal: 500 });
  print({ name: 'records.read_mb_per_s', value: Math.round(bytes / 1e5 / seconds) / 10, unit: 'MB/s' });
  print({ name: 'records.read_memory_mb', value: Math.round(peak / 1e6), unit: 'MB', goal: 300 });
}

async function takeIn(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-records-'));
  const postgres = await startPostgres({ dataFolder: folder, name: 'XB', binariesOverride: undefined, onProgress: () => undefined });
  if (!postgres.ok) throw new Error(postgres.issues[0]?.problem);
  const opened = openDatabase({ ...postgres.value.connection });
  try {
    await migrate(opened.database, [auditMigrations, recordMigrations, reportingMigrations]);
    const authority = { name: 'Bench', jurisdiction: 'XB' };
    const reportsTaken: Parameters<typeof importRecords>[2]['reportsTaken'] = async (tx, reports, at) =>
      void (await takeReports(tx, { authority, random: systemRandom }, reports, { now: at, submission: null }));
    const context = { self: `ca1${'b'.repeat(52)}`, jurisdiction: 'XB', reportsTaken, now, random: systemRandom };
    const files = Array.from({ length: importCount / perFile }, (_, file) => fileOf(file));
    const [from, fromMs] = [processorSeconds(), performance.now()];
    for (const [at, bytes] of files.entries()) {
      const file = { kind: 'suspicious-report', format: 'goaml', fileName: `${at}.xml`, bytes, skipBad: false } as const;
      const request = { ...file, importedBy: `off_${'0'.repeat(26)}` };
      const report = await opened.database.transaction().execute((tx) => importRecords(tx, request, context));
      if (report.admitted !== perFile) throw new Error(JSON.stringify(report.rejected[0]));
    }
    const [seconds, ms] = [processorSeconds() - from, performance.now() - fromMs];
    print({ name: 'records.import_per_s', value: Math.round((importCount / ms) * 1000), unit: 'reports/s', goal: 500 });
    print({ name: 'records.import_processor_per_s', value: Math.round(importCount / seconds), unit: 'reports/s' });
  } finally {
    await opened.close();
    await postgres.value.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function fileOf(file: number): Uint8Array {
  const copies = Array.from({ length: perFile }, (_, at) => copyOf(readCount + file * perFile + at));
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n<reports>\n${copies.join('\n')}</reports>\n`);
}
