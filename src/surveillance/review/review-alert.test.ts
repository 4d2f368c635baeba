// SPDX-License-Identifier: Apache-2.0
// The market of an alert as it was: books at each step, own orders with their ends, fills, what is left out, and the comparison.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { digestOfMarketEvents, marketEventsBuilder, type MarketEvents, type NewEvent } from '../../columns/index.ts';
import { findPattern, runSurveillance } from '../run-surveillance.ts';
import { practices, simulateMarket } from '../simulator/simulate-market.ts';
import { alertReviewSchema, type AlertReviewWire, type AlertWire } from '../wire.ts';
import { reviewAlert } from './review-alert.ts';

const originMs = Date.parse('2026-11-02T09:00:00.000Z');
const second = 1_000_000_000;
const own = 'acc-1';

type Row = Partial<NewEvent> & Pick<NewEvent, 'kind' | 'timeNs' | 'side'> & { readonly by?: string; readonly met?: string };

/** acc-1 shows 400 at 100, buys 5 of others at 102, and takes the 400 back. */
const story: readonly Row[] = [
  { kind: 'add', timeNs: 0, side: 'buy', order: 1, price: 99, size: 10, by: 'acc-2' },
  { kind: 'add', timeNs: 1 * second, side: 'sell', order: 2, price: 102, size: 20, by: 'acc-3' },
  { kind: 'add', timeNs: 10 * second, side: 'buy', order: 3, price: 100, size: 400, by: own },
  { kind: 'trade', timeNs: 12 * second, side: 'buy', counterOrder: 2, price: 102, size: 5, by: own, met: 'acc-3' },
  { kind: 'cancel', timeNs: 14 * second, side: 'buy', order: 3, by: own },
  { kind: 'trade', timeNs: 30 * second, side: 'sell', counterOrder: 1, price: 99, size: 4, by: 'acc-4', met: 'acc-2' },
];

