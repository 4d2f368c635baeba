// SPDX-License-Identifier: Apache-2.0
/** `comity joint-alert`: an alert with what other authorities told of it, on one clock, and what is still dark; as a document. */
import { z } from 'zod';
import { jointDetailSchema, type JointDetailWire } from '../../../findings/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../../sign-in-options.ts';
import { writeNewFile } from '../../write-file.ts';

export const jointAlert: Command = {
  name: 'joint-alert',
  summary: 'lays the parts that authorities told of one alert on one clock, with what is still dark',
  help: `
  LEAD                   the alert, by its lead
  --out FILE             writes the document into a new file; that it was made stands in the log
${signInHelp}
  --json                 prints the parts and the document as JSON

Exit code 0: shown; 1: there is no such alert, or it was refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint-alert led_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { out: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [lead, ...others] = given.words;
    if (lead === undefined || others.length > 0) {
      const issue = { path: 'LEAD', problem: 'Name one alert.', remedy: 'See ./comity joint-alert --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const place = `/api/findings/leads/${encodeURIComponent(lead)}/alert/joint`;
    const [answer, out] = [await session.value.get(place), given.text('out')];
    const made = answer.ok && out !== null ? await session.value.send('POST', place) : null;
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (made !== null && out !== null) {
      if (!made.ok) return refuse(output, made.issues, exitCodes.no, asJson);
      const written = await writeNewFile(out, new TextEncoder().encode(`${JSON.stringify(z.unknown().parse(made.value), null, 2)}\n`));
      if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    }
    if (asJson) output.line(JSON.stringify(answer.value));
    else print(output, jointDetailSchema.parse(answer.value));
    return exitCodes.done;
  },
};

function print(output: Output, { legs, document }: JointDetailWire): void {
  for (const { authority, state, caseId, conditions, earlier, part } of legs) {
    const told = part === null ? '' : `, ${part.acts.length + part.actsLeftOut} acts, events ${part.events}`;
    const under = conditions.length === 0 ? '' : `, under ${conditions.length} condition${conditions.length === 1 ? '' : 's'}`;
    output.line(
      `${authority.name}: ${state}${caseId === null ? '' : ` (${caseId})`}${told}${under}${earlier === 0 ? '' : `, told ${earlier + 1} times`}`,
    );
  }
  const nameOf = (id: string): string => legs.find(({ authority }) => authority.id === id)?.authority.name ?? id;
  for (const { underlying, authority, bought, sold, net } of document.positions) {
    output.line(`  ${underlying} on the data of ${nameOf(authority)}: bought ${bought}, sold ${sold}, net ${net}`);
  }
  for (const { sentence } of document.findings) output.line(sentence);
  for (const { authority, part } of legs) {
    for (const { asked, with: other, relation } of part?.links ?? []) {
      const group = relation === 'same-subject' ? 'of the same person' : 'of the same group of beneficial owners';
      output.line(`By the registers of ${authority.name}, ${part?.asked[asked]?.name ?? ''} and ${other} are ${group}.`);
    }
  }
  for (const { sentence } of document.dark) output.line(`Dark: ${sentence}`);
  output.line(document.digest);
}
