// SPDX-License-Identifier: Apache-2.0
/** `comity joint list`: joint operations, parallel work, questions of interest and differences, from the authority's own server. */
import { z } from 'zod';
import { jointRowSchema } from '../../joint-operations/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const jointList: Command = {
  name: 'joint list',
  summary: 'lists joint operations, parallel work, questions of interest and differences, the nearest deadline first',
  help: `
  --turn                 only those in which it is our turn
${signInHelp}
  --json                 prints them as JSON

Exit code 0: listed; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint list --turn --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, turn: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length > 0) {
      const issue = { path: given.words[0] ?? '', problem: 'Nothing is named here.', remedy: 'See ./comity joint list --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get('/api/joint/matters');
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { rows } = z.object({ rows: z.array(jointRowSchema) }).parse(answer.value);
    const wanted = given.has('turn') ? rows.filter(({ isOurTurn }) => isOurTurn) : rows;
    if (asJson) output.line(JSON.stringify(wanted));
    else if (wanted.length === 0) output.line('There is none.');
    else
      for (const { id, title, work, stage, dueAt, participants, isOurTurn } of wanted) {
        output.line(`${id}  ${title}: ${work.replaceAll('-', ' ')}, ${stage.replaceAll('-', ' ')}${isOurTurn ? '; our turn' : ''}`);
        output.line(`   with ${participants.map(({ name }) => name).join(', ')}${dueAt === null ? '' : `; due ${dueAt}`}`);
      }
    return exitCodes.done;
  },
};
