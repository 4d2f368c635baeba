// SPDX-License-Identifier: Apache-2.0
/** `comity screen pairs`: scores pairs of names from a file, so that anyone can measure the matcher on pairs of their own. */
import { limits } from '../../kernel/index.ts';
import { matchThreshold, qualityOf, readNamePairs, scorePairs } from '../../screening/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

const seedDefault = 20_260_101;

export const screenPairs: Command = {
  name: 'screen pairs',
  summary: 'scores pairs of names from a file, and measures how well',
  help: `
  FILE                   CSV with the columns name1, name2 and schema (Person, Company, Organization, Vessel, LegalEntity)
  --quality              prints precision, recall and F1 by case_group instead, against the column is_match
  --seed NUMBER          of the resampling that gives the intervals of --quality; ${seedDefault} if it is not given
  --json                 prints the same as JSON

Writes a line score,is_match and then one such line for each row, in the order of the file. A pair is a match at ${matchThreshold} or
more; that number is the same for every kind of subject. Exit code 0: scored; 2: wrongly used or no such file.

  ./comity screen pairs examples/screening/name-pairs.csv --quality`,
  options: { quality: { type: 'boolean' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    const seed = Number(given.text('seed') ?? seedDefault);
    if (file === undefined || others.length > 0 || !Number.isSafeInteger(seed)) {
      const problem = file === undefined || others.length > 0 ? 'Give exactly one file.' : 'A seed is a whole number.';
      return refuse(output, [{ path: 'FILE', problem, remedy: 'See ./comity screen pairs --help.' }], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const pairs = readNamePairs(new TextDecoder().decode(bytes.value), file);
    if (!pairs.ok) return refuse(output, pairs.issues, exitCodes.wrongUse, asJson);
    const scored = scorePairs(pairs.value);
    if (given.has('quality')) {
      const quality = qualityOf(scored, seed);
      if (asJson) output.line(JSON.stringify(quality));
      else {
        output.line('group                    pairs  precision  recall     F1  95 % of resamplings');
        for (const row of quality) {
          const numbers = [row.precision.toFixed(3).padStart(9), row.recall.toFixed(3).padStart(6), row.f1.toFixed(3).padStart(5)];
          const interval = row.f1Interval.map((one) => one.toFixed(3)).join(' to ');
          output.line(`${row.group.padEnd(24)} ${String(row.pairs).padStart(5)}  ${numbers.join('  ')}  ${interval}`);
        }
      }
      return exitCodes.done;
    }
    if (asJson) output.line(JSON.stringify(scored.map(({ score, isFound }) => ({ score, is_match: isFound }))));
    else {
      output.line('score,is_match');
      for (const { score, isFound } of scored) output.line(`${score.toFixed(3)},${isFound}`);
    }
    return exitCodes.done;
  },
};
