// SPDX-License-Identifier: Apache-2.0
/**
 * Words of names, each known once with its sound keys and the tables it stands in. A list of 34,000 names has about 25,000 different
 * words; what is computed per word is computed once per book.
 */
import type { Reading } from './romanise.ts';
import { familyGroups, givenGroups, type GroupPlace } from './name-groups.ts';
import { abjadKey, consonantKey, isSyllable, roughKey, soundKey, syllablesOf } from './sound-key.ts';

export interface Word {
  /** Latin letters a to z and digits. */
  readonly text: string;
  readonly reading: Reading;
  readonly sound: string;
  readonly consonants: string;
  readonly rough: string;
  readonly abjad: string;
  /** Without vowels and h, doubled letters once: two words written together have the two keys one behind the other. */
  readonly bare: string;
  /** Its places in the tables of names; null where it is no known name. */
  readonly given: readonly GroupPlace[] | null;
  readonly family: readonly GroupPlace[] | null;
  readonly isGiven: boolean;
  readonly isFamily: boolean;
  readonly isSyllable: boolean;
  /** Where it stands in an East Asian name and has several syllables. */
  readonly syllables: readonly string[] | null;
}

export type WordBook = Map<string, Word>;

export function newWordBook(): WordBook {
  return new Map();
}

/** The word of the book, entered if it is not there. */
export function wordIn(book: WordBook, text: string, reading: Reading): Word {
  const key = reading === 'letters' ? text : `${text}|${reading}`;
  const found = book.get(key);
  if (found !== undefined) return found;
  const sound = soundKey(text);
  const consonants = consonantKey(sound);
  const [given, family] = [givenGroups.get(text) ?? null, familyGroups.get(text) ?? null];
  const word: Word = {
    text,
    reading,
    sound,
    consonants,
    rough: roughKey(consonants),
    given,
    family,
    abjad: abjadKey(text),
    bare: text.replace(/[aeiouyh]/g, '').replace(/(.)\1+/g, '$1'),
    isGiven: given !== null,
    isFamily: family !== null,
    isSyllable: isSyllable(text),
    syllables: reading === 'syllables' ? syllablesOf(text) : null,
  };
  book.set(key, word);
  return word;
}
