// SPDX-License-Identifier: Apache-2.0
/** `comity iso20022 read`: a message of ISO 20022 that came by another way, shown, or made the draft of a request. */
import { readMessage, type ReadMessageWire } from '../../assistance/index.ts';
import { caseDetailSchema } from '../../assistance/wire.ts';
import { purposes } from '../../conditions/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { checkBySchema } from '../records/check-by-schema.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

/** Beyond what a message may hold, so that the reader itself says what is too large. */
const fileBytesMax = 6_000_000;

export const iso20022Read: Command = {
  name: 'iso20022 read',
  summary: 'reads auth.001, auth.002 or auth.003; makes a draft of a request where an authority to ask is named',
  help: `
  FILE                   the message
  --schema FILE          also checks it against the official schema, where that is at hand
  --counterpart ID       opens the draft of a request to this authority on the server, from auth.001
  --purpose WORD         for which purpose, where the message does not say
${signInHelp}
  --json                 prints what was read as JSON: the draft of a request or of a reply, or the change

Without --counterpart no server is needed and nothing is kept. A message with a DOCTYPE or an entity is refused. Exit code 0: read;
1: it cannot be read, or is not valid; 2: wrongly used; 3: no server.

  ./comity iso20022 read examples/iso20022/auth.001-account.xml`,
  options: {
    schema: { type: 'string' },
    counterpart: { type: 'string' },
    purpose: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const issue = { path: 'FILE', problem: 'Name exactly one file.', remedy: 'See ./comity iso20022 read --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const bytes = await readGivenFile(file, fileBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const read = readMessage(bytes.value);
    if (!read.ok) return refuse(output, read.issues, exitCodes.no, asJson);
    const schema = given.text('schema');
    const checked = schema === null ? null : await checkBySchema(file, schema);
    if (checked?.ok === false) return refuse(output, checked.issues, exitCodes.wrongUse, asJson);
    const faults = (checked?.value ?? []).map(({ line, path, problem }) => ({
      path: `line ${line}, ${path}`,
      problem,
      remedy: 'Have it corrected where it was made.',
    }));
    if (faults.length > 0) return refuse(output, faults, exitCodes.no, asJson);
    const counterpart = given.text('counterpart');
    if (counterpart !== null) return openDraft(given, output, read.value, counterpart);
    if (asJson) output.line(JSON.stringify(read.value));
    else print(output, read.value);
    return exitCodes.done;
  },
};

async function openDraft(given: Given, output: Output, read: ReadMessageWire, counterpart: string): Promise<number> {
  const asJson = given.has('json');
  if (read.message !== 'auth.001') {
    const remedy = 'Leave --counterpart out, and take its words over on the page of the case.';
    return refuse(output, [{ path: 'FILE', problem: `${read.message} is no request.`, remedy }], exitCodes.wrongUse, asJson);
  }
  const named = given.text('purpose');
  const purpose = purposes.find((word) => word === named) ?? read.draft.purpose;
  if (named !== null && purpose !== named) {
    const issue = { path: '--purpose', problem: `"${named}" is no purpose.`, remedy: `Give one of ${purposes.join(', ')}.` };
    return refuse(output, [issue], exitCodes.wrongUse, asJson);
  }
  const session = await signInByOptions(given);
  if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
  const opened = await session.value.send('POST', '/api/assistance/drafts', { ...read.draft, counterpart, purpose });
  await session.value.end();
  if (!opened.ok) return refuse(output, opened.issues, exitCodes.no, asJson);
  const { id } = caseDetailSchema.parse(opened.value).row;
  output.line(asJson ? JSON.stringify({ caseId: id }) : `${id}: a draft that nobody has sent. Complete and submit it in the workplace.`);
  return exitCodes.done;
}

function print(output: Output, read: ReadMessageWire): void {
  output.line(`${read.message} about the investigation ${read.investigation}`);
  if (read.message === 'auth.002') {
    output.line(`  status ${read.status}`);
    for (const line of read.reply.text.split('\n')) output.line(`  ${line}`);
    return;
  }
  output.line(read.isConfidential ? '  It is confidential.' : '  It may become known.');
  if (read.message === 'auth.003') return;
  const { assistance, content, particulars = {} } = read.draft;
  output.line(`  asks for ${assistance.replaceAll('-', ' ')}`);
  const { period, persons = [], instruments = [], replyBy } = particulars;
  if (period !== undefined) output.line(`  from ${period.from ?? '?'} to ${period.to ?? '?'}`);
  if (replyBy !== undefined) output.line(`  answer wanted by ${replyBy}`);
  for (const { name = '', identifiers = [] } of persons) {
    output.line(
      `  about ${[name, ...identifiers.map(({ scheme, value }) => `${scheme} ${value}`)].filter((part) => part !== '').join(', ')}`,
    );
  }
  for (const { value } of instruments) output.line(`  about transaction ${value}`);
  for (const [field, text] of Object.entries(content)) output.line(`  ${field.replaceAll('-', ' ')}: ${text}`);
}
