// SPDX-License-Identifier: Apache-2.0
/**
 * A carried document: a signed document together with the key history of its signer, so that whoever it reaches can check it,
 * also through authorities that the signer has never met.
 *
 *     B signs a consent, A carries it to C; C has never exchanged keys with B, but B's identity is the digest of the first
 *     event of its history: no one can sign in B's name without B's own keys.
 *
 * It proves who signed, by identity; what that authority is called and whether it is trusted is not said here. A history
 * carried may be older than the present one, so a key revoked since then is found only by who knows a later history.
 */
import { fail, failWith, type JsonValue, limits, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import type { Digest } from './digest.ts';
import { fromBase64, toBase64 } from './encoding.ts';
import { foldKnownHistory } from './keys/known-histories.ts';
import type { AuthorityId } from './keys/key-id.ts';
import { keyById } from './keys/key-state.ts';
import type { HeldKey } from './keys/authority-keys.ts';
import { documentDigest, readSigned, signDocument, verifySigned, writeSigned } from './signed-document.ts';
import type { SignatureSuite } from './suites/signature-suite.ts';
import type { Suites } from './suites/suites.ts';

/** Both in base 64: the signed document, and the signer's key events from the first one on. */
export interface CarriedDocument {
  readonly document: string;
  readonly history: readonly string[];
}

export interface ReadCarried {
  readonly signer: AuthorityId;
  readonly payload: JsonValue;
  readonly digest: Digest;
}

/** Signs with a key for dispatches. */
export function carryDocument(input: {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly suite: SignatureSuite;
  readonly key: HeldKey;
  readonly history: readonly Uint8Array[];
}): CarriedDocument {
  const { payloadType, payload, suite, key } = input;
  const signed = signDocument({ payloadType, payload, suite, keyPair: key, keyId: key.keyId });
  return { document: toBase64(writeSigned(signed)), history: input.history.map(toBase64) };
}

/** Who signed it and what it says; an issue where history, signature or payload does not hold. */
export function readCarried(carried: CarriedDocument, payloadType: string, suites: Suites): Result<ReadCarried> {
  const bytes = fromBase64(carried.document);
  const history = carried.history.flatMap((event) => fromBase64(event) ?? []);
  if (bytes === null || history.length < carried.history.length) return refused('document', 'It is not written in strict base 64.');
  const state = foldKnownHistory(history, suites);
  if (!state.ok) return state;
  const signed = readSigned(bytes, 'document');
  if (!signed.ok) return signed;
  if (signed.value.payloadType !== payloadType) return refused('document', `It is a ${signed.value.payloadType}, not a ${payloadType}.`);
  if (signed.value.signatures.length !== 1) return refused('document', 'It bears more or fewer signatures than one.');
  const verified = verifySigned(signed.value, {
    suite: suites.suite,
    keys: (keyId) => {
      const key = keyById(state.value, keyId);
      return key === null || key.purpose !== 'dispatch' || key.revokedAt !== null ? null : key.publicKey;
    },
  });
  if (!verified.ok) return failWith(verified.issues);
  const payload = parseStrictJson(signed.value.payload, 'document', { bytesMax: limits.payloadBytesMax, depthMax: limits.jsonDepthMax });
  if (!payload.ok) return payload;
  return ok({ signer: state.value.authorityId, payload: payload.value, digest: documentDigest(signed.value) });
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Ask its signer for it again.');
}
