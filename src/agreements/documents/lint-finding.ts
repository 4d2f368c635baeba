// SPDX-License-Identifier: Apache-2.0
/**
 * A finding of lint: where in the document, what is wrong, and what to do. An error keeps the document from being read; a
 * warning is for the drafter.
 */
import type { Issue } from '../../kernel/index.ts';
import type { AgreementWire, TermKind, TermOf } from '../wire.ts';

export interface LintFinding extends Issue {
  readonly severity: 'error' | 'warning';
}

/** One thing that lint looks for. */
export type LintRule = (document: AgreementWire) => readonly LintFinding[];

export function error(path: string, problem: string, remedy: string): LintFinding {
  return { severity: 'error', path, problem, remedy };
}

export function warning(path: string, problem: string, remedy: string): LintFinding {
  return { severity: 'warning', path, problem, remedy };
}

/** What a rule finds in each term of a kind, with the place of the term. */
export function eachTerm<Kind extends TermKind, Found>(
  document: AgreementWire,
  kind: Kind,
  look: (term: TermOf<Kind>, path: string) => readonly Found[],
): readonly Found[] {
  return document.terms.flatMap((term, index) => (term.kind === kind ? look(term as TermOf<Kind>, `terms[${index}]`) : []));
}

export function termsOf<Kind extends TermKind>(document: AgreementWire, kind: Kind): readonly TermOf<Kind>[] {
  return document.terms.filter((term): term is TermOf<Kind> => term.kind === kind);
}

/** The terms that say of something what an earlier one said already; `keyOf` names what a term speaks of. */
export function repeated<Kind extends TermKind>(
  document: AgreementWire,
  kind: Kind,
  keysOf: (term: TermOf<Kind>) => readonly string[],
): readonly { readonly path: string; readonly key: string }[] {
  const seen = new Set<string>();
  return eachTerm(document, kind, (term, path) =>
    keysOf(term).flatMap((key) => {
      const isSecond = seen.has(key);
      seen.add(key);
      return isSecond ? [{ path, key }] : [];
    }),
  );
}
