// SPDX-License-Identifier: Apache-2.0
/**
 * Layering: orders on several price levels of one side, so that the book looks heavy there, while the same hands trade on the other side.
 */
import { sideCode } from '../../columns/index.ts';
import { listeningPattern } from '../pattern.ts';
import type { ReplayView } from '../market/replay.ts';
import type { RestingOrders } from '../market/resting-orders.ts';
import { deceptionParameters, listenForDeception, type Shown } from './deceptive-orders.ts';

export const layering = listeningPattern(
  {
    id: 'layering',
    version: 2,
    title: 'Layering',
    definition: 'Orders on several levels of one side, not meant to be filled, shown while their owner trades on the other side.',
    legal: { marAnnexI: 'f', annexII: '1.5.e' },
    parameters: {
      ...deceptionParameters,
      layersMin: { value: 3, unit: 'levels', meaning: 'different prices of the shown orders', origin: 'own: fewer are spoofing' },
      depthShareMin: {
        value: 0.3,
        unit: 'share',
        meaning: 'of the depth on their side, within the levels',
        origin: 'own: a weight that others react to',
      },
      levels: {
        value: 10,
        unit: 'levels',
        meaning: 'of the book that count as displayed depth',
        origin: 'own: ten levels are what screens show',
      },
    },
  },
  (study, view, values) =>
    listenForDeception(study, view, {
      values,
      what: `showed orders on ${values.layersMin} or more levels of one side`,
      select: (at, resting, slot) => layersOf(at, { resting, slot }, values),
    }),
);

function layersOf(
  view: ReplayView,
  { resting, slot }: { readonly resting: RestingOrders; readonly slot: number },
  { layersMin, depthShareMin, levels }: { layersMin: number; depthShareMin: number; levels: number },
): Shown | null {
  const { orders } = view;
  if (resting.count(slot) < layersMin) return null;
  const shown: number[] = [];
  const prices = new Set<number>();
  let size = 0;
  let depth = 0;
  for (let order = resting.first(slot); order !== 0; order = resting.next(order)) {
    const book = view.book(orders.instrument[order] ?? 0);
    const side = orders.side[order] === sideCode.buy ? book.bids : book.asks;
    if (side.levelsBefore(orders.price[order] ?? 0) >= levels) continue;
    shown.push(order);
    prices.add(orders.price[order] ?? 0);
    size += orders.left[order] ?? 0;
    depth = side.depth(levels);
  }
  const depthShare = size / Math.max(1, depth);
  return prices.size >= layersMin && depthShare >= depthShareMin ? { orders: shown, size, levels: prices.size, depthShare } : null;
}
