// SPDX-License-Identifier: Apache-2.0
// Which keys run which action.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinations } from '../shell/destinations.ts';
import { stepKeys } from './key-sequence.ts';

const bindings = ['g i', 'g s', 'c', '?'];
const rows = [
  ['c', ['c']],
  ['g i', ['g i']],
  ['g s', ['g s']],
  ['g g i', ['g i']],
  ['g c', ['c']],
  ['g x', []],
  ['i', []],
  ['? g i c', ['?', 'g i', 'c']],
] as const;
for (const [typed, expected] of rows) {
  test(`typing "${typed}" runs [${expected.join(', ')}]`, () => {
    let waiting = '';
    const pressed: string[] = [];
    for (const key of typed.split(' ')) {
      const step = stepKeys(waiting, key, bindings);
      waiting = step.waiting;
      if (step.pressed !== null) pressed.push(step.pressed);
    }
    assert.deepEqual(pressed, expected);
  });
}

test('no two places of the workplace have one key', () => {
  const keys = destinations.map((destination) => destination.keys);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});
