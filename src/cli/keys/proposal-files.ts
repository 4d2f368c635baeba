// SPDX-License-Identifier: Apache-2.0
/** Files of proposals and of the authority's keys, as the commands of `keys` read and write them. */
import { readFile, writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../kernel/index.ts';
import {
  type HeldKey,
  type KeyChange,
  type KeyProposal,
  proposalSentences,
  proposeKeyEvents,
  readKeyProposal,
  realSuites,
  writeKeyProposal,
} from '../../seals/index.ts';
import {
  type AuthorityFiles,
  readAuthorityFiles,
  readConfiguration,
  readKeys,
  systemClock,
  systemRandom,
  withKeysLock,
  writeKeys,
} from '../../server/index.ts';
import { type Given, exitCodes, type Output, refuse } from '../command.ts';

export interface OwnFolder {
  readonly folder: string;
  readonly files: AuthorityFiles;
}

export async function openOwnFolder(): Promise<Result<OwnFolder>> {
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) return configuration;
  const { folder } = configuration.value;
  const files = await readAuthorityFiles(folder, systemRandom);
  return files.ok ? ok({ folder, files: files.value }) : files;
}

export async function readProposalFile(file: string): Promise<Result<KeyProposal>> {
  try {
    return readKeyProposal(new Uint8Array(await readFile(file)), file);
  } catch {
    return fail(file, 'It cannot be read.', 'Name the file that `./comity keys rotate` or a like command has written.');
  }
}

/** Writes the proposal of these changes and puts the private keys they need among those that wait; prints what it says. */
export async function makeProposal(
  own: OwnFolder,
  work: { readonly changes: readonly KeyChange[]; readonly newKeys: readonly HeldKey[] },
  given: Given,
  output: Output,
): Promise<number> {
  const asJson = given.has('json');
  const proposal = proposeKeyEvents(own.files.history, work.changes, { ...realSuites, at: systemClock() });
  if (!proposal.ok) return refuse(output, proposal.issues, exitCodes.no, asJson);
  const file = given.text('out') ?? `key-proposal-${own.files.keyState.size}.json`;
  const written = await writeNew(file, writeKeyProposal(proposal.value));
  if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
  if (work.newKeys.length > 0) {
    await withKeysLock(own.folder, async () => {
      const keys = await readKeys(own.folder);
      if (keys.ok) await writeKeys(own.folder, { ...keys.value, waiting: [...keys.value.waiting, ...work.newKeys] });
    });
  }
  const { threshold, roots } = own.files.keyState;
  const sentences = proposalSentences(proposal.value);
  if (asJson) output.line(JSON.stringify({ file, events: sentences, threshold, roots: roots.length }));
  else {
    output.line(`${file} proposes, as events of ${own.files.keyState.authorityId}:`);
    for (const sentence of sentences) output.line(`  ${sentence}`);
    output.line(`Carry it to the holders of roots; ${threshold} of ${roots.length} must sign: ./comity keys sign ${file} --root FILE`);
    output.line(`Then, here: ./comity keys apply ${file}`);
  }
  return exitCodes.done;
}

/** Writes a file that is not there yet. */
export async function writeNew(file: string, bytes: Uint8Array): Promise<Result<string>> {
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
    return ok(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const problem = code === 'EEXIST' ? 'There is a file of this name already.' : `It cannot be written (${code}).`;
    return fail(file, problem, 'Name another by --out.');
  }
}
