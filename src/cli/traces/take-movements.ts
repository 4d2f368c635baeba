// SPDX-License-Identifier: Apache-2.0
/** `comity take-movements`: gives a file of movements to the authority's own server. */
import path from 'node:path';
import { movementFileAnswerSchema, movementLayoutNames } from '../../findings/index.ts';
import { purposes } from '../../conditions/wire.ts';
import { limits } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const takeMovementsCommand: Command = {
  name: 'take-movements',
  summary: 'gives a file of movements to the server, for traces over it',
  help: `
  FILE                   the file: CSV, JSON lines, Parquet, XML or blocks
  --purpose PURPOSE      what it is taken in for; asset-tracing if left out
  --layout NAME          what the file is: ${movementLayoutNames.slice(0, 6).join(', ')},
                         ${movementLayoutNames.slice(6).join(', ')}
${signInHelp}
  --json                 prints what the server says as JSON

The same bytes in the same layout are the same file, and are kept once. Exit code 0: taken in; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity take-movements payments.csv --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, purpose: { type: 'string' }, layout: { type: 'string' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const wrong = (path: string, problem: string, remedy: string) =>
      refuse(output, [{ path, problem, remedy }], exitCodes.wrongUse, asJson);
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) return wrong('FILE', 'Name exactly one file.', 'See ./comity take-movements --help.');
    const purpose = given.text('purpose') ?? 'asset-tracing';
    const layout = given.text('layout') ?? 'comity';
    if (!purposes.some((one) => one === purpose)) return wrong('--purpose', 'It is no purpose.', `Choose of ${purposes.join(', ')}.`);
    if (!movementLayoutNames.some((one) => one === layout))
      return wrong('--layout', 'It is no layout.', `Choose of ${movementLayoutNames.join(', ')}.`);
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const query = new URLSearchParams({ fileName: path.basename(file), purpose, layout });
    const taken = await session.value.sendBytes(`/api/findings/movement-files?${query.toString()}`, bytes.value);
    await session.value.end();
    if (!taken.ok) return refuse(output, taken.issues, exitCodes.no, asJson);
    const answer = movementFileAnswerSchema.parse(taken.value);
    if (asJson) output.line(JSON.stringify(answer));
    else {
      const { id, facts, digest } = answer.file;
      output.line(`${id}: ${facts.movements} movements among ${facts.parties} accounts, ${facts.from ?? ''} to ${facts.until ?? ''}`);
      output.line(`${answer.isNew ? 'taken in' : 'was here already'}, ${digest}`);
      for (const { count, sentence } of facts.noticed) output.line(`  ${count}: ${sentence}`);
    }
    return exitCodes.done;
  },
};
