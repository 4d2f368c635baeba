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
 * Where its originator is known by letter alone, the document is of another type: who attests what the letter says signs it, and says
 * in it that it does (attestation.ts). It covers as much and as little; whether it is taken, the agreement of the recipient says.
 *
 * Source: FATF INR.40 (prior consent of the authority that gave the information, also through others), Egmont Principles 38.
 */
import { fail, type Instant, isInstant, ok, type Result } from '../../kernel/index.ts';
import { type CarriedDocument, type Digest, digestOfJson, type Suites } from '../../seals/index.ts';
import { type AttestationWire, type AttestedConsentWire, type CarriedConsentWire, consentSchema, type ConsentWire } from '../wire.ts';
import { carryAttested, readWord, type Signer } from './attestation.ts';

export const consentType = 'application/vnd.comity.consent+json';
export const attestedConsentType = 'application/vnd.comity.attested-consent+json';

export interface Consent extends ConsentWire {
  readonly at: string & Instant;
  readonly until: (string & Instant) | null;
}

export interface ReadConsent {
  readonly consent: Consent;
  /** Null where its originator signed it itself. */
  readonly attestation: AttestationWire | null;
  readonly digest: Digest;
}

/** What stands for a datum once it is destroyed: the digest says nothing without the salt. */
export function datumDigest(salt: string, body: unknown): Digest {
  return digestOfJson({ salt, body });
}

export function signConsent(consent: ConsentWire, salt: string, signer: Signer): CarriedConsentWire {
  return { ...carryAttested(consentType, consent, signer), salt };
}

/** Signed by whoever attests what the letter of its originator says. */
export function signAttestedConsent(consent: AttestedConsentWire, salt: string, signer: Signer): CarriedConsentWire {
  return { ...carryAttested(attestedConsentType, consent, signer), salt };
}

/** The consent, when its signature is that of the originator whom it names, or of who attests it; else why it is not believed. */
export function readConsent(carried: CarriedDocument, suites: Suites): Result<ReadConsent> {
  const read = readWord(carried, { plain: consentType, attested: attestedConsentType }, suites);
  if (!read.ok) return read;
  const { payload, speaker, attestation, digest } = read.value;
  const parsed = consentSchema.safeParse(payload);
  if (!parsed.success) return refused('It has not the shape of a consent.');
  const { originator, at, until, answer, condition } = parsed.data;
  if (originator !== speaker) return refused('It is not signed by the originator whom it names.');
  if (!isInstant(at) || (until !== null && !isInstant(until))) return refused('It names a moment that is none.');
  if ((answer === 'granted') !== (condition !== null)) return refused('It grants without a condition, or denies with one.');
  return ok({ consent: { ...parsed.data, at, until }, attestation, digest });
}

function refused(problem: string): ReturnType<typeof fail> {
  return fail('consent', problem, 'Ask the originator again.');
}
