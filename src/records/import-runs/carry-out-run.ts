// SPDX-License-Identifier: Apache-2.0
/**
 * Carrying out an import run: a file of reports of any length becomes records, and one of LEI data statements beside them, in the
 * manner that its officer chose.
 *
 *     resumable   batch by batch, each with the standing of the run in one transaction: what is settled is there and stays. Killed or
 *                 stopped, the run goes on behind the last batch that was settled, and the digest of the part read proves that it is
 *                 the same file. Reports with faults are told and left out
 *     whole       one transaction over all of it: nothing is to be seen before the end, and nothing at all where one report has a fault
 *                 (unless the good ones were asked for). Killed or stopped, it begins anew
 *
 * The obvious alternative for `whole`, rows that are hidden until the end, would put a condition into every question that is ever asked of
 * records, for the sake of the one day on which a file is read. PostgreSQL's own transaction does the same and cannot be forgotten.
 */
import type { Database, Instant, RandomBytes, Transaction } from '../../kernel/index.ts';
import { addMs } from '../../kernel/index.ts';
import type { Rejection } from '../imports/file-records.ts';
import { noteImport, rejectionsMax, shortened } from '../imports/import-reports/store.ts';
import { type ImportContext, type ImportSource, takeFirmBatch, takeReportBatch } from '../imports/store.ts';
import { type Batch, type BatchSettings, readBatches } from './read-batches.ts';
import type { RunEntry } from './run-entries.ts';
import { endRun, type ImportRun, noteStanding, nothingRead, type RunEnd, type RunStanding, takeReferences } from './store.ts';

export interface CarryingOut {
  readonly db: Database;
  readonly context: Omit<ImportContext, 'now' | 'random'> & { readonly jurisdiction: string };
  readonly random: RandomBytes;
  readonly clock: () => Instant;
  /** Reports of one batch, at least: enough for one statement, few enough to be read again when a server is killed. */
  readonly batchReports: number;
  /** Lets others have the thread. */
  readonly pause: () => Promise<void>;
  /** Whether this server is about to end: then the run is left to the next. */
  readonly isOver?: () => boolean;
}

/** The file of a run, as it lies here. */
export interface RunFile {
  readonly digest: string;
  readonly parts: () => AsyncIterable<Uint8Array>;
}

/** How long a run belongs to the server that works on it after that server was last heard of. */
export const leaseMs = 30_000;
/** How often the standing of a run that comes whole is told. */
const tellEveryMs = 1000;

/** How the work on a run ended; `lost` where its lease was over and another has claimed it, to whom all further word of it is left. */
type WorkEnd = RunEnd['state'] | 'lost';

/** Works on a claimed run until it ends, and writes down how. */
export async function carryOutRun(deps: CarryingOut, run: ImportRun, file: RunFile): Promise<WorkEnd> {
  if (run.digest !== null && run.digest !== file.digest)
    return endAs(deps, run, { state: 'refused', problem: otherDigest }, { standing: run.standing, file });
  return run.manner === 'whole' ? carryOutWhole(deps, run, file) : carryOutResumable(deps, run, file);
}

const otherDigest = 'The file that arrived is not the one whose digest was declared.';
const otherFile = 'The part that was read before is not the beginning of this file.';
const unreadable = 'The file cannot be read on; its last fault says where.';
const hasFaults = 'The file holds faults, and it was to come whole or not at all.';

async function carryOutResumable(deps: CarryingOut, run: ImportRun, file: RunFile): Promise<WorkEnd> {
  let { standing } = run;
  for await (const batch of readBatches(file.parts(), settingsOf(deps, run, standing))) {
    if (batch.kind !== 'reports') return endWith(deps, run, batch, { standing, file });
    const settled = await deps.db
      .transaction()
      .execute(async (tx) => {
        const next = await settle(tx, deps, { run, batch, standing, file, isApplied: true });
        return (await noteStanding(tx, run, { standing: next, leaseUntil: leaseFrom(deps) })) ? next : Promise.reject(new Stopped());
      })
      .catch(stoppedOr);
    if (settled === null) return endAs(deps, run, { state: 'stopped', problem: null }, { standing, file });
    standing = settled;
    if (deps.isOver?.() === true) return leftOpen(deps, run, standing);
  }
  throw new Error('a file ends with a last word');
}

