// SPDX-License-Identifier: Apache-2.0
/**
 * All records that may be about one subject, each judged for the stated purpose, with their bodies: what the page of an entity is made of.
 *
 *     keys of the subject (its LEI, wallets, passports ...) and records already known to be about it
 *       -> records with any of them -> conditions asked, as for reading -> bodies of those that permit it; the others counted with the reason
 *
 * It is a use like any other: each record handed out has it among its uses, whatever of it is then shown. Suspicious reports are there
 * only for officers who may know of them and for the purposes of reports (knowing/).
 */
import { type RawBuilder, sql } from 'kysely';
import { noteAudit } from '../../audit/index.ts';
import type { Condition, Purpose } from '../../conditions/index.ts';
import { type Database, type Instant, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { type Sight, sightOf } from '../knowing/knowing.ts';
import { isReceivedReport } from '../knowing/store.ts';
import { leavesFor } from '../leaves/store.ts';
import { hasKey, hasSound, soundNumbers } from '../searches/meaning/store.ts';
import { type RecordTables, type RowSource, rowColumns, toRows } from '../store.ts';
import { judgeUse, type NotedUse, noteUses, type RecordDeps } from '../uses/store.ts';
import type { RecordBodyWire, RecordRowWire } from '../wire.ts';

export interface SubjectQuestion {
  /** Keys such as `lei:5299...`; a record with any of them is meant. */
  readonly keys: readonly string[];
  /** Records that are meant whatever their keys are. */
  readonly records: readonly string[];
  readonly purpose: Purpose;
  /** The officer, by identifier. */
  readonly officer: string;
}

export interface RecordOfSubject {
  readonly row: RecordRowWire;
  readonly version: number;
  readonly body: RecordBodyWire;
  readonly conditions: readonly Condition[];
}
export interface RecordsOfSubject {
  /** The newest recorded first. */
  readonly records: readonly RecordOfSubject[];
  readonly withheld: ReadonlyMap<string, number>;
  /** Whether there are more than are looked at. */
  readonly isMore: boolean;
}

/** Records of one subject that are read at once: more than a person takes in; who needs all of them searches. */
export const subjectRecordsMax = 120;

/** Nothing is written down yet: whoever shows something of them calls `noteSubjectUses`. */
export async function recordsOfSubject(db: Database, asked: SubjectQuestion, deps: RecordDeps, now: Instant): Promise<RecordsOfSubject> {
  const sight = sightOf(await deps.knowsReports(db, asked.officer), asked.purpose);
  const others = await foundAbout(db, asked, sight, othersBy(sight));
  const judged = await judgeFound(db, others, { asked, deps, now });
  if (sight === 'permitted') {
    // By permission alone a report is met: of one that is not permitted there is no word, and it takes no place among the others.
    const reports = await foundAbout(db, asked, sight, metByPermission);
    judged.push(...(await judgeFound(db, reports, { asked, deps, now })).filter(({ reason }) => reason === null));
  }
  const meant = new Set(asked.records);
  const chosen = judged.toSorted(
    (one, other) => Number(meant.has(other.row.id)) - Number(meant.has(one.row.id)) || newestFirst(one, other),
  );
  const looked = chosen.slice(0, subjectRecordsMax).toSorted(newestFirst);
  const withheld = new Map<string, number>();
  for (const { reason } of looked) if (reason !== null) withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
  const permitted = looked.filter(({ reason }) => reason === null);
  const rows = permitted.map(({ row }) => row);
  const wires = await toRows(db, rows, deps);
  const records = permitted.flatMap(({ row, conditions }, at): RecordOfSubject[] => {
    const wire = wires[at];
    return wire === undefined ? [] : [{ row: wire, version: row.version, body: JSON.parse(row.body) as RecordBodyWire, conditions }];
  });
  return { records, withheld, isMore: judged.length > subjectRecordsMax };
}

type FoundRow = RowSource & { version: number; body: string; conditions: string; is_erased: boolean };

/** One more than are looked at; those that are meant by name before those that share a key, then the newest. */
async function foundAbout(db: Database, asked: SubjectQuestion, sight: Sight, only: RawBuilder<unknown>): Promise<readonly FoundRow[]> {
  const isAsked = sql<boolean>`records.id = any(${[...asked.records]}::text[])`;
  const test = asked.keys.length === 0 ? isAsked : sql<boolean>`(${isAsked} or ${hasKey(asked.keys, sight)})`;
  const columns = sql.join(rowColumns.map((column) => sql.ref(`records.${column}`)));
  const found = await sql<FoundRow>`
    select ${columns}, version.version, version.body, version.conditions, version.erased_at is not null as is_erased
    from (select * from records where ${test} ${only} order by ${isAsked} desc, recorded_at desc, id desc limit ${subjectRecordsMax + 1}) records
    join record_versions version on version.record_id = records.id and version.version = records.version`.execute(db);
  return found.rows;
}

interface JudgedFound {
  readonly row: FoundRow;
  readonly conditions: readonly Condition[];
  /** Why it is not shown; null where it may be. */
  readonly reason: string | null;
}

async function judgeFound(
  db: Database,
  rows: readonly FoundRow[],
  { asked, deps, now }: { readonly asked: SubjectQuestion; readonly deps: RecordDeps; readonly now: Instant },
): Promise<JudgedFound[]> {
  const { purpose } = asked;
  const leaves = await leavesFor(
    db,
    rows.map(({ id }) => id),
    purpose,
  );
  return rows.map((row) => {
    const conditions = JSON.parse(row.conditions) as Condition[];
    const { kind, is_received: isReceived, recall, is_erased: isErased } = row;
    const datum = { kind, isReceived, conditions, manner: 'read', purpose, isErased, recall } as const;
    const verdict = judgeUse({ ...datum, leaves: leaves.get(row.id) ?? [] }, deps, now);
    const reason = verdict.outcome === 'permitted' ? null : (verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.');
    return { row, conditions, reason };
  });
}

function newestFirst({ row: one }: JudgedFound, { row: other }: JudgedFound): number {
  if (one.recorded_at !== other.recorded_at) return one.recorded_at < other.recorded_at ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}

/** Reports among the others only for who may know of all of them. */
function othersBy(sight: Sight): RawBuilder<unknown> {
  return sight === 'all' ? sql`` : sql`and kind <> 'suspicious-report'`;
}

/** Own reports are met by right alone; of received ones, permission is asked one by one, so they are looked for by themselves. */
const metByPermission = sql`and ${isReceivedReport}`;

/** Writes that these records were read together; one entry of the log stands for all of them. */
export async function noteSubjectUses(
  tx: Transaction,
  shown: readonly { readonly row: Pick<RecordRowWire, 'id'>; readonly version: number }[],
  by: { readonly officer: string; readonly purpose: Purpose; readonly note: string },
  now: Instant,
  random: RandomBytes,
): Promise<void> {
  const { officer, purpose, note } = by;
  const verdict = { outcome: 'permitted' as const, reasons: [] };
  const uses = shown.map(({ row, version }): NotedUse => ({
    id: newId('use', now, random),
    recordId: row.id,
    version,
    officer,
    purpose,
    manner: 'read',
    caseRef: null,
    note,
    verdict,
  }));
  await noteUses(tx, uses, now);
  const details = { purpose, manner: 'read', count: shown.length };
  await noteAudit(tx, { event: 'record.joined', actor: officer, at: now, details }, random);
}

/** Whether these records are there for the officer; identifiers of others are left out. */
export async function knownRecords(
  db: Database,
  ids: readonly string[],
  officer: string,
  deps: Pick<RecordDeps, 'knowsReports'>,
): Promise<ReadonlyMap<string, Pick<RowSource, 'kind' | 'reference'>>> {
  const knows = await deps.knowsReports(db, officer);
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'kind', 'reference'])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.filter(({ kind }) => knows || kind !== 'suspicious-report').map((row) => [row.id, row]));
}

