// SPDX-License-Identifier: Apache-2.0
/**
 * Lists made ready for questions: every word of every name filed under its blocking keys.
 *
 * A question goes three steps. Its words look up the words of the lists that may be like them, and weigh each by how few names carry it.
 * The names with the most weight (at most `candidatesMax`) are compared in full, with every reason. What reaches the list's threshold is
 * a hit. Numbers and wallets have an index of their own and always reach the comparison.
 *
 *     const index = buildIndex([{ list: 'own', threshold: 0.7, subjects }]);
 *     search(index, questionOf('Lavrenov, A.', 'person'))
 *
 * An index never changes; a new version of a list makes a new one.
 */
import { bareIdentifier, identifierLettersMin, walletKey } from '../lists/identifiers.ts';
import type { ListedSubject } from '../lists/subject.ts';
import { matchThreshold } from '../matching/features-table.ts';
import { type ParsedListedName, parseNames } from '../matching/compare-subjects.ts';
import type { ParsedName } from '../names/parse-name.ts';
import { newWordBook, type Word, type WordBook } from '../names/word-book.ts';
import { blockingKeys, crossKeys } from './blocking.ts';

export interface ListForIndex {
  readonly list: string;
  /** Hits of this list begin here; `matchThreshold` where the authority set no other. */
  readonly threshold?: number;
  readonly subjects: readonly ListedSubject[];
}

export interface IndexedSubject {
  readonly list: string;
  readonly threshold: number;
  readonly subject: ListedSubject;
  readonly names: readonly ParsedListedName[];
}

/** Words of the lists that are like one word, by number, with their likeness. */
export interface LikeWords {
  readonly numbers: Uint32Array;
  readonly scores: Float32Array;
}

export interface ScreeningIndex {
  readonly subjects: readonly IndexedSubject[];
  readonly names: number;
  readonly book: WordBook;
  /** The words of the lists; a place in this list is the word's number. */
  readonly words: readonly Word[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  /** Names (numbers into nameSubject) by word. */
  readonly namesOfWord: readonly (readonly number[])[];
  readonly nameSubject: Uint32Array;
  /** The number of each subject's first name; its names follow each other. */
  readonly firstName: Uint32Array;
  /** How many words each name has, without particles and initials. */
  readonly nameWords: Uint8Array;
  readonly byNumber: ReadonlyMap<string, readonly number[]>;
  readonly byWallet: ReadonlyMap<string, readonly number[]>;
  /** Names by the consonants of two neighbours written as one word. */
  readonly byJoined: ReadonlyMap<string, readonly number[]>;
  /** Words asked for and the list's words that are like them; filled by questions, at most `wordsKeptMax`. */
  readonly likeWords: Map<string, LikeWords>;
  /** Words of questions; filled by them, within the same bound. */
  readonly askedWords: WordBook;
}

export function buildIndex(lists: readonly ListForIndex[]): ScreeningIndex {
  const builder = newIndexBuilder();
  for (const list of lists) builder.add(list);
  return builder.build();
}

/** Takes lists piece by piece, so that whoever has other work can do it in between; `build` makes the index of all that was added. */
export interface IndexBuilder {
  readonly add: (list: ListForIndex) => void;
  readonly build: () => ScreeningIndex;
}

export function newIndexBuilder(): IndexBuilder {
  const book = newWordBook();
  const subjects: IndexedSubject[] = [];
  const words: Word[] = [];
  const numberOfWord = new Map<Word, number>();
  const namesOfWord: number[][] = [];
  const [nameSubject, firstName, nameWords]: [number[], number[], number[]] = [[], [], []];
  const [byKey, byNumber, byWallet, byJoined] = [emptyFile(), emptyFile(), emptyFile(), emptyFile()];
  const fileWord = (word: Word, name: number): void => {
    let number = numberOfWord.get(word);
    if (number === undefined) {
      number = words.push(word) - 1;
      numberOfWord.set(word, number);
      namesOfWord.push([]);
      fileByKeys(byKey, word, number);
    }
    const names = namesOfWord[number];
    if (names !== undefined && names.at(-1) !== name) names.push(name);
  };
  const fileName = ({ parts }: ParsedName, at: number): void => {
    const name = nameSubject.push(at) - 1;
    const counted = parts.filter((part) => part.kind !== 'particle' && part.kind !== 'initial');
    nameWords.push(Math.min(255, counted.filter((part) => isCounted(part.word)).length));
    for (const part of counted) fileWord(part.word, name);
    for (const [place, { word }] of parts.entries()) {
      const first = parts[place - 1]?.word;
      if (first !== undefined && first.text.length + word.text.length >= joinedLettersMin)
        file(byJoined, joinedBare(first.bare, word.bare), name);
    }
  };
  const add = ({ list, threshold = matchThreshold, subjects: listed }: ListForIndex): void => {
    for (const subject of listed) {
      const at = subjects.length;
      const names = parseNames(subject, book);
      subjects.push({ list, threshold, subject, names });
      firstName.push(nameSubject.length);
      for (const { parsed } of names) fileName(parsed, at);
      for (const { value } of subject.identifiers) {
        const key = bareIdentifier(value);
        if (key.length >= identifierLettersMin) file(byNumber, key, at);
      }
      for (const wallet of subject.wallets) file(byWallet, walletKey(wallet), at);
    }
  };
  const build = (): ScreeningIndex => ({
    subjects, names: nameSubject.length, book, words, byKey, namesOfWord,
    nameSubject: Uint32Array.from(nameSubject), firstName: Uint32Array.from(firstName),
    nameWords: Uint8Array.from(nameWords), byNumber, byWallet, byJoined, likeWords: new Map(),
    askedWords: newWordBook(),
  }); // prettier-ignore
  return { add, build };
}

function emptyFile(): Map<string, number[]> {
  return new Map();
}

/** Whether a word counts among those that a candidate must share: a short word that is no known name may be initials written together. */
export function isCounted(word: Word): boolean {
  return word.text.length > 3 || word.isFamily || word.isGiven;
}

function file(map: Map<string, number[]>, key: string, value: number): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [value]);
  else if (found.at(-1) !== value) found.push(value);
}

function fileByKeys(byKey: Map<string, number[]>, word: Word, number: number): void {
  for (const key of blockingKeys(word)) file(byKey, key, number);
  for (const key of crossKeys(word)) file(byKey, key, number);
  if (word.text.length >= joinedLettersMin) file(byKey, `b${word.bare}`, number);
}

/** Letters that two words written together have at least, to be looked for as one. */
export const joinedLettersMin = 6;

/** The bare letters of two words as one word has them: a letter that ends one and begins the other counts once. */
export function joinedBare(first: string, second: string): string {
  return second !== '' && first.endsWith(second[0] ?? '') ? first + second.slice(1) : first + second;
}
