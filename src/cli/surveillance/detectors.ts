// SPDX-License-Identifier: Apache-2.0
/** `comity detectors`: the patterns of market abuse that this version knows, with their parameters and places in the law. */
import { patterns, patternsReference } from '../../surveillance/index.ts';
import { type Command, exitCodes } from '../command.ts';

export const detectors: Command = {
  name: 'detectors',
  summary: 'lists the patterns of market abuse with their parameters and places in the law',
  help: `
  --reference            prints the reference page, docs/reference/patterns.md
  --json                 prints the list as JSON

  ./comity detectors`,
  options: { reference: { type: 'boolean' }, json: { type: 'boolean' } },
  run(given, output) {
    if (given.has('json')) {
      output.line(
        JSON.stringify(
          patterns.map(({ id, version, title, definition, legal, parameters }) => ({ id, version, title, definition, legal, parameters })),
        ),
      );
    } else if (given.has('reference')) output.line(patternsReference());
    else for (const { id, title, definition } of patterns) output.line(`${id.padEnd(22)} ${title}. ${definition}`);
    return Promise.resolve(exitCodes.done);
  },
};
