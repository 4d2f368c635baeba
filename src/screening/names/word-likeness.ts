// SPDX-License-Identifier: Apache-2.0
/**
 * How like two words of names are, from 0 to 1, and why.
 *
 * In this order: the same letters; the same name by the tables; words read without vowels by their consonants; syllables of East Asia,
 * where one letter divides two names; else slips, weighed by kind. Two words that are both known, as different names, are not like
 * each other however near their letters: `Hansen` is no slip for `Jansen`.
 */
import { editsWithin, slipCost } from './edit-cost.ts';
import { relationOf } from './name-groups.ts';
import { areSameSyllables, syllableKey } from './sound-key.ts';
import type { Word } from './word-book.ts';

export type LikenessReason =
  | 'same'
  | 'other spelling'
  | 'other language'
  | 'short form'
  | 'other form for a woman'
  | 'same sound'
  | 'same consonants'
  | 'same syllable'
  | 'slips'
  | 'another name'
  | 'unlike';

export interface Likeness {
  readonly score: number;
  readonly reason: LikenessReason;
}

/** Below this two words are not paired at all: they are two words, not one with slips. */
export const likenessMin = 0.6;

const likeness = {
  same: 1,
  otherSpelling: 0.97,
  otherLanguage: 0.86,
  shortForm: 0.86,
  womanForm: 0.96,
  sameSound: 0.93,
  sameConsonants: 0.9,
  sameSyllable: 0.88,
  /** The most that slips between two known, different names may reach; and two different syllables. */
  anotherName: 0.45,
  otherSyllable: 0.3,
  /** Consonants that differ in one place, in words of at least four. */
  nearConsonants: 0.72,
} as const;

const unlike: Likeness = { score: 0, reason: 'unlike' };

export function likenessOf(left: Word, right: Word): Likeness {
  if (left.text === right.text) return { score: likeness.same, reason: 'same' };
  const given = relationOf(left.given, right.given);
  const family = relationOf(left.family, right.family);
  if (given === 'same' || family === 'same') {
    return left.consonants === right.consonants || slipRatio(left.text, right.text) >= 0.8
      ? { score: likeness.otherSpelling, reason: 'other spelling' }
      : { score: likeness.otherLanguage, reason: 'other language' };
  }
  if (given === 'short') return { score: likeness.shortForm, reason: 'short form' };
  if (left.reading === 'rough' || right.reading === 'rough') return byKeys(left.rough, right.rough);
  if (left.reading === 'consonants' || right.reading === 'consonants') return byKeys(left.abjad, right.abjad);
  if (isWomanForm(left.text, right.text) || isWomanForm(right.text, left.text)) {
    return { score: likeness.womanForm, reason: 'other form for a woman' };
  }
  if (left.isSyllable && right.isSyllable) {
    return syllableKey(left.text) === syllableKey(right.text)
      ? { score: likeness.sameSyllable, reason: 'same syllable' }
      : { score: Math.min(likeness.otherSyllable, slipRatio(left.text, right.text)), reason: 'another name' };
  }
  if (left.syllables !== null && right.syllables !== null) {
    return areSameSyllables(left.syllables, right.syllables)
      ? { score: likeness.sameSyllable, reason: 'same syllable' }
      : { score: likeness.otherSyllable, reason: 'another name' };
  }
  const ratio = slipRatio(left.text, right.text);
  const isSameSound = left.sound === right.sound && left.sound.length > 2;
  // Slips set them further apart already than two names are: what else they are changes nothing, and most pairs end here.
  if (!isSameSound && ratio <= likeness.anotherName) return ratio > 0 ? { score: ratio, reason: 'slips' } : unlike;
  const isOtherFamily = (family === 'different' || isKnownAsDifferent(left, right)) && !isSameSound;
  const isAnother = given === 'different' || isOtherFamily || haveOtherEndings(left.text, right.text);
  if (isAnother) return { score: Math.min(likeness.anotherName, ratio), reason: 'another name' };
  if (isSameSound) return { score: Math.max(likeness.sameSound, ratio), reason: 'same sound' };
  return ratio > 0 ? { score: ratio, reason: 'slips' } : unlike;
}

