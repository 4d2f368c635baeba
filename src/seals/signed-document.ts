// SPDX-License-Identifier: Apache-2.0
/**
 * Signed documents: signatures over exact bytes, after DSSE.
 *
 * What is signed is the pre-authentication encoding: a fixed word, the type of the payload, and the payload's bytes as they
 * are. So a reader first checks the signatures and only then parses; a parser is never fed what nobody vouches for, and no two
 * spellings of one JSON value can be mistaken for each other, since nothing is ever spelled again.
 *
 *     pae('text/plain', 'hello')   // DSSEv1 10 text/plain 5 hello
 *
 * On the wire it is JSON: `payload` and each `sig` in strict base 64, each signature under the id of its key. There is no field
 * for the algorithm: the key's id leads to the key history, and that says the algorithm.
 *
 * A document is known by the digest of its pre-authentication encoding (`documentDigest`). Signatures are not part of that, so
 * a countersignature does not change which document it is, and a document signed twice is still one document.
 *
 * Every signature in a document must be good. A reader who skipped the ones that are not could be shown a document "signed by
 * both" of which one half was never checked. A signature by a key the reader does not know is refused for the same reason.
 */
import assert from 'node:assert/strict';
import { fail, failWith, type Issue, type JsonValue, limits, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import { type Digest, digestOf } from './digest.ts';
import { concatBytes, fromBase64, toBase64, utf8 } from './encoding.ts';
import { isKeyId, type KeyId } from './keys/key-id.ts';
import type { KeyPair, SignatureSuite } from './suites/signature-suite.ts';

export interface SignedDocument {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly { readonly keyId: KeyId; readonly signature: Uint8Array }[];
}

export interface Signer {
  readonly suite: SignatureSuite;
  readonly keyPair: KeyPair;
  readonly keyId: KeyId;
}

/** Every party of the largest agreement may sign it. */
const signaturesMax = limits.partiesMax;
/** No signature scheme in sight needs more. */
const signatureBytesMax = 16_384;
/** A type such as `application/vnd.comity.dispatch+json`. */
const payloadTypeShape = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,98}$/;

