// SPDX-License-Identifier: Apache-2.0
/**
 * A pattern: one practice of market abuse, as a table row that explains itself.
 *
 * Its definition, its place in the law, and every parameter with its unit, meaning and origin are data, so that the same list feeds the
 * detection, the reference page, the command line and the evidence. A pattern takes a study of the market and gives findings; it reads
 * no clock and no file, and the same study and parameters give the same findings in the same order.
 */
import type { MarketEvents } from '../columns/index.ts';
import { type ParameterTable, type ParameterValues, valuesFor } from '../kernel/index.ts';
import type { Groups } from './market/groups.ts';
import type { Listener, ReplayView } from './market/replay.ts';
import type { TradeIndex } from './market/trade-index.ts';

/** Which rules a practice touches; the letters are those of the texts. */
export interface LegalPlace {
  /** Regulation 596/2014 (MAR), Annex I, section A, letter; null where none fits. */
  readonly marAnnexI: string | null;
  /** Delegated Regulation 2016/522, Annex II, section and practice; null where none fits. */
  readonly annexII: string | null;
}

/** A moment at which a price counts for more than itself: a close, a fixing, a settlement, a funding, an expiry, an announcement. */
export interface ReferenceMoment {
  readonly kind: 'close' | 'fixing' | 'settlement' | 'announcement';
  /** Nanoseconds since the table's origin. */
  readonly timeNs: number;
  /** The underlying it is for. */
  readonly underlying: string;
}

/** All that a pattern may look at. */
export interface MarketStudy {
  readonly events: MarketEvents;
  readonly groups: Groups;
  readonly trades: TradeIndex;
  readonly moments: readonly ReferenceMoment[];
}

/** What a pattern found, in numbers of the table; `alerts.ts` gives it names. */
export interface Finding {
  readonly instruments: readonly number[];
  readonly groups: readonly number[];
  /** Rows of the events it rests on, in order. */
  readonly rows: readonly number[];
  /** 0 to 1: how far it stands out from the baseline that the pattern names. */
  readonly score: number;
  /** Figures behind the sentences, by name. */
  readonly figures: Readonly<Record<string, number>>;
  /** What an officer reads: whole sentences. */
  readonly sentences: readonly string[];
}

interface PatternText {
  readonly id: string;
  /** Rises with every change that can change a finding. */
  readonly version: number;
  readonly title: string;
  /** The practice in words, and how it is recognised here. */
  readonly definition: string;
  readonly legal: LegalPlace;
  readonly parameters: ParameterTable;
}

/** A pattern at work in a replay. */
export interface Listening {
  readonly listener: Listener;
  /** What is found in the events so far; may be asked again after more of them. */
  readonly finish: () => readonly Finding[];
  /**
   * Rises when `finish` may hold a finding that it did not hold before, so that whoever looks at a market while it runs need not ask after
   * every event. Null where a pattern needs the whole of a table before it can say anything.
   */
  readonly changes: (() => number) | null;
}

export interface Pattern extends PatternText {
  /** Looks at the study alone. */
  readonly study: ((study: MarketStudy, values: ParameterValues) => readonly Finding[]) | null;
  /** Listens to the replay, and says at its end what it found. */
  readonly listen: ((study: MarketStudy, view: ReplayView, values: ParameterValues) => Listening) | null;
}

/** A pattern that looks at the study; its parameters are known to its function by name. */
export function studyPattern<const Table extends ParameterTable>(
  text: PatternText & { readonly parameters: Table },
  study: (study: MarketStudy, values: ParameterValues<Table>) => readonly Finding[],
): Pattern {
  return { ...text, study: (given, values) => study(given, valuesFor(text.parameters, values)), listen: null };
}

/** A pattern that listens to the replay. */
export function listeningPattern<const Table extends ParameterTable>(
  text: PatternText & { readonly parameters: Table },
  listen: (study: MarketStudy, view: ReplayView, values: ParameterValues<Table>) => Listening,
): Pattern {
  return { ...text, study: null, listen: (given, view, values) => listen(given, view, valuesFor(text.parameters, values)) };
}

export const nsPerMs = 1_000_000;
export const nsPerSecond = 1_000_000_000;
export const nsPerMinute = 60 * nsPerSecond;
export const nsPerHour = 60 * nsPerMinute;
export const nsPerDay = 24 * nsPerHour;
