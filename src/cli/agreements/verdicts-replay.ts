// SPDX-License-Identifier: Apache-2.0
/** `comity verdicts replay`: has a server give every verdict again, and says which are not what was signed. */
import { replaySchema } from '../../exchange/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const verdictsReplay: Command = {
  name: 'verdicts replay',
  summary: 'gives every verdict of an authority again and compares it with what was signed',
  help: `
${signInHelp}
  --json                 prints the answer as JSON

The officer must be an auditor or an administrator. Every dispatch that was sent or admitted is judged again under the agreement with
the digest it names, at the moment it was made. Exit code 0: all are equal; 1: some are not; 3: no server.

  COMITY_PASSWORD=... ./comity verdicts replay --officer auditor@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get('/api/verdicts/replay');
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const replay = replaySchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(replay));
    else {
      output.line(`${replay.checked} verdicts given again; ${replay.equal} are equal, ${replay.othersCount} are not.`);
      for (const { dispatch, side, kind, logIndex, outcome, sentence } of replay.others) {
        output.line(`  ${outcome}: ${dispatch}, ${kind}, ${side}, entry ${logIndex}. ${sentence}`);
      }
    }
    return replay.othersCount === 0 ? exitCodes.done : exitCodes.no;
  },
};
