// SPDX-License-Identifier: Apache-2.0
/**
 * Simple cycles of few hops, whatever the order of their movements: who paid whom at any time, round to the first.
 *
 * Each cycle is found once, from its party with the lowest number. A party with more counterparties than the limit is a hub (a bank's own
 * account, an exchange), through which everybody is in a circle with everybody; it takes no part.
 */
export interface PairGraph {
  /** By party: whom it pays, each once, in rising order. */
  readonly paid: readonly (readonly number[])[];
}

export interface SimpleCycleSearch {
  readonly lengthMax: number;
  readonly degreeMax: number;
  /** False ends the search. */
  readonly onCycle: (parties: readonly number[]) => boolean;
}

export function findSimpleCycles({ paid }: PairGraph, { lengthMax, degreeMax, onCycle }: SimpleCycleSearch): number {
  const onPath = new Uint8Array(paid.length);
  const path: number[] = [];
  let cycles = 0;
  let isStopped = false;
  const walk = (root: number, party: number): void => {
    path.push(party);
    onPath[party] = 1;
    for (const next of paid[party] ?? []) {
      if (isStopped) break;
      if (next === root) {
        cycles += 1;
        if (!onCycle(path)) isStopped = true;
      } else if (next > root && onPath[next] === 0 && path.length < lengthMax && (paid[next]?.length ?? 0) <= degreeMax) walk(root, next);
    }
    onPath[party] = 0;
    path.pop();
  };
  for (let root = 1; root < paid.length && !isStopped; root += 1) if ((paid[root]?.length ?? 0) <= degreeMax) walk(root, root);
  return cycles;
}
