// SPDX-License-Identifier: Apache-2.0
/** `comity compare`: what differs between two versions of anything in a file, member by member and word by word. */
import { compareValues, limits, parseStrictJson } from '../../kernel/index.ts';
import type { DifferenceWire } from '../../kernel/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'says what differs between two versions of a draft, a record, an order or any text, in words',
  help: `
  BEFORE AFTER           two files of JSON, or two texts
  --json                 prints the differences as JSON

Words that went stand in [-brackets with a minus-], words that came in {+braces with a plus+}. Two texts of an agreement are better
compared by ./comity agreements diff, which knows clauses and terms. Exit code 0: nothing differs; 1: something does; 2: used wrongly.

  ./comity compare examples/freezing/order-xa-to-xb.json corrected-order.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [first, second, ...others] = given.words;
    if (first === undefined || second === undefined || others.length > 0) {
      const issue = { path: 'BEFORE AFTER', problem: 'Give exactly two files.', remedy: 'See ./comity compare --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const [before, after] = [await readGivenFile(first, limits.importBytesMax), await readGivenFile(second, limits.importBytesMax)];
    if (!before.ok || !after.ok) {
      return refuse(output, [...(before.ok ? [] : before.issues), ...(after.ok ? [] : after.issues)], exitCodes.wrongUse, asJson);
    }
    const found = compareValues(valueIn(before.value, first), valueIn(after.value, second));
    if (asJson) output.line(JSON.stringify(found));
    else for (const line of found.length === 0 ? ['Nothing differs.'] : found.map(lineOf)) output.line(line);
    return found.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

/** What is no JSON is a text. */
function valueIn(bytes: Uint8Array, name: string): unknown {
  const parsed = parseStrictJson(bytes, name);
  return parsed.ok ? parsed.value : new TextDecoder().decode(bytes);
}

const around = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;

function lineOf({ path, segments }: DifferenceWire): string {
  const words = segments.map(({ change, text }) => `${around[change][0]}${text}${around[change][1]}`).join('');
  return path === '' ? words : `${path}: ${words}`;
}
