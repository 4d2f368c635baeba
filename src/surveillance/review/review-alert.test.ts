// SPDX-License-Identifier: Apache-2.0
// The market of an alert as it was: books at each step, own orders with their ends, fills, what is left out, and the comparison.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { digestOfMarketEvents, marketEventsBuilder, type MarketEvents, type NewEvent } from '../../columns/index.ts';
import { findPattern, runSurveillance } from '../run-surveillance.ts';
import { practices, simulateMarket } from '../simulator/simulate-market.ts';
import {
  alertReviewSchema,
  type AlertReviewWire,
  type AlertWire,
  marketActivitySchema,
  type MarketActivityWire,
  type MarketSubjectWire,
} from '../wire.ts';
import { describeActivity } from './describe-activity.ts';
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

describe('what a participant did, and what happened in an instrument', () => {
  const seen = (events: MarketEvents, subject: MarketSubjectWire): MarketActivityWire => {
    const activity = describeActivity(events, subject);
    assert.ok(activity.ok, JSON.stringify(activity));
    return marketActivitySchema.parse(activity.value);
  };
  const participant = (name: string) => ({ kind: 'participant', name: `XVEN/${name}` }) as const;

  it('counts orders, what was withdrawn, trades and position, each at its time', () => {
    const { instruments, steps, accounts } = seen(eventsOf(story), participant(own));
    const [zed] = instruments;
    assert.deepEqual(accounts, ['XVEN/acc-1']);
    assert.deepEqual([zed?.orders, zed?.withdrawnShare, zed?.trades, zed?.bought, zed?.sold], [1, 1, 1, 5, 0]);
    assert.deepEqual([zed?.volumeShare, zed?.usual, zed?.isPositionStated], [5 / 18, null, false]);
    const at = (moment: number): number => Math.floor((moment / 30) * steps);
    assert.deepEqual([zed?.positionByStep?.[at(12) - 2], zed?.positionByStep?.at(-1)], [0, 5]);
    assert.equal(zed?.ordersByStep.indexOf(1), Math.floor((10 * second) / (Math.floor((30 * second) / steps) + 1)));
  });
  it('begins with what the venue stated, less what was traded until then', () => {
    const stated: Row = { kind: 'position', timeNs: 20 * second, side: 'none', size: 12, by: own };
    const { instruments } = seen(eventsOf([...story.slice(0, 5), stated, ...story.slice(5)]), participant(own));
    const position = instruments[0]?.positionByStep ?? [];
    assert.deepEqual([position[0], position.at(-1), instruments[0]?.isPositionStated], [7, 12, true]);
  });
  it('says which times are unusual for it once it was active often enough, and whom it met far more often than by chance', () => {
    const met = (moment: number, by: string, other: string, size: number): Row => ({
      kind: 'trade',
      timeNs: moment * second,
      side: 'buy',
      price: 100,
      size,
      by,
      met: other,
    });
    const friends = Array.from({ length: 10 }, (_unused, index) =>
      met(index * 10, 'acc-1', index < 8 ? 'acc-2' : 'acc-3', index === 6 ? 90 : 10),
    );
    const others = Array.from({ length: 30 }, (_unused, index) => met(index * 3 + 1, 'acc-4', index === 0 ? 'acc-2' : 'acc-3', 10));
    const events = eventsOf([...friends, ...others].toSorted((left, right) => left.timeNs - right.timeNs));
    const activity = seen(events, participant(own));
    assert.deepEqual(
      activity.instruments[0]?.usual?.unusualSteps.map((step) => activity.instruments[0]?.volumeByStep[step]),
      [90],
    );
    assert.deepEqual(
      activity.others.map(({ name, trades, isFrequent }) => [name, trades, isFrequent]),
      [
        ['XVEN/acc-2', 8, true],
        ['XVEN/acc-3', 2, false],
      ],
    );
    const market = seen(events, { kind: 'instrument', name: 'XVEN/ZED-USD' });
    assert.deepEqual([market.others[0]?.name, market.others[0]?.trades, market.instruments[0]?.trades], ['XVEN/acc-3', 31, 40]);
    assert.deepEqual([market.instruments[0]?.positionByStep, market.instruments[0]?.volumeShare], [null, null]);
  });
  it('names what the file does not hold', () => {
    const missing = describeActivity(eventsOf(story), participant('acc-99'));
    assert.ok(!missing.ok);
    assert.match(missing.issues[0]?.problem ?? '', /no event of it/);
  });
});
