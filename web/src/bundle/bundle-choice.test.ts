// SPDX-License-Identifier: Apache-2.0
/** Choosing what a bundle does not show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, choiceAt, isInside, madeFrom, placeName, show, withhold, type Withheld } from './bundle-choice.ts';

const amount: Withheld = { dispatch: 3, pointer: '/records/0/body/amount', manner: 'hidden', reason: 'Another case.' };

test('a place that is withheld takes the choices inside it with it, and the reason of the one before', () => {
  const chosen = withhold([amount], 3, '/records/0');
  assert.deepEqual(chosen, [{ dispatch: 3, pointer: '/records/0', manner: 'withheld', reason: 'Another case.' }]);
  assert.ok(isInside(chosen, 3, '/records/0/body'));
  assert.ok(!isInside(chosen, 3, '/records/0'), 'the place itself is chosen, not inside');
  assert.ok(!isInside(chosen, 3, '/records/01'), 'a longer name is another place');
  assert.ok(!isInside(chosen, 4, '/records/0/body'), 'another dispatch');
  assert.ok(isInside(withhold([], 1, ''), 1, '/text'), 'the whole body holds everything');
});

test('a choice is changed and taken back where it stands, and nowhere else', () => {
  const both = withhold([amount], 2, '/text');
  assert.equal(choiceAt(both, 2, '/text')?.reason, 'Another case.');
  const reworded = changed(both, amount, { reason: 'Private.' });
  assert.equal(choiceAt(reworded, 3, amount.pointer)?.reason, 'Private.');
  assert.equal(choiceAt(reworded, 2, '/text')?.reason, 'Another case.');
  assert.deepEqual(show(both, 3, amount.pointer), [choiceAt(both, 2, '/text')]);
});

test('the log of what a chosen item was made from goes with it, however far back that was', () => {
  const items = [
    { id: 'letter', number: 1, derivedFrom: null },
    { id: 'copy', number: 2, derivedFrom: 'letter' },
    { id: 'blackened', number: 3, derivedFrom: 'copy' },
    { id: 'other', number: 4, derivedFrom: null },
  ];
  assert.equal(madeFrom(items, ['blackened', 'other'], 'letter')?.number, 3);
  assert.equal(madeFrom(items, ['blackened', 'other'], 'copy')?.number, 3);
  assert.equal(madeFrom(items, ['other'], 'letter'), null, 'what was made from it is not chosen');
  assert.equal(madeFrom(items, ['blackened', 'other'], 'other'), null, 'nothing was made from it');
});

test('a place is named by the end of its pointer, as it is spelled in the body', () => {
  assert.deepEqual(placeName(''), { depth: 0, name: null });
  assert.deepEqual(placeName('/records/0'), { depth: 2, name: '0' });
  assert.deepEqual(placeName('/a~1b~0c'), { depth: 1, name: 'a/b~c' });
});
