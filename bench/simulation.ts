// SPDX-License-Identifier: Apache-2.0
/**
 * simulation: what a seed costs, in processor time of one thread, with the simulation suite and with real cryptography.
 *
 * Stories are as continuous integration plays them, two of three short. The first seeds are played before the clock runs, since a
 * program that has just started is several times slower. There is no limit to compare with: what a seed does is decided by the seed.
 */
import { inputOf, type SeedWish } from '../src/cli/simulation/seed-worker.ts';
import { faultNames, runSeeds } from '../src/simulation/index.ts';
import type { Print } from './main.ts';

export async function run(print: Print): Promise<void> {
  print({ name: 'simulation.seed_ms', value: await seedMs('simulation', 200), unit: 'ms', goal: 50 });
  print({ name: 'simulation.real_seed_ms', value: await seedMs('real', 60), unit: 'ms' });
}

const warmUpSeeds = 20;

async function seedMs(suite: SeedWish['suite'], count: number): Promise<number> {
  const input = inputOf({ suite, authorities: null, faults: faultNames, plant: null, length: 'mixed', withStories: false });
  await runSeeds({ ...input, first: 1, count: warmUpSeeds }, () => true);
  const before = process.cpuUsage();
  await runSeeds({ ...input, first: 1 + warmUpSeeds, count }, () => true);
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000 / count);
}