function eventsOf(rows: readonly Row[]): MarketEvents {
  const builder = marketEventsBuilder(originMs);
  const instrument = builder.instrument({
    symbol: 'ZED-USD',
    venue: 'XVEN',
    class: 'spot',
    underlying: 'ZED',
    quoteCurrency: 'USD',
    priceDecimals: 2,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  for (let order = 1; order < 10; order += 1) builder.orders.numberOfId(order);
  for (const [index, { by, met, ...row }] of rows.entries()) {
    const account = by === undefined ? 0 : builder.account('XVEN', by);
    const counterAccount = met === undefined ? 0 : builder.account('XVEN', met);
    builder.add({ ...row, instrument, account, counterAccount, sequence: index + 1 });
  }
  return builder.finish().events;
}

function alertOn(events: MarketEvents, rows: readonly number[]): AlertWire {
  const at = (row: number): string => `2026-11-02T09:00:${String((events.timeNs[row] ?? 0) / second).padStart(2, '0')}.000000000Z`;
  return {
    format: 'comity-alert/1',
    digest: `sha256:${'0'.repeat(64)}`,
    pattern: { id: 'spoofing', version: 1, title: 'Spoofing' },
    legal: { marAnnexI: 'f', annexII: null },
    parameters: {},
    input: { events: digestOfMarketEvents(events), moments: [] },
    instruments: [{ venue: 'XVEN', symbol: 'ZED-USD' }],
    participants: [{ name: 'XVEN/acc-1', accounts: ['XVEN/acc-1'] }],
    from: at(rows[0] ?? 0),
    until: at(rows.at(-1) ?? 0),
    score: 0.9,
    figures: {},
    sentences: ['It showed and withdrew.'],
    evidence: { count: rows.length, events: rows.map((row) => ({ name: `XVEN/ZED-USD#${row + 1}`, at: at(row), row })) },
  };
}

function reviewed(events: MarketEvents, alert: AlertWire, window: { from: string | null; until: string | null }): AlertReviewWire {
  const review = reviewAlert(events, digestOfMarketEvents(events), { alert, window });
  assert.ok(review.ok, JSON.stringify(review));
  return alertReviewSchema.parse(review.value);
}

describe('the market of an alert', () => {
  const events = eventsOf(story);
  const alert = alertOn(events, [2, 3, 4]);
  const window = { from: '2026-11-02T09:00:00.000000000Z', until: '2026-11-02T09:00:40.000000000Z' };

  it('shows what rested in the book at each step, to the unit', () => {
    const { instruments, stepMs } = reviewed(events, alert, window);
    const [picture] = instruments;
    const restingAt = (seconds: number): number =>
      (picture?.bids[Math.round((seconds * 1000) / stepMs) - 1] ?? []).reduce((sum, size) => sum + size, 0);
    assert.deepEqual([restingAt(5), restingAt(11), restingAt(20), restingAt(35)], [10, 410, 10, 6]);
    const bestAt = (seconds: number) => picture?.bestBid[Math.round((seconds * 1000) / stepMs) - 1];
    assert.deepEqual([bestAt(5), bestAt(11), bestAt(20)], [99, 100, 99]);
  });

  it('marks what those named did, in the order of time, and what the alert rests on', () => {
    const { marks, instruments } = reviewed(events, alert, window);
    assert.deepEqual(
      marks.map(({ atMs, kind, price, size, isEvidence }) => [atMs, kind, price, size, isEvidence]),
      [
        [10_000, 'placed', 100, 400, true],
        [12_000, 'bought', 102, 5, true],
        [14_000, 'withdrawn', 100, 400, true],
      ],
    );
    assert.deepEqual(
      instruments[0]?.orders.map(({ placedMs, endedMs, filled, side }) => [placedMs, endedMs, filled, side]),
      [[10_000, 14_000, 0, 'buy']],
    );
    assert.deepEqual(
      instruments[0]?.trades.map(({ isOwn }) => isOwn),
      [true, false],
    );
  });

  it('an order that rests at the end of a narrower window has no end there', () => {
    const until = '2026-11-02T09:00:13.000000000Z';
    const { instruments, marks } = reviewed(events, alert, { ...window, until });
    assert.deepEqual(
      instruments[0]?.orders.map(({ endedMs }) => endedMs),
      [null],
    );
    assert.deepEqual(
      marks.map(({ kind }) => kind),
      ['placed', 'bought'],
    );
  });

  it('compares with the others: all of its size was withdrawn, none of theirs', () => {
    const { baseline } = reviewed(events, alert, window);
    const row = baseline.find(({ measure }) => measure === 'withdrawn-share');
    assert.deepEqual([row?.inPeriod, row?.othersMedian, row?.othersBelow, row?.others], [1, 0, 1, 2]);
  });

  it('other events than the alert was found in, and a window that ends before it begins, are refused', () => {
    const other = eventsOf(story.slice(1));
    const wrong = reviewAlert(other, digestOfMarketEvents(other), { alert, window });
    assert.ok(!wrong.ok && wrong.issues[0]?.path === 'alert.input.events');
    const backwards = reviewAlert(events, alert.input.events, { alert, window: { from: window.until, until: window.from } });
    assert.ok(!backwards.ok && backwards.issues[0]?.path === 'until');
  });
});

describe('alerts of a simulated day', () => {
  let day: ReturnType<typeof simulateMarket>;
  let alerts: readonly AlertWire[] = [];
  before(() => {
    const planted = practices.filter(({ id }) => ['spoofer', 'ring'].includes(id)).map((practice) => ({ practice, intensity: 8 }));
    day = simulateMarket({ seed: 31, hours: 2, originMs, planted });
    const patterns = ['spoofing', 'wash-rings'].flatMap((id) => {
      const found = findPattern(id);
      return found.ok ? [found.value] : [];
    });
    ({ alerts } = runSurveillance(day.events, { patterns, parameters: {}, moments: day.moments, onProgress: () => undefined }));
  });

  it('each has a market within what a screen can hold, with every event it rests on in reach', () => {
    assert.ok(alerts.length >= 2);
    for (const alert of alerts) {
      const review = reviewed(day.events, alert, { from: null, until: null });
      assert.ok(review.from <= alert.from && review.until >= alert.until);
      assert.ok(review.instruments.every(({ bands, bids }) => bands <= 48 + 1 && bids.length === review.steps));
      assert.ok(review.marks.filter(({ isEvidence }) => isEvidence).length >= Math.min(alert.evidence.count, 3), alert.pattern.id);
      assert.ok(review.marks.every(({ atMs }, place) => place === 0 || atMs >= (review.marks[place - 1]?.atMs ?? 0)));
    }
  });
});
