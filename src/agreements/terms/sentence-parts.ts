// SPDX-License-Identifier: Apache-2.0
/** What sentences of terms are put together from: names of parties, lists, periods, sums. */
import { formatMoney, isCurrency } from '../../kernel/index.ts';
import { countWords, wordList } from '../verdicts/words.ts';
import type { TermKind, TermOf } from './term-schema.ts';

/** The name of a party; the identity where the party is not in the document. */
export type NameOf = (authorityId: string) => string;
export type SentencesOf<Kind extends TermKind> = { readonly [One in Kind]: (term: TermOf<One>, nameOf: NameOf) => readonly string[] };

export function listOf<Word extends string>(items: readonly Word[], words: Readonly<Record<Word, string>>): string {
  return wordList(items.map((item) => words[item]));
}

export function periodWords(amount: number, unit: 'working-day' | 'day' | 'hour'): string {
  return countWords(amount, unit === 'working-day' ? 'working day' : unit);
}

export function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

export function sumWords(amountMinor: number, currency: string): string {
  return isCurrency(currency) ? formatMoney({ amountMinor: BigInt(amountMinor), currency }) : `${amountMinor} ${currency}`;
}

/** The sentence where it applies, or nothing. */
export function when(applies: boolean, sentence: string): readonly string[] {
  return applies ? [sentence] : [];
}
