// SPDX-License-Identifier: Apache-2.0
/** `comity negotiation check`: the notes of a negotiation, checked without its server. */
import { readInvitation } from '../../exchange/index.ts';
import { failWith, limits, ok, type Result } from '../../kernel/index.ts';
import { checkNotes, type CheckedNegotiation } from '../../negotiation/index.ts';
import { type AuthorityId, type KeyState, realSuites } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const negotiationCheck: Command = {
  name: 'negotiation check',
  summary: 'checks the signed notes of a negotiation without its server',
  help: `
  NOTES                  the file of all notes, as a server saves it (one signed note on a line)
  --invitation FILE      the invitation of a party, which holds its keys; one for each party
  --json                 prints the outcome as JSON

Says where the negotiation stands, which text stands, who has agreed and signed by which mandates, and the head that every party's
screen shows. Exit code 0: every note holds; 1: one does not, with its line; 2: wrongly used.

  ./comity negotiation check ngt_....notes.jsonl --invitation xa.invitation.json --invitation xc.invitation.json`,
  options: { invitation: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    if (file === undefined || others.length > 0) {
      const remedy = 'See ./comity negotiation check --help.';
      return refuse(output, [{ path: 'NOTES', problem: 'Give exactly one file.', remedy }], exitCodes.wrongUse, asJson);
    }
    const keys = await keysIn(given.texts('invitation'));
    if (!keys.ok) return refuse(output, keys.issues, exitCodes.wrongUse, asJson);
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const lines = new TextDecoder()
      .decode(bytes.value)
      .split('\n')
      .filter((line) => line !== '');
    const checked = await checkNotes(lines, keys.value, realSuites.suite);
    if (!checked.ok) return refuse(output, checked.issues, exitCodes.no, asJson);
    output.line(asJson ? JSON.stringify(summaryOf(checked.value)) : textOf(checked.value));
    return exitCodes.done;
  },
};

async function keysIn(files: readonly string[]): Promise<Result<ReadonlyMap<AuthorityId, KeyState>>> {
  const found = new Map<AuthorityId, KeyState>();
  for (const name of files) {
    const bytes = await readGivenFile(name, limits.envelopeBytesMax);
    if (!bytes.ok) return bytes;
    const read = readInvitation(bytes.value, realSuites);
    if (!read.ok) return failWith(read.issues.map((issue) => ({ ...issue, path: `${name}: ${issue.path}` })));
    found.set(read.value.keyState.authorityId, read.value.keyState);
  }
  return ok(found);
}

function summaryOf({ id, head, notes, state }: CheckedNegotiation) {
  const { stage, standing, agreedBy, signatures } = state;
  const { document, digest } = standing.agreement;
  const signed = signatures.map(({ author, mandates }) => ({ author, offices: mandates.map(({ office }) => office) }));
  return {
    id,
    head,
    notes,
    stage,
    title: document.title,
    version: document.version,
    terms: digest,
    round: standing.round,
    agreedBy,
    signed,
  };
}

function textOf(checked: CheckedNegotiation): string {
  const { id, head, notes, stage, title, version, terms, round, signed } = summaryOf(checked);
  const { parties } = checked.state.standing.agreement.document;
  const nameOf = (authorityId: string): string => parties.find((party) => party.authorityId === authorityId)?.name ?? authorityId;
  return [
    `${title}, version ${version}: ${stage}`,
    `${notes} notes hold; negotiation ${id}`,
    `round ${round}, terms ${terms}`,
    `head ${head}`,
    ...checked.state.agreedBy.map((party) => `agreed: ${nameOf(party)}`),
    ...signed.map(({ author, offices }) => `signed: ${nameOf(author)} (${offices.join(', ')})`),
  ].join('\n');
}
