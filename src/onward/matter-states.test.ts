// SPDX-License-Identifier: Apache-2.0
/** The life of a matter: what may follow what for each part, that every state of the wire has its place, and the page made from it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isEnd, kindOfPart, matterStatesReference, matterTransitions, mayMove, statesOf } from './matter-states.ts';
import { type MatterPart, matterParts, type MatterState, matterStates } from './wire.ts';

type Row = readonly [part: MatterPart, from: MatterState, to: MatterState, mayBe: boolean];

const rows: readonly Row[] = [
  ['asking', 'awaiting-approval', 'sent', true],
  ['asking', 'sent', 'granted', true],
  ['asking', 'awaiting-approval', 'granted', false],
  ['asking', 'denied', 'granted', false],
  ['carrying', 'carried', 'denied', true],
  ['asked', 'received', 'granted', true],
  ['asked', 'granted', 'denied', false],
  ['giving', 'sent', 'given', true],
  ['giving', 'awaiting-approval', 'given', false],
  ['recalling', 'told', 'settled', true],
  ['recalling', 'awaiting-approval', 'settled', false],
  ['holding', 'received', 'kept', true],
  ['holding', 'kept', 'executed', false],
  ['receiving', 'received', 'given', false],
  ['using', 'noticed', 'unobjected', true],
  ['using', 'unobjected', 'objected', true],
  ['using', 'objected', 'granted', false],
  ['using', 'noticed', 'denied', false],
  ['permitting', 'unobjected', 'objected', false],
];

describe('the states of a matter', () => {
  for (const [part, from, to, mayBe] of rows) {
    test(`${part}: from ${from} to ${to} ${mayBe ? 'may' : 'may not'} be`, () => assert.equal(mayMove(part, from, to), mayBe));
  }

  test('no row stands twice, and no row leaves a state that nobody reaches', () => {
    const keys = matterTransitions.map(({ part, from, event }) => `${part} ${from} ${event}`);
    assert.equal(new Set(keys).size, keys.length);
    for (const { part, from } of matterTransitions) assert.ok(statesOf(part).includes(from), `${part} reaches ${from}`);
  });

  test('every part ends, and every state of the wire is one of some part', () => {
    for (const part of matterParts)
      assert.ok(
        statesOf(part).some((state) => isEnd(part, state)),
        `${part} of a ${kindOfPart[part]} ends`,
      );
    for (const state of matterStates)
      assert.ok(
        matterParts.some((part) => statesOf(part).includes(state)),
        `somebody reaches ${state}`,
      );
  });

  test('no server and no peer approves, returns or keeps', () => {
    for (const { to, by } of matterTransitions) if (to === 'returned' || to === 'kept') assert.equal(by, 'officer');
  });

  test('the page docs/reference/matter-states.md is the table', () => {
    const page = readFileSync(new URL('../../docs/reference/matter-states.md', import.meta.url), 'utf8');
    assert.equal(page.trimEnd(), matterStatesReference().trimEnd());
  });
});
