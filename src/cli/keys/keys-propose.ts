// SPDX-License-Identifier: Apache-2.0
/** `comity keys propose`: the proposals that concern the authority as a whole: address, roots, return from a backup, end. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type KeyChange, readRootFile, realSuites, rootFiles, rootsDigest } from '../../seals/index.ts';
import { readRestore, systemRandom } from '../../server/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { makeProposal, openOwnFolder, type OwnFolder, writeNew } from './proposal-files.ts';

export const keysPropose: Command = {
  name: 'keys propose',
  summary: 'proposes another address, other roots, a return from a backup, or the end of the authority',
  help: `
  address URL            the address other servers deliver to
  roots                  the next set of roots in place of the present one, and a set that may follow it
    --next-root FILE     a file of the next set: any one of them names the whole set
    --roots M-OF-N       of the set that may follow; 2-of-3 where it is not said
    --root-folder FOLDER where the files of that set are written; they must leave this machine
  restore                that the server came back from a backup; the facts are those that ./comity restore has written
  close                  the end of the authority; it cannot be taken back
  --out FILE             where the proposal is written; otherwise key-proposal-N.json in this folder
  --json                 prints the proposal as JSON

The holders of the next roots sign a change of roots; all other proposals are signed by the present ones.

  ./comity keys propose address https://comity.xa.example
  ./comity keys propose roots --next-root /media/a/next-1.json --root-folder /media/b`,
  options: {
    'next-root': { type: 'string' },
    roots: { type: 'string' },
    'root-folder': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const own = await openOwnFolder();
    if (!own.ok) return refuse(output, own.issues, exitCodes.surroundings, asJson);
    const change = await changeOf(given, own.value);
    if (!change.ok) return refuse(output, change.issues, exitCodes.wrongUse, asJson);
    return makeProposal(own.value, { changes: [change.value], newKeys: [] }, given, output);
  },
};

async function changeOf(given: Given, own: OwnFolder): Promise<Result<KeyChange>> {
  const [what, word, ...others] = given.words;
  if (others.length === 0 && what === 'address' && word !== undefined) return ok({ kind: 'endpoint', url: word });
  if (word === undefined && what === 'close') return ok({ kind: 'close' });
  if (word === undefined && what === 'roots') return newRoots(given, own);
  if (word === undefined && what === 'restore') return restoreChange(own);
  return fail('what', 'It is not one of address URL, roots, restore or close.', 'See ./comity keys propose --help.');
}

async function restoreChange({ folder, files }: OwnFolder): Promise<Result<KeyChange>> {
  const restore = await readRestore(folder);
  if (restore === null) return fail('restore', 'This server did not come back from a backup.', 'Nothing is to be announced.');
  const { logSize, logRoot, seenSize } = restore;
  return ok({ kind: 'restore-epoch', epoch: files.keyState.restores.length + 1, logSize, logRoot, seenSize });
}

/** Takes the set that waits, and makes the one that may follow it; only its digest stays here. */
async function newRoots(given: Given, own: OwnFolder): Promise<Result<KeyChange>> {
  const [file, folder] = [given.text('next-root'), given.text('root-folder')];
  if (file === null || folder === null)
    return fail('roots', '--next-root and --root-folder are needed.', 'See ./comity keys propose --help.');
  const [, threshold, count] = (/^([1-9])-of-([1-9])$/.exec(given.text('roots') ?? '2-of-3') ?? []).map(Number);
  if (threshold === undefined || count === undefined || threshold > count)
    return fail('--roots', 'It is not a number of needed roots and a number of roots.', 'Give, for example, 2-of-3.');
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fail(file, 'It cannot be read.', 'Name a file of the next set of roots.');
  const next = readRootFile(new Uint8Array(bytes), file);
  if (!next.ok) return next;
  const { authorityId, suite, set, threshold: nextThreshold } = next.value;
  if (authorityId !== own.files.keyState.authorityId || rootsDigest(set, nextThreshold) !== own.files.keyState.nextRootsDigest)
    return fail(file, 'It is not of the set that the key history names as the next.', 'Name a file next-N.json of this authority.');
  const pairs = Array.from({ length: count }, () => realSuites.suite.generate(systemRandom));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [index, content] of rootFiles({ authorityId, suite, threshold, pairs }).entries()) {
    const written = await writeNew(path.join(folder, `after-next-${index + 1}.json`), content);
    if (!written.ok) return written;
  }
  const nextRootsDigest = rootsDigest(
    pairs.map((pair) => pair.publicKey),
    threshold,
  );
  return ok({ kind: 'rotate-root', roots: set, threshold: nextThreshold, nextRootsDigest });
}
