// SPDX-License-Identifier: Apache-2.0
/** A lane: what is ordered begins, piece after piece, and again after what broke off. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from '../log.ts';
import { startLane } from './work-lane.ts';

test('a lane does every piece of what was ordered, goes on after one that broke off, and tells the work of its end', async () => {
  let pieces = 3;
  let broken = 0;
  let isOver: () => boolean = () => false;
  const lane = startLane(
    'the work of a test',
    async (over) => {
      isOver = over;
      if (pieces === 2 && broken === 0) {
        broken += 1;
        throw new Error('broken off');
      }
      if (pieces === 0) return false;
      pieces -= 1;
      return true;
    },
    openLog('silent'),
  );
  lane.wake();
  while (pieces > 0) await delay(20);
  assert.equal(isOver(), false);
  await lane.stop();
  assert.deepEqual([broken, isOver()], [1, true]);
});
