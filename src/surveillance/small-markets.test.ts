// SPDX-License-Identifier: Apache-2.0
// Small markets written by hand: one practice each, with the trait that a rule could lose it by, and the lawful twin beside it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Instrument, marketEventsBuilder, type MarketEvents, type NewEvent } from '../columns/index.ts';
import { findPattern, runSurveillance } from './index.ts';
import type { ReferenceMoment } from './pattern.ts';

const originMs = Date.parse('2026-11-02T09:00:00.000Z');
const second = 1_000_000_000;
const minute = 60 * second;

type Row = Partial<Omit<NewEvent, 'order'>> &
  Pick<NewEvent, 'kind' | 'timeNs'> & { readonly in?: string; readonly by?: string; readonly met?: string; readonly id?: number };

const spot = (symbol: string): Omit<Instrument, 'class'> & { readonly class: Instrument['class'] } => ({
  symbol,
  venue: 'XVEN',
  class: 'spot',
  underlying: 'ZED',
  quoteCurrency: 'USD',
  priceDecimals: 2,
  sizeDecimals: 0,
  expiryMs: null,
  strike: null,
});

const put: Instrument = {
  ...spot('ZED-100-P'),
  class: 'option',
  expiryMs: originMs + 60 * 60_000,
  strike: { units: 10_000, right: 'put' },
};

function eventsOf(rows: readonly Row[], further: readonly Instrument[] = []): MarketEvents {
  const builder = marketEventsBuilder(originMs);
  const numbers = new Map([spot('ZED-USD'), ...further].map((one) => [one.symbol, builder.instrument(one)]));
  for (let id = 1; id < 40; id += 1) builder.orders.numberOfId(id);
  const ordered = rows.toSorted((left, right) => left.timeNs - right.timeNs);
  for (const [index, { by, met, in: symbol = 'ZED-USD', id, ...row }] of ordered.entries()) {
    builder.add({
      side: 'buy',
      price: 10_000,
      size: 1,
      ...row,
      ...(id === undefined ? {} : { order: id }),
      instrument: numbers.get(symbol) ?? 0,
      account: by === undefined ? 0 : builder.account('XVEN', by),
      counterAccount: met === undefined ? 0 : builder.account('XVEN', met),
      sequence: index + 1,
    });
  }
  return builder.finish().events;
}

function named(pattern: string, events: MarketEvents, moments: readonly ReferenceMoment[] = []): readonly string[] {
  const found = findPattern(pattern);
  assert.ok(found.ok);
  const { alerts } = runSurveillance(events, { patterns: [found.value], parameters: {}, moments, onProgress: () => undefined });
  return alerts.flatMap(({ participants }) => participants.map(({ name }) => name));
}

/** A trade of two who are nobody's concern every ten seconds, the price a tick up and a tick down. */
function ordinary(untilNs: number, everyNs: number = 10 * second): Row[] {
  return Array.from({ length: Math.floor(untilNs / everyNs) }, (_unused, index) => ({
    kind: 'trade' as const,
    timeNs: index * everyNs,
    side: index % 2 === 0 ? ('buy' as const) : ('sell' as const),
    price: 10_000 + ([0, 3, 1, -2, 2][index % 5] ?? 0),
    size: 4 + (index % 3),
    by: `taker-${index % 7}`,
    met: `maker-${index % 3}`,
  }));
}

describe('pump and dump', () => {
  /** Four crowd orders, each through two resting orders in one millisecond, from this moment on, four seconds apart. */
  const pump = (atNs: number): Row[] => [
    ...[40, 30, 20].map((before): Row => ({ kind: 'trade', timeNs: atNs - before * minute, size: 40, by: 'promoter', met: 'maker-1' })),
    ...Array.from({ length: 8 }, (_unused, index): Row => {
      const timeNs = atNs + Math.floor(index / 2) * 4 * second + (index % 2) * 1000;
      return { kind: 'trade', timeNs, price: 10_010 + index * 20, size: 20, by: `crowd-${Math.floor(index / 2)}`, met: 'maker-1' };
    }),
    { kind: 'trade', timeNs: atNs + 3 * minute, side: 'sell', price: 10_100, size: 120, by: 'promoter', met: 'maker-2' },
  ];
  const cases = [
    ['a rush that lies within one chunk', 60 * minute],
    ['a rush that begins late in one chunk and ends in the next', 60 * minute + 17 * second],
  ] as const;
  for (const [title, atNs] of cases) {
    test(`${title} is found`, () => {
      const rest = ordinary(100 * minute).filter(({ timeNs }) => Math.abs(timeNs - atNs - 20 * second) > 25 * second);
      const names = named('pump-and-dump', eventsOf([...rest, ...pump(atNs)]));
      assert.ok(names.includes('XVEN/promoter'), names.join());
    });
  }
});

