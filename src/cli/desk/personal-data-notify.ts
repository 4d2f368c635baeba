// SPDX-License-Identifier: Apache-2.0
/** `comity personal-data notify`: sends an authority whose data are affected the notice of a breach. */
import { breachDetailSchema } from '../../data-protection/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const personalDataNotify: Command = {
  name: 'personal-data notify',
  summary: 'sends an authority whose data are affected the notice of a breach, by a signed dispatch',
  help: `
  BREACH                 the breach in the register, brc_...
  AUTHORITY              whose data are affected, ca1...
  --measures TEXT        what was done and is planned against it
  --contact TEXT         who answers questions
  --delay TEXT           why it is told later than the agreement asks
${signInHelp}
  --json                 prints the notice and its breach as JSON

What happened, when, and which records stands in the register and goes with it. The authority is told when its server has received it; that
is known by the receipt. Exit code 0: sent; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity personal-data notify brc_01jd8v4k ca1... --measures "All accounts are changed." \\
    --contact dpo@xa.example --officer keeper@xa.example --code 123456`,
  options: {
    measures: { type: 'string' },
    contact: { type: 'string' },
    delay: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [breach, originator, ...others] = given.words;
    const [measures, contact] = [given.text('measures'), given.text('contact')];
    if (breach === undefined || originator === undefined || others.length > 0 || measures === null || contact === null) {
      const problem = 'Name one breach and one authority, and give --measures and --contact.';
      const issue = { path: 'BREACH', problem, remedy: 'See ./comity personal-data notify --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const notice = { originator, measures, contact, delay: given.text('delay') ?? '' };
    const answer = await session.value.send('POST', `/api/data-protection/breaches/${encodeURIComponent(breach)}/notices`, notice);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { originators, row } = breachDetailSchema.parse(answer.value);
    const matter = originators.find(({ authority }) => authority === originator)?.notice?.matter ?? '';
    output.line(asJson ? JSON.stringify({ breach: row.id, matter }) : `${matter} is on its way. It counts as told when it has arrived.`);
    return exitCodes.done;
  },
};
