// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated day with planted practices, and the truth about who did what.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { backRunner, openCompetition, poolTrader, sandwicher } from './chain-practices.ts';
import { changedMind, deepMaker, layerer, pinger, quickMaker, spoofer, stuffer } from './deceiving-orders.ts';
import {
  fundingHedger,
  fundingPusher,
  hedgingWriter,
  largeHolder,
  leavingHolder,
  liquidationHunter,
  oneSidedNews,
  oraclePusher,
  pinner,
  squeezer,
} from './derivative-practices.ts';
import { accidentalCrosser, circleOfTraders, prearrangedPair, regularCounterparts, ring, selfTrader } from './fictitious-trades.ts';
import { type FieldMoment, openField, randomnessFor } from './field.ts';
import { breakOutTrader, insider, luckyHolder, stopHunter, tapePainter } from './information-practices.ts';
import { auctionCorrector, auctionShaper, optionBuyer, surfaceBender } from './opening-and-surface.ts';
import { minute, type Practice } from './practice.ts';
import {
  closeMarker,
  frontRunner,
  hedger,
  igniter,
  indexFund,
  listingRally,
  newsBuyer,
  patientBuyer,
  productCrosser,
  pumper,
  ramper,
  trasher,
  venueCrosser,
} from './price-pushing.ts';

export const practices: readonly Practice[] = [
  selfTrader,
  prearrangedPair,
  ring,
  spoofer,
  layerer,
  stuffer,
  pinger,
  ramper,
  igniter,
  closeMarker,
  pumper,
  trasher,
  venueCrosser,
  productCrosser,
  frontRunner,
  stopHunter,
  insider,
  tapePainter,
  liquidationHunter,
  fundingPusher,
  oraclePusher,
  squeezer,
  pinner,
  sandwicher,
  backRunner,
  auctionShaper,
  surfaceBender,
  accidentalCrosser,
  regularCounterparts,
  circleOfTraders,
  quickMaker,
  deepMaker,
  changedMind,
  newsBuyer,
  indexFund,
  listingRally,
  hedger,
  patientBuyer,
  breakOutTrader,
  luckyHolder,
  leavingHolder,
  fundingHedger,
  oneSidedNews,
  largeHolder,
  hedgingWriter,
  poolTrader,
  openCompetition,
  auctionCorrector,
  optionBuyer,
];

export interface SimulationOrder {
  readonly seed: number;
  /** Length of the day. */
  readonly hours: number;
  /** Midnight of the day, in milliseconds since 1970. */
  readonly originMs: number;
  /** What is planted, each with its intensity from 1 to 10. */
  readonly planted: readonly { readonly practice: Practice; readonly intensity: number }[];
}

export interface PlantedPractice {
  readonly practice: string;
  readonly pattern: string | null;
  readonly looksLike: string | null;
  readonly intensity: number;
  /** Owners and accounts whose names begin so belong to it. */
  readonly name: string;
  readonly atNs: number;
}

export interface SimulatedDay {
  readonly events: MarketEvents;
  readonly planted: readonly PlantedPractice[];
  /** The close of the day and what was announced. */
  readonly moments: readonly FieldMoment[];
}

export function simulateMarket({ seed, hours, originMs, planted }: SimulationOrder): SimulatedDay {
  const field = openField({ seed, originMs, hours });
  // Half an hour after the close still trades, so that one can see whether its price stayed.
  const closeNs = field.untilNs - 30 * minute;
  for (const underlying of ['ZED', 'QOT']) field.announce({ kind: 'close', timeNs: closeNs, underlying });
  const placed = planted.map(({ practice, intensity }, index): PlantedPractice => {
    const name = `${practice.id}-${index}`;
    const random = randomnessFor(seed, name);
    const isAtClose = practice.pattern === 'marking-the-close' || practice.looksLike === 'marking-the-close';
    const atNs = isAtClose ? closeNs : Math.round(random.between(60 * minute, Math.max(61 * minute, closeNs - 60 * minute)));
    practice.play({ field, random, atNs, intensity, name });
    return { practice: practice.id, pattern: practice.pattern, looksLike: practice.looksLike, intensity, name, atNs };
  });
  return { events: field.run(), planted: placed, moments: field.moments };
}
