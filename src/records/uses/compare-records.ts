// SPDX-License-Identifier: Apache-2.0
/**
 * Two records side by side, such as one that was received and our own on the same firm: what agrees, what differs, what only one tells.
 *
 * Both are read, each by a use of its own for the same purpose, so that nothing is shown that reading the two would not show. What a giver
 * withheld is told as withheld: a gap that somebody made is no difference.
 */
import { compareValues, type Instant, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import type { DisclosedRecordWire, WithheldFieldWire } from '../wire.ts';
import { type RecordDeps, type RecordUse, useRecord } from './store.ts';
import type { SideBySideWire } from './wire.ts';

/** Null when one of the two is not there for this officer. */
export async function compareRecords(
  tx: Transaction,
  given: { readonly use: Omit<RecordUse, 'asOf' | 'manner'>; readonly other: string },
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<SideBySideWire | null> {
  const use = { ...given.use, manner: 'read' } as const;
  const one = await useRecord(tx, use, deps, now, random);
  const other = one === null ? null : await useRecord(tx, { ...use, recordId: given.other }, deps, now, random);
  if (one === null || other === null) return null;
  const found = one.record === null || other.record === null ? null : sideBySide(one.record, other.record);
  return { one: one.use, other: other.use, found };
}

/** Members that name a record and not what it is about. */
const ofTheRecord = ['reference', 'original'] as const;

export function sideBySide(one: DisclosedRecordWire, other: DisclosedRecordWire): NonNullable<SideBySideWire['found']> {
  const [left, right] = [withoutNames(one.body), withoutNames(other.body)];
  const withheldOf = (record: DisclosedRecordWire) =>
    (record.withheld ?? []).map(({ path, reason }) => ({ path, reason, record: record.id }));
  const differences = compareValues(left, right).filter(
    ({ path, change }) =>
      !(change === 'added' && isAmong(path, one.withheld ?? [])) && !(change === 'removed' && isAmong(path, other.withheld ?? [])),
  );
  const [ours, theirs] = [leavesOf(left), leavesOf(right)];
  const agrees = [...ours].flatMap(([path, value]) => (theirs.get(path) === value && value !== '' ? [{ path, value }] : []));
  return { agrees, differences, withheld: [...withheldOf(one), ...withheldOf(other)] };
}

/** Whether a place lies in a field of this name that was withheld; entries of a list may stand elsewhere in the other record. */
function isAmong(path: string, withheld: readonly WithheldFieldWire[]): boolean {
  const place = unnumbered(path);
  return withheld
    .map((field) => unnumbered(field.path.slice(1).replaceAll('/', '.')))
    .some((name) => place === name || place.startsWith(`${name}.`));
}

function unnumbered(path: string): string {
  return path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
}

function withoutNames(body: DisclosedRecordWire['body']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([member]) => !ofTheRecord.some((name) => name === member)));
}

/** Every text, number and truth in it, by its place as a comparison names it: entries of a list are counted from 1. */
function leavesOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  const under = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) for (const [index, inner] of value.entries()) leavesOf(inner, under(String(index + 1)), found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) leavesOf(inner, under(key), found);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') found.set(path, String(value));
  return found;
}
