// SPDX-License-Identifier: Apache-2.0
//
// A change of keys as the operator and the holders of roots make it: the new private keys wait in the folder, the proposal is signed.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../../src/kernel/index.ts';
import {
  type HeldKey,
  type KeyChange,
  proposeKeyEvents,
  readRootFile,
  realSuites,
  signKeyProposal,
  writeKeyProposal,
} from '../../src/seals/index.ts';
import { readAuthorityFiles, readKeys, systemRandom, writeKeys } from '../../src/server/index.ts';
import { type Authority, expectOk } from './federation.ts';

export async function signedProposal(
  authority: Authority,
  given: {
    readonly changes: readonly KeyChange[];
    readonly at: Instant;
    readonly newKeys?: readonly HeldKey[];
    readonly roots?: readonly number[];
  },
): Promise<Uint8Array> {
  const { changes, at, newKeys = [], roots = [1, 3] } = given;
  const files = expectOk(await readAuthorityFiles(authority.folder, systemRandom));
  let proposal = expectOk(proposeKeyEvents(files.history, changes, { ...realSuites, at }));
  for (const number of roots) {
    const file = await readFile(path.join(authority.folder, 'roots', `present-${number}.json`));
    proposal = expectOk(signKeyProposal(proposal, expectOk(readRootFile(new Uint8Array(file))), realSuites.suite));
  }
  const keys = expectOk(await readKeys(authority.folder));
  await writeKeys(authority.folder, { ...keys, waiting: [...keys.waiting, ...newKeys] });
  return writeKeyProposal(proposal);
}
