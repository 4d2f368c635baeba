// SPDX-License-Identifier: Apache-2.0
/**
 * The pace of a story: how much work there is in its busy hours, by which it is short or long.
 *
 * Nearly all of what a seed costs is its dispatches. Short stories have half as many and as many faults, which so fall closer together:
 * for each second of a processor they show most failures sooner. What takes many steps to go wrong (a datum passed on twice and then
 * recalled, a server restored to where it was long ago) shows in long ones alone. So two of three are short: decisions/0362.
 */
import type { Dice } from './dice.ts';

/** Mixed: the seed decides, and two stories of three are short. */
export const storyLengths = ['mixed', 'long'] as const;
export type StoryLength = (typeof storyLengths)[number];

export interface Pace {
  /** How often somebody looks at a desk. */
  readonly looks: readonly [least: number, most: number];
  /** How probable it is that one time somebody has many things to do at once. */
  readonly bulk: number;
}

const long: Pace = { looks: [6, 24], bulk: 0.3 };
const short: Pace = { looks: [2, 7], bulk: 0.1 };
const shortShare = 2 / 3;

/** By dice of its own: a long story is the same whether it was drawn or asked for. */
export function paceOf(length: StoryLength, dice: Dice): Pace {
  return length === 'mixed' && dice.chance(shortShare) ? short : long;
}
