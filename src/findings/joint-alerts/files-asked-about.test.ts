// SPDX-License-Identifier: Apache-2.0
/** Which file an answer lies in, by instrument and period. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarketHolding } from '../../surveillance/index.ts';
import { fitOf, lookInto } from './files-asked-about.ts';
import type { FileHoldsWire } from './wire.ts';

const at = (minute: string): string => `2026-11-02T${minute}:00.000000000Z`;
const asked = { from: at('09:20'), until: at('09:25'), underlyings: ['ZED'], instruments: [{ venue: 'XVEN', symbol: 'ZED-USD' }] };

function file(from: string, until: string, underlying = 'ZED', venue = 'YVEN'): MarketHolding {
  const instruments = [
    { venue, symbol: 'OAT-USD', underlying: 'OAT' },
    { venue, symbol: `${underlying}-USD`, underlying },
  ];
  return { from: at(from), until: at(until), events: 9, instruments, instrumentsCount: 2 };
}

const rows: readonly (readonly [
  sentence: string,
  holding: MarketHolding | null | undefined,
  fit: FileHoldsWire['fit'],
  change?: object,
])[] = [
  ['a file that goes from before to after holds all of the period', file('09:00', '10:00'), 'whole'],
  ['to the moment is all of it', file('09:20', '09:25'), 'whole'],
  [
    'written with fewer decimals it is the same moment',
    file('09:20', '09:25'),
    'whole',
    { from: '2026-11-02T09:20:00Z', until: '2026-11-02T09:25:00.000Z' },
  ],
  ['one that begins within holds a part', file('09:21', '10:00'), 'part'],
  ['one that ends within holds a part', file('09:00', '09:20'), 'part'],
  ['one of the afternoon holds another time', file('14:00', '15:00'), 'other-time'],
  ['the same symbol on another underlying is no such instrument', file('09:00', '10:00', 'OAK'), 'other-instruments'],
  [
    'an instrument that is named is one asked about, whatever it is on',
    file('09:00', '10:00', 'ZED', 'XVEN'),
    'whole',
    { underlyings: [] },
  ],
  ['nobody looked into it', undefined, 'not-read'],
  ['nothing in it could be read', null, 'unreadable'],
];
for (const [sentence, holding, fit, change = {}] of rows) {
  test(`${sentence}: ${fit}`, () => assert.equal(fitOf(holding, { ...asked, ...change }).fit, fit));
}

test('instruments asked about are named first', () => {
  assert.deepEqual(fitOf(file('09:00', '10:00'), asked).instruments, ['ZED-USD at YVEN', 'OAT-USD at YVEN']);
});

test('a file that breaks the engine off is left as it was, and the next is looked into', async () => {
  const read = ({ id }: { readonly id: string }) => (id === 'huge' ? Promise.reject(new Error('the thread ended')) : Promise.resolve(null));
  assert.deepEqual([...(await lookInto([{ id: 'huge' }, { id: 'empty' }], read))], [['empty', null]]);
});
