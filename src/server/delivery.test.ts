// SPDX-License-Identifier: Apache-2.0
/** Tests of the delivery loop: one run at a time, again when woken, and an end that waits. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startDelivery } from './delivery.ts';
import { openLog } from './log.ts';

const silent = openLog('silent');

describe('delivery', () => {
  it('runs at the start, until nothing is due', async () => {
    const counts = [2, 1, 0];
    let runs = 0;
    const delivery = startDelivery(async () => {
      runs += 1;
      return counts.shift() ?? 0;
    }, silent);
    await turn();
    await delivery.stop();
    assert.equal(runs, 3);
  });

  it('never runs twice at once, and once more when it was woken meanwhile', async () => {
    let [running, most, runs] = [0, 0, 0];
    const delivery = startDelivery(async () => {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      return 0;
    }, silent);
    delivery.wake();
    delivery.wake();
    while (running > 0 || runs < 2) await turn();
    await delivery.stop();
    assert.deepEqual([most, runs], [1, 2]);
  });

  it('goes on after a failure at the next waking', async () => {
    let runs = 0;
    const delivery = startDelivery(async () => {
      runs += 1;
      if (runs === 1) throw new Error('the database was away');
      return 0;
    }, silent);
    await turn();
    delivery.wake();
    await turn();
    await delivery.stop();
    assert.equal(runs, 2);
  });

  it('stops only when the run under way has ended, and does not start again', async () => {
    let isOver = false;
    let runs = 0;
    const delivery = startDelivery(async () => {
      runs += 1;
      await turn();
      isOver = true;
      return 5;
    }, silent);
    await delivery.stop();
    delivery.wake();
    await turn();
    assert.deepEqual([isOver, runs], [true, 1]);
  });
});
