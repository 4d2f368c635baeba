// SPDX-License-Identifier: Apache-2.0
/**
 * Enrolment statements: an authority says, over its signature, that an authenticator belongs to one of its officers.
 *
 *     { v: 1, authority, officer, credentialId, algorithm, publicKey, relyingParty, registrars, enrolledAt }
 *
 * It is known by the digest of its payload (`documentDigest`), which stands in the authority's log from the moment of
 * enrolment; so it can be signed again after a change of keys and stays the same statement. Whose name belongs to the
 * officer's identifier the authority knows and does not say here.
 */
import { z } from 'zod';
import {
  canonicalJson,
  fail,
  failWith,
  idPrefixes,
  type Instant,
  isId,
  isInstant,
  ok,
  parseStrictJson,
  type Result,
} from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import { fromBase64, toBase64, utf8 } from '../encoding.ts';
import { type AuthorityId, isAuthorityId } from '../keys/key-id.ts';
import { type KeyState, keyById } from '../keys/key-state.ts';
import { documentDigest, readSigned, verifySigned } from '../signed-document.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import { authenticatorAlgorithms, type AuthenticatorKey, isAuthenticatorKey } from './authenticator-key.ts';

export const enrolmentType = 'application/vnd.comity.enrolment+json';

const enrolmentSchema = z.strictObject({
  v: z.literal(1),
  authority: z.string(),
  officer: z.string(),
  /** Strict base 64, as is the key. */
  credentialId: z.string().min(1).max(1400),
  algorithm: z.enum(authenticatorAlgorithms),
  publicKey: z.string().min(1).max(1400),
  relyingParty: z.string().min(1).max(253),
  /** Who vouched that the officer and no one else held it: one or two other officers. */
  registrars: z.array(z.string()).min(1).max(2),
  enrolledAt: z.string(),
});

export interface Enrolment {
  readonly authority: AuthorityId;
  readonly officer: string;
  /** As the authenticator gives it; also the name by which two authenticators are told apart. */
  readonly credentialId: string;
  readonly key: AuthenticatorKey;
  readonly relyingParty: string;
  readonly registrars: readonly string[];
  readonly enrolledAt: Instant;
}

/** The exact bytes that the authority signs. */
export function enrolmentPayload(enrolment: Enrolment): Uint8Array {
  const { authority, officer, credentialId, key, relyingParty, registrars, enrolledAt } = enrolment;
  const { algorithm, publicKey } = key;
  return utf8(
    canonicalJson({
      v: 1,
      authority,
      officer,
      credentialId,
      algorithm,
      publicKey: toBase64(publicKey),
      relyingParty,
      registrars,
      enrolledAt,
    }),
  );
}

/** By which the log knows the statement, whenever it is signed. */
export function enrolmentDigest(payload: Uint8Array): Digest {
  return documentDigest({ payloadType: enrolmentType, payload, signatures: [] });
}

/** What the statement says, when its author signed it with a key for dispatches that was never declared stolen. */
export function readEnrolment(signed: Uint8Array, author: KeyState, suite: SignatureSuite): Result<Enrolment> {
  const document = readSigned(signed, 'enrolment');
  if (!document.ok) return document;
  if (document.value.payloadType !== enrolmentType) return refused('payloadType', 'It is no enrolment.');
  const keys = (keyId: Parameters<typeof keyById>[1]): Uint8Array | null => {
    const key = keyById(author, keyId);
    return key !== null && key.purpose === 'dispatch' && key.revokedAt === null ? key.publicKey : null;
  };
  const verified = verifySigned(document.value, { suite, keys }, 'enrolment');
  if (!verified.ok) return verified;
  const read = readEnrolmentPayload(document.value.payload);
  if (!read.ok) return read;
  return read.value.authority === author.authorityId ? read : refused('authority', 'It is an enrolment of another authority.');
}

/** What a payload says. To be called when its signature holds, or for one of our own. */
export function readEnrolmentPayload(payload: Uint8Array): Result<Enrolment> {
  const json = parseStrictJson(payload, 'enrolment');
  if (!json.ok) return json;
  const parsed = enrolmentSchema.safeParse(json.value);
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.map((issue) => ({ path: `enrolment.${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })),
    );
  }
  const { authority, officer, credentialId, algorithm, publicKey, relyingParty, registrars, enrolledAt } = parsed.data;
  const bytes = fromBase64(publicKey);
  if (bytes === null || fromBase64(credentialId) === null) return refused('publicKey', 'A key or its name is not strict base 64.');
  const key = { algorithm, publicKey: bytes };
  if (!isAuthenticatorKey(key)) return refused('publicKey', `It is no accepted key for ${algorithm}.`);
  if (!isAuthorityId(authority) || ![officer, ...registrars].every((id) => isId('off', id))) {
    return refused('officer', 'It names no authority or no officer.');
  }
  if (new Set(registrars).size < registrars.length) return refused('registrars', `One ${idPrefixes.off} vouched twice.`);
  if (!isInstant(enrolledAt)) return refused('enrolledAt', 'It is no moment in UTC.');
  return ok({ authority, officer, credentialId, key, relyingParty, registrars, enrolledAt });
}

const remedy = 'Ask its author for the enrolment as wire/enrolment.md describes it.';

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(`enrolment.${path}`, problem, remedy);
}
