// SPDX-License-Identifier: Apache-2.0
/** Agreements in files: the plain document of a drafter, the file with signatures that parties hand to each other, or a published one. */
import { type AgreementDocument, readAgreementInFile } from '../../agreements/index.ts';
import { limits, ok, type Result } from '../../kernel/index.ts';
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
  const read = readAgreementInFile(bytes.value, name);
  return read.ok ? ok({ ...read.value.known, signatures: read.value.signatures }) : read;
}
