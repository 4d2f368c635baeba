// SPDX-License-Identifier: Apache-2.0
/**
 * Imports: a file becomes records, in one transaction, or nothing becomes anything.
 *
 * What happens to each record of the file, by kind and reference among our own records:
 *
 *     not there yet       admitted, version 1
 *     there, same content unchanged; nothing is written, however often the file comes
 *     there, other        admitted as the next version; the former stays, with the moment until which it was the newest
 *
 * One import of ours of each kind runs at a time, and one of each firm (a lock held to the end of the transaction): two files with the
 * same reference would otherwise meet halfway. A lock over all kinds would let whoever imports a register feel that reports are coming in.
 * Every import is written down with its report, also one that changed nothing.
 */
import { sql } from 'kysely';
import { type Instant, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { admitFirmStatements } from '../firm-data/store.ts';
import type { FirmStatementWire } from '../firm-data/wire.ts';
import { newSalt, saltedDigest } from '../salt.ts';
import { findingColumns } from '../finding-columns.ts';
import { insertRecords, type NewRecord, type RecordTables, rowsPerStatement } from '../store.ts';
import type { ImportFormat, ImportReportWire, RecordKind, SuspiciousReport } from '../wire.ts';
import type { FactPlace, FileRecord, Rejection } from './file-records.ts';
import { noteImport, shortened } from './import-reports/store.ts';
import { isFirmDataFormat, isVenueListFormat, readFirmDataFile, readImportFile } from './read-import-file.ts';
import { readMicList } from '../venues/read-mic-list.ts';
import { admitVenueCodes } from '../venues/store.ts';

export interface ImportRequest {
  readonly kind: RecordKind;
  readonly format: ImportFormat;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Admit the good records of a file that also holds bad ones. */
  readonly skipBad: boolean;
  /** The officer, by identifier. */
  readonly importedBy: string;
}

export interface ImportContext {
  /** Our own authority: the originator of what it imports. */
  readonly self: string;
  /** Whose lists of codes and whose clock apply to formats that have local ones; absent: nobody's. */
  readonly jurisdiction?: string;
  /** Hears of suspicious reports in the same transaction. */
  readonly reportsTaken?: ReportsTaken;
  readonly now: Instant;
  readonly random: RandomBytes;
}

/** A suspicious report that has just become a record, for whoever queues it for reading. */
export interface TakenReport {
  readonly recordId: string;
  readonly body: SuspiciousReport;
  /** The firm that sent it by its own access; empty where an officer took it in. */
  readonly firm: string;
  /** False where it is another version of one that was there. */
  readonly isNew: boolean;
}
export type ReportsTaken = (tx: Transaction, reports: readonly TakenReport[], now: Instant) => Promise<void>;

export async function importRecords(tx: Transaction, request: ImportRequest, context: ImportContext): Promise<ImportReportWire> {
  return importRead(tx, request, await readForImport(request, context), context);
}

/** What a file holds, before anything of it is taken. */
export interface ReadForImport {
  readonly rows: number;
  readonly rejected: readonly Rejection[];
  /** False where nothing of the file can be admitted, whatever was asked. */
  readonly isReadable: boolean;
  readonly apply: (tx: Transaction, source: ImportSource) => Promise<{ readonly admitted: number; readonly unchanged: number }>;
}

/** What was read becomes records, or nothing does. */
export async function importRead(
  tx: Transaction,
  request: ImportRequest,
  { rows, rejected, isReadable, apply }: ReadForImport,
  context: ImportContext,
): Promise<ImportReportWire> {
  const { now, random } = context;
  const digest = digestOf(request.bytes);
  const importId = newId('imp', now, random);
  const source = { importId, fileName: request.fileName, digest };
  const isApplied = isReadable && (rejected.length === 0 || request.skipBad);
  const applied = isApplied ? await apply(tx, source) : { admitted: 0, unchanged: 0 };
  const report: ImportReportWire = {
    id: importId,
    fileName: request.fileName,
    digest,
    rows,
    ...applied,
    faultCount: rejected.length,
    rejected: shortened(rejected),
    isApplied,
  };
  await noteImport(tx, { ...request, size: request.bytes.length }, report, context);
  return report;
}

/** Needs no database: a workbook of many megabytes is read before a transaction is opened, not within it. */
export async function readForImport(request: Omit<ImportRequest, 'importedBy'>, context: ImportContext): Promise<ReadForImport> {
  const { kind, bytes, format } = request;
  const question = { kind, bytes, now: context.now, ...localOf(context) };
  if (isFirmDataFormat(format)) {
    if (kind !== 'registration') return nothingOf([wrongKind]);
    const { statements, rejected, isReadable } = readFirmDataFile(format, question);
    const apply: ReadForImport['apply'] = async (tx, { importId }) => {
      await lockFirmData(tx);
      return admitFirmStatements(tx, statements, { importId, now: context.now });
    };
    return { rows: statements.length + rejected.length, rejected, isReadable, apply };
  }
  if (isVenueListFormat(format)) {
    if (kind !== 'registration') return nothingOf([wrongKind]);
    const { codes, rejected, isReadable } = readMicList(bytes);
    const apply: ReadForImport['apply'] = async (tx, { importId }) => {
      await lockImports(tx, { kind, firm: '' });
      return admitVenueCodes(tx, codes, { importId, now: context.now });
    };
    return { rows: codes.length + rejected.length, rejected, isReadable, apply };
  }
  const reading = await readImportFile(format, question);
  if (reading.kind === 'unreadable') return nothingOf(reading.rejections);
  const { records } = reading;
  const rejected = records.flatMap((record) => (record.isGood ? [] : record.rejections));
  const apply: ReadForImport['apply'] = (tx, source) => applyRecords(tx, goodOnes(records), kind, source, context);
  return { rows: records.length, rejected, isReadable: true, apply };
}

function nothingOf(rejected: readonly Rejection[]): ReadForImport {
  return { rows: 0, rejected, isReadable: false, apply: async () => ({ admitted: 0, unchanged: 0 }) };
}

const wrongKind: Rejection = {
  line: 1,
  field: 'file',
  reason: 'What is published about firms and venues stands beside registrations.',
  remedy: 'Choose the kind "registration".',
};

function localOf({ jurisdiction }: ImportContext): { jurisdiction: string } | Record<never, never> {
  return jurisdiction === undefined ? {} : { jurisdiction };
}

export type GoodRecord = Extract<FileRecord, { isGood: true }>;

function goodOnes(records: readonly FileRecord[]): readonly GoodRecord[] {
  return records.filter((record) => record.isGood);
}

export interface ImportSource {
  readonly importId: string;
  readonly fileName: string;
  readonly digest: string;
}

async function applyRecords(
  tx: Transaction,
  records: readonly GoodRecord[],
  kind: RecordKind,
  source: ImportSource,
  context: ImportContext,
): Promise<{ admitted: number; unchanged: number }> {
  await lockImports(tx, { kind, firm: '' });
  let admitted = 0;
  for (let at = 0; at < records.length; at += rowsPerStatement) {
    const piece = records.slice(at, at + rowsPerStatement);
    admitted += await takePiece(tx, piece, kind, source, context);
  }
  return { admitted, unchanged: records.length - admitted };
}

async function takePiece(
  tx: Transaction,
  piece: readonly GoodRecord[],
  kind: RecordKind,
  source: ImportSource,
  context: ImportContext,
): Promise<number> {
  const applied = await applyPiece(tx, piece, { kind, firm: '', mayReplace: true }, source, context);
  const taken = applied.filter(({ outcome }) => outcome !== 'unchanged');
  await context.reportsTaken?.(tx, taken.flatMap(takenReport), context.now);
  return taken.length;
}

/** A batch of a long file: its reports become records as those of a short one do. Answers how many were new or had other content. */
export async function takeReportBatch(
  tx: Transaction,
  records: readonly GoodRecord[],
  source: ImportSource,
  context: ImportContext,
): Promise<number> {
  await lockImports(tx, { kind: 'suspicious-report', firm: '' });
  return takePiece(tx, records, 'suspicious-report', source, context);
}

/** A batch of a long file of what is published about firms. */
export async function takeFirmBatch(
  tx: Transaction,
  statements: readonly FirmStatementWire[],
  { importId }: ImportSource,
  { now }: ImportContext,
): Promise<number> {
  await lockFirmData(tx);
  return (await admitFirmStatements(tx, statements, { importId, now })).admitted;
}

/** Beside the records, so an import of registrations need not wait for it. */
async function lockFirmData(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('comity firm data import', 0))`.execute(tx);
}

function takenReport({ recordId, outcome, record }: AppliedRecord): TakenReport[] {
  const { body } = record;
  return body.kind === 'suspicious-report' ? [{ recordId, body, firm: '', isNew: outcome === 'admitted' }] : [];
}

/** One at a time of those whose references could meet: our own imports of one kind, or what one firm sends. */
async function lockImports(tx: Transaction, { kind, firm }: Pick<ApplyRules, 'kind' | 'firm'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`comity records import ${kind} ${firm}`}, 0))`.execute(tx);
}

