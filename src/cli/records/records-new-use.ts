// SPDX-License-Identifier: Apache-2.0
/** `comity records new-use`: whether a received record may be used otherwise, and telling or asking its originator. */
import { purposes } from '../../conditions/wire.ts';
import { newUseVerdictSchema, type NewUseVerdictWire } from '../../onward/index.ts';
import { matterDetailSchema } from '../../onward/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsNewUse: Command = {
  name: 'records new-use',
  summary: 'says whether a received record may be used for another purpose or as evidence, and tells or asks its originator',
  help: `
  RECORD                 the record's identifier, rcd_...
  --purpose PURPOSE      for what it would be used
  --evidence             as evidence for that purpose; otherwise in every other way
  --reason TEXT          tells the originator, or asks, with this reason; without it, the verdict is printed and nothing is done
${signInHelp}
  --json                 prints the verdict, or the new use, as JSON

What the agreement asks decides: its originator may object for a time, consents before, or is presumed to consent. Until then the use is
refused. Exit code 0: may be used so already, or told, asked or presumed; 1: nothing was done yet, or it is refused; 2: wrongly used;
3: no server.

  COMITY_PASSWORD=... ./comity records new-use rcd_01jd8v4k --purpose supervision --reason "The same seller offers a second product." \\
    --officer preparer@xa.example --code 123456`,
  options: {
    purpose: { type: 'string' },
    evidence: { type: 'boolean' },
    reason: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [recordId, ...others] = given.words;
    const purpose = purposes.find((name) => name === given.text('purpose'));
    if (recordId === undefined || others.length > 0 || purpose === undefined) {
      const problem = `Name one record, and --purpose as one of: ${purposes.join(', ')}.`;
      return refuse(output, [{ path: 'RECORD', problem, remedy: 'See ./comity records new-use --help.' }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const reason = given.text('reason');
    const use = { recordId, purpose, isEvidence: given.has('evidence') };
    const answer = await (reason === null
      ? session.value.send('POST', '/api/onward/new-uses/question', use)
      : session.value.send('POST', '/api/onward/new-uses', { ...use, reason }));
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (reason === null) {
      const verdict = newUseVerdictSchema.parse(answer.value);
      for (const line of asJson ? [JSON.stringify(verdict)] : linesOf(verdict)) output.line(line);
      return verdict.outcome === 'permitted' ? exitCodes.done : exitCodes.no;
    }
    const { row, newUse } = matterDetailSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify({ matter: row.id, state: row.state, newUse }));
    else output.line(`${row.id}: ${row.state}. It may be used so once its originator has let it be.`);
    return exitCodes.done;
  },
};

const stepWords = {
  nothing: 'Nothing can be done about it from here.',
  tell: 'Tell its originator, who may then object: --reason TEXT.',
  ask: 'Ask its originator for its consent: --reason TEXT.',
  presume: 'Consent is presumed; say what for, and use it: --reason TEXT.',
} as const;

function linesOf({ outcome, reasons, step, objectUntil }: NewUseVerdictWire): readonly string[] {
  const said = reasons.map(({ sentence, clause }) => `  ${sentence}${clause === null ? '' : ` [clause ${clause}]`}`);
  const until = objectUntil === null ? [] : [`  Told now, its originator could object until ${objectUntil}.`];
  return [outcome, ...said, ...(outcome === 'permitted' ? [] : [...until, stepWords[step]])];
}
