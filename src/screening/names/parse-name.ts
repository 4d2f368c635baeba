// SPDX-License-Identifier: Apache-2.0
/**
 * A name taken apart: which words carry it, and what else stands in it.
 *
 *     parseName('Dr. LAVRENOV, Anton P.', 'person')
 *     parts: lavrenov (family), anton, p (initial); titles: dr
 *
 *     parseName('OOO "Severnaya Zvezda"', 'firm')
 *     parts: severnaya, zvezda; form: limited
 *
 * Of a person: title, family name where a comma or capitals show it, initials, patronymic, particles, generation. Of a firm: legal
 * form, words that many firms carry, places, numbers. A subject of unknown kind is read as a firm if it has a form or such a word.
 *
 * A name without a single letter or digit has no parts; whoever compares it finds nothing. It never throws.
 */
import { cleanText, type TextSign } from './clean-text.ts';
import { businessWordOf, takeForm } from './company-words.ts';
import { type Reading, romanise } from './romanise.ts';
import { familyGroups } from './name-groups.ts';
import { isSyllable, syllablesOf } from './sound-key.ts';
import { type Word, type WordBook, wordIn } from './word-book.ts';
import {
  type FormClass,
  generations,
  numberOf,
  particles,
  places,
  titles,
  titlesThatAreNames,
  vesselPrefixes,
} from './word-kinds-table.ts';

export type SubjectKind = 'person' | 'firm' | 'vessel' | 'unknown';
export type PartKind = 'word' | 'initial' | 'patronymic' | 'particle' | 'number' | 'business' | 'place';

export interface NamePart {
  readonly word: Word;
  readonly kind: PartKind;
  /** Shown as the family name by a comma or by capitals. */
  readonly isFamily: boolean;
}

export interface ParsedName {
  readonly raw: string;
  readonly kind: SubjectKind;
  readonly parts: readonly NamePart[];
  readonly titles: readonly string[];
  readonly form: FormClass | null;
  readonly formText: string;
  readonly generation: string | null;
  readonly signs: readonly TextSign[];
}

/** Words of one name that are looked at: the longest names on public lists have 30; pairing costs their square. */
export const partsMax = 24;

interface Token {
  readonly text: string;
  readonly reading: Reading;
  readonly isBeforeComma: boolean;
  readonly isCapitals: boolean;
}

export function parseName(raw: string, kind: SubjectKind, book: WordBook): ParsedName {
  const { text, signs } = cleanText(raw);
  const found: TextSign[] = [...signs];
  const tokens = tokensOf(text, found).slice(0, partsMax);
  const isFirm = kind === 'firm' || (kind === 'unknown' && looksLikeFirm(tokens));
  const read = kind === 'vessel' ? readVessel(tokens, book) : isFirm ? readFirm(tokens, book) : readPerson(tokens, book);
  return { raw, kind: kind === 'unknown' ? (isFirm ? 'firm' : 'person') : kind, ...read, signs: found };
}

const digitLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g' };

/** `A.B.C.` and `J.P.` are one word each; the dots of single initials go with all other marks. */
const dottedLetters = /(?<![\p{L}\p{N}.])\p{L}(?:\.\p{L}(?![\p{L}\p{N}]))+\.?/gu;

