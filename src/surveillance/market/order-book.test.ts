// SPDX-License-Identifier: Apache-2.0
// A side of a book holds what a plain list of orders would, and a replay counts what does not fit together.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Instrument, marketEventsBuilder, type NewEvent, sideCode } from '../../columns/index.ts';
import { makeBookSide } from './order-book.ts';
import { groupsOf } from './groups.ts';
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

test('the resting orders of a participant are those it placed and that did not go, the oldest first', () => {
  const event = fc.record({
    kind: fc.constantFrom('add', 'add', 'replace', 'cancel', 'reduce', 'trade'),
    order: fc.integer({ min: 1, max: 6 }),
    account: fc.integer({ min: 0, max: 2 }),
    side: fc.constantFrom('buy', 'sell'),
    size: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (list) => {
      const builder = marketEventsBuilder(0);
      const number = builder.instrument(instrument);
      const accounts = ['', 'one', 'two'].map((name) => builder.account('XVEN', name));
      for (let order = 1; order <= 6; order += 1) builder.orders.numberOfId(order);
      for (const [index, { account, order, ...rest }] of list.entries()) {
        const who = rest.kind === 'trade' ? { counterOrder: order } : { order, account: accounts[account] ?? 0 };
        builder.add({ ...rest, ...who, price: 100, timeNs: index, instrument: number, sequence: index + 1 });
      }
      const { events } = builder.finish();
      const replay = prepareReplay(events);
      const resting = replay.view.restingOrders(groupsOf(events));
      const running = replay.start([]);
      let plain: { readonly order: number; readonly slot: string; left: number }[] = [];
      for (const [index, { kind, order, account, side, size }] of list.entries()) {
        running.until(index + 1);
        const known = plain.find((one) => one.order === order);
        const slot = `${account} ${side}`;
        const isPlaced = kind === 'add' || kind === 'replace';
        if (known !== undefined && isPlaced && kind === 'add' && known.slot === slot) known.left = size;
        else if (isPlaced) plain = [...plain.filter((one) => one !== known), { order, slot, left: size }];
        else if (known !== undefined) known.left -= kind === 'cancel' ? known.left : size;
        plain = plain.filter(({ left }) => left > 0);
        for (const group of [1, 2])
          for (const way of ['buy', 'sell'] as const) {
            const at = resting.slotAt(resting.places.of(group, number), sideCode[way]);
            const found: number[] = [];
            for (let next = resting.first(at); next !== 0; next = resting.next(next)) found.push(next);
            const expected = plain.filter((one) => one.slot === `${group} ${way}`).map((one) => one.order);
            assert.deepEqual([found, resting.count(at)], [expected, expected.length]);
          }
      }
    }),
    { seed: 9, numRuns: 40 },
  );
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
