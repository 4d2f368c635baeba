// SPDX-License-Identifier: Apache-2.0
/** `comity detectors publish`: a draft that was back-tested is laid before the approvers. */
import type { Command } from '../../command.ts';
import { signInHelp } from '../../sign-in-options.ts';
import { atStudio, draftAt, rowLine, sendDraft, studioOptions } from './at-studio.ts';

export const detectorsPublish: Command = {
  name: 'detectors publish',
  summary: 'lays a back-tested draft of a detector before the approvers; the approval of another officer puts it in force',
  help: `
DRAFT                    the draft by its identifier
  --json                 prints the draft as JSON
${signInHelp}

It waits among the approvals of the workplace for 24 hours, with each parameter, the back-test file by file, and what the shadow counted.
Exit code 0: it waits; 1: refused, such as without a back-test, or where another edition was published meanwhile; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity detectors publish ddr_01jd8v4k --officer analyst@xb.example --code 123456`,
  options: studioOptions,
  run: (given, output) =>
    atStudio(given, output, {
      word: 'DRAFT',
      work: (session, id) => sendDraft(session, 'POST', `${draftAt(id)}/publish`),
      lines: ({ draft, askedSubject }) => [rowLine(draft), `It waits for the approval of another officer: ${askedSubject ?? ''}`],
    }),
};
