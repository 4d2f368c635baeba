// SPDX-License-Identifier: Apache-2.0
// Shares of partitions: whoever comes or goes, all of them are held, and nobody has two more than another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOf } from './share-partitions.ts';

const rows: readonly (readonly [string, number, number, number, { giveUp: number; takeMost: number }])[] = [
  ['alone it takes all', 0, 8, 1, { giveUp: 0, takeMost: 8 }],
  ['alone with all it takes no more', 8, 8, 1, { giveUp: 0, takeMost: 0 }],
  ['with a second it gives up half', 8, 8, 2, { giveUp: 4, takeMost: 0 }],
  ['the second takes half', 0, 8, 2, { giveUp: 0, takeMost: 4 }],
  ['of an odd number one has one more', 4, 7, 2, { giveUp: 0, takeMost: 0 }],
  ['more workers than partitions: one each, and some have none', 0, 2, 5, { giveUp: 0, takeMost: 1 }],
  ['when one dies the other takes what is free', 4, 8, 1, { giveUp: 0, takeMost: 4 }],
];

for (const [what, own, partitions, workers, expected] of rows) {
  test(what, () => {
    const share = shareOf(
      Array.from({ length: own }, (_unused, index) => index),
      { partitions, workers },
    );
    assert.deepEqual({ giveUp: share.giveUp.length, takeMost: share.takeMost }, expected);
  });
}