async function carryOutWhole(deps: CarryingOut, run: ImportRun, file: RunFile): Promise<WorkEnd> {
  let standing = nothingRead;
  let refused: Batch | null = null;
  const work = async (tx: Transaction): Promise<void> => {
    let toldAt = deps.clock();
    for await (const batch of readBatches(file.parts(), settingsOf(deps, run, nothingRead))) {
      if (batch.kind === 'reports') {
        const isApplied = run.skipBad || (standing.rejectedCount === 0 && batch.reports.every(({ isGood }) => isGood));
        standing = await settle(tx, deps, { run, batch, standing, file, isApplied });
        if (deps.isOver?.() === true) throw new Stopped();
        if (addMs(toldAt, tellEveryMs) > deps.clock()) continue;
        toldAt = deps.clock();
        // By another connection: what this one writes is not to be seen before the end.
        if (!(await noteStanding(deps.db, run, { standing, leaseUntil: leaseFrom(deps) }))) throw new Stopped();
        continue;
      }
      const isGood = batch.kind === 'end' && batch.faults.length === 0 && (run.skipBad || standing.rejectedCount === 0);
      if (!isGood) {
        refused = batch;
        throw new Stopped();
      }
      await endAsDone(tx, deps, run, { standing, file });
    }
  };
  const done = await deps.db
    .transaction()
    .execute(async (tx) => (await work(tx), true))
    .catch(stoppedOr);
  if (done !== null) return 'done';
  if (refused === null && deps.isOver?.() === true) return leftOpen(deps, run, nothingRead);
  if (refused === null) return endAs(deps, run, { state: 'stopped', problem: null }, { standing: nothingRead, file });
  return endWith(deps, run, refused, { standing: { ...standing, admitted: 0, unchanged: 0 }, file });
}

/** Ends the transaction that it is thrown in, and no more. */
class Stopped extends Error {}

function stoppedOr(error: unknown): null {
  if (error instanceof Stopped) return null;
  throw error;
}

function settingsOf({ context, clock, batchReports, pause }: CarryingOut, { format }: ImportRun, from: RunStanding): BatchSettings {
  return { format, now: clock(), jurisdiction: context.jurisdiction, from, batchReports, pause };
}

/** Left in the middle by a server that ends in order: it goes on where a killed one would, and at once. */
const leftOpen = async (deps: CarryingOut, run: ImportRun, standing: RunStanding): Promise<WorkEnd> =>
  (await endRun(deps.db, run, { state: 'waiting', standing, problem: null, endedAt: null })) ? 'waiting' : 'lost';

const leaseFrom = ({ clock }: CarryingOut): Instant => addMs(clock(), leaseMs);

interface Settling {
  readonly run: ImportRun;
  readonly batch: Extract<Batch, { kind: 'reports' }>;
  readonly standing: RunStanding;
  readonly file: RunFile;
  /** False once nothing of the file can come any more: then faults are gathered, and nothing is written. */
  readonly isApplied: boolean;
}

async function settle(tx: Transaction, deps: CarryingOut, { run, batch, standing, file, isApplied }: Settling): Promise<RunStanding> {
  const good = batch.reports.filter(isGoodEntry);
  const bad = batch.reports.flatMap((report) => (report.isGood ? [] : [report.rejections]));
  const counted = { ...standing, position: batch.position, partDigest: batch.partDigest, reports: batch.count };
  if (!isApplied) return withRejected(counted, bad);
  const references = good.map(({ reference, line, position }) => ({ reference, line, place: position }));
  const doubled = await takeReferences(tx, run.id, references);
  const fresh = good.filter(({ position }) => !doubled.has(position));
  const source: ImportSource = { importId: run.id, fileName: run.fileName, digest: file.digest };
  const admitted = await takeEntries(tx, fresh, source, { ...deps.context, now: deps.clock(), random: deps.random });
  const twice = good.flatMap((report) => {
    const earlier = doubled.get(report.position);
    return earlier === undefined ? [] : [[doubledAt(report, earlier)]];
  });
  const sums = { admitted: standing.admitted + admitted, unchanged: standing.unchanged + fresh.length - admitted };
  return withRejected({ ...counted, ...sums }, [...bad, ...twice]);
}

