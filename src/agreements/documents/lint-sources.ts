// SPDX-License-Identifier: Apache-2.0
/**
 * Sources of clauses: what was not read in the primary text says what is to be verified, so that nobody signs a memory.
 */
import type { AgreementWire } from '../wire.ts';
import { error, type LintFinding, warning } from './lint-finding.ts';

export function sourcesAreHonest(document: AgreementWire): readonly LintFinding[] {
  return document.clauses.flatMap((clause, index) =>
    (clause.sources ?? []).flatMap(({ read, toVerify }, position) => {
      const path = `clauses[${index}].sources[${position}]`;
      if ((read === 'memory' || read === 'secondary') && toVerify === undefined)
        return [
          error(path, 'It was not read in the primary text, and nothing says what is to verify.', 'Say in "toVerify" what is uncertain.'),
        ];
      if (read === 'own-design' && toVerify !== undefined)
        return [warning(path, 'A design of the parties is nothing to verify.', 'Remove "toVerify", or name the text.')];
      return [];
    }),
  );
}

export interface OpenQuestion {
  readonly clause: string;
  readonly reference: string;
  readonly toVerify: string;
}

/** What is still to be verified before the document is relied on, clause by clause. */
export function openQuestions(document: AgreementWire): readonly OpenQuestion[] {
  return document.clauses.flatMap(({ number, sources = [] }) =>
    sources.flatMap(({ reference, toVerify }) => (toVerify === undefined ? [] : [{ clause: number, reference, toVerify }])),
  );
}
