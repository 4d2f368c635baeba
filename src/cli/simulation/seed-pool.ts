// SPDX-License-Identifier: Apache-2.0
/** Many seeds, on one processor or on several; their results come in the order of the seeds. */
import { type SeedRange, simulate, type SimulationResult } from '../../simulation/index.ts';
import { workInOrder } from '../work-in-order.ts';
import { inputOf, type SeedWish } from './seed-worker.ts';

/** A worker starts in about half a second, in which another plays some ten seeds. */
export const seedsPerJobMin = 10;

export function playSeeds(wish: SeedWish, range: SeedRange, jobs: number): AsyncGenerator<SimulationResult> {
  const script = new URL('./seed-worker.ts', import.meta.url);
  return jobs === 1 ? playHere(wish, range) : workInOrder(seedsOf(range), { script, wish, workers: jobs });
}

function* seedsOf({ first, count }: SeedRange): Generator<number> {
  for (let seed = first; seed < first + count; seed++) yield seed;
}

async function* playHere(wish: SeedWish, range: SeedRange): AsyncGenerator<SimulationResult> {
  const input = inputOf(wish);
  for (const seed of seedsOf(range)) yield await simulate({ ...input, seed });
}
