// SPDX-License-Identifier: Apache-2.0
/** `comity letters take`: registers a letter that came, with its scan, as a mail room does with a stack of them. */
import path from 'node:path';
import { ok, type Result } from '../../kernel/index.ts';
import { incomingDetailSchema, letterChannels, scanAnswerSchema, scanBytesMax } from '../../letters/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { type EnclosedFile, uploadEnclosure } from './upload-enclosure.ts';

/** What is read at once here; the workplace takes larger ones. */
const enclosureBytesMax = 64 * 1024 * 1024;

const needed = ['from', 'by', 'received', 'written'] as const;

export const lettersTake: Command = {
  name: 'letters take',
  summary: 'registers a letter that came, with its scan; what it says is entered in the workplace',
  help: `
  SCAN                   the letter as a PDF of at most 10 MiB
  --from AUTHORITY       who sent it, cl1..., as ./comity letters list names it
  --by CHANNEL           ${letterChannels.join(', ')}
  --received MOMENT      when it was in our hands, in UTC: 2026-11-27T09:30:00.000Z
  --written DAY          the day that stands on it: 2026-11-20
  --reference TEXT       its own reference
  --enclosure FILE       a file that came with it, of at most 64 MiB; given once for each, in their order
${signInHelp}
  --json                 prints the letter as JSON

Exit code 0: registered; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity letters take scan.pdf --from cl1abc --by post --received 2026-11-27T09:30:00.000Z \\
    --written 2026-11-20 --officer preparer@xa.example --code 123456`,
  options: {
    from: { type: 'string' },
    by: { type: 'string' },
    received: { type: 'string' },
    written: { type: 'string' },
    reference: { type: 'string' },
    enclosure: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const [scan, ...others] = given.words;
    const missing = scan === undefined || others.length > 0 ? 'SCAN' : needed.find((name) => given.text(name) === null);
    if (scan === undefined || missing !== undefined) {
      const path = missing === 'SCAN' ? 'SCAN' : `--${missing}`;
      return refuse(
        output,
        [{ path, problem: 'It is needed, once.', remedy: 'See ./comity letters take --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const bytes = await readGivenFile(scan, scanBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const enclosed: EnclosedFile[] = [];
    for (const file of given.texts('enclosure')) {
      const read = await readGivenFile(file, enclosureBytesMax);
      if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
      enclosed.push({ name: path.basename(file), mediaType: 'application/octet-stream', bytes: read.value });
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const uploaded = await uploadAll(session.value, enclosed);
    const kept = uploaded.ok ? await session.value.sendBytes('/api/letters/scans', bytes.value) : uploaded;
    const letter = {
      counterpart: given.text('from'),
      channel: given.text('by'),
      receivedAt: given.text('received'),
      writtenOn: given.text('written'),
      theirReference: given.text('reference') ?? '',
    };
    const enclosures = uploaded.ok ? uploaded.value : [];
    const answer = kept.ok
      ? await session.value.send('POST', '/api/letters', { ...letter, scan: scanAnswerSchema.parse(kept.value).scan, enclosures })
      : kept;
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { row } = incomingDetailSchema.parse(answer.value);
    output.line(
      asJson
        ? JSON.stringify(row)
        : `${row.id}: from ${row.counterpart.name}, of ${row.writtenOn}. What it says is entered in the workplace.`,
    );
    return exitCodes.done;
  },
};

async function uploadAll(session: ServerSession, files: readonly EnclosedFile[]): Promise<Result<readonly string[]>> {
  const ids: string[] = [];
  for (const file of files) {
    const uploaded = await uploadEnclosure(session, file);
    if (!uploaded.ok) return uploaded;
    ids.push(uploaded.value);
  }
  return ok(ids);
}
