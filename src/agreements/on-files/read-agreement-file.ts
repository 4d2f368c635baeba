// SPDX-License-Identifier: Apache-2.0
/** An agreement in a file, in each of its forms: the plain document, the file with signatures, and the file that publishes one. */
import { failWith, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import { type KnownAgreement, readAgreement } from '../documents/agreement-document.ts';
import { readSignedAgreement } from '../documents/signed-agreement.ts';
import { type PublishedAgreement, readPublished } from '../published/published-agreement.ts';

export interface AgreementInFile {
  readonly known: KnownAgreement;
  /** How many signatures the file holds; those of a published one are checked by the keys in it, others only where keys are. */
  readonly signatures: number;
  readonly published: PublishedAgreement | null;
}

/** Issues name the file. */
export function readAgreementInFile(bytes: Uint8Array, name: string): Result<AgreementInFile> {
  const json = parseStrictJson(bytes, name, { bytesMax: limits.importBytesMax, depthMax: limits.jsonDepthMax });
  if (!json.ok) return json;
  const has = (member: string): boolean => typeof json.value === 'object' && json.value !== null && member in json.value;
  const read = has('statement') ? publishedFile(bytes) : has('payloadType') ? signedFile(bytes) : plainFile(bytes);
  return read.ok ? read : failWith(read.issues.map((issue) => ({ ...issue, path: `${name}: ${issue.path}` })));
}

function publishedFile(bytes: Uint8Array): Result<AgreementInFile> {
  const read = readPublished(bytes, realSuites);
  if (!read.ok) return read;
  const { agreement, life } = read.value;
  return ok({ known: { ...agreement, life }, signatures: agreement.signed.signatures.length, published: read.value });
}

function signedFile(bytes: Uint8Array): Result<AgreementInFile> {
  const read = readSignedAgreement(bytes);
  return read.ok ? ok({ known: read.value, signatures: read.value.signed.signatures.length, published: null }) : read;
}

function plainFile(bytes: Uint8Array): Result<AgreementInFile> {
  const read = readAgreement(bytes);
  return read.ok ? ok({ known: read.value, signatures: 0, published: null }) : read;
}
