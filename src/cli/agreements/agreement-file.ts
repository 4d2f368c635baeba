// SPDX-License-Identifier: Apache-2.0
/** Agreements in files: the plain document of a drafter, or the file with signatures that parties hand to each other. */
import { type AgreementDocument, readAgreement, readSignedAgreement } from '../../agreements/index.ts';
import { failWith, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { readGivenFile } from '../read-file.ts';

export interface AgreementFile {
  readonly document: AgreementDocument;
  readonly digest: string;
  /** How many signatures the file holds; they are not checked here, since that needs the keys of the parties. */
  readonly signatures: number;
}

export async function readAgreementFile(name: string): Promise<Result<AgreementFile>> {
  const bytes = await readGivenFile(name, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const read = readEither(bytes.value);
  return read.ok ? read : failWith(read.issues.map((issue) => ({ ...issue, path: `${name}: ${issue.path}` })));
}

function readEither(bytes: Uint8Array): Result<AgreementFile> {
  const json = parseStrictJson(bytes, 'agreement', { bytesMax: bytes.length, depthMax: limits.jsonDepthMax });
  if (!json.ok) return json;
  if (typeof json.value === 'object' && json.value !== null && 'payloadType' in json.value) {
    const signed = readSignedAgreement(bytes);
    return signed.ok ? ok({ ...signed.value, signatures: signed.value.signed.signatures.length }) : signed;
  }
  const plain = readAgreement(bytes);
  return plain.ok ? ok({ ...plain.value, signatures: 0 }) : plain;
}
