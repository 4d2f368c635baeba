// SPDX-License-Identifier: Apache-2.0
/**
 * Reading a bundle: from bytes to the parts that can be judged. Everything that can be said about one file alone is
 * checked here; how the parts bind to each other is checked in verify-bundle.ts.
 */
import { z } from 'zod';
import { readSignedAgreement, type SignedAgreement } from '../agreements/index.ts';
import { actSchema, agreementRefSchema } from '../agreements/wire.ts';
import { conditionSchema } from '../conditions/wire.ts';
import { approvalSchema } from '../seals/wire.ts';
import { canonicalJson, fail, failWith, isInstant, type Issue, type JsonValue, ok, parseStrictJson, type Result } from '../kernel/index.ts';
import {
  type AuthorityId,
  type BodyPart,
  bundleLayout,
  type Certificate,
  certificateType,
  checkManifest,
  dispatchType,
  type Digest,
  documentDigest,
  foldKeyHistory,
  type HolderStatement,
  isAuthorityId,
  isDigest,
  isLetterId,
  type KeyState,
  letterType,
  listedFiles,
  manifestPath,
  readBody,
  readCertificate,
  readHolderStatements,
  readSigned,
  readStoredZip,
  receiptType,
  type SignedDocument,
  type Suites,
} from '../seals/index.ts';
import { shownBody } from './shown-body.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

const moment = z.string().refine(isInstant, 'It is no moment in UTC');

/** The members of a dispatch that bind it; the rest of its shape is the exchange's affair. */
const dispatchFacts = z.looseObject({
  v: z.literal(1),
  kind: z.string(),
  from: z.string(),
  to: z.array(z.string()).length(1),
  agreement: agreementRefSchema,
  act: actSchema,
  verdict: z.string(),
  purpose: z.string().nullable(),
  class: z.enum(['normal', 'urgent']),
  caseRef: z.string().nullable(),
  createdAt: moment,
  bodyRoot: z.string().refine(isDigest, 'It is no digest'),
  conditions: z.array(conditionSchema),
  preparedBy: z.string(),
  approvals: z.array(approvalSchema.extend({ at: moment })),
  attachments: z.array(z.looseObject({ digest: z.string().refine(isDigest, 'It is no digest'), size: z.int().min(1) })).default([]),
});
/** What the recipient of a letter attests: how it came, who read it, who compared that with the scan, and what it says as a dispatch. */
const letterFacts = z.strictObject({
  v: z.literal(1),
  attestedBy: z.string(),
  receivedAt: moment,
  letter: z.strictObject({
    channel: z.string(),
    writtenOn: z.string(),
    scan: z.string().refine(isDigest, 'It is no digest'),
    transcribedBy: z.string(),
    confirmedBy: z.array(z.string()),
  }),
  dispatch: dispatchFacts,
});
export type LetterFacts = Omit<z.infer<typeof letterFacts>, 'dispatch'>;
const receiptFacts = z.looseObject({
  v: z.literal(1),
  state: z.enum(['delivered', 'opened', 'rejected']),
  dispatch: z.string(),
  from: z.string(),
  to: z.string(),
  at: moment,
  logIndex: z.int().min(0),
  code: z.string().nullable(),
});
/** What was signed, with the body that meets its root, as far as it is shown. */
export type DispatchFacts = z.infer<typeof dispatchFacts> & { readonly body: Readonly<Record<string, unknown>> };
export type ReceiptFacts = z.infer<typeof receiptFacts>;

export interface BundleLine {
  /** What is proven, in a sentence. */
  readonly what: string;
  /** The authority whose signature proves it. */
  readonly by: string;
  readonly clause: string | null;
}
export interface BundledDispatch {
  readonly path: string;
  readonly digest: Digest;
  readonly document: SignedDocument;
  readonly facts: DispatchFacts;
  /** Only of a letter, which its author did not sign: the recipient's own word. */
  readonly letter: LetterFacts | null;
  /** What its body document shows. */
  readonly body: BodyPart;
  /** Places of the body that are withheld, and were taken from the act. */
  readonly assumed: readonly string[];
  readonly receipt: { readonly path: string; readonly document: SignedDocument; readonly facts: ReceiptFacts } | null;
}

export interface ReadBundle {
  readonly files: Files;
  readonly certificate: Certificate;
  readonly certificateSigned: SignedDocument;
  /** What later holders withheld, in their words. */
  readonly holderStatements: readonly HolderStatement[];
  readonly keyStates: ReadonlyMap<AuthorityId, KeyState>;
  readonly agreements: readonly SignedAgreement[];
  readonly dispatches: readonly BundledDispatch[];
}

