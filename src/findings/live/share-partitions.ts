// SPDX-License-Identifier: Apache-2.0
/**
 * Who of several workers has which partitions: each as many as any other, give or take one.
 *
 *     8 partitions   one worker    8
 *                    a second      it gives up 4, the other takes them
 *                    one dies      its lease runs out, the other takes its 4
 *
 * Every worker comes to it by itself with each heartbeat, from how many there are: nobody is in charge of the others.
 */
export interface Share {
  /** Of one's own: those to give up, for whoever has too few. */
  readonly giveUp: readonly number[];
  /** How many more to take, where there are free ones. */
  readonly takeMost: number;
}

export function shareOf(own: readonly number[], given: { readonly partitions: number; readonly workers: number }): Share {
  const fair = Math.ceil(given.partitions / Math.max(1, given.workers));
  return { giveUp: own.slice(fair), takeMost: Math.max(0, fair - own.length) };
}
