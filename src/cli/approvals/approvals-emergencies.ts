// SPDX-License-Identifier: Apache-2.0
/** `comity approvals emergencies`: what was carried out with fewer approvals than the house asks for, and which reviews are owed. */
import { z } from 'zod';
import { emergencyRowSchema, type EmergencyRowWire } from '../../officers/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const approvalsEmergencies: Command = {
  name: 'approvals emergencies',
  summary: 'lists acts that were carried out as an emergency, and says which review is overdue',
  help: `
${signInHelp}
  --json                 prints the list as JSON

For approvers, administrators and auditors. An emergency takes two officers, and a third reviews it within 72 hours; reviewing is
done in the workplace. Exit code 0: listed, and no review is overdue; 1: one is, or the list is not for this officer; 2: wrongly
used; 3: no server. So a schedule can run it and call somebody.

  COMITY_PASSWORD=... ./comity approvals emergencies --officer auditor@xa.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [word] = given.words;
    if (word !== undefined) {
      const issue = { path: word, problem: 'This command takes no word.', remedy: 'See ./comity approvals emergencies --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get('/api/approvals/emergencies');
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const rows = z.array(emergencyRowSchema).parse(answer.value);
    if (asJson) output.line(JSON.stringify({ rows }));
    else for (const line of rows.length === 0 ? ['There was none.'] : rows.map(lineOf)) output.line(line);
    return rows.some(({ isOverdue }) => isOverdue) ? exitCodes.no : exitCodes.done;
  },
};

function lineOf({ id, actClass, at, preparedByName, releasedByName, reviewDueAt, isOverdue, review }: EmergencyRowWire): string {
  const end = isOverdue ? `review OVERDUE since ${reviewDueAt}` : `review until ${reviewDueAt}`;
  const said = review === null ? end : `${review.outcome} by ${review.byName} on ${review.at}${review.wasLate ? ', late' : ''}`;
  return `${id}  ${actClass}, ${at}, by ${preparedByName} and ${releasedByName}: ${said}`;
}
