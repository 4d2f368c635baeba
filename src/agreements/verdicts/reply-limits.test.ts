// SPDX-License-Identifier: Apache-2.0
/** What data must carry at least, whether they do, and the grounds an officer may choose from. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Condition, isAtLeastAsStrict } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import {
  type AgreementDocument,
  allowedRefusalGrounds,
  bilateralArrangement,
  buildCondition,
  everyDatumConditioned,
  knownAgreement,
  refusalGroundMeaning,
  replyLimits,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { refusalGrounds } from '../wire.ts';

const { xa, xb } = sampleParties;
const givenAt = '2026-11-20T15:30:00.000Z' as Instant;
const document = bilateralArrangement({ parties: [xa, xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
const agreement = knownAgreement(document);
const id = `cnd_${'0'.repeat(26)}` as Condition['id'];
const own = buildCondition({ agreement, originator: xb.authorityId, limits: replyLimits(agreement, givenAt), id, scope: '' });
const without = (kind: AgreementDocument['terms'][number]['kind']) =>
  knownAgreement({ ...document, terms: document.terms.filter((term) => term.kind !== kind) });

suite('what a datum carries at least', () => {
  test('the limits of the agreement, for as long as it allows', () => {
    assert.deepEqual(replyLimits(agreement, givenAt), {
      purposes: ['supervision', 'admin-enforcement', 'criminal-investigation', 'fiu-analysis', 'asset-tracing'],
      handling: 'amber+strict',
      onward: 'consent',
      recipients: [],
      evidentialUse: 'with-permission',
      mayNotifySubject: false,
      usableUntil: '2031-11-19T15:30:00.000Z',
      note: 'That a suspicious-transaction report exists may not be made known to the person it concerns.',
    });
  });
  test('the condition cites the clause and the agreement', () => {
    assert.deepEqual([own.clause, own.agreement.digest, own.originator], ['11', agreement.digest, xb.authorityId]);
  });
  test('where the agreement says nothing, the careful default', () => {
    const { handling, onward, evidentialUse, usableUntil } = replyLimits(without('use-conditions'), givenAt);
    assert.deepEqual([handling, onward, evidentialUse, usableUntil], ['amber+strict', 'consent', 'with-permission', null]);
  });
  test('of two terms the strictest, and the shorter time', () => {
    const limits = {
      purposes: ['supervision' as const],
      handling: 'red' as const,
      onward: 'never' as const,
      evidentialUse: 'allowed' as const,
      mayNotifySubject: true,
      note: '',
    };
    const both = knownAgreement({
      ...document,
      terms: [...document.terms, { kind: 'use-conditions', clause: '11', limits, retentionDays: 10 }],
    });
    const found = replyLimits(both, givenAt);
    assert.deepEqual(
      [found.purposes, found.handling, found.onward, found.evidentialUse, found.usableUntil],
      [['supervision'], 'red', 'never', 'with-permission', '2026-11-30T15:30:00.000Z'],
    );
    assert(isAtLeastAsStrict(found, { ...replyLimits(agreement, givenAt), note: '' }));
  });
  test('where data may go to those listed, the parties are the list', () => {
    const terms = document.terms.map((term) =>
      term.kind === 'use-conditions' ? { ...term, limits: { ...term.limits, onward: 'listed' as const } } : term,
    );
    assert.deepEqual(replyLimits(knownAgreement({ ...document, terms }), givenAt).recipients, [xa.authorityId, xb.authorityId].toSorted());
  });
});

suite('whether data are conditioned', () => {
  const rows: readonly [string, readonly unknown[], boolean][] = [
    ['the own condition', [own], true],
    ['a stricter one', [{ ...own, purposes: ['supervision'], onward: 'never' }], true],
    [
      'two that are strict enough together',
      [
        { ...own, handling: 'clear' },
        { ...own, purposes: [...own.purposes, 'tax'], handling: 'red' },
      ],
      true,
    ],
    ['an earlier end', [{ ...own, usableUntil: '2027-01-01T00:00:00.000Z' }], true],
    ['none', [], false],
    ['one purpose more', [{ ...own, purposes: [...own.purposes, 'tax'] }], false],
    ['a wider audience', [{ ...own, handling: 'green' }], false],
    ['the note left out', [{ ...own, note: '' }], false],
    ['no end where the agreement sets one', [{ ...own, usableUntil: null }], false],
    ['an end later than the agreement allows', [{ ...own, usableUntil: '2040-01-01T00:00:00.000Z' }], false],
    ['a condition on a part only', [{ ...own, scope: '/narrative' }], false],
    ['one that cannot be read', [own, { ...own, handling: 'violet' }], false],
  ];
  for (const [name, conditions, expected] of rows) {
    test(`${name}: ${expected ? 'yes' : 'no'}`, () =>
      assert.equal(everyDatumConditioned(agreement, [{ conditions: [own] }, { conditions }], givenAt), expected));
  }
  test('no data at all are all conditioned', () => assert.equal(everyDatumConditioned(agreement, [], givenAt), true));
});

suite('grounds an officer may choose from', () => {
  test('are those the agreement allows, with their meaning and clause', () => {
    const found = allowedRefusalGrounds(agreement);
    assert.deepEqual(
      found.map(({ ground }) => ground),
      ['R01', 'R02', 'R03', 'R06', 'R08', 'R09', 'R10', 'R11'],
    );
    assert.deepEqual(found[2], {
      ground: 'R03',
      meaning: 'Complying would prejudice its own investigation or enforcement. Consider postponing instead.',
      clause: '10',
      consultation: null,
      against: [],
    });
    assert.deepEqual(
      found.filter(({ against }) => against.length > 0).map(({ ground, against }) => [ground, against]),
      [
        ['R06', ['cure']],
        ['R11', ['rebut']],
      ],
    );
  });
  test('never include what is forbidden or never accepted, whatever a term says', () => {
    const all = knownAgreement({
      ...document,
      terms: [{ kind: 'refusal-grounds', clause: '10', allowed: [...refusalGrounds], forbidden: ['R07'] }],
    });
    assert(allowedRefusalGrounds(all).every(({ ground }) => ground.startsWith('R') && ground !== 'R07'));
  });
  test('every ground has a meaning', () => assert(refusalGrounds.every((ground) => refusalGroundMeaning(ground).length > 20)));
});
