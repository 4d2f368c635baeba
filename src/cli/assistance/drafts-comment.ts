// SPDX-License-Identifier: Apache-2.0
/** `comity drafts comment`: says what the draft lacks that another authority has shown. */
import { contentFields } from '../../agreements/wire.ts';
import { caseDetailSchema } from '../../assistance/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const draftsComment: Command = {
  name: 'drafts comment',
  summary: 'says what the draft of a request lacks that another authority has shown',
  help: `
  CASE                   the draft as it came, req_...
  --comments TEXT        what is said of it
  --lacking FIELD        a field that lacks something; may be given several times: ${contentFields.slice(0, 3).join(', ')}, ...
${signInHelp}
  --json                 prints the case as JSON

Exit code 0: sent; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity drafts comment req_01jd8v4k --comments "Give its number" --lacking subject --officer preparer@xa.example --code 123456`,
  options: { comments: { type: 'string' }, lacking: { type: 'string', multiple: true }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [id, ...others] = given.words;
    const [comments, lacking] = [given.text('comments'), given.texts('lacking')];
    const unknown = lacking.find((field) => !contentFields.some((known) => known === field));
    const wrong =
      id === undefined || others.length > 0
        ? { path: 'CASE', problem: 'Name exactly one draft.' }
        : comments === null
          ? { path: '--comments', problem: 'Nothing is said of it.' }
          : unknown === undefined
            ? null
            : { path: `--lacking ${unknown}`, problem: 'It is no field of a request.' };
    if (wrong !== null) return refuse(output, [{ ...wrong, remedy: 'See ./comity drafts comment --help.' }], exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const path = `/api/assistance/cases/${encodeURIComponent(id ?? '')}/draft-comments`;
    const answer = await session.value.send('POST', path, { comments, ...(lacking.length === 0 ? {} : { lacking }) });
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { row } = caseDetailSchema.parse(answer.value);
    output.line(asJson ? JSON.stringify(row) : `${row.id}: the comments are on their way to ${row.counterpart.name}.`);
    return exitCodes.done;
  },
};
