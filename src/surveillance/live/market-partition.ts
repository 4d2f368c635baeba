// SPDX-License-Identifier: Apache-2.0
/**
 * A partition: the part of a stream of market events that one worker works on at a time, all instruments of some underlyings.
 *
 * Messages come in the order of the stream; each holds lines of Comity's own CSV, the name of its feed and the feed's own number, counted
 * from 1 in each partition. What a message leads to is a list of *snapshots*: what must be stored together, and then counts as done.
 *
 *     message 17 (200 lines)   line 140 completes an alert   -> snapshot: lines 1-140, the alert, "message 17, 140 lines"
 *     message 18               nothing                       -> nothing; its lines go with the next snapshot
 *     message 19               it is the next day            -> snapshot: the lines before, the alerts of the whole segment, "closed"
 *     every second or so       `snapshot()`                -> lines since the last one
 *
 * Exactly once. A worker stores a snapshot whole or not at all, and acknowledges messages afterwards. One that dies leaves the last snapshot:
 * whoever goes on opens the segment from the stored lines, is given the messages behind it once more, and comes to the same alerts.
 *
 * Nothing is passed over in silence: messages that come twice, numbers that are missing, messages that cannot be read, and every line left
 * out are counted with their first places. What it does not do: it knows no network, no clock and no database.
 */
import { digestOfValue, lineMs, marketFileColumns, type MarketLines, marketLine, openMarketLines, unitsText } from '../../columns/index.ts';
import { type ReplayFaults, replayFaults } from '../market/replay.ts';
import type { AlertWire } from '../wire.ts';
import { type ClosedSegment, type LiveOrder, type LiveSegment, openLiveSegment } from './live-segment.ts';
import type { MarketMessage, PartitionCounts, PartitionPlace, SegmentPlace } from './partition-place.ts';

/** Rows of one segment: half a million are some 15 MB packed, which a server takes in as one file and shows within seconds. */
export const segmentRowsMax = 500_000;
/** Lines of one message. */
export const messageLinesMax = 1000;
/** An event further ahead of our clock than this comes from a wrong clock, and would end the day for all others. */
const aheadMsMax = 300_000;
/** Numbers of messages that may still come out of their order, of one feed. */
const awaitedMax = 1000;
/** Orders that rest longer are taken as forgotten when the next segment begins. */
const carriedMsMax = 30 * 86_400_000;
/** A book of one underlying has some thousands of orders; the newest are carried. */
const carriedMax = 20_000;
const feedsMax = 100;
/** What stands before the lines of a segment where they are a file. */
export const segmentHeader = marketFileColumns.join(',');
const dayMs = 86_400_000;

export interface Snapshot {
  /** The segment that the lines and alerts belong to; null where there are only counts. */
  readonly segment: SegmentPlace | null;
  /** Lines taken since the snapshot before. */
  readonly lines: readonly string[];
  readonly early: readonly AlertWire[];
  readonly whole: ClosedSegment | null;
  /** What did not fit in the books of the segment so far. */
  readonly faults: ReplayFaults;
  readonly place: PartitionPlace;
}

export interface PartitionOrder extends LiveOrder {
  readonly partition: number;
  readonly partitions: number;
  readonly rowsMax: number;
  /** A segment whose day is over is closed when nothing came for this long: until then events may be under way. */
  readonly graceMs: number;
}

export interface MarketPartition {
  take(message: MarketMessage, nowMs: number): readonly Snapshot[];
  /** What is not stored yet; closes a segment whose day is over. Null where there is nothing. */
  snapshot(nowMs: number): Snapshot | null;
  readonly place: PartitionPlace;
  /** Lines that no snapshot holds yet. */
  readonly unstored: number;
  /** Of all messages since the beginning. */
  readonly linesTaken: number;
}

/**
 * Which partition an instrument belongs to, by its underlying, so that its derivatives and other venues come to the same worker: the first 32 bits
 * of the SHA-256 of the name as JSON writes it, modulo the number of partitions.
 */
