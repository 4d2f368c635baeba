// SPDX-License-Identifier: Apache-2.0
/**
 * Two names, a score from 0 to 1, and every reason for it.
 *
 *     compareNames(parse('Lavrenov, A.'), parse('Anton Petrovich Lavrenov'))
 *     score 0.82: the initial "a" stands for "anton" (-0.13); "petrovich" stands in one name only (-0.05)
 *
 * The score starts from 1 and the features of features-table.ts take from it. Symmetric: neither name is the query.
 */
import type { NamePart, ParsedName } from '../names/parse-name.ts';
import type { WordBook } from '../names/word-book.ts';
import { formsThatAgree } from '../names/word-kinds-table.ts';
import { conflictByWords, type FeatureId, features } from './features-table.ts';
import { type CompareWords, type Pairing, pairParts, type PartPair } from './pair-parts.ts';

/** A feature that was seen: what it took from the score and the words it is about. */
export interface SeenFeature {
  readonly feature: FeatureId;
  /** Taken from the score; a negative number was given to it. */
  readonly points: number;
  readonly left: string;
  readonly right: string;
}

export interface NameComparison {
  readonly score: number;
  readonly seen: readonly SeenFeature[];
}

type See = (feature: FeatureId, amount: number, left?: string, right?: string) => void;

export function compareNames(
  left: ParsedName,
  right: ParsedName,
  books: { readonly book: WordBook; readonly compare?: CompareWords },
): NameComparison {
  const seen: SeenFeature[] = [];
  const spent = new Map<FeatureId, number>();
  const see: See = (feature, amount, one = '', other = '') => {
    const { weight, limit } = features[feature];
    const before = spent.get(feature) ?? 0;
    const points = Math.min(weight * amount, limit - before);
    if (points < 0.0005) return;
    spent.set(feature, before + points);
    seen.push({ feature, points, left: one, right: other });
  };
  const pairing = pairParts(left.parts, right.parts, books);
  const isPaired = pairing.pairs.some((pair) => pair.left.some((at) => left.parts[at]?.kind !== 'particle'));
  if (!isPaired) see('nothingPaired', 1);
  else if (left.kind === 'person' && right.kind === 'person') judgePersons(left, right, pairing, see);
  else judgeFirms(left, right, pairing, see);
  const score = Math.max(0, 1 - seen.reduce((sum, one) => sum + one.points, 0));
  return { score: Math.round(score * 1000) / 1000, seen };
}

const textOf = (parts: readonly NamePart[], at: readonly number[]): string => at.map((place) => parts[place]?.word.text ?? '').join(' ');
const isWord = (part: NamePart | undefined): boolean => part !== undefined && part.kind !== 'particle';

function judgePersons(left: ParsedName, right: ParsedName, pairing: Pairing, see: See): void {
  const words = (name: ParsedName): number => name.parts.filter(isWord).length;
  const shorter = Math.min(words(left), words(right));
  const pairs = pairing.pairs.filter((pair) => pair.left.some((at) => isWord(left.parts[at])));
  alteredParts(left.parts, right.parts, pairs, see);
  judgeInitials(left.parts, right.parts, pairs, see);
  const [leftOver, rightOver] = [pairing.leftOver, pairing.rightOver];
  const conflicts = Math.min(leftOver.length, rightOver.length);
  for (let at = 0; at < conflicts; at += 1) {
    const [one, other] = [left.parts[leftOver[at] ?? 0], right.parts[rightOver[at] ?? 0]];
    const share = conflictByWords[Math.min(shorter, conflictByWords.length - 1)] ?? 1;
    const isInitial = one?.kind === 'initial' || other?.kind === 'initial';
    see(isInitial ? 'initialConflict' : 'partsConflict', isInitial ? 1 : share, one?.word.text, other?.word.text);
  }
  const [longParts, over] = leftOver.length > rightOver.length ? [left.parts, leftOver] : [right.parts, rightOver];
  for (const at of over.slice(conflicts)) see('partMissing', 1, '', longParts[at]?.word.text);
  if (shorter === 1 && over.length > 0) see('oneWordOnly', 1, textOf(left.parts, pairs[0]?.left ?? []));
  else if (over.length > conflicts && conflicts === 0)
    familyMissing(
      left.parts,
      right.parts,
      pairs,
      over.map((at) => longParts[at]),
      see,
    );
  if (left.generation !== right.generation) {
    see(left.generation !== null && right.generation !== null ? 'generationConflict' : 'generationMissing', 1);
  }
  if (left.form !== right.form) see('personWithForm', 1);
  const places = pairs.toSorted((one, other) => (one.left[0] ?? 0) - (other.left[0] ?? 0)).map((pair) => pair.right[0] ?? 0);
  if (places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0)) && !left.raw.includes(',') && !right.raw.includes(','))
    see('orderChanged', 1);
}

