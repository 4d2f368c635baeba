// SPDX-License-Identifier: Apache-2.0
/**
 * The shapes on the public graphs of AMLSim, whose labels stand on parties: of the parties that shapes name, the one that stands out most
 * first, how many are labelled (precision) once so many of all labelled parties are found (recall).
 *
 * About a third of the labelled parties have no part in any payment of an alert, and what they paid looks like what everybody paid, so a
 * recall of more than two thirds is chance. `flows.labelled_with_a_trace` says how many of them do have a part: payments of alerts are
 * under 100 there, and all others over it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Movements, movementMappingsInTheBox, movementsBuilder, openTextRows, readMovementRows } from '../../src/columns/index.ts';
import { digested, runShapes, scoresByParty, shapes } from '../../src/flows/index.ts';
import type { Print } from '../main.ts';

const graphs = ['fanin200', 'cycle200'] as const;
const recalls = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] as const;
/** Amounts are of cents. */
const ordinaryFrom = 100_00;

export async function onLabelledGraphs(print: Print): Promise<void> {
  for (const graph of graphs) {
    const folder = fileURLToPath(new URL(`../../../shared/data/flows/amlsim-20K_${graph}/`, import.meta.url));
    if (existsSync(folder)) await onGraph(print, graph, folder);
    else process.stderr.write(`no graph at ${folder}: its curve is left out\n`);
  }
}

async function onGraph(print: Print, graph: string, folder: string): Promise<void> {
  const movements = await readGraph(`${folder}transactions.csv.gz`);
  const labelled = labelledOf(readFileSync(`${folder}nodes.csv`, 'utf8'));
  const scores = scoresByParty(runShapes(digested(movements), { shapes, parameters: {}, onProgress: () => undefined }));
  const ranked = [...scores].toSorted(([one, left], [other, right]) => right - left || (one < other ? -1 : 1));
  const precisions = new Map<number, number>();
  let right = 0;
  for (const [index, [party]] of ranked.entries()) {
    if (labelled.has(party)) right += 1;
    for (const recall of recalls)
      if (right >= recall * labelled.size && !precisions.has(recall)) precisions.set(recall, right / (index + 1));
  }
  for (const [recall, precision] of precisions)
    print({ name: `flows.precision_at_recall_${recall} ${graph}`, value: round(precision), unit: 'share', goal: 0.5 });
  print({ name: `flows.labelled_recall ${graph}`, value: round(right / labelled.size), unit: 'share', goal: 0.95 });
  print({ name: `flows.labelled_precision ${graph}`, value: round(right / ranked.length), unit: 'share', goal: 0.5 });
  const traced = inSmallPayments(movements);
  print({
    name: `flows.labelled_with_a_trace ${graph}`,
    value: round(traced.filter((party) => labelled.has(party)).length / labelled.size),
    unit: 'share',
  });
}

async function readGraph(file: string): Promise<Movements> {
  const rows = await openTextRows({ file, format: 'csv', hasHeader: true, threads: 1, spillFolder: tmpdir() });
  if (!rows.ok) throw new Error(rows.issues.map(({ problem }) => problem).join(' '));
  const builder = movementsBuilder();
  const mapping = movementMappingsInTheBox.get('amlsim');
  if (mapping === undefined) throw new Error('the mapping of AMLSim is not in the box');
  await readMovementRows(rows.value, builder, { source: 'amlsim', mapping, rowsBefore: 0, onProgress: () => undefined });
  rows.value.close();
  return builder.finish().movements;
}

function labelledOf(nodes: string): ReadonlySet<string> {
  const rows = nodes.split('\n').slice(1);
  return new Set(rows.map((line) => line.split(',')).flatMap(([party = '', isFraud]) => (isFraud === '1' ? [party] : [])));
}

function inSmallPayments({ count, amount, from, to, parties }: Movements): string[] {
  const found = new Set<number>();
  for (let row = 0; row < count; row += 1) if ((amount[row] ?? 0) < ordinaryFrom) found.add(from[row] ?? 0).add(to[row] ?? 0);
  return [...found].map((party) => parties.nameOf(party));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
