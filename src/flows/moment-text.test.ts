// SPDX-License-Identifier: Apache-2.0
/** A moment is written as a date writes it, whichever it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { momentText } from './moment-text.ts';

test('moments are those of a date, before 1970 and far away too', () => {
  const most = 8.64e15;
  const moments = fc.oneof(fc.integer({ min: -most, max: most }), fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }));
  fc.assert(
    fc.property(moments, (ms) => {
      assert.equal(momentText(ms), new Date(ms).toISOString());
    }),
    { numRuns: 3000, seed: 4 },
  );
  for (const ms of [0, -1, most, -most, 1.5]) assert.equal(momentText(ms), new Date(ms).toISOString());
  for (const ms of [most + 1, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => momentText(ms), RangeError);
});
