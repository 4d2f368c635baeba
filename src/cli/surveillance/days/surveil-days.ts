// SPDX-License-Identifier: Apache-2.0
/** `comity surveil-days`: looks for patterns in an archive of market events, day by day, and goes on where it was stopped. */
import { availableParallelism } from 'node:os';
import { type Issue, issuesText } from '../../../kernel/index.ts';
import { findPattern } from '../../../surveillance/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../../command.ts';
import { readParameters } from '../../read-parameters.ts';
import { workInOrder } from '../../work-in-order.ts';
import { makeFolder } from '../../write-file.ts';
import { choosePatterns } from '../choose-patterns.ts';
import { findMapping } from '../market-files.ts';
import { findMarketDays, type MarketDay } from './find-days.ts';
import type { DayDone, DaysWish } from './look-at-day.ts';

const workersMax = 64;

export const surveilDays: Command = {
  name: 'surveil-days',
  summary: 'looks for patterns of market abuse in an archive, day by day, and goes on where it was stopped',
  help: `
  FOLDER                 the archive: a folder for each day, 2026-11-02 or day=2026-11-02, with files by instrument below it (Parquet,
                         CSV, JSON lines) and moments.json where the day has closes, fixings, settlements or announcements
  --out FOLDER           where a day's alerts and report are written: DAY.alerts.jsonl for ./comity rerun, and DAY.json
  --mapping NAME|FILE    how the columns are named: comity (the default), binance, coinbase, deribit, or a mapping file
  --patterns LIST        which patterns, divided by commas; all of them if left out. See ./comity detectors
  --parameters FILE      values in the place of the patterns' own, by pattern and parameter (JSON)
  --workers NUMBER       days looked at at once, each in memory as a whole; as many as there are processors if left out
  --json                 prints a line of JSON for each day

A day that was looked at before is not looked at again, unless a file of it, a pattern or a parameter has changed. It may be stopped at
any time: a day is written whole or not at all. A practice that lasts over midnight is found by ./comity surveil over the files of both
days. Needs no server. Exit code 0: nothing found; 1: there are alerts; 2: wrongly used, or a day cannot be read (the others are done);
3: the folder cannot be made, or a worker ended, such as for want of memory.

  ./comity surveil-days archive --out alerts --workers 2`,
  options: {
    out: { type: 'string' },
    mapping: { type: 'string' },
    patterns: { type: 'string' },
    parameters: { type: 'string' },
    workers: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asked = await readWish(given);
    if ('issues' in asked) return refuse(output, asked.issues, exitCodes.wrongUse, given.has('json'));
    const { wish, days, workers } = asked;
    const made = await makeFolder(wish.out);
    if (!made.ok) return refuse(output, made.issues, exitCodes.surroundings, given.has('json'));
    return lookAtDays(wish, { days, workers }, { output, asJson: given.has('json') });
  },
};

interface Asked {
  readonly wish: DaysWish;
  readonly days: readonly MarketDay[];
  readonly workers: number;
}

async function readWish(given: Given): Promise<Asked | { readonly issues: readonly Issue[] }> {
  const [folder, ...others] = given.words;
  const out = given.text('out');
  const issues: Issue[] = [];
  if (folder === undefined || others.length > 0)
    issues.push({ path: 'FOLDER', problem: 'Give exactly one folder.', remedy: 'See --help.' });
  if (out === null) issues.push({ path: '--out', problem: 'It is missing.', remedy: 'Give the folder for what is found.' });
  const processors = availableParallelism();
  const workers = Number(given.text('workers') ?? Math.min(processors, workersMax));
  if (!Number.isInteger(workers) || workers < 1 || workers > workersMax) {
    issues.push({ path: '--workers', problem: 'It is no whole number in its limits.', remedy: `Give 1 to ${workersMax}.` });
  }
  if (folder === undefined || out === null || issues.length > 0) return { issues };
  const chosen = choosePatterns(given.text('patterns'));
  if (!chosen.ok) return chosen;
  const parameters = await readParameters(given.text('parameters'), findPattern);
  if (!parameters.ok) return parameters;
  const mapping = await findMapping(given.text('mapping') ?? 'comity');
  if (!mapping.ok) return mapping;
  const days = await findMarketDays(folder);
  if (!days.ok) return days;
  const atOnce = Math.min(workers, days.value.length);
  const threads = Math.max(1, Math.floor(processors / atOnce));
  const patterns = chosen.value.map(({ id }) => id);
  const wish = { folder, out, mapping: mapping.value, patterns, parameters: parameters.value, threads };
  return { wish, days: days.value, workers: atOnce };
}

async function lookAtDays(
  wish: DaysWish,
  { days, workers }: Pick<Asked, 'days' | 'workers'>,
  { output, asJson }: { readonly output: Output; readonly asJson: boolean },
): Promise<number> {
  const script = new URL('./day-worker.ts', import.meta.url);
  let [seen, alerts, hasFailed] = [0, 0, false];
  try {
    for await (const done of workInOrder<MarketDay, DayDone>(days, { script, wish, workers })) {
      seen += 1;
      if (done.kind === 'failed') hasFailed = true;
      else alerts += done.alerts;
      if (asJson) output.line(JSON.stringify(done));
      else if (done.kind === 'failed') output.problem(issuesText(done.issues));
      else output.line(`${dayText(done)} (${seen} of ${days.length} days)`);
    }
  } catch (error) {
    const day = days[seen]?.day ?? 'a day';
    const problem = `Its worker ended: ${error instanceof Error ? error.message : 'unknown'}.`;
    const remedy = 'Days before it are done. Give fewer --workers, so that each has more memory, or divide the day.';
    return refuse(output, [{ path: day, problem, remedy }], exitCodes.surroundings, asJson);
  }
  if (!asJson) output.line(alerts === 0 ? 'no alert' : `${alerts} alert${alerts === 1 ? '' : 's'}, in ${wish.out}`);
  if (hasFailed) return exitCodes.wrongUse;
  return alerts === 0 ? exitCodes.done : exitCodes.no;
}

function dayText({ day, events, alerts, leftOut, isKept }: Extract<DayDone, { kind: 'done' }>): string {
  const left = leftOut === 0 ? '' : `, ${leftOut} rows left out`;
  return `${day}: ${events} events${left}, ${alerts} alert${alerts === 1 ? '' : 's'}${isKept ? ', as looked at before' : ''}`;
}
