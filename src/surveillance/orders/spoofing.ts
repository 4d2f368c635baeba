// SPDX-License-Identifier: Apache-2.0
/**
 * Spoofing: one order, large for the book, is shown on one side while the same hands trade on the other, and is then withdrawn.
 */
import { sideCode } from '../../columns/index.ts';
import { listeningPattern } from '../pattern.ts';
import type { ReplayView } from '../market/replay.ts';
import type { RestingOrders } from '../market/resting-orders.ts';
import { deceptionParameters, listenForDeception, type Shown } from './deceptive-orders.ts';

export const spoofing = listeningPattern(
  {
    id: 'spoofing',
    version: 2,
    title: 'Spoofing',
    definition: 'A single order, large for the book and not meant to be filled, shown while its owner trades on the other side.',
    legal: { marAnnexI: 'f', annexII: '1.5.e' },
    parameters: {
      ...deceptionParameters,
      depthShareMin: {
        value: 0.3,
        unit: 'share',
        meaning: 'of the depth on its side, within the levels',
        origin: 'own: an order that others react to',
      },
      levels: {
        value: 5,
        unit: 'levels',
        meaning: 'of the book that count as displayed depth',
        origin: 'Tao, Day, Ling and Drapeau 2020 use five levels',
      },
    },
  },
  (study, view, values) =>
    listenForDeception(study, view, {
      values,
      what: 'showed one large order on one side',
      select: (at, resting, slot) => largestOrder(at, { resting, slot }, values),
    }),
);

function largestOrder(
  view: ReplayView,
  { resting, slot }: { readonly resting: RestingOrders; readonly slot: number },
  { depthShareMin, levels }: { depthShareMin: number; levels: number },
): Shown | null {
  const { orders } = view;
  let best: Shown | null = null;
  for (let order = resting.first(slot); order !== 0; order = resting.next(order)) {
    const book = view.book(orders.instrument[order] ?? 0);
    const side = orders.side[order] === sideCode.buy ? book.bids : book.asks;
    if (side.levelsBefore(orders.price[order] ?? 0) >= levels) continue;
    const size = orders.left[order] ?? 0;
    const depthShare = size / Math.max(1, side.depth(levels));
    if (depthShare >= depthShareMin && depthShare > (best?.depthShare ?? 0)) best = { orders: [order], size, levels: 1, depthShare };
  }
  return best;
}
