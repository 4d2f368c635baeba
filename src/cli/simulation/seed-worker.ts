// SPDX-License-Identifier: Apache-2.0
/**
 * One worker of `comity simulate --jobs`: plays a seed, hands the result back, and waits for the next.
 *
 * It is started by seed-pool.ts with the wish in words (names of suite, faults and plant), since functions do not cross between
 * threads. Stories of runs that held are long and read by nobody, so they stay here unless somebody asked for them.
 */
import assert from 'node:assert/strict';
import { parentPort, workerData } from 'node:worker_threads';
import { realSuites } from '../../seals/index.ts';
import {
  type FaultName,
  plantedFailures,
  simulate,
  type SimulationInput,
  simulationSuites,
  type StoryLength,
  verifiedOnce,
} from '../../simulation/index.ts';
import { servePieces } from '../work-in-order.ts';
import { idling } from './idle.ts';

/** What to play, in words. */
export interface SeedWish {
  readonly suite: 'simulation' | 'real';
  readonly authorities: number | null;
  readonly faults: readonly FaultName[];
  readonly plant: string | null;
  readonly length: StoryLength;
  readonly withStories: boolean;
}

/** One for all seeds: who the authorities are is made once for each suite. */
const realInSimulation = verifiedOnce(realSuites);

export function inputOf({ suite, authorities, faults, plant, length }: SeedWish): Omit<SimulationInput, 'seed'> {
  return {
    suites: suite === 'real' ? realInSimulation : simulationSuites,
    authorities,
    faults,
    plant: plantedFailures.find(({ name }) => name === plant)?.plant ?? null,
    length,
    idle: idling(),
  };
}

if (parentPort !== null) {
  const wish = workerData as SeedWish;
  const input = inputOf(wish);
  servePieces(parentPort, async (seed) => {
    assert(typeof seed === 'number', 'a seed is a number');
    const result = await simulate({ ...input, seed });
    return { ...result, story: wish.withStories || result.violation !== null ? result.story : [] };
  });
}