export function partitionOf(underlying: string, partitions: number): number {
  return Number.parseInt(digestOfValue(underlying).slice('sha256:'.length, 'sha256:'.length + 8), 16) % partitions;
}

const noFaults = Object.fromEntries(replayFaults.map((fault) => [fault, 0])) as ReplayFaults;

interface OpenSegment {
  readonly day: string;
  readonly part: number;
  readonly lines: MarketLines;
  readonly live: LiveSegment;
  unstored: string[];
}

interface Work {
  readonly order: PartitionOrder;
  readonly belongs: (underlying: string) => boolean;
  cursor: PartitionPlace['cursor'];
  feeds: Record<string, { last: number; awaited: number[] }>;
  counts: { -readonly [Name in keyof PartitionCounts]: PartitionCounts[Name] };
  segment: OpenSegment | null;
  closed: PartitionPlace['closed'];
  carried: readonly string[];
  /** Places and counts that no snapshot holds yet. */
  isChanged: boolean;
  /** When something came last; null since it was opened. */
  heardMs: number | null;
  /** The day of the last line, which is nearly always that of the next. */
  lastDay: { readonly number: number; readonly text: string };
}

/** Goes on from a stored place; `stored` are the lines of the segment that is open there. */
export function openMarketPartition(order: PartitionOrder, place: PartitionPlace, stored: Iterable<string>): MarketPartition {
  const feeds = Object.fromEntries(Object.entries(place.feeds).map(([name, { last, awaited }]) => [name, { last, awaited: [...awaited] }]));
  const { cursor, closed, carried } = place;
  const belongs = belongingTo(order);
  const counts = { ...place.counts };
  const work: Work = {
    order,
    belongs,
    cursor,
    closed,
    carried,
    feeds,
    counts,
    segment: null,
    isChanged: false,
    heardMs: null,
    lastDay: { number: -1, text: '' },
  };
  if (place.segment !== null) work.segment = reopen(work, place.segment, stored);
  return {
    take: (message, nowMs) => takeMessage(work, message, nowMs),
    snapshot(nowMs) {
      const { segment } = work;
      work.heardMs ??= nowMs;
      const isOver = segment !== null && nowMs > Date.parse(segment.day) + dayMs + order.graceMs;
      if (isOver && nowMs - work.heardMs > order.graceMs) return closeSegment(work, segment);
      return work.isChanged || (segment?.unstored.length ?? 0) > 0 ? snapshotOf(work, segment, {}) : null;
    },
    get place() {
      return placeOf(work);
    },
    get linesTaken() {
      return work.counts.lines;
    },
    get unstored() {
      return work.segment?.unstored.length ?? 0;
    },
  };
}

function belongingTo({ partition, partitions }: PartitionOrder): (underlying: string) => boolean {
  const known = new Map<string, boolean>();
  return (underlying) => {
    const is = known.get(underlying) ?? partitionOf(underlying, partitions) === partition;
    known.set(underlying, is);
    return is;
  };
}

/** The same lines again give the same table, and nothing is said again: what they led to is stored with them. */
function reopen(work: Work, { day, part, report }: SegmentPlace, stored: Iterable<string>): OpenSegment | null {
  let segment: OpenSegment | null = null;
  for (const line of stored) {
    segment ??= startSegment(work, { day, part, firstMs: lineMs(line) ?? 0 });
    segment.lines.take(line, 'stored');
    segment.live.advance();
  }
  segment?.lines.resume(report);
  return segment;
}

function startSegment(
  { order, belongs }: Work,
  { day, part, firstMs }: { readonly day: string; readonly part: number; readonly firstMs: number },
): OpenSegment {
  const lines = openMarketLines(firstMs, belongs);
  return { day, part, lines, live: openLiveSegment(lines.builder, order), unstored: [] };
}

