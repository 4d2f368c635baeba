// SPDX-License-Identifier: Apache-2.0
/**
 * What changed between two versions of a list: subjects added, removed, and changed field by field.
 *
 * Whoever keeps customers screened need only look at the added and changed ones; search/rescreen.ts does.
 */
import { canonicalJson } from '../../kernel/index.ts';
import { dateText } from './partial-dates.ts';
import type { ListedSubject } from './subject.ts';

export interface FieldChange {
  readonly field: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface SubjectChange {
  readonly id: string;
  readonly name: string;
  readonly changes: readonly FieldChange[];
}

export interface ListDifference {
  readonly added: readonly ListedSubject[];
  readonly removed: readonly ListedSubject[];
  readonly changed: readonly SubjectChange[];
  readonly unchanged: number;
}

export function differenceOf(before: readonly ListedSubject[], after: readonly ListedSubject[]): ListDifference {
  const old = new Map(before.map((subject) => [subject.id, subject]));
  const current = new Map(after.map((subject) => [subject.id, subject]));
  const changed = after.flatMap((subject): SubjectChange[] => {
    const earlier = old.get(subject.id);
    if (earlier === undefined) return [];
    const changes = changesOf(earlier, subject);
    return changes.length === 0 ? [] : [{ id: subject.id, name: subject.names[0]?.text ?? subject.id, changes }];
  });
  const added = after.filter((subject) => !old.has(subject.id));
  return {
    added,
    removed: before.filter((subject) => !current.has(subject.id)),
    changed,
    unchanged: after.length - added.length - changed.length,
  };
}

/** The values of a subject as a reader of the difference sees them, field by field. */
const fields: readonly (readonly [string, (subject: ListedSubject) => readonly string[]])[] = [
  ['kind', (subject) => [subject.kind]],
  ['names', (subject) => subject.names.map((name) => (name.quality === 'weak' ? `${name.text} (weak)` : name.text))],
  ['births', (subject) => subject.births.map(dateText)],
  ['countries', (subject) => subject.countries],
  ['identifiers', (subject) => subject.identifiers.map((one) => `${one.kind} ${one.value}`)],
  ['addresses', (subject) => subject.addresses],
  ['wallets', (subject) => subject.wallets.map((one) => `${one.asset} ${one.address}`)],
  ['programmes', (subject) => subject.programmes],
  ['remarks', (subject) => (subject.remarks === '' ? [] : [subject.remarks])],
];

function changesOf(before: ListedSubject, after: ListedSubject): readonly FieldChange[] {
  return fields.flatMap(([field, values]) => {
    const [old, current] = [new Set(values(before)), new Set(values(after))];
    const [removed, added] = [[...old].filter((value) => !current.has(value)), [...current].filter((value) => !old.has(value))];
    return removed.length + added.length === 0 ? [] : [{ field, removed, added }];
  });
}

/** One spelling of a version, whatever the order of its subjects: the text whose digest names the version. */
export function versionText(subjects: readonly ListedSubject[]): string {
  return canonicalJson(subjects.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)));
}
