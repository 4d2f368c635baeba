// SPDX-License-Identifier: Apache-2.0
/** The life of a lead: every state can be left, nothing is confirmed by a machine, and the page shows the table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { leadStates } from '../wire.ts';
import { leadStatesReference, leadTransition, leadTransitions, nextLeadEvents } from './lead-states.ts';

test('no event leads from one state to two', () => {
  const keys = leadTransitions.map(({ from, event }) => `${from} ${event}`);
  assert.equal(new Set(keys).size, keys.length);
});

test('every state is reached and can be left', () => {
  for (const state of leadStates) {
    assert.ok(state === 'new' || leadTransitions.some(({ to, from }) => to === state && from !== state), `${state} is reached`);
    assert.ok(
      leadTransitions.some(({ from, to }) => from === state && to !== state),
      `${state} can be left`,
    );
  }
});

test('the server confirms nothing, rejects nothing and drafts nothing; officers renew nothing', () => {
  for (const { event, roles } of leadTransitions) {
    assert.equal(roles.length === 0, ['renew', 'listing-ended', 'no-longer-alike'].includes(event), event);
  }
});

const rows: readonly (readonly [from: (typeof leadStates)[number], roles: readonly string[], next: readonly string[]])[] = [
  ['new', ['preparer'], ['take', 'assign', 'confirm', 'doubt', 'dismiss']],
  ['confirmed', ['preparer'], ['assign', 'doubt', 'dismiss', 'draft', 'close']],
  ['confirmed', ['records-keeper'], ['assign', 'doubt', 'dismiss', 'close']],
  ['dismissed', ['preparer'], ['reopen']],
  ['new', ['auditor'], []],
  ['requested', ['approver'], []],
];
for (const [from, roles, next] of rows) {
  test(`of a lead that is ${from}, a ${roles.join(' and ')} may: ${next.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(nextLeadEvents(from, roles), next);
  });
}

test('a lead that was requested is not dismissed', () => assert.equal(leadTransition('requested', 'dismiss'), null));

test('the page of states is that of the table', () => {
  const page = readFileSync(new URL('../../../docs/reference/lead-states.md', import.meta.url), 'utf8');
  assert.equal(page.trimEnd(), leadStatesReference().trimEnd());
});
