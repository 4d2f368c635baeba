// SPDX-License-Identifier: Apache-2.0
// Sizes of files as an officer reads them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeWords } from './size-words.ts';

test('a size is written with one figure after the point where it helps', () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [123_456, '123 kB'],
    [2_147_483_648, '2.1 GB'],
    [4_294_967_296_000, '4295 GB'],
  ];
  for (const [bytes, words] of rows) assert.equal(sizeWords(bytes), words);
});
