// SPDX-License-Identifier: Apache-2.0
/**
 * A term in plain sentences, for reading beside its clause: what the machine applies, said so that a lawyer can check that it
 * is what the clause says. One function for the screens, the command line and the pages.
 */
import { askingSentences } from './asking-sentences.ts';
import { givingSentences } from './giving-sentences.ts';
import { lifeSentences } from './life-sentences.ts';
import type { NameOf, SentencesOf } from './sentence-parts.ts';
import type { TermKind, TermWire } from './term-schema.ts';
import { termTitles } from './term-titles.ts';

export interface TermText {
  readonly title: string;
  readonly sentences: readonly string[];
}

const sentencesOf: SentencesOf<TermKind> = { ...askingSentences, ...givingSentences, ...lifeSentences };

/** The title and the sentences of a term; parties are named as the document names them. */
export function termText(term: TermWire, parties: readonly { readonly authorityId: string; readonly name: string }[]): TermText {
  const names = new Map(parties.map(({ authorityId, name }) => [authorityId, name]));
  const write = sentencesOf[term.kind] as (term: TermWire, nameOf: NameOf) => readonly string[];
  return { title: termTitles[term.kind], sentences: write(term, (authorityId) => names.get(authorityId) ?? authorityId) };
}