/** A given name against a family name that is not also one: both are known, so neither is a slip. */
function isKnownAsDifferent(left: Word, right: Word): boolean {
  return (left.isGiven || left.isFamily) && (right.isGiven || right.isFamily);
}

/** Endings that make one family name from a stem; two names of one stem with different endings are two families. */
const familyEndings: readonly RegExp[] = [
  /(?:ov|off|ow|ova)$/, /(?:ev|yev|eff|eva|iev|jev|ieff)$/, /(?:enko|enka)$/, /(?:chuk|czuk|tschuk|chyk)$/, /[sc]k(?:y|yy|i|iy|ii|ij|aya|aia|aja)$/,
  /(?:ovich|ovic|owicz|ovych|evich|evic|ewicz)$/, /opoul(?:os|ou)$/, /(?:akis|aki)$/, /(?:iadis|idis|iadou|idou)$/, /(?:iou|ou)$/,
  /(?:dze)$/, /(?:shvili|schwili)$/, /(?:yan|ian|jan)$/, /(?:oglu|ogly)$/, /(?:zade|zadeh|zada)$/,
]; // prettier-ignore
const endingLettersMin = 6;

function haveOtherEndings(left: string, right: string): boolean {
  if (left.length < endingLettersMin || right.length < endingLettersMin) return false;
  const [one, other] = [familyEndings.findIndex((ending) => ending.test(left)), familyEndings.findIndex((ending) => ending.test(right))];
  return one >= 0 && other >= 0 && one !== other;
}

/** 1 less the cost of the slips by letter; 0 for words that plain edits already set apart. */
function slipRatio(left: string, right: string): number {
  const length = (left.length + right.length) / 2;
  const editsMax = 1 + length * 0.45;
  if (Math.abs(left.length - right.length) > editsMax || editsWithin(left, right) > editsMax) return 0;
  const cost = slipCost(left, right) + (isOtherGender(left, right) ? genderEndingCost : 0);
  const ratio = 1 - cost / length;
  return Math.max(0, Math.min(left.length, right.length) <= 3 ? ratio - shortWordLoss * Math.min(1, cost) : ratio);
}

/** Short words have many neighbours: each slip in one counts more. */
const shortWordLoss = 0.15;
/** An ending in `a` on one side alone mostly tells a woman's name from a man's. */
const genderEndingCost = 0.5;

function isOtherGender(left: string, right: string): boolean {
  const [one, other] = [left.endsWith('a'), right.endsWith('a')];
  if (one === other) return false;
  const [withA, without] = one ? [left, right] : [right, left];
  const stem = withA.slice(0, -1);
  return without === stem || without.slice(0, -1) === stem;
}

/** Slavic and Baltic family names change for a woman: -ov -ova, -sky -skaya. */
function isWomanForm(man: string, woman: string): boolean {
  if (man.length < 5 || !woman.endsWith('a')) return false;
  if (/(?:ov|ev|yov|in|yn)$/.test(man) && woman === `${man}a`) return true;
  const stem = /^(.*[sc]k)(?:y|yy|iy|i|ii|yi)$/.exec(man)?.[1];
  return stem !== undefined && (woman === `${stem}aya` || woman === `${stem}aia` || woman === `${stem}a` || woman === `${stem}aja`);
}

function byKeys(left: string, right: string): Likeness {
  const shorter = Math.min(left.length, right.length);
  if (left === right && shorter >= 2) return { score: likeness.sameConsonants, reason: 'same consonants' };
  if (left === right && shorter === 1) return { score: likenessMin, reason: 'same consonants' };
  if (shorter >= 3 && editsWithin(left, right) === 1) return { score: likeness.nearConsonants, reason: 'same consonants' };
  return unlike;
}
