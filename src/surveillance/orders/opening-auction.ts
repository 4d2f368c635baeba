// SPDX-License-Identifier: Apache-2.0
/**
 * Abuse of an opening: orders that shape what an auction will clear at, or the first minutes of volatility after it, and that are gone
 * before they could be filled, while their owner trades the other way at the price they made.
 *
 *     07:50  A shows 900 to buy      | 07:59:55 A withdraws them | 08:00 the auction clears high | 08:01 A sells
 *
 * Many correct their orders before an auction. What sets the practice apart: nearly all that was not filled goes in the last moments, and
 * its owner then trades against the side on which it had shown. (Commission Delegated Regulation 2016/522, Annex II, on orders
 * withdrawn before execution; auctions after halts count alike.)
 */
import { eventCode, type MarketEvents, sideCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, listeningPattern, type MarketStudy, nsPerMinute, nsPerSecond } from '../pattern.ts';
import { netVolumeOf, tradesBetween } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';

interface OrderPart {
  readonly order: number;
  readonly row: number;
  readonly timeNs: number;
  readonly size: number;
}

interface Shown {
  readonly group: number;
  readonly instrument: number;
  readonly side: number;
  readonly placed: OrderPart[];
  readonly withdrawn: OrderPart[];
  /** Of its resting orders. */
  readonly filled: OrderPart[];
}

export const openingAuction = listeningPattern(
  {
    id: 'opening-auction',
    version: 2,
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
      withdrawnShareMin: {
        value: 0.8,
        unit: 'share',
        meaning: 'of what was shown and not filled before the last moments',
        origin: 'own: who means to trade leaves some; what was filled before never reached the auction',
      },
      after: { value: 15, unit: 'min', meaning: 'after the auction, in which its owner trades the other way', origin: 'own' },
      otherWayMin: { value: 0.1, unit: 'ratio', meaning: 'net volume the other way to what was withdrawn', origin: 'own' },
    },
  },
  (study, view, values) => {
    const auctions = auctionsOf(study.events);
    // Nearly all events lie far from an auction, and most tables hold none: those are passed by.
    if (auctions.size === 0) return { listener: {}, finish: () => [], changes: null };
    const shown = new Map<number, Shown>();
    const found: Finding[] = [];
    const of = (order: number): Shown | null => {
      const { account, instrument, side } = view.orders;
      const group = study.groups.ofAccount[account[order] ?? 0] ?? 0;
      const [number, way] = [instrument[order] ?? 0, side[order] ?? 0];
      if (group === 0 || !auctions.has(number)) return null;
      const key = (group * study.events.instruments.length + number) * 3 + way;
      const known = shown.get(key) ?? { group, instrument: number, side: way, placed: [], withdrawn: [], filled: [] };
      shown.set(key, known);
      return known;
    };
    const note = (what: 'placed' | 'withdrawn' | 'filled', order: number, part: { readonly row: number; readonly size: number }): void => {
      const timeNs = study.events.timeNs[part.row] ?? 0;
      const next = auctions.get(view.orders.instrument[order] ?? 0)?.[0];
      const one = of(order);
      if (next !== undefined && timeNs >= next - values.window * nsPerMinute) one?.[what].push({ order, timeNs, ...part });
    };
    return {
      listener: {
        onPlaced: (row, order) => note('placed', order, { row, size: view.orders.left[order] ?? 0 }),
        onTakenOff: (row, order, size) => note('withdrawn', order, { row, size }),
        onTrade(row, _takerOrder, order) {
          if (order !== 0) note('filled', order, { row, size: study.events.size[row] ?? 0 });
        },
        onOther(row) {
          if (study.events.kind[row] !== eventCode.auction) return;
          const instrument = study.events.instrument[row] ?? 0;
          auctions.get(instrument)?.shift();
          const here = [...shown.values()].filter((one) => one.instrument === instrument);
          found.push(...here.flatMap((one) => judge(study, one, { row, here }, values)));
          for (const one of here) {
            one.placed.length = 0;
            one.withdrawn.length = 0;
            one.filled.length = 0;
          }
        },
      },
      finish: () => found,
      // When the auctions are is known from the whole of a table.
      changes: null,
    };
  },
);

/** When the auctions of each instrument are that has any, in the order of the table. */
function auctionsOf({ kind, instrument, timeNs, count }: MarketEvents): ReadonlyMap<number, number[]> {
  const auctions = new Map<number, number[]>();
  for (let row = 0; row < count; row += 1) {
    if (kind[row] !== eventCode.auction) continue;
    const number = instrument[row] ?? 0;
    auctions.set(number, [...(auctions.get(number) ?? []), timeNs[row] ?? 0]);
  }
  return auctions;
}

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
  const lastNs = atNs - values.lastMoments * nsPerSecond;
  const placed = one.placed.filter(({ timeNs }) => timeNs >= atNs - values.window * nsPerMinute);
  const orders = new Set(placed.map(({ order }) => order));
  const late = one.withdrawn.filter(({ order, timeNs }) => orders.has(order) && timeNs >= lastNs);
  const filled = one.filled.filter(({ order, timeNs }) => orders.has(order) && timeNs < lastNs);
  const [unfilled, gone] = [sizeOf(placed) - sizeOf(filled), sizeOf(late)];
  const ratio = gone / Math.max(1, events.size[row] ?? 0);
  if (gone === 0 || gone < values.withdrawnShareMin * unfilled || ratio < values.shownRatioMin) return [];
  const after = tradesBetween(events, trades.of(one.group, one.instrument), atNs, atNs + values.after * nsPerMinute);
  const otherWay = ((one.side === sideCode.buy ? -1 : 1) * netVolumeOf(events, after)) / gone;
  if (otherWay < values.otherWayMin) return [];
  const others = here
    .filter(({ group, side }) => group !== one.group && side === one.side)
    .map(({ withdrawn }) => sizeOf(withdrawn.filter(({ timeNs }) => timeNs >= lastNs)));
  return [
    {
      instruments: [one.instrument],
      groups: [one.group],
      rows: [...placed.map((order) => order.row), ...late.map((order) => order.row), row, ...after.map((trade) => trade.row)],
      score: standsOut(gone, others),
      figures: { orders: placed.length, withdrawnShare: gone / Math.max(1, unfilled), shownRatio: ratio, otherWay },
      sentences: [
        `${groups.nameOf(one.group)} showed ${counted(placed.length, 'order')} before the auction and withdrew ` +
          `${percent(gone / Math.max(1, unfilled))} of what was not filled of them in the last ${values.lastMoments} seconds: ` +
          `${ratio.toFixed(1)} times what the auction cleared.`,
        `In the ${values.after} minutes after it traded net ${percent(otherWay)} of that size the other way.`,
      ],
    },
  ];
}

function sizeOf(parts: readonly OrderPart[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}
