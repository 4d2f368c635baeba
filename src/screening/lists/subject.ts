// SPDX-License-Identifier: Apache-2.0
/**
 * A subject on a list, in one shape for every list: who it is called, when born, where from, by which numbers and wallets it is known.
 *
 * What a list says and we do not understand is kept in `remarks`; nothing is guessed.
 */
import type { Issue } from '../../kernel/index.ts';
import type { SubjectKind } from '../names/parse-name.ts';
import type { PartialDate } from './partial-dates.ts';

/** `weak` is what lists call a weak or low-quality alias: too common to search by alone. */
export type NameQuality = 'main' | 'strong' | 'weak';

export interface ListedName {
  readonly text: string;
  readonly quality: NameQuality;
}

export interface Identifier {
  /** As the list calls it, in lower case: passport, lei, imo, tax id ... */
  readonly kind: string;
  readonly value: string;
  /** ISO 3166 alpha-2 of the issuer, where it is known. */
  readonly country: string | null;
}

export interface Wallet {
  readonly asset: string;
  readonly address: string;
}

export interface ListedSubject {
  /** Within its list, the same in every version of it. */
  readonly id: string;
  readonly kind: SubjectKind;
  readonly names: readonly ListedName[];
  readonly births: readonly PartialDate[];
  /** ISO 3166 alpha-2: nationality, citizenship, registration, address. */
  readonly countries: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly addresses: readonly string[];
  readonly wallets: readonly Wallet[];
  readonly programmes: readonly string[];
  readonly remarks: string;
}

/** What a reader makes of a file: the subjects, and what it had to leave out of them. */
export interface ReadList {
  readonly subjects: readonly ListedSubject[];
  /** Parts of records that could not be read; the record is in all the same. */
  readonly notes: readonly Issue[];
}

export function emptySubject(id: string, kind: SubjectKind): ListedSubject {
  return { id, kind, names: [], births: [], countries: [], identifiers: [], addresses: [], wallets: [], programmes: [], remarks: '' };
}

/** Names without blanks and doubles; the first is the main one. */
export function namesOf(main: string, others: readonly ListedName[]): readonly ListedName[] {
  const seen = new Set<string>();
  return [{ text: main, quality: 'main' as const }, ...others].flatMap(({ text, quality }) => {
    const bare = text.replace(/\s+/g, ' ').trim();
    const key = bare.toLowerCase();
    if (bare === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ text: bare, quality }];
  });
}

/** Values without blanks and doubles, in their order. */
export function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.flatMap((value) => (value === null || value.trim() === '' ? [] : [value.replace(/\s+/g, ' ').trim()])))];
}
