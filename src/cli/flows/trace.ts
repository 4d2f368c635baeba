// SPDX-License-Identifier: Apache-2.0
/** `comity trace`: follows money from seeds through a table of movements, forward or backward, by one rule or by several side by side. */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { compareMethods, digested, runTrace, seedsMax, type TraceRequest } from '../../flows/index.ts';
import { seedSchema, type SeedWire, type TraceComparisonWire, traceMethods, type TraceMethod, type TraceWire } from '../../flows/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { readJsonFile } from '../read-file.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { readNames } from './read-names.ts';

const pathsShown = 200;
const pathsMax = 10_000;

export const trace: Command = {
  name: 'trace',
  summary: 'follows money forward or backward, and explains every unit of it by its way',
  help: `
${movementFileHelp}
  --seed ROW[=AMOUNT]    a movement by its row in the files, all of it or a part; may be given up to ${seedsMax} times
  --seeds FILE           seeds as JSON: [{ "row": 3 }, { "party": "...", "at": "2026-10-01T12:00:00.000Z", "amount": "500.00" }]
  --method NAME          ${traceMethods.join(', ')}; several divided by commas, or all: side by side. fifo if left out
  --backward             from the seeds back to where the money came from
  --services FILE        parties at which to stop, one a line: exchanges, mixers, banks' own accounts
  --amount-min AMOUNT    parts smaller than this are not followed
  --age-days-max NUMBER  not longer than this after the seed
  --hops-max NUMBER      not further than this
  --paths NUMBER         how many ways and holders to show; ${pathsShown} if left out. All are counted
  --out FILE             writes the trace, or the comparison with its traces, as JSON
  --json                 prints everything as JSON

Needs no server. What a seed marks equals what is held, what left, and what a stop rule ended, to the unit. Exit code 0: traced;
2: wrongly used, or a file cannot be read.

  ./comity trace examples/flows/small-layering.csv --seed 3 --method all`,
  options: {
    ...movementFileOptions,
    seed: { type: 'string', multiple: true },
    seeds: { type: 'string' },
    method: { type: 'string' },
    backward: { type: 'boolean' },
    services: { type: 'string' },
    'amount-min': { type: 'string' },
    'age-days-max': { type: 'string' },
    'hops-max': { type: 'string' },
    paths: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const refused = (issues: readonly Issue[]): number => refuse(output, issues, exitCodes.wrongUse, asJson);
    const methods = methodsOf(given.text('method') ?? 'fifo');
    if (!methods.ok) return refused(methods.issues);
    const request = await requestOf(given);
    if (!request.ok) return refused(request.issues);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refused(read.issues);
    const [method, ...others] = methods.value;
    if (!asJson) for (const line of ingestLines(read.value.reports, 'movements')) output.line(line);
    if (method !== undefined && others.length === 0) {
      const traced = runTrace(read.value, { ...request.value, method });
      if (!traced.ok) return refused(traced.issues);
      await writeOut(given, traced.value);
      if (asJson) output.line(JSON.stringify(traced.value));
      else printTrace(output, traced.value);
      return exitCodes.done;
    }
    const compared = compareMethods(digested(read.value.movements), request.value, methods.value);
    if (!compared.ok) return refused(compared.issues);
    await writeOut(given, compared.value);
    if (asJson) output.line(JSON.stringify(compared.value));
    else printComparison(output, compared.value.comparison);
    return exitCodes.done;
  },
};

function methodsOf(text: string): Result<readonly TraceMethod[]> {
  const names = text === 'all' ? [...traceMethods] : text.split(',').map((name) => name.trim());
  const found = names.flatMap((name) => traceMethods.find((method) => method === name) ?? []);
  if (found.length === names.length) return ok([...new Set(found)]);
  const wrong = names.find((name) => !traceMethods.some((method) => method === name)) ?? '';
  return failWith([
    { path: '--method', problem: `"${wrong.slice(0, 40)}" is no method.`, remedy: `Choose of ${traceMethods.join(', ')}, or all.` },
  ]);
}

