// SPDX-License-Identifier: Apache-2.0
/**
 * The consent to pass a datum on: what its originator answers, signed, and readable by everybody whom it reaches.
 *
 * It names one datum by the digest of salt and body, one holder, one recipient, one purpose and an end, and holds the
 * condition that the datum carries from then on. So a holder cannot stretch it to another datum or recipient, nor leave a
 * condition out; and since the key history of the originator travels with it, a recipient and a court can check that without
 * ever having met the originator.
 *
 * A denial is the same document with the ground and the reasons, so that it is as provable as a grant.
 *
 * Source: FATF INR.40 (prior consent of the authority that gave the information, also through others), Egmont Principles 38.
 */
import { canonicalJson, fail, type Instant, isInstant, ok, type Result } from '../../kernel/index.ts';
import {
  type CarriedDocument,
  carryDocument,
  type Digest,
  digestOfJson,
  type HeldKey,
  readCarried,
  type SignatureSuite,
  type Suites,
} from '../../seals/index.ts';
import { type CarriedConsentWire, consentSchema, type ConsentWire } from '../wire.ts';

export const consentType = 'application/vnd.comity.consent+json';

export interface Consent extends ConsentWire {
  readonly at: string & Instant;
  readonly until: (string & Instant) | null;
}

export interface ReadConsent {
  readonly consent: Consent;
  readonly digest: Digest;
}

/** What stands for a datum once it is destroyed: the digest says nothing without the salt. */
export function datumDigest(salt: string, body: unknown): Digest {
  return digestOfJson({ salt, body });
}

export function signConsent(
  consent: ConsentWire,
  salt: string,
  signer: { readonly suite: SignatureSuite; readonly key: HeldKey; readonly history: readonly Uint8Array[] },
): CarriedConsentWire {
  const payload = new TextEncoder().encode(canonicalJson(consent));
  const { document, history } = carryDocument({ payloadType: consentType, payload, ...signer });
  return { document, history: [...history], salt };
}

/** The consent, when its signature is that of the originator whom it names; else why it is not believed. */
export function readConsent(carried: CarriedDocument, suites: Suites): Result<ReadConsent> {
  const read = readCarried(carried, consentType, suites);
  if (!read.ok) return read;
  const parsed = consentSchema.safeParse(read.value.payload);
  if (!parsed.success) return refused('It has not the shape of a consent.');
  const { originator, at, until, answer, condition } = parsed.data;
  if (originator !== read.value.signer) return refused('It is not signed by the originator whom it names.');
  if (!isInstant(at) || (until !== null && !isInstant(until))) return refused('It names a moment that is none.');
  if ((answer === 'granted') !== (condition !== null)) return refused('It grants without a condition, or denies with one.');
  return ok({ consent: { ...parsed.data, at, until }, digest: read.value.digest });
}

function refused(problem: string): ReturnType<typeof fail> {
  return fail('consent', problem, 'Ask the originator again.');
}
