// SPDX-License-Identifier: Apache-2.0
/** `comity personal-data list`: what persons asked about their data, and breaches, with what is due by when. */
import { registerSchema } from '../../data-protection/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const personalDataList: Command = {
  name: 'personal-data list',
  summary: 'lists requests of persons about their data and breaches, with what is due by when',
  help: `
  --json                 prints both registers as JSON
${signInHelp}

No name of a person is printed, but with --json. Exit code 0: nothing is overdue; 1: something is, or the server refused; 2: wrongly
used; 3: no server.

  COMITY_PASSWORD=... ./comity personal-data list --officer keeper@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length > 0) {
      const issue = { path: 'words', problem: 'It takes no words.', remedy: 'See ./comity personal-data list --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get('/api/data-protection');
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { requests, breaches } = registerSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify({ requests, breaches }));
    else {
      for (const { id, right, state, clock } of requests)
        output.line(`${id} ${right}: ${state}; ${clock.state} ${clock.metAt ?? clock.dueAt}`);
      for (const { id, isClosed, owed, nextClock } of breaches) {
        const next = nextClock === null ? 'no clock runs' : `${nextClock.state} ${nextClock.dueAt}`;
        output.line(`${id} breach: ${isClosed ? 'closed' : owed.length === 0 ? 'nothing owed' : owed.join(', ')}; ${next}`);
      }
      if (requests.length + breaches.length === 0) output.line('Nobody has asked, and no breach is known.');
    }
    const clocks = [...requests.map(({ clock }) => clock), ...breaches.flatMap(({ nextClock }) => nextClock ?? [])];
    return clocks.some(({ state }) => state === 'over') ? exitCodes.no : exitCodes.done;
  },
};
