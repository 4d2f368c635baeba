// SPDX-License-Identifier: Apache-2.0
/** The draft of a joint operation that a freeze plan makes: it can be carried out as it stands. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FreezePlanWire } from '../../flows/wire.ts';
import { planIssues, planSchema } from '../../joint-operations/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { jointPlanOf } from './joint-plan.ts';

const order = (party: string, authority: string | null) => ({ party, authority, held: '10.00', leavesPerHour: 0.1, expected: '9.00' });
const row = (name: string, latencyMinutes: number, holdings = 1) => ({
  name,
  latencyMinutes,
  holdings,
  held: '10.00',
  expected: '9.00',
  fliesPerHour: '1.00',
  expectedAt: [],
});
const plan: FreezePlanWire = {
  format: 'comity-freeze-plan/1',
  digest: `sha256:${'5a'.repeat(32)}`,
  input: `sha256:${'c4'.repeat(32)}`,
  alertAt: '2026-10-20T12:00:00.000Z',
  method: 'fifo',
  asset: 'EUR',
  totals: { held: '30.00', withinReach: '20.00', expected: '18.00' },
  readyTogetherMinutes: 600,
  authorities: [row('Authority of XB', 600), row('Authority of XA', 15)],
  orders: { count: 3, first: [order('XB-1', 'Authority of XB'), order('XA-1', 'Authority of XA'), order('XC-1', null)] },
  hindsight: { runs: [], smallestCut: { value: '0', orders: 0, first: [], places: 0, arcs: 0 } },
};
const authorities = [
  { id: 'ca1xa', name: 'Authority of XA' },
  { id: 'ca1xb', name: 'Authority of XB' },
];
const given = {
  plan,
  title: 'The takings',
  purpose: 'asset-tracing',
  self: 'ca1xa',
  authorities,
  now: '2026-10-20T12:00:30.000Z' as Instant,
} as const;

describe('the joint operation that a freeze plan drafts', () => {
  test('can be carried out as it stands: all freeze at one instant, when the slowest is ready', () => {
    const drafted = jointPlanOf(given);
    assert.ok(drafted !== null);
    assert.deepEqual(planIssues(planSchema.parse(drafted)), []);
    assert.equal(drafted.instant, '2026-10-20T22:15:00.000Z');
    assert.deepEqual(
      drafted.steps.map(({ owner, title, isAtInstant }) => [owner, title, isAtInstant]),
      [
        ['ca1xa', 'Freeze 1 accounts: XA-1', true],
        ['ca1xb', 'Freeze 1 accounts: XB-1', true],
      ],
    );
    assert.deepEqual(
      drafted.subjects.map(({ value }) => value),
      ['XB-1', 'XA-1'],
    );
  });

  test('an authority acts on all of its accounts, also on those that the plan does not show', () => {
    const many = { ...plan, authorities: [row('Authority of XB', 600, 700), row('Authority of XA', 15)] };
    const first = [order('XA-1', 'Authority of XA')];
    const drafted = jointPlanOf({ ...given, plan: { ...many, orders: { count: 701, first } } });
    assert.deepEqual(
      drafted?.steps.map(({ owner, title }) => [owner, title]),
      [
        ['ca1xa', 'Freeze 1 accounts: XA-1'],
        ['ca1xb', 'Freeze 700 accounts'],
      ],
    );
  });

  test('there is none where no second authority can reach anything', () => {
    const alone = { ...plan, authorities: [row('Authority of XA', 15)], orders: { count: 1, first: [order('XA-1', 'Authority of XA')] } };
    assert.equal(jointPlanOf({ ...given, plan: alone }), null);
  });
});
