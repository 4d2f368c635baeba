// SPDX-License-Identifier: Apache-2.0
/** Who is asked on whose behalf in a relay, whose part may go on to whom, and what comes back to us. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RelayCase } from '../../assistance/index.ts';
import type { RelayEntry, RelayPart } from '../../flows/index.ts';
import { partsToTell } from './hand-on.ts';
import { chainTo, handedToUs, questionsToUs, reachedBy, type RelayState, requestTo, standingParts } from './relay-state.ts';

const entry = (party: string, amount = '5'): RelayEntry => ({
  id: `sha256:${party}`,
  party,
  asset: { symbol: 'EUR', ledger: 'bank' },
  at: '2026-10-20T10:00:00.000Z',
  movement: '10',
  amount,
});
const part = (authority: string, askedBy: string | null, reached: RelayPart['reached'] = []): RelayPart => ({
  authority,
  askedBy,
  trace: `sha256:${authority}`,
  movements: 'sha256:00',
  method: 'fifo',
  entries: [],
  begun: [],
  converted: [],
  ends: [],
  reached,
  beyond: [],
});
const asked = (
  id: string,
  change: Partial<RelayCase> & { readonly entries?: RelayEntry[]; readonly onBehalfOf?: string[] },
): RelayCase => ({
  id,
  side: 'requested',
  counterpart: 'xa',
  state: 'received',
  purpose: 'asset-tracing',
  answers: [],
  question: { relay: 'rly', to: 'us', method: 'fifo', entries: change.entries ?? [entry('us-1')], onBehalfOf: change.onBehalfOf ?? [] },
  ...change,
});
const state = (change: Partial<RelayState>): RelayState => ({ traces: [], cases: [], ownParts: [], toldParts: [], ...change });
const told = (one: RelayPart, by: string, mayPassTo: readonly string[] = []) => ({ part: one, by, mayPassTo });

describe('the standing of a relay here', () => {
  const endings: readonly (readonly [state: RelayCase['state'], isAsked: boolean])[] = [
    ['received', true],
    ['acknowledged', true],
    ['answered', true],
    ['refused', false],
    ['withdrawn', false],
    ['lapsed', false],
  ];
  for (const [caseState, isAsked] of endings) {
    test(`a request that is ${caseState} ${isAsked ? 'asks' : 'asks no longer'}`, () => {
      assert.equal(questionsToUs({ cases: [asked('req_1', { state: caseState })] }).length, isAsked ? 1 : 0);
    });
  }

  test('of two requests of one authority the newer stands, whole', () => {
    const cases = [asked('req_1', {}), asked('req_2', { entries: [entry('us-1', '7'), entry('us-2')] })];
    assert.deepEqual(
      handedToUs(state({ cases }), 'us').map((one) => [one.askedBy, one.entry.party, one.entry.amount]),
      [
        ['xa', 'us-1', '7'],
        ['xa', 'us-2', '5'],
      ],
    );
  });

  test('value that a told part shows to have come back is handed to us, but not twice where its authority asks itself', () => {
    const toldParts = [told(part('xb', 'us', [{ authority: 'us', entry: entry('us-9') }]), 'xb')];
    const parties = (one: RelayState) => handedToUs(one, 'us').map(({ entry: { party } }) => party);
    assert.deepEqual(parties(state({ toldParts })), ['us-9']);
    assert.deepEqual(parties(state({ toldParts, cases: [asked('req_1', { counterpart: 'xb' })] })), ['us-1']);
  });

  test('an onward request names all on whose behalf it is made, the first first, and never the one that is asked', () => {
    const cases = [asked('req_1', { onBehalfOf: ['xo'] }), asked('req_2', { counterpart: 'xe' })];
    assert.deepEqual(chainTo(state({ cases }), { self: 'us', counterpart: 'xd' }), ['xo', 'xa', 'xe']);
    assert.deepEqual(chainTo(state({ cases }), { self: 'us', counterpart: 'xa' }), ['xo', 'xe']);
  });

  test('what was reached is summed over our newest parts, without our own accounts', () => {
    const own = [
      part('us', null, [{ authority: 'xb', entry: entry('xb-1', '1') }]),
      part('us', null, [{ authority: 'xb', entry: entry('xb-1', '2') }]),
      part('us', 'xb', [
        { authority: 'xb', entry: entry('xb-1', '3') },
        { authority: 'us', entry: entry('us-1') },
      ]),
    ];
    assert.equal(standingParts({ ownParts: own }).length, 2);
    const reached = reachedBy(state({ ownParts: own }), 'us');
    assert.deepEqual([...reached.keys()], ['xb']);
    assert.equal(reached.get('xb')?.[0]?.amount, '5');
  });

  test('our newest request to an authority is the one that counts', () => {
    const cases = [asked('req_1', { side: 'requesting', counterpart: 'xb' }), asked('req_2', { side: 'requesting', counterpart: 'xb' })];
    assert.equal(requestTo({ cases }, 'xb')?.id, 'req_2');
    assert.equal(requestTo({ cases }, 'xc'), null);
  });

  const passing: readonly (readonly [name: string, mayPassTo: readonly string[], may: number, mayNot: number])[] = [
    ['it said so for the one that asks', ['xa'], 1, 0],
    ['it said so for another', ['xo'], 0, 1],
    ['it did not say so', [], 0, 1],
  ];
  for (const [name, mayPassTo, may, mayNot] of passing) {
    test(`a part of a third authority ${may > 0 ? 'goes' : 'does not go'} with the answer where ${name}`, () => {
      const found = partsToTell({ toldParts: [told(part('xd', 'us'), 'xd', mayPassTo)] }, 'xa');
      assert.deepEqual([found.may.length, found.mayNot.length], [may, mayNot]);
    });
  }

  test('its own part is not told back to the one that asks', () => {
    const found = partsToTell({ toldParts: [told(part('xa', 'us'), 'xa', ['xa'])] }, 'xa');
    assert.deepEqual([found.may, found.mayNot], [[], []]);
  });
});
