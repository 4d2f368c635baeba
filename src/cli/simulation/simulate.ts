// SPDX-License-Identifier: Apache-2.0
/** `comity simulate`: runs a simulated federation from seeds, and plays a run again. */
import type { Issue } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import {
  type FaultName,
  faultNames,
  plantedFailures,
  runSeeds,
  type SeedsSummary,
  type SimulationResult,
  simulationSuites,
} from '../../simulation/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';

/** A night's run; more is better divided among machines by --seed. */
const seedsMax = 1_000_000;
const progressEveryMs = 5000;

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'runs whole federations in this process, from seeds, with faults, and holds them to the promises',
  help: `
  --seeds N              how many seeds, one after the other; 1 if left out
  --seed S               the first of them, a whole number; 1 if left out
  --authorities N        3 to 7; drawn from the seed if left out
  --suite NAME           simulation (fast, the same to the byte) or real (Ed25519 with ML-DSA-65, X-Wing); simulation if left out
  --faults NAMES         of which a run may draw, with commas between them; all, or none. All if left out:
                         ${inLines(faultNames)}
  --plant NAME           puts a known failure in, to see it noticed:
                         ${inLines(plantedFailures.map(({ name }) => name))}
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
    const summary = await runSeeds({ ...wish, idle: () => new Promise((done) => setImmediate(done)) }, (result, done) => {
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

type Wish = Omit<Parameters<typeof runSeeds>[0], 'idle'>;

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
  const plantName = given.text('plant');
  const planted = plantedFailures.find(({ name }) => name === plantName);
  if (plantName !== null && planted === undefined)
    issues.push({ path: '--plant', problem: `There is no planted failure "${plantName}".`, remedy });
  const wish: Wish = {
    first: number('seed', 0, 999_999_999, 1),
    count: number('seeds', 1, seedsMax, 1),
    authorities: given.text('authorities') === null ? null : number('authorities', 3, 7, 3),
    suites: suite === 'real' ? realSuites : simulationSuites,
    faults: readFaults(given.text('faults') ?? 'all', issues),
    plant: planted?.plant ?? null,
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
  const options = ['authorities', 'suite', 'faults', 'plant'].flatMap((name) => {
    const value = given.text(name);
    return value === null ? [] : [`--${name} ${value}`];
  });
  return ['./comity simulate', `--seed ${seed}`, ...options, '--trace'].join(' ');
}

function print(output: Output, given: Given, summary: SeedsSummary, tookMs: number): void {
  const { seeds, failed, dispatches, ends, steps, virtualHours, crashes, crashPoints, digest } = summary;
  const msPerSeed = Math.round(tookMs / Math.max(1, seeds));
  if (given.has('json')) {
    const broken = failed.map(({ seed, violation }) => ({ seed, ...violation, replay: replayOf(seed, given) }));
    output.line(JSON.stringify({ seeds, broken, dispatches, ends, steps, virtualHours, crashes, crashPoints, msPerSeed, digest }));
    return;
  }
  const words = Object.entries(ends).map(([end, count]) => `${count} ${end}`);
  const verdict = failed.length === 0 ? 'every promise held' : `a promise was broken in ${failed.length}`;
  output.line(`${seeds} ${seeds === 1 ? 'seed' : 'seeds'}: ${verdict}.`);
  output.line(`${dispatches} dispatches (${words.join(', ')}), ${steps} steps, ${crashes} crashes at ${crashPoints} points.`);
  output.line(`${virtualHours} hours went by in the federations, ${msPerSeed} ms a seed here. Their stories: ${digest}.`);
}