export interface AppliedRecord {
  readonly recordId: string;
  readonly record: GoodRecord;
  /**
   * Now a record; another version of one; there already word for word; or not taken, since its reference stands for another report of
   * the same firm.
   */
  readonly outcome: 'admitted' | 'replaced' | 'unchanged' | 'other-content';
}

/**
 * The reports of one firm, as its own access sends them: each becomes a record of ours under the firm's reference, or changes nothing.
 * What a firm has sent is never replaced by what it sends later: a correction is a report of its own that names the first.
 */
export async function admitFirmReports(
  tx: Transaction,
  given: { readonly firm: string; readonly records: readonly GoodRecord[]; readonly source: ImportSource },
  context: ImportContext,
): Promise<readonly AppliedRecord[]> {
  const rules = { kind: 'suspicious-report', firm: given.firm, mayReplace: false } as const;
  await lockImports(tx, rules);
  const applied: AppliedRecord[] = [];
  for (let at = 0; at < given.records.length; at += rowsPerStatement) {
    const piece = given.records.slice(at, at + rowsPerStatement);
    applied.push(...(await applyPiece(tx, piece, rules, given.source, context)));
  }
  return applied;
}

interface ApplyRules {
  readonly kind: RecordKind;
  readonly firm: string;
  readonly mayReplace: boolean;
}

