// SPDX-License-Identifier: Apache-2.0
/**
 * Front running: somebody trades just ahead of another's large orders, again and again, and gets out as they have moved the price.
 *
 * A fast trader is ahead of somebody all day. Being ahead of the same participant's large orders most times, in the right direction, and
 * out again with a gain when they are done, needs knowledge of them.
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerSecond, studyPattern } from '../pattern.ts';
import { netVolumeOf, tradesBetween, volumeOf } from '../market/sides.ts';
import { median, standsOut } from '../market/statistics.ts';
import type { GroupTrade } from '../market/trade-index.ts';

interface LargeOrder {
  readonly direction: 1 | -1;
  readonly fromNs: number;
  readonly untilNs: number;
  readonly rows: readonly number[];
}

export const frontRunning = studyPattern(
  {
    id: 'front-running',
    version: 1,
    title: 'Front running',
    definition: 'A participant that trades just ahead of the large orders of another, repeatedly, and leaves after them with a gain.',
    legal: { marAnnexI: null, annexII: null },
    parameters: {
      largeRatio: { value: 20, unit: 'ratio', meaning: 'large order to the median trade', origin: 'own: it moves the price' },
      joinWithin: { value: 60, unit: 's', meaning: 'between trades of one large order', origin: 'own: worked in pieces' },
      aheadWithin: { value: 30, unit: 's', meaning: 'ahead of its first trade', origin: 'own' },
      leaveWithin: { value: 120, unit: 's', meaning: 'after its last trade', origin: 'own' },
      ordersMin: { value: 4, unit: 'count', meaning: 'large orders of the same participant', origin: 'own: fewer are luck' },
      hitShareMin: { value: 0.5, unit: 'share', meaning: 'of them that were run ahead of', origin: 'own' },
      ownShareMin: {
        value: 0.5,
        unit: 'share',
        meaning: 'of the runner’s own volume that lies around them',
        origin: 'own: a fast trader trades all day',
      },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      const typical = median([...rows].map((row) => study.events.size[row] ?? 0)) ?? 0;
      const members = study.trades.groupsIn(instrument);
      return members.flatMap((victim) => {
        const orders = largeOrdersOf(study, study.trades.of(victim, instrument), {
          least: values.largeRatio * typical,
          joinNs: values.joinWithin * nsPerSecond,
        });
        if (orders.length < values.ordersMin) return [];
        const hits = members
          .filter((group) => group !== victim)
          .map((group) => ({ group, rows: orders.flatMap((order) => ranAhead(study, study.trades.of(group, instrument), order, values)) }));
        const shareOf = ({ rows: found }: { readonly rows: readonly (readonly number[])[] }): number => found.length / orders.length;
        return hits
          .filter((hit) => hit.rows.length >= values.ordersMin && shareOf(hit) >= values.hitShareMin)
          .filter((hit) => ownShareOf(study, instrument, hit) >= values.ownShareMin)
          .map((hit): Finding => {
            const others = hits.filter(({ group }) => group !== hit.group).map(shareOf);
            return {
              instruments: [instrument],
              groups: [hit.group, victim],
              rows: hit.rows.flat().toSorted((left, right) => left - right),
              score: standsOut(shareOf(hit), others),
              figures: { largeOrders: orders.length, ranAhead: hit.rows.length, hitShare: shareOf(hit) },
              sentences: [
                `${study.groups.nameOf(hit.group)} traded in the same direction within ${values.aheadWithin} s before ` +
                  `${counted(hit.rows.length, 'large order')} of ${study.groups.nameOf(victim)}, ${percent(shareOf(hit))} ` +
                  `of all of them, and left with a gain within ${values.leaveWithin} s after.`,
                `Of ${others.length} other participants, ${others.filter((other) => other >= shareOf(hit)).length} did so as often.`,
              ],
            };
          });
      });
    }),
);

/** How much of all that the runner trades in the instrument lies around the other's large orders. */
function ownShareOf(
  { events, trades }: MarketStudy,
  instrument: number,
  hit: { readonly group: number; readonly rows: readonly (readonly number[])[] },
): number {
  const all = volumeOf(
    events,
    trades.of(hit.group, instrument).map(({ row }) => row),
  );
  return volumeOf(events, [...new Set(hit.rows.flat())]) / Math.max(1, all);
}

/** Taking in one direction, in pieces close enough to be one order, of at least the least size. */
function largeOrdersOf(
  { events }: MarketStudy,
  own: readonly GroupTrade[],
  { least, joinNs }: { least: number; joinNs: number },
): readonly LargeOrder[] {
  const found: LargeOrder[] = [];
  let piece: GroupTrade[] = [];
  const close = (): void => {
    const [first] = piece;
    const rows = piece.map(({ row }) => row);
    if (first !== undefined && volumeOf(events, rows) >= least) {
      found.push({
        direction: first.direction,
        rows,
        fromNs: events.timeNs[first.row] ?? 0,
        untilNs: events.timeNs[rows.at(-1) ?? 0] ?? 0,
      });
    }
    piece = [];
  };
  for (const trade of own.filter(({ isTaker }) => isTaker)) {
    const last = piece.at(-1);
    if (
      last !== undefined &&
      (last.direction !== trade.direction || (events.timeNs[trade.row] ?? 0) - (events.timeNs[last.row] ?? 0) > joinNs)
    )
      close();
    piece.push(trade);
  }
  close();
  return found;
}

/** The rows of having run ahead of one order: in before it, out after it, with a gain; none where it was not so. */
function ranAhead(
  { events }: MarketStudy,
  own: readonly GroupTrade[],
  order: LargeOrder,
  { aheadWithin, leaveWithin }: { readonly aheadWithin: number; readonly leaveWithin: number },
): readonly (readonly number[])[] {
  const before = tradesBetween(events, own, order.fromNs - aheadWithin * nsPerSecond, order.fromNs).filter(({ isTaker }) => isTaker);
  const entered = order.direction * netVolumeOf(events, before);
  if (entered <= 0) return [];
  const after = tradesBetween(events, own, order.fromNs, order.untilNs + leaveWithin * nsPerSecond).filter(
    ({ direction }) => direction === -order.direction,
  );
  const left = -order.direction * netVolumeOf(events, after);
  if (left < entered / 2) return [];
  const mean = (list: readonly GroupTrade[]): number =>
    list.reduce((sum, { row }) => sum + (events.price[row] ?? 0) * (events.size[row] ?? 0), 0) /
    Math.max(
      1,
      volumeOf(
        events,
        list.map(({ row }) => row),
      ),
    );
  const gain = order.direction * (mean(after) - mean(before));
  return gain > 0 ? [[...before, ...after].map(({ row }) => row)] : [];
}
