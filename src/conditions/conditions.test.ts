// SPDX-License-Identifier: Apache-2.0
/** How limits combine to the strictest, and what each kind of use is answered. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../kernel/index.ts';
import {
  checkUse,
  type Condition,
  type ConditionLimits,
  describeLimits,
  isAtLeastAsStrict,
  loosenings,
  meet,
  parseCondition,
  parseConditionLimits,
  sameLimits,
  type UseLeave,
  type UseQuestion,
} from './index.ts';
import { evidentialUses, handlingLevels, manners, onwardModes, purposes } from './wire.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const [xa, xb, xc] = ['ca1xa', 'ca1xb', 'ca1xc'] as const;

const open: ConditionLimits = {
  purposes: ['supervision', 'admin-enforcement'],
  handling: 'amber',
  onward: 'listed',
  recipients: [xb, xc],
  evidentialUse: 'allowed',
  mayNotifySubject: true,
  usableUntil: null,
  note: '',
};

function condition(changes: Partial<Condition>): Condition {
  const id = `cnd_${'0'.repeat(26)}` as Condition['id'];
  const agreement = { id: 'agr_1', version: 1, digest: 'sha256:1' };
  return { ...open, id, originator: xb, agreement, clause: '11', scope: '', ...changes };
}

const instants = fc.constantFrom<(Instant | null)[]>(
  null,
  '2026-01-01T00:00:00.000Z' as Instant,
  '2027-01-01T00:00:00.000Z' as Instant,
  now,
);
const anyLimits: fc.Arbitrary<ConditionLimits> = fc.record({
  purposes: fc.subarray([...purposes], { minLength: 1 }),
  handling: fc.constantFrom(...handlingLevels),
  onward: fc.constantFrom(...onwardModes),
  recipients: fc.subarray([xa, xb, xc, 'ca1xd']),
  evidentialUse: fc.constantFrom(...evidentialUses),
  mayNotifySubject: fc.boolean(),
  usableUntil: instants,
  note: fc.constantFrom('', 'Ask before the hearing.', 'Ask before the hearing. Then again.', 'A source is at risk.', 'A\n* * *\nB'),
});
const anyUse: fc.Arbitrary<UseQuestion> = fc.record({
  manner: fc.constantFrom(...manners),
  purpose: fc.constantFrom(...purposes),
  by: fc.constant<string>(xa),
  recipient: fc.constantFrom(null, xb, xc, 'ca1xe'),
  now: fc.constantFrom('2026-06-01T00:00:00.000Z' as Instant, now, '2028-01-01T00:00:00.000Z' as Instant),
});
const strictness = { permitted: 0, needs: 1, refused: 2 };

suite('the meet of limits is the strictest of them', () => {
  const rows: readonly [string, Partial<ConditionLimits>, Partial<ConditionLimits>, Partial<ConditionLimits>][] = [
    ['only common purposes are left', { purposes: ['supervision', 'tax'] }, { purposes: ['tax', 'sanctions'] }, { purposes: ['tax'] }],
    ['no common purpose leaves none', { purposes: ['supervision'] }, { purposes: ['sanctions'] }, { purposes: [] }],
    ['the narrower audience holds', { handling: 'green' }, { handling: 'red' }, { handling: 'red' }],
    ['a list and a consent leave consent', { onward: 'listed' }, { onward: 'consent' }, { onward: 'consent', recipients: [] }],
    ['never holds against any list', { onward: 'listed' }, { onward: 'never' }, { onward: 'never', recipients: [] }],
    ['of two lists the common part', { recipients: [xb, xc] }, { recipients: [xc, xa] }, { recipients: [xc] }],
    ['lists with nothing in common leave consent', { recipients: [xb] }, { recipients: [xc] }, { onward: 'consent', recipients: [] }],
    [
      'evidence is forbidden if one forbids it',
      { evidentialUse: 'forbidden' },
      { evidentialUse: 'allowed' },
      { evidentialUse: 'forbidden' },
    ],
    ['the person is told only if all allow it', { mayNotifySubject: true }, { mayNotifySubject: false }, { mayNotifySubject: false }],
    ['the earlier end holds', { usableUntil: now }, { usableUntil: null }, { usableUntil: now }],
    ['both notes are kept', { note: 'B' }, { note: 'A' }, { note: 'A\n* * *\nB' }],
    ['a note inside another is kept once', { note: 'Ask first. Then wait.' }, { note: 'Ask first.' }, { note: 'Ask first. Then wait.' }],
  ];
  for (const [name, left, right, expected] of rows) {
    test(name, () =>
      assert.deepEqual(
        meet([
          { ...open, ...left },
          { ...open, ...right },
        ]),
        { ...open, ...expected },
      ),
    );
  }

  test('it is commutative', () => fc.assert(fc.property(anyLimits, anyLimits, (a, b) => assert.deepEqual(meet([a, b]), meet([b, a])))));
  test('it is associative', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, anyLimits, (a, b, c) => assert.deepEqual(meet([meet([a, b]), c]), meet([a, meet([b, c])]))),
    );
  });
  test('it is idempotent', () => fc.assert(fc.property(anyLimits, (a) => assert.deepEqual(meet([a, a]), meet([a])))));
  test('it is never looser than any of its inputs', () => {
    fc.assert(
      fc.property(fc.array(anyLimits, { minLength: 1, maxLength: 5 }), (all) =>
        assert(all.every((one) => isAtLeastAsStrict(meet(all), one))),
      ),
    );
  });
  test('it is monotone: one limit more never loosens it', () => {
    fc.assert(fc.property(anyLimits, anyLimits, anyLimits, (a, b, more) => assert(isAtLeastAsStrict(meet([a, b, more]), meet([a, b])))));
  });
  test('it is no stricter than needed: whatever is at least as strict as each input is at least as strict as the meet', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, anyLimits, (a, b, low) => {
        const below = meet([low, a, b]);
        assert(isAtLeastAsStrict(below, meet([a, b])));
        if (isAtLeastAsStrict(low, a) && isAtLeastAsStrict(low, b)) assert(isAtLeastAsStrict(low, meet([a, b])));
      }),
    );
  });
  test('the meet of nothing is not invented', () => assert.throws(() => meet([])));
});

suite('strictness', () => {
  test('names the fields that are looser', () => {
    const looser = { ...open, purposes: [...open.purposes, 'tax' as const], handling: 'clear' as const, usableUntil: null };
    const floor = { ...open, note: 'Ask first.', usableUntil: now };
    assert.deepEqual(loosenings(looser, floor).toSorted(), ['handling', 'note', 'purposes', 'usableUntil']);
  });
  test('adding to a note is not a loosening', () => {
    assert.deepEqual(loosenings({ ...open, note: 'Ask first. And tell us after.' }, { ...open, note: 'Ask first.' }), []);
  });
  test('the order in which lists are written does not matter', () => {
    assert(sameLimits(open, { ...open, purposes: open.purposes.toReversed(), recipients: open.recipients.toReversed() }));
  });
  test('limits that hold both ways are the same', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, (a, b) => assert.equal(sameLimits(a, b), JSON.stringify(meet([a])) === JSON.stringify(meet([b])))),
    );
  });
});

suite('a use is checked against every condition', () => {
  const use: UseQuestion = { manner: 'read', purpose: 'supervision', by: xa, recipient: null, now };
  const rows: readonly [string, Partial<Condition>, Partial<UseQuestion>, string, string][] = [
    ['reading for an allowed purpose', {}, {}, 'permitted', 'within-condition'],
    ['printing for an allowed purpose', {}, { manner: 'print' }, 'permitted', 'within-condition'],
    ['exporting for an allowed purpose', {}, { manner: 'export' }, 'permitted', 'within-condition'],
    ['searching for another purpose', {}, { manner: 'search', purpose: 'sanctions' }, 'refused', 'purpose-not-allowed'],
    ['exporting for another purpose', {}, { manner: 'export', purpose: 'tax' }, 'refused', 'purpose-not-allowed'],
    [
      'commercial use, even where a condition names it',
      { purposes: ['commercial'] },
      { purpose: 'commercial' },
      'refused',
      'purpose-never',
    ],
    ['at the last moment of its time', { usableUntil: now }, {}, 'permitted', 'within-condition'],
    ['after its time', { usableUntil: '2026-11-20T15:29:59.999Z' as Instant }, {}, 'refused', 'condition-ended'],
    ['as evidence where allowed', {}, { manner: 'evidence' }, 'permitted', 'within-condition'],
    [
      'as evidence where permission is asked for',
      { evidentialUse: 'with-permission' },
      { manner: 'evidence' },
      'needs',
      'evidence-permission',
    ],
    ['as evidence where forbidden', { evidentialUse: 'forbidden' }, { manner: 'evidence' }, 'refused', 'evidence-forbidden'],
    ['reading where evidence is forbidden', { evidentialUse: 'forbidden' }, {}, 'permitted', 'within-condition'],
    ['passing on to one who is listed', {}, { manner: 'pass-on', recipient: xc }, 'permitted', 'within-condition'],
    ['passing on to one who is not', {}, { manner: 'pass-on', recipient: 'ca1xe' }, 'needs', 'onward-consent'],
    ['passing on without a recipient', {}, { manner: 'pass-on' }, 'needs', 'recipient-missing'],
    ['passing on where it is never allowed', { onward: 'never' }, { manner: 'pass-on', recipient: xc }, 'refused', 'onward-never'],
    ['passing on where consent is asked for', { onward: 'consent' }, { manner: 'pass-on', recipient: xc }, 'needs', 'onward-consent'],
    [
      'passing on to one not named, where only the named may know',
      { handling: 'red' },
      { manner: 'pass-on', recipient: 'ca1xe' },
      'refused',
      'audience-named',
    ],
    [
      'passing on to one named, where only the named may know',
      { handling: 'red' },
      { manner: 'pass-on', recipient: xb },
      'permitted',
      'within-condition',
    ],
    ['a use without a purpose', {}, { purpose: '' as never }, 'refused', 'question-unreadable'],
    ['a use in an unknown manner', {}, { manner: 'look' as never }, 'refused', 'question-unreadable'],
    ['a use by nobody', {}, { by: '' }, 'refused', 'question-unreadable'],
    ['a condition with a word this version does not know', { handling: 'violet' as never }, {}, 'refused', 'condition-unreadable'],
    ['a condition whose end is no moment', { usableUntil: 'soon' as never }, {}, 'refused', 'condition-unreadable'],
  ];
  for (const [name, changes, question, outcome, kind] of rows) {
    test(`${name}: ${outcome}`, () => {
      const verdict = checkUse([condition(changes)], { ...use, ...question });
      assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind], [outcome, kind]);
    });
  }

  test('own data without conditions may be used', () => {
    const verdict = checkUse([], use);
    assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind, verdict.effective], ['permitted', 'own-data', null]);
  });
  test('own data may not be used without a purpose either', () =>
    assert.equal(checkUse([], { ...use, purpose: '' as never }).outcome, 'refused'));
  test('the strictest of two originators decides and is cited', () => {
    const strict = condition({ clause: '9', purposes: ['sanctions'] });
    const verdict = checkUse([condition({}), strict], use);
    assert.equal(verdict.outcome, 'refused');
    assert.deepEqual(
      verdict.reasons.map((reason) => reason.clause),
      ['9'],
    );
    assert.deepEqual(verdict.effective?.purposes, []);
  });
  test('one unreadable condition among good ones refuses and leaves no effective limits', () => {
    const verdict = checkUse([condition({}), condition({ onward: 'maybe' as never })], use);
    assert.deepEqual([verdict.outcome, verdict.effective], ['refused', null]);
  });
  test('a condition more never permits more', () => {
    fc.assert(
      fc.property(fc.array(anyLimits, { maxLength: 3 }), anyLimits, anyUse, (all, more, question) => {
        const before = checkUse(all.map(condition), question).outcome;
        assert(strictness[checkUse([...all, more].map(condition), question).outcome] >= strictness[before]);
      }),
    );
  });
  test('the effective limits never permit what the conditions do not', () => {
    fc.assert(
      fc.property(fc.array(anyLimits, { minLength: 1, maxLength: 3 }), anyUse, (all, question) => {
        const verdict = checkUse(all.map(condition), question);
        if (verdict.effective === null || verdict.effective.purposes.length === 0) return;
        assert(strictness[checkUse([condition(verdict.effective)], question).outcome] >= strictness[verdict.outcome]);
      }),
    );
  });
});

suite('conditions are read, not trusted', () => {
  test('a good one comes back as it was', () => assert.deepEqual(parseCondition(condition({}), 'c'), { ok: true, value: condition({}) }));
  const rows: readonly [string, unknown][] = [
    ['an unknown purpose', { ...condition({}), purposes: ['fun'] }],
    ['no purpose', { ...condition({}), purposes: [] }],
    ['a member more', { ...condition({}), extra: 1 }],
    ['an end that is no moment', { ...condition({}), usableUntil: '2026-13-01T00:00:00.000Z' }],
    ['an identifier of another kind', { ...condition({}), id: `req_${'0'.repeat(26)}` }],
    ['nothing', null],
  ];
  for (const [name, value] of rows) test(`${name} is an issue`, () => assert.equal(parseCondition(value, 'c').ok, false));
  test('limits alone are read the same way', () => {
    assert.equal(parseConditionLimits(open, 'limits').ok, true);
    assert.equal(parseConditionLimits({ ...open, usableUntil: 'never' }, 'limits').ok, false);
  });
});

test('limits can be read as sentences', () => {
  assert.deepEqual(describeLimits({ ...open, mayNotifySubject: false, usableUntil: now, note: 'Ask first.' }), [
    'It may be used for supervision and administrative enforcement only.',
    'Audience: the receiving authority and those it acts with (TLP:AMBER).',
    "It may be passed on to 2 named authorities; to others only with its originator's consent.",
    'It may be used as evidence.',
    'The person concerned may not be told.',
    'It may not be used after 2026-11-20T15:30:00.000Z.',
    'Note: Ask first.',
  ]);
});

suite('a leave of the originator', () => {
  const before = '2026-11-10T00:00:00.000Z' as Instant;
  const later = '2026-12-10T00:00:00.000Z' as Instant;
  const leave = (changes: Partial<UseLeave>): UseLeave => ({
    matter: 'nus_1',
    originator: xb,
    lifts: 'purpose',
    purpose: 'tax',
    clause: '12',
    opensAt: before,
    endsAt: null,
    isDenied: false,
    ...changes,
  });
  const given = condition({ evidentialUse: 'with-permission' });
  const rows: readonly [string, readonly UseLeave[], Partial<UseQuestion>, string, string][] = [
    ['lets it be used for the purpose', [leave({})], {}, 'permitted', 'within-condition'],
    ['is none for another purpose', [leave({})], { purpose: 'sanctions' }, 'refused', 'purpose-not-allowed'],
    ['of another authority lifts nothing of this one', [leave({ originator: xc })], {}, 'refused', 'purpose-not-allowed'],
    ['that is not open yet is awaited', [leave({ opensAt: later })], {}, 'needs', 'leave-awaited'],
    ['that nobody has given yet is awaited', [leave({ opensAt: null })], {}, 'needs', 'leave-awaited'],
    ['that was denied is none', [leave({ isDenied: true })], {}, 'refused', 'purpose-not-allowed'],
    ['that has ended is none', [leave({ endsAt: before })], {}, 'refused', 'purpose-not-allowed'],
    [
      'that is open counts, whatever was denied before',
      [leave({ isDenied: true }), leave({ matter: 'nus_2' })],
      {},
      'permitted',
      'within-condition',
    ],
    ['for a purpose is none for evidence', [leave({})], { manner: 'evidence' }, 'needs', 'evidence-permission'],
    [
      'for evidence lets it be evidence',
      [leave({ lifts: 'evidence', purpose: 'supervision' })],
      { manner: 'evidence', purpose: 'supervision' },
      'permitted',
      'within-condition',
    ],
    ['lets nothing be passed on', [leave({})], { manner: 'pass-on', recipient: xc }, 'refused', 'purpose-not-allowed'],
    ['lifts no end', [leave({})], { now: '2028-01-01T00:00:00.000Z' as Instant }, 'refused', 'condition-ended'],
  ];
  const limited = { ...given, usableUntil: '2027-01-01T00:00:00.000Z' as Instant };
  for (const [what, leaves, changes, outcome, kind] of rows) {
    test(`${what}: ${outcome}`, () => {
      const verdict = checkUse([limited], { manner: 'read', purpose: 'tax', by: xa, recipient: null, now, leaves, ...changes });
      assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind], [outcome, kind]);
    });
  }
  test('for evidence does not lift what is forbidden', () => {
    const leaves = [leave({ lifts: 'evidence', purpose: 'supervision' })];
    const use = { manner: 'evidence', purpose: 'supervision', by: xa, recipient: null, now, leaves } as const;
    assert.equal(checkUse([{ ...limited, evidentialUse: 'forbidden' }], use).outcome, 'refused');
  });
  test('never lets more be done than without any condition of its originator, and another condition stands', () => {
    fc.assert(
      fc.property(anyLimits, anyUse, fc.constantFrom<UseLeave['lifts']>('purpose', 'evidence'), (limits, use, lifts) => {
        const leaves = [leave({ lifts, purpose: use.purpose })];
        const others = condition({ ...limits, originator: xc });
        const own = condition({ ...limits, originator: xb });
        const [alone, both] = [checkUse([others], use), checkUse([others, own], { ...use, leaves })];
        assert(strictness[both.outcome] >= strictness[alone.outcome]);
        assert(strictness[both.outcome] <= strictness[checkUse([others, own], use).outcome]);
      }),
    );
  });
});
