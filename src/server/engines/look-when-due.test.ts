// SPDX-License-Identifier: Apache-2.0
/** Looking when something is due: at its moment, when woken, again after a failure, and never after the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { instantFromMs } from '../../kernel/index.ts';
import { lookWhenDue } from './look-when-due.ts';

const clock = () => instantFromMs(1_000_000);
const never = { longestMs: 3_600_000, againMs: 3_600_000 };

/** Until a look was counted; the clock of the test decides nothing. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(1);
}

test('it looks when it begins, at the moment that is due next, and again after a failure; nothing due, it rests', async () => {
  const due = [instantFromMs(1_000_002), 'broken', instantFromMs(999_000), null] as const;
  const failures: unknown[] = [];
  let looks = 0;
  const looking = lookWhenDue(
    async () => {
      const next = due[looks++] ?? null;
      if (next === 'broken') throw new Error('away');
      return next;
    },
    { clock, onFailure: (error) => void failures.push(error) },
    { longestMs: 3_600_000, againMs: 1 },
  );
  await until(() => looks === 4);
  await delay(20);
  assert.deepEqual([looks, failures.length], [4, 1]);
  await looking.stop();
});

test('a wake is heard at once and while it looks; one look at a time; after the end there is none', async () => {
  const open: (() => void)[] = [];
  const looking = lookWhenDue(
    async () => {
      await new Promise<void>((resolve) => open.push(resolve));
      return null;
    },
    { clock, onFailure: (error) => assert.fail(String(error)) },
    never,
  );
  looking.wake();
  looking.wake();
  assert.equal(open.length, 1, 'it looks already');
  open[0]?.();
  await until(() => open.length === 2);
  open[1]?.();
  await delay(20);
  assert.equal(open.length, 2, 'two wakes in one look make one more');
  looking.wake();
  await until(() => open.length === 3);
  const ended = looking.stop();
  open[2]?.();
  await ended;
  looking.wake();
  await delay(5);
  assert.equal(open.length, 3);
});
