// SPDX-License-Identifier: Apache-2.0
/** `comity drafts share`: prepares the draft of a request to be shown to the authority that it asks, before it is made. */
import { caseDetailSchema } from '../../assistance/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const draftsShare: Command = {
  name: 'drafts share',
  summary: 'shows the draft of a request to the authority that it asks, before it is made; a second officer approves it',
  help: `
  CASE                   the draft, req_...
  --wanted TEXT          what you would like to hear
${signInHelp}
  --json                 prints the case as JSON

It is no request: no clock runs, and nothing of it is used. Exit code 0: prepared; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity drafts share req_01jd8v4k --wanted "Whether you hold it" --officer preparer@xa.example --code 123456`,
  options: { wanted: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [id, ...others] = given.words;
    if (id === undefined || others.length > 0) {
      const issue = { path: 'CASE', problem: 'Name exactly one draft.', remedy: 'See ./comity drafts share --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const path = `/api/assistance/cases/${encodeURIComponent(id)}/shared-draft`;
    const answer = await session.value.send('POST', path, { wanted: given.text('wanted') ?? '' });
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { row, steps } = caseDetailSchema.parse(answer.value);
    const isWaiting = steps.some(({ state }) => state === 'awaiting-approval');
    output.line(
      asJson ? JSON.stringify(row) : `${row.id}: ${isWaiting ? 'waits for approval to be shown' : 'shown'} to ${row.counterpart.name}.`,
    );
    return exitCodes.done;
  },
};
