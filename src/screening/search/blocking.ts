// SPDX-License-Identifier: Apache-2.0
/**
 * Blocking: which words are worth comparing at all.
 *
 * Two words can only be alike if they share a key: the group of a name in the tables, the consonants they sound with, those consonants
 * or sounds with one left out, or the bare consonants of a word read without vowels. A list's words are filed under their keys; a word that is asked
 * for looks only there. The same keys say what a change of a list can affect: a customer none of whose words shares a key with a changed
 * name cannot be touched by it.
 */
import { syllableKey } from '../names/sound-key.ts';
import type { Word } from '../names/word-book.ts';

/** Consonants a key must have before one may be left out; of shorter words a sound is left out, vowels counted, or they would meet everything. */
const leaveOutMin = 4;

export function blockingKeys(word: Word): readonly string[] {
  const keys = new Set<string>([`=${word.text}`]);
  for (const place of word.given ?? []) keys.add(`g${place.group}`);
  for (const place of word.family ?? []) keys.add(`f${place.group}`);
  if (word.reading === 'rough' || word.reading === 'consonants') {
    if (word.rough.length > 1) keys.add(`r${word.rough}`);
    if (word.abjad.length > 1) keys.add(`a${word.abjad}`);
    return [...keys];
  }
  if (word.isSyllable) keys.add(`s${syllableKey(word.text)}`);
  if (word.syllables !== null) keys.add(`s${word.syllables.map((one) => syllableKey(one.replace(/ng$/, 'n'))).join('-')}`);
  const sounds = word.consonants;
  if (sounds.length > 1) keys.add(`c${sounds}`);
  if (sounds.length >= leaveOutMin)
    for (let at = 0; at < sounds.length; at += 1) keys.add(`c${sounds.slice(0, at)}${sounds.slice(at + 1)}`);
  return [...keys];
}

/** The keys of words written together: they are looked for by their bare letters, or by their syllables. */
export function joinedKeys(word: Word): readonly string[] {
  const syllables = word.syllables === null ? [] : [`s${word.syllables.map((one) => syllableKey(one.replace(/ng$/, 'n'))).join('-')}`];
  return [`b${word.bare}`, ...syllables];
}

/** Keys under which a word of a Latin spelling is found by one without vowels, and the other way round. */
export function crossKeys(word: Word): readonly string[] {
  return [...(word.rough.length > 1 ? [`r${word.rough}`] : []), ...(word.abjad.length > 1 ? [`a${word.abjad}`] : [])];
}
