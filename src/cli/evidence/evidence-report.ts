// SPDX-License-Identifier: Apache-2.0
/** `comity evidence report`: the report of custody as PDF, or the custody file it is made from; from a server, or from such a file. */
import { checkCustodyFile, custodyReport } from '../../evidence/index.ts';
import { purposes } from '../../conditions/wire.ts';
import { fail, type Issue, ok, type Result } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import { realSuites } from '../../seals/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';
import { custodyBytesMax } from './evidence-check.ts';

export const evidenceReport: Command = {
  name: 'evidence report',
  summary: 'writes the report of custody of a case for a court, as PDF or as the file with its proofs',
  help: `
  CASE                   the case, req_...; or with --from none
  --out FILE             where it is written; ending in .json: the custody file, else the PDF
  --forum TEXT           the court or authority it is for
  --purpose WORD         the purpose of the use, such as admin-enforcement
  --item ID              one item, evi_...; may be given several times; otherwise all that may be used
  --from FILE            makes the PDF from a custody file, which is checked first; needs no server
${signInHelp}
  --json                 prints what went wrong as JSON

Exit code 0: written; 1: refused, or the custody file does not hold; 2: wrongly used; 3: no server.

  ./comity evidence report --from custody.json --out custody.pdf`,
  options: {
    out: { type: 'string' },
    forum: { type: 'string' },
    purpose: { type: 'string' },
    item: { type: 'string', multiple: true },
    from: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const out = given.text('out');
    const from = given.text('from');
    if (out === null || given.words.length !== (from === null ? 1 : 0)) {
      const problem = 'Name --out, and exactly one case or a custody file.';
      return refuse(output, [{ path: 'CASE, --out', problem, remedy: 'See ./comity evidence report --help.' }], exitCodes.wrongUse, asJson);
    }
    const made = from === null ? await fromServer(given, given.words[0] ?? '', out) : await fromFile(from);
    if (!made.ok) return refuse(output, made.issues, made.exitCode, asJson);
    const written = await writeNewFile(out, made.bytes);
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    output.line(`${out}: ${made.bytes.length} bytes`);
    return exitCodes.done;
  },
};

type Got =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly issues: readonly Issue[]; readonly exitCode: number };

async function fromFile(name: string): Promise<Got> {
  const bytes = await readGivenFile(name, custodyBytesMax);
  if (!bytes.ok) return { ...bytes, exitCode: exitCodes.wrongUse };
  const file = checkCustodyFile(bytes.value, realSuites);
  if (!file.ok) return { ...file, exitCode: exitCodes.no };
  return { ok: true, bytes: await writePaper(custodyReport(file.value, bytes.value)) };
}

async function fromServer(given: Given, caseId: string, out: string): Promise<Got> {
  const order = orderOf(given);
  if (!order.ok) return { ...order, exitCode: exitCodes.wrongUse };
  const session = await signInByOptions(given);
  if (!session.ok) return { ...session, exitCode: exitCodes.surroundings };
  const what = out.endsWith('.json') ? 'custody-file' : 'report';
  const file = await session.value.orderFile(`/api/evidence/cases/${encodeURIComponent(caseId)}/${what}`, order.value);
  await session.value.end();
  return file.ok ? { ok: true, bytes: file.value } : { ...file, exitCode: exitCodes.no };
}

function orderOf(given: Given): Result<unknown> {
  const forum = given.text('forum');
  const purpose = given.text('purpose');
  if (forum === null) return fail('--forum', 'It is missing.', 'Name the court or authority it is for.');
  if (!purposes.some((known) => known === purpose)) return fail('--purpose', 'It is no purpose.', `Use one of: ${purposes.join(', ')}.`);
  const items = given.texts('item');
  return ok({ items: items.length === 0 ? null : items, forum, purpose });
}
