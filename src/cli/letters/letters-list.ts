// SPDX-License-Identifier: Apache-2.0
/** `comity letters list`: what is to be sent on paper, what came and is to be read or confirmed, and who is known by letter. */
import { z } from 'zod';
import { counterpartRowSchema, letterListSchema } from '../../letters/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const lettersList: Command = {
  name: 'letters list',
  summary: 'lists letters that are to be sent, read or confirmed, and authorities known by letter',
  help: `
  --case CASE            only those of this case, req_...
${signInHelp}
  --json                 prints counterparts, outgoing and incoming letters as JSON

Exit code 0: listed; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity letters list --officer preparer@xa.example --code 123456`,
  options: { json: { type: 'boolean' }, case: { type: 'string' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length > 0) {
      const issue = { path: given.words[0] ?? '', problem: 'Nothing is named here.', remedy: 'See ./comity letters list --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const caseId = given.text('case');
    const known = await session.value.get('/api/letters/counterparts');
    const answer = await session.value.get(`/api/letters${caseId === null ? '' : `?caseId=${encodeURIComponent(caseId)}`}`);
    await session.value.end();
    if (!known.ok) return refuse(output, known.issues, exitCodes.no, asJson);
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { rows } = z.object({ rows: z.array(counterpartRowSchema) }).parse(known.value);
    const { outgoing, incoming } = letterListSchema.parse(answer.value);
    if (asJson) {
      output.line(JSON.stringify({ counterparts: rows, outgoing, incoming }));
      return exitCodes.done;
    }
    for (const { id, name, jurisdiction, agreements, joinedAs } of rows)
      output.line(
        `${id}  ${name} (${jurisdiction}): ${joinedAs === null ? `${agreements.length} agreements in force` : `is ${joinedAs} now`}`,
      );
    for (const { id, counterpart, step, caseId: of, state } of outgoing)
      output.line(`${id}  to ${counterpart.name}: ${step ?? ''} of ${of ?? 'no case'}, ${state.replaceAll('-', ' ')}`);
    for (const { id, counterpart, step, writtenOn, state } of incoming)
      output.line(`${id}  from ${counterpart.name}, of ${writtenOn}: ${step ?? 'not read yet'}, ${state.replaceAll('-', ' ')}`);
    if (rows.length + outgoing.length + incoming.length === 0) output.line('There is none.');
    return exitCodes.done;
  },
};
