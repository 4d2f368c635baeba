// SPDX-License-Identifier: Apache-2.0
/** `comity simulate`: runs a simulated federation from seeds, and plays a run again. */
import { availableParallelism } from 'node:os';
import type { Issue } from '../../kernel/index.ts';
import {
  addUp,
  type Coverage,
  type FaultName,
  faultNames,
  plantedFailures,
  type SeedRange,
  type SeedsSummary,
  type SimulationResult,
  storyLengths,
} from '../../simulation/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { playSeeds, seedsPerJobMin } from './seed-pool.ts';
import type { SeedWish } from './seed-worker.ts';

/** A night's run; more is better divided among machines by --seed. */
const seedsMax = 1_000_000;
const progressEveryMs = 5000;
/** More processors than this are better divided by --seed. */
const jobsMax = 64;

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'runs whole federations, from seeds, with faults, and holds them to the promises',
  help: `
  --seeds N              how many seeds, one after the other; 1 if left out
  --seed S               the first of them, a whole number; 1 if left out
  --authorities N        3 to 7; drawn from the seed if left out
  --suite NAME           simulation (fast, the same to the byte) or real (Ed25519 with ML-DSA-65, X-Wing); simulation if left out
  --faults NAMES         of which a run may draw, with commas between them; all, or none. All if left out:
                         ${inLines(faultNames)}
  --length NAME          mixed (the seed decides; two stories of three are short) or long; mixed if left out
  --plant NAME           puts a known failure in, to see it noticed:
                         ${inLines(plantedFailures.map(({ name }) => name))}
  --jobs N               how many seeds at a time; as many as there are processors, or fewer for few seeds, if left out
  --coverage             prints which faults struck how often, and at which points servers crashed
  --trace                prints the story of every run: who did what, when
  --json                 prints the summary as JSON

Progress goes to standard error. Ctrl-C ends after the present seed. Exit code 0: every promise held; 1: one was broken, and how to
play that run again is printed; 2: an option is wrong.

  ./comity simulate --seeds 100 --seed 1
  ./comity simulate --seed 12 --trace`,
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    authorities: { type: 'string' },
    suite: { type: 'string' },
    faults: { type: 'string' },
    plant: { type: 'string' },
    length: { type: 'string' },
    jobs: { type: 'string' },
    coverage: { type: 'boolean' },
    trace: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const wish = readWish(given);
    const asJson = given.has('json');
    if ('issues' in wish) return refuse(output, wish.issues, exitCodes.wrongUse, asJson);
    let isStopped = false;
    const stop = (): void => void (isStopped = true);
    process.once('SIGINT', stop);
    const [begun, progress] = [Date.now(), { at: Date.now() }];
    const results = playSeeds(wish, wish, wish.jobs);
    const summary = await addUp(results, (result, done) => {
      if (given.has('trace')) for (const line of result.story) output.line(line);
      if (result.violation !== null && !asJson) output.problem(failureText(result, given));
      if (Date.now() - progress.at > progressEveryMs) {
        output.problem(`${done} of ${wish.count} seeds`);
        progress.at = Date.now();
      }
      return !isStopped;
    });
    process.removeListener('SIGINT', stop);
    print(output, given, summary, Date.now() - begun);
    return summary.failed.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

