// SPDX-License-Identifier: Apache-2.0
/** `comity oral list`: requests that were made to us orally, and which of them still wait for the writing. */
import { oralRequestListSchema } from '../../assistance/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const oralList: Command = {
  name: 'oral list',
  summary: 'lists requests that were made to us orally, those that wait for their confirmation in writing first',
  help: `
  --open                 only those that still wait
${signInHelp}
  --json                 prints them as JSON

Exit code 0: listed; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity oral list --open --officer preparer@xa.example --code 123456`,
  options: { json: { type: 'boolean' }, open: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length > 0) {
      const issue = { path: given.words[0] ?? '', problem: 'Nothing is named here.', remedy: 'See ./comity oral list --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get('/api/assistance/oral-requests');
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const rows = oralRequestListSchema.parse(answer.value).rows.filter(({ state }) => state === 'open' || !given.has('open'));
    if (asJson) {
      output.line(JSON.stringify(rows));
      return exitCodes.done;
    }
    for (const { id, calledAt, counterpartName, asked, state, caseId, confirmBy, isOverdue } of rows) {
      const until =
        confirmBy === null ? 'no agreement lets it be asked orally' : `in writing by ${confirmBy}${isOverdue ? ', which has passed' : ''}`;
      const standing = state === 'open' ? until : state === 'confirmed' ? `confirmed: ${caseId ?? ''}` : 'ended';
      output.line(`${id}  ${calledAt}  ${counterpartName}: ${asked.split('\n')[0] ?? ''} (${standing})`);
    }
    if (rows.length === 0) output.line('There is none.');
    return exitCodes.done;
  },
};
