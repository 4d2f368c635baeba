// SPDX-License-Identifier: Apache-2.0
/**
 * Records: reading goAML with every check, and taking a file of it in with provenance, index and queue.
 *
 * Reports are copies of the project's own sample under references, numbers, accounts and persons of their own; one in twenty keeps those of
 * the sample, so that it has something in common with others. Reading is a stream whose bytes are made as they are asked for, so that
 * nothing but the reader takes memory, and is counted in processor time of this one thread. Taking in is an import run over a file on the
 * disk, by the clock, with PostgreSQL on the same machine: `records.import_processor_per_s` counts the processor time of this process
 * alone. The limit is what both halves allow one after the other, each alone: the same file read and judged, and the same records
 * inserted with their indexes from values that are ready.
 *
 * `npm run bench -- records import 2000` makes the file 2,000 MB long and measures taking in alone; `npm run bench -- records search`
 * measures search alone (records/search-millions.ts).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { auditMigrations } from '../src/audit/index.ts';
import { addMs, type Database, instantFromMs, newId } from '../src/kernel/index.ts';
import { beginRun, carryOutRun, type CarryingOut, claimRun, createReportReader, recordMigrations } from '../src/records/index.ts';
import { reportingMigrations, takeReports } from '../src/reporting/index.ts';
import { serverEnvironment, serverNodeOptions, systemRandom } from '../src/server/index.ts';
import { migrate, openDatabase } from '../src/server/database.ts';
import { roomMaker } from '../src/server/machine/make-room.ts';
import { startPostgres } from '../src/server/postgres/index.ts';
import type { Print } from './main.ts';
import { searchMillions } from './records/search-millions.ts';

const sample = readFileSync(new URL('../examples/records/xb-goaml-transactions.xml', import.meta.url), 'utf8').replace(
  /^<\?xml[^>]*\?>\s*/,
  '',
);
const readCount = 20_000;
/** Long enough for the memory to show, short enough for a coffee. */
const fileMbDefault = 40;
const perWrite = 100;
/** Rows of the insertion alone. */
const insertedMax = 20_000;
const now = instantFromMs(Date.UTC(2026, 10, 20));

