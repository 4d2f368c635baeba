// SPDX-License-Identifier: Apache-2.0
/**
 * The log's part of a bundle: each dispatch, and each entry of a custody log, has an entry in the exporter's log, under one head that the
 * exporter signed.
 *
 * The entry's body names the digest of the dispatch; body and salt give the digest in the leaf; the leaf's hash leads to the
 * root in the checkpoint; the checkpoint is signed by the exporter's key for logs. Each step is computed here.
 */
import { z } from 'zod';
import { type JsonValue, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import {
  activeKeys,
  bundleLayout,
  fromHex,
  logBodyDigest,
  logLeafHash,
  toBase64,
  verifyCheckpoint,
  verifyInclusion,
} from '../seals/index.ts';
import { type PositionFacts, positionFacts, verifyKeyPosition } from './verify-key-position.ts';
import { broken, type BundledDispatch, type BundleLine, readFacts, type ReadBundle } from './read-bundle.ts';

export const proofFacts = z.strictObject({
  index: z.int().min(0),
  size: z.int().min(1),
  event: z.string().regex(/^[a-z.-]{1,60}$/),
  hashes: z.array(z.string()).max(64),
  salt: z.string(),
  body: z.string(),
});
const bodyFacts = z.looseObject({ details: z.looseObject({ dispatch: z.string(), ...positionFacts.shape }) });

type SignedHead = { readonly size: number; readonly root: Uint8Array };

/** The head under which everything stands: signed by the exporter's key for its log, and the one that the certificate names. */
export function headOfLog(bundle: ReadBundle): Result<SignedHead> {
  const { exportedBy: exporter, log } = bundle.certificate;
  const path = bundleLayout.checkpoint;
  const note = textOf(bundle.files.get(path) ?? new Uint8Array());
  if (note === null) return broken(path, 'It is no text in UTF-8.');
  const state = bundle.keyStates.get(exporter);
  const key = state === undefined ? undefined : activeKeys(state, 'log')[0];
  if (key === undefined) return broken(path, "The exporter's key for its log is not in the bundle.");
  const checkpoint = verifyCheckpoint(note, { origin: `${exporter}/acts`, publicKey: key.publicKey }, path);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root } = checkpoint.value;
  return log.origin === origin && log.size === size && log.root === toBase64(root)
    ? ok({ size, root })
    : broken(bundleLayout.certificate, 'The certificate names another head of the log.');
}

/** What an entry says, when it is of this event and stands under this head. */
export function provenBody(path: string, proof: z.infer<typeof proofFacts>, event: string, head: SignedHead): Result<JsonValue> {
  const { index, size } = proof;
  if (size !== head.size) return broken(path, 'It leads to another head of the log.');
  if (proof.event !== event) return broken(path, `The entry is a ${proof.event}, not a ${event}.`);
  const salt = fromHex(proof.salt);
  const hashes = proof.hashes.map(fromHex);
  if (salt === null || hashes.some((hash) => hash === null)) return broken(path, 'Its salt or hashes are not hexadecimal.');
  const body = new TextEncoder().encode(proof.body);
  const named = parseStrictJson(body, path);
  if (!named.ok) return named;
  const leafHash = logLeafHash({ event, bodyDigest: logBodyDigest(salt, body) });
  const isIncluded = verifyInclusion({ leafHash, index, size, proof: hashes.filter((hash) => hash !== null), root: head.root });
  return isIncluded ? named : broken(path, 'The entry is not in the log under this head.');
}

export function verifyLog(bundle: ReadBundle): Result<readonly BundleLine[]> {
  const { exportedBy: exporter } = bundle.certificate;
  const checkpoint = headOfLog(bundle);
  if (!checkpoint.ok) return checkpoint;
  let before = { index: -1, keyEvents: 0 };
  const suspicions: BundleLine[] = [];
  for (const dispatch of bundle.dispatches) {
    const proven = verifyEntry(bundle, dispatch, checkpoint.value);
    if (!proven.ok) return proven;
    const { index, facts, path: proof } = proven.value;
    if (index <= before.index) return broken(dispatch.path, 'The dispatches are not in the order of the log.');
    if (facts.keyEvents < before.keyEvents) return broken(proof, 'The key history was longer at an earlier entry.');
    const position = verifyKeyPosition(bundle, dispatch, proven.value);
    if (!position.ok) return position;
    if (position.value !== null) suspicions.push(position.value);
    before = { index, keyEvents: facts.keyEvents };
  }
  const count = bundle.dispatches.length;
  const what = `logged all ${count} dispatches, in this order; its log had ${checkpoint.value.size} entries at the export`;
  return ok([{ what, by: exporter, clause: null }, ...suspicions]);
}

interface ProvenEntry {
  readonly path: string;
  readonly index: number;
  readonly facts: PositionFacts;
}

/** The entry's place in the log and what it says of keys, when it is the entry of this dispatch and stands under this head. */
function verifyEntry(bundle: ReadBundle, dispatch: BundledDispatch, head: SignedHead): Result<ProvenEntry> {
  const path = bundleLayout.proof(dispatch.digest);
  const read = readFacts(bundle.files, path, proofFacts);
  if (!read.ok) return read;
  const { index } = read.value;
  const expected = entryOf(bundle, dispatch);
  const body = provenBody(path, read.value, expected.event, head);
  if (!body.ok) return body;
  if (expected.index !== null && index !== expected.index) return broken(path, 'The receipt names another entry of the log.');
  const details = bodyFacts.safeParse(body.value);
  if (!details.success) return broken(path, 'The entry does not name a dispatch and how far the key histories went.');
  if (details.data.details.dispatch !== dispatch.digest) return broken(path, 'The entry is that of another dispatch.');
  return ok({ path, index, facts: details.data.details });
}

/** The event that stands in the exporter's log, and the entry that its own receipt names. */
function entryOf({ certificate }: ReadBundle, { facts, letter, receipt }: BundledDispatch): { event: string; index: number | null } {
  if (letter !== null) return { event: 'letter.admitted', index: null };
  if (facts.from === certificate.exportedBy) return { event: 'dispatch.queued', index: null };
  const event = receipt?.facts.state === 'rejected' ? 'dispatch.refused-admission' : 'dispatch.admitted';
  return { event, index: receipt?.facts.logIndex ?? null };
}

/** Null when the bytes are not what the text would be written as. */
function textOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const written = new TextEncoder().encode(text);
  return written.length === bytes.length && written.every((byte, index) => byte === bytes[index]) ? text : null;
}
