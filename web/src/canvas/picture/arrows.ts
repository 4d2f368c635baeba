// SPDX-License-Identifier: Apache-2.0
/** Arrows between parties on the canvas: one for each payer and payee, with what was paid in each asset written on it. */
import type { PairSumWire } from '../../../../src/flows/wire.ts';
import type { AmountReader } from '../../messages/amounts.ts';
import { boxHeight, boxWidth } from './lay-picture.ts';
import type { Placed } from './picture-state.ts';

export interface Arrow {
  readonly from: Placed;
  readonly to: Placed;
  readonly movements: number;
  readonly label: string;
  /** From where to where, with the points that bend it. */
  readonly curve: readonly [x1: number, y1: number, cx1: number, cy1: number, cx2: number, cy2: number, x2: number, y2: number];
}

/** What one paid another, in all assets. */
interface JoinedPair {
  readonly from: string;
  readonly to: string;
  readonly movements: number;
  readonly label: string;
}

/** Apart from the places, so that nothing is joined anew while a party is moved. */
export function joinPairs(pairs: readonly PairSumWire[], amounts: AmountReader): readonly JoinedPair[] {
  const grouped = new Map<string, PairSumWire[]>();
  for (const pair of pairs) {
    const key = `${pair.from}\u0000${pair.to}`;
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, [pair]);
    else known.push(pair);
  }
  return [...grouped.values()].map((group) => ({
    from: group[0]?.from ?? '',
    to: group[0]?.to ?? '',
    movements: group.reduce((sum, pair) => sum + pair.movements, 0),
    label: labelOf(group, amounts),
  }));
}

export function arrowsOf(parties: readonly Placed[], joined: readonly JoinedPair[]): readonly Arrow[] {
  const placed = new Map(parties.map((party) => [party.name, party]));
  return joined.flatMap(({ from: payer, to: payee, movements, label }): Arrow[] => {
    const [from, to] = [placed.get(payer), placed.get(payee)];
    // A party that was just taken off is still in the sums of before.
    return from === undefined || to === undefined ? [] : [{ from, to, movements, label, curve: curveBetween(from, to) }];
  });
}

function labelOf(group: readonly PairSumWire[], amounts: AmountReader): string {
  const [first] = group;
  const more = group.length > 1 ? ` +${group.length - 1}` : '';
  return `${amounts(first?.amount ?? '')} ${first?.asset.symbol ?? ''}${more}`;
}

/** From side to side where they stand in different columns; by a bow at the side of both where they stand upon each other. */
function curveBetween(from: Placed, to: Placed): Arrow['curve'] {
  const [y1, y2] = [from.y + boxHeight / 2, to.y + boxHeight / 2];
  if (Math.abs(to.x - from.x) < boxWidth) {
    const [x1, x2] = [from.x + boxWidth, to.x + boxWidth];
    const bow = Math.max(x1, x2) + 70;
    return [x1, y1, bow, y1, bow, y2, x2, y2];
  }
  // What goes back runs a little lower than what comes, so that both are seen.
  const isRight = to.x > from.x;
  const [x1, x2] = isRight ? [from.x + boxWidth, to.x] : [from.x, to.x + boxWidth];
  const shift = isRight ? -4 : 6;
  const middle = (x1 + x2) / 2;
  return [x1, y1 + shift, middle, y1 + shift, middle, y2 + shift, x2, y2 + shift];
}

/** The point half way along. */
export function middleOf([x1, y1, cx1, cy1, cx2, cy2, x2, y2]: Arrow['curve']): readonly [x: number, y: number] {
  return [(x1 + 3 * cx1 + 3 * cx2 + x2) / 8, (y1 + 3 * cy1 + 3 * cy2 + y2) / 8];
}

/** From the payer's side a line of one movement, three times as wide for a thousand. */
export function widthOf({ movements }: Arrow): number {
  return 1 + Math.log10(Math.max(1, movements)) * 0.9;
}

const nameMax = 21;

export function shortName(name: string): string {
  return name.length > nameMax ? `${name.slice(0, 9)}…${name.slice(-10)}` : name;
}
