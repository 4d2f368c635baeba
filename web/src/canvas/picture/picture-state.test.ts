// SPDX-License-Identifier: Apache-2.0
/** A step back and forth shows what was there; newcomers move nobody; no two parties lie upon each other, however many there are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxHeight, boxWidth, layouts } from './lay-picture.ts';
import {
  addParties,
  beginHistory,
  emptyPicture,
  keepParties,
  layAnew,
  type Picture,
  redo,
  removeParty,
  step,
  undo,
} from './picture-state.ts';

const pairs = [
  { from: 'a', to: 'b' },
  { from: 'c', to: 'a' },
];
const first = addParties(emptyPicture, ['a'], null, []);
const around = addParties(first, ['b', 'c'], 'a', pairs);

function at(picture: Picture, name: string) {
  const found = picture.parties.find((party) => party.name === name);
  assert.ok(found);
  return found;
}

function apart(picture: Picture): boolean {
  const laid = picture.parties.toSorted((left, right) => left.y - right.y);
  return laid.every((one, index) => {
    for (let next = index + 1; next < laid.length && (laid[next]?.y ?? 0) - one.y < boxHeight; next += 1)
      if (Math.abs((laid[next]?.x ?? 0) - one.x) < boxWidth) return false;
    return true;
  });
}

test('whom a party pays comes to its right, who pays it to its left, and it stays where it is', () => {
  assert.deepEqual(at(around, 'a'), at(first, 'a'));
  assert.ok(at(around, 'b').x > at(around, 'a').x);
  assert.ok(at(around, 'c').x < at(around, 'a').x);
});

test('who is there already is not added twice, and what changes nothing is no step', () => {
  assert.equal(addParties(around, ['a', 'b'], 'a', pairs), around);
  const history = beginHistory(around);
  assert.equal(step(history, removeParty(around, 'nobody')), history);
  assert.equal(step(history, keepParties(around, new Set(['a', 'b', 'c']))), history);
});

test('undo and redo go through what was there; a new step ends what was undone', () => {
  const taken = step(step(beginHistory(first), around), removeParty(around, 'b'));
  const back = undo(taken);
  assert.equal(back.present, around);
  assert.equal(undo(undo(back)).present, first);
  assert.deepEqual(redo(back).present, taken.present);
  assert.deepEqual(step(back, first).future, []);
});

for (const layout of layouts) {
  test(`in ${layout}, two thousand parties lie apart, and each time in the same places`, () => {
    const names = Array.from({ length: 2000 }, (_, place) => `p${place}`);
    const many = names.slice(1).map((name, place) => ({ from: names[Math.floor(place / 5)] ?? '', to: name }));
    const parties = names.map((name) => ({ name, x: 0, y: 0, note: '' }));
    const laid = layAnew({ ...emptyPicture, parties }, layout, many);
    assert.ok(apart(laid));
    assert.deepEqual(layAnew(laid, layout, many), laid);
  });
}

test('two hundred newcomers around one party lie apart', () => {
  const names = Array.from({ length: 200 }, (_, place) => `p${place}`);
  assert.ok(apart(addParties(around, names, 'a', [])));
});
