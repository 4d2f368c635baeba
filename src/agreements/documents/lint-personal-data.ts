// SPDX-License-Identifier: Apache-2.0
/**
 * Personal data: a transfer to where they are not protected alike needs a basis, safeguards, a mark, an end and somewhere to
 * turn to. A document that promises less could not be used for a single name.
 *
 * Source: GDPR articles 44 to 49; EDPB Guidelines 2/2020 for what an arrangement between public bodies holds at least.
 */
import type { AgreementWire, TermOf } from '../wire.ts';
import { eachTerm, error, type LintFinding, type LintRule, repeated, termsOf, warning } from './lint-finding.ts';

export const rulesOnPersonalData: readonly LintRule[] = [basisOnce, annexStands, nothingWhereNothing, safeguardsStand];

function basisOnce(document: AgreementWire): readonly LintFinding[] {
  return repeated(document, 'personal-data', ({ to }) => (to.length === 0 ? ['every party'] : to)).map(({ path }) =>
    error(`${path}.to`, 'Another term says already on what basis personal data go there.', 'Keep one basis for each receiving party.'),
  );
}

function annexStands(document: AgreementWire): readonly LintFinding[] {
  const numbers = new Set(document.clauses.map(({ number }) => number));
  return eachTerm(document, 'personal-data', ({ basis, annex }, path) => {
    if (annex === null)
      return basis === 'administrative-arrangement'
        ? [error(`${path}.annex`, 'An administrative arrangement must be annexed where it is relied on.', 'Name the clause that holds it.')]
        : [];
    return numbers.has(annex)
      ? []
      : [error(`${path}.annex`, `There is no clause "${annex}".`, 'Name the clause that holds the safeguards.')];
  });
}

function nothingWhereNothing(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'personal-data', ({ basis, categories }, path) => {
    if (basis === 'no-transfer' && categories.length > 0)
      return [
        error(`${path}.categories`, 'No personal data are transferred, yet kinds of them are listed.', 'Empty the list, or name a basis.'),
      ];
    if (basis !== 'no-transfer' && categories.length === 0)
      return [error(`${path}.categories`, 'Personal data are transferred, yet no kind of them is listed.', 'List what may go.')];
    return [];
  });
}

type PersonalData = TermOf<'personal-data'>;
/** Bases that stand in for an adequate law: what the law does not give, the agreement must. */
const needsSafeguards: ReadonlySet<PersonalData['basis']> = new Set([
  'binding-instrument',
  'administrative-arrangement',
  'public-interest',
]);

function safeguardsStand(document: AgreementWire): readonly LintFinding[] {
  const isKeptLimited =
    termsOf(document, 'retention').length > 0 || termsOf(document, 'use-conditions').some(({ retentionDays }) => retentionDays !== null);
  return eachTerm(document, 'personal-data', (term, path) => {
    if (!needsSafeguards.has(term.basis)) return [];
    const asked: readonly (readonly [isThere: boolean, member: string, problem: string, remedy: string])[] = [
      [term.marking !== '', 'marking', 'Received personal data are not marked, so nobody can tell them apart.', 'Say how they are marked.'],
      [isKeptLimited, 'basis', 'Nothing says when personal data are destroyed.', 'Add a term "retention".'],
      [term.redressContact !== '', 'redressContact', 'A person concerned has nowhere to turn to.', 'Name the contact for redress.'],
    ];
    const missing = asked.flatMap(([isThere, member, problem, remedy]) => (isThere ? [] : [error(`${path}.${member}`, problem, remedy)]));
    const advised = [
      ...(term.breachNoticeHours === null
        ? [warning(`${path}.breachNoticeHours`, 'A breach of protection is notified at no agreed time.', 'Agree on a number of hours.')]
        : []),
      ...(term.categories.includes('special-categories')
        ? [
            warning(
              `${path}.categories`,
              'Special categories of data may go without more.',
              'Leave them out, or be sure that the annex protects them.',
            ),
          ]
        : []),
    ];
    return [...missing, ...advised];
  });
}
