// SPDX-License-Identifier: Apache-2.0
/** One question to an index: candidates by blocking, then the full comparison with reasons. See screening-index.ts for the steps. */
import { bareIdentifier, walletKey } from '../lists/identifiers.ts';
import { compareSubjects, type ParsedListedName, type Question } from '../matching/compare-subjects.ts';
import type { SeenFeature } from '../matching/compare-names.ts';
import { type NamePart, parseName, type ParsedName } from '../names/parse-name.ts';
import { type Word, type WordBook, wordIn } from '../names/word-book.ts';
import { type Likeness, likenessMin, likenessOf } from '../names/word-likeness.ts';
import { blockingKeys, crossKeys, joinedKeys } from './blocking.ts';
import { type IndexedSubject, isCounted, joinedBare, joinedLettersMin, type LikeWords, type ScreeningIndex } from './screening-index.ts';

export interface Hit {
  readonly list: string;
  readonly subject: IndexedSubject['subject'];
  readonly score: number;
  /** The listed name that fits best. */
  readonly name: string;
  readonly seen: readonly SeenFeature[];
}

/** Names compared in full for one question; what a question with common words needs, found by measuring recall. */
export const candidatesMax = 80;
/** Hits of one question: more than an officer reads. */
export const hitsMax = 50;
/** Words of questions that are remembered with what was worked out about them: about those of a million ordinary names. */
const wordsKeptMax = 60_000;
/** A candidate carries at least this share of the weight of the best one. */
const weightShareMin = 0.4;

/** The hits, the highest score first; a name without a word and without numbers or wallets finds nothing. */
export function search(index: ScreeningIndex, question: Question): readonly Hit[] {
  return searchCounted(index, question).hits;
}

/** The hits, and how many subjects had to be compared for them. */
export function searchCounted(index: ScreeningIndex, question: Question): { readonly hits: readonly Hit[]; readonly compared: number } {
  const book = index.askedWords;
  if (book.size >= wordsKeptMax) book.clear();
  const asked = parseName(question.name, question.kind, book);
  const names = candidateNames(index, asked, book);
  const bySubject = new Map<number, ParsedListedName[]>();
  for (const name of names) {
    const at = index.nameSubject[name] ?? 0;
    const found = index.subjects[at]?.names[name - (index.firstName[at] ?? 0)];
    if (found === undefined) continue;
    const list = bySubject.get(at);
    if (list === undefined) bySubject.set(at, [found]);
    else list.push(found);
  }
  for (const at of byNumbers(index, question))
    if (!bySubject.has(at)) bySubject.set(at, [...(index.subjects[at]?.names ?? [])].slice(0, 1));
  const compare = rememberedLikeness();
  const hits: Hit[] = [];
  for (const [at, found] of bySubject) {
    const { list, threshold, subject } = index.subjects[at] as IndexedSubject;
    const { score, name, seen } = compareSubjects(question, asked, subject, found, { book, compare });
    if (score >= threshold) hits.push({ list, subject, score, name, seen });
  }
  const sorted = hits.toSorted((one, other) => other.score - one.score || (one.subject.id < other.subject.id ? -1 : 1));
  return { hits: sorted.slice(0, hitsMax), compared: bySubject.size };
}

function byNumbers(index: ScreeningIndex, question: Question): readonly number[] {
  return [
    ...question.identifiers.flatMap((one) => index.byNumber.get(bareIdentifier(one.value)) ?? []),
    ...question.wallets.flatMap((one) => index.byWallet.get(walletKey(one)) ?? []),
  ];
}

/** Within one question the same two words meet often. */
function rememberedLikeness(): (left: Word, right: Word) => Likeness {
  const known = new Map<Word, Map<Word, Likeness>>();
  return (left, right) => {
    let row = known.get(left);
    if (row === undefined) known.set(left, (row = new Map()));
    let found = row.get(right);
    if (found === undefined) row.set(right, (found = likenessOf(left, right)));
    return found;
  };
}

const weights = { names: new Float32Array(0), touched: new Uint32Array(0), words: new Uint8Array(0), lastWord: new Uint8Array(0) };

