// SPDX-License-Identifier: Apache-2.0
/** `comity agreements published`: publishing an agreement of ours, taking in those of others, and checking such a file without a server. */
import { z } from 'zod';
import { checkPublished, type PublishedAgreement, readAgreementInFile } from '../../agreements/index.ts';
import { type PublishedRowWire, publishedRowSchema } from '../../agreements/wire.ts';
import { fail, limits, ok, type Result } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';

export const agreementsPublished: Command = {
  name: 'agreements published',
  summary: 'publishes an agreement as a file; takes in, lists and checks those that others published',
  help: `
  --check FILE           says without a server who published it and whose signatures hold by the keys in the file
  --publish DIGEST       makes the file that publishes an agreement of ours, where a clause of it lets its parties
  --out FILE             where that file goes
  --take FILE            takes in what others published; it binds nobody here, and the network can show it
  --remove DIGEST        takes one out of the view again
${signInHelp}
  --json                 prints what is listed or checked as JSON

Without any of these, what was taken in is listed. Exit code 0: done; 1: refused; 2: wrongly used; 3: no server.

  ./comity agreements published --check examples/agreements/published-xd-xe.json`,
  options: {
    check: { type: 'string' },
    publish: { type: 'string' },
    out: { type: 'string' },
    take: { type: 'string' },
    remove: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const steps = (['check', 'publish', 'take', 'remove'] as const).filter((step) => given.text(step) !== null);
    if (given.words.length > 0 || steps.length > 1 || (given.text('publish') !== null) !== (given.text('out') !== null)) {
      const problem = 'Give --check, --publish with --out, --take or --remove, or none of them.';
      const remedy = 'See ./comity agreements published --help.';
      return refuse(output, [{ path: '--check', problem, remedy }], exitCodes.wrongUse, asJson);
    }
    const file = given.text('check');
    if (file !== null) {
      const checked = await checkFile(file);
      if (!checked.ok) return refuse(output, checked.issues, exitCodes.no, asJson);
      output.line(asJson ? JSON.stringify(checked.value) : checkedText(checked.value));
      return exitCodes.done;
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await carryOut(session.value, given);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(answer.value));
    else
      for (const line of answer.value.length === 0 ? ['Nothing published by others is here.'] : answer.value.map(rowText))
        output.line(line);
    return exitCodes.done;
  },
};

const rowsSchema = z.array(publishedRowSchema);

/** What is here afterwards. */
async function carryOut(session: ServerSession, given: Given): Promise<Result<readonly PublishedRowWire[]>> {
  const [publish, out, take, remove] = [given.text('publish'), given.text('out'), given.text('take'), given.text('remove')];
  if (publish !== null && out !== null) {
    const made = await session.orderFile(`/api/agreements/${encodeURIComponent(publish)}/publication`, {});
    if (!made.ok) return made;
    const written = await writeNewFile(out, made.value);
    if (!written.ok) return written;
  }
  if (take !== null) {
    const bytes = await readGivenFile(take, limits.importBytesMax);
    if (!bytes.ok) return bytes;
    const taken = await session.sendBytes('/api/agreements/published', bytes.value);
    if (!taken.ok) return taken;
  }
  if (remove !== null) {
    const removed = await session.send('DELETE', `/api/agreements/published/${encodeURIComponent(remove)}`);
    if (!removed.ok) return removed;
  }
  const rows = await session.get('/api/agreements/published');
  return rows.ok ? ok(rowsSchema.parse(rows.value)) : rows;
}

const checkWords = {
  confirmed: 'fingerprint compared',
  'by-its-own-keys': 'signature holds by the keys in the file; nobody has compared their fingerprint',
  unchecked: 'signature not checked: its keys are not known',
} as const;

function rowText({ title, ref, publisher, publishedAt, parties }: PublishedRowWire): string {
  return [
    `${title}, version ${ref.version}`,
    `  ${ref.digest}, published by ${publisher.name} on ${publishedAt.slice(0, 10)}`,
    ...parties.map(({ name, jurisdiction, checked }) => `  ${name} (${jurisdiction}): ${checkWords[checked]}`),
  ].join('\n');
}

// --- without a server -------------------------------------------------------------------------------------------

type Checked = Pick<PublishedRowWire, 'title' | 'ref' | 'publisher' | 'publishedAt' | 'parties'>;

async function checkFile(name: string): Promise<Result<Checked>> {
  const bytes = await readGivenFile(name, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const read = readAgreementInFile(bytes.value, name);
  if (!read.ok) return read;
  if (read.value.published === null)
    return fail(name, 'It is an agreement, but not a published one.', 'Give the file that its publisher made for others.');
  return checkedOf(read.value.published);
}

function checkedOf(published: PublishedAgreement): Result<Checked> {
  const checked = checkPublished(published, new Map(), realSuites);
  if (!checked.ok) return checked;
  const { document } = published.agreement;
  const { agreement, publisher, at } = published.publication;
  const partyOf = (id: string) => document.parties.find(({ authorityId }) => authorityId === id);
  return ok({
    title: document.title,
    ref: agreement,
    publisher: { authorityId: publisher, name: partyOf(publisher)?.name ?? publisher },
    publishedAt: at,
    parties: checked.value.map((one) => ({
      authorityId: one.party,
      name: partyOf(one.party)?.name ?? one.party,
      jurisdiction: partyOf(one.party)?.jurisdiction ?? '',
      checked: one.checked,
    })),
  });
}

function checkedText(checked: Checked): string {
  return rowText({ ...checked, clause: '', takenAt: '', checked: 'unchecked' });
}
