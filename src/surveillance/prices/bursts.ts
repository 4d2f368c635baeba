// SPDX-License-Identifier: Apache-2.0
/**
 * Bursts: stretches in which one participant takes on one side so much that it is a large part of all that is traded, and the price goes
 * its way. Ramping, momentum ignition and stop hunting all begin with one.
 *
 * Who at the same time does the opposite in another instrument of the underlying is an arbitrageur or a hedger, who follows a price that
 * moved elsewhere; that is no burst.
 */
import { type MarketStudy, nsPerMinute } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import type { GroupTrade } from '../market/trade-index.ts';
import type { PriceView } from './price-moves.ts';

export interface Burst {
  readonly group: number;
  readonly rows: readonly number[];
  readonly fromNs: number;
  readonly untilNs: number;
  readonly direction: 1 | -1;
  readonly volume: number;
  /** Of all volume in the stretch. */
  readonly volumeShare: number;
  /** Return over the stretch in the burst's direction. */
  readonly move: number;
  readonly deviations: number;
  /** Its volume as a multiple of what the instrument trades in such a time (a minute at least). */
  readonly ordinaryRatio: number;
}

export interface BurstRule {
  readonly spanNsMax: number;
  readonly tradesMin: number;
  readonly volumeShareMin: number;
  readonly deviationsMin: number;
  /** Least `ordinaryRatio`. */
  readonly ordinaryRatioMin: number;
}

/** Bursts of a group, the strongest first taken, none overlapping another of the same direction; in order of time. */
export function burstsOf(
  study: MarketStudy,
  at: { readonly group: number; readonly instrument: number; readonly prices: PriceView },
  rule: BurstRule,
): readonly Burst[] {
  const taken = study.trades.of(at.group, at.instrument).filter(({ isTaker }) => isTaker);
  const found = ([1, -1] as const)
    .flatMap((direction) =>
      strongest(candidatesOf(study, { ...at, direction, taken: taken.filter((trade) => trade.direction === direction) }, rule)),
    )
    .filter((burst) => !isHedged(study, at.instrument, burst));
  return found.toSorted((left, right) => left.fromNs - right.fromNs);
}

interface Candidates {
  readonly group: number;
  readonly prices: PriceView;
  readonly direction: 1 | -1;
  readonly taken: readonly GroupTrade[];
}

/** One for each trade that may end a burst: from the earliest of its trades within the span. */
function candidatesOf({ events }: MarketStudy, { group, prices, direction, taken }: Candidates, rule: BurstRule): readonly Burst[] {
  const bursts: Burst[] = [];
  let start = 0;
  let volume = 0;
  for (const [end, trade] of taken.entries()) {
    volume += events.size[trade.row] ?? 0;
    const untilNs = events.timeNs[trade.row] ?? 0;
    while (untilNs - (events.timeNs[taken[start]?.row ?? 0] ?? 0) > rule.spanNsMax) {
      volume -= events.size[taken[start]?.row ?? 0] ?? 0;
      start += 1;
    }
    if (end - start + 1 < rule.tradesMin) continue;
    const fromNs = events.timeNs[taken[start]?.row ?? 0] ?? 0;
    const move = direction * prices.returnBetween(fromNs - 1, untilNs);
    const deviations = move / Math.max(Number.EPSILON, prices.deviationOver(Math.max(untilNs - fromNs, nsPerMinute)));
    if (deviations < rule.deviationsMin) continue;
    const all = volumeOf(events, rowsBetween(events, prices.rows, fromNs, untilNs + 1));
    const volumeShare = volume / Math.max(1, all);
    if (volumeShare < rule.volumeShareMin) continue;
    const ordinaryRatio = volume / Math.max(1, ordinaryVolume(prices, Math.max(untilNs - fromNs, nsPerMinute)));
    if (ordinaryRatio < rule.ordinaryRatioMin) continue;
    const rows = taken.slice(start, end + 1).map(({ row }) => row);
    bursts.push({ group, rows, fromNs, untilNs, direction, volume, volumeShare, move, deviations, ordinaryRatio });
  }
  return bursts;
}

/** The mean volume of the instrument over a time of this length. */
export function ordinaryVolume({ minuteVolume }: PriceView, spanNs: number): number {
  return minuteVolume * (spanNs / nsPerMinute);
}

function strongest(candidates: readonly Burst[]): readonly Burst[] {
  const ranked = candidates.toSorted(
    (left, right) => right.move - left.move || right.rows.length - left.rows.length || left.fromNs - right.fromNs,
  );
  const kept: Burst[] = [];
  for (const burst of ranked) {
    if (kept.length >= burstsMax) break;
    if (kept.every((other) => burst.fromNs > other.untilNs || burst.untilNs < other.fromNs)) kept.push(burst);
  }
  return kept;
}

/** Whether at least half of a burst's quantity was done the other way elsewhere, at the same time. */
export function isHedged(
  { events, trades }: MarketStudy,
  instrument: number,
  burst: Pick<Burst, 'group' | 'direction' | 'volume' | 'fromNs' | 'untilNs'>,
): boolean {
  const own = events.instruments[instrument];
  const quantity = burst.volume / 10 ** (own?.sizeDecimals ?? 0);
  const elsewhere = events.instruments.reduce((sum, other, number) => {
    if (number === instrument || other.underlying !== own?.underlying) return sum;
    const there = tradesBetween(events, trades.of(burst.group, number), burst.fromNs, burst.untilNs + 1);
    return sum - (burst.direction * netVolumeOf(events, there)) / 10 ** other.sizeDecimals;
  }, 0);
  return elsewhere >= quantity / 2;
}

/** One participant with more bursts in an instrument than this is described well enough by the strongest. */
const burstsMax = 50;
