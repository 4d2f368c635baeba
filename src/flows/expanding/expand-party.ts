// SPDX-License-Identifier: Apache-2.0
/**
 * Expanding: the parties around one, hop by hop, and the sums between them.
 *
 * A picture of more than a few thousand parties is read by nobody, so there is a limit, and a party with too many counterparties is shown
 * and not gone through: behind an exchange lies everybody. What was left out is counted, never silently missing.
 */
import type { WhoPaidWhom } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { ExpansionWire } from '../wire.ts';
import { pairSums } from './pair-sums.ts';

export interface ExpandRequest {
  readonly party: string;
  readonly hopsMax: number;
  readonly way: 'out' | 'in' | 'both';
  /** The most parties of the picture. */
  readonly partiesMax: number;
  /** Movements of a party on one side; with more it is a hub. */
  readonly degreeMax: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

export function expandParty(paid: WhoPaidWhom, request: ExpandRequest): Result<Omit<ExpansionWire, 'digest' | 'input'>> {
  const root = paid.parties.find(request.party);
  if (root === null || root === 0) return fail('party', 'No movement names this party.', 'Write it as the files do.');
  const hops = new Map<number, number>([[root, 0]]);
  const edges = pairSums(paid);
  const hubs: number[] = [];
  let leftOut = 0;
  let ring = [root];
  for (let hop = 0; hop < request.hopsMax && ring.length > 0; hop += 1) {
    const next: number[] = [];
    for (const party of ring) {
      for (const side of sidesOf[request.way]) {
        const movements = paid.movementsOf(party, side);
        if (movements.count > request.degreeMax && party !== root) {
          hubs.push(party);
          continue;
        }
        for (let index = 0; index < movements.count; index += 1) {
          const other = movements.other(index);
          const timeMs = movements.timeMs(index);
          if (other === 0 || timeMs < request.fromMs || timeMs > request.untilMs) continue;
          if (!hops.has(other)) {
            if (hops.size >= request.partiesMax) {
              leftOut += 1;
              continue;
            }
            hops.set(other, hop + 1);
            next.push(other);
          }
          edges.add(party, side, movements, index);
        }
      }
    }
    ring = next;
  }
  const isHub = new Set(hubs);
  return ok({
    format: 'comity-expansion/1',
    party: request.party,
    hopsMax: request.hopsMax,
    parties: [...hops].map(([party, away]) => ({ name: paid.parties.nameOf(party), hops: away, isHub: isHub.has(party) })),
    edges: edges.list(),
    /** Movements to parties for which there was no room. */
    movementsLeftOut: leftOut,
  });
}

const sidesOf = { out: ['out'], in: ['in'], both: ['out', 'in'] } as const;
