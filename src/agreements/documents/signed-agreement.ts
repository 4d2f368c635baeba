// SPDX-License-Identifier: Apache-2.0
/**
 * Signed agreements: one file that holds the exact document and the signature of each party (`.agreement.json`, DSSE).
 *
 * A party signs with its dispatch key. Signatures are collected one by one: each party takes the file as it is, adds its
 * own and passes it on, so files with different signatures over one document can be put together.
 *
 *     draft            nobody has signed
 *     partly-signed    some have
 *     not-yet          all have, and its date has not come
 *     in-force         all have, from its date until its end
 *     suspended        parties have suspended it, so that it is in force between no two of them
 *     withdrawn        parties have left, and fewer than two are bound
 *     ended            its end has passed
 *
 * A key that its owner has declared compromised no longer signs an agreement; one that was merely retired still does.
 */
import { fail, failWith, type Instant, type Issue, ok, type Result } from '../../kernel/index.ts';
import {
  addSignature,
  type AuthorityId,
  hybridSuite,
  keyById,
  type KeyId,
  type KeyPair,
  type KeyState,
  readSigned,
  signDocument,
  type SignatureSuite,
  type SignedDocument,
  verifySigned,
  writeSigned,
} from '../../seals/index.ts';
import { noLife, standingOf } from './agreement-life.ts';
import { type KnownAgreement, type ReadAgreement, readAgreement } from './agreement-document.ts';
import type { AgreementRowWire } from '../wire.ts';

export const agreementPayloadType = 'application/vnd.comity.agreement+json';

export interface SignedAgreement extends ReadAgreement {
  /** The document with its signatures, verified or not; `verifyAgreementSignatures` says whose they are. */
  readonly signed: SignedDocument;
}

export interface AgreementSigner {
  readonly suite: SignatureSuite;
  readonly keyPair: KeyPair;
  readonly keyId: KeyId;
}

/** Reads the file and the document in it. What it returns is not yet verified. */
export function readSignedAgreement(fileBytes: Uint8Array): Result<SignedAgreement> {
  const signed = readSigned(fileBytes, 'agreement file');
  if (!signed.ok) return signed;
  if (signed.value.payloadType !== agreementPayloadType) {
    return fail(
      'agreement file.payloadType',
      'It is a signed document, but not an agreement.',
      'Give the file that ends in .agreement.json.',
    );
  }
  const read = readAgreement(signed.value.payload);
  return read.ok ? ok({ ...read.value, signed: signed.value }) : read;
}

/** The agreement signed once more, or for the first time. Throws when this key has signed it already. */
export function signAgreementFile(agreement: ReadAgreement, existing: SignedDocument | null, signer: AgreementSigner): SignedAgreement {
  const signed =
    existing === null
      ? signDocument({ payloadType: agreementPayloadType, payload: agreement.bytes, ...signer })
      : addSignature(existing, signer);
  return { document: agreement.document, digest: agreement.digest, bytes: agreement.bytes, signed };
}

/** The file with these signatures, in the order of the keys' ids, so that equal signatures give equal files. */
export function writeAgreementFile(document: Uint8Array, signatures: SignedDocument['signatures']): Uint8Array {
  const ordered = signatures.toSorted((left, right) => (left.keyId < right.keyId ? -1 : 1));
  return writeSigned({ payloadType: agreementPayloadType, payload: document, signatures: ordered });
}

/**
 * The parties whose signatures hold, in the order of the document. Signatures by keys that no given key state knows are
 * passed over, since a reader need not know every party; one that is known and does not hold is an issue, and so is a file
 * of which nothing could be checked.
 */
export function verifyAgreementSignatures(
  agreement: Pick<SignedAgreement, 'document' | 'signed'>,
  keyStates: ReadonlyMap<AuthorityId, KeyState>,
  suite: SignatureSuite = hybridSuite,
): Result<AuthorityId[]> {
  const checked = checkSignatures(agreement, keyStates, suite);
  return checked.ok ? ok(checked.value.map((one) => one.party)) : checked;
}

export interface CheckedSignature {
  readonly party: AuthorityId;
  readonly keyId: KeyId;
  readonly signature: Uint8Array;
}

export function checkSignatures(
  agreement: Pick<SignedAgreement, 'document' | 'signed'>,
  keyStates: ReadonlyMap<AuthorityId, KeyState>,
  suite: SignatureSuite,
): Result<CheckedSignature[]> {
  const { signed, document } = agreement;
  const checked: CheckedSignature[] = [];
  const issues: Issue[] = [];
  for (const { authorityId } of document.parties) {
    const party = authorityId as AuthorityId;
    const state = keyStates.get(party);
    for (const one of state === undefined ? [] : signed.signatures) {
      const key = state === undefined ? null : keyById(state, one.keyId);
      if (key === null || key.purpose !== 'dispatch') continue;
      const holds = key.revokedAt === null && verifySigned({ ...signed, signatures: [one] }, { suite, keys: () => key.publicKey }).ok;
      if (holds) checked.push({ party, keyId: one.keyId, signature: one.signature });
      else
        issues.push({
          path: `agreement file: signature of ${party}`,
          problem: 'It does not hold.',
          remedy: 'Ask that party to sign the agreement again.',
        });
    }
  }
  if (issues.length > 0) return failWith(issues);
  if (checked.length === 0)
    return fail(
      'agreement file',
      'No party whose keys are known here has signed it.',
      'Make its parties known first: exchange invitations and compare fingerprints.',
    );
  return ok(checked.filter((one, index) => checked.findIndex((other) => other.party === one.party) === index));
}

export function agreementStatus(
  { document, life = noLife }: Pick<KnownAgreement, 'document' | 'life'>,
  signedBy: readonly string[],
  now: Instant,
): AgreementRowWire['status'] {
  const missing = document.parties.filter((party) => !signedBy.includes(party.authorityId));
  if (missing.length === document.parties.length) return 'draft';
  if (missing.length > 0) return 'partly-signed';
  if (now < document.inForceFrom) return 'not-yet';
  if (document.inForceUntil !== null && now >= document.inForceUntil) return 'ended';
  const parties = document.parties.map(({ authorityId }) => authorityId);
  return standingOf(life, parties, now);
}
