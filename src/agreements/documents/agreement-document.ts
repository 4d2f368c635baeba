// SPDX-License-Identifier: Apache-2.0
/**
 * The agreement document: exact bytes, their digest, and what they say.
 *
 * An agreement is named by the digest of its exact bytes. Nothing here writes a document again: a party signs, stores and
 * sends the bytes it was given, since two spellings of one text would be two agreements.
 *
 * Reading goes from outside to inside: strict JSON, then the schema, then lint. A document with a lint error is not read at
 * all, because a term that rests on no clause must never decide anything.
 */
import { canonicalJson, failWith, type Issue, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type Digest, digestOf } from '../../seals/index.ts';
import type { AgreementLife } from './agreement-life.ts';
import { lintAgreement } from './lint.ts';
import { type AgreementRefWire, agreementSchema, type AgreementWire, partySchema } from '../wire.ts';

export type AgreementDocument = AgreementWire;
export type AgreementRef = AgreementRefWire;
export type Party = AgreementWire['parties'][number];

/** A document and the digest of the bytes it was read from. Held as immutable: nothing may change it after reading. */
export interface KnownAgreement {
  readonly document: AgreementDocument;
  readonly digest: Digest;
  /** What its parties declared after they had signed; absent where they declared nothing. */
  readonly life?: AgreementLife;
}

/** A known agreement that every party has signed; the moment itself is judged when an act is. */
export type AgreementInForce = KnownAgreement;

export interface ReadAgreement extends KnownAgreement {
  readonly bytes: Uint8Array;
}

/** What can be signed; a multilateral memorandum with 130 parties and its text is about 200 KB. */
export const documentBytesMax = limits.payloadBytesMax;

export function readAgreement(bytes: Uint8Array): Result<ReadAgreement> {
  const json = parseStrictJson(bytes, 'agreement', { bytesMax: documentBytesMax, depthMax: 16 });
  if (!json.ok) return json;
  const parsed = agreementSchema.safeParse(json.value);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues, ''));
  const errors = lintAgreement(parsed.data).filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return failWith(errors.map(({ path, problem, remedy }) => ({ path, problem, remedy })));
  return ok({ document: parsed.data, digest: digestOf(bytes), bytes });
}

/** A document made by this program itself (samples, the peering instrument): written once, here, in canonical JSON. */
export function knownAgreement(document: AgreementDocument): ReadAgreement {
  const bytes = new TextEncoder().encode(canonicalJson(document));
  return { document, digest: digestOf(bytes), bytes };
}

export function refOf(agreement: KnownAgreement): AgreementRef {
  return { id: agreement.document.id, version: agreement.document.version, digest: agreement.digest };
}

/** Reads what another server says of itself, for instance in an invitation, as a party of an agreement. */
export function readParty(value: unknown, path: string): Result<Party> {
  const parsed = partySchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : failWith(schemaIssues(parsed.error.issues, path));
}

/** What a schema found, at places written as lint writes them: `terms[6].kind`. */
export function schemaIssues(
  found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  root: string,
): readonly Issue[] {
  return found.map((issue) => ({
    path: placeOf(issue.path, root),
    problem: `${issue.message}.`,
    remedy: 'Write it as the page wire/agreement.md says.',
  }));
}

function placeOf(path: readonly PropertyKey[], root: string): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return root === '' ? place.replace(/^\./, '') || 'agreement' : `${root}${place}`;
}
