// SPDX-License-Identifier: Apache-2.0
/**
 * The text of a name as it came, made fit to be read: one Unicode form, no invisible marks, look-alike letters back in their alphabet.
 *
 * What was done to a name is told, since a name of mixed alphabets or with hidden marks is itself a sign of somebody hiding:
 *
 *     cleanText('Rоtеnbеrg')   // Cyrillic о and е inside: text 'Rotenberg', signs ['look-alike letters']
 *
 * It does not transliterate; romanise.ts does. Digits that stand for letters (`Ig0r`) are undone word by word in parse-name.ts.
 */

/** A name longer than this is cut: the longest name on the public lists has about 250 characters, addresses included. */
export const nameLettersMax = 500;

export type TextSign = 'hidden marks' | 'look-alike letters' | 'digits for letters' | 'cut at the limit';

export interface CleanText {
  readonly text: string;
  readonly signs: readonly TextSign[];
}

/** Letters of other alphabets that look like a Latin one, and the Latin one. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...pairs('АВЕКМНОРСТУХІЈЅԚԜҮӀ', 'ABEKMHOPCTYXIJSQWYI'),
  ...pairs('аеорсухіјѕԛԝһӏԁ', 'aeopcyxijsqwhld'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...pairs('ανοικυρ', 'avoikup'),
};

const toCyrillic: Readonly<Record<string, string>> = pairs('ABEKMHOPCTYXaeopcyxi', 'АВЕКМНОРСТУХаеорсухі');

/** Direction marks, joiners, soft hyphens, variation selectors and fillers. */
const hidden = /\p{Cf}|\u034f|[\u115f\u1160\u3164]|\p{Variation_Selector}/gu;
const latin = /\p{Script=Latin}/gu;
const cyrillic = /\p{Script=Cyrillic}/gu;
const greek = /\p{Script=Greek}/gu;
const plain = /^[\x20-\x7e]*$/;

/** The cleaned text and what was found on the way. Never throws; an empty or blank text stays empty. */
export function cleanText(raw: string): CleanText {
  const isCut = raw.length > nameLettersMax;
  const start = isCut ? raw.slice(0, nameLettersMax) : raw;
  const signs: TextSign[] = isCut ? ['cut at the limit'] : [];
  if (plain.test(start)) return { text: start.trim(), signs };
  const shown = start.normalize('NFKC').replace(hidden, '');
  if (shown.length < start.normalize('NFKC').length) signs.push('hidden marks');
  const words = shown.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const isLatinElsewhere = count(words, latin) > 0;
  const text = words
    .split(' ')
    .map((word) => inOneAlphabet(word, isLatinElsewhere))
    .join(' ');
  if (text !== words) signs.push('look-alike letters');
  return { text, signs };
}

function inOneAlphabet(word: string, isLatinElsewhere: boolean): string {
  const [inLatin, inCyrillic, inGreek] = [count(word, latin), count(word, cyrillic), count(word, greek)];
  const others = inCyrillic + inGreek;
  if (others === 0) return word;
  if (inLatin === 0) return isLatinElsewhere && others > 1 && isAllLookAlike(word) ? swap(word, lookAlikes) : word;
  if (inCyrillic > inLatin) return swap(word, toCyrillic);
  return swap(word, lookAlikes);
}

function isAllLookAlike(word: string): boolean {
  return [...word].every((letter) => Object.hasOwn(lookAlikes, letter) || !/\p{L}/u.test(letter));
}

function swap(word: string, table: Readonly<Record<string, string>>): string {
  return [...word].map((letter) => (Object.hasOwn(table, letter) ? (table[letter] ?? letter) : letter)).join('');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function pairs(from: string, to: string): Record<string, string> {
  const target = [...to];
  return Object.fromEntries([...from].map((letter, index) => [letter, target[index] ?? letter]));
}