type GoodEntry = RunEntry & { readonly isGood: true };

function isGoodEntry(entry: RunEntry): entry is GoodEntry {
  return entry.isGood;
}

/** A file holds one of the two. */
async function takeEntries(tx: Transaction, entries: readonly GoodEntry[], source: ImportSource, context: ImportContext): Promise<number> {
  const statements = entries.flatMap((entry) => (entry.holds === 'statement' ? [entry.statement] : []));
  if (statements.length > 0) return takeFirmBatch(tx, statements, source, context);
  return takeReportBatch(
    tx,
    entries.flatMap((entry) => (entry.holds === 'report' ? [entry] : [])),
    source,
    context,
  );
}

function doubledAt({ reference, line }: RunEntry, earlier: number): Rejection {
  const reason = `The reference "${reference}" stands already at ${earlier}.`;
  return { line, field: 'reference', reason, remedy: 'Keep one of the two, or give each its own.' };
}

function withRejected(standing: RunStanding, reports: readonly (readonly Rejection[])[]): RunStanding {
  const counted = { ...standing, rejectedCount: standing.rejectedCount + reports.length };
  return withFaults(counted, [...standing.rejected, ...reports.flat()], reports.flat().length);
}

/** The first of these faults, and how many there are in all with `more`. */
function withFaults(standing: RunStanding, faults: readonly Rejection[], more: number): RunStanding {
  return { ...standing, faultCount: standing.faultCount + more, rejected: faults.slice(0, rejectionsMax) };
}

interface Read {
  readonly standing: RunStanding;
  readonly file: RunFile;
}

/** The end of a file that was read, or could not be. */
async function endWith(deps: CarryingOut, run: ImportRun, last: Batch, { standing, file }: Read): Promise<WorkEnd> {
  if (last.kind === 'other-file') return endAs(deps, run, { state: 'refused', problem: otherFile }, { standing, file });
  if (last.kind === 'reports') throw new Error('a batch of reports is not the end of a file');
  const whole = withFaults(standing, [...last.faults, ...standing.rejected], last.faults.length);
  if (last.kind === 'unreadable') return endAs(deps, run, { state: 'refused', problem: unreadable }, { standing: whole, file });
  if (run.manner === 'whole') return endAs(deps, run, { state: 'refused', problem: hasFaults }, { standing: whole, file });
  const done = await deps.db
    .transaction()
    .execute(async (tx) => (await endAsDone(tx, deps, run, { standing: whole, file }), true))
    .catch(stoppedOr);
  return done === null ? 'lost' : 'done';
}

async function endAsDone(tx: Transaction, deps: CarryingOut, run: ImportRun, { standing, file }: Read): Promise<void> {
  const now = deps.clock();
  if (!(await endRun(tx, run, { state: 'done', standing, problem: null, endedAt: now }))) throw new Stopped();
  await noteEnd(tx, deps, run, { standing, digest: file.digest, now });
}

async function endAs(
  deps: CarryingOut,
  run: ImportRun,
  { state, problem }: Pick<RunEnd, 'state' | 'problem'>,
  { standing, file }: Read,
): Promise<WorkEnd> {
  const now = deps.clock();
  return deps.db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, run, { state, standing, problem, endedAt: state === 'stopped' ? null : now }))) return 'lost';
    // A run that is stopped is no import yet: its report is written when it ends.
    if (state === 'refused') await noteEnd(tx, deps, run, { standing, digest: file.digest, now });
    return state;
  });
}

async function noteEnd(
  tx: Transaction,
  { random }: CarryingOut,
  run: ImportRun,
  { standing, digest, now }: { readonly standing: RunStanding; readonly digest: string; readonly now: Instant },
): Promise<void> {
  const { id, fileName, format, importedBy, size } = run;
  const { reports: rows, admitted, unchanged } = standing;
  const { faultCount } = standing;
  const rejected = shortened(standing.rejected, faultCount);
  const report = { id, fileName, digest, rows, admitted, unchanged, faultCount, rejected, isApplied: admitted + unchanged > 0 };
  // LEI data stand beside registrations, and an import of them is nothing to hide.
  const kind = format === 'gleif' ? 'registration' : 'suspicious-report';
  await noteImport(tx, { kind, format, fileName, importedBy, size }, report, { now, random });
}
