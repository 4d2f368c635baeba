// SPDX-License-Identifier: Apache-2.0
/** Tests of the comparison: found by name, by word, and none where nothing differs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareValues } from './compare-values.ts';

const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
const said = (before: unknown, after: unknown): string[] =>
  compareValues(before, after).map(
    ({ path, segments }) => `${path}: ${segments.map(({ change, text }) => `${marks[change][0]}${text}${marks[change][1]}`).join('')}`,
  );

const rows: readonly (readonly [what: string, before: unknown, after: unknown, expected: readonly string[]])[] = [
  ['nothing differs', { a: 'x', b: [1, { c: true }] }, { b: [1, { c: true }], a: 'x' }, []],
  ['one word', { subject: 'Two accounts' }, { subject: 'Three accounts' }, ['subject: [-Two-]{+Three+} accounts']],
  ['a member is added', { a: 'x' }, { a: 'x', b: 'y' }, ['b: {+y+}']],
  ['a member is removed', { a: 'x', b: { c: 'y' } }, { a: 'x' }, ['b.c: [-y-]']],
  ['left out, null and empty are nothing said', { a: null, b: '' }, {}, []],
  ['a number', { amount: 100 }, { amount: 120 }, ['amount: [-100-]{+120+}']],
  ['no becomes yes', { isUrgent: false }, { isUrgent: true }, ['isUrgent: [-false-]{+true+}']],
  ['a list grows', { kinds: ['a'] }, { kinds: ['a', 'b'] }, ['kinds.2: {+b+}']],
  ['a list of texts in another order says the same', { kinds: ['a', 'b'] }, { kinds: ['b', 'a'] }, []],
  [
    'entries are found again by their id',
    {
      persons: [
        { id: 'p1', name: 'Ada' },
        { id: 'p2', name: 'Ben' },
      ],
    },
    {
      persons: [
        { id: 'p2', name: 'Benn' },
        { id: 'p1', name: 'Ada' },
      ],
    },
    ['persons.p2.name: [-Ben-]{+Benn+}'],
  ],
  [
    'an entry without a name is compared with the one that is left',
    [{ name: 'Ada' }, { name: 'Ben Ash' }],
    [{ name: 'Ada' }, { name: 'Ben Oak' }],
    ['2.name: Ben [-Ash-]{+Oak+}'],
  ],
  ['a text becomes a list', { a: 'x' }, { a: ['x'] }, ['a: {+["+}x{+"]+}']],
  ['two texts', 'as it was', 'as it is', [': as it [-was-]{+is+}']],
  ['a member of an odd name is a member', JSON.parse('{"__proto__":"x"}'), JSON.parse('{"__proto__":"y"}'), ['__proto__: [-x-]{+y+}']],
];

describe('the comparison of two versions', () => {
  for (const [what, before, after, expected] of rows) it(what, () => assert.deepEqual(said(before, after), expected));

  it('whatever the values: none differs from itself, and what was added is removed the other way round', () => {
    const text = fc.constantFrom('', 'x', 'x y', 'y z');
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'id'), tie('any')),
      ),
    })).any;
    fc.assert(
      fc.property(value, value, (before, after) => {
        assert.deepEqual(compareValues(before, before), []);
        const counted = (from: unknown, to: unknown): number => compareValues(from, to).length;
        assert.equal(counted(before, after) === 0, counted(after, before) === 0);
      }),
    );
  });
});
