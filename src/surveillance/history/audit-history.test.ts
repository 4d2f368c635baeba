// SPDX-License-Identifier: Apache-2.0
// A history is reached in two ways; where they differ, or where something is missing, the gap is named at its event.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marketEventsBuilder, type MarketEvents, type NewEvent } from '../../columns/index.ts';
import { practices, simulateMarket } from '../simulator/simulate-market.ts';
import { marketHistorySchema, type MarketHistoryWire } from '../wire.ts';
import { auditHistory, type HistorySubject } from './audit-history.ts';

type Row = Partial<NewEvent> & Pick<NewEvent, 'kind' | 'side'> & { readonly by: string; readonly met?: string };

const originMs = Date.parse('2026-11-02T09:00:00.000Z');
const ours: HistorySubject = { kind: 'account', venue: 'XVEN', name: 'acc-7' };
const market: HistorySubject = { kind: 'instrument', venue: 'XVEN', name: 'ZED-USD' };

/** 400 placed, 150 filled, 250 withdrawn; a position of 100 stated before, and of 250 after. */
const whole: readonly Row[] = [
  { kind: 'position', side: 'none', size: 100, by: 'acc-7' },
  { kind: 'add', side: 'buy', order: 1, price: 10_050, size: 400, by: 'acc-7' },
  { kind: 'trade', side: 'sell', counterOrder: 1, price: 10_050, size: 150, by: 'acc-9', met: 'acc-7' },
  { kind: 'cancel', side: 'buy', order: 1, by: 'acc-7' },
  { kind: 'position', side: 'none', size: 250, by: 'acc-7' },
];

function eventsOf(rows: readonly Row[], numbers?: readonly number[]): MarketEvents {
  const builder = marketEventsBuilder(originMs);
  const instrument = builder.instrument({
    symbol: 'ZED-USD',
    venue: 'XVEN',
    class: 'perpetual',
    underlying: 'ZED',
    quoteCurrency: 'USD',
    priceDecimals: 2,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  for (let order = 1; order < 10; order += 1) builder.orders.numberOfId(order);
  for (const [index, { by, met, ...row }] of rows.entries()) {
    const account = builder.account('XVEN', by);
    const counterAccount = met === undefined ? 0 : builder.account('XVEN', met);
    const sequence = numbers?.[index] ?? index + 1;
    builder.add({ ...row, timeNs: index * 1_000_000_000, instrument, account, counterAccount, sequence });
  }
  return builder.finish().events;
}

function historyOf(events: MarketEvents, subject: HistorySubject): MarketHistoryWire {
  const history = auditHistory(events, subject);
  assert.ok(history.ok, JSON.stringify(history));
  return marketHistorySchema.parse(history.value);
}

const gapsOf = ({ gaps }: MarketHistoryWire) => gaps.map(({ kind, event }) => [kind, event]);
const without = (rows: readonly Row[], place: number): readonly Row[] => rows.filter((_, index) => index !== place);

describe('the history of an account', () => {
  it('ends in what its events say, by two ways', () => {
    const { instruments, proofs, gapsCount } = historyOf(eventsOf(whole), ours);
    assert.deepEqual(proofs, { orders: { checked: 1, equal: 1 }, positions: { checked: 1, equal: 1 }, numbers: null });
    assert.equal(gapsCount, 0);
    const [own] = instruments;
    assert.deepEqual(own?.orders, { placed: 1, filled: 0, withdrawn: 1, open: 0, openSize: '0' });
    assert.deepEqual([own?.bought, own?.sold, own?.paid], ['150', '0', '15075.00']);
  });
  it('a trade that is missing shows at the next statement of the position', () => {
    const history = historyOf(eventsOf(without(whole, 2)), ours);
    assert.deepEqual(gapsOf(history), [['position-differs', 'XVEN/ZED-USD#4']]);
    assert.match(history.gaps[0]?.sentence ?? '', /states 250 for XVEN\/acc-7; by its last statement and the trades since it is 100/);
  });
  it('an order that was never placed, and one of which more is taken than it had, are named', () => {
    assert.deepEqual(gapsOf(historyOf(eventsOf(without(whole, 1)), ours)), [['order-never-placed', 'XVEN/ZED-USD#3']]);
    const overdrawn: readonly Row[] = [...whole.slice(0, 3), { kind: 'reduce', side: 'buy', order: 1, size: 300, by: 'acc-7' }];
    const history = historyOf(eventsOf(overdrawn), ours);
    assert.deepEqual(gapsOf(history), [['order-overdrawn', 'XVEN/ZED-USD#4']]);
    assert.match(history.gaps[0]?.sentence ?? '', /take off 50 more than it had/);
  });
  it('a replaced order is withdrawn and begins anew', () => {
    const replaced: readonly Row[] = [
      ...whole.slice(0, 3),
      { kind: 'replace', side: 'buy', order: 1, price: 10_000, size: 300, by: 'acc-7' },
    ];
    const { instruments, gapsCount } = historyOf(eventsOf(replaced), ours);
    assert.deepEqual([instruments[0]?.orders.open, instruments[0]?.orders.openSize, gapsCount], [1, '300', 0]);
  });
  it('of nobody there is none, and the names there are stand in the remedy', () => {
    const nobody = auditHistory(eventsOf(whole), { ...ours, name: 'acc-1' });
    assert.ok(!nobody.ok);
    assert.match(nobody.issues[0]?.remedy ?? '', /XVEN\/acc-7, XVEN\/acc-9/);
  });
});

describe('the history of an instrument', () => {
  it('numbers that are missing between two events are named, with how many', () => {
    const history = historyOf(eventsOf(whole, [1, 2, 3, 7, 8]), market);
    assert.deepEqual(gapsOf(history), [['numbers-missing', 'XVEN/ZED-USD#7']]);
    assert.match(history.gaps[0]?.sentence ?? '', /numbers of 3 events are missing/);
  });
  it('numbers that are shared with other instruments prove nothing, and the document says so', () => {
    assert.equal(historyOf(eventsOf(whole, [1, 5, 9, 14, 20]), market).proofs.numbers, null);
  });
});

describe('a simulated day', () => {
  const planted = practices.filter(({ id }) => id === 'spoofer').map((practice) => ({ practice, intensity: 7 }));
  const { events } = simulateMarket({ seed: 77, hours: 2, originMs, planted });
  it('every order of an instrument ends as the books say, and the same events give the same bytes', () => {
    const instrument = events.instruments[1];
    const subject = { kind: 'instrument', venue: instrument?.venue ?? '', name: instrument?.symbol ?? '' } as const;
    const history = historyOf(events, subject);
    assert.ok(history.proofs.orders.checked > 1000);
    assert.equal(history.proofs.orders.equal, history.proofs.orders.checked);
    assert.deepEqual(historyOf(events, subject), history);
  });
});
