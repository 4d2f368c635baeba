// SPDX-License-Identifier: Apache-2.0
/**
 * What every reader of a file returns: the records it found, each good or with its faults, and where each fact stood.
 *
 * Readers are pure: text in, records out. They read no clock (`now` is given) and touch no database.
 */
import type { Instant, Issue, Result } from '../../kernel/index.ts';
import { checkRecordBody } from '../record-body.ts';
import type { RecordBodyWire, RecordKind } from '../wire.ts';

/** One line of the report that the importing officer reads. */
export interface Rejection {
  readonly line: number;
  /** The column or member, or `row` and `file` where none is to blame. */
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Where a fact stood: the JSON pointer of the fact, and the place in words. */
export interface FactPlace {
  readonly scope: string;
  readonly place: string;
}

export type FileRecord =
  | { readonly isGood: true; readonly line: number; readonly body: RecordBodyWire; readonly places: readonly FactPlace[] }
  | { readonly isGood: false; readonly line: number; readonly rejections: readonly Rejection[] };

/** The records of a file, or why the file as a whole cannot be read; then nothing of it is admitted, whatever was asked. */
export type FileReading =
  | { readonly kind: 'records'; readonly records: readonly FileRecord[] }
  | { readonly kind: 'unreadable'; readonly rejections: readonly Rejection[] };

export interface FileQuestion {
  readonly kind: RecordKind;
  readonly bytes: Uint8Array;
  readonly now: Instant;
  /** Whose lists of codes and whose clock apply to formats that have local ones. */
  readonly jurisdiction?: string;
}

export function unreadable(rejections: readonly Rejection[]): FileReading {
  return { kind: 'unreadable', rejections };
}

/** Text of the file, or null when it is not UTF-8. The byte order mark stays; each reader knows what to do with it. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const notUtf8: Rejection = {
  line: 1,
  field: 'file',
  reason: 'The file is not UTF-8 text.',
  remedy: 'Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").',
};

export function tooManyRecords(count: number, countMax: number): FileReading {
  return unreadable([
    { line: 1, field: 'file', reason: `The file holds ${count} records; the limit is ${countMax}.`, remedy: 'Split it.' },
  ]);
}

/** Judges a body that a reader has put together; `placeOf` turns the pointer of an issue into a line and a field. */
export function judgeRecord(
  body: unknown,
  given: { line: number; now: Instant; places: readonly FactPlace[]; placeOf: (pointer: string) => { line: number; field: string } },
): FileRecord {
  const checked: Result<RecordBodyWire> = checkRecordBody(body, given.now);
  if (checked.ok) return { isGood: true, line: given.line, body: checked.value, places: given.places };
  return { isGood: false, line: given.line, rejections: checked.issues.map((issue) => rejectionOf(issue, given.placeOf)) };
}

function rejectionOf(issue: Issue, placeOf: (pointer: string) => { line: number; field: string }): Rejection {
  return { ...placeOf(issue.path), reason: issue.problem, remedy: issue.remedy };
}

/** The second record of one reference in one file is rejected: which of the two is right is not ours to say. */
export function withoutDoubles(records: readonly FileRecord[]): readonly FileRecord[] {
  const lineOfReference = new Map<string, number>();
  return records.map((record) => {
    if (!record.isGood) return record;
    const { reference } = record.body;
    const earlier = lineOfReference.get(reference);
    if (earlier === undefined) {
      lineOfReference.set(reference, record.line);
      return record;
    }
    const rejection = {
      line: record.line,
      field: 'reference',
      reason: `The reference "${reference}" stands already at ${earlier}.`,
      remedy: 'Keep one of the two, or give each its own.',
    };
    return { isGood: false, line: record.line, rejections: [rejection] };
  });
}