async function requestOf(given: Given): Promise<Result<Omit<TraceRequest, 'method'>>> {
  const numbers = numberOptions(given);
  const [ageDaysMax, hopsMax] = [numbers.wholeOrNull('age-days-max', 0, 36_500), numbers.wholeOrNull('hops-max', 1, 10_000)];
  const shown = numbers.whole('paths', 1, pathsMax, pathsShown);
  const rows = given.texts('seed').map((text): SeedWire | Issue => {
    const seed = /^(\d{1,15})(?:=(\d{1,90}(?:\.\d{1,36})?))?$/.exec(text);
    if (seed === null) return { path: '--seed', problem: `"${text.slice(0, 60)}" is no row.`, remedy: 'Write 3, or 3=500.00.' };
    return { row: Number(seed[1]), ...(seed[2] === undefined ? {} : { amount: seed[2] }) };
  });
  const issues: Issue[] = [...numbers.issues];
  const seeds: SeedWire[] = [];
  for (const row of rows) {
    if ('problem' in row) issues.push(row);
    else seeds.push(row);
  }
  const file = given.text('seeds');
  const read = file === null ? ok([]) : await readJsonFile(file, z.array(seedSchema), 'Give a list of seeds; see --help.');
  if (!read.ok) issues.push(...read.issues);
  const services = await readNames(given.text('services'));
  if (!services.ok) issues.push(...services.issues);
  if (issues.length > 0 || !read.ok || !services.ok) return failWith(issues);
  return ok({
    seeds: [...seeds, ...read.value],
    direction: given.has('backward') ? 'backward' : 'forward',
    services: services.value,
    amountMin: given.text('amount-min'),
    ageDaysMax,
    hopsMax,
    pathsMax: shown,
  });
}

async function writeOut(given: Given, value: unknown): Promise<void> {
  const out = given.text('out');
  if (out !== null) await writeFile(out, `${JSON.stringify(value, null, 2)}\n`);
}

const linesShown = 12;

function printTrace(output: Output, { method, direction, seeds, totals, holders, paths, input, digest }: TraceWire): void {
  output.line(`\n${direction} by ${method}, ${digest}`);
  if (input.holdingsWithOpening > 0) {
    output.line(`${input.holdingsWithOpening} holdings paid more than they were seen to receive; they are taken to have had it before.`);
  }
  for (const { seed, asset, marked, convertedIn, ended } of totals) {
    const parts = Object.entries(ended).map(([kind, amount]) => `${kind} ${amount}`);
    const converted = /[1-9]/.test(convertedIn) ? ` + ${convertedIn} converted in` : '';
    output.line(`${seeds[seed]?.name ?? ''}: ${marked}${converted} ${asset.symbol} = ${parts.join(' + ')}`);
  }
  for (const { party, asset, kind, amount } of holders.first.slice(0, linesShown)) {
    output.line(`  ${party.padEnd(44)} ${amount.padStart(24)} ${asset.symbol}  ${kind}`);
  }
  if (holders.count > linesShown) output.line(`  and ${holders.count - linesShown} more`);
  output.line(`${paths.count} ways; the largest:`);
  for (const { amount, asset, kind, steps, stepsLeftOut } of paths.first.slice(0, linesShown)) {
    const first = steps[0];
    const way = [...(first === undefined ? [] : [first.from]), ...steps.map(({ to }) => to)];
    output.line(`  ${amount} ${asset.symbol} ${kind}: ${way.join(' > ')}${stepsLeftOut > 0 ? ` (${stepsLeftOut} steps left out)` : ''}`);
  }
}

function printComparison(output: Output, { methods, parties, direction }: TraceComparisonWire): void {
  output.line(`\n${direction}, by method:`);
  output.line(`${''.padEnd(46)}${methods.map(({ method }) => method.padStart(16)).join('')}`);
  for (const { party, asset, amounts } of parties.first.slice(0, linesShown * 2)) {
    output.line(`${`${party} (${asset.symbol})`.padEnd(46)}${amounts.map((amount) => amount.padStart(16)).join('')}`);
  }
  output.line(`${'ways'.padEnd(46)}${methods.map(({ paths }) => String(paths).padStart(16)).join('')}`);
  output.line(`${parties.count} parties are touched by one method or another.`);
}
