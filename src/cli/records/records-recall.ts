// SPDX-License-Identifier: Apache-2.0
/** `comity records recall`: corrects or withdraws a record of ours at everybody who holds it. */
import { z } from 'zod';
import { matterDetailSchema, recallChanges, recallPartSchema, type RecallPartWire } from '../../onward/wire.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsRecall: Command = {
  name: 'records recall',
  summary: 'recalls a record of ours from everybody who holds it: a correction or a withdrawal',
  help: `
  RECORD                 the record's identifier, rcd_...
  --change CHANGE        correction (holders get the present version) or withdrawal (holders destroy it)
  --reason TEXT          why; every holder reads it
  --preview              only says who would get what, and without which fields; prepares nothing and needs no reason
${signInHelp}
  --json                 prints the recall as JSON

It goes out when as many officers have approved it as the house rules ask; ./comity records holders says how each holder
answered. Exit code 0: begun; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records recall rcd_01jd8v4k --change withdrawal --reason "Annulled on appeal." \\
    --officer keeper@xb.example --code 123456`,
  options: {
    change: { type: 'string' },
    reason: { type: 'string' },
    preview: { type: 'boolean' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [record, ...others] = given.words;
    const [change, reason] = [given.text('change'), given.text('reason') ?? ''];
    const known = recallChanges.find((name) => name === change);
    const isPreview = given.has('preview');
    if (record === undefined || others.length > 0 || known === undefined || (reason.trim() === '' && !isPreview)) {
      const problem = `Name one record, --change (${recallChanges.join(' or ')}) and --reason.`;
      return refuse(output, [{ path: 'RECORD', problem, remedy: 'See ./comity records recall --help.' }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const question = { recordId: record, change: known };
    const answer = isPreview
      ? await session.value.send('POST', '/api/onward/recalls/question', question)
      : await session.value.send('POST', '/api/onward/recalls', { ...question, reason });
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (isPreview) {
      tellParts(output, z.array(recallPartSchema).parse(answer.value), known, asJson);
      return exitCodes.done;
    }
    const { row, step, recall } = matterDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify({ matter: row.id, state: row.state, approversMin: step?.approversMin ?? 0, recall }));
    else {
      const waits =
        step === null ? 'It is on its way.' : `It waits for ${step.approversMin} approval${step.approversMin === 1 ? '' : 's'}.`;
      for (const other of recall?.others ?? [])
        output.line(`${other}: the same to others, who hold more or less of it; approved by itself.`);
      output.line(`${row.id}: ${row.state}. ${waits} See how holders answer: ./comity records holders ${record}`);
    }
    return exitCodes.done;
  },
};

function tellParts(output: Output, parts: readonly RecallPartWire[], change: string, asJson: boolean): void {
  if (asJson) return output.line(JSON.stringify({ change, parts }));
  for (const { recipients, withheld } of parts) {
    const what =
      withheld.length === 0 ? (change === 'withdrawal' ? 'withdrawn' : 'whole') : `without ${withheld.map(({ path }) => path).join(', ')}`;
    for (const { name } of recipients) output.line(`${name}: ${what}`);
  }
}
