// SPDX-License-Identifier: Apache-2.0
/** Places of a record in words: those that screening makes, each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeWords, recordWords } from './place-words.ts';

const rows: readonly (readonly [place: string, words: string])[] = [
  ['/firm', 'the firm'],
  ['/owners/0', 'owner 1'],
  ['/parties/11', 'party 12'],
  ['/movements', 'its movements'],
];
for (const [place, words] of rows) test(`${place} is ${words}`, () => assert.equal(placeWords(place), words));

test('a record is said by its kind and reference', () => {
  assert.equal(recordWords({ kind: 'registration', reference: 'XA-1' }, '/owners/1'), 'Registration XA-1, owner 2');
});
