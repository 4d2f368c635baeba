// SPDX-License-Identifier: Apache-2.0
/** `comity keys sign`: a holder of a root reads what a proposal says and signs it. Needs no server and no authority on this machine. */
import { readFile, writeFile } from 'node:fs/promises';
import { proposalSentences, readRootFile, realSuites, signKeyProposal, writeKeyProposal } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readProposalFile } from './proposal-files.ts';

export const keysSign: Command = {
  name: 'keys sign',
  summary: 'signs a proposal of key events with one root, on the machine of its holder',
  help: `
  PROPOSAL               the file that the operator gave you
  --root FILE            your root: present-N.json, or next-N.json for a change of roots
  --out FILE             where the signed proposal is written; otherwise over PROPOSAL itself
  --json                 prints what was signed as JSON

It prints what you sign; compare it with what the operator has told you by another way. Never sign two different proposals that
begin at the same number: both together prove to everybody that your authority contradicts itself, and its peers freeze it.
It needs neither network nor database.

  ./comity keys sign key-proposal-4.json --root present-1.json`,
  options: { root: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    const rootPath = given.text('root');
    if (file === undefined || others.length > 0 || rootPath === null) {
      const issue = { path: 'PROPOSAL', problem: 'Name one proposal, and your root by --root.', remedy: 'See ./comity keys sign --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const proposal = await readProposalFile(file);
    if (!proposal.ok) return refuse(output, proposal.issues, exitCodes.no, asJson);
    const bytes = await readFile(rootPath).catch(() => null);
    if (bytes === null)
      return refuse(
        output,
        [{ path: rootPath, problem: 'It cannot be read.', remedy: 'Name the file of your root.' }],
        exitCodes.surroundings,
        asJson,
      );
    const root = readRootFile(new Uint8Array(bytes), rootPath);
    if (!root.ok) return refuse(output, root.issues, exitCodes.no, asJson);
    const signed = signKeyProposal(proposal.value, root.value, realSuites.suite);
    if (!signed.ok) return refuse(output, signed.issues, exitCodes.no, asJson);
    const target = given.text('out') ?? file;
    await writeFile(target, writeKeyProposal(signed.value), { mode: 0o600 });
    const sentences = proposalSentences(signed.value);
    const signatures = Math.min(...signed.value.documents.map((document) => document.signatures.length));
    if (asJson) output.line(JSON.stringify({ file: target, authorityId: signed.value.authorityId, events: sentences, signatures }));
    else {
      output.line(`You have signed, for ${signed.value.authorityId}:`);
      for (const sentence of sentences) output.line(`  ${sentence}`);
      output.line(
        `${target} holds ${signatures} signature${signatures === 1 ? '' : 's'}; your root asks for ${root.value.threshold} in all.`,
      );
    }
    return exitCodes.done;
  },
};
