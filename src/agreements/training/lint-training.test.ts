// SPDX-License-Identifier: Apache-2.0
/** A training authority is told from a real one in every document, and nothing that is held is given to it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import {
  type Act,
  type AgreementDocument,
  bilateralArrangement,
  decideUnder,
  fillTemplate,
  findTemplate,
  knownAgreement,
  lintAgreement,
  noFacts,
  type Party,
  peeringInstrument,
  refOf,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';

const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const played: Party = { ...sampleParties.xb, kind: 'training-authority', name: 'Authority of Xebria (training)' };

function arrangement(): AgreementDocument {
  const template = findTemplate('training-arrangement');
  assert(template !== null);
  const filled = fillTemplate(template, { parties: [sampleParties.xa, played], inForceFrom: since });
  assert(filled.ok, JSON.stringify(filled));
  return filled.value.document;
}

/** Errors of a document, each with its place. */
function errorsOf(document: AgreementDocument): readonly string[] {
  return lintAgreement(document).flatMap(({ severity, path }) => (severity === 'error' ? [path] : []));
}

suite('an agreement with a training authority', () => {
  const good = arrangement();
  const withParty = (changes: Partial<Party>): AgreementDocument => ({
    ...good,
    parties: good.parties.map((party) => (party.authorityId === played.authorityId ? { ...party, ...changes } : party)),
  });
  const rows: readonly (readonly [what: string, document: AgreementDocument, errors: readonly string[]])[] = [
    ['as the template makes it', good, []],
    ['whose name does not say so', withParty({ name: 'Authority of Xebria' }), ['parties[1].name']],
    ['of a jurisdiction that exists', withParty({ jurisdiction: 'PT' }), ['parties[1].jurisdiction']],
    ['that names a real party as the one that plays', withParty({ kind: 'central-bank' }), ['terms[1].party']],
    ['without a clause that says so', { ...good, terms: good.terms.filter(({ kind }) => kind !== 'training') }, ['parties[1]']],
    ['with a third party', { ...good, parties: [...good.parties, sampleParties.xc] }, ['parties[1]']],
    [
      'that names nobody',
      { ...good, terms: good.terms.map((term) => (term.kind === 'training' ? { ...term, party: 'ca1' } : term)) },
      ['terms[1].party'],
    ],
    ['made as a real one', bilateralArrangement({ parties: [sampleParties.xa, played], inForceFrom: since }), ['parties[1]']],
  ];
  for (const [what, document, errors] of rows) {
    test(`${what}: ${errors.length === 0 ? 'holds' : 'is refused'}`, () => assert.deepEqual(errorsOf(document), errors));
  }
  test('the peering instrument, which gives no assistance, needs no such clause', () =>
    assert.deepEqual(errorsOf(peeringInstrument(sampleParties.xa, played).document), []));
});

suite('what is given under it', () => {
  const agreement = knownAgreement(arrangement());
  const giving = (from: string, to: string, data: { readonly count: number; readonly ofOthers: number }): Act => ({
    kind: 'reply',
    from,
    to,
    agreement: refOf(agreement),
    requestId: 'req_1',
    completeness: 'complete',
    assistance: 'information-from-files',
    purpose: 'supervision',
    dataCount: data.count,
    everyDatumConditioned: true,
    passedOnCount: data.ofOthers,
    everyPassOnAllowed: true,
  });
  const [xa, xt] = [sampleParties.xa.authorityId, played.authorityId];
  const rows: readonly (readonly [what: string, act: Act, answer: string])[] = [
    ['a record of the training authority', giving(xt, xa, { count: 1, ofOthers: 0 }), 'permitted allowed'],
    ['an own record for the training authority', giving(xa, xt, { count: 1, ofOthers: 0 }), 'refused training-only'],
    ["another's record, even with its leave", giving(xa, xt, { count: 1, ofOthers: 1 }), 'refused training-only'],
    ['words without a record', giving(xa, xt, { count: 0, ofOthers: 0 }), 'permitted allowed'],
  ];
  for (const [what, act, answer] of rows) {
    test(`${what}: ${answer}`, () => {
      const { verdict } = decideUnder(act, agreement, noFacts, now);
      assert.equal(`${verdict.outcome} ${verdict.reasons[0]?.kind ?? ''}`, answer);
      if (verdict.outcome === 'refused') assert.equal(verdict.reasons[0]?.clause?.clause, '1');
    });
  }
});
