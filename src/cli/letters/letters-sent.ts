// SPDX-License-Identifier: Apache-2.0
/** `comity letters sent`: says when and how a letter left the house, as a mail room does from its own list. */
import { letterChannels } from '../../letters/index.ts';
import { isInstant } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const lettersSent: Command = {
  name: 'letters sent',
  summary: 'says when and how a letter was sent; the clocks of its step run from then',
  help: `
  LETTER                 the letter, ltr_...
  --by CHANNEL           ${letterChannels.join(', ')}
  --at MOMENT            when, in UTC: 2026-11-27T09:30:00.000Z
  --tracking TEXT        the number by which whoever carries it knows it
${signInHelp}
  --json                 prints the answer as JSON

Exit code 0: noted; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity letters sent ltr_01jd8v4k --by courier --at 2026-11-27T09:30:00.000Z --officer preparer@xa.example --code 123456`,
  options: { by: { type: 'string' }, at: { type: 'string' }, tracking: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [letter, ...others] = given.words;
    const [channel, sentAt] = [given.text('by'), given.text('at')];
    const wrong =
      letter === undefined || others.length > 0
        ? { path: 'LETTER', problem: 'Name exactly one letter.' }
        : !letterChannels.some((known) => known === channel)
          ? { path: '--by', problem: 'How it was sent is not said.' }
          : !isInstant(sentAt)
            ? { path: '--at', problem: 'It is no moment in UTC.' }
            : null;
    if (wrong !== null) return refuse(output, [{ ...wrong, remedy: 'See ./comity letters sent --help.' }], exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const path = `/api/letters/${encodeURIComponent(letter ?? '')}/sending`;
    const answer = await session.value.send('POST', path, { channel, sentAt, tracking: given.text('tracking') ?? '' });
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    output.line(asJson ? JSON.stringify(answer.value) : `${letter} was sent by ${channel}.`);
    return exitCodes.done;
  },
};