/** The bytes that are signed: lengths come before contents, so that no two pairs of type and payload share an encoding. */
export function pae(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** Throws when the type or the size of the payload is one that `readSigned` would refuse: that is the caller's mistake. */
export function signDocument(input: Signer & { readonly payloadType: string; readonly payload: Uint8Array }): SignedDocument {
  assertSignable(input);
  return addSignature({ payloadType: input.payloadType, payload: input.payload, signatures: [] }, input);
}

function assertSignable({ payloadType, payload }: { readonly payloadType: string; readonly payload: Uint8Array }): void {
  assert(payloadTypeShape.test(payloadType), `"${payloadType}" is a media type in lower case`);
  assert(payload.length <= limits.payloadBytesMax, 'a payload stays within its limit');
}

/** Each as `signDocument` signs it, in one go: every one is provable alone, and together they cost little more than one. */
export function signDocuments(
  signer: Signer,
  all: readonly { readonly payloadType: string; readonly payload: Uint8Array }[],
): readonly SignedDocument[] {
  const { suite, keyPair, keyId } = signer;
  if (suite.signTogether === undefined) return all.map((one) => signDocument({ ...signer, ...one }));
  for (const one of all) assertSignable(one);
  const signatures = suite.signTogether(
    keyPair.privateKey,
    all.map(({ payloadType, payload }) => pae(payloadType, payload)),
  );
  return all.map((one, index) => {
    const signature = signatures[index];
    assert(signature !== undefined, 'there is a signature for each');
    return { ...one, signatures: [{ keyId, signature }] };
  });
}

/** The same document with one signature more: a countersignature. Throws when this key has signed already. */
export function addSignature(document: SignedDocument, signer: Signer): SignedDocument {
  assert(!document.signatures.some((one) => one.keyId === signer.keyId), 'a key signs a document once');
  const signature = signer.suite.sign(signer.keyPair.privateKey, pae(document.payloadType, document.payload));
  return { ...document, signatures: [...document.signatures, { keyId: signer.keyId, signature }] };
}

export function documentDigest(document: SignedDocument): Digest {
  return digestOf(pae(document.payloadType, document.payload));
}

/** The form for the wire and for a file. `readSigned` gives the same document back. */
export function writeSigned(document: SignedDocument): Uint8Array {
  const signatures = document.signatures.map((one) => ({ keyid: one.keyId, sig: toBase64(one.signature) }));
  return utf8(JSON.stringify({ payloadType: document.payloadType, payload: toBase64(document.payload), signatures }));
}

/** Reads the outer form only: what it returns is not yet verified, and its payload not yet parsed. */
export function readSigned(bytes: Uint8Array, name = 'document'): Result<SignedDocument> {
  const parsed = parseStrictJson(bytes, name, { bytesMax: limits.envelopeBytesMax, depthMax: 4 });
  if (!parsed.ok) return parsed;
  const members = membersOf(parsed.value, ['payloadType', 'payload', 'signatures']);
  if (members === null) return refused(name, 'It does not hold exactly payloadType, payload and signatures.');
  const [payloadType, payloadText, entries] = members;
  if (typeof payloadType !== 'string' || !payloadTypeShape.test(payloadType)) {
    return refused(`${name}.payloadType`, 'It is not a media type in lower case.');
  }
  const payload = typeof payloadText === 'string' ? fromBase64(payloadText) : null;
  if (payload === null) return refused(`${name}.payload`, 'It is not strict base 64.');
  if (payload.length > limits.payloadBytesMax) return refused(`${name}.payload`, `It is longer than ${limits.payloadBytesMax} bytes.`);
  if (!Array.isArray(entries) || entries.length === 0) return refused(`${name}.signatures`, 'There is no signature.');
  if (entries.length > signaturesMax) return refused(`${name}.signatures`, `There are more than ${signaturesMax} signatures.`);
  return withSignatures({ payloadType, payload, signatures: [] }, entries, name);
}

/**
 * Checks every signature against the key that `keys` gives for its id. The ids come back in the order of the document.
 * An unknown id or a signature that does not hold is an issue; what the payload means is for the caller to read afterwards.
 */
export function verifySigned(
  document: SignedDocument,
  by: { readonly suite: SignatureSuite; readonly keys: (keyId: KeyId) => Uint8Array | null },
  name = 'document',
): Result<{ readonly keyIds: readonly KeyId[] }> {
  if (document.signatures.length === 0) return refused(`${name}.signatures`, 'There is no signature.');
  const keyIds = document.signatures.map((one) => one.keyId);
  if (new Set(keyIds).size !== keyIds.length) return refused(`${name}.signatures`, 'A key signs more than once.');
  // All keys are looked up before the first signature is computed: a stranger's document costs nothing.
  const publicKeys = keyIds.map((keyId) => by.keys(keyId));
  const unknown = keyIds.flatMap((keyId, index): Issue[] =>
    publicKeys[index] === null
      ? [
          {
            path: `${name}.signatures[${index}]`,
            problem: `The key ${keyId} is not known for this.`,
            remedy: 'Fetch the key history of its author.',
          },
        ]
      : [],
  );
  if (unknown.length > 0) return failWith(unknown);
  const signed = pae(document.payloadType, document.payload);
  const bad = document.signatures.flatMap((one, index): Issue[] => {
    const publicKey = publicKeys[index] ?? null;
    if (publicKey !== null && by.suite.verify(publicKey, signed, one.signature)) return [];
    return [{ path: `${name}.signatures[${index}]`, problem: `The signature by ${one.keyId} does not hold.`, remedy }];
  });
  return bad.length > 0 ? failWith(bad) : ok({ keyIds });
}

const remedy = 'Ask its author for the document again; it was changed or is not theirs.';

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Ask its author for the document as it was signed.');
}

function withSignatures(document: SignedDocument, entries: readonly JsonValue[], name: string): Result<SignedDocument> {
  const signatures: { keyId: KeyId; signature: Uint8Array }[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const path = `${name}.signatures[${index}]`;
    const members = membersOf(entry, ['keyid', 'sig']);
    if (members === null) return refused(path, 'It does not hold exactly keyid and sig.');
    const [keyId, text] = members;
    if (!isKeyId(keyId)) return refused(`${path}.keyid`, 'It is not the id of a key.');
    if (seen.has(keyId)) return refused(`${path}.keyid`, 'This key signs more than once.');
    seen.add(keyId);
    const signature = typeof text === 'string' ? fromBase64(text) : null;
    if (signature === null) return refused(`${path}.sig`, 'It is not strict base 64.');
    if (signature.length === 0 || signature.length > signatureBytesMax)
      return refused(`${path}.sig`, 'It has not the length of a signature.');
    signatures.push({ keyId, signature });
  }
  return ok({ ...document, signatures });
}

/** The values of exactly these members, in this order; null when one is missing or another is there. */
export function membersOf(value: JsonValue | undefined, names: readonly string[]): readonly (JsonValue | undefined)[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const object = value as { readonly [name: string]: JsonValue };
  if (Object.keys(object).length !== names.length || names.some((name) => !Object.hasOwn(object, name))) return null;
  return names.map((name) => object[name]);
}
