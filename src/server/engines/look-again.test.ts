// SPDX-License-Identifier: Apache-2.0
/** Looking again: seldom while there is nothing, at once when woken, one look at a time, and never after the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { lookAgain } from './look-again.ts';

/** Until a look was counted; the clock of the test decides nothing. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(1);
}

test('it looks by itself, and a wake is heard long before the longest pause is over', async () => {
  let looks = 0;
  const looking = lookAgain(
    async () => {
      looks += 1;
      return false;
    },
    { firstMs: 1, longestMs: 3_600_000 },
  );
  await until(() => looks >= 5);
  for (let pause = 0; pause < 20; pause++) {
    const before = looks;
    looking.wake();
    await until(() => looks > before);
  }
  looking.stop();
});

test('one look at a time; a wake while it looks makes it look once more', async () => {
  const open: (() => void)[] = [];
  let [looking, most] = [0, 0];
  const again = lookAgain(
    async () => {
      looking += 1;
      most = Math.max(most, looking);
      await new Promise<void>((resolve) => open.push(resolve));
      looking -= 1;
      return false;
    },
    { firstMs: 1, longestMs: 3_600_000 },
  );
  await until(() => open.length === 1);
  again.wake();
  again.wake();
  open.shift()?.();
  await until(() => open.length === 1);
  again.stop();
  again.wake();
  open.shift()?.();
  await delay(5);
  assert.deepEqual([most, open.length], [1, 0]);
});
