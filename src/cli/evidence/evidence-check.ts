// SPDX-License-Identifier: Apache-2.0
/** `comity evidence check`: checks a custody file offline and prints the logs of its items. */
import { checkCustodyFile, entryWords } from '../../evidence/index.ts';
import { limits } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const custodyBytesMax = limits.bundleBytesMax;

export const evidenceCheck: Command = {
  name: 'evidence check',
  summary: 'checks a custody file without a server: every entry follows on the one before and stands in the signed log',
  help: `
  FILE                   a custody file, from ./comity evidence report --out FILE.json
  --expect AUTHORITY     the name that the authority has in the agreement, ca1...
  --json                 prints the answer as JSON

Exit code 0: it holds; 1: it does not, or is another authority's; 2: wrongly used.

  ./comity evidence check examples/evidence/custody-xa.json`,
  options: { expect: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [name, ...others] = given.words;
    if (name === undefined || others.length > 0) {
      const issue = { path: 'FILE', problem: 'Name exactly one custody file.', remedy: 'See ./comity evidence check --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(name, custodyBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const checked = checkCustodyFile(bytes.value, realSuites);
    if (!checked.ok) return refuse(output, checked.issues, exitCodes.no, asJson);
    const file = checked.value;
    const expected = given.text('expect');
    if (expected !== null && expected !== file.authority) {
      const issue = {
        path: 'authority',
        problem: `It is of ${file.authority}.`,
        remedy: 'Compare the name with the one in the agreement.',
      };
      return refuse(output, [issue], exitCodes.no, asJson);
    }
    const count = file.items.reduce((sum, item) => sum + item.entries.length, 0);
    if (asJson) output.line(JSON.stringify({ authority: file.authority, caseId: file.caseId, items: file.items.length, entries: count }));
    else {
      output.line(`It holds: ${file.items.length} items with ${count} entries in the log of ${file.authorityName} (${file.authority})`);
      for (const item of file.items) {
        output.line(`  ${item.number}. ${item.title}`);
        for (const { from, items } of item.earlier ?? [])
          for (const { at, content } of items.flatMap(({ entries }) => entries))
            output.line(`     ${at}  at ${from}  ${entryWords(content)}`);
        for (const { at, content, logIndex } of item.entries) output.line(`     ${at}  entry ${logIndex}  ${entryWords(content)}`);
      }
    }
    return exitCodes.done;
  },
};
