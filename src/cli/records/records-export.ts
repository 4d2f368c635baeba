// SPDX-License-Identifier: Apache-2.0
/** `comity records export`: the records that a search finds, as one file of a format; each is a use, and a second officer approves the whole. */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { exportedMax, onlyKindOf, recordKinds, selectionExportSchema, type SelectionExportWire } from '../../records/index.ts';
import { type ExportFormat, exportFormats, recordUseRequestSchema } from '../../records/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';
import { formatLines, noFormat } from './record-format-options.ts';
import { type Question, readQuestion, search } from './records-search.ts';

export const recordsExport: Command = {
  name: 'records export',
  summary: 'writes the records that a search finds as a file, for a stated purpose',
  help: `
  FORMAT                 one of these:${formatLines(exportFormats)}
  WORDS                  what is searched for, as for records search; left out: every record, the newest first
  --out FILE             where it is written; an existing file is left alone
  --purpose PURPOSE      what the search and the export are for
  --kind KIND            ${recordKinds.join(', ')}; a file holds one
  --origin ORIGIN        only own or received
  --limit N              records at the most, 50 if left out, ${exportedMax} the most: a second officer looks through them
  --case CASE            the case for which it is
  --note TEXT            what for, in your words
${signInHelp}
  --json                 prints what was withheld, and what the format cannot hold, as JSON

Each record is used on its own, and the use is written down: one whose conditions forbid it is named with the reason. Where the house asks
for a second officer, the export waits among the approvals; give the same command again when it is approved.
Exit code 0: written; 1: nothing may be exported, or it waits; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records export comity-xlsx country:XB --kind registration --purpose supervision --out register.xlsx \\
      --officer keeper@xb.example --code 123456`,
  options: {
    out: { type: 'string' },
    purpose: { type: 'string' },
    kind: { type: 'string' },
    origin: { type: 'string' },
    limit: { type: 'string' },
    case: { type: 'string' },
    note: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const asked = readAsked(given);
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const made = await order(session.value, asked.value);
    await session.value.end();
    if (!made.ok) return refuse(output, made.issues, exitCodes.no, asJson);
    const { file, withheld } = made.value;
    if (file !== null) {
      const written = await writeNewFile(asked.value.out, Buffer.from(file.base64, 'base64'));
      if (!written.ok) return refuse(output, written.issues, exitCodes.no, asJson);
    }
    if (asJson) output.line(JSON.stringify({ file: file === null ? null : asked.value.out, notes: file?.notes ?? [], withheld }));
    else print(output, made.value, asked.value.out);
    return file === null ? exitCodes.no : exitCodes.done;
  },
};

interface Asked {
  readonly format: ExportFormat;
  readonly out: string;
  readonly question: Question;
  readonly use: { readonly purpose: string; readonly caseRef: string | null; readonly note: string };
}

function readAsked(given: Given): Result<Asked> {
  const [named = '', ...words] = given.words;
  const format = exportFormats.find((each) => each === named);
  if (format === undefined) return noFormat('FORMAT', named, exportFormats);
  const out = given.text('out');
  if (out === null) return fail('--out', 'It is missing.', 'Name the file that is to be written.');
  const kind = onlyKindOf(format);
  const asking = { words, command: 'records export', rowsMax: exportedMax, ...(kind !== null && { kind }) };
  const question = readQuestion(given, asking);
  if (!question.ok) return question;
  const use = { purpose: question.value.query['purpose'] ?? '', caseRef: given.text('case'), note: given.text('note') ?? '' };
  const read = recordUseRequestSchema.safeParse({ ...use, manner: 'export' });
  if (!read.success) return fail('--note, --case', 'One of them is too long.', 'Shorten it.');
  return ok({ format, out, question: question.value, use });
}

async function order(session: ServerSession, { format, question, use }: Asked): Promise<Result<SelectionExportWire>> {
  const found = await search(session, question);
  if (!found.ok) return found;
  const recordIds = found.value.rows.map(({ id }) => id);
  if (recordIds.length === 0) return fail('WORDS', 'Nothing is there for this purpose.', 'Search by other words, or for another purpose.');
  const answer = await session.orderFile('/api/records/exports', { ...use, format, recordIds });
  return answer.ok ? ok(selectionExportSchema.parse(JSON.parse(new TextDecoder().decode(answer.value)))) : answer;
}

function print(output: Output, { file, withheld }: SelectionExportWire, out: string): void {
  output.line(file === null ? 'None of them may be exported for this purpose.' : `Written to ${out}.`);
  for (const { reference, reason } of withheld) output.line(`Withheld: ${reference}. ${reason}`);
  for (const { reference, path, note } of file?.notes ?? []) output.line(`${reference} ${path}: ${note}`);
}
