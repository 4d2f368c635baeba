// SPDX-License-Identifier: Apache-2.0
/** With a part of a datum that another authority consented to pass on, the salt of the consent is withheld too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withheldTogether } from '../index.ts';
import { bodyRootOf, partAt, readBody, withholdInBodies } from '../../seals/index.ts';

const seed = new Uint8Array(32).fill(7);
const consent = { document: 'x', history: [], salt: 's' };
const value = { records: [{ body: { amount: '70', name: 'Crane' }, passedOn: { consent } }, { body: { amount: '70' } }], text: '' };
const dispatch = { digest: bodyRootOf(value, seed), body: { kind: 'open', value, seed } as const };

test('a field of such a datum takes the salt with it, and a datum without a consent takes nothing', () => {
  for (const [index, isGone] of [
    [0, 'withheld'],
    [1, 'absent'],
  ] as const) {
    const choice = { dispatch: 1, pointer: `/records/${index}/body/amount`, manner: 'withheld', reason: 'Private.' } as const;
    const less = withholdInBodies([dispatch], [choice], withheldTogether);
    assert(less.ok);
    const read = readBody(less.value.bodies.get(dispatch.digest) ?? new Uint8Array(), dispatch.digest);
    assert(read.ok);

    assert.equal(partAt(read.value, `/records/${index}/passedOn/consent/salt`), isGone);
    assert.equal(less.value.statements.length, index === 0 ? 2 : 1, 'each with its reason');
  }
});

test('where the whole record goes, the salt goes with it and is not named', () => {
  const choice = { dispatch: 1, pointer: '/records/0', manner: 'withheld', reason: 'Private.' } as const;
  const less = withholdInBodies([dispatch], [choice], withheldTogether);
  assert(less.ok && less.value.statements.length === 1);
});
