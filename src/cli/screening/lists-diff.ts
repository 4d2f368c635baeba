// SPDX-License-Identifier: Apache-2.0
/** `comity lists diff`: what changed between two versions of a list, subject by subject and field by field. */
import { differenceOf } from '../../screening/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readListFiles, subjectLine } from './list-files.ts';

export const listsDiff: Command = {
  name: 'lists diff',
  summary: 'says what changed between two versions of a list',
  help: `
  BEFORE AFTER           two files of one list, in any layout that ./comity screen reads
  --json                 prints the difference as JSON

Exit code 0: they hold the same; 1: something changed; 2: wrongly used, or a file that cannot be read.

  ./comity lists diff examples/screening/list-xa.csv examples/screening/list-xa-next.csv`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const lists = given.words.length === 2 ? await readListFiles(given.words) : null;
    if (lists === null) {
      return refuse(
        output,
        [{ path: 'BEFORE AFTER', problem: 'Give two files.', remedy: 'See ./comity lists diff --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    if (!lists.ok) return refuse(output, lists.issues, exitCodes.wrongUse, asJson);
    const [before, after] = lists.value;
    const difference = differenceOf(before?.subjects ?? [], after?.subjects ?? []);
    const { added, removed, changed, unchanged } = difference;
    if (asJson) output.line(JSON.stringify(difference));
    else {
      output.line(`${added.length} added, ${removed.length} removed, ${changed.length} changed, ${unchanged} unchanged`);
      for (const subject of added) output.line(`+ ${subjectLine(subject)}`);
      for (const subject of removed) output.line(`- ${subjectLine(subject)}`);
      for (const { id, name, changes } of changed) {
        output.line(`~ ${id} ${name}`);
        for (const change of changes) {
          for (const value of change.removed) output.line(`    ${change.field}: - ${value}`);
          for (const value of change.added) output.line(`    ${change.field}: + ${value}`);
        }
      }
    }
    return added.length + removed.length + changed.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