async function applyPiece(
  tx: Transaction,
  piece: readonly GoodRecord[],
  rules: ApplyRules,
  source: ImportSource,
  context: ImportContext,
): Promise<AppliedRecord[]> {
  const references = piece.map(({ body }) => body.reference);
  const known = await knownRecords(tx, rules, references);
  const fresh: NewRecord[] = [];
  const applied: AppliedRecord[] = [];
  for (const record of piece) {
    const former = known.get(record.body.reference);
    if (former === undefined) {
      const made = newRecord(record, rules.firm, source, context);
      fresh.push(made);
      applied.push({ recordId: made.record.id, record, outcome: 'admitted' });
    } else if (former.bodyDigest === saltedDigest(former.salt, record.body)) {
      applied.push({ recordId: former.id, record, outcome: 'unchanged' });
    } else if (rules.mayReplace) {
      await addVersion(tx, former, versionRow(record, { recordId: former.id, version: former.version + 1 }, source, context), record);
      applied.push({ recordId: former.id, record, outcome: 'replaced' });
    } else applied.push({ recordId: former.id, record, outcome: 'other-content' });
  }
  await insertRecords(tx, fresh);
  return applied;
}

interface Known {
  readonly id: string;
  readonly version: number;
  readonly bodyDigest: string;
  readonly salt: string;
}

/** The identifier of the record with this reference that an officer of ours took in; null where there is none. */
export async function ownRecord(tx: Transaction, kind: RecordKind, reference: string): Promise<string | null> {
  return (await knownRecords(tx, { kind, firm: '', mayReplace: true }, [reference])).get(reference)?.id ?? null;
}

async function knownRecords(
  tx: Transaction,
  { kind, firm }: ApplyRules,
  references: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const rows = await tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select(['records.id', 'records.version', 'records.reference', 'record_versions.body_digest', 'record_versions.salt'])
    .where('records.is_received', '=', false)
    .where('records.kind', '=', kind)
    .where('records.reporting_firm', '=', firm)
    .where('records.reference', 'in', references)
    .execute();
  return new Map(rows.map((row) => [row.reference, { id: row.id, version: row.version, bodyDigest: row.body_digest, salt: row.salt }]));
}

function newRecord(record: GoodRecord, firm: string, source: ImportSource, context: ImportContext): NewRecord {
  const id = newId('rcd', context.now, context.random);
  return {
    record: {
      id,
      kind: record.body.kind,
      reference: record.body.reference,
      reporting_firm: firm,
      originator: context.self,
      is_received: false,
      origin_id: id,
      sender: null,
      case_ref: null,
      dispatch_digest: null,
      version: 1,
      ...findingColumns(record.body),
      condition_count: 0,
      recorded_at: context.now,
      origin_record: id,
      chain: '[]',
      consent: null,
      recall: null,
    },
    version: versionRow(record, { recordId: id, version: 1 }, source, context),
  };
}

function versionRow(
  record: GoodRecord,
  of: { recordId: string; version: number },
  source: ImportSource,
  context: ImportContext,
): RecordTables['record_versions'] {
  const salt = newSalt(context.random);
  return {
    record_id: of.recordId,
    version: of.version,
    body: JSON.stringify(record.body),
    body_digest: saltedDigest(salt, record.body),
    provenance: JSON.stringify(record.places.map((place) => provenanceOf(place, source, context.now))),
    conditions: '[]',
    recorded_at: context.now,
    recorded_until: null,
    import_id: source.importId,
    salt,
    erased_at: null,
    withheld: '[]',
  };
}

function provenanceOf({ scope, place }: FactPlace, source: ImportSource, now: Instant): object {
  return { scope, source: { kind: 'import', name: source.fileName, digest: source.digest, place: place.slice(0, 100) }, recordedAt: now };
}

async function addVersion(tx: Transaction, former: Known, version: RecordTables['record_versions'], record: GoodRecord): Promise<void> {
  const tables = tx.withTables<RecordTables>();
  await tables
    .updateTable('record_versions')
    .set({ recorded_until: version.recorded_at })
    .where('record_id', '=', former.id)
    .where('version', '=', former.version)
    .execute();
  await tables.insertInto('record_versions').values(version).execute();
  await tables
    .updateTable('records')
    .set({ version: version.version, recorded_at: version.recorded_at, ...findingColumns(record.body) })
    .where('id', '=', former.id)
    .execute();
}
