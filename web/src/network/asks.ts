// SPDX-License-Identifier: Apache-2.0
/** What the bits of an entry in the network say. */
import type { NetworkWire } from '../../../src/agreements/network/wire.ts';
import type { AssistanceKind } from '../../../src/agreements/wire.ts';

export function countOfKinds(kinds: number): number {
  let count = 0;
  for (let left = kinds; left > 0; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

/** The kinds of assistance that the bits stand for. */
export function kindsIn(network: NetworkWire, kinds: number): readonly AssistanceKind[] {
  return network.kinds.filter((_, bit) => Math.floor(kinds / 2 ** bit) % 2 === 1);
}
