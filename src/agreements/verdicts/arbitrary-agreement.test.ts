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
  fc.record({ kind: fc.constant('dispatch-kinds' as const), clause, kinds: fc.constant<string[]>(['receipt']) }),
  fc.record({ kind: fc.constant('withdrawal' as const), clause, noticeDays: fc.constant(30) }),
);

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
