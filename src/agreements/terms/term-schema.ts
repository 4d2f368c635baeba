// SPDX-License-Identifier: Apache-2.0
/**
 * A term of an agreement: one of a closed list of kinds, each with the clause it carries out.
 *
 * Kinds and members are only ever added, and what is added may be left out, so every document that was signed stays what it
 * was. A server that does not know a kind refuses the document: a term that nobody applies would be a promise on paper.
 */
import { z } from 'zod';
import { askingTerms } from './asking-terms.ts';
import { givingTerms } from './giving-terms.ts';
import { lifeTerms } from './life-terms.ts';

export const termSchema = z.discriminatedUnion('kind', [...askingTerms, ...givingTerms, ...lifeTerms]);
export type TermWire = z.infer<typeof termSchema>;
export type TermKind = TermWire['kind'];
export type TermOf<Kind extends TermKind> = Extract<TermWire, { kind: Kind }>;

/** Every kind, in the order in which the reference page speaks of them. */
export const termKinds: readonly TermKind[] = [...askingTerms, ...givingTerms, ...lifeTerms].map((schema) => schema.shape.kind.value);
