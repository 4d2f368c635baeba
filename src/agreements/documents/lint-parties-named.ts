// SPDX-License-Identifier: Apache-2.0
/**
 * Parties that terms name: each must be a party of the document, and what is said of it must not be said twice in two ways.
 */
import { isInstant } from '../../kernel/index.ts';
import { capabilityWords } from '../terms/words.ts';
import type { AgreementWire, TermWire } from '../wire.ts';
import { eachTerm, error, type LintFinding, type LintRule, repeated, warning } from './lint-finding.ts';

export const rulesOnPartiesNamed: readonly LintRule[] = [
  namedPartiesAreParties,
  powersAreDeclared,
  powersHaveOneMode,
  statusOnce,
  expectedDates,
  roleOnce,
  oneContactPointEach,
  signersAreAll,
];

/** Where a term names parties: the member, and the identities in it. */
function named(term: TermWire): readonly (readonly [member: string, ids: readonly string[]])[] {
  switch (term.kind) {
    case 'powers':
    case 'party-status':
    case 'roles':
      return [['parties', term.parties]];
    case 'contact-points':
      return term.points.map(({ party }, index) => [`points[${index}].party`, [party]] as const);
    case 'personal-data':
      return [['to', term.to]];
    case 'training':
      return [['party', [term.party]]];
    case 'signing':
      return [['order', term.order]];
    default:
      return [];
  }
}

function namedPartiesAreParties(document: AgreementWire): readonly LintFinding[] {
  const parties = new Set(document.parties.map(({ authorityId }) => authorityId));
  return document.terms.flatMap((term, index) =>
    named(term).flatMap(([member, ids]) =>
      ids
        .filter((id) => !parties.has(id))
        .map((id) =>
          error(
            `terms[${index}].${member}`,
            `${id.slice(0, 80)} is not a party of this agreement.`,
            'Name a party, or add it to the parties.',
          ),
        ),
    ),
  );
}

function powersAreDeclared(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'powers', (term, path) =>
    term.parties.flatMap((id) => {
      const party = document.parties.find(({ authorityId }) => authorityId === id);
      if (party === undefined) return [];
      return term.capabilities
        .filter((capability) => !party.capabilities.includes(capability))
        .map((capability) =>
          error(
            `${path}.capabilities`,
            `${party.name} has not declared ${capabilityWords[capability]}, so it cannot be said how it does it.`,
            `Add "${capability}" to the capabilities of that party, or remove it here.`,
          ),
        );
    }),
  );
}

function powersHaveOneMode(document: AgreementWire): readonly LintFinding[] {
  const pairs = repeated(document, 'powers', (term) => term.parties.flatMap((id) => term.capabilities.map((one) => `${id} ${one}`)));
  return pairs.map(({ path }) =>
    error(path, 'It says of a party and a power what another term says already, perhaps in another way.', 'Keep one.'),
  );
}

function statusOnce(document: AgreementWire): readonly LintFinding[] {
  return repeated(document, 'party-status', (term) => term.parties).map(({ path }) =>
    error(`${path}.parties`, 'The status of one of these parties stands in another term already.', 'Give each party one status.'),
  );
}

function expectedDates(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'party-status', ({ expectedFrom, status }, path) => {
    if (expectedFrom === null) return [];
    const place = `${path}.expectedFrom`;
    if (!isInstant(expectedFrom)) return [error(place, 'It is not a moment in UTC.', 'Write it as 2026-11-20T00:00:00.000Z, or null.')];
    if (status === 'able') return [error(place, 'A party that is able is expected to become able.', 'Set it to null.')];
    if (document.inForceUntil !== null && expectedFrom >= document.inForceUntil)
      return [error(place, 'The party is expected to be able after the agreement has ended.', 'Correct one of the two dates.')];
    return [];
  });
}

function roleOnce(document: AgreementWire): readonly LintFinding[] {
  const twice = repeated(document, 'roles', (term) => term.parties).map(({ path }) =>
    error(`${path}.parties`, 'One of these parties has a role in another term already.', 'Give each party one role.'),
  );
  const observers = eachTerm(document, 'roles', (term, path) =>
    term.role === 'observer' && term.hasVote
      ? [warning(path, 'An observer is given a vote.', 'Make it a member, or take the vote away.')]
      : [],
  );
  return [...twice, ...observers];
}

function oneContactPointEach(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'contact-points', (term, path) => {
    const ids = new Set(term.points.map(({ party }) => party));
    const missing = document.parties.filter(({ authorityId }) => !ids.has(authorityId));
    return missing.length === 0
      ? []
      : [
          warning(
            `${path}.points`,
            `No contact point is named for ${missing.map(({ name }) => name).join(', ')}.`,
            'Name one for each party.',
          ),
        ];
  });
}

function signersAreAll(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'signing', ({ order }, path) => {
    if (order.length === 0) return [];
    if (new Set(order).size < order.length) return [error(`${path}.order`, 'A party signs twice.', 'Name each party once.')];
    const isEverybody = document.parties.every(({ authorityId }) => order.includes(authorityId));
    return isEverybody ? [] : [error(`${path}.order`, 'Not every party stands in the order of signing.', 'Name every party, or none.')];
  });
}
