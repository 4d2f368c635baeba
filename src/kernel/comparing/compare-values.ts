// SPDX-License-Identifier: Apache-2.0
/**
 * What differs between two versions of anything that is written as values: a draft and what became of it, a record and its correction,
 * two certificates. Pure. The one comparison of the program; the redline of an agreement stands on the same words.
 *
 *     compareValues({ subject: 'Two accounts', kinds: ['a'] }, { subject: 'Three accounts', kinds: ['a', 'b'] })
 *     // subject: [-Two-]{+Three+} accounts; kinds.2: {+b+}
 *
 * Members are found again by their names, so their order says nothing. Entries of a list are found again by their `id` (or `lineId`,
 * `number`, `reference`) where all have one and no two the same; else by being equal, and what is left is compared in its order.
 * Numbers and yes or no are compared as the words that write them. A member that is left out, null, or an empty text is nothing said.
 *
 * The obvious alternative, a comparison of two files line by line, calls a member that moved a change and misses the word that did change.
 */
import { canonicalJson } from '../canonical-json.ts';
import type { JsonValue } from '../strict-json.ts';
import type { DifferenceWire } from './wire.ts';
import { wordChanges } from './word-changes.ts';

type Members = Readonly<Record<string, JsonValue | undefined>>;

/** In the order in which the later version says its members; what was removed stands at the end of its group. Empty: nothing differs. */
export function compareValues(before: unknown, after: unknown): DifferenceWire[] {
  return differences('', before as JsonValue | undefined, after as JsonValue | undefined);
}

function differences(path: string, before: JsonValue | undefined, after: JsonValue | undefined): DifferenceWire[] {
  if (isList(before) || isList(after)) {
    if ((isList(before) || isNothing(before)) && (isList(after) || isNothing(after))) {
      return ofLists(path, isList(before) ? before : [], isList(after) ? after : []);
    }
  } else if (isGroup(before) || isGroup(after)) {
    if ((isGroup(before) || isNothing(before)) && (isGroup(after) || isNothing(after))) {
      return ofGroups(path, isGroup(before) ? before : {}, isGroup(after) ? after : {});
    }
  }
  const [was, is] = [written(before), written(after)];
  if (was === is) return [];
  return [{ path, change: was === '' ? 'added' : is === '' ? 'removed' : 'changed', segments: wordChanges(was, is) }];
}

function ofGroups(path: string, before: Members, after: Members): DifferenceWire[] {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))];
  return names.flatMap((name) =>
    differences(
      path === '' ? name : `${path}.${name}`,
      Object.hasOwn(before, name) ? before[name] : undefined,
      Object.hasOwn(after, name) ? after[name] : undefined,
    ),
  );
}

const names = ['id', 'lineId', 'number', 'reference'] as const;

function ofLists(path: string, before: readonly JsonValue[], after: readonly JsonValue[]): DifferenceWire[] {
  const under = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const nameOf = names.map((name) => namesBy(name, before, after)).find((found) => found !== null);
  if (nameOf !== undefined) {
    const was = new Map(before.map((entry) => [nameOf(entry), entry]));
    const is = new Map(after.map((entry) => [nameOf(entry), entry]));
    return [...new Set([...is.keys(), ...was.keys()])].flatMap((name) => differences(under(name), was.get(name), is.get(name)));
  }
  const left = [...before];
  const changed: (readonly [place: number, entry: JsonValue])[] = [];
  for (const [index, entry] of after.entries()) {
    const same = left.findIndex((other) => canonicalJson(other) === canonicalJson(entry));
    if (same < 0) changed.push([index + 1, entry]);
    else left.splice(same, 1);
  }
  const kept = changed.flatMap(([place, entry]) => differences(under(String(place)), left.shift(), entry));
  return [...kept, ...left.flatMap((entry) => differences(under(String(before.indexOf(entry) + 1)), entry, undefined))];
}

/** Null where not every entry has such a name, or two have the same. */
function namesBy(member: (typeof names)[number], before: readonly JsonValue[], after: readonly JsonValue[]) {
  const nameOf = (entry: JsonValue): string | null => {
    const name = isGroup(entry) && Object.hasOwn(entry, member) ? entry[member] : undefined;
    return typeof name === 'string' && name !== '' ? name : null;
  };
  for (const list of [before, after]) {
    const found = list.map(nameOf);
    if (found.includes(null) || new Set(found).size !== found.length) return null;
  }
  return (entry: JsonValue): string => nameOf(entry) ?? '';
}

function isList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}
function isGroup(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
function written(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? canonicalJson(value) : String(value);
}
