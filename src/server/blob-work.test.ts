// SPDX-License-Identifier: Apache-2.0
/** The work on attachments: at once when woken, until nothing is left, one check and two pushes side by side, and an end that waits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { startBlobWork } from './blob-work.ts';
import { openLog } from './log.ts';

/** Files that wait to be pushed, each until the test lets it go. */
function roomOf(): {
  room: Parameters<typeof startBlobWork>[0];
  wake: () => void;
  waiting: number;
  open: (() => void)[];
  mostAtOnce: number;
} {
  let listener = (): void => undefined;
  const state = { wake: () => listener(), waiting: 0, open: [] as (() => void)[], mostAtOnce: 0 };
  const push = async (): Promise<boolean> => {
    if (state.waiting === 0) return false;
    state.waiting -= 1;
    const gone = new Promise<void>((resolve) => void state.open.push(resolve));
    state.mostAtOnce = Math.max(state.mostAtOnce, state.open.length);
    await gone;
    return true;
  };
  const onWake = (heard: () => void): void => void (listener = heard);
  const room = { check: async () => false, push, tidy: async () => 0, onWake };
  return Object.assign(state, { room });
}

test('a file goes as soon as it is told, a second beside it and a third behind them, and the end waits for what is under way', async () => {
  const files = roomOf();
  const work = startBlobWork(files.room, openLog('silent'));
  files.waiting = 3;
  files.wake();
  files.wake();
  files.wake();
  while (files.open.length < 2) await turn();
  assert.equal(files.waiting, 1);
  files.open.shift()?.();
  while (files.waiting > 0) await turn();
  const ended = work.stop();
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  await delay(5);
  assert.equal(hasEnded, false);
  for (const letGo of files.open.splice(0)) letGo();
  await ended;
  assert.equal(files.mostAtOnce, 2);
  files.waiting = 1;
  files.wake();
  await turn();
  assert.equal(files.waiting, 1, 'nothing begins after the end');
});

test('what nobody tells is found by itself', async () => {
  const files = roomOf();
  const work = startBlobWork(files.room, openLog('silent'));
  files.waiting = 1;
  while (files.open.length < 1) await delay(20);
  files.open.shift()?.();
  await work.stop();
});
