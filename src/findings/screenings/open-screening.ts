// SPDX-License-Identifier: Apache-2.0
/**
 * Screenings are ordered here, and done piece by piece by work-screenings.ts: of all records, of a file, of records that came in, and of
 * records against what a new version of a list brought.
 */
import { appendAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Instant, limits, newId, type Transaction } from '../../kernel/index.ts';
import { countRecords, newestRecordedAt } from '../../records/index.ts';
import { readList } from '../../screening/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { allLists } from '../lists/store.ts';
import type { ScreeningKind, ScreeningWire } from '../wire.ts';
import {
  askToStop,
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
}

/** Puts a screening on the list of those that wait; gives its identifier. */
export async function openScreening(tx: Transaction, deps: FindingsDeps, order: ScreeningOrder, by: By): Promise<ScreeningRecord['id']> {
  const { kind, purpose, lists, fileName, since = null } = order;
  const id = newId('scr', by.now, deps.random);
  const total = order.total ?? (await countRecords(tx, since));
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
    at: null,
    is_stopping: false,
    failures: 0,
    ...counts,
    ...times,
  });
  const details = { screening: id, kind, purpose, count: total };
  await appendAudit(tx, { event: 'screening.started', actor: by.officer, at: by.now, details }, deps.random);
  await deps.announce(tx, 'findings');
  return id;
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
    if (!(await askToStop(tx, id))) return absent;
    await appendAudit(tx, { event: 'screening.stopping', actor: by.officer, at: by.now, details: { screening: id } }, deps.random);
    await deps.announce(tx, 'findings');
    return done(id);
  });
}

/**
 * Records that came in since the last screening of records are screened on their own, once for each purpose that lists are kept for.
 * Gives how many screenings were ordered; none before the first list, and none while nothing came.
 */
export async function screenNewRecords(tx: Transaction, deps: FindingsDeps, now: Instant): Promise<number> {
  const lists = (await allLists(tx)).filter((list) => list.version > 0);
  const newest = lists.length === 0 ? null : await newestRecordedAt(tx);
  const since = (await recordsScreenedUntil(tx)) as Instant | null;
  if (newest === null || (since !== null && newest <= since)) return 0;
  const byPurpose = Map.groupBy(lists, (list) => list.purpose);
  for (const [purpose, members] of byPurpose) {
    const asked = members.map(({ name, version }) => ({ name, version }));
    await openScreening(tx, deps, { kind: 'new-records', purpose, lists: asked, fileName: null, since }, { officer: 'server', now });
  }
  return byPurpose.size;
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
