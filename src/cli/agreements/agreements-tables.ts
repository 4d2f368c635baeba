// SPDX-License-Identifier: Apache-2.0
/** `comity agreements tables`: what each instrument in the box answers to each act, with clause and article. */
import { tableLines, verdictTables } from '../../agreements/index.ts';
import { type Command, exitCodes } from '../command.ts';

export const agreementsTables: Command = {
  name: 'agreements tables',
  summary: 'prints what each instrument in the box answers to each act, with clause and article',
  help: `
  --json                 prints each line with its whole verdict as JSON

Every line is decided when it is printed. The page docs/reference/verdict-tables.md is made this way.

  ./comity agreements tables`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const text = given.has('json')
      ? JSON.stringify(tableLines().map(({ row, situation, verdict }) => ({ ...row, situation, verdict })))
      : verdictTables().replace(/\n$/, '');
    output.line(text);
    return exitCodes.done;
  },
};
