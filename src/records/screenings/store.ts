// SPDX-License-Identifier: Apache-2.0
/**
 * Records handed to screening: own ones, and received ones whose conditions permit searching for the purpose of the screening.
 *
 *     const page = await recordsToScreen(tx, { purpose: 'sanctions', after: null, since: null, limit: 100 }, deps, now);
 *     // compare page.records, then:
 *     await noteScreened(tx, { ...what, found }, now, random);
 *
 * Screening is a search that a machine makes: it asks the same conditions, counts what they withhold, and each received record in which
 * it found somebody has the search among its uses. No body leaves this way: whoever wants to read one makes a use of the record.
 */
import type { Condition, Purpose, UseVerdict } from '../../conditions/index.ts';
import { type Database, type Instant, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { leavesFor } from '../leaves/store.ts';
import { sightOf } from '../knowing/knowing.ts';
import { isNoReport } from '../knowing/store.ts';
import type { RecordTables } from '../store.ts';
import { judgeUse, noteUses, type RecordDeps } from '../uses/store.ts';
import type { RecordBodyWire, RecordKind } from '../wire.ts';
import { type SubjectOfRecord, subjectsOfRecord } from './subjects.ts';

export interface ScreenedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly reference: string;
  readonly version: number;
  readonly isReceived: boolean;
  readonly subjects: readonly SubjectOfRecord[];
  readonly verdict: UseVerdict;
}

export interface RecordsPage {
  readonly records: readonly ScreenedRecord[];
  /** By reason, how many of this page were not looked at. */
  readonly withheld: ReadonlyMap<string, number>;
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
}

export interface RecordsQuestion {
  readonly purpose: Purpose;
  /** `next` of the page before. */
  readonly after: string | null;
  /** Only records whose newest version was recorded later; null for all. */
  readonly since: string | null;
  readonly limit: number;
  /** Whether whoever ordered it may know of suspicious reports. */
  readonly knowsReports: boolean;
}

export async function recordsToScreen(
  db: Database,
  question: RecordsQuestion,
  deps: Pick<RecordDeps, 'self' | 'ownPurposes'>,
  now: Instant,
): Promise<RecordsPage> {
  let query = newestVersions(db).orderBy('records.id').limit(question.limit);
  if (question.after !== null) query = query.where('records.id', '>', question.after);
  if (question.since !== null) query = query.where('records.recorded_at', '>', question.since);
  if (!meetsReports(question)) query = query.where(isNoReport);
  const rows = await query.execute();
  const leaves = await leavesFor(
    db,
    rows.map((row) => row.id),
    question.purpose,
  );
  const withheld = new Map<string, number>();
  const records = rows.flatMap((row): ScreenedRecord[] => {
    const verdict = judgeUse(
      {
        kind: row.kind,
        isReceived: row.is_received,
        conditions: JSON.parse(row.conditions) as Condition[],
        manner: 'search',
        purpose: question.purpose,
        isErased: row.erased_at !== null,
        recall: row.recall,
        leaves: leaves.get(row.id) ?? [],
      },
      deps,
      now,
    );
    if (verdict.outcome === 'permitted') {
      const { id, kind, reference, version, is_received: isReceived } = row;
      return [{ id, kind, reference, version, isReceived, subjects: subjectsOfRecord(JSON.parse(row.body) as RecordBodyWire), verdict }];
    }
    const reason = verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.';
    withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
    return [];
  });
  return { records, withheld, next: rows.length < question.limit ? null : (rows.at(-1)?.id ?? null) };
}

function newestVersions(db: Database) {
  return db
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select([
      'records.id as id',
      'records.kind as kind',
      'records.reference as reference',
      'records.version as version',
      'records.is_received as is_received',
      'records.recall as recall',
      'record_versions.body as body',
      'record_versions.conditions as conditions',
      'record_versions.erased_at as erased_at',
    ]);
}

/** A screening meets suspicious reports where whoever ordered it may know of them, and for the purposes for which they are there. */
export function meetsReports(asked: Pick<RecordsQuestion, 'knowsReports' | 'purpose'>): boolean {
  return sightOf(asked.knowsReports, asked.purpose) === 'all';
}

/** How many records a screening meets: all, or those with a version recorded after the moment; with suspicious reports or without. */
export async function countRecords(db: Database, since: string | null, withReports: boolean): Promise<number> {
  let query = db.withTables<RecordTables>().selectFrom('records');
  if (!withReports) query = query.where(isNoReport);
  if (since !== null) query = query.where('recorded_at', '>', since);
  return Number((await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()).count);
}

/** When the newest version of any record was recorded; null where there is none. */
export async function newestRecordedAt(db: Database): Promise<string | null> {
  const found = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(({ fn }) => fn.max('recorded_at').as('at'))
    .executeTakeFirst();
  return found?.at ?? null;
}

/** Writes the search among the uses of each received record in which somebody was found. */
export async function noteScreened(
  tx: Transaction,
  screened: { readonly records: readonly ScreenedRecord[]; readonly officer: string; readonly purpose: Purpose; readonly note: string },
  now: Instant,
  random: RandomBytes,
): Promise<void> {
  const uses = screened.records
    .filter((record) => record.isReceived)
    .map((record) => ({
      id: newId('use', now, random),
      recordId: record.id,
      version: record.version,
      officer: screened.officer,
      purpose: screened.purpose,
      manner: 'search' as const,
      caseRef: null,
      note: screened.note,
      verdict: record.verdict,
    }));
  await noteUses(tx, uses, now);
}
