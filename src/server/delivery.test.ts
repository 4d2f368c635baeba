// SPDX-License-Identifier: Apache-2.0
/** Tests of the delivery loop: overlapping runs within bounds, again when woken, and an end that waits. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
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

  it('a run that is kept waiting delays no other, and no more than four overlap', async () => {
    let [running, most, runs] = [0, 0, 0];
    let letGo = (): void => undefined;
    const hanging = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const delivery = startDelivery(
      async () => {
        running += 1;
        runs += 1;
        most = Math.max(most, running);
        if (runs === 1) await hanging;
        await turn();
        running -= 1;
        return 0;
      },
      silent,
      0,
    );
    for (let wakings = 0; wakings < 10; wakings++) delivery.wake();
    while (running > 1) await turn();
    delivery.wake();
    while (running > 1) await turn();
    assert.ok(runs >= 5, 'others ran while the first was kept waiting');
    letGo();
    await delivery.stop();
    assert.equal(most, 4);
    assert.equal(running, 0);
  });

  it('what is queued while a run is under way is claimed by that run, and by another only when it is kept waiting', async () => {
    const runs: { readonly looking: () => void; readonly end: (count: number) => void }[] = [];
    const delivery = startDelivery((looking) => new Promise<number>((end) => runs.push({ looking, end })), silent, 40);
    delivery.wake();
    runs[0]?.looking();
    await delay(80);
    assert.equal(runs.length, 1, 'the first run has looked since');
    runs[0]?.looking();
    delivery.wake();
    await turn();
    assert.equal(runs.length, 1, 'nobody is impatient at once');
    await delay(80);
    assert.equal(runs.length, 2, 'the first run has not looked since');
    for (const { end } of runs) end(0);
    await delivery.stop();
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
