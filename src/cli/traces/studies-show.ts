// SPDX-License-Identifier: Apache-2.0
/** `comity studies`: the studies of shapes of the authority's own server, or one of them with what stands out in it. */
import { z } from 'zod';
import { studyDetailSchema, type StudyDetailWire, studyRowSchema } from '../../findings/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const studies: Command = {
  name: 'studies',
  summary: 'lists the studies of shapes of laundering on the server, or shows one: what was found, and the leads that it became',
  help: `
  ID                     a study; left out: all of them
${signInHelp}
  --json                 prints them as JSON

Exit code 0: shown; 1: there is none such; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity studies --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [id, ...others] = given.words;
    if (others.length > 0) {
      const issue = { path: others[0] ?? '', problem: 'Name one study, or none.', remedy: 'See ./comity studies --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/findings/studies${id === undefined ? '' : `/${encodeURIComponent(id)}`}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(answer.value));
    else if (id !== undefined) printStudy(output, studyDetailSchema.parse(answer.value));
    else {
      const rows = z.array(studyRowSchema).parse(answer.value);
      for (const { id: study, title, counts } of rows)
        output.line(`${study}  ${title}: ${counts.reduce((sum, { count }) => sum + count, 0)} findings`);
      if (rows.length === 0) output.line('no study');
    }
    return exitCodes.done;
  },
};

function printStudy(output: Output, { row, facts, findings }: StudyDetailWire): void {
  output.line(`${row.title}: over ${facts.movements} movements, ${facts.digest}`);
  for (const { title, count } of row.counts) if (count > 0) output.line(`  ${String(count).padStart(6)}  ${title}`);
  for (const { finding, lead } of findings) {
    output.line(`${finding.score.toFixed(3)}  ${finding.shape.title}: ${finding.parties.first.slice(0, 6).join(', ')}`);
    for (const sentence of finding.sentences) output.line(`       ${sentence}`);
    output.line(`       ${finding.digest}${lead === null ? '' : `, lead ${lead}`}`);
  }
}
