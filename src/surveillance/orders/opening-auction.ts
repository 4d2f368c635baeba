// SPDX-License-Identifier: Apache-2.0
/**
 * Abuse of an opening: orders that shape what an auction will clear at, or the first minutes of volatility after it, and that are gone
 * before they could be filled, while their owner trades the other way at the price they made.
 *
 *     07:50  A shows 900 to buy      | 07:59:55 A withdraws them | 08:00 the auction clears high | 08:01 A sells
 *
 * Many correct their orders before an auction. What sets the practice apart: nearly all that was shown goes in the last moments, and
 * its owner then trades against the side on which it had shown. (Commission Delegated Regulation 2016/522, Annex II, on orders
 * withdrawn before execution; auctions after halts count alike.)
 */
import { eventCode, sideCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, listeningPattern, type MarketStudy, nsPerMinute, nsPerSecond } from '../pattern.ts';
import { netVolumeOf, tradesBetween } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';

interface Shown {
  readonly group: number;
  readonly instrument: number;
  readonly side: number;
  readonly placed: { readonly order: number; readonly row: number; readonly timeNs: number; readonly size: number }[];
  readonly withdrawn: { readonly order: number; readonly row: number; readonly timeNs: number; readonly size: number }[];
}

export const openingAuction = listeningPattern(
  {
    id: 'opening-auction',
    version: 1,
    title: 'Abuse of an opening auction',
    definition: 'Orders shown before an auction and withdrawn just before it clears, by a participant who then trades the other way.',
    legal: { marAnnexI: 'f', annexII: '1.5.e' },
    parameters: {
      window: { value: 30, unit: 'min', meaning: 'before the auction, in which orders are shown', origin: 'own: call phases last 5 to 30' },
      lastMoments: { value: 60, unit: 's', meaning: 'before the auction, in which they are withdrawn', origin: 'own: others cannot react' },
      shownRatioMin: {
        value: 0.3,
        unit: 'ratio',
        meaning: 'withdrawn size to what the auction cleared',
        origin: 'own: smaller orders do not shape a price',
      },
      withdrawnShareMin: { value: 0.8, unit: 'share', meaning: 'of what was shown', origin: 'own: who means to trade leaves some' },
      after: { value: 15, unit: 'min', meaning: 'after the auction, in which its owner trades the other way', origin: 'own' },
      otherWayMin: { value: 0.1, unit: 'ratio', meaning: 'net volume the other way to what was withdrawn', origin: 'own' },
    },
  },
  (study, view, values) => {
    const shown = new Map<string, Shown>();
    const found: Finding[] = [];
    const of = (order: number): Shown | null => {
      const { account, instrument, side } = view.orders;
      const group = study.groups.ofAccount[account[order] ?? 0] ?? 0;
      if (group === 0) return null;
      const [number, way] = [instrument[order] ?? 0, side[order] ?? 0];
      const key = `${group} ${number} ${way}`;
      const known = shown.get(key) ?? { group, instrument: number, side: way, placed: [], withdrawn: [] };
      shown.set(key, known);
      return known;
    };
    return {
      listener: {
        onPlaced(row, order) {
          of(order)?.placed.push({ order, row, timeNs: study.events.timeNs[row] ?? 0, size: view.orders.left[order] ?? 0 });
        },
        onTakenOff(row, order, size) {
          of(order)?.withdrawn.push({ order, row, timeNs: study.events.timeNs[row] ?? 0, size });
        },
        onOther(row) {
          if (study.events.kind[row] !== eventCode.auction) return;
          const instrument = study.events.instrument[row] ?? 0;
          const here = [...shown.values()].filter((one) => one.instrument === instrument);
          found.push(...here.flatMap((one) => judge(study, one, { row, here }, values)));
          for (const one of here) {
            one.placed.length = 0;
            one.withdrawn.length = 0;
          }
        },
      },
      finish: () => found,
    };
  },
);

type Values = {
  readonly [Name in 'window' | 'lastMoments' | 'shownRatioMin' | 'withdrawnShareMin' | 'after' | 'otherWayMin']: number;
};

/** What one participant showed on one side before the auction in `row`, and did after it. */
function judge(
  { events, trades, groups }: MarketStudy,
  one: Shown,
  { row, here }: { readonly row: number; readonly here: readonly Shown[] },
  values: Values,
): readonly Finding[] {
  const atNs = events.timeNs[row] ?? 0;
  const placed = one.placed.filter(({ timeNs }) => timeNs >= atNs - values.window * nsPerMinute);
  const orders = new Set(placed.map(({ order }) => order));
  const lateOf = (other: Shown): number =>
    other.withdrawn.reduce((sum, { timeNs, size }) => sum + (timeNs >= atNs - values.lastMoments * nsPerSecond ? size : 0), 0);
  const late = one.withdrawn.filter(({ order, timeNs }) => orders.has(order) && timeNs >= atNs - values.lastMoments * nsPerSecond);
  const [size, gone] = [placed.reduce((sum, order) => sum + order.size, 0), late.reduce((sum, order) => sum + order.size, 0)];
  const ratio = gone / Math.max(1, events.size[row] ?? 0);
  if (gone === 0 || gone < values.withdrawnShareMin * size || ratio < values.shownRatioMin) return [];
  const after = tradesBetween(events, trades.of(one.group, one.instrument), atNs, atNs + values.after * nsPerMinute);
  const otherWay = ((one.side === sideCode.buy ? -1 : 1) * netVolumeOf(events, after)) / gone;
  if (otherWay < values.otherWayMin) return [];
  const others = here.filter(({ group, side }) => group !== one.group && side === one.side).map(lateOf);
  return [
    {
      instruments: [one.instrument],
      groups: [one.group],
      rows: [...placed.map((order) => order.row), ...late.map((order) => order.row), row, ...after.map((trade) => trade.row)],
      score: standsOut(gone, others),
      figures: { orders: placed.length, withdrawnShare: gone / size, shownRatio: ratio, otherWay },
      sentences: [
        `${groups.nameOf(one.group)} showed ${counted(placed.length, 'order')} before the auction and withdrew ${percent(gone / size)} ` +
          `of their size in the last ${values.lastMoments} seconds: ${ratio.toFixed(1)} times what the auction cleared.`,
        `In the ${values.after} minutes after it traded net ${percent(otherWay)} of that size the other way.`,
      ],
    },
  ];
}
