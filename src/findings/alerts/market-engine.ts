// SPDX-License-Identifier: Apache-2.0
/**
 * What this room asks of whoever can read a file of market events and compute over it: the server has a thread of its own for that, since
 * a day of a venue takes seconds, and officers and peers must not wait for it.
 */
import type { ParameterValues, Result } from '../../kernel/index.ts';
import type { FoundPart, HistorySubject, MarketHolding, PartOrder, ReplayFaults, ReviewWindow } from '../../surveillance/index.ts';
import type {
  AlertReviewWire,
  AlertWire,
  MarketActivityWire,
  MarketHistoryWire,
  MarketSubjectWire,
  ReferenceMomentWire,
} from '../../surveillance/wire.ts';

export interface MarketSource {
  /** What a table that was read already is known by. */
  readonly id: string;
  readonly name: string;
  readonly mapping: string;
  readonly symbol: string;
  /** Fetched only where the table is not at hand. */
  readonly bytes: () => Promise<Uint8Array>;
}

export interface WatchOrder {
  /** Null: all patterns. */
  readonly patterns: readonly string[] | null;
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly moments: readonly ReferenceMomentWire[];
}

export interface Noticed {
  readonly kind: string;
  readonly count: number;
  readonly sentence: string;
  /** Places of the first of them. */
  readonly first: readonly string[];
  readonly isLeftOut: boolean;
}

export interface Watched {
  readonly eventsDigest: string;
  readonly events: number;
  /** What the reading left out or noted. */
  readonly noticed: readonly Noticed[];
  readonly faults: ReplayFaults;
  readonly alerts: readonly AlertWire[];
}

export interface MarketEngine {
  /** The format that a file's name says; an issue where it says none. */
  readonly formatOf: (fileName: string) => Result<string>;
  /** Reads the file and runs patterns over it; issues where the file or the order is at fault. */
  watch(source: MarketSource, order: WatchOrder): Promise<Result<Watched>>;
  /** What the market of an alert looked like; issues where the file holds other events by now. */
  review(source: MarketSource, alert: AlertWire, window: ReviewWindow): Promise<Result<AlertReviewWire>>;
  /** What a participant did in the file, or what happened in an instrument; issues where the file does not hold it. */
  activity(source: MarketSource, subject: MarketSubjectWire): Promise<Result<MarketActivityWire>>;
  /** The whole history of an account or an instrument, replayed and proven where it can be; issues where the file does not hold it. */
  history(source: MarketSource, subject: HistorySubject): Promise<Result<MarketHistoryWire>>;
  /** What participants did in a period, as one authority's part of an alert; issues where the period is none. */
  part(source: MarketSource, order: PartOrder): Promise<Result<FoundPart>>;
  /** From when until when the file goes, and which instruments it holds; issues where it cannot be read. */
  holding(source: MarketSource): Promise<Result<MarketHolding>>;
  /** Whether it was ended with the server: then what it was working on is no fault of anything. */
  readonly isClosed: () => boolean;
}
