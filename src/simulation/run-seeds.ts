// SPDX-License-Identifier: Apache-2.0
/**
 * Running many seeds one after the other, and what they come to together.
 */
import { type Digest, digestOfJson } from '../seals/index.ts';
import { simulate, type SimulationInput, type SimulationResult } from './simulate.ts';

export interface SeedsSummary {
  readonly seeds: number;
  readonly failed: readonly SimulationResult[];
  readonly dispatches: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly virtualHours: number;
  readonly crashes: number;
  /** Over the digests of all stories: equal for equal runs, wherever they are run. */
  readonly digest: Digest;
  /** At how many different points a server was made to crash. */
  readonly crashPoints: number;
}

/** Stories and figures of failed seeds are kept, up to this many: nobody reads more. */
const failedKeptMax = 20;

/** Runs the seeds `first`, `first + 1`, and so on; `goOn` is asked after each. */
export async function runSeeds(
  input: Omit<SimulationInput, 'seed'> & { readonly first: number; readonly count: number },
  goOn: (result: SimulationResult, done: number) => boolean,
): Promise<SeedsSummary> {
  const failed: SimulationResult[] = [];
  const ends: Record<string, number> = {};
  const stories: Digest[] = [];
  const crashPoints = new Map<string, number>();
  let [seeds, dispatches, steps, virtualMs] = [0, 0, 0, 0];
  while (seeds < input.count) {
    const result = await simulate({ ...input, seed: input.first + seeds });
    seeds++;
    stories.push(result.digest);
    dispatches += result.figures.dispatches;
    steps += result.figures.steps;
    virtualMs += result.figures.virtualMs;
    for (const [end, count] of Object.entries(result.figures.ends)) ends[end] = (ends[end] ?? 0) + count;
    for (const [point, count] of result.crashPoints) crashPoints.set(point, (crashPoints.get(point) ?? 0) + count);
    if (result.violation !== null && failed.length < failedKeptMax) failed.push(result);
    if (!goOn(result, seeds)) break;
  }
  const crashes = [...crashPoints.values()].reduce((sum, count) => sum + count, 0);
  const [virtualHours, digest] = [Math.round(virtualMs / 3_600_000), digestOfJson(stories)];
  return { seeds, failed, dispatches, ends, steps, virtualHours, crashes, crashPoints: crashPoints.size, digest };
}
