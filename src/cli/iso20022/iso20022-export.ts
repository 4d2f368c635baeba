// SPDX-License-Identifier: Apache-2.0
/** `comity iso20022 export`: a case as a message of ISO 20022, from the authority's own server. */
import { caseMessagesSchema, type CaseMessagesWire, messageNames } from '../../assistance/index.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';

export const iso20022Export: Command = {
  name: 'iso20022 export',
  summary: 'writes a request, its answer or its confidentiality as auth.001, auth.002 or auth.003',
  help: `
  CASE                   the identifier of the case, req_...
  --message NAME         auth.001 (the request), auth.002 (what answers it) or auth.003 (whether it is confidential);
                         without it, the messages that the case can be written as are listed
  --number N             which of them: one message asks about one account or person; 1 where it is not said
  --out FILE             where to; otherwise NAME-CASE-N.xml in this folder. An existing file is not overwritten
${signInHelp}
  --json                 prints the list, or file and size, as JSON

The text of a received reply is in it only where its conditions permit an export for the purpose of the case. Exit code 0: done;
1: refused, or the message cannot be made; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity iso20022 export req_01jd8v4k --message auth.001 --officer preparer@xa.example --code 123456`,
  options: {
    message: { type: 'string' },
    number: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, ...others] = given.words;
    const wrong = (path: string, problem: string, remedy: string) =>
      refuse(output, [{ path, problem, remedy }], exitCodes.wrongUse, asJson);
    if (caseId === undefined || others.length > 0) {
      return wrong('CASE', 'Name exactly one case.', 'See ./comity iso20022 export --help.');
    }
    const named = given.text('message');
    const message = messageNames.find((name) => name === named);
    if (named !== null && message === undefined) {
      return wrong('--message', `"${named}" is no such message.`, `Give one of ${messageNames.join(', ')}.`);
    }
    const number = Number(given.text('number') ?? '1');
    if (!Number.isInteger(number) || number < 1) return wrong('--number', 'It is a whole number from 1.', 'Take it from the list.');
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const place = `/api/assistance/cases/${encodeURIComponent(caseId)}/iso20022`;
    if (message === undefined) {
      const listed = await session.value.get(place);
      await session.value.end();
      if (!listed.ok) return refuse(output, listed.issues, exitCodes.no, asJson);
      print(output, caseMessagesSchema.parse(listed.value), asJson);
      return exitCodes.done;
    }
    const made = await session.value.orderFile(place, { message, number });
    await session.value.end();
    if (!made.ok) return refuse(output, made.issues, exitCodes.no, asJson);
    const file = given.text('out') ?? `${message}-${caseId.replace(/[^\w.-]/g, '_')}-${number}.xml`;
    const written = await writeNewFile(file, made.value);
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    output.line(asJson ? JSON.stringify({ file, bytes: made.value.length }) : `${file}, ${made.value.length} bytes.`);
    return exitCodes.done;
  },
};

function print(output: Output, { messages, lacking }: CaseMessagesWire, asJson: boolean): void {
  if (asJson) {
    output.line(JSON.stringify({ messages, lacking }));
    return;
  }
  for (const { message, number, words } of messages) output.line(`${message} ${number}  ${words}`);
  for (const { message, sentence } of lacking) output.line(`${message}    ${sentence}`);
}
