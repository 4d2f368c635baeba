// SPDX-License-Identifier: Apache-2.0
/**
 * Looks words up in the tables of names: which group of given names or family names a word belongs to, and whether as a short form.
 *
 * A word may stand in several groups (Alex for Alexander and for Alexandra); two words are the same name if any group is shared.
 */
import { familyNameGroups } from './family-names-table.ts';
import { givenNameGroups } from './given-names-table.ts';
import { particles } from './word-kinds-table.ts';

export interface GroupPlace {
  readonly group: number;
  /** A short or pet form: Bill for William. */
  readonly isShort: boolean;
}

type Groups = ReadonlyMap<string, readonly GroupPlace[]>;

export const givenGroups: Groups = readGroups(givenNameGroups, new Set());
/** Particles inside family names (`van den Berg`) are no names themselves. */
export const familyGroups: Groups = readGroups(familyNameGroups, particles);

/** How two words stand to each other in one table: same name, one a short form, two different names, or not known. */
export function relationOf(
  ones: readonly GroupPlace[] | null,
  others: readonly GroupPlace[] | null,
): 'same' | 'short' | 'different' | 'unknown' {
  if (ones === null || others === null) return 'unknown';
  let relation: 'short' | 'different' = 'different';
  for (const one of ones) {
    for (const other of others) {
      if (one.group !== other.group) continue;
      if (!one.isShort && !other.isShort) return 'same';
      relation = 'short';
    }
  }
  return relation;
}

function readGroups(text: string, left: ReadonlySet<string>): Groups {
  const places = new Map<string, GroupPlace[]>();
  for (const [group, line] of text.split(';').entries()) {
    let isShort = false;
    for (const word of line.trim().split(/\s+/)) {
      if (word === '~') isShort = true;
      else if (word !== '' && !left.has(word)) places.set(word, [...(places.get(word) ?? []), { group, isShort }]);
    }
  }
  return places;
}