test('a step of no length is made long enough, instead of steps without end', () => {
  const found = findPattern('pump-and-dump');
  assert.ok(found.ok);
  const order = { patterns: [found.value], parameters: { 'pump-and-dump': { step: 0 } }, moments: [], onProgress: () => undefined };
  assert.deepEqual(runSurveillance(eventsOf(ordinary(minute)), order).alerts, []);
});

describe('pinning at expiry', () => {
  const written: Row = { kind: 'trade', timeNs: minute, in: 'ZED-100-P', side: 'sell', price: 50, size: 900, by: 'writer', met: 'maker-1' };
  /** The price stands off the strike on one side, then on the other; the writer takes towards it each time, or away from it. */
  const held = (isToward: boolean): Row[] =>
    Array.from({ length: 24 }, (_unused, index): Row => {
      const isBelow = index >= 4 && index % 2 === 0;
      const distance = 40 - Math.min(36, index * 2);
      const price = isBelow ? 10_000 - distance : 10_000 + distance;
      const side = isBelow === isToward ? 'buy' : 'sell';
      return {
        kind: 'trade',
        timeNs: 31 * minute + index * 70 * second,
        side,
        price: index === 23 ? 10_000 : price,
        size: 20,
        by: 'writer',
        met: 'maker-2',
      };
    });
  const market = (isToward: boolean): MarketEvents => {
    const others = ordinary(30 * minute).map((row) => ({ ...row, price: 10_060 }));
    const pricing = held(isToward).map((row): Row => ({
      ...row,
      timeNs: row.timeNs - 10 * second,
      by: 'taker-1',
      size: 5,
      price: (row.price ?? 0) > 10_000 ? 10_020 : 9980,
    }));
    return eventsOf([written, ...others, ...pricing, ...held(isToward)], [put]);
  };
  test('who buys below the strike and sells above it holds the price there, whichever side it began on', () => {
    assert.deepEqual(named('option-pinning', market(true)), ['XVEN/writer']);
  });
  test('who sells below and buys above, as a hedge of that option does, holds nothing', () => {
    assert.deepEqual(named('option-pinning', market(false)), []);
  });
});

describe('an opening auction', () => {
  const auctionNs = 20 * minute;
  /** Six orders shown; two are filled long before; three or one of the other four go half a minute before the auction; then it sells. */
  const shaped = (withdrawn: number): Row[] => [
    ...[1, 2, 3, 4, 5, 6].map((id): Row => ({
      kind: 'add',
      timeNs: auctionNs - 9 * minute + id * second,
      id,
      price: 9990,
      size: 200,
      by: 'shaper',
    })),
    ...[1, 2].map((id): Row => ({
      kind: 'trade',
      timeNs: auctionNs - 5 * minute + id * second,
      side: 'sell',
      counterOrder: id,
      price: 9990,
      size: 200,
      by: 'taker-1',
      met: 'shaper',
    })),
    ...[3, 4, 5, 6].slice(0, withdrawn).map((id): Row => ({ kind: 'cancel', timeNs: auctionNs - 30 * second, id, by: 'shaper' })),
    { kind: 'auction', timeNs: auctionNs, price: 10_010, size: 1000 },
    { kind: 'trade', timeNs: auctionNs + minute, side: 'sell', price: 10_010, size: 300, by: 'shaper', met: 'taker-2' },
  ];
  test('orders that were filled before count as trades, and what is left and withdrawn late shapes the auction', () => {
    assert.deepEqual(named('opening-auction', eventsOf(shaped(4))), ['XVEN/shaper']);
  });
  test('who leaves most of its orders in the auction meant them', () => {
    assert.deepEqual(named('opening-auction', eventsOf(shaped(1))), []);
  });
});
