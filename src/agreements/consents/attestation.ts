// SPDX-License-Identifier: Apache-2.0
/**
 * Attestation: what an authority says, under its own signature, that a letter of an authority without a server says.
 *
 * Whoever has no key signs nothing. A datum that came from it on paper, its consent to pass that datum on, and its recall, are read
 * from the letter by two officers of whoever received it, and are signed by that authority: in documents of types of their own, which
 * name both, so that nobody takes the one for the other.
 *
 *     originator     cl1...   the digest of what was registered of it, with the identity of whoever registered it in it
 *     attested by    ca1...   signs; it is the registrar, and no other authority can attest for this originator
 *     letter         how and when it came, the day on it, the digest of its scan
 *     officers       who read it, and who confirmed it: two at least, none of them twice
 *
 * What it proves is that this authority says so, and that it was one only. Whether its word is taken stands in the agreement of whoever
 * is given the datum (the term `onward`, `takesAttested`).
 *
 * Source: decisions/0528-what-a-letter-is-worth-to-others.md.
 */
import { z } from 'zod';
import { canonicalJson, fail, isInstant, type JsonValue, ok, type Result } from '../../kernel/index.ts';
import {
  type CarriedDocument,
  carryDocument,
  type Digest,
  fromBase64,
  type HeldKey,
  letterIdOf,
  readCarried,
  readSigned,
  type SignatureSuite,
  type Suites,
} from '../../seals/index.ts';
import {
  attestationSchema,
  type AttestationWire,
  type AttestedRecordWire,
  attestedRecordSchema,
  type CarriedConsentWire,
} from '../wire.ts';

export const attestedRecordType = 'application/vnd.comity.attested-record+json';

export interface Signer {
  readonly suite: SignatureSuite;
  readonly key: HeldKey;
  readonly history: readonly Uint8Array[];
}

/** Signs what one record in a letter says; salt and history go with it, as with a consent. */
export function signAttestedRecord(record: AttestedRecordWire, salt: string, signer: Signer): CarriedConsentWire {
  return { ...carryAttested(attestedRecordType, record, signer), salt };
}

export function carryAttested(payloadType: string, payload: object, signer: Signer): { document: string; history: string[] } {
  const { document, history } = carryDocument({ payloadType, payload: new TextEncoder().encode(canonicalJson(payload)), ...signer });
  return { document, history: [...history] };
}

export interface ReadAttestedRecord {
  readonly record: AttestedRecordWire;
  readonly digest: Digest;
}

/** What the letter says of the record, when its signature is that of the registrar of its originator; else why it is not believed. */
export function readAttestedRecord(carried: CarriedDocument, suites: Suites): Result<ReadAttestedRecord> {
  const read = readCarried(carried, attestedRecordType, suites);
  if (!read.ok) return read;
  const parsed = attestedRecordSchema.safeParse(read.value.payload);
  if (!parsed.success) return notBelieved('It has not the shape of an attested record.');
  const { originator, attestation, conditions } = parsed.data;
  const lack = lackOfAttestation(attestation, { originator, signer: read.value.signer });
  if (lack !== null) return notBelieved(lack);
  const isItsWord = conditions.every((condition) => condition.originator === originator);
  return isItsWord
    ? ok({ record: parsed.data, digest: read.value.digest })
    : notBelieved('It holds a condition that is not one of its originator.');
}

/** What an originator says: signed by it, or attested from its letter. */
export interface Word {
  readonly payload: JsonValue;
  /** Whose word it is: the signer, or the originator for whom the signer attests it. */
  readonly speaker: string;
  readonly attestation: AttestationWire | null;
  readonly digest: Digest;
}

const attestedPayload = z.looseObject({ originator: z.string(), attestation: attestationSchema });

/** Reads a document of the one type or of the other; what is attested comes without its attestation, in the shape of the plain one. */
export function readWord(
  carried: CarriedDocument,
  types: { readonly plain: string; readonly attested: string },
  suites: Suites,
): Result<Word> {
  const isAttested = typeOf(carried) === types.attested;
  const read = readCarried(carried, isAttested ? types.attested : types.plain, suites);
  if (!read.ok) return read;
  const { payload, signer, digest } = read.value;
  if (!isAttested) return ok({ payload, speaker: signer, attestation: null, digest });
  const parsed = attestedPayload.safeParse(payload);
  if (!parsed.success) return notBelieved('It does not say who attests it.');
  const { originator, attestation } = parsed.data;
  const lack = lackOfAttestation(attestation, { originator, signer });
  if (lack !== null) return notBelieved(lack);
  const { attestation: _, ...plain } = payload as Readonly<Record<string, JsonValue>>;
  return ok({ payload: plain, speaker: originator, attestation, digest });
}

/** What a document says that it is; nothing of it is believed by that. */
function typeOf({ document }: CarriedDocument): string | null {
  const bytes = fromBase64(document);
  const signed = bytes === null ? null : readSigned(bytes);
  return signed?.ok === true ? signed.value.payloadType : null;
}

/** Why this attestation cannot stand for this originator under this signature; null where it can. */
function lackOfAttestation(
  { by, registration, letter, officers }: AttestationWire,
  { originator, signer }: { readonly originator: string; readonly signer: string },
): string | null {
  if (by !== signer || registration.registeredBy !== signer) return 'It is not signed by the authority that attests it.';
  if (letterIdOf(new TextEncoder().encode(canonicalJson(registration))) !== originator)
    return 'The authority that attests it is not the one that knows its originator by letter.';
  if (new Set(officers).size < officers.length) return 'Two officers must attest it, and one is named twice.';
  return isInstant(letter.receivedAt) ? null : 'It names a moment that is none.';
}

function notBelieved(problem: string): ReturnType<typeof fail> {
  return fail('attestation', problem, 'Ask the authority that attests it again.');
}
