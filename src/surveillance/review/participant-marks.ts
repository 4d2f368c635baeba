// SPDX-License-Identifier: Apache-2.0
/**
 * What those whom an alert names did in a window: their orders with beginning and end, and every act as a mark in the order of time.
 *
 *     placed -> (bought or sold in pieces) -> withdrawn        an order that was taken back
 *     placed -> bought or sold until nothing is left           an order that was filled
 *
 * Other events that the alert rests on (a fixing, the trade of a victim) are marks of kind `other`.
 */
import { eventCode, type MarketEvents, type Side, sideCode, sides } from '../../columns/index.ts';
import type { Listener, ReplayView } from '../market/replay.ts';
import type { MarketPictureWire, OwnMarkKind } from '../wire.ts';

export interface OwnMark {
  readonly row: number;
  readonly timeNs: number;
  /** Its place among the instruments shown. */
  readonly instrument: number;
  readonly kind: OwnMarkKind;
  readonly side: Side;
  readonly price: number;
  readonly size: number;
  readonly participant: number | null;
  readonly isEvidence: boolean;
}

export type OwnOrder = MarketPictureWire['orders'][number] & { readonly instrument: number };

export interface ReviewScope {
  readonly events: MarketEvents;
  /** Numbers of the instruments shown. */
  readonly shown: readonly number[];
  /** The participant behind each account that the alert names. */
  readonly participants: ReadonlyMap<number, number>;
  readonly evidence: ReadonlySet<number>;
  readonly fromNs: number;
  readonly untilNs: number;
}

type OpenOrder = { -readonly [Member in keyof OwnOrder]: OwnOrder[Member] };

export function watchParticipants(
  view: ReplayView,
  scope: ReviewScope,
): { readonly listener: Listener; readonly finish: () => { readonly marks: readonly OwnMark[]; readonly orders: readonly OwnOrder[] } } {
  const { events, shown, participants, fromNs, untilNs } = scope;
  const places = new Map(shown.map((number, place) => [number, place]));
  const marks: OwnMark[] = [];
  const orders: OpenOrder[] = [];
  const open = new Map<number, OpenOrder>();
  const msOf = (row: number): number => ((events.timeNs[row] ?? 0) - fromNs) / 1e6;
  const note = (
    row: number,
    kind: OwnMarkKind,
    given: { readonly side: number; readonly price: number; readonly size: number; readonly participant: number | null },
  ): void => {
    const timeNs = events.timeNs[row] ?? 0;
    const instrument = places.get(events.instrument[row] ?? 0);
    if (instrument === undefined || timeNs < fromNs || timeNs > untilNs) return;
    const { price, size, participant } = given;
    marks.push({
      row,
      timeNs,
      instrument,
      kind,
      side: sides[given.side] ?? 'none',
      price,
      size,
      participant,
      isEvidence: scope.evidence.has(row),
    });
  };
  const end = (order: number, row: number): void => {
    const known = open.get(order);
    if (known === undefined) return;
    known.endedMs = msOf(row);
    open.delete(order);
  };
  const { orders: live } = view;
  const listener: Listener = {
    onPlaced(row, order) {
      const participant = participants.get(live.account[order] ?? 0);
      const instrument = places.get(live.instrument[order] ?? 0);
      if (participant === undefined || instrument === undefined) return;
      const side = live.side[order] ?? 0;
      const [price, size] = [live.price[order] ?? 0, live.placedSize[order] ?? 0];
      note(row, events.kind[row] === eventCode.replace ? 'changed' : 'placed', { side, price, size, participant });
      end(order, row);
      const isEvidence = scope.evidence.has(row);
      const placed = {
        placedMs: msOf(row),
        endedMs: null,
        side: sides[side] ?? 'none',
        price,
        size,
        filled: 0,
        participant,
        isEvidence,
        instrument,
      };
      open.set(order, placed);
      orders.push(placed);
    },
    onTakenOff(row, order, size) {
      const known = open.get(order);
      if (known === undefined) return;
      if (scope.evidence.has(row)) known.isEvidence = true;
      const side = live.side[order] ?? 0;
      if (events.kind[row] !== eventCode.replace)
        note(row, 'withdrawn', { side, price: known.price, size, participant: known.participant });
      if (size >= (live.left[order] ?? 0)) end(order, row);
    },
    onTrade(row, taker, resting) {
      const [price, size] = [events.price[row] ?? 0, events.size[row] ?? 0];
      const takerSide = events.side[row] ?? 0;
      const other = takerSide === sideCode.buy ? sideCode.sell : sideCode.buy;
      const sidesOf = [
        { account: events.account[row] ?? 0, order: taker, side: takerSide },
        { account: events.counterAccount[row] ?? 0, order: resting, side: other },
      ];
      let isOwn = false;
      for (const { account, order, side } of sidesOf) {
        const participant = participants.get(account);
        if (participant === undefined) continue;
        isOwn = true;
        note(row, side === sideCode.buy ? 'bought' : 'sold', { side, price, size, participant });
        const known = open.get(order);
        if (known === undefined) continue;
        known.filled += size;
        if (scope.evidence.has(row)) known.isEvidence = true;
        if (size >= (live.left[order] ?? 0)) end(order, row);
      }
      if (!isOwn && scope.evidence.has(row)) note(row, 'other', { side: takerSide, price, size, participant: null });
    },
    onOther(row) {
      if (!scope.evidence.has(row)) return;
      const [side, price, size] = [events.side[row] ?? 0, events.price[row] ?? 0, events.size[row] ?? 0];
      note(row, 'other', { side, price, size, participant: participants.get(events.account[row] ?? 0) ?? null });
    },
  };
  const finish = () => {
    const isInside = ({ placedMs, endedMs }: OpenOrder): boolean => placedMs <= (untilNs - fromNs) / 1e6 && (endedMs ?? 0) >= 0;
    return { marks, orders: orders.filter(isInside) };
  };
  return { listener, finish };
}
