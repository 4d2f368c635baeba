// SPDX-License-Identifier: Apache-2.0
/**
 * Reading what travels, for the watch alone: by its own few lines and not by those of the program, so that a fault in the
 * program's readers does not blind whoever watches it. Written from wire/envelope.md, wire/dispatch.md and wire/receipt.md.
 */
import { type Digest, digestOf, type KeyState, type SignatureSuite } from '../../seals/index.ts';

export interface SignedReading {
  readonly type: string;
  readonly payload: unknown;
  readonly digest: Digest;
  /** The bytes that were signed: the pre-authentication encoding. */
  readonly signedBytes: Uint8Array;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** What was read once: a letter is posted again and again, and a receipt handed out. Bytes in a run are never written to. */
const readings = new WeakMap<Uint8Array, SignedReading | null>();

/** Null where it is no signed document of ours. */
export function readSignedDocument(bytes: Uint8Array): SignedReading | null {
  const known = readings.get(bytes);
  if (known !== undefined) return known;
  const reading = read(bytes);
  readings.set(bytes, reading);
  return reading;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function read(bytes: Uint8Array): SignedReading | null {
  try {
    const outer = JSON.parse(decoder.decode(bytes)) as {
      payloadType: string;
      payload: string;
      signatures: { keyid: string; sig: string }[];
    };
    const [only] = outer.signatures;
    if (only === undefined) return null;
    const payload = Buffer.from(outer.payload, 'base64');
    const type = outer.payloadType;
    const frame = encoder.encode(`DSSEv1 ${type.length} ${type} ${payload.length} `);
    const signedBytes = new Uint8Array(frame.length + payload.length);
    signedBytes.set(frame);
    signedBytes.set(payload, frame.length);
    const value: unknown = JSON.parse(payload.toString('utf8'));
    const signature = new Uint8Array(Buffer.from(only.sig, 'base64'));
    return { type, payload: value, digest: digestOf(signedBytes), signedBytes, keyId: only.keyid, signature };
  } catch {
    return null;
  }
}

/** Whether one of the keys that the authority ever had for dispatches signed it. */
export function isSignedBy(reading: SignedReading, keys: KeyState, suite: SignatureSuite): boolean {
  const key = keys.keys.find(({ keyId, purpose }) => keyId === reading.keyId && purpose === 'dispatch');
  return key !== undefined && suite.verify(key.publicKey, reading.signedBytes, reading.signature);
}

/** Whether one of these roots signed it. */
export function isSignedByRoot(reading: SignedReading, roots: KeyState['roots'], suite: SignatureSuite): boolean {
  const root = roots.find(({ keyId }) => keyId === reading.keyId);
  return root !== undefined && suite.verify(root.publicKey, reading.signedBytes, reading.signature);
}

/** The fresh key at the beginning of a sealed letter; null where the envelope has not its form. */
export function freshKeyOf(envelope: Uint8Array): Uint8Array | null {
  const view = new DataView(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  if (envelope.length < 6) return null;
  const at = 4 + view.getUint32(0);
  if (at + 2 > envelope.length) return null;
  return envelope.subarray(at + 2, at + 2 + view.getUint16(at));
}

/** A signed document that travels inside a body: see wire/onward.md. */
export function readCarried({ document }: { readonly document: string }): SignedReading | null {
  return readSignedDocument(new Uint8Array(Buffer.from(document, 'base64')));
}
