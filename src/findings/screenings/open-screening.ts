// SPDX-License-Identifier: Apache-2.0
/**
 * Screenings are ordered here, and done piece by piece by work-screenings.ts: of all records, of a file, of records that came in, and of
 * records against what a new version of a list brought.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { addMs, type Instant, limits, newId, type Transaction } from '../../kernel/index.ts';
import { countRecords, meetsReports, newestRecordedAt } from '../../records/index.ts';
import { readList } from '../../screening/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { allLists } from '../lists/store.ts';
import type { ScreeningKind, ScreeningWire } from '../wire.ts';
import {
  askToStop,
  findScreening,
  insertScreening,
  insertScreeningRows,
  type ListAtVersion,
  recordsScreenedUntil,
  type ScreeningRecord,
} from './store.ts';

export interface ScreeningOrder {
  readonly kind: ScreeningKind;
  readonly purpose: Purpose;
  readonly lists: readonly ListAtVersion[];
  readonly fileName: string | null;
  /** Of a file; records are counted here. */
  readonly total?: number;
  readonly since?: Instant | null;
  readonly recordedUntil?: string | null;
}

/** Puts a screening on the list of those that wait; gives its identifier. */
export async function openScreening(tx: Transaction, deps: FindingsDeps, order: ScreeningOrder, by: By): Promise<ScreeningRecord['id']> {
  const { kind, purpose, lists, fileName, since = null, recordedUntil = null } = order;
  const id = newId('scr', by.now, deps.random);
  const withReports = kind !== 'file' && meetsReports({ purpose, knowsReports: await mayMeetReports(tx, deps, kind, by) });
  const total = order.total ?? (await countRecords(tx, since, withReports));
  const counts = { total, done: 0, untouched: 0, compared: 0, hits: 0, quiet: 0, leads: 0, withheld: {} };
  const times = { started_by: by.officer, created_at: by.now, ended_at: null };
  await insertScreening(tx, {
    id,
    kind,
    state: 'waiting',
    purpose,
    file_name: fileName,
    lists,
    since,
    recorded_until: recordedUntil,
    at: null,
    is_stopping: false,
    failures: 0,
    with_reports: withReports,
    ...counts,
    ...times,
  });
  const details = { screening: id, kind, purpose, count: total };
  await noteAudit(tx, { event: 'screening.started', actor: by.officer, at: by.now, details }, deps.random);
  await deps.announce(tx, 'findings');
  return id;
}

/** What the server does by itself looks at everything, and those see it who may; what an officer orders, at what that officer may know of. */
async function mayMeetReports(tx: Transaction, deps: FindingsDeps, kind: ScreeningKind, by: By): Promise<boolean> {
  return kind === 'list-change' || kind === 'new-records' || deps.records.knowsReports(tx, by.officer);
}

/** All own records, and received ones as their conditions permit, against all lists. */
export function screenRecords(deps: FindingsDeps, purpose: Purpose, by: By): Promise<Outcome<string>> {
  return change(deps, async (tx) => {
    const lists = await listsNow(tx);
    if (lists.length === 0) return noLists;
    return done(await openScreening(tx, deps, { kind: 'records', purpose, lists, fileName: null }, by));
  });
}

const noLists = issue('lists', 'There is no list to search on.', 'Import one first: ./comity lists import FILE');

/** A file of subjects in any layout of lists, against all lists. */
export function screenFile(
  deps: FindingsDeps,
  file: { readonly fileName: string; readonly purpose: Purpose; readonly bytes: Uint8Array },
  by: By,
): Promise<Outcome<string>> {
  return change(deps, async (tx) => {
    const lists = await listsNow(tx);
    if (lists.length === 0) return noLists;
    const text = new TextDecoder().decode(file.bytes);
    if (text.includes('\0')) return issue(file.fileName, 'The file holds zero characters, so it is no text.', 'Give the file as UTF-8.');
    const read = readList(text, file.fileName);
    if (!read.ok) return { kind: 'issues', issues: read.issues };
    const { subjects } = read.value;
    if (subjects.length === 0 || subjects.length > limits.importRowsMax) {
      const problem = `The file has ${subjects.length} subjects; between 1 and ${limits.importRowsMax} can be screened at once.`;
      return issue(file.fileName, problem, 'Divide it, or give the right file.');
    }
    const order = { kind: 'file', purpose: file.purpose, lists, fileName: file.fileName, total: subjects.length } as const;
    const id = await openScreening(tx, deps, order, by);
    await insertScreeningRows(
      tx,
      subjects.map((subject, number) => ({ screening: id, number, row: subject.id, subject })),
    );
    return done(id);
  });
}