/** Names in lines that fit the help. */
function inLines(names: readonly string[]): string {
  const lines: string[] = [''];
  for (const name of names) {
    const last = lines.at(-1) ?? '';
    if (last.length + name.length > 90) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last}, ${name}`;
  }
  return lines.join(',\n                         ');
}

type Wish = SeedWish & SeedRange & { readonly jobs: number };

function readWish(given: Given): Wish | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const number = (name: string, least: number, most: number, otherwise: number): number => {
    const text = given.text(name) ?? String(otherwise);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    issues.push({ path: `--${name}`, problem: `"${text}" is no whole number from ${least} to ${most}.`, remedy });
    return otherwise;
  };
  const suite = given.text('suite') ?? 'simulation';
  if (suite !== 'simulation' && suite !== 'real') issues.push({ path: '--suite', problem: `There is no suite "${suite}".`, remedy });
  const lengthName = given.text('length') ?? 'mixed';
  const length = storyLengths.find((name) => name === lengthName);
  if (length === undefined) issues.push({ path: '--length', problem: `There is no length "${lengthName}".`, remedy });
  const plantName = given.text('plant');
  const planted = plantedFailures.find(({ name }) => name === plantName);
  if (plantName !== null && planted === undefined)
    issues.push({ path: '--plant', problem: `There is no planted failure "${plantName}".`, remedy });
  const count = number('seeds', 1, seedsMax, 1);
  const usefulJobs = Math.max(1, Math.min(availableParallelism(), jobsMax, Math.floor(count / seedsPerJobMin)));
  const wish: Wish = {
    first: number('seed', 0, 999_999_999, 1),
    count,
    jobs: given.text('jobs') === null ? usefulJobs : number('jobs', 1, jobsMax, 1),
    withStories: given.has('trace'),
    authorities: given.text('authorities') === null ? null : number('authorities', 3, 7, 3),
    suite: suite === 'real' ? suite : 'simulation',
    faults: readFaults(given.text('faults') ?? 'all', issues),
    plant: planted?.name ?? null,
    length: length ?? 'mixed',
  };
  return issues.length > 0 || given.words.length > 0 ? { issues: issues.length > 0 ? issues : [noWords] } : wish;
}

const remedy = 'See ./comity simulate --help.';
const noWords: Issue = { path: 'simulate', problem: 'It takes options and no words.', remedy };

function readFaults(text: string, issues: Issue[]): readonly FaultName[] {
  if (text === 'all') return faultNames;
  if (text === 'none') return [];
  return text.split(',').flatMap((word) => {
    const fault = faultNames.find((name) => name === word.trim());
    if (fault === undefined) issues.push({ path: '--faults', problem: `There is no fault "${word.trim()}".`, remedy });
    return fault ?? [];
  });
}

function failureText(result: SimulationResult, given: Given): string {
  const { seed, violation } = result;
  return `seed ${seed}: ${violation?.promise ?? ''} is broken: ${violation?.sentence ?? ''}\n  play it again: ${replayOf(seed, given)}`;
}

function replayOf(seed: number, given: Given): string {
  const options = ['authorities', 'suite', 'faults', 'length', 'plant'].flatMap((name) => {
    const value = given.text(name);
    return value === null ? [] : [`--${name} ${value}`];
  });
  return ['./comity simulate', `--seed ${seed}`, ...options, '--trace'].join(' ');
}

function print(output: Output, given: Given, summary: SeedsSummary, tookMs: number): void {
  const { seeds, failed, dispatches, ends, steps, virtualHours, crashes, coverage, digest } = summary;
  const points = Object.values(coverage.crashPoints);
  const crashPoints = points.filter((count) => count > 0).length;
  const msPerSeed = Math.round(tookMs / Math.max(1, seeds));
  if (given.has('json')) {
    const broken = failed.map(({ seed, violation }) => ({ seed, ...violation, replay: replayOf(seed, given) }));
    const figures = {
      seeds,
      broken,
      dispatches,
      ends,
      steps,
      virtualHours,
      crashes,
      crashPoints,
      points: points.length,
      msPerSeed,
      digest,
    };
    output.line(JSON.stringify(given.has('coverage') ? { ...figures, coverage } : figures));
    return;
  }
  const words = Object.entries(ends).map(([end, count]) => `${count} ${end}`);
  const verdict = failed.length === 0 ? 'every promise held' : `a promise was broken in ${failed.length}`;
  output.line(`${seeds} ${seeds === 1 ? 'seed' : 'seeds'}: ${verdict}.`);
  output.line(
    `${dispatches} dispatches (${words.join(', ')}), ${steps} steps, ${crashes} crashes at ${crashPoints} of ${points.length} points.`,
  );
  if (given.has('coverage')) printCoverage(output, coverage);
  output.line(`${virtualHours} hours went by in the federations, ${msPerSeed} ms a seed here. Their stories: ${digest}.`);
}

function printCoverage(output: Output, { faults, crashPoints, unasked }: Coverage): void {
  output.line('Faults, in how many seeds they were drawn, and how often they struck:');
  for (const name of faultNames) {
    const { runs, times } = faults[name] ?? { runs: 0, times: 0 };
    output.line(`  ${name.padEnd(18)}${String(runs).padStart(8)}${String(times).padStart(10)}`);
  }
  const byName = Object.entries(crashPoints).toSorted(([left], [right]) => (left < right ? -1 : 1));
  output.line('Points (process, what it asks of its surroundings), and how often a server crashed there:');
  for (const [point, count] of byName) output.line(`  ${point.padEnd(56)}${String(count).padStart(8)}`);
  const never = byName.flatMap(([point, count]) => (count === 0 ? [point] : []));
  output.line(`Points that were come by, and never crashed at: ${never.length === 0 ? 'none' : never.join('; ')}.`);
  output.line(`What no process asked: ${unasked.length === 0 ? 'nothing was left out' : unasked.join('; ')}.`);
}