function takeMessage(work: Work, message: MarketMessage, nowMs: number): readonly Snapshot[] {
  const { cursor, counts } = work;
  work.heardMs = nowMs;
  if (message.sequence < cursor.sequence || (message.sequence === cursor.sequence && cursor.lines === null)) {
    counts.givenAgain += 1;
    work.isChanged = true;
    return [];
  }
  const isBegun = message.sequence === cursor.sequence;
  // A message that was taken in part was counted, and its number noted, when it was begun.
  if (!isBegun) {
    counts.messages += 1;
    work.isChanged = true;
    if (!isReadable(work, message) || !isNew(work, message)) {
      work.cursor = { sequence: message.sequence, lines: null };
      return [];
    }
    work.cursor = { sequence: message.sequence, lines: 0 };
  }
  const lines = linesOf(message.body);
  const made: Snapshot[] = [];
  for (let at = work.cursor.lines ?? 0; at < lines.length; at += 1) {
    made.push(...takeLine(work, { line: lines[at] ?? '', at, message, nowMs }));
  }
  work.cursor = { sequence: message.sequence, lines: null };
  return made;
}

const linesOf = (body: string): readonly string[] => body.split('\n').filter((line) => line !== '');

function isReadable({ counts, feeds }: Work, { sequence, feed, number, body }: MarketMessage): boolean {
  const isKnown = Object.hasOwn(feeds, feed) || Object.keys(feeds).length < feedsMax;
  const isOne = /^[\w.-]{1,60}$/.test(feed) && Number.isSafeInteger(number) && number > 0 && isKnown;
  if (isOne && linesOf(body).length <= messageLinesMax) return true;
  counts.unreadable += 1;
  if (counts.unreadableFirst.length < 5) counts.unreadableFirst = [...counts.unreadableFirst, sequence];
  return false;
}

/** Notes the number of the message; false where it came before. */
function isNew({ counts, feeds }: Work, { feed, number }: MarketMessage): boolean {
  const known = (feeds[feed] ??= { last: 0, awaited: [] });
  if (number > known.last) {
    const gap = number - known.last - 1;
    counts.missing += gap;
    for (let one = Math.max(known.last + 1, number - awaitedMax); one < number; one += 1) known.awaited.push(one);
    known.awaited.splice(0, Math.max(0, known.awaited.length - awaitedMax));
    known.last = number;
    return true;
  }
  const at = known.awaited.indexOf(number);
  if (at < 0) {
    counts.twice += 1;
    return false;
  }
  known.awaited.splice(at, 1);
  counts.missing -= 1;
  counts.outOfOrder += 1;
  return true;
}

interface GivenLine {
  readonly line: string;
  readonly at: number;
  readonly message: MarketMessage;
  readonly nowMs: number;
}

function takeLine(work: Work, { line, at, message, nowMs }: GivenLine): readonly Snapshot[] {
  const place = `message ${message.sequence}, line ${at + 1}`;
  const ms = lineMs(line);
  const isAhead = ms !== null && ms > nowMs + aheadMsMax;
  const day = ms === null || isAhead ? null : dayOf(work, ms);
  const made: Snapshot[] = [];
  // The moment of a line decides in which segment it lies. One without a moment, or ahead of our clock, decides nothing.
  if (work.segment !== null && day !== null && day > work.segment.day) made.push(closeSegment(work, work.segment));
  work.counts.lines += 1;
  work.cursor = { sequence: message.sequence, lines: at + 1 };
  work.isChanged = true;
  if (work.segment === null) {
    if (ms === null || day === null || (work.closed !== null && day < work.closed.day)) {
      work.counts.outside += 1;
      return made;
    }
    work.segment = openNext(work, day, ms);
  }
  const { segment } = work;
  if (isAhead) segment.lines.leave('ahead', 'The event lies more than five minutes ahead of our clock.', place);
  const taken = isAhead ? null : segment.lines.take(line, place);
  if (taken !== null) segment.unstored.push(taken);
  const early = segment.live.advance();
  work.counts.early += early.length;
  if (early.length > 0) made.push(snapshotOf(work, segment, { early }));
  if (segment.lines.builder.count >= work.order.rowsMax) {
    work.counts.cut += 1;
    made.push(closeSegment(work, segment));
  }
  return made;
}

