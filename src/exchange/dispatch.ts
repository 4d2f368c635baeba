// SPDX-License-Identifier: Apache-2.0
/**
 * The dispatch: a payload signed over its exact bytes.
 *
 * The author writes the payload once, in canonical JSON; from then on nobody spells it again: it is verified, kept, hashed
 * and shown to a court as the bytes that were signed. Its identity is the digest of the DSSE pre-authentication encoding.
 * Reading goes the other way round: outer form, signature, and only then the payload.
 */
import { canonicalJson, failWith, limits, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import {
  dispatchType,
  type Digest,
  documentDigest,
  type HeldKey,
  type KeyState,
  publicKeyOf,
  readSigned,
  receiptType,
  signDocument,
  type SignatureSuite,
  type SignedDocument,
  verifySigned,
  writeSigned,
} from '../seals/index.ts';
import { type DispatchWire, dispatchSchema, type ReceiptWire, receiptSchema } from './wire.ts';

export interface SignedDispatch {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

export function signDispatch(payload: DispatchWire, suite: SignatureSuite, key: HeldKey): SignedDispatch {
  return sign(dispatchType, payload, suite, key);
}

export function signReceipt(payload: ReceiptWire, suite: SignatureSuite, key: HeldKey): SignedDispatch {
  return sign(receiptType, payload, suite, key);
}

/** The outer form, whose signature is not verified yet. */
export function readDispatchForm(bytes: Uint8Array): Result<{ document: SignedDocument; digest: Digest }> {
  const read = readSigned(bytes, 'dispatch');
  if (!read.ok) return read;
  if (read.value.payloadType !== dispatchType) return wrongType(read.value.payloadType, dispatchType);
  return ok({ document: read.value, digest: documentDigest(read.value) });
}

/** Whether the author's own active key for dispatches signed it, and nobody else. */
export function isSignedBy(document: SignedDocument, author: KeyState, suite: SignatureSuite): boolean {
  return document.signatures.length === 1 && verifySigned(document, { suite, keys: publicKeyOf(author, 'dispatch') }).ok;
}

/** The payload of a document whose signature holds. */
export function readPayload(document: SignedDocument): Result<DispatchWire> {
  const json = parseStrictJson(document.payload, 'dispatch', { bytesMax: limits.payloadBytesMax, depthMax: limits.jsonDepthMax });
  if (!json.ok) return json;
  const parsed = dispatchSchema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : failWith(parsed.error.issues.map(asIssue));
}

/** A receipt, when its signature is the peer's; else why it is not believed. */
export function readReceipt(bytes: Uint8Array, peer: KeyState, suite: SignatureSuite): Result<ReceiptWire> {
  const read = readSigned(bytes, 'receipt');
  if (!read.ok) return read;
  if (read.value.payloadType !== receiptType) return wrongType(read.value.payloadType, receiptType);
  const verified = verifySigned(read.value, { suite, keys: publicKeyOf(peer, 'dispatch') }, 'receipt');
  if (!verified.ok) return verified;
  const json = parseStrictJson(read.value.payload, 'receipt');
  if (!json.ok) return json;
  const parsed = receiptSchema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : failWith(parsed.error.issues.map(asIssue));
}

function sign(payloadType: string, payload: object, suite: SignatureSuite, key: HeldKey): SignedDispatch {
  const bytes = new TextEncoder().encode(canonicalJson(payload));
  const document = signDocument({ payloadType, payload: bytes, suite, keyPair: key, keyId: key.keyId });
  return { digest: documentDigest(document), bytes: writeSigned(document) };
}

function wrongType(found: string, expected: string): ReturnType<typeof failWith> {
  return failWith([{ path: 'payloadType', problem: `It is a ${found}, not a ${expected}.`, remedy: 'Send the kind of document that is expected here.' }]);
}

function asIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string }) {
  return { path: `dispatch.${issue.path.map(String).join('.')}`, problem: `${issue.message}.`, remedy: 'See wire/dispatch.md.' };
}
