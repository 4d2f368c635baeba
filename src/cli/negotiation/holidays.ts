// SPDX-License-Identifier: Apache-2.0
/** `comity holidays`: the holidays of this authority and of the others; announcing one's own anew. */
import { calendarViewSchema, type CalendarWire } from '../../negotiation/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const holidaysCommand: Command = {
  name: 'holidays',
  summary: 'shows on which days authorities do not work; announces the holidays of this one',
  help: `
  --add DAY              a holiday more, as 2027-05-17; may be given several times
  --remove DAY           a day that is worked after all; may be given several times
  --from DAY             from when the list holds; otherwise today, where the authority works
${signInHelp}
  --json                 prints the calendar as JSON

With --add or --remove the holidays go to the parties of every agreement in force, as a signed note. Running deadlines are counted
again; those that have passed do not move. Exit code 0: shown or announced; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity holidays --add 2027-05-17 --officer operator@xa.example --code 123456`,
  options: {
    add: { type: 'string', multiple: true },
    remove: { type: 'string', multiple: true },
    from: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [added, removed, from] = [given.texts('add'), given.texts('remove'), given.text('from')];
    const isChange = added.length + removed.length > 0;
    if (given.words.length > 0 || (from !== null && !isChange)) {
      const issue = {
        path: '--add',
        problem: 'Give --add or --remove, or nothing to see the calendar.',
        remedy: 'See ./comity holidays --help.',
      };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    let answer = await session.value.get('/api/holidays');
    if (answer.ok && isChange) {
      const { holidays, today } = calendarViewSchema.parse(answer.value);
      const begins = from ?? today;
      const days = [...holidays, ...added].filter((day) => day >= begins && !removed.includes(day));
      answer = await session.value.send('POST', '/api/holidays/announcements', { from: begins, holidays: [...new Set(days)].toSorted() });
    }
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const calendar = calendarViewSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(calendar));
    else for (const line of linesOf(calendar)) output.line(line);
    return exitCodes.done;
  },
};

function linesOf({ today, timeZone, holidays, announcements, others }: CalendarWire): string[] {
  const coming = (days: readonly string[]): string => days.filter((day) => day >= today).join(', ') || 'no holiday to come is known';
  const [last] = announcements;
  return [
    `This authority (${timeZone}): ${coming(holidays)}`,
    ...(last === undefined ? [] : [`  announced on ${last.at.slice(0, 10)}, from ${last.from} on`]),
    ...others.map((other) => `${other.name} (${other.jurisdiction}, ${other.timeZone}): ${coming(other.holidays)}`),
  ];
}