/** A report of its own: references, payments, accounts and persons are those of no other copy; one in twenty keeps the persons. */
function copyOf(at: number): string {
  const persons = at % 20 === 0 ? sample : sample.replaceAll('XB4471902', `XB${at}`).replaceAll('XA-REG-77120', `XA-REG-${at}`);
  return persons
    .replaceAll('MTX-STR-2026-0031', `MTX-STR-${at}`)
    .replaceAll('XA-55-0017-2209', `XA-55-${at}-2209`)
    .replaceAll('xb1q7tmr3v0lantern', `xb1q7tmr3v${at}lantern`)
    .replaceAll(/MTX-(T-)?88/g, `MTX-$1${at}-88`);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What is measured takes place in a server, so this process has the memory of one: a second of it is started that has. */
export async function run(print: Print): Promise<void> {
  if (!serverNodeOptions.every((option) => process.execArgv.includes(option))) {
    const asServer = spawn(process.execPath, [...serverNodeOptions, ...process.argv.slice(1)], {
      env: { ...process.env, ...serverEnvironment },
      stdio: 'inherit',
    });
    const [code] = (await once(asServer, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the process that measures ended with ${code}`);
    return;
  }
  const part = process.argv[3];
  if (part === undefined) read(print);
  if (part !== 'search') await takeIn(print);
  if (part !== 'import') await searchMillions(print);
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
    const file = path.join(folder, 'reports.xml');
    const count = await writeFileOf(file, Number(process.argv[4] ?? fileMbDefault) * 1e6);
    const imported = await runImport(opened.database, file);
    const limit = 1000 / ((await readMsOf(file, count)) + (await insertMsOf(opened.database, imported.id)));
    const perS = Math.round((count / imported.ms) * 1000);
    print({
      name: 'records.import_per_s',
      value: perS,
      unit: 'reports/s',
      limit: Math.round(limit),
      ratio: Math.round((perS / limit) * 100) / 100,
      goal: 500,
    });
    print({ name: 'records.import_processor_per_s', value: Math.round(count / imported.seconds), unit: 'reports/s', goal: 500 });
    print({ name: 'records.import_peak_mb', value: Math.round(imported.peak / 1e6), unit: 'MB', goal: 300 });
  } finally {
    await opened.close();
    await postgres.value.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** At least so many bytes of reports, and how many reports that are. */
async function writeFileOf(name: string, bytesMin: number): Promise<number> {
  const file = await open(name, 'w');
  try {
    await file.write('<?xml version="1.0" encoding="UTF-8"?>\n<reports>\n');
    let count = 0;
    for (let bytes = 0; bytes < bytesMin; count += perWrite) {
      const text = Array.from({ length: perWrite }, (_, at) => copyOf(readCount + count + at)).join('\n');
      bytes += (await file.write(text)).bytesWritten;
    }
    await file.write('</reports>\n');
    return count;
  } finally {
    await file.close();
  }
}

async function* partsOf(name: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(name, { highWaterMark: 1_048_576 }) as AsyncIterable<Uint8Array>;
}

interface Imported {
  readonly id: string;
  readonly ms: number;
  readonly seconds: number;
  readonly peak: number;
}

async function runImport(db: Database, file: string): Promise<Imported> {
  const authority = { name: 'Bench', jurisdiction: 'XB' };
  const reportsTaken: CarryingOut['context']['reportsTaken'] = async (tx, reports, at) =>
    void (await takeReports(tx, { authority, random: systemRandom }, reports, { now: at, submission: null }));
  const asked = {
    file: 'att',
    fileName: 'reports.xml',
    size: 0,
    format: 'goaml',
    manner: 'resumable',
    skipBad: false,
    digest: null,
  } as const;
  const begun = await beginRun(db, { ...asked, importedBy: `off_${'0'.repeat(26)}`, begunAt: now, id: newId('imp', now, systemRandom) });
  const run = await claimRun(db, begun.id, { token: newId('lse', now, systemRandom), now, until: addMs(now, 3_600_000) });
  if (run === null) throw new Error('nobody else works on it');
  let [peak, pauses] = [0, 0];
  const makeRoom = roomMaker();
  const pause = async (): Promise<void> => {
    pauses += 1;
    makeRoom();
    // Asking is not free.
    if (pauses % 8 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    await nextTurn();
  };
  const context = { self: `ca1${'b'.repeat(52)}`, jurisdiction: 'XB', reportsTaken };
  const deps: CarryingOut = { db, context, random: systemRandom, clock: () => instantFromMs(Date.now()), batchReports: 200, pause };
  const [from, fromMs] = [processorSeconds(), performance.now()];
  const state = await carryOutRun(deps, run, { digest: `sha256:${'0'.repeat(64)}`, parts: () => partsOf(file) });
  const [seconds, ms] = [processorSeconds() - from, performance.now() - fromMs];
  if (state !== 'done') throw new Error(`the import ended as ${state}`);
  return { id: run.id, ms, seconds, peak };
}

/** Of one report, by the clock: the file read and judged, and nothing done with it. */
async function readMsOf(file: string, count: number): Promise<number> {
  const from = performance.now();
  const reader = createReportReader('goaml', { now, jurisdiction: 'XB', onReport: () => undefined });
  for await (const part of partsOf(file)) reader.write(part);
  reader.end();
  return (performance.now() - from) / count;
}

/** Of one report, by the clock: rows that are ready, copied inside PostgreSQL into a table with the same indexes. */
async function insertMsOf(db: Database, importId: string): Promise<number> {
  await sql`create table bench_records (like records including all)`.execute(db);
  await sql`create table bench_versions (like record_versions including all)`.execute(db);
  const columns = sql.raw(recordColumns.join(', '));
  const from = performance.now();
  const put = await sql`insert into bench_records (${columns}) select ${columns} from records limit ${insertedMax}`.execute(db);
  await sql`insert into bench_versions select * from record_versions where import_id = ${importId} limit ${insertedMax}`.execute(db);
  return (performance.now() - from) / Number(put.numAffectedRows ?? 1n);
}

const recordColumns = (
  'id kind reference reporting_firm originator is_received origin_id version title subtitle names_text search_text identifiers names finding_keys sound_keys ' +
  'condition_count recorded_at origin_record chain'
).split(' ');
