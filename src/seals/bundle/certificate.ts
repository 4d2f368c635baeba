// SPDX-License-Identifier: Apache-2.0
/**
 * The custodian's certificate: what the authority that exports a bundle states about it, under its signature.
 *
 * A court that receives a file asks who made it, when, for whom, from which system, and whether it is complete. The certificate
 * says that, and lists every file by size and digest; so one signature binds them all. A body is listed by its root and not by
 * its bytes: whoever holds the bundle may withhold more of it and leave the certificate as it is.
 *
 *     certificate.json     a signed document of this payload, by the exporter's key for dispatches
 *     withheld.json        what a later holder withheld, and why; signed by nobody, and said to be so
 *
 * A part of a body that is not shown is stated in one of the two with its reason, or the bundle is not valid.
 *
 * What it does not state: that the case holds nothing else, or that what officers wrote is true.
 */
import { z } from 'zod';
import { canonicalJson, failWith, isInstant, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type Digest, digestOf, isDigest } from '../digest.ts';
import { isAuthorityId } from '../keys/key-id.ts';
import type { BundleFile } from './stored-zip.ts';

/** Statements about what is withheld: more than anybody would read. */
const withheldMax = 5000;
const digest = z.string().refine(isDigest, 'It is no digest');
const moment = z.string().refine(isInstant, 'It is no moment in UTC');
const text = z.string().min(1).max(limits.textCharactersMax);

export const withheldSchema = z.strictObject({
  dispatch: digest,
  /** Where in its body; of hidden members the pointer of their object. */
  pointer: z.string().max(2000),
  manner: z.enum(['withheld', 'hidden']),
  count: z.int().min(1).max(limits.bodyPlacesMax),
  reason: text,
});
const listedFile = z.union([
  z.strictObject({ path: z.string().max(200), size: z.int().min(0), digest }),
  z.strictObject({ path: z.string().max(200), root: digest }),
]);
const certificateSchema = z.strictObject({
  v: z.literal(1),
  format: z.literal('comity-bundle/2'),
  caseRef: z.string().max(60),
  exportedBy: z.string().refine(isAuthorityId, 'It is no identity of an authority'),
  /** By identifier: who it is, the authority knows. */
  officer: z.string().max(60),
  exportedAt: moment,
  /** For whom and to what end, in the officer's words; null where it was not said. */
  recipient: text.nullable(),
  purpose: text.nullable(),
  software: z.strictObject({ name: z.literal('comity'), version: z.string().max(60) }),
  /** The head of the exporter's log under which every dispatch stands. */
  log: z.strictObject({ origin: z.string().max(200), size: z.int().min(1), root: z.string().max(60) }),
  withheld: z.array(withheldSchema).max(withheldMax),
  files: z.array(listedFile).max(65_535),
});
const holderSchema = z.strictObject({
  v: z.literal(1),
  statements: z
    .array(withheldSchema.extend({ by: text, at: moment }))
    .min(1)
    .max(withheldMax),
});

export type Certificate = z.infer<typeof certificateSchema>;
export type WithheldStatement = z.infer<typeof withheldSchema>;
export type HolderStatement = z.infer<typeof holderSchema>['statements'][number];

export const certificateType = 'application/vnd.comity.certificate+json';

export function writeCertificate(certificate: Certificate): Uint8Array {
  return new TextEncoder().encode(canonicalJson(certificate));
}

export function readCertificate(payload: Uint8Array, name: string): Result<Certificate> {
  return readAs(payload, name, certificateSchema);
}

export function writeHolderStatements(statements: readonly HolderStatement[]): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ v: 1, statements }));
}

export function readHolderStatements(bytes: Uint8Array, name: string): Result<readonly HolderStatement[]> {
  const read = readAs(bytes, name, holderSchema);
  return read.ok ? ok(read.value.statements) : read;
}

/** The list of a certificate, sorted by path. `rootOf` gives the root of a body's file, and null for every other file. */
export function listedFiles(files: readonly BundleFile[], rootOf: (path: string) => Digest | null): Certificate['files'] {
  return files
    .toSorted((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ path, bytes }) => {
      const root = rootOf(path);
      return root === null ? { path, size: bytes.length, digest: digestOf(bytes) } : { path, root };
    });
}

function readAs<Schema extends z.ZodType>(bytes: Uint8Array, name: string, schema: Schema): Result<z.output<Schema>> {
  const json = parseStrictJson(bytes, name, { bytesMax: limits.envelopeBytesMax * 4, depthMax: 6 });
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const remedy = 'Ask the maker of the bundle for it again.';
  return failWith(parsed.error.issues.map((issue) => ({ path: `${name}: ${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })));
}
