// SPDX-License-Identifier: Apache-2.0
/** Who is asked on whose behalf in a relay, whose part may go on to whom, and what comes back to us. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RelayCase } from '../../assistance/index.ts';
import type { Condition } from '../../conditions/index.ts';
import type { RelayEntry, RelayPart } from '../../flows/index.ts';
import type { SeedWire } from '../../flows/wire.ts';
import type { Instant } from '../../kernel/index.ts';
import { partsToTell } from './hand-on.ts';
import { meansTheSameRows } from './order-trace.ts';
import { chainTo, handedToUs, questionsToUs, reachedBy, type RelayState, requestTo, standingParts, toldIn } from './relay-state.ts';

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
  isAnswerable: true,
  answers: [],
  question: { relay: 'rly', to: 'us', method: 'fifo', entries: change.entries ?? [entry('us-1')], onBehalfOf: change.onBehalfOf ?? [] },
  ...change,
});
const state = (change: Partial<RelayState>): RelayState => ({ traces: [], cases: [], ownParts: [], toldParts: [], ...change });
const told = (one: RelayPart, by: string) => ({ part: one, by, leave: null });

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

  const now = '2026-10-21T10:00:00.000Z' as Instant;
  const condition = (change: Partial<Condition> = {}): Condition => ({
    id: `cnd_${'0'.repeat(26)}` as Condition['id'],
    originator: 'xd',
    agreement: { id: 'agr_1', version: 1, digest: 'sha256:00' },
    clause: '6',
    scope: '',
    purposes: ['asset-tracing', 'admin-enforcement'],
    handling: 'amber',
    onward: 'consent',
    recipients: [],
    evidentialUse: 'with-permission',
    mayNotifySubject: false,
    usableUntil: null,
    note: '',
    ...change,
  });
  /** XD's answer to our request of the same purpose, on behalf of XA. */
  const answered = (change: {
    readonly by?: string;
    readonly passOn?: 'chain' | 'nobody';
    readonly onBehalfOf?: string[];
    readonly conditions?: readonly Condition[];
  }) => {
    const { by = 'xd', passOn = 'chain', onBehalfOf = ['xa'], conditions = [condition()] } = change;
    const answer = { relay: 'rly', passOn, parts: [JSON.parse(JSON.stringify(part('xd', 'us')))] };
    const answers = [{ answer, at: now, dispatch: null, conditions }];
    return toldIn(asked('req_1', { side: 'requesting', counterpart: by, onBehalfOf, answers }), 'us');
  };
  const passing: readonly (readonly [
    name: string,
    change: Parameters<typeof answered>[0],
    goes: boolean,
    purpose?: RelayCase['purpose'],
  ])[] = [
    ['its authority said so for the one that asks', {}, true],
    ['its authority said so for another', { onBehalfOf: ['xo'] }, false],
    ['its authority did not say so', { passOn: 'nobody' }, false],
    ['it came with the answer of another, that gave leave for its own', { by: 'xc' }, false],
    ['it came without conditions', { conditions: [] }, false],
    ['one of its conditions lets nothing be passed on', { conditions: [condition(), condition({ onward: 'never' })] }, false],
    ['its time has passed', { conditions: [condition({ usableUntil: '2026-10-21T09:00:00.000Z' as Instant })] }, false],
    ['the one that asks has a purpose that its conditions do not name', {}, false, 'tax'],
    ['the one that asks has a purpose that they name, but that its leave was not given for', {}, false, 'admin-enforcement'],
  ];
  for (const [name, change, goes, purpose = 'asset-tracing'] of passing) {
    test(`a part of a third authority ${goes ? 'goes' : 'does not go'} with the answer where ${name}`, () => {
      const found = partsToTell({ toldParts: answered(change) }, { counterpart: 'xa', purpose }, { self: 'us', now });
      assert.deepEqual([found.may.length, found.mayNot.length], goes ? [1, 0] : [0, 1]);
    });
  }

  test('its own part is not told back to the one that asks', () => {
    const found = partsToTell({ toldParts: answered({}) }, { counterpart: 'xd', purpose: 'asset-tracing' }, { self: 'us', now });
    assert.deepEqual([found.may, found.mayNot], [[], []]);
  });

  const orders: readonly (readonly [name: string, seeds: readonly SeedWire[], now: readonly string[], isSame: boolean])[] = [
    ['the same files', [{ row: 2 }], ['f1', 'f2'], true],
    ['the same files and more after them', [{ row: 2 }], ['f1', 'f2', 'f3'], true],
    ['another file before them', [{ row: 2 }], ['f3', 'f1', 'f2'], false],
    ['the same in another order', [{ row: 2 }], ['f2', 'f1'], false],
    ['fewer of them', [{ row: 2 }], ['f1'], false],
    ['other files, where the seed is a holding', [{ party: 'us-1', asset: 'EUR', at: now, amount: '5' }], ['f3'], true],
  ];
  for (const [name, seeds, files, isSame] of orders) {
    test(`a seed ${isSame ? 'means the same' : 'may mean another row'} in ${name}`, () => {
      assert.equal(meansTheSameRows(seeds, ['f1', 'f2'], files), isSame);
    });
  }
});
