// SPDX-License-Identifier: Apache-2.0
/** `comity movements FILE... --keep FOLDER`: files of any size become a table on disk, with progress, until it is done or stopped. */
import { availableParallelism } from 'node:os';
import { keepMovementFiles, type TableFacts } from '../../columns/index.ts';
import { exitCodes, type Given, type Output, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { namedFiles } from './movement-files.ts';

export async function keepMovements(given: Given, output: Output): Promise<number> {
  const asJson = given.has('json');
  const folder = (given.text('keep') ?? '').replace(/\/+$/, '');
  const others = ['out', 'prices'].filter((name) => given.text(name) !== null);
  const files = await namedFiles(given);
  const issues = [
    ...others.map((name) => ({
      path: `--${name}`,
      problem: 'It does not go with --keep.',
      remedy: `Keep the table, then give its folder with --${name}.`,
    })),
    ...(folder === '' ? [{ path: '--keep', problem: 'It names no folder.', remedy: 'Name one that is not there yet.' }] : []),
    ...(files.ok ? [] : files.issues),
  ];
  if (issues.length > 0 || !files.ok) return refuse(output, issues, exitCodes.wrongUse, asJson);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const tell = (sentence: string): void => {
    if (!asJson) output.problem(`${String(Math.round(seconds())).padStart(5)} s  ${sentence}`);
  };
  const kept = await keepMovementFiles(files.value, folder, {
    threads: availableParallelism(),
    spillFolder: folder,
    tell,
    tellRows: rowsTeller(tell),
    stop: stop.signal,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, onSignal);
  if (!kept.ok) return refuse(output, kept.issues, stop.signal.aborted ? exitCodes.no : exitCodes.wrongUse, asJson);
  print(output, asJson, folder, kept.value, seconds());
  return kept.value.reports.some(({ faults }) => faults.some(({ isLeftOut }) => isLeftOut)) ? exitCodes.no : exitCodes.done;
}

/** A person who waits looks every few seconds. */
const lookEveryMs = 3000;

function rowsTeller(tell: (sentence: string) => void): (source: string, rows: number) => void {
  let last = { source: '', rows: 0, at: performance.now() };
  return (source, rows) => {
    const at = performance.now();
    if (source === last.source && at - last.at < lookEveryMs) return;
    const before = source === last.source ? last.rows : 0;
    const rate = Math.round(((rows - before) * 1000) / Math.max(1, at - last.at));
    tell(`${source}: ${rows} rows, ${rate} a second`);
    last = { source, rows, at };
  };
}

function print(output: Output, asJson: boolean, folder: string, facts: TableFacts, seconds: number): void {
  const { count, assets, digest, reports } = facts;
  const parties = facts.parties - 1;
  if (asJson) {
    output.line(JSON.stringify({ folder, movements: count, parties, assets, digest, reports }));
    return;
  }
  for (const line of ingestLines(reports, 'movements')) output.line(line);
  output.line(`${count} movements among ${parties} parties in ${assets.length} assets, ${digest}`);
  output.line(`kept in ${folder}, ${Math.round(count / Math.max(seconds, 0.001))} movements a second`);
}
