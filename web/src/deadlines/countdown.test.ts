// SPDX-License-Identifier: Apache-2.0
// How far a deadline is, in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { countdown } from './countdown.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const rows = [
  ['2026-12-23T12:00:00.000Z', '30 days left', 'calm'],
  ['2026-11-28T12:00:00.000Z', '5 days left', 'soon'],
  ['2026-11-25T12:00:00.000Z', '2 days left', 'soon'],
  ['2026-11-25T11:59:00.000Z', '47 hours left', 'soon'],
  ['2026-11-24T12:00:00.000Z', '24 hours left', 'close'],
  ['2026-11-23T14:00:00.000Z', '2 hours left', 'close'],
  ['2026-11-23T13:59:00.000Z', '119 minutes left', 'close'],
  ['2026-11-23T12:00:30.000Z', '1 minute left', 'close'],
  ['2026-11-23T12:00:00.000Z', '1 minute left', 'close'],
  ['2026-11-23T11:59:59.000Z', 'over by 1 minute', 'over'],
  ['2026-11-23T07:00:00.000Z', 'over by 5 hours', 'over'],
  ['2026-11-13T12:00:00.000Z', 'over by 10 days', 'over'],
] as const;
for (const [dueAt, words, level] of rows) {
  test(`due ${dueAt}, at noon of 23 November: "${words}", ${level}`, () => {
    const found = countdown(dueAt, now);
    assert.equal(translator('en')(`countdown.${found.kind}.${found.unit}`, { count: found.count }), words);
    assert.equal(found.level, level);
  });
}
