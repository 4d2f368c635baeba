// SPDX-License-Identifier: Apache-2.0
/**
 * A file becomes the next version of a list.
 *
 *     bytes -> unpacked, layout told, read -> digest of the subjects -> the same as the newest: nothing happens
 *     -> what came, changed and went against the newest version -> rows, version, log -> leads of what went are ended
 *     -> a screening of records against what came and changed
 *
 * A file that cannot be read leaves no trace. One that holds less than half of the newest version is refused: a list that was cut off on its
 * way would end leads by the thousand; `isShrinking` says that it is meant.
 */
import { gunzipSync } from 'node:zlib';
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { fail, type Issue, limits, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { layoutOf, type ListedSubject, type ListLayout, matchThreshold, readList, versionText } from '../../screening/index.ts';
import { digestOf, digestOfJson } from '../../seals/index.ts';
import { type By, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { endListings } from '../leads/end-listings.ts';
import { openScreening } from '../screenings/open-screening.ts';
import {
  digestsOf,
  endSubjects,
  insertSubjects,
  insertVersion,
  type ListRow,
  lockList,
  updateList,
  type VersionRow,
  versionNumbered,
} from './store.ts';

export interface ListFile {
  readonly list: string;
  readonly fileName: string;
  readonly purpose: Purpose | null;
  readonly bytes: Uint8Array;
  readonly altBytes: number;
  readonly addBytes: number;
  /** True: the file is meant to hold less than half of the newest version. */
  readonly isShrinking: boolean;
}

export interface ImportedList {
  readonly list: ListRow;
  readonly version: VersionRow;
  readonly isNew: boolean;
  readonly screening: string | null;
  readonly ended: number;
}

/** Notes that are kept with a version; a list with more has one fault many times. */
const notesMax = 200;
/** A new version with fewer subjects than this share of the newest one was cut off, or is another list. */
const shrinkShare = 0.5;

export async function importList(tx: Transaction, deps: FindingsDeps, file: ListFile, by: By): Promise<Outcome<ImportedList>> {
  const read = readListBytes(file);
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  const { subjects, notes, layout } = read.value;
  const list = await lockList(tx, { name: file.list, purpose: file.purpose, threshold: matchThreshold, now: by.now });
  if (list === null) return issue('purpose', 'The list is new, and no purpose is named.', 'Say for what subjects are searched on it.');
  const digest = digestOf(new TextEncoder().encode(versionText(subjects)));
  const newest = await versionNumbered(tx, list.name, list.version);
  const purpose = file.purpose ?? list.purpose;
  if (newest?.digest === digest) {
    if (purpose !== list.purpose) await updateList(tx, list.name, { purpose });
    return done({ list: { ...list, purpose }, version: newest, isNew: false, screening: null, ended: 0 });
  }
  if (newest !== null && !file.isShrinking && subjects.length < newest.subjects * shrinkShare) {
    return issue(
      file.fileName,
      `The file has ${subjects.length} subjects; version ${newest.number} has ${newest.subjects}.`,
      'Fetch the file again; if the list has really shrunk, say so (--shrinking).',
    );
  }
  const number = list.version + 1;
  const moved = await storeSubjects(tx, list.name, number, subjects);
  const version: VersionRow = {
    list: list.name,
    number,
    digest,
    file_digest: digestOf(file.bytes),
    file_name: file.fileName,
    layout,
    subjects: subjects.length,
    added: moved.added.length,
    removed: moved.removed.length,
    changed: moved.changed.length,
    notes: notes.slice(0, notesMax),
    notes_count: notes.length,
    imported_by: by.officer,
    imported_at: by.now,
  };
  await insertVersion(tx, version);
  await updateList(tx, list.name, { version: number, purpose });
  await auditImport(tx, deps, version, by);
  const ended = await endListings(tx, deps, { list: list.name, subjects: moved.removed, version: number }, by);
  const needsScreening = moved.added.length + moved.changed.length > 0;
  const order = { kind: 'list-change', purpose, lists: [{ name: list.name, version: number }], fileName: null } as const;
  const screening = needsScreening ? await openScreening(tx, deps, order, by) : null;
  await deps.announce(tx, 'findings');
  return done({ list: { ...list, version: number, purpose }, version, isNew: true, screening, ended });
}

async function auditImport(tx: Transaction, deps: FindingsDeps, version: VersionRow, by: By): Promise<void> {
  const { list, number, digest, file_digest: file, layout: format, subjects: count, added, removed, changed } = version;
  const details = { list, version: number, digest, file, format, count, added, removed, changed };
  await noteAudit(tx, { event: 'list.imported', actor: by.officer, at: by.now, details }, deps.random);
}

interface ListContent {
  readonly subjects: readonly ListedSubject[];
  readonly notes: readonly Issue[];
  readonly layout: ListLayout;
}

function readListBytes({ bytes, fileName, altBytes, addBytes }: ListFile): Result<ListContent> {
  const mainBytes = bytes.length - altBytes - addBytes;
  if (mainBytes <= 0) return fail(fileName, 'The file is empty, or shorter than its parts.', 'Give the file as it was published.');
  const parts = [bytes.subarray(0, mainBytes), bytes.subarray(mainBytes, mainBytes + altBytes), bytes.subarray(mainBytes + altBytes)];
  const texts: string[] = [];
  for (const part of parts) {
    const text = textOf(part, fileName);
    if (!text.ok) return text;
    if (text.value.includes('\0')) return fail(fileName, 'The file holds zero characters, so it is no text.', 'Give the file as UTF-8.');
    texts.push(text.value);
  }
  const [main = '', alt = '', add = ''] = texts;
  const read = readList(main, fileName, { alt, add });
  if (!read.ok) return read;
  const layout = layoutOf(main);
  if (layout === null || read.value.subjects.length === 0) {
    return fail(fileName, 'The file holds no subject.', 'Check that it is the list, and that it was fetched whole.');
  }
  const twice = firstTwice(read.value.subjects.map((subject) => subject.id));
  if (twice !== null) return fail(fileName, `The subject "${twice}" stands twice.`, 'Every subject needs one identifier of its own.');
  return ok({ ...read.value, layout });
}

/** As text; unpacked first where the bytes begin like gzip. */
function textOf(bytes: Uint8Array, fileName: string): Result<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return ok(new TextDecoder().decode(bytes));
  try {
    return ok(new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: limits.importBytesMax })));
  } catch {
    return fail(fileName, 'The file could not be unpacked: it is cut off, or unpacks to more than the limit.', 'Fetch it again.');
  }
}

function firstTwice(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

interface Moved {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

async function storeSubjects(tx: Transaction, list: string, version: number, subjects: readonly ListedSubject[]): Promise<Moved> {
  const before = await digestsOf(tx, list);
  const digests = new Map(subjects.map((subject) => [subject.id, digestOfJson(subject)]));
  const added = subjects.filter(({ id }) => !before.has(id));
  const changed = subjects.filter(({ id }) => before.has(id) && before.get(id) !== digests.get(id));
  const removed = [...before.keys()].filter((id) => !digests.has(id));
  await endSubjects(tx, list, [...changed.map(({ id }) => id), ...removed], version);
  const rows = [...added, ...changed].map((body) => ({
    list,
    subject: body.id,
    since: version,
    until: null,
    digest: digests.get(body.id) ?? digestOfJson(body),
    body,
  }));
  await insertSubjects(tx, rows);
  return { added: added.map(({ id }) => id), changed: changed.map(({ id }) => id), removed };
}
