// SPDX-License-Identifier: Apache-2.0
/**
 * Which word of one name stands for which word of the other.
 *
 * The likest words are paired first. A word may stand for two or three that follow each other (`PolPot`, `Patr ushev`), an initial
 * for the word it begins, and letters for the words they begin (`JC`, `PLA`). Particles pair only with their like and are otherwise
 * free. What is left on both sides is a conflict; compare-names.ts says what that costs.
 */
import { editsWithin } from '../names/edit-cost.ts';
import { type Likeness, type LikenessReason, likenessMin, likenessOf } from '../names/word-likeness.ts';
import { type Word, type WordBook, wordIn } from '../names/word-book.ts';
import type { NamePart } from '../names/parse-name.ts';

export interface PartPair {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly score: number;
  readonly reason: LikenessReason | 'written together' | 'initial' | 'acronym';
}

export interface Pairing {
  readonly pairs: readonly PartPair[];
  readonly leftOver: readonly number[];
  readonly rightOver: readonly number[];
}

export type CompareWords = (left: Word, right: Word) => Likeness;

/** Words written together or apart must be all but equal: two joined words have many ways to be near a third. */
const joinedScoreMin = 0.86;
const joinedLettersMin = 5;
const joinedWordsMax = 3;
/** Being written apart costs as much as one slight slip. */
const joinedLoss = 0.03;
const acronymLettersMax = 5;

export function pairParts(
  left: readonly NamePart[],
  right: readonly NamePart[],
  books: { readonly book: WordBook; readonly compare?: CompareWords },
): Pairing {
  const compare = books.compare ?? likenessOf;
  const candidates: PartPair[] = [];
  for (const [at, one] of left.entries()) {
    for (const [other, another] of right.entries()) {
      const found = pairOf(one, another, compare);
      if (found !== null) candidates.push({ left: [at], right: [other], ...found });
    }
  }
  const isExact = left.length === right.length && candidates.filter((pair) => pair.score === 1).length >= left.length;
  if (!isExact)
    candidates.push(...joinedPairs(left, right, books.book, compare, 'left'), ...joinedPairs(right, left, books.book, compare, 'right'));
  candidates.sort((one, other) => weightOf(other) - weightOf(one));
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  const pairs: PartPair[] = [];
  const take = (pair: PartPair): void => {
    if (pair.left.some((at) => usedLeft.has(at)) || pair.right.some((at) => usedRight.has(at))) return;
    pairs.push(pair);
    for (const at of pair.left) usedLeft.add(at);
    for (const at of pair.right) usedRight.add(at);
  };
  for (const pair of candidates) take(pair);
  const over = (parts: readonly NamePart[], used: ReadonlySet<number>): number[] =>
    parts.flatMap((part, at) => (used.has(at) || part.kind === 'particle' ? [] : [at]));
  for (const pair of acronyms(left, over(left, usedLeft), right, over(right, usedRight))) take(pair);
  for (const pair of acronyms(right, over(right, usedRight), left, over(left, usedLeft))) {
    take({ ...pair, left: pair.right, right: pair.left });
  }
  return { pairs, leftOver: over(left, usedLeft), rightOver: over(right, usedRight) };
}

/** Ties go to longer groups of words, then to words that stand at the same place. */
function weightOf(pair: PartPair): number {
  return pair.score + 0.01 * (pair.left.length + pair.right.length) - 0.0001 * Math.abs((pair.left[0] ?? 0) - (pair.right[0] ?? 0));
}

function pairOf(left: NamePart, right: NamePart, compare: CompareWords): Pick<PartPair, 'score' | 'reason'> | null {
  if (left.kind === 'number' || right.kind === 'number') {
    return left.kind === right.kind && left.word.text === right.word.text ? { score: 1, reason: 'same' } : null;
  }
  if (left.kind === 'initial' || right.kind === 'initial') {
    if (left.word.text[0] !== right.word.text[0] || left.kind === 'particle' || right.kind === 'particle') return null;
    return left.kind === right.kind ? { score: 1, reason: 'same' } : { score: 0.7, reason: 'initial' };
  }
  if (left.kind === 'particle' || right.kind === 'particle') {
    return left.word.text === right.word.text ? { score: 0.99, reason: 'same' } : null;
  }
  if (left.kind !== right.kind && (left.kind === 'patronymic' || right.kind === 'patronymic')) {
    return left.word.text === right.word.text ? { score: 1, reason: 'same' } : null;
  }
  const found = compare(left.word, right.word);
  if (found.score < likenessMin) return null;
  if ((left.kind === 'business' || right.kind === 'business') && found.score < 0.8) return null;
  return found;
}

function joinedPairs(
  many: readonly NamePart[],
  single: readonly NamePart[],
  book: WordBook,
  compare: CompareWords,
  side: 'left' | 'right',
): PartPair[] {
  const found: PartPair[] = [];
  for (let at = 0; at < many.length - 1; at += 1) {
    let text = many[at]?.word.text ?? '';
    for (let count = 2; count <= joinedWordsMax && at + count <= many.length; count += 1) {
      const next = many[at + count - 1]?.word;
      text += next?.text ?? '';
      if (text.length < joinedLettersMin) continue;
      for (const [place, part] of single.entries()) {
        const length = part.word.text.length;
        if (part.kind === 'particle' || part.kind === 'number' || Math.abs(length - text.length) > 1 + length / 6) continue;
        if (editsWithin(text, part.word.text) > 1 + length / 5) continue;
        const like = compare(wordIn(book, text, next?.reading ?? 'letters'), part.word);
        if (like.score < joinedScoreMin || like.reason === 'short form' || like.reason === 'other language') continue;
        const places = Array.from({ length: count }, (_, offset) => at + offset);
        const score = like.score - joinedLoss;
        found.push(
          side === 'left'
            ? { left: places, right: [place], score, reason: 'written together' }
            : { left: [place], right: places, score, reason: 'written together' },
        );
      }
    }
  }
  return found;
}

/** One word left over whose letters begin consecutive words left over on the other side. */
function acronyms(
  one: readonly NamePart[],
  oneOver: readonly number[],
  other: readonly NamePart[],
  otherOver: readonly number[],
): PartPair[] {
  return oneOver.flatMap((at): PartPair[] => {
    const letters = one[at]?.word.text ?? '';
    if (letters.length < 2 || letters.length > acronymLettersMax) return [];
    for (let start = 0; start + letters.length <= otherOver.length; start += 1) {
      const places = otherOver.slice(start, start + letters.length);
      const firsts = places.map((place) => other[place]?.word.text[0] ?? '').join('');
      if (firsts === letters) return [{ left: [at], right: places, score: 0.7, reason: 'acronym' }];
    }
    return [];
  });
}
