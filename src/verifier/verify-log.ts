// SPDX-License-Identifier: Apache-2.0
/**
 * The log's part of a bundle: each dispatch has an entry in the exporter's log, under one head that the exporter signed.
 *
 * The entry's body names the digest of the dispatch; body and salt give the digest in the leaf; the leaf's hash leads to the
 * root in the checkpoint; the checkpoint is signed by the exporter's key for logs. Each step is computed here.
 */
import { z } from 'zod';
import { failWith, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import {
  activeKeys,
  type AuthorityId,
  bundleLayout,
  fromHex,
  logBodyDigest,
  logLeafHash,
  verifyCheckpoint,
  verifyInclusion,
} from '../seals/index.ts';
import { broken, type BundledDispatch, readFacts, type ReadBundle } from './read-bundle.ts';
import type { BundleLine } from './verify-bundle.ts';

const proofFacts = z.looseObject({
  index: z.int().min(0),
  size: z.int().min(1),
  event: z.string().min(1).max(255),
  hashes: z.array(z.string()).max(64),
  salt: z.string(),
  body: z.string(),
});
const bodyFacts = z.looseObject({ details: z.looseObject({ dispatch: z.string() }) });

export function verifyLog(bundle: ReadBundle): Result<readonly BundleLine[]> {
  const exporter = bundle.about.exportedBy;
  const note = new TextDecoder().decode(bundle.files.get(bundleLayout.checkpoint) ?? new Uint8Array());
  const state = bundle.keyStates.get(exporter as AuthorityId);
  const key = state === undefined ? undefined : activeKeys(state, 'log')[0];
  if (key === undefined) return broken(bundleLayout.checkpoint, "The exporter's key for its log is not in the bundle.");
  const checkpoint = verifyCheckpoint(note, { origin: `${exporter}/acts`, publicKey: key.publicKey }, bundleLayout.checkpoint);
  if (!checkpoint.ok) return checkpoint;
  for (const dispatch of bundle.dispatches) {
    const proven = verifyEntry(bundle, dispatch, checkpoint.value);
    if (!proven.ok) return proven;
  }
  return ok([
    {
      what: `logged all ${bundle.dispatches.length} dispatches; its log had ${checkpoint.value.size} entries at the export`,
      by: exporter,
      clause: null,
    },
  ]);
}

function verifyEntry(bundle: ReadBundle, dispatch: BundledDispatch, checkpoint: { size: number; root: Uint8Array }): Result<null> {
  const path = bundleLayout.proof(dispatch.digest);
  const read = readFacts(bundle.files, path, proofFacts);
  if (!read.ok) return read;
  const { index, size, event, salt: saltHex, body: bodyText } = read.value;
  if (size !== checkpoint.size) return broken(path, 'It leads to another head of the log.');
  const expectedEvent = dispatch.facts.from === bundle.about.exportedBy ? 'dispatch.queued' : 'dispatch.admitted';
  if (event !== expectedEvent) return broken(path, `The entry is a ${event}, not a ${expectedEvent}.`);
  const salt = fromHex(saltHex);
  const hashes = read.value.hashes.map(fromHex);
  if (salt === null || hashes.some((hash) => hash === null)) return broken(path, 'Its salt or hashes are not hexadecimal.');
  const body = new TextEncoder().encode(bodyText);
  const named = parseStrictJson(body, path);
  const details = named.ok ? bodyFacts.safeParse(named.value) : null;
  if (details?.success !== true) return named.ok ? broken(path, 'The entry names no dispatch.') : failWith(named.issues);
  if (details.data.details.dispatch !== dispatch.digest) return broken(path, 'The entry is that of another dispatch.');
  const leafHash = logLeafHash({ event, bodyDigest: logBodyDigest(salt, body) });
  const proof = hashes.filter((hash) => hash !== null);
  return verifyInclusion({ leafHash, index, size, proof, root: checkpoint.root })
    ? ok(null)
    : broken(path, 'The entry is not in the log under this head.');
}
