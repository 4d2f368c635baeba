// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the company form in the words of a firm's name, forgiving one slip in a long word, and the words that many firms carry.
 *
 *     takeForm(['tactical', 'missiles', 'joynt', 'stock', 'company'])   // form 'joint stock', rest ['tactical', 'missiles']
 */
import { editsWithin } from './edit-cost.ts';
import { businessWords, companyForms, type FormClass } from './word-kinds-table.ts';

interface Phrase {
  readonly words: readonly string[];
  readonly form: FormClass;
}

/** Words of forms that may hold a slip and still be recognised: shorter ones are too near to other words. */
const slipLettersMin = 5;
/** A form of one or two letters counts only at the beginning or the end: inside it is a word of the name. */
const shortFormLetters = 2;

const byFirstWord = new Map<string, Phrase[]>();
for (const [form, text] of companyForms) {
  for (const phrase of text.split(';')) {
    const words = phrase.trim().split(/\s+/);
    const first = words[0] ?? '';
    byFirstWord.set(
      first,
      [...(byFirstWord.get(first) ?? []), { words, form }].toSorted((one, other) => other.words.length - one.words.length),
    );
  }
}

/** Every word of a longer form with one letter left out leads back to it. */
const slips = new Map<string, string>();
for (const phrases of byFirstWord.values()) {
  for (const word of phrases.flatMap((phrase) => phrase.words)) {
    if (word.length >= slipLettersMin) for (const shorter of [word, ...withoutOne(word)]) slips.set(shorter, word);
  }
}

const business = new Map<string, string>();
for (const group of businessWords) {
  const words = group.split(' ');
  for (const word of words) if (!business.has(word)) business.set(word, words[0] ?? word);
}

/** The word that many firms carry, in its one reading (`zavod` is `plant`); null for a word that tells firms apart. */
export function businessWordOf(word: string): string | null {
  return business.get(word) ?? null;
}

export interface FormTaken {
  readonly form: FormClass | null;
  readonly formText: string;
  /** Places, in the list that was given, of the words that are left. */
  readonly rest: readonly number[];
}

/** Takes company forms out of a name, unless nothing would be left. The first class other than `company` decides. */
export function takeForm(words: readonly string[]): FormTaken {
  const rest: number[] = [];
  const found: Phrase[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at);
    if (phrase === null) rest.push(at);
    else found.push(phrase);
    at += phrase?.words.length ?? 1;
  }
  if (rest.length === 0) return { form: null, formText: '', rest: words.map((_, at) => at) };
  const chosen = found.find((phrase) => phrase.form !== 'company') ?? found[0];
  return { form: chosen?.form ?? null, formText: found.map((phrase) => phrase.words.join(' ')).join(', '), rest };
}

function phraseAt(words: readonly string[], at: number): Phrase | null {
  const first = words[at] ?? '';
  const isInside = at > 0 && at < words.length - 1;
  for (const start of first === corrected(first) ? [first] : [first, corrected(first)]) {
    for (const phrase of byFirstWord.get(start) ?? []) {
      const isShort = phrase.words.length === 1 && first.length <= shortFormLetters;
      if (isShort && isInside) continue;
      if (phrase.words.length === 1 && start !== first && first.length < slipLettersMin + 2) continue;
      if (phrase.words.every((word, offset) => word === words[at + offset] || word === corrected(words[at + offset] ?? ''))) return phrase;
    }
  }
  return null;
}

/** Corrections found before: the words of names repeat. Emptied when it holds as many as a large list has words. */
const known = new Map<string, string>();
const knownMax = 100_000;

function corrected(word: string): string {
  if (word.length < slipLettersMin - 1) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= knownMax) known.clear();
  const found = correctionOf(word);
  known.set(word, found);
  return found;
}

function correctionOf(word: string): string {
  const direct = slips.get(word);
  if (direct !== undefined) return direct;
  for (const shorter of withoutOne(word)) {
    const near = slips.get(shorter);
    if (near !== undefined && word.length >= slipLettersMin && editsWithin(near, word) === 1) return near;
  }
  return word;
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
