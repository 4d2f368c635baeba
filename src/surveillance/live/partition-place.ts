// SPDX-License-Identifier: Apache-2.0
/**
 * Where a partition of a market stands: what came, how far it was taken, and what was wrong with it. Plain data, stored with every snapshot.
 */
import type { IngestReport } from '../../columns/index.ts';

export interface MarketMessage {
  /** Its place in the stream. */
  readonly sequence: number;
  readonly feed: string;
  /** The feed's own number of the message in this partition, counted from 1. */
  readonly number: number;
  readonly body: string;
}

export interface FeedPlace {
  /** The highest number seen. */
  readonly last: number;
  /** Lower ones that did not come yet. */
  readonly awaited: readonly number[];
}

export interface PartitionCounts {
  readonly messages: number;
  readonly lines: number;
  /** Messages that the feed had sent before; left out. */
  readonly twice: number;
  /** Messages that we had stored before and were given again; left out. */
  readonly givenAgain: number;
  /** Messages that came after one with a higher number, and were taken. */
  readonly outOfOrder: number;
  /** Numbers of messages that never came so far, or are no longer waited for. */
  readonly missing: number;
  /** Messages that cannot be read; left out whole. */
  readonly unreadable: number;
  /** Lines that lie in no segment: without a moment, ahead of our clock, or of a day that was closed. */
  readonly outside: number;
  /** Resting orders that were not carried into the next segment: too old, or too many. */
  readonly notCarried: number;
  /** Segments that were closed before their day was over, since they held as many rows as one may. */
  readonly cut: number;
  /** Alerts while segments ran, and of whole segments. */
  readonly early: number;
  readonly whole: number;
  /** Messages that cannot be read, by their place in the stream, the first of them. */
  readonly unreadableFirst: readonly number[];
}

export interface SegmentPlace {
  /** As `2026-11-02`. */
  readonly day: string;
  /** Which one of its day, from 1. */
  readonly part: number;
  readonly rows: number;
  /** What was left out or moved of what came for it. */
  readonly report: IngestReport;
}

/** All that is known of a partition beside the lines of its open segment. */
export interface PartitionPlace {
  /** The last message that was taken, and how many of its lines; null for all of them. */
  readonly cursor: { readonly sequence: number; readonly lines: number | null };
  readonly feeds: Readonly<Record<string, FeedPlace>>;
  readonly counts: PartitionCounts;
  /** The segment that is open; null between two. */
  readonly segment: SegmentPlace | null;
  /** The last day that was closed, and its parts. */
  readonly closed: { readonly day: string; readonly part: number } | null;
  /** Orders that rested when the last segment was closed: with them the next one begins. */
  readonly carried: readonly string[];
}

export const freshPartition: PartitionPlace = {
  cursor: { sequence: 0, lines: null },
  feeds: {},
  counts: {
    messages: 0,
    lines: 0,
    twice: 0,
    givenAgain: 0,
    outOfOrder: 0,
    missing: 0,
    unreadable: 0,
    outside: 0,
    notCarried: 0,
    cut: 0,
    early: 0,
    whole: 0,
    unreadableFirst: [],
  },
  segment: null,
  closed: null,
  carried: [],
};
