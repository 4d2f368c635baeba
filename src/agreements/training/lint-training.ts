// SPDX-License-Identifier: Apache-2.0
/**
 * A training authority and a real one are never taken for each other: its kind, its name, its jurisdiction and a clause say what it is,
 * in every agreement that gives assistance, between it and one other. So whoever reads the document, or any paper made of it, knows.
 */
import { trainingKind } from '../terms/vocabulary.ts';
import type { AgreementWire } from '../wire.ts';
import { eachTerm, error, type LintFinding, type LintRule } from '../documents/lint-finding.ts';

/** What the name of every training authority ends with. */
export const trainingMark = '(training)';
/** The codes that ISO 3166-1 leaves to everyone: no country has one. */
const invented = /^X[A-Z]$/;

export const rulesOnTraining: readonly LintRule[] = [trainingPartiesMarked, trainingIsBetweenTwo, trainingNamesItsParty];

function trainingPartiesMarked(document: AgreementWire): readonly LintFinding[] {
  return document.parties.flatMap(({ kind, name, jurisdiction }, index) => {
    if (kind !== trainingKind) return [];
    const path = `parties[${index}]`;
    return [
      ...(name.endsWith(trainingMark)
        ? []
        : [error(`${path}.name`, `The name of a training authority does not end with "${trainingMark}".`, 'Add it to the name.')]),
      ...(invented.test(jurisdiction)
        ? []
        : [error(`${path}.jurisdiction`, 'A training authority is of an invented jurisdiction.', 'Give a code from XA to XZ.')]),
    ];
  });
}

function trainingIsBetweenTwo(document: AgreementWire): readonly LintFinding[] {
  const played = document.parties.findIndex(({ kind }) => kind === trainingKind);
  if (played === -1 || !document.terms.some(({ kind }) => kind === 'assistance')) return [];
  const path = `parties[${played}]`;
  const isSaid = document.terms.some(({ kind }) => kind === 'training');
  return [
    ...(document.parties.length === 2
      ? []
      : [error(path, 'A training authority is a party of an agreement with one other authority.', 'Make one agreement for each.')]),
    ...(isSaid ? [] : [error(path, 'No clause says that this party plays an authority.', 'Add a term "training" that names it.')]),
  ];
}

function trainingNamesItsParty(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'training', ({ party }, path) => {
    const named = document.parties.find(({ authorityId }) => authorityId === party);
    return named === undefined || named.kind === trainingKind
      ? []
      : [error(`${path}.party`, `${named.name} is not a training authority.`, 'Name the party whose kind is "training-authority".')];
  });
}
