// SPDX-License-Identifier: Apache-2.0
/** Lists, their versions, and what differs between two of them, as screens show them. */
import type { Database } from '../../kernel/index.ts';
import { differenceOf, type ListedSubject } from '../../screening/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { judgedByList } from '../leads/store.ts';
import type { ListDifferenceWire, ListVersionWire, ListWire } from '../wire.ts';
import {
  allLists,
  type ListRow,
  movedSubjects,
  newestVersions,
  type StoredSubject,
  type VersionRow,
  versionNumbered,
  versionsOf,
} from './store.ts';

export async function listWires(db: Database, knowsReports: boolean): Promise<ListWire[]> {
  const newest = new Map((await newestVersions(db)).map((version) => [version.list, version]));
  const judged = await judgedByList(db, knowsReports);
  return (await allLists(db)).map((list) => listWire(list, newest.get(list.name) ?? null, judged.get(list.name)));
}

export function listWire(
  { name, purpose, threshold, version }: ListRow,
  newest: VersionRow | null,
  judged: { readonly confirmed: number; readonly dismissed: number } = { confirmed: 0, dismissed: 0 },
): ListWire {
  return { name, purpose, threshold, version, subjects: newest?.subjects ?? 0, importedAt: newest?.imported_at ?? null, ...judged };
}

export function versionWire(version: VersionRow, names: ReadonlyMap<string, string>): ListVersionWire {
  const { number, digest, layout, subjects, added, removed, changed, notes } = version;
  return {
    number,
    digest,
    fileDigest: version.file_digest,
    fileName: version.file_name,
    layout,
    subjects,
    added,
    removed,
    changed,
    notes: notes.map((note) => ({ ...note })),
    notesCount: version.notes_count,
    importedBy: names.get(version.imported_by) ?? version.imported_by,
    importedAt: version.imported_at,
  };
}

export async function versionWires(db: Database, deps: FindingsDeps, list: string): Promise<ListVersionWire[]> {
  const versions = await versionsOf(db, list);
  const names = await deps.officerNames(db, [...new Set(versions.map((version) => version.imported_by))]);
  return versions.map((version) => versionWire(version, names));
}

/** Subjects of each kind of change that are shown: what a person reads; the counts tell the rest. */
const shownMax = 500;

/** What differs from one version to another; version 0 is the empty list. Null where a version is missing. */
export async function listDifference(db: Database, list: string, from: number, to: number): Promise<ListDifferenceWire | null> {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const [older, newer] = [await versionNumbered(db, list, low), await versionNumbered(db, list, high)];
  if (newer === null || (low > 0 && older === null)) return null;
  const rows = await movedSubjects(db, list, low, high);
  const at = (version: number): ListedSubject[] => rows.filter((row) => stands(row, version)).map((row) => row.body);
  const { added, removed, changed } = differenceOf(at(from), at(to));
  const named = (subject: ListedSubject) => ({ id: subject.id, name: nameOf(subject) });
  return {
    from,
    to,
    unchanged: (to === high ? newer.subjects : (older?.subjects ?? 0)) - added.length - changed.length,
    added: added.slice(0, shownMax).map(named),
    removed: removed.slice(0, shownMax).map(named),
    changed: changed.slice(0, shownMax).map(({ id, name, changes }) => ({
      id,
      name,
      changes: changes.map((change) => ({ field: change.field, removed: [...change.removed], added: [...change.added] })),
    })),
    counts: { added: added.length, removed: removed.length, changed: changed.length },
  };
}

function stands(row: StoredSubject, version: number): boolean {
  return row.since <= version && (row.until === null || row.until > version);
}

function nameOf(subject: ListedSubject): string {
  return subject.names[0]?.text ?? subject.wallets[0]?.address ?? subject.id;
}