export function readBundle(bytes: Uint8Array, suites: Suites): Result<ReadBundle> {
  const files = readStoredZip(bytes);
  if (!files.ok) return files;
  const manifest = checkManifest(files.value);
  if (!manifest.ok) return manifest;
  const signed = readDocument(files.value, bundleLayout.certificate, [certificateType]);
  if (!signed.ok) return signed;
  const certificate = readCertificate(signed.value.payload, bundleLayout.certificate);
  if (!certificate.ok) return certificate;
  const keyStates = readKeys(files.value, suites);
  if (!keyStates.ok) return keyStates;
  const agreements = readAgreements(files.value);
  if (!agreements.ok) return agreements;
  const dispatches = readDispatches(files.value);
  if (!dispatches.ok) return dispatches;
  const unlisted = differenceFromList(files.value, certificate.value, dispatches.value);
  if (unlisted !== null) return broken(unlisted, 'It is not as the exporter signed it in the list of the certificate.');
  const statements = files.value.get(bundleLayout.withheld);
  const holders = statements === undefined ? ok([]) : readHolderStatements(statements, bundleLayout.withheld);
  if (!holders.ok) return holders;
  const parts = {
    certificate: certificate.value,
    certificateSigned: signed.value,
    holderStatements: holders.value,
    keyStates: keyStates.value,
    agreements: agreements.value,
    dispatches: dispatches.value,
  };
  const strays = straysOf(files.value, parts);
  return strays.length > 0 ? failWith(strays) : ok({ files: files.value, ...parts });
}

/** The first file that is not as the certificate lists it; null when the list is exactly that of the files. */
function differenceFromList(files: Files, certificate: Certificate, dispatches: readonly BundledDispatch[]): string | null {
  const roots = new Map(dispatches.map(({ digest, facts }) => [bundleLayout.body(digest), facts.bodyRoot]));
  const present = [...files].filter(([path]) => !unlistedPaths.includes(path)).map(([path, bytes]) => ({ path, bytes }));
  const expected = listedFiles(present, (path) => roots.get(path) ?? null);
  const at = expected.findIndex((file, index) => canonicalJson(file) !== canonicalJson(certificate.files[index] ?? null));
  if (at >= 0) return expected[at]?.path ?? bundleLayout.certificate;
  return expected.length === certificate.files.length ? null : (certificate.files[expected.length]?.path ?? bundleLayout.certificate);
}

/** What lies around the list: it cannot list itself, and what a later holder adds is not the exporter's. */
const unlistedPaths: readonly string[] = [manifestPath, bundleLayout.certificate, bundleLayout.withheld];

function readKeys(files: Files, suites: Suites): Result<Map<AuthorityId, KeyState>> {
  const states = new Map<AuthorityId, KeyState>();
  const owners = new Set([...files.keys()].filter((path) => path.startsWith('keys/')).map((path) => path.split('/')[1] ?? ''));
  for (const owner of owners) {
    const events = inOrder(files, `keys/${owner}/`).map(([, content]) => content);
    const folded = foldKeyHistory(events, suites);
    if (!folded.ok) return failWith(folded.issues.map((issue) => ({ ...issue, path: `keys/${owner}: ${issue.path}` })));
    if (!isAuthorityId(owner) || folded.value.authorityId !== owner)
      return broken(`keys/${owner}`, 'The first key event is not that of this authority.');
    states.set(owner, folded.value);
  }
  return ok(states);
}

