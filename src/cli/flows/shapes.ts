// SPDX-License-Identifier: Apache-2.0
/** `comity shapes`: looks for the figures that laundering draws in a table of movements. */
import { writeFile } from 'node:fs/promises';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { findShape, runShapes, type Shape, shapes, shapesReference } from '../../flows/index.ts';
import type { ShapeFindingWire } from '../../flows/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { readParameters } from '../read-parameters.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';

export const shapesCommand: Command = {
  name: 'shapes',
  summary: 'looks for the shapes of laundering in payments and transfers, with reasons',
  help: `
${movementFileHelp}
  --shapes LIST          which shapes, divided by commas; all of them if left out
  --parameters FILE      values in the place of the shapes' own, by shape and parameter (JSON)
  --list                 lists the shapes and what they mean, without a file
  --reference            prints the reference page, docs/reference/shapes.md
  --out FILE             writes the findings as JSON lines, one a line
  --json                 prints everything as JSON

Needs no server. Exit code 0: nothing found; 1: there are findings; 2: wrongly used, or a file cannot be read.

  ./comity shapes examples/flows/small-layering.csv`,
  options: {
    ...movementFileOptions,
    shapes: { type: 'string' },
    parameters: { type: 'string' },
    list: { type: 'boolean' },
    reference: { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const refused = (issues: readonly Issue[]): number => refuse(output, issues, exitCodes.wrongUse, asJson);
    if (given.has('reference') || given.has('list')) return printList(given, output);
    const chosen = chooseShapes(given.text('shapes'));
    if (!chosen.ok) return refused(chosen.issues);
    const parameters = await readParameters(given.text('parameters'), findShape);
    if (!parameters.ok) return refused(parameters.issues);
    const tell = (sentence: string): void => (asJson ? undefined : output.problem(sentence));
    const read = await readMovementFiles(given, tell);
    if (!read.ok) return refused(read.issues);
    const onProgress = (doing: string): void => tell(`looking: ${doing}`);
    const findings = runShapes(read.value, { shapes: chosen.value, parameters: parameters.value, onProgress });
    const out = given.text('out');
    if (out !== null) await writeFile(out, findings.map((finding) => `${JSON.stringify(finding)}\n`).join(''));
    if (asJson) output.line(JSON.stringify({ reports: read.value.reports, findings }));
    else {
      for (const line of ingestLines(read.value.reports, 'movements')) output.line(line);
      for (const finding of findings) output.line(findingText(finding));
      output.line(
        findings.length === 0
          ? 'no shape'
          : `${findings.length} finding${findings.length === 1 ? '' : 's'}${out === null ? '' : `, in ${out}`}`,
      );
    }
    return findings.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

function printList(given: Given, output: Output): number {
  if (given.has('reference')) output.line(shapesReference());
  else if (given.has('json')) {
    output.line(JSON.stringify(shapes.map(({ find: _find, ...text }) => text)));
  } else for (const { id, title, definition } of shapes) output.line(`${id.padEnd(22)} ${title}. ${definition}`);
  return exitCodes.done;
}

function chooseShapes(list: string | null): Result<readonly Shape[]> {
  if (list === null) return ok(shapes);
  const found = list.split(',').map((id) => findShape(id.trim()));
  const issues = found.flatMap((one): readonly Issue[] => (one.ok ? [] : one.issues));
  return issues.length > 0 ? failWith(issues) : ok(found.flatMap((one) => (one.ok ? [one.value] : [])));
}

function findingText({ shape, parties, from, until, score, sentences, digest, evidence }: ShapeFindingWire): string {
  return [
    '',
    `${shape.title}: ${parties.first.slice(0, 6).join(', ')}${parties.count > 6 ? ` and ${parties.count - 6} more` : ''}`,
    `  ${from} to ${until}, score ${score.toFixed(3)}, ${evidence.count} movements, ${digest.slice(0, 23)}`,
    ...sentences.map((sentence) => `  ${sentence}`),
  ].join('\n');
}