/** The weight of a pair's difference: a family name shown as such, or a word that is no known given name, says more than a given name. */
function alteredParts(left: readonly NamePart[], right: readonly NamePart[], pairs: readonly PartPair[], see: See): void {
  const real = pairs.filter((pair) => pair.reason !== 'initial' && pair.reason !== 'acronym');
  const weights = real.map((pair) =>
    Math.max(...pair.left.map((at) => weightOfPart(left[at])), ...pair.right.map((at) => weightOfPart(right[at]))),
  );
  const total = Math.max(
    1.7,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  for (const [at, pair] of real.entries()) {
    see('partAltered', ((weights[at] ?? 1) * (1 - pair.score)) / total, textOf(left, pair.left), textOf(right, pair.right));
  }
}

function weightOfPart(part: NamePart | undefined): number {
  if (part === undefined) return 0;
  if (part.kind === 'patronymic') return 0.7;
  if (part.kind === 'business') return 0.4;
  if (part.kind === 'place') return 0.5;
  if (part.kind === 'number') return 0.6;
  return part.isFamily || !part.word.isGiven ? 1.15 : 1;
}

function judgeInitials(left: readonly NamePart[], right: readonly NamePart[], pairs: readonly PartPair[], see: See): void {
  const initials = pairs.filter((pair) => pair.reason === 'initial' || pair.reason === 'acronym');
  for (const pair of initials) {
    const [one, other] = [textOf(left, pair.left), textOf(right, pair.right)];
    see('initialForName', 1, one.length < other.length ? one : other, one.length < other.length ? other : one);
  }
  const isBare = (pair: PartPair): boolean =>
    pair.left.every((at) => left[at]?.kind === 'initial') || pair.right.every((at) => right[at]?.kind === 'initial');
  if (pairs.every((pair) => pair.reason === 'initial' || pair.reason === 'acronym' || isBare(pair))) see('initialsOnly', 1);
}

/** All that is shared are given names, and what the longer name has besides is none: the family name is what is missing. */
function familyMissing(
  left: readonly NamePart[],
  right: readonly NamePart[],
  pairs: readonly PartPair[],
  over: readonly (NamePart | undefined)[],
  see: See,
): void {
  const isGivenOnly = pairs.every((pair) => {
    const [one, other] = [left[pair.left[0] ?? 0]?.word, right[pair.right[0] ?? 0]?.word];
    return one?.isGiven === true && other?.isGiven === true && !one.isFamily && !other.isFamily;
  });
  if (isGivenOnly && over.some((part) => part !== undefined && !part.word.isGiven && part.kind === 'word')) see('familyMissing', 1);
}

const evidenceMin = 0.65;
const evidence: Readonly<Record<string, number>> = {
  word: 1,
  initial: 0.5,
  patronymic: 1,
  number: 0,
  business: 0.3,
  place: 0.5,
  particle: 0,
};

function judgeFirms(left: ParsedName, right: ParsedName, pairing: Pairing, see: See): void {
  const pairs = pairing.pairs.filter((pair) => pair.left.some((at) => isWord(left.parts[at])));
  alteredParts(left.parts, right.parts, pairs, see);
  for (const pair of pairs) {
    const [one, other] = [textOf(left.parts, pair.left), textOf(right.parts, pair.right)];
    if (pair.reason === 'acronym') see('acronym', 1, one.length < other.length ? one : other, one.length < other.length ? other : one);
    if (pair.reason === 'initial') see('initialForName', 1, one, other);
  }
  const isDifferent = judgeLeftOver(left.parts, right.parts, pairing, see);
  const shared = pairs.reduce(
    (sum, pair) => sum + Math.max(...pair.left.map((at) => evidence[left.parts[at]?.kind ?? 'particle'] ?? 0)),
    0,
  );
  if (isDifferent && shared < evidenceMin) see('businessWordsOnly', 1);
  judgeForms(left, right, see);
}

function judgeForms(left: ParsedName, right: ParsedName, see: See): void {
  if (left.form === right.form) return;
  if (left.form === null || right.form === null) see('formMissing', 1);
  else
    see(formsThatAgree.has([left.form, right.form].toSorted().join('|')) ? 'formLoose' : 'formConflict', 1, left.formText, right.formText);
}

/** What is left over on both sides, kind by kind; true where anything is. */
function judgeLeftOver(left: readonly NamePart[], right: readonly NamePart[], pairing: Pairing, see: See): boolean {
  const words = (parts: readonly NamePart[]): number => parts.filter((part) => part.kind === 'word').length;
  const share = conflictByWords[Math.min(Math.min(words(left), words(right)), conflictByWords.length - 1)] ?? 1;
  const rest = (parts: readonly NamePart[], over: readonly number[], kinds: readonly string[]): string[] =>
    over.flatMap((at) => (kinds.includes(parts[at]?.kind ?? '') ? [parts[at]?.word.text ?? ''] : []));
  const pairUp = (kinds: readonly string[], conflict: FeatureId, missing: FeatureId, amount: number): [string[], string[]] => {
    const [one, other] = [rest(left, pairing.leftOver, kinds), rest(right, pairing.rightOver, kinds)];
    const both = Math.min(one.length, other.length);
    for (let at = 0; at < both; at += 1) see(conflict, amount, one[at], other[at]);
    for (const word of [...one.slice(both), ...other.slice(both)]) see(missing, 1, '', word);
    return [one.slice(both), other.slice(both)];
  };
  const [leftWords, rightWords] = pairUp(['word', 'initial', 'patronymic'], 'partsConflict', 'wordMissing', share);
  pairUp(['number'], 'numberConflict', 'numberMissing', 1);
  const [leftBusiness, rightBusiness] = pairUp(['business'], 'businessConflict', 'businessMissing', 1);
  const [leftPlaces, rightPlaces] = pairUp(['place'], 'placeConflict', 'placeMissing', 1);
  // A word on one side against a business word or a place on the other is a conflict too, though each alone is only missing.
  const [oneRest, otherRest] = [
    [...leftWords, ...leftBusiness, ...leftPlaces],
    [...rightWords, ...rightBusiness, ...rightPlaces],
  ];
  if (oneRest.length > 0 && otherRest.length > 0) see('businessConflict', 0.5, oneRest[0], otherRest[0]);
  return pairing.leftOver.length + pairing.rightOver.length > 0;
}