function readAgreements(files: Files): Result<SignedAgreement[]> {
  const agreements: SignedAgreement[] = [];
  for (const [path, content] of inOrder(files, 'agreements/')) {
    const read = readSignedAgreement(content);
    if (!read.ok) return failWith(read.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
    if (path !== bundleLayout.agreement(read.value.digest)) return broken(path, 'The file does not bear the digest of its agreement.');
    agreements.push(read.value);
  }
  return ok(agreements);
}

function readDispatches(files: Files): Result<BundledDispatch[]> {
  const dispatches: BundledDispatch[] = [];
  for (const [position, [path]] of inOrder(files, 'dispatches/').entries()) {
    if (path !== bundleLayout.dispatch(position + 1)) return broken(path, 'The dispatches are not numbered one after the other.');
    const document = readDocument(files, path, [dispatchType, letterType]);
    if (!document.ok) return document;
    const said = readSaid(document.value, path);
    if (!said.ok) return said;
    const { letter } = said.value;
    const signed = { value: said.value.facts };
    const digest = documentDigest(document.value);
    const body = readBodyOf(files, digest, signed.value.bodyRoot);
    if (!body.ok) return body;
    const { act, caseRef, from, conditions } = signed.value;
    const shown = shownBody(body.value, { act, caseRef, from, hasConditions: conditions.length > 0 });
    if (dispatches.some((other) => other.digest === digest)) return broken(path, 'The same dispatch is there twice.');
    const receipt = readReceipt(files, digest);
    if (!receipt.ok) return receipt;
    dispatches.push({
      path,
      digest,
      document: document.value,
      facts: { ...signed.value, body: shown.body },
      letter,
      body: body.value,
      assumed: shown.assumed,
      receipt: receipt.value,
    });
  }
  return dispatches.length > 0 ? ok(dispatches) : broken('dispatches', 'The bundle holds no dispatch.');
}

/** A dispatch as its author signed it; or a letter, as its recipient attests it. */
function readSaid(
  document: SignedDocument,
  path: string,
): Result<{ readonly facts: z.infer<typeof dispatchFacts>; readonly letter: LetterFacts | null }> {
  if (document.payloadType === dispatchType) {
    const facts = readPayload(document, path, dispatchFacts);
    return facts.ok ? ok({ facts: facts.value, letter: null }) : facts;
  }
  const attested = readPayload(document, path, letterFacts);
  if (!attested.ok) return attested;
  const { dispatch, ...letter } = attested.value;
  if (!isLetterId(dispatch.from)) return broken(path, 'Its author has a server, and signs itself.');
  return ok({ facts: dispatch, letter });
}

function readBodyOf(files: Files, dispatch: Digest, root: Digest): Result<BodyPart> {
  const path = bundleLayout.body(dispatch);
  const content = files.get(path);
  if (content === undefined) return broken(path, 'The file is missing.');
  return readBody(content, root, path);
}

function readReceipt(files: Files, dispatch: Digest): Result<BundledDispatch['receipt']> {
  const path = bundleLayout.receipt(dispatch);
  if (!files.has(path)) return ok(null);
  const document = readDocument(files, path, [receiptType]);
  if (!document.ok) return document;
  const facts = readPayload(document.value, path, receiptFacts);
  if (!facts.ok) return facts;
  return ok({ path, document: document.value, facts: facts.value });
}

/** What lies in them is judged file by file elsewhere. */
const ownFolders = ['keys/', 'agreements/', 'custody/'] as const;

/** Files that nothing in the bundle speaks of: they would be shown to a court beside what is proven. */
function straysOf(files: Files, parts: { dispatches: readonly BundledDispatch[] }): Issue[] {
  const known = new Set<string>([
    manifestPath,
    bundleLayout.certificate,
    bundleLayout.certificatePage,
    bundleLayout.withheld,
    bundleLayout.checkpoint,
    bundleLayout.summary,
    bundleLayout.readme,
  ]);
  for (const dispatch of parts.dispatches) {
    for (const path of [
      dispatch.path,
      bundleLayout.body(dispatch.digest),
      bundleLayout.receipt(dispatch.digest),
      bundleLayout.proof(dispatch.digest),
    ])
      known.add(path);
  }
  return [...files.keys()]
    .filter((path) => !known.has(path) && !ownFolders.some((folder) => path.startsWith(folder)))
    .map((path) => ({ path, problem: 'Nothing in the bundle speaks of this file.', remedy }));
}

export function readFacts<Schema extends z.ZodType>(files: Files, path: string, schema: Schema): Result<z.output<Schema>> {
  const content = files.get(path);
  if (content === undefined) return broken(path, 'The file is missing.');
  const json = parseStrictJson(content, path, { bytesMax: content.length, depthMax: 32 });
  return json.ok ? bySchema(json.value, path, schema) : json;
}

function readDocument(files: Files, path: string, payloadTypes: readonly string[]): Result<SignedDocument> {
  const content = files.get(path);
  if (content === undefined) return broken(path, 'The file is missing.');
  const read = readSigned(content);
  if (!read.ok) return failWith(read.issues.map((issue) => ({ ...issue, path: `${path}: ${issue.path}` })));
  const { payloadType } = read.value;
  return payloadTypes.includes(payloadType) ? read : broken(path, `It is a ${payloadType}, not a ${payloadTypes.join(' or a ')}.`);
}

function readPayload<Schema extends z.ZodType>(document: SignedDocument, path: string, schema: Schema): Result<z.output<Schema>> {
  const json = parseStrictJson(document.payload, path, { bytesMax: document.payload.length, depthMax: 32 });
  return json.ok ? bySchema(json.value, path, schema) : json;
}

function bySchema<Schema extends z.ZodType>(value: JsonValue, path: string, schema: Schema): Result<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return failWith(parsed.error.issues.map((issue) => ({ path: `${path}: ${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })));
}

const remedy = 'Ask the maker of the bundle for it again.';

export function broken(path: string, problem: string): { ok: false; issues: readonly Issue[] } {
  const failed = fail(path, problem, remedy);
  return { ok: false, issues: failed.issues };
}

function inOrder(files: Files, prefix: string): [string, Uint8Array][] {
  return [...files].filter(([path]) => path.startsWith(prefix)).toSorted(([left], [right]) => (left < right ? -1 : 1));
}