function dayOf(work: Work, ms: number): string {
  const number = Math.floor(ms / dayMs);
  if (work.lastDay.number !== number) work.lastDay = { number, text: new Date(ms).toISOString().slice(0, 10) };
  return work.lastDay.text;
}

/** The next segment begins with the orders that rested, each at the moment at which it was placed and with what is left of it. */
function openNext(work: Work, day: string, ms: number): OpenSegment {
  const { closed, carried } = work;
  const part = closed?.day === day ? closed.part + 1 : 1;
  const firstMs = Math.min(ms, lineMs(carried[0] ?? '') ?? ms);
  const segment = startSegment(work, { day, part, firstMs });
  for (const line of carried) {
    const taken = segment.lines.take(line, 'carried');
    if (taken !== null) segment.unstored.push(taken);
  }
  segment.live.advance();
  work.carried = [];
  return segment;
}

function closeSegment(work: Work, segment: OpenSegment): Snapshot {
  const whole = segment.live.close();
  work.counts.whole += whole.alerts.length;
  work.closed = { day: segment.day, part: segment.part };
  work.segment = null;
  work.carried = restingOrders(work, segment);
  return snapshotOf(work, segment, { whole });
}

function restingOrders({ order, counts }: Work, { live, lines }: OpenSegment): readonly string[] {
  const { events, orders } = live.view;
  const oldestNs = (events.timeNs[events.count - 1] ?? 0) - carriedMsMax * 1e6;
  const resting: number[] = [];
  for (let number = 1; number < events.orders.size; number += 1) if ((orders.left[number] ?? 0) > 0) resting.push(number);
  const kept = resting
    .filter((number) => (orders.placedNs[number] ?? 0) >= oldestNs)
    .toSorted((one, other) => (orders.row[one] ?? 0) - (orders.row[other] ?? 0))
    .slice(-Math.min(carriedMax, Math.floor(order.rowsMax / 2)));
  counts.notCarried += resting.length - kept.length;
  return kept.map((number) => {
    const decimals = events.instruments[orders.instrument[number] ?? 0]?.sizeDecimals ?? 0;
    const size = unitsText(orders.left[number] ?? 0, decimals);
    return marketLine(lines.builder.sofar, orders.row[number] ?? 0, { kind: 'add', size });
  });
}

function snapshotOf(
  work: Work,
  segment: OpenSegment | null,
  { early = [], whole = null }: { readonly early?: readonly AlertWire[]; readonly whole?: ClosedSegment | null },
): Snapshot {
  const lines = segment?.unstored ?? [];
  if (segment !== null) segment.unstored = [];
  work.isChanged = false;
  const faults = { ...(segment?.live.faults ?? noFaults) };
  return { segment: segment === null ? null : placeOfSegment(segment), lines, early, whole, faults, place: placeOf(work) };
}

function placeOfSegment({ day, part, lines }: OpenSegment): SegmentPlace {
  return { day, part, rows: lines.builder.count, report: lines.report(`${day}, part ${part}`) };
}

function placeOf({ cursor, feeds, counts, segment, closed, carried }: Work): PartitionPlace {
  const places = Object.entries(feeds).map(([name, { last, awaited }]) => [name, { last, awaited: [...awaited] }]);
  return {
    cursor,
    feeds: Object.fromEntries(places) as PartitionPlace['feeds'],
    counts: { ...counts },
    segment: segment === null ? null : placeOfSegment(segment),
    closed,
    carried,
  };
}
