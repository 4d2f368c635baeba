// SPDX-License-Identifier: Apache-2.0
/** The end of a transaction is told once, kept or undone, and at once to whoever asks after it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transaction } from '../../kernel/index.ts';
import { untilItsEnd, whenEnded } from './transaction-ends.ts';

for (const [how, end] of [
  ['kept', () => Promise.resolve()],
  ['undone', () => Promise.reject(new Error('undone'))],
] as const)
  test(`a transaction that is ${how} has ended for whoever asked before and for whoever asks after`, async () => {
    const tx = {} as Transaction;
    const told: string[] = [];
    await untilItsEnd(async (begun) => {
      begun(tx);
      whenEnded(tx, () => void told.push('before'));
      assert.deepEqual(told, [], 'it is under way');
      await end();
    }).catch(() => undefined);
    assert.deepEqual(told, ['before']);
    whenEnded(tx, () => void told.push('after'));
    assert.deepEqual(told, ['before', 'after']);
  });
