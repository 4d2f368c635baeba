// SPDX-License-Identifier: Apache-2.0
/** What is kept of every import: which file it was, who brought it, and the report of what became of its rows. */
import { noteAudit } from '../../../audit/index.ts';
import { type Database, type Instant, limits, type RandomBytes, type Transaction } from '../../../kernel/index.ts';
import type { RecordTables } from '../../store.ts';
import type { ImportFormat, ImportReportWire, RecordKind } from '../../wire.ts';
import type { Rejection } from '../file-records.ts';

/** Faults told one by one; whoever has more has one cause for all of them. */
export const rejectionsMax = 1000;

/** The first of them, and behind those a line that counts the rest. `count` is of all that were found, where not all were kept. */
export function shortened(rejected: readonly Rejection[], count = rejected.length): Rejection[] {
  const told = rejected.slice(0, rejectionsMax);
  if (count <= told.length) return told;
  const more = {
    line: (rejected[rejectionsMax] ?? told.at(-1))?.line ?? 1,
    field: 'file',
    reason: `${count - told.length} more faults from here on.`,
    remedy: 'Mend the ones above; most will have the same cause.',
  };
  return [...told, more];
}

export interface NotedImport {
  readonly kind: RecordKind;
  readonly format: ImportFormat;
  readonly fileName: string;
  readonly size: number;
  /** The officer, by identifier. */
  readonly importedBy: string;
}

/** Writes down an import that has come to its end, with its report. */
export async function noteImport(
  tx: Transaction,
  request: NotedImport,
  report: ImportReportWire,
  context: { readonly now: Instant; readonly random: RandomBytes },
): Promise<void> {
  await tx
    .withTables<RecordTables>()
    .insertInto('record_imports')
    .values({
      id: report.id,
      file_name: request.fileName,
      digest: report.digest,
      kind: request.kind,
      format: request.format,
      imported_by: request.importedBy,
      imported_at: context.now,
      is_applied: report.isApplied,
      report: JSON.stringify(report),
    })
    .execute();
  if (!report.isApplied) return;
  // Neither kind nor format: whoever reads the log need not know that there are suspicious reports.
  const details = {
    import: report.id,
    file: report.digest,
    count: report.admitted,
    rejected: report.faultCount,
    size: request.size,
  };
  await noteAudit(tx, { event: 'records.imported', actor: request.importedBy, at: context.now, details }, context.random);
}

/** The newest first; imports of suspicious reports for officers who may know of them. */
export async function listImports(db: Database, knowsReports: boolean): Promise<ImportReportWire[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('record_imports')
    .select('report')
    .where((row) => row.or([row.lit(knowsReports), row('kind', '<>', 'suspicious-report')]))
    .orderBy('id', 'desc')
    .limit(limits.pageRowsMax)
    .execute();
  return rows.map((row) => withFaultCount(JSON.parse(row.report) as StoredReport));
}

/** Reports that were written down before faults were counted hold all that is known of them. */
type StoredReport = Omit<ImportReportWire, 'faultCount'> & { readonly faultCount?: number };

function withFaultCount(report: StoredReport): ImportReportWire {
  return { ...report, faultCount: report.faultCount ?? report.rejected.length };
}
