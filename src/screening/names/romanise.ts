// SPDX-License-Identifier: Apache-2.0
/**
 * Any script in lower-case Latin letters a to z and digits, word by word, with what is known about the reading.
 *
 *     romanise('Ротенберг')   // [{ text: 'rotenberg', reading: 'letters' }]
 *     romanise('김정은')        // [{ text: 'gim', ... }, { text: 'jeongeun', reading: 'syllables' }]
 *
 * Cyrillic, Greek, Arabic and Hebrew have their own tables (alphabets.ts). Hangul is taken apart by the arithmetic of its code
 * points (Revised Romanisation). Han characters become pinyin and a name of two to four of them is divided into family and given
 * name. All else goes through the package `any-ascii`.
 *
 * What it does not do: read every Japanese name. Kanji do not tell how they are read; the common names stand in a table
 * (kanji-readings-table.ts), others get their Chinese reading and find their kanji only.
 */
import anyAscii from 'any-ascii';
import { kanjiFamilies, kanjiGiven } from './kanji-readings-table.ts';
import { romaniseArabic, romaniseCyrillic, romaniseGreek, romaniseHebrew } from './alphabets.ts';

/**
 * How sure the Latin letters are: spelled by letters; consonants only; by syllables of East Asia; or a rough reading, where vowels
 * and l and r say little (a foreign name written in Chinese or kana, or a script without a table of its own).
 */
export type Reading = 'letters' | 'consonants' | 'syllables' | 'rough';

export interface RomanWord {
  readonly text: string;
  readonly reading: Reading;
}

const latinSpecials: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ə: 'a', ħ: 'h', ŋ: 'n', ʻ: '', ʼ: '', ƣ: 'gh',
}; // prettier-ignore

const plain = /^[a-z0-9]+$/;
const vietnamese = /[\u1ea0-\u1ef9ăđơư]/;

/**
 * The words of one piece of text between separators; none when nothing is left that can be read. `isTranscribed` says that the piece
 * is one part of a foreign name in Chinese characters, which is not to be divided.
 */
export function romanise(piece: string, isTranscribed = false): readonly RomanWord[] {
  const word = piece.toLowerCase();
  if (plain.test(word)) return [{ text: word, reading: 'letters' }];
  if (/\p{Script=Hangul}/u.test(word)) return romaniseHangul(word.normalize('NFC'));
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return one(kana(word), 'rough');
  if (/\p{Script=Han}/u.test(word)) return romaniseHan(word, isTranscribed);
  if (/\p{Script=Cyrillic}/u.test(word)) return one(romaniseCyrillic(word), 'letters');
  if (/\p{Script=Greek}/u.test(word)) return one(romaniseGreek(word), 'letters');
  if (/\p{Script=Arabic}/u.test(word)) return abjad(romaniseArabic(word));
  if (/\p{Script=Hebrew}/u.test(word)) return abjad(romaniseHebrew(word));
  if (/\p{Script=Latin}/u.test(word)) return one(bareLatin(word), vietnamese.test(word) ? 'syllables' : 'letters');
  const isTabled = /[\p{Script=Armenian}\p{Script=Georgian}]/u.test(word);
  return one(anyAscii(word), isTabled ? 'letters' : 'rough');
}

function bareLatin(word: string): string {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  let out = '';
  for (const letter of bare) out += letter < '\u0080' ? letter : (latinSpecials[letter] ?? anyAscii(letter));
  return out;
}

function one(text: string, reading: Reading): readonly RomanWord[] {
  const bare = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return bare === '' ? [] : [{ text: bare, reading }];
}

function abjad(read: { readonly words: readonly string[]; readonly isVowelless: boolean }): readonly RomanWord[] {
  return read.words.flatMap((text, at) => one(text, read.isVowelless && at === read.words.length - 1 ? 'consonants' : 'letters'));
}

/** Kana by any-ascii; a long vowel is written once, as passports do. */
function kana(word: string): string {
  return anyAscii(word.replace(/ー/g, '')).toLowerCase().replace(/ou/g, 'o').replace(/uu/g, 'u');
}

const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

/** Family names whose usual Latin spelling is not the regular one. */
const koreanFamilies: Readonly<Record<string, string>> = {
  김: 'kim', 이: 'lee', 박: 'park', 최: 'choi', 정: 'jung', 임: 'lim', 노: 'roh', 오: 'oh', 우: 'woo', 유: 'yoo', 류: 'ryu', 안: 'ahn', 신: 'shin', 심: 'shim', 문: 'moon',
  구: 'koo',
}; // prettier-ignore

function romaniseHangul(word: string): readonly RomanWord[] {
  const syllables = [...word].flatMap((letter) => {
    const at = letter.charCodeAt(0) - 0xac00;
    if (at < 0 || at >= 11_172) return one(anyAscii(letter), 'syllables').map(({ text }) => text);
    return [`${initials[Math.floor(at / 588)] ?? ''}${vowels[Math.floor((at % 588) / 28)] ?? ''}${finals[at % 28] ?? ''}`];
  });
  const family = koreanFamilies[word[0] ?? ''];
  return familyThenGiven(family === undefined || syllables.length > 4 ? syllables : [family, ...syllables.slice(1)], 1);
}

const compoundFamilies = new Set([
  '欧阳',
  '歐陽',
  '司马',
  '司馬',
  '诸葛',
  '諸葛',
  '上官',
  '司徒',
  '东方',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
]);

/** The longest family name of the table that begins the word, and the given name behind it; null for a name that is not Japanese. */
function romaniseJapanese(characters: readonly string[]): readonly RomanWord[] | null {
  for (const length of [3, 2, 1]) {
    const family = kanjiFamilies.get(characters.slice(0, length).join(''));
    const rest = characters.slice(length).join('');
    const given = kanjiGiven.get(rest);
    if (family === undefined || (length === 1 && given === undefined)) continue;
    return [...one(family, 'letters'), ...(rest === '' ? [] : one(given ?? anyAscii(rest), given === undefined ? 'syllables' : 'letters'))];
  }
  const alone = kanjiGiven.get(characters.join(''));
  return alone === undefined || characters.length < 2 ? null : one(alone, 'letters');
}

function romaniseHan(word: string, isTranscribed: boolean): readonly RomanWord[] {
  const characters = [...word].filter((letter) => /\p{Script=Han}/u.test(letter));
  const japanese = isTranscribed ? null : romaniseJapanese(characters);
  if (japanese !== null) return japanese;
  const syllables = characters.map((letter) =>
    anyAscii(letter)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );
  if (isTranscribed || characters.length > 4) return one(syllables.join(''), 'rough');
  return familyThenGiven(syllables, compoundFamilies.has(characters.slice(0, 2).join('')) ? 2 : 1);
}

function familyThenGiven(syllables: readonly string[], familySyllables: number): readonly RomanWord[] {
  const isName = syllables.length >= 2 && syllables.length <= 4;
  const parts = isName ? [syllables.slice(0, familySyllables), syllables.slice(familySyllables)] : [syllables];
  return parts.flatMap((part) => one(part.join(''), 'syllables'));
}
