// SPDX-License-Identifier: Apache-2.0
/**
 * Two ways round a listing that show in dates and amounts: a dormant firm revived, and trade that goes through a third state at once.
 *
 * Each is a lead with its sentence and figures. Each has a lawful look-alike that must stay out: a seasonal business that rests every
 * year, and a third state whose trade grows with everybody.
 */
export interface FirmMonth {
  /** Months counted from any fixed one. */
  readonly month: number;
  readonly amountMinor: bigint;
}

export interface FirmHistory {
  readonly firm: string;
  readonly months: readonly FirmMonth[];
  /** Months in which owner or manager changed. */
  readonly changeMonths: readonly number[];
}

export interface FirmLead {
  readonly subject: string;
  readonly kind: 'dormant firm revived' | 'routing through a third state';
  readonly sentence: string;
}

export const dormancy = {
  /** Months without any movement: longer than a season and a fiscal year together. */
  restMonthsMin: 18,
  /** Months at the beginning of the new activity that are looked at. */
  activeMonths: 3,
  /** The new activity by the largest three months before the rest: a firm that takes up its old trade stays below. */
  growthMin: 3,
} as const;

/** Firms that rested long, changed hands, and then moved several times what they ever moved. */
export function revivedFirms(histories: readonly FirmHistory[]): readonly FirmLead[] {
  return histories.flatMap((history): FirmLead[] => {
    const active = history.months.filter((one) => one.amountMinor > 0n).toSorted((one, other) => one.month - other.month);
    for (let at = 1; at < active.length; at += 1) {
      const [last, first] = [active[at - 1] as FirmMonth, active[at] as FirmMonth];
      const rest = first.month - last.month - 1;
      const isOtherHands = history.changeMonths.some((month) => month > last.month && month <= first.month + 1);
      if (rest < dormancy.restMonthsMin || !isOtherHands) continue;
      const after = sumFrom(active, first.month, dormancy.activeMonths);
      const before = active
        .slice(0, at)
        .reduce((most, one) => maxOf(most, sumFrom(active.slice(0, at), one.month, dormancy.activeMonths)), 0n);
      if (after < before * BigInt(dormancy.growthMin)) continue;
      const times = before === 0n ? 'more than ever before' : `${after / before} times what it moved before`;
      return [
        {
          subject: history.firm,
          kind: 'dormant firm revived',
          sentence: `${history.firm} rested ${rest} months, changed hands, and moved ${times} within ${dormancy.activeMonths} months.`,
        },
      ];
    }
    return [];
  });
}

function sumFrom(months: readonly FirmMonth[], from: number, count: number): bigint {
  return months.filter((one) => one.month >= from && one.month < from + count).reduce((sum, one) => sum + one.amountMinor, 0n);
}

function maxOf(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** Trade of one kind of good or asset between two states, before and after a restriction, over periods of equal length. */
export interface TradeFlow {
  readonly from: string;
  readonly to: string;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
}

export const routing = {
  /** The direct trade must have fallen by this share, in hundredths. */
  fallPercentMin: 50,
  /** Both legs through the third state must have grown to this many times. */
  growthMin: 2,
  /** And this many times as much as the third state's other trade. */
  excessMin: 2,
  /** What the second leg gained, as a share of what the direct trade lost, in hundredths. */
  coverPercentMin: 25,
} as const;

/** Third states through which what no longer goes from `origin` to `target` directly seems to go. */
export function thirdStateRouting(flows: readonly TradeFlow[], origin: string, target: string): readonly FirmLead[] {
  const flow = (from: string, to: string): TradeFlow | undefined => flows.find((one) => one.from === from && one.to === to);
  const direct = flow(origin, target);
  if (direct === undefined || direct.afterMinor * 100n > direct.beforeMinor * BigInt(100 - routing.fallPercentMin)) return [];
  const lost = direct.beforeMinor - direct.afterMinor;
  const states = [...new Set(flows.flatMap((one) => [one.from, one.to]))]
    .filter((state) => state !== origin && state !== target)
    .toSorted();
  return states.flatMap((state): FirmLead[] => {
    const [first, second] = [flow(origin, state), flow(state, target)];
    if (first === undefined || second === undefined) return [];
    const others = flows.filter((one) => one.from === state && one.to !== target);
    const usual = growthOf(
      others.reduce((sum, one) => sum + one.beforeMinor, 0n),
      others.reduce((sum, one) => sum + one.afterMinor, 0n),
    );
    const [in100, out100] = [growthOf(first.beforeMinor, first.afterMinor), growthOf(second.beforeMinor, second.afterMinor)];
    const least = BigInt(100 * routing.growthMin);
    const isSudden = in100 >= least && out100 >= least && out100 >= usual * BigInt(routing.excessMin);
    const gained = second.afterMinor - second.beforeMinor;
    if (!isSudden || gained * 100n < lost * BigInt(routing.coverPercentMin)) return [];
    const covered = (gained * 100n) / lost;
    const grown = `what ${state} sends to ${target} grew by ${covered} % of the loss, with what ${state} takes from ${origin}`;
    const sentence = `Trade from ${origin} to ${target} fell, and ${grown}.`;
    return [{ subject: state, kind: 'routing through a third state', sentence }];
  });
}

/** Growth in hundredths: 200 is twice. From nothing it counts as a hundredfold, which is beyond every limit. */
function growthOf(beforeMinor: bigint, afterMinor: bigint): bigint {
  if (beforeMinor === 0n) return afterMinor === 0n ? 100n : 10_000n;
  return (afterMinor * 100n) / beforeMinor;
}
