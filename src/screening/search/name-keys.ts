// SPDX-License-Identifier: Apache-2.0
/**
 * By which keys a name is filed in a store outside of memory, and by which it is asked for there.
 *
 *     filed:  'Антон Лавренов'  ->  =anton cantn ... =lavrenov clfrnf ...
 *     asked:  'Anton Lavrenof'  ->  [[=anton, cantn, ...], [=lavrenof, clfrnf, ...]]   one group a word: a candidate shares a key of each
 *
 * The keys are the blocking keys of the index in memory (blocking.ts): spelling in Latin letters, name group, sound, sound without one
 * consonant. They find candidates and say nothing more; whoever has candidates compares them (matching/). Words that many firms carry,
 * initials and particles are left out where anything else is there: they would bring up half of a register.
 */
import { type NamePart, parseName, type SubjectKind } from '../names/parse-name.ts';
import type { WordBook } from '../names/word-book.ts';
import { blockingKeys, crossKeys } from './blocking.ts';
import { joinedBare, joinedLettersMin } from './screening-index.ts';

/** Words of a question that are asked for: a longer name is found by its first ones. */
const wordsAskedMax = 6;

/** The keys of a name of any script; none where it has no letter and no digit. */
export function filedNameKeys(name: string, kind: SubjectKind, book: WordBook): readonly string[] {
  const parts = tellingParts(parseName(name, kind, book).parts);
  const joined = parts.flatMap(({ word }, at) => {
    const first = parts[at - 1]?.word;
    const isLong = first !== undefined && first.text.length + word.text.length >= joinedLettersMin;
    return isLong ? [`b${joinedBare(first.bare, word.bare)}`] : [];
  });
  return [...new Set([...parts.flatMap((part) => keysOfPart(part)), ...joined])];
}

export interface AskedName {
  /** One group a word; two words written together in the store share a key with either. */
  readonly groups: readonly (readonly string[])[];
  /** Of each group those keys that are likest: spelling, name group, the whole sound. They are asked for first, since they bring up less. */
  readonly close: readonly (readonly string[])[];
  /** The words as they are spelt in Latin letters, as keys. */
  readonly spelt: readonly string[];
}

export function askedNameKeys(name: string, book: WordBook): AskedName {
  const parts = tellingParts(parseName(name, 'unknown', book).parts).slice(0, wordsAskedMax);
  const groups = parts.map((part, at) => {
    const neighbours = [parts[at - 1], parts[at + 1]];
    const joined = neighbours.flatMap((other, side) => {
      if (other === undefined) return [];
      const [first, second] = side === 0 ? [other, part] : [part, other];
      return [`b${joinedBare(first.word.bare, second.word.bare)}`];
    });
    return [...new Set([...keysOfPart(part), ...joined])];
  });
  const close = parts.map(({ word }, at) => {
    const sounds = new Set([`=${word.text}`, `c${word.consonants}`]);
    return (groups[at] ?? []).filter((key) => sounds.has(key) || /^[gfsb]/.test(key));
  });
  return { groups, close, spelt: parts.map(({ word }) => `=${word.text}`) };
}

function tellingParts(parts: readonly NamePart[]): readonly NamePart[] {
  const words = parts.filter(({ kind }) => kind !== 'particle' && kind !== 'initial');
  const telling = words.filter(({ kind }) => kind !== 'business' && kind !== 'place');
  return telling.length > 0 ? telling : words;
}

function keysOfPart({ word }: NamePart): readonly string[] {
  const bare = word.text.length >= joinedLettersMin ? [`b${word.bare}`] : [];
  return [...blockingKeys(word), ...crossKeys(word), ...bare];
}
