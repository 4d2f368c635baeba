// SPDX-License-Identifier: Apache-2.0
/** `comity generate-movements`: a simulated half-year of payments with planted laundering, and the truth about it. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMovementFile } from '../../columns/index.ts';
import { generateMovements, typologies } from '../../flows/index.ts';
import type { Issue } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { makeFolder } from '../write-file.ts';
import { numberOptions } from './numbers.ts';

const householdsOtherwise = 400;

export const generateMovementsCommand: Command = {
  name: 'generate-movements',
  summary: 'writes a simulated half-year of payments with planted laundering, and the truth about it',
  help: `
  FOLDER                 where movements.csv and planted.json are written
  --seed NUMBER          the same seed gives the same payments; 1 if left out
  --households NUMBER    ordinary people, 50 to 100000; ${householdsOtherwise} if left out. Each makes about 70 payments
  --typologies LIST      what is planted, divided by commas; laundering, lawful, or all. Nothing if left out
  --intensity NUMBER     1 (hardly visible) to 10 (blatant); 5 if left out
  --parquet              writes movements.parquet in the place of movements.csv
  --list                 lists what can be planted
  --json                 prints what was written as JSON

  ./comity generate-movements simulated-payments --seed 7 --typologies laundering --intensity 8`,
  options: {
    seed: { type: 'string' },
    households: { type: 'string' },
    typologies: { type: 'string' },
    intensity: { type: 'string' },
    parquet: { type: 'boolean' },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    if (given.has('list')) {
      for (const { id, description, looksLike } of typologies) {
        output.line(`${id.padEnd(22)} ${description}${looksLike.length > 0 ? ` (lawful; looks like ${looksLike.join(', ')})` : ''}`);
      }
      return exitCodes.done;
    }
    const numbers = numberOptions(given);
    const [seed, households] = [numbers.whole('seed', 0, 2 ** 31 - 1, 1), numbers.whole('households', 50, 100_000, householdsOtherwise)];
    const intensity = numbers.whole('intensity', 1, 10, 5);
    const issues: Issue[] = [...numbers.issues];
    const list = given.text('typologies') ?? '';
    const names = list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    for (const name of names) {
      if (['laundering', 'lawful', 'all'].includes(name) || typologies.some(({ id }) => id === name)) continue;
      issues.push({ path: '--typologies', problem: `"${name.slice(0, 40)}" cannot be planted.`, remedy: 'See --list.' });
    }
    const [folder, ...others] = given.words;
    if (folder === undefined || others.length > 0)
      issues.push({ path: 'FOLDER', problem: 'Give exactly one folder.', remedy: 'See --help.' });
    if (issues.length > 0 || folder === undefined) return refuse(output, issues, exitCodes.wrongUse, given.has('json'));
    const isWanted = ({ id, shapes }: (typeof typologies)[number]): boolean =>
      names.includes('all') || names.includes(id) || names.includes(shapes.length > 0 ? 'laundering' : 'lawful');
    const planted = typologies.filter(isWanted).map((typology) => ({ typology, intensity }));
    const generated = generateMovements({ seed, households, beginsAt: Date.parse('2026-01-01T00:00:00.000Z'), planted });
    const made = await makeFolder(folder);
    if (!made.ok) return refuse(output, made.issues, exitCodes.surroundings, given.has('json'));
    const file = path.join(folder, given.has('parquet') ? 'movements.parquet' : 'movements.csv');
    await writeMovementFile(generated.movements, file, tmpdir());
    await writeFile(path.join(folder, 'planted.json'), `${JSON.stringify(generated.planted, null, 2)}\n`);
    const written = { movements: generated.movements.count, planted: generated.planted.length, file };
    output.line(
      given.has('json')
        ? JSON.stringify(written)
        : `${written.movements} movements in ${file}; ${written.planted} planted, see planted.json`,
    );
    return exitCodes.done;
  },
};