/** Records with names that sound like this one, whatever their identifiers are: for what may be the same subject. */
export async function recordsSoundingLike(
  db: Database,
  groups: readonly (readonly string[])[],
  asked: Pick<SubjectQuestion, 'purpose' | 'officer'> & { readonly without: readonly string[]; readonly limit: number },
  deps: Pick<RecordDeps, 'knowsReports'>,
): Promise<readonly string[]> {
  if (groups.length === 0) return [];
  const sight = sightOf(await deps.knowsReports(db, asked.officer), asked.purpose);
  const isLike = sql.join(
    groups.slice(0, 3).map((group) => hasSound(group, sight)),
    sql` and `,
  );
  const nearest = async (only: RawBuilder<unknown>): Promise<readonly string[]> => {
    const found = await sql<{ id: string }>`
      select id from (
        select id, (select count(*) from unnest(sound_keys) one where one = any(${soundNumbers(groups.flat(), sight)}::integer[])) as shared
        from records where ${isLike} and not id = any(${[...asked.without]}::text[]) ${only} limit ${soundingMax}) counted
      order by shared desc, id limit ${asked.limit}`.execute(db);
    return found.rows.map(({ id }) => id);
  };
  const others = await nearest(othersBy(sight));
  return sight === 'permitted' ? [...others, ...(await nearest(metByPermission))] : others;
}

/** Records whose shared keys are counted before the best of them are compared. */
const soundingMax = 500;
