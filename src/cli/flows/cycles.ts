// SPDX-License-Identifier: Apache-2.0
/** `comity cycles`: counts the temporal cycles of a table of movements, and shows the first of them. */
import { findTemporalCycles, stepOf } from '../../flows/index.ts';
import type { TraceStep } from '../../flows/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';

const hoursOtherwise = 24;
const lengthOtherwise = 16;
const shownOtherwise = 20;

export const cycles: Command = {
  name: 'cycles',
  summary: 'finds sums that go round: simple cycles whose movements follow one another in time',
  help: `
${movementFileHelp}
  --hours NUMBER         from the first movement of a cycle to the last; ${hoursOtherwise} if left out
  --length-max NUMBER    the most movements of a cycle; ${lengthOtherwise} if left out
  --show NUMBER          how many to show; ${shownOtherwise} if left out. All are counted
  --json                 prints everything as JSON

Needs no server. Times rise strictly along a cycle, and no party stands in it twice. Exit code 0: none; 1: there are cycles;
2: wrongly used, or a file cannot be read.

  ./comity cycles examples/flows/small-layering.csv --hours 48`,
  options: {
    ...movementFileOptions,
    hours: { type: 'string' },
    'length-max': { type: 'string' },
    show: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const hours = numbers.whole('hours', 1, 24 * 366, hoursOtherwise);
    const lengthMax = numbers.whole('length-max', 2, 64, lengthOtherwise);
    const shown = numbers.whole('show', 0, 10_000, shownOtherwise);
    if (numbers.issues.length > 0) return refuse(output, numbers.issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const { movements, digest, reports } = read.value;
    const first: TraceStep[][] = [];
    const counted = findTemporalCycles(movements, {
      windowMs: hours * 3_600_000,
      lengthMax,
      onCycle: (rows, length) => {
        if (first.length < shown) first.push(Array.from(rows.subarray(0, length), (row) => stepOf(movements, row)));
        return true;
      },
    });
    const byLength = Object.fromEntries(counted.byLength.flatMap((count, length) => (count > 0 ? [[String(length), count]] : [])));
    if (asJson) output.line(JSON.stringify({ reports, input: digest, hours, lengthMax, cycles: counted.cycles, byLength, first }));
    else {
      for (const line of ingestLines(reports, 'movements')) output.line(line);
      for (const steps of first) {
        output.line(`\n${steps.map(({ from }) => from).join(' > ')} > ${steps.at(-1)?.to ?? ''}`);
        for (const { row, at, amount, asset } of steps) output.line(`  row ${row}, ${at}, ${amount} ${asset}`);
      }
      const lengths = Object.entries(byLength).map(([length, count]) => `${count} of ${length}`);
      output.line(counted.cycles === 0 ? 'no cycle' : `${counted.cycles} cycles: ${lengths.join(', ')} movements`);
    }
    return counted.cycles === 0 ? exitCodes.done : exitCodes.no;
  },
};
