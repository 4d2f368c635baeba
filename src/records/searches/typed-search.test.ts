// SPDX-License-Identifier: Apache-2.0
/** What is typed into a search, field by field, and by which keys a record is filed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askedNameKeys, newWordBook } from '../../screening/index.ts';
import { findingKeysOf, soundKeysOf, soundNumber, soundsOfName } from './finding-keys.ts';
import { readTyped } from './typed-search.ts';

describe('what is typed', () => {
  const rows: readonly (readonly [string, object])[] = [
    ['meridian tide', { words: 'meridian tide' }],
    ['country:xb meridian', { words: 'meridian', keys: ['country:xb'] }],
    ['LEI:5299 00T8', { words: '00T8', keys: ['lei:5299'] }],
    ['wallet:0xAB-12 account:XA-55', { keys: ['wallet:0xab12', 'account:xa55'] }],
    ['name:"Meridian Tide" late', { words: 'late', names: ['Meridian Tide'] }],
    ['kind:registration from:2026-01-01 until:2026-02-01', { kinds: ['registration'], from: '2026-01-01', until: '2026-02-01' }],
    ['from:2026-01-01 from:2026-03-01', { from: '2026-03-01' }],
    ['dated:2026-03', { keys: ['dated:2026-03'] }],
    ['https://meridian.example', { words: 'https://meridian.example' }],
    ['"quoted words"', { words: 'quoted words' }],
  ];
  for (const [typed, expected] of rows) {
    test(typed, () => {
      const read = readTyped(typed);
      assert.ok(read.ok);
      const { words, names, keys, kinds, from, until } = read.value;
      const nothing = { words: '', names: [], keys: [], kinds: [], from: null, until: null };
      const said = { words: words.typed, names, keys: keys.map(({ key }) => key), kinds, from, until };
      assert.deepEqual(said, { ...nothing, ...expected });
    });
  }
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['kind:letter', /^kind: There is no such kind/],
    ['from:yesterday', /^from: It is no day/],
    ['dated:03-2026', /^dated: It is no day, month or year/],
    ['country:Ruritania', /^country: It is no country/],
    ['lei:', /^lei: Nothing stands behind it/],
    ['wallet:"--"', /^wallet: It has no letter/],
    ['name:"!"', /^name: It has no letter/],
  ];
  for (const [typed, problem] of wrong) {
    test(`${typed} is an issue and no empty answer`, () => {
      const read = readTyped(typed);
      assert.ok(!read.ok);
      assert.match(read.issues[0]?.problem ?? '', problem);
    });
  }
});

describe('keys of names', () => {
  const alike: readonly (readonly [string, string])[] = [
    ['Anton Lavrenov', 'Антон Лавренов'],
    ['Meridian Tide Ltd', 'meridien tide'],
    ['Lavrenov', 'Lavrenof'],
    ['Sunrise Holding', 'Sun Rise'],
  ];
  for (const [filed, asked] of alike) {
    test(`"${asked}" asks for a key of "${filed}" with each word`, () => {
      const keys = new Set(soundsOfName(filed, 'unknown'));
      const { groups } = askedNameKeys(asked, newWordBook());
      assert.ok(groups.length > 0);
      for (const group of groups)
        assert.ok(
          group.some((key) => keys.has(key)),
          group.join(' '),
        );
    });
  }
  test('every key of a suspicious report is marked, so that nobody meets it who does not ask with the mark', () => {
    const named = { role: 'suspected', kind: 'person', name: 'Ada Quill', jurisdiction: 'XA', birthDate: null } as const;
    const party = { ...named, identifiers: [] };
    const core = {
      kind: 'suspicious-report',
      reference: 'STR-1',
      reportedAt: '2026-03-02T10:00:00.000Z',
      reportingFirm: 'Quill Ltd',
    } as const;
    const report = { ...core, suspicion: 'fraud' as const, narrative: '', parties: [party], movements: [], instruments: [] };
    const keys = findingKeysOf(report);
    assert.ok(keys.includes('!country:xa') && keys.includes('!dated:2026-03'));
    const sounds = soundKeysOf(report);
    assert.ok(sounds.includes(soundNumber('!=ada')) && !sounds.includes(soundNumber('=ada')));
    assert.deepEqual(
      keys.filter((key) => !key.startsWith('!')),
      [],
    );
  });
});
