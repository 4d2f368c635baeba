// SPDX-License-Identifier: Apache-2.0
// A partition of a stream: what is counted and left out, and that a worker which dies anywhere loses nothing and says nothing twice.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lineMs, openMarketLines } from '../../columns/index.ts';
import { patterns } from '../patterns.ts';
import { runSurveillance } from '../run-surveillance.ts';
import { type Snapshot, type MarketPartition, openMarketPartition, type PartitionOrder, partitionOf } from './market-partition.ts';
import { freshPartition, type MarketMessage, type PartitionPlace } from './partition-place.ts';

const order: PartitionOrder = { patterns, parameters: {}, moments: [], partition: 0, partitions: 1, rowsMax: 1000, graceMs: 60_000 };
const now = Date.parse('2026-11-02T09:00:00.000Z');

/** `time` as `09:00:01.5`; by default each line is one more self-trade of one owner. */
const line = (
  time: string,
  number: number,
  change: Partial<Record<'day' | 'kind' | 'account' | 'order' | 'symbol' | 'decimals', string>> = {},
): string => {
  const { day = '2026-11-02', kind = 'trade', account = 'acc-7', order: name = '', symbol = 'ZED', decimals = '1' } = change;
  const counter = kind === 'trade' ? account : '';
  return `${day}T${time.padEnd(18, '0')}Z,${kind},XVEN,${symbol},buy,101.5,2,${account},,${name},${counter},,,${number},spot,${symbol},USD,,,,${decimals},0`;
};
const message = (sequence: number, body: readonly string[], change: Partial<MarketMessage> = {}): MarketMessage => ({
  sequence,
  feed: 'xven',
  number: sequence,
  body: body.join('\n'),
  ...change,
});

interface Stored {
  place: PartitionPlace;
  lines: string[];
  early: string[];
  whole: string[];
  segments: string[][];
}

const nothingStored = (): Stored => ({ place: freshPartition, lines: [], early: [], whole: [], segments: [] });

/** What the store does with a snapshot: all of it, or nothing. */
function store(stored: Stored, { lines, early, whole, place }: Snapshot): void {
  stored.lines.push(...lines);
  stored.early.push(...early.map(({ digest }) => digest));
  if (whole !== null) {
    stored.whole.push(...whole.alerts.map(({ digest }) => digest));
    stored.segments.push(stored.lines);
    stored.lines = [];
  }
  stored.place = place;
}

const reopen = (stored: Stored): MarketPartition => openMarketPartition(order, stored.place, stored.lines);
const wholeOf = (lines: readonly string[]): readonly string[] => {
  const taking = openMarketLines(lineMs(lines[0] ?? '') ?? 0);
  for (const one of lines) taking.take(one, '');
  return runSurveillance(taking.builder.finish().events, { ...order, moments: [], onProgress: () => undefined }).alerts.map(
    ({ digest }) => digest,
  );
};

/** A day of self-trades by three accounts, a few to a message; the next day begins in the middle of the last message. */
const messages: readonly MarketMessage[] = Array.from({ length: 12 }, (_unused, index) => {
  const at = (second: number): string => `08:${String(index).padStart(2, '0')}:0${second}.`;
  const account = `acc-${index % 3}`;
  const rest = index === 11 ? [line('00:00:01.', 99, { day: '2026-11-03', account: 'acc-9' })] : [];
  return message(index + 1, [line(at(1), 10 * index + 1, { account }), line(at(2), 10 * index + 2, { account }), ...rest]);
});
const midnight = Date.parse('2026-11-03T00:00:01.000Z');

describe('exactly once', () => {
  const whole = nothingStored();
  const partition = reopen(whole);
  for (const one of messages) for (const made of partition.take(one, midnight)) store(whole, made);

  test('early alerts come once for each participant, and the closed day has those of a run over its lines', () => {
    assert.deepEqual([whole.early.length, whole.segments.length], [3, 1]);
    assert.deepEqual(whole.whole, wholeOf(whole.segments[0] ?? []));
    assert.equal(whole.segments[0]?.length, 24);
  });

  test('a worker that dies after any snapshot, or before one, leaves the next to the same alerts and the same lines', () => {
    // Dies with everything unstored after each message, and stores what is open after every second one.
    for (let dies = 1; dies <= messages.length; dies += 1) {
      const stored = nothingStored();
      const first = reopen(stored);
      for (const one of messages.slice(0, dies)) {
        for (const made of first.take(one, midnight)) store(stored, made);
        const made = one.sequence % 2 === 0 && one.sequence < dies ? first.snapshot(midnight) : null;
        if (made !== null) store(stored, made);
      }
      const second = reopen(stored);
      // What was not acknowledged is given again, and a little of what was.
      const from = Math.max(0, stored.place.cursor.sequence - 2);
      for (const one of messages.slice(from)) for (const made of second.take(one, midnight)) store(stored, made);
      assert.deepEqual(
        [stored.early, stored.whole, stored.segments],
        [whole.early, whole.whole, whole.segments],
        `dies after message ${dies}`,
      );
      assert.equal(stored.place.counts.messages, 12);
      assert.deepEqual([stored.place.counts.twice, stored.place.counts.missing], [0, 0]);
    }
  });

  test('a snapshot cut in the middle of a message goes on with the line after', () => {
    const stored = nothingStored();
    const body = [1, 2, 3, 4, 5].map((second) => line(`08:00:0${second}.`, second));
    const [made] = reopen(stored).take(message(1, body), now);
    assert.ok(made !== undefined);
    store(stored, made);
    assert.deepEqual(stored.place.cursor, { sequence: 1, lines: 3 });
    const second = reopen(stored);
    assert.deepEqual(second.take(message(1, body), now), []);
    assert.deepEqual(second.snapshot(now)?.lines, body.slice(3));
    assert.equal(second.place.counts.lines, 5);
  });
});

