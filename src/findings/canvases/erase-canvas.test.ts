// SPDX-License-Identifier: Apache-2.0
/** Who may erase a canvas that is kept in a case, on which ground, and what keeps it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Erasing, erasureIssues } from './erase-canvas.ts';
import type { ErasureGround } from './wire.ts';

const free: Erasing = { isErased: false, keptBy: new Set(['noor', 'omar']), isCaseOver: true, holds: [] };
const hold = { path: 'hold', problem: 'It is under legal hold by Court of XA and cannot be erased: open.', remedy: 'Have it lifted.' };

const rows: readonly (readonly [name: string, found: Partial<Erasing>, officer: string, ground: ErasureGround, answer: RegExp | null])[] = [
  ['an approver who kept none erases it once its case is over', {}, 'ines', 'case-over', null],
  ['whoever kept an edition does not', {}, 'omar', 'case-over', /^You kept an edition/],
  ['while the case runs it is not over', { isCaseOver: false }, 'ines', 'case-over', /^The case is not over/],
  ['what a person was granted does not wait for the case', { isCaseOver: false }, 'ines', 'request-of-person', null],
  ['what was kept by mistake does not wait either', { isCaseOver: false }, 'ines', 'kept-by-mistake', null],
  ['a hold goes before every ground', { holds: [hold] }, 'ines', 'request-of-person', /under legal hold by Court of XA/],
  ['it is erased once', { isErased: true }, 'ines', 'case-over', /^It was erased already/],
];

for (const [name, found, officer, ground, answer] of rows)
  test(`erasing a canvas: ${name}`, () => {
    const [first] = erasureIssues({ ...free, ...found }, officer, ground);
    if (answer === null) assert.equal(first, undefined);
    else assert.match(first?.problem ?? '', answer);
  });
