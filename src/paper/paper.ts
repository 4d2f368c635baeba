// SPDX-License-Identifier: Apache-2.0
/**
 * A paper as values: what it says, in the order in which it says it. How it looks is decided once, for all papers.
 *
 * Every text is shown as it is: there is no markup in it, and a line break is a line break.
 */
import type { Instant } from '../kernel/index.ts';

export interface PaperColumn {
  readonly title: string;
  /** The share of the width, against the other columns. */
  readonly weight: number;
  readonly align?: 'left' | 'right';
  /** For digests and identifiers, whose letters must be told apart. */
  readonly isMono?: true;
}

export type PaperPart =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly manner?: 'strong' | 'note' | 'mono' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Pairs of a name and its value, such as the parties and the references at the head of a letter. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly PaperColumn[];
      readonly rows: readonly (readonly string[])[];
      /** What stands in the place of rows where there are none. */
      readonly empty: string;
    }
  /** Lines on which a person writes by hand: a form to return, a signature. */
  | { readonly kind: 'blanks'; readonly rows: readonly { readonly name: string; readonly lines: number }[] }
  | { readonly kind: 'new-page' };

/** The few words that the paper itself says, so that a paper can be in any language. */
export interface PaperWords {
  readonly page: (page: number, pages: number) => string;
  readonly made: (at: string) => string;
  readonly source: (name: string, digest: string) => string;
  /** Said at the end where letters were written as code points. */
  readonly codePoints: string;
}

export interface Paper {
  readonly title: string;
  /** Under the title: which authority, which case. */
  readonly subtitle: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
  /** The paper's moment. It is printed, and with the same one the same paper has the same bytes. */
  readonly madeAt: Instant;
  /** What the paper was made from, at the foot of every page: a reader can ask for exactly this. */
  readonly source: { readonly name: string; readonly digest: string };
  readonly parts: readonly PaperPart[];
  /** English where it is left out. */
  readonly words?: PaperWords;
}

export const englishWords: PaperWords = {
  page: (page, pages) => `Page ${page} of ${pages}`,
  made: (at) => `Made ${minuteOf(at)} UTC`,
  source: (name, digest) => `${name}: ${digest}`,
  codePoints: 'Letters that the typeface of this paper does not have are written as their Unicode code points between angle brackets.',
};

/** `2026-11-20 15:30`, in UTC: minutes are enough for a reader, and the source at the foot has the rest. */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
