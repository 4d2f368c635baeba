// SPDX-License-Identifier: Apache-2.0
/**
 * Arbitrary agreements for property tests: any terms among given parties, each citing a clause that exists.
 *
 * They pass the schema but not always lint: a decision must be safe under any document that could be compiled.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evidentialUses, handlingLevels, onwardModes, purposes } from '../../conditions/wire.ts';
import type { AgreementDocument, Party } from '../documents/agreement-document.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import {
  alertTellings,
  authorityKinds,
  capabilities,
  dualCriminalityRules,
  exerciseModes,
  partyStatuses,
  refusalSteps,
} from '../terms/vocabulary.ts';
import { agreementSchema, assistanceKinds, contentFields, deadlineSteps, refusalGrounds, type TermWire, urgencyGrounds } from '../wire.ts';

const clauseNumbers = ['1', '2', '3', '4.1'];
const clause = fc.constantFrom(...clauseNumbers);
const some = <Word>(words: readonly Word[]) => fc.subarray([...words], { minLength: 1 });

const anyTerm: fc.Arbitrary<TermWire> = fc.oneof(
  fc.record({ kind: fc.constant('assistance' as const), clause, kinds: some(assistanceKinds) }),
  fc.record({ kind: fc.constant('purposes' as const), clause, purposes: some(purposes) }),
  fc.record({ kind: fc.constant('request-content' as const), clause, fields: some(contentFields.slice(0, 3)) }),
  fc.record({
    kind: fc.constant('urgency' as const),
    clause,
    grounds: some(urgencyGrounds),
    test: fc.constantFrom('', 'Harm must be near.'),
  }),
  fc.record({
    kind: fc.constant('deadline' as const),
    clause,
    step: fc.constantFrom(...deadlineSteps),
    class: fc.constantFrom('normal' as const, 'urgent' as const),
    amount: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('working-day' as const, 'day' as const, 'hour' as const),
  }),
  fc.record({
    kind: fc.constant('refusal-grounds' as const),
    clause,
    allowed: fc.subarray([...refusalGrounds]),
    forbidden: fc.subarray([...refusalGrounds]),
  }),
  fc.record({
    kind: fc.constant('use-conditions' as const),
    clause,
    limits: fc.record({
      purposes: some(purposes),
      handling: fc.constantFrom(...handlingLevels),
      onward: fc.constantFrom(...onwardModes),
      evidentialUse: fc.constantFrom(...evidentialUses),
      mayNotifySubject: fc.boolean(),
      note: fc.constantFrom('', 'Ask first.'),
    }),
    retentionDays: fc.constantFrom(null, 30, 1825),
  }),
  fc.record({
    kind: fc.constant('approvals' as const),
    clause,
    act: fc.constantFrom('ask' as const, 'reply' as const, 'refuse' as const),
    approversMin: fc.integer({ min: 1, max: 2 }),
  }),
  refusalStep(),
  dualCriminality(),
  onBehalf(),
  reportSecrecy(),
  jointAlerts(),
  powers(),
  partyStatus(),
  fc.record({ kind: fc.constant('dispatch-kinds' as const), clause, kinds: fc.constant<string[]>(['receipt']) }),
  fc.record({ kind: fc.constant('withdrawal' as const), clause, noticeDays: fc.constant(30) }),
);

function refusalStep(): fc.Arbitrary<TermWire> {
  return fc.record({
    kind: fc.constant('refusal-step' as const),
    clause,
    step: fc.constantFrom(...refusalSteps),
    grounds: some(refusalGrounds.slice(0, 8)),
    days: fc.constantFrom(null, 30),
  });
}

function dualCriminality(): fc.Arbitrary<TermWire> {
  return fc.record({
    kind: fc.constant('dual-criminality' as const),
    clause,
    rule: fc.constantFrom(...dualCriminalityRules),
    kinds: fc.subarray([...assistanceKinds]),
    listedOffences: fc.constant<string[]>([]),
    penaltyYearsMin: fc.constant(null),
  });
}

function onBehalf(): fc.Arbitrary<TermWire> {
  const of = fc.constantFrom('parties' as const, 'any-authority' as const, 'nobody' as const);
  return fc.record({ kind: fc.constant('on-behalf' as const), clause, of, needsConsentOfEachHolder: fc.boolean() });
}

function reportSecrecy(): fc.Arbitrary<TermWire> {
  return fc.record({ kind: fc.constant('report-secrecy' as const), clause, mayReach: some(authorityKinds.slice(0, 4)) });
}

function jointAlerts(): fc.Arbitrary<TermWire> {
  return fc.record({ kind: fc.constant('joint-alerts' as const), clause, mayTell: fc.subarray([...alertTellings]) });
}

function anyIds(): fc.Arbitrary<string[]> {
  return some(Object.values(sampleParties).map(({ authorityId }) => authorityId));
}

function powers(): fc.Arbitrary<TermWire> {
  return fc.record({
    kind: fc.constant('powers' as const),
    clause,
    parties: anyIds(),
    capabilities: some(capabilities),
    mode: fc.constantFrom(...exerciseModes),
    law: fc.constant(''),
  });
}

function partyStatus(): fc.Arbitrary<TermWire> {
  return fc.record({
    kind: fc.constant('party-status' as const),
    clause,
    parties: anyIds(),
    status: fc.constantFrom(...partyStatuses),
    expectedFrom: fc.constant(null),
  });
}

/** Broad terms, so that a fair part of the acts is permitted and properties about permits are not empty. */
const broadTerms: readonly TermWire[] = [
  { kind: 'assistance', clause: '1', kinds: [...assistanceKinds] },
  { kind: 'purposes', clause: '2', purposes: [...purposes] },
  { kind: 'urgency', clause: '3', grounds: [...urgencyGrounds], test: '' },
  { kind: 'refusal-grounds', clause: '4.1', allowed: [...refusalGrounds], forbidden: [] },
];

export function documentBetween(parties: readonly Party[]): fc.Arbitrary<AgreementDocument> {
  return fc
    .record({
      terms: fc.array(anyTerm, { minLength: 1, maxLength: 8 }),
      isBroad: fc.boolean(),
      parties: fc.subarray([...parties], { minLength: 2 }),
      version: fc.integer({ min: 1, max: 3 }),
      inForceFrom: fc.constantFrom('2020-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
      inForceUntil: fc.constantFrom(null, '2029-01-01T00:00:00.000Z'),
    })
    .map(({ terms, isBroad, parties: chosen, ...dated }) => ({
      format: 'comity-agreement/1' as const,
      id: `agr_${'0'.repeat(26)}`,
      title: 'Any agreement',
      legalNature: 'binding' as const,
      preamble: '',
      parties: chosen.map((party) => ({
        ...party,
        capabilities: isBroad ? (['files', 'records', 'statements', 'inspections', 'freeze'] as const).slice() : party.capabilities,
      })),
      clauses: clauseNumbers.map((number) => ({ number, heading: `Clause ${number}`, text: 'Text.' })),
      terms: isBroad ? [...broadTerms, ...terms] : terms,
      ...dated,
    }));
}

test('every arbitrary agreement passes the schema', () => {
  fc.assert(
    fc.property(documentBetween([sampleParties.xa, sampleParties.xb, sampleParties.xc]), (document) =>
      assert(agreementSchema.safeParse(document).success),
    ),
  );
});