/** The names that carry most of the question's words, the weightiest first. */
function candidateNames(index: ScreeningIndex, asked: ParsedName, book: WordBook): readonly number[] {
  if (weights.names.length < index.names) {
    weights.names = new Float32Array(index.names);
    weights.touched = new Uint32Array(index.names);
    weights.words = new Uint8Array(index.names);
    weights.lastWord = new Uint8Array(index.names);
  }
  const { names, touched, words, lastWord } = weights;
  let count = 0;
  const add = (name: number, weight: number, word: number, covers: number): void => {
    if ((names[name] ?? 0) === 0) touched[count++] = name;
    names[name] = (names[name] ?? 0) + weight;
    if (lastWord[name] === word) return;
    lastWord[name] = word;
    words[name] = (words[name] ?? 0) + covers;
  };
  const asking = askedWords(index, asked.parts, book);
  for (const [place, { word, covers }] of asking.entries()) {
    const { numbers, scores } = likeWordsOf(index, word, covers > 1);
    for (const [at, number] of numbers.entries()) {
      const list = index.namesOfWord[number] ?? [];
      const weight = (scores[at] ?? 0) ** 2 * Math.log(1 + index.names / list.length);
      for (const name of list) add(name, weight, place + 1, covers);
    }
    if (word.text.length >= joinedLettersMin) {
      const list = index.byJoined.get(word.bare) ?? [];
      for (const name of list) add(name, Math.log(1 + index.names / list.length), place + 1, covers + 1);
    }
  }
  return heaviest(index, touched.subarray(0, count), wordsNeeded(asked));
}

/**
 * Words of the question that a candidate of several words must have. Of a person two: one word alone of a longer name stays below
 * every threshold. Short words may be initials written together, and do not count.
 */
function wordsNeeded(asked: ParsedName): number {
  if (asked.kind !== 'person') return 1;
  const counted = asked.parts.filter((part) => part.kind !== 'particle' && part.kind !== 'initial' && isCounted(part.word));
  return counted.length >= 2 ? 2 : 1;
}

/** The words to look for: each by itself, and two or three neighbours as one, which covers as many. */
function askedWords(
  index: ScreeningIndex,
  parts: readonly NamePart[],
  book: WordBook,
): readonly { readonly word: Word; readonly covers: number }[] {
  const alone = parts.filter((part) => part.kind !== 'particle' && part.kind !== 'initial').map((part) => ({ word: part.word, covers: 1 }));
  const joined = parts.flatMap((_, at) =>
    [2, 3].flatMap((count) => {
      const neighbours = parts.slice(at, at + count);
      if (neighbours.length < count || neighbours.some((part) => part.kind === 'number')) return [];
      const text = neighbours.map((part) => part.word.text).join('');
      const bare = neighbours.reduce((sum, part) => joinedBare(sum, part.word.bare), '');
      const isSyllables = neighbours.every((part) => part.word.isSyllable);
      // Most neighbours make no word of any list: that is seen from the bare letters, before the word is worked out.
      if (text.length < joinedLettersMin || (!isSyllables && !index.byKey.has(`b${bare}`))) return [];
      const word = wordIn(book, text, isSyllables ? 'syllables' : 'letters');
      return [{ word, covers: neighbours.filter((part) => part.kind !== 'particle').length }];
    }),
  );
  return [...alone, ...joined];
}

/** The touched names with the most weight, the heaviest first; leaves all counts at zero. */
function heaviest(index: ScreeningIndex, touched: Uint32Array, needed: number): readonly number[] {
  const { names, words, lastWord } = weights;
  const kept: { name: number; weight: number }[] = [];
  let most = 0;
  for (const name of touched) {
    const isEnough = (words[name] ?? 0) >= Math.min(needed, index.nameWords[name] ?? 0);
    if (isEnough) most = Math.max(most, names[name] ?? 0);
    else names[name] = -1;
  }
  for (const name of touched) {
    const weight = names[name] ?? 0;
    if (weight >= most * weightShareMin && weight > 0) kept.push({ name, weight });
    names[name] = 0;
    words[name] = 0;
    lastWord[name] = 0;
  }
  kept.sort((one, other) => other.weight - one.weight || one.name - other.name);
  return kept.slice(0, candidatesMax).map((one) => one.name);
}

function likeWordsOf(index: ScreeningIndex, word: Word, isJoined: boolean): LikeWords {
  const key = `${word.text}|${word.reading}|${isJoined}`;
  const known = index.likeWords.get(key);
  if (known !== undefined) return known;
  const seen = new Set<number>();
  const found: { number: number; score: number }[] = [];
  for (const blockingKey of isJoined ? joinedKeys(word) : [...blockingKeys(word), ...crossKeys(word)]) {
    for (const number of index.byKey.get(blockingKey) ?? []) {
      if (seen.has(number)) continue;
      seen.add(number);
      const { score } = likenessOf(word, index.words[number] as Word);
      if (score >= likenessMin) found.push({ number, score });
    }
  }
  const like: LikeWords = { numbers: Uint32Array.from(found, (one) => one.number), scores: Float32Array.from(found, (one) => one.score) };
  if (isJoined) return like;
  if (index.likeWords.size >= wordsKeptMax) index.likeWords.clear();
  index.likeWords.set(key, like);
  return like;
}
