// SPDX-License-Identifier: Apache-2.0
// A side of a book holds what a plain list of orders would, and a replay counts what does not fit together.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Instrument, marketEventsBuilder, type NewEvent } from '../../columns/index.ts';
import { makeBookSide } from './order-book.ts';
import { prepareReplay } from './replay.ts';
import { chiSquaredTail, meanAndDeviation, quantile, standsOut } from './statistics.ts';

test('a side of a book is what a list of price and size would be, after any changes', () => {
  const change = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -30, max: 50 }));
  fc.assert(
    fc.property(fc.constantFrom(1, -1), fc.array(change, { maxLength: 300 }), (sign, changes) => {
      const direction = sign === 1 ? 1 : -1;
      const side = makeBookSide(direction);
      const plain = new Map<number, number>();
      for (const [price, size] of changes) {
        side.change(price, size);
        const left = (plain.get(price) ?? 0) + size;
        if (left > 0) plain.set(price, left);
        else plain.delete(price);
      }
      const prices = [...plain.keys()].toSorted((left, right) => (right - left) * direction);
      assert.equal(side.levels, prices.length);
      assert.equal(side.best(), prices[0] ?? null);
      for (const [place, price] of prices.entries()) {
        assert.equal(side.sizeAt(price), plain.get(price));
        assert.equal(side.levelsBefore(price), place);
      }
      for (const levels of [1, 3, 100]) {
        assert.equal(
          side.depth(levels),
          prices.slice(0, levels).reduce((sum, price) => sum + (plain.get(price) ?? 0), 0),
        );
      }
    }),
    { seed: 8 },
  );
});

const instrument: Instrument = {
  symbol: 'ZED-USD',
  venue: 'XVEN',
  class: 'spot',
  underlying: 'ZED',
  quoteCurrency: 'USD',
  priceDecimals: 2,
  sizeDecimals: 0,
  expiryMs: null,
  strike: null,
};

describe('what does not fit together in a book is counted, and the replay goes on', () => {
  type Row = Pick<NewEvent, 'kind' | 'side' | 'order' | 'counterOrder' | 'price' | 'size'>;
  const bid = (order: number, price: number, size: number): Row => ({ kind: 'add', side: 'buy', order, price, size });
  const ask = (order: number, price: number, size: number): Row => ({ kind: 'add', side: 'sell', order, price, size });
  const rows: readonly (readonly [string, readonly Row[], Readonly<Record<string, number>>])[] = [
    ['a cancel of an order that was never added', [{ kind: 'cancel', side: 'buy', order: 9 }], { 'unknown-order': 1 }],
    ['an order added twice', [bid(1, 100, 5), bid(1, 101, 5)], { 'order-twice': 1 }],
    ['more taken off than was left', [bid(1, 100, 5), { kind: 'reduce', side: 'buy', order: 1, size: 8 }], { 'more-than-left': 1 }],
    [
      'a trade larger than the resting order',
      [ask(1, 100, 5), { kind: 'trade', side: 'buy', counterOrder: 1, price: 100, size: 9 }],
      { 'more-than-left': 1 },
    ],
    ['a crossed book', [ask(1, 100, 5), bid(2, 103, 5)], { 'crossed-book': 1 }],
    ['a sale above the best ask', [ask(1, 100, 5), { kind: 'trade', side: 'sell', price: 140, size: 1 }], { 'trade-outside-book': 1 }],
    ['an order without size', [{ ...bid(1, 100, 0) }], { 'no-size': 1 }],
    ['a replace of an unknown order', [{ ...bid(7, 100, 5), kind: 'replace' }], { 'unknown-order': 1 }],
    [
      'nothing wrong',
      [
        bid(1, 100, 5),
        ask(2, 101, 5),
        { kind: 'trade', side: 'buy', counterOrder: 2, price: 101, size: 5 },
        { kind: 'cancel', side: 'buy', order: 1 },
      ],
      {},
    ],
  ];
  for (const [name, events, expected] of rows) {
    test(name, () => {
      const builder = marketEventsBuilder(0);
      const number = builder.instrument(instrument);
      for (const [index, event] of events.entries()) builder.add({ ...event, timeNs: index, instrument: number, sequence: index + 1 });
      for (let order = 1; order < 10; order += 1) builder.orders.numberOfId(order);
      const faults = prepareReplay(builder.finish().events).run([]);
      assert.deepEqual(Object.fromEntries(Object.entries(faults).filter(([, count]) => count > 0)), expected);
    });
  }
});

test('the statistics give the published values', () => {
  assert.ok(Math.abs(chiSquaredTail(15.507, 8) - 0.05) < 1e-4);
  assert.ok(Math.abs(chiSquaredTail(20.09, 8) - 0.01) < 1e-4);
  assert.equal(chiSquaredTail(0, 8), 1);
  assert.deepEqual(meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]), { count: 8, mean: 5, deviation: 2 });
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([], 0.5), null);
});

test('few observations cannot make a strong score', () => {
  assert.equal(standsOut(9, []), 0);
  assert.equal(standsOut(9, [1, 2, 3]), 0.75);
  assert.equal(standsOut(2, [1, 2, 3]), 0.25);
});
