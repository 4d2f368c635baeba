// SPDX-License-Identifier: Apache-2.0
// What an authority may set the parameters of a pattern to, and which alerts are the same conduct under other parameters.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findPattern, patterns } from '../index.ts';
import type { AlertWire } from '../wire.ts';
import { countEffect, effectByDay, effectByInstrument, pairAlerts, sumEffects } from './pair-alerts.ts';
import { boundsOf, checkParameters } from './parameter-bounds.ts';

test('every parameter of every pattern has bounds, and its own value lies within them', () => {
  for (const pattern of patterns) {
    for (const name of Object.keys(pattern.parameters)) assert.ok(boundsOf(pattern, name) !== null, `${pattern.id} ${name}`);
    const own = Object.fromEntries(Object.entries(pattern.parameters).map(([name, { value }]) => [name, value]));
    assert.deepEqual(checkParameters(pattern, own), [], pattern.id);
  }
});

const refused: readonly (readonly [pattern: string, name: string, value: number, says: RegExp])[] = [
  ['spoofing', 'depthShareMin', 1.4, /between 0 and 1 share/],
  ['spoofing', 'depthShareMin', -0.1, /between 0 and 1 share/],
  ['spoofing', 'depthShareMin', Number.NaN, /between 0 and 1/],
  ['spoofing', 'levels', 2.5, /whole levels/],
  ['spoofing', 'levels', 0, /between 1 and 100 levels/],
  ['spoofing', 'episodes', 3, /no such parameter/],
  ['spoofing', 'toString', 3, /no such parameter/],
  ['venue-wash-volume', 'significantDigits', 16, /between 1 and 15 count/],
  ['pump-and-dump', 'step', 0, /between 1 and 86400 s/],
  ['pump-and-dump', 'baselineMin', 500, /not above baseline, which is 420 min/],
  ['ramping', 'span', 2, /not above span, which is 2 min/],
];
for (const [id, name, value, says] of refused) {
  test(`${id} may not be set to ${name} ${value}`, () => {
    const pattern = findPattern(id);
    assert.ok(pattern.ok);
    const [issue, more] = checkParameters(pattern.value, { [name]: value });
    assert.match(issue?.problem ?? 'nothing was refused', says);
    assert.equal(more, undefined);
  });
}

interface Told {
  readonly who?: readonly string[];
  readonly where?: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly rows?: readonly number[];
}

function alert({ who = ['XVEN/a'], where = ['ZED-USD'], from, until, rows = [1] }: Told): AlertWire {
  const moment = (time: string): string => `2026-11-0${time}:00.000000000Z`;
  return {
    format: 'comity-alert/1',
    digest: `sha256:${from}${until}${who.join('')}${rows.join('')}`,
    pattern: { id: 'spoofing', version: 2, title: 'Spoofing' },
    legal: { marAnnexI: 'f', annexII: '1.5.e' },
    parameters: {},
    input: { events: 'sha256:0', moments: [] },
    instruments: where.map((symbol) => ({ venue: 'XVEN', symbol })),
    participants: who.map((name) => ({ name, accounts: [name] })),
    from: moment(from),
    until: moment(until),
    score: 0.5,
    figures: {},
    sentences: ['A sentence.'],
    evidence: { count: rows.length, events: rows.map((row) => ({ name: String(row), at: moment(from), row })) },
  };
}

describe('the same conduct', () => {
  const base = { from: '2T09:00', until: '2T10:00' };
  const rows: readonly (readonly [name: string, before: readonly Told[], after: readonly Told[], counts: readonly number[]])[] = [
    ['the same events', [base], [base], [1, 0, 0]],
    ['on other events of the same time', [base], [{ ...base, from: '2T09:30', rows: [2, 3] }], [1, 0, 0]],
    ['at another time', [base], [{ from: '2T11:00', until: '2T12:00', rows: [2] }], [0, 1, 1]],
    ['by another', [base], [{ ...base, who: ['XVEN/b'] }], [0, 1, 1]],
    ['with one more', [base], [{ ...base, who: ['XVEN/a', 'XVEN/b'] }], [0, 1, 1]],
    ['the same two, named the other way round', [{ ...base, who: ['x', 'y'] }], [{ ...base, who: ['y', 'x'] }], [1, 0, 0]],
    ['in another instrument', [base], [{ ...base, where: ['ZED-PERP'] }], [0, 1, 1]],
    ['split in two: one of them is it', [base], [base, { ...base, from: '2T09:30', rows: [2] }], [1, 0, 1]],
    ['nothing before', [], [base], [0, 0, 1]],
    ['nothing after', [base], [], [0, 1, 0]],
  ];
  for (const [name, before, after, [same, onlyBefore, onlyAfter]] of rows) {
    test(name, () => {
      const pairs = pairAlerts(before.map(alert), after.map(alert));
      assert.deepEqual(countEffect(pairs), { same, onlyBefore, onlyAfter });
    });
  }

  test('an alert that rests on the same events goes before one that only touches', () => {
    const later = { ...base, from: '2T09:30', rows: [7] };
    const pairs = pairAlerts([alert(base), alert(later)], [alert(later)]);
    assert.deepEqual(
      pairs.map(({ effect, before }) => [effect, before?.evidence.events[0]?.row]),
      [
        ['only-before', 1],
        ['same', 7],
      ],
    );
  });

  test('counts by instrument and by day add up over files; an alert that spans two instruments counts in each', () => {
    const both = { where: ['ZED-PERP', 'ZED-USD'], from: '2T09:00', until: '2T10:00' };
    const pairs = pairAlerts([alert(both)], [alert({ from: '3T09:00', until: '3T10:00' })]);
    const before = { same: 0, onlyBefore: 1, onlyAfter: 0 };
    assert.deepEqual(effectByInstrument(pairs), [
      { name: 'XVEN/ZED-PERP', ...before },
      { name: 'XVEN/ZED-USD', same: 0, onlyBefore: 1, onlyAfter: 1 },
    ]);
    const days = effectByDay(pairs);
    assert.deepEqual(days, [
      { name: '2026-11-02', ...before },
      { name: '2026-11-03', same: 0, onlyBefore: 0, onlyAfter: 1 },
    ]);
    assert.deepEqual(sumEffects([days, days])[0], { name: '2026-11-02', same: 0, onlyBefore: 2, onlyAfter: 0 });
  });
});
