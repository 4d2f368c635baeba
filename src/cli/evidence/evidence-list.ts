// SPDX-License-Identifier: Apache-2.0
/** `comity evidence list`: the items of evidence of a case, from the authority's own server. */
import { z } from 'zod';
import { type ItemRowWire, itemRowSchema } from '../../evidence/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const evidenceList: Command = {
  name: 'evidence list',
  summary: 'lists the items of evidence of a case: where each is, who has it, whether it may be used in court',
  help: `
  CASE                   the case, req_...
${signInHelp}
  --json                 prints them as JSON

Exit code 0: listed; 1: the case is not there, or a loan is overdue; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity evidence list req_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, ...others] = given.words;
    if (caseId === undefined || others.length > 0) {
      const issue = { path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity evidence list --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/evidence/cases/${encodeURIComponent(caseId)}/items`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { rows } = z.object({ rows: z.array(itemRowSchema) }).parse(answer.value);
    if (asJson) output.line(JSON.stringify(rows));
    else for (const row of rows) for (const line of linesOf(row)) output.line(line);
    if (rows.length === 0 && !asJson) output.line('No evidence was entered in this case.');
    return rows.some(({ loan }) => loan?.isOver === true) ? exitCodes.no : exitCodes.done;
  },
};

function linesOf(row: ItemRowWire): string[] {
  const held = row.isHeld ? ', under legal hold' : '';
  return [
    `${row.number}. ${row.title}: ${row.form}, ${row.state.replaceAll('-', ' ')}${held}; ${row.custodian}, ${row.place}`,
    `   court use: ${row.courtUse.outcome}. ${row.courtUse.reasons[0]?.sentence ?? ''}`,
    ...(row.loan === null ? [] : [`   lent to ${row.loan.to}, due ${row.loan.dueAt}${row.loan.isOver ? ', overdue' : ''}`]),
  ];
}
