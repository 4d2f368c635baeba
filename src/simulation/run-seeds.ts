// SPDX-License-Identifier: Apache-2.0
/**
 * Running many seeds, and what they come to together: how they ended, which faults struck how often, and at which of all
 * the points that a server comes by it was made to crash.
 *
 * Results are added up in the order of their seeds, whoever played them and whenever they were ready: so the sum is the same
 * for one processor and for eight.
 */
import { type Digest, digestOfJson } from '../seals/index.ts';
import { stepNames } from './authorities/server-ports.ts';
import type { FaultName } from './faults/fault-table.ts';
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
  readonly coverage: Coverage;
}

/** What the runs met. A fault that never struck was not tried, and a point at which nothing crashed is not known to be safe. */
export interface Coverage {
  /** In how many runs each fault was drawn, and how often it struck in them. */
  readonly faults: Readonly<Partial<Record<FaultName, { readonly runs: number; readonly times: number }>>>;
  /** How often a server crashed at each point (process, and what it was about to do or had just done); 0 for points only passed. */
  readonly crashPoints: Readonly<Record<string, number>>;
  /** What a process can ask of store and network, and none did: stories that never come to it say nothing of it. */
  readonly unasked: readonly string[];
}

export interface SeedRange {
  readonly first: number;
  readonly count: number;
}

/** Stories and figures of failed seeds are kept, up to this many: nobody reads more. */
const failedKeptMax = 20;

/** Runs the seeds `first`, `first + 1`, and so on, here; `goOn` is asked after each. */
export function runSeeds(
  input: Omit<SimulationInput, 'seed'> & SeedRange,
  goOn: (result: SimulationResult, done: number) => boolean,
): Promise<SeedsSummary> {
  return addUp(playEach(input), goOn);
}

async function* playEach({ first, count, ...input }: Omit<SimulationInput, 'seed'> & SeedRange): AsyncGenerator<SimulationResult> {
  for (let seed = first; seed < first + count; seed++) yield await simulate({ ...input, seed });
}

/** Adds up results in the order in which they come, which is that of their seeds. Stops asking for more when `goOn` says so. */
export async function addUp(
  results: AsyncIterable<SimulationResult>,
  goOn: (result: SimulationResult, done: number) => boolean,
): Promise<SeedsSummary> {
  const failed: SimulationResult[] = [];
  const stories: Digest[] = [];
  const [ends, crashPoints] = [new Map<string, number>(), new Map<string, number>()];
  const faults = new Map<FaultName, { readonly runs: number; readonly times: number }>();
  let [dispatches, steps, virtualMs, crashes] = [0, 0, 0, 0];
  for await (const result of results) {
    const { figures, violation, struck } = result;
    stories.push(result.digest);
    dispatches += figures.dispatches;
    steps += figures.steps;
    virtualMs += figures.virtualMs;
    for (const [end, count] of Object.entries(figures.ends)) addTo(ends, end, count);
    for (const point of result.gates.keys()) addTo(crashPoints, point, 0);
    for (const [point, count] of result.crashPoints) {
      addTo(crashPoints, point, count);
      crashes += count;
    }
    for (const [name, times] of struck) {
      const known = faults.get(name) ?? { runs: 0, times: 0 };
      faults.set(name, { runs: known.runs + 1, times: known.times + times });
    }
    if (violation !== null && failed.length < failedKeptMax) failed.push(result);
    if (!goOn(result, stories.length)) break;
  }
  const asked = new Set([...crashPoints.keys()].map((point) => point.split(' ').at(-1)));
  const unasked = stepNames().filter((name) => !asked.has(name));
  const coverage = { faults: Object.fromEntries(faults), crashPoints: Object.fromEntries(crashPoints), unasked };
  const [seeds, virtualHours, digest] = [stories.length, Math.round(virtualMs / 3_600_000), digestOfJson(stories)];
  return { seeds, failed, dispatches, ends: Object.fromEntries(ends), steps, virtualHours, crashes, digest, coverage };
}

function addTo(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
