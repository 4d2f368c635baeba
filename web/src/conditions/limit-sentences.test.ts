// SPDX-License-Identifier: Apache-2.0
// Limits as the sentences an officer reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import { dateReader } from '../messages/dates.ts';
import { translator } from '../messages/translate.ts';
import { limitSentences } from './limit-sentences.ts';

const strict: ConditionLimitsWire = {
  purposes: ['supervision', 'fiu-analysis'],
  handling: 'amber+strict',
  onward: 'consent',
  recipients: [],
  evidentialUse: 'forbidden',
  mayNotifySubject: false,
  usableUntil: null,
  note: '',
};
const words = { t: translator('en'), language: 'en', dates: dateReader('en', 'UTC'), nameOf: (id: string) => `authority ${id}` } as const;
const read = (part: Partial<ConditionLimitsWire>): readonly string[] =>
  limitSentences({ ...strict, ...part }, words).map((one) => one.sentence);

test('each limit is one sentence, in the order of the form', () => {
  assert.deepEqual(read({}), [
    'May be used for supervision and analysis by a financial intelligence unit only.',
    'For the receiving authority alone.',
    "May be passed on only with the originator's consent.",
    'May not be used as evidence.',
    'The person concerned may not be told.',
  ]);
});

test('listed recipients are named; an empty list is consent', () => {
  assert.equal(
    read({ onward: 'listed', recipients: ['B'] })[2],
    "May be passed on to authority B; to others only with the originator's consent.",
  );
  assert.equal(read({ onward: 'listed', recipients: [] })[2], "May be passed on only with the originator's consent.");
});

test('an end and a note are added where they are set', () => {
  assert.deepEqual(read({ usableUntil: '2027-01-31T23:59:59.999Z', note: 'Destroy copies.' }).slice(5), [
    'May not be used after 31 Jan 2027, 23:59.',
    'Destroy copies.',
  ]);
});
