// SPDX-License-Identifier: Apache-2.0
/** What is explained of a kind of term. */
import type { TermKind, TermOf } from './term-schema.ts';

export interface TermEntry<Kind extends TermKind = TermKind> {
  /** What it says and what follows, for a legal adviser who drafts. */
  readonly says: string;
  /**
   * Who applies it: `verdicts` (the server, whenever it judges an act), `life` (the server, in the negotiation and life of the
   * agreement), `officers` (people, who see it where it matters).
   */
  readonly appliedBy: 'verdicts' | 'life' | 'officers';
  readonly source: string;
  readonly example: TermOf<Kind>;
}
export type TermEntries<Kinds extends TermKind> = { readonly [Kind in Kinds]: TermEntry<Kind> };

/** The party that examples name. */
export const someone = 'ca1xaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxa';