describe('nothing is passed over in silence', () => {
  const rows: readonly (readonly [string, readonly MarketMessage[], Record<string, unknown>])[] = [
    [
      'a message that its feed sends twice',
      [message(1, [line('08:00:01.', 1)]), message(2, [line('08:00:01.', 1)], { number: 1 })],
      { twice: 1, lines: 1 },
    ],
    ['a number that is missing', [message(1, [line('08:00:01.', 1)]), message(2, [line('08:00:02.', 2)], { number: 4 })], { missing: 2 }],
    [
      'a number that comes after a higher one',
      [message(1, [line('08:00:01.', 1)], { number: 2 }), message(2, [line('08:00:02.', 2)], { number: 1 })],
      { missing: 0, outOfOrder: 1, lines: 2 },
    ],
    ['a message of a feed without a name', [message(1, ['x'], { feed: '' })], { unreadable: 1, unreadableFirst: [1], lines: 0 }],
    [
      'a message with more lines than one may have',
      [
        message(
          1,
          Array.from({ length: 1001 }, () => 'x'),
        ),
      ],
      { unreadable: 1, lines: 0 },
    ],
    ['a line that is none, before any segment', [message(1, ['nonsense'])], { outside: 1 }],
    ['a line of a day that is closed', [...messages, message(13, [line('08:00:01.', 1)])], { outside: 0, whole: 3 }],
  ];
  for (const [what, given, expected] of rows) {
    test(`${what} is counted`, () => {
      const partition = reopen(nothingStored());
      for (const one of given) partition.take(one, midnight);
      const counts: Readonly<Record<string, unknown>> = { ...partition.place.counts };
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(counts[name], value, name);
    });
  }

  const lines: readonly (readonly [string, string, boolean])[] = [
    ['bad-line', 'nonsense', true],
    ['bad-line', `${line('08:00:02.', 2)},more`, true],
    ['bad-price', line('08:00:02.', 2).replace('101.5', 'much'), true],
    ['bad-price', line('08:00:02.', 2).replace('101.5', '101.55'), true],
    ['no-decimals', line('08:00:02.', 2, { decimals: '' }), true],
    ['other-decimals', line('08:00:02.', 2, { decimals: '2' }), true],
    ['event-twice', line('08:00:02.', 1), true],
    ['late', line('07:59:59.', 2), true],
    ['moved', line('08:00:00.5', 2), false],
    ['ahead', line('09:06:00.', 2), true],
  ];
  for (const [kind, bad, isLeftOut] of lines) {
    test(`a line is counted as ${kind}: ${bad.slice(0, 45)}`, () => {
      const partition = reopen(nothingStored());
      partition.take(message(1, [line('08:00:01.', 1), bad]), now);
      const report = partition.place.segment?.report;
      assert.deepEqual(
        report?.faults.map((fault) => [fault.kind, fault.count, fault.isLeftOut, fault.first]),
        [[kind, 1, isLeftOut, ['message 1, line 2']]],
      );
      assert.equal(report?.kept, isLeftOut ? 1 : 2);
    });
  }

  test('a line of an underlying that another worker watches is left out and counted', () => {
    const partitions = 8;
    const place = { ...order, partitions, partition: partitionOf('ZED', partitions) };
    const other = ['QOT', 'ABC', 'DEF'].find((name) => partitionOf(name, partitions) !== place.partition) ?? '';
    const partition = openMarketPartition(place, freshPartition, []);
    partition.take(message(1, [line('08:00:01.', 1), line('08:00:02.', 2, { symbol: other })]), now);
    assert.deepEqual(
      partition.place.segment?.report.faults.map(({ kind }) => kind),
      ['other-partition'],
    );
  });
});

describe('segments', () => {
  const add = (time: string, name: string) => line(time, 1, { kind: 'add', order: name });

  test('a segment that is full is cut, and the next begins with the orders that rest', () => {
    const partition = openMarketPartition({ ...order, rowsMax: 4 }, freshPartition, []);
    const made = partition.take(
      message(
        1,
        [1, 2, 3, 4, 5].map((second) => add(`08:00:0${second}.`, `o-${second}`)),
      ),
      now,
    );
    assert.deepEqual([made.length, made[0]?.lines.length, partition.place.counts.cut], [1, 4, 1]);
    const next = partition.snapshot(now);
    assert.deepEqual([next?.segment?.part, next?.segment?.rows, partition.place.counts.notCarried], [2, 3, 2]);
    assert.match(next?.lines[0] ?? '', /^2026-11-02T08:00:03\.0{9}Z,add,.*,o-3,/);
  });

  test('a segment whose day is over is closed though nothing comes any more, and what rests is kept over a stop', () => {
    const stored = nothingStored();
    const partition = reopen(stored);
    partition.take(message(1, [add('23:59:01.', 'o-1')]), now + 15 * 3_600_000);
    assert.equal(partition.snapshot(Date.parse('2026-11-03T00:00:30.000Z'))?.whole, null, 'something may be under way');
    const made = partition.snapshot(Date.parse('2026-11-03T00:02:01.000Z'));
    assert.ok(made !== null && made.whole !== null);
    store(stored, made);
    const next = reopen(stored);
    next.take(message(2, [line('00:02:00.', 2, { day: '2026-11-03' })]), Date.parse('2026-11-03T00:02:00.000Z'));
    assert.deepEqual(
      next.snapshot(Date.parse('2026-11-03T00:02:00.000Z'))?.lines.map((one) => one.slice(0, 10)),
      ['2026-11-02', '2026-11-03'],
    );
  });
});