function tokensOf(text: string, signs: TextSign[]): Token[] {
  const isTranscribed = /[·・‧•]/.test(text) && /[\p{Script=Han}\p{Script=Katakana}]/u.test(text);
  const bare = text
    .replace(/['’‘`´ʻʼʿʾ]/g, '')
    .replace(/["“”„«»]/g, ' ')
    .replace(/%/g, ' percent ');
  const plain = bare.includes('.') ? bare.replace(dottedLetters, (letters) => `${letters.replaceAll('.', '')} `) : bare;
  const comma = plain.indexOf(',');
  const tokens: Token[] = [];
  for (const found of plain.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const piece = found[0];
    const isCapitals = piece.length > 1 && piece === piece.toUpperCase() && piece !== piece.toLowerCase();
    const isBeforeComma = comma > 0 && found.index < comma;
    for (const word of romanise(piece, isTranscribed)) {
      const undone = undoDigits(word.text);
      if (undone !== word.text && !signs.includes('digits for letters')) signs.push('digits for letters');
      tokens.push({ text: undone, reading: word.reading, isBeforeComma, isCapitals });
    }
  }
  return tokens;
}

/** `ig0r` is `igor`; `a320`, `2nd` and `3com` stay. */
function undoDigits(word: string): string {
  const digits = word.replace(/\D/g, '').length;
  if (digits === 0 || digits > 2 || word.length - digits < 2 || word.length < 4 || /^\d+(?:st|nd|rd|th)$|\d\d$|^\d{2}/.test(word))
    return word;
  return word.replace(/\d/g, (digit) => digitLetters[digit] ?? digit);
}

function looksLikeFirm(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => token.text);
  return takeForm(words).form !== null || words.some((word) => businessWordOf(word) !== null);
}

type Read = Pick<ParsedName, 'parts' | 'titles' | 'form' | 'formText' | 'generation'>;

function readPerson(tokens: readonly Token[], book: WordBook): Read {
  let kept = [...tokens];
  let generation: string | null = null;
  const last = kept.at(-1)?.text ?? '';
  if (kept.length > 2 && Object.hasOwn(generations, last)) {
    generation = generations[last] ?? null;
    kept = kept.slice(0, -1);
  }
  const dropped: string[] = [];
  const isTitle = (token: Token): boolean => titles.has(token.text);
  const plainWords = kept.filter((token) => !isTitle(token) && !particles.has(token.text) && token.text.length > 1);
  kept = kept.filter((token) => {
    const goes = isTitle(token) && plainWords.length >= (titlesThatAreNames.has(token.text) ? 2 : 1);
    if (goes) dropped.push(token.text);
    return !goes;
  });
  const form = kept.length > 2 ? trailingForm(kept) : null;
  if (form !== null) kept = kept.slice(0, -1);
  const isMixedCase = kept.some((token) => token.isCapitals) && kept.some((token) => !token.isCapitals && token.text.length > 1);
  const patronymicAt = patronymicPlace(kept.map((token) => token.text));
  const isCommaUseful = kept.some((token) => token.isBeforeComma) && kept.some((token) => !token.isBeforeComma);
  const isEastAsian = kept.some((token) => isEastAsianFamily(token.text));
  const parts = kept.map((token, at): NamePart => {
    const isFamily = (isCommaUseful && token.isBeforeComma) || (!isCommaUseful && isMixedCase && token.isCapitals && token.text.length > 2);
    const isParticle = particles.has(token.text) && !(at === 0 && token.text === 'ben');
    const kind = token.text.length === 1 ? 'initial' : isParticle ? 'particle' : at === patronymicAt ? 'patronymic' : 'word';
    const reading = isEastAsian && token.reading === 'letters' && syllablesOf(token.text) !== null ? 'syllables' : token.reading;
    return { word: wordIn(book, token.text, reading), kind, isFamily: isFamily && kind !== 'particle' };
  });
  const isBare = parts.every((part) => part.kind === 'particle');
  return {
    parts: isBare ? parts.map((part) => ({ ...part, kind: 'word' })) : parts,
    titles: dropped,
    form,
    formText: form ?? '',
    generation,
  };
}

/** A family name of one syllable that is known: given names beside it are read syllable by syllable. */
function isEastAsianFamily(word: string): boolean {
  return isSyllable(word) && familyGroups.has(word);
}

function trailingForm(tokens: readonly Token[]): FormClass | null {
  const last = tokens.at(-1)?.text ?? '';
  return /^(?:llc|ltd|inc|gmbh|corp|ooo|limited)$/.test(last) ? takeForm(['x', last]).form : null;
}

const patronymic = /(?:[oeyi]vi(?:t?ch|c|č)|[oe]vych|yovych|[oe]vna|[iy]vna|i[cn]hna|ogly|oglu|ohlu|kyzy|qizi|gizi)$/;

/** Where the patronymic stands in a name of three or more words: in the middle, or last where the family name comes first. */
function patronymicPlace(words: readonly string[]): number | null {
  if (words.length < 3) return null;
  const at = words.findIndex((word, index) => index > 0 && index < words.length - 1 && patronymic.test(word) && word.length > 5);
  if (at > 0) return at;
  return patronymic.test(words.at(-1) ?? '') && words.length === 3 ? words.length - 1 : null;
}

function readFirm(tokens: readonly Token[], book: WordBook): Read {
  const taken = takeForm(tokens.map((token) => token.text));
  const parts = taken.rest.flatMap((at): NamePart[] => {
    const token = tokens[at];
    return token === undefined ? [] : [firmPart(token, book)];
  });
  return { parts: numbersJoined(parts, book), titles: [], form: taken.form, formText: taken.formText, generation: null };
}

function readVessel(tokens: readonly Token[], book: WordBook): Read {
  const kept = tokens.filter((token, at) => tokens.length === 1 || at > 1 || !vesselPrefixes.has(token.text));
  const parts = (kept.length === 0 ? tokens : kept).map((token) => {
    const part = firmPart(token, book);
    return part.kind === 'number' ? part : { word: wordIn(book, token.text, token.reading), kind: 'word' as const, isFamily: false };
  });
  return { parts: numbersJoined(parts, book), titles: [], form: null, formText: '', generation: null };
}

function firmPart(token: Token, book: WordBook): NamePart {
  const number = numberOf(token.text);
  if (number !== null) return { word: wordIn(book, String(number), 'letters'), kind: 'number', isFamily: false };
  const business = businessWordOf(token.text);
  if (business !== null) return { word: wordIn(book, business, 'letters'), kind: 'business', isFamily: false };
  const kind = places.has(token.text) ? 'place' : particles.has(token.text) ? 'particle' : 'word';
  return { word: wordIn(book, token.text, token.reading), kind, isFamily: false };
}

/** `forty` and `four` side by side are 44. */
function numbersJoined(parts: readonly NamePart[], book: WordBook): readonly NamePart[] {
  const joined: NamePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const [ten, one] = [Number(last?.word.text), Number(part.word.text)];
    if (last?.kind === 'number' && part.kind === 'number' && ten >= 20 && ten < 100 && ten % 10 === 0 && one > 0 && one < 10) {
      joined[joined.length - 1] = { ...last, word: wordIn(book, String(ten + one), 'letters') };
    } else joined.push(part);
  }
  return joined;
}