export function stopScreening(deps: FindingsDeps, id: string, by: By): Promise<Outcome<string>> {
  return change(deps, async (tx) => {
    const isHidden = (await findScreening(tx, id))?.with_reports === true && !(await deps.records.knowsReports(tx, by.officer));
    if (isHidden || !(await askToStop(tx, id))) return absent;
    await noteAudit(tx, { event: 'screening.stopping', actor: by.officer, at: by.now, details: { screening: id } }, deps.random);
    await deps.announce(tx, 'findings');
    return done(id);
  });
}

/**
 * Imports are dated when their call begins and seen when it ends. So what came in is looked for again in the minutes before the newest that was
 * seen: longer than a call may take.
 */
const overlapMs = 300_000;

/** Records in the minutes that are looked at again, as one process last saw them; null before its first look. */
export type SeenRecords = number | null;

/**
 * Records that came in are screened on their own, once for each purpose that lists are kept for. Gives how many screenings were ordered (none
 * before the first list, and none while nothing came), and what was seen, for the next look.
 */
export async function screenNewRecords(
  tx: Transaction,
  deps: FindingsDeps,
  seenBefore: SeenRecords,
  now: Instant,
): Promise<{ readonly ordered: number; readonly seen: SeenRecords }> {
  const until = await recordsScreenedUntil(tx);
  const newest = until === null ? null : await newestRecordedAt(tx);
  if (until === null || newest === null) return { ordered: 0, seen: null };
  const since = addMs(until as Instant, -overlapMs);
  const seen = await countRecords(tx, since, true);
  if (newest <= until && (seenBefore === null || seen === seenBefore)) return { ordered: 0, seen };
  // Lists are read where there is something to screen against them: an idle server looks here again and again.
  const lists = (await allLists(tx)).filter((list) => list.version > 0);
  const byPurpose = Map.groupBy(lists, (list) => list.purpose);
  let ordered = 0;
  for (const [purpose, members] of byPurpose) {
    // Where reports alone came in, a screening that meets none of them would only tell that they did.
    const total = await countRecords(tx, since, meetsReports({ purpose, knowsReports: true }));
    if (total === 0) continue;
    const asked = members.map(({ name, version }) => ({ name, version }));
    const order = { kind: 'new-records', purpose, lists: asked, fileName: null, total, since, recordedUntil: newest } as const;
    await openScreening(tx, deps, order, { officer: 'server', now });
    ordered += 1;
  }
  return { ordered, seen: await countRecords(tx, addMs(newest as Instant, -overlapMs), true) };
}

async function listsNow(tx: Transaction): Promise<readonly ListAtVersion[]> {
  return (await allLists(tx)).filter((list) => list.version > 0).map(({ name, version }) => ({ name, version }));
}

export function screeningWire(row: ScreeningRecord, names: ReadonlyMap<string, string>): ScreeningWire {
  const { id, kind, state, purpose, lists, total, done: doneCount, untouched, compared, hits, quiet, leads, withheld } = row;
  return {
    id,
    kind,
    state,
    purpose,
    fileName: row.file_name,
    lists: [...lists],
    total,
    done: doneCount,
    untouched,
    compared,
    hits,
    quiet,
    leads,
    withheld: Object.entries(withheld).map(([reason, count]) => ({ reason, count })),
    startedBy: names.get(row.started_by) ?? row.started_by,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}
