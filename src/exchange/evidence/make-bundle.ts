// SPDX-License-Identifier: Apache-2.0
/**
 * An evidence bundle, put together: dispatches with bodies, receipts and their places in our log; the agreements that they rest on;
 * the key history of everybody who took part; custody logs of evidence (custody-files.ts); and the custodian's certificate over all of it.
 *
 * What may be shown, to whom, and who has to approve it is decided by the room whose dispatches they are (a case: assistance; a
 * consent, a disclosure or a recall: onward). Here it is only made, in one way for all.
 *
 *     const opened = openBodies(dispatches);
 *     const less = withholdInBodies(opened, order.withhold, withheldTogether);
 *     const made = await makeBundle(db, deps, { dispatches, opened, bodies: less.value.bodies, ... });
 *     made.bytes     // the ZIP, or null where the content of an entry that it needs was erased from the log
 */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { AuditProofWire, CheckpointWire } from '../../audit/index.ts';
import { canonicalJson, type Database, type Instant, type Issue, issuesText } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type BodyPart,
  type BundleFile,
  bundleLayout,
  bundleManifest,
  type Certificate,
  type Digest,
  digestOf,
  isDigest,
  letterType,
  listedFiles,
  manifestPath,
  readBody,
  readCheckpointBody,
  readSigned,
  toBase64,
  withheldPlaces,
  type WithheldStatement,
  writeCertificate,
  writeStoredZip,
} from '../../seals/index.ts';
import { bundleReadme } from './bundle-readme.ts';
import { certificatePage, type StatedRow } from './certificate-page.ts';
import { type CustodyLogs, type CustodyLog, custodyFiles } from './custody-files.ts';

export interface BundleDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
  readonly receiptBytes: Uint8Array | null;
  /** Its entry in our own log. */
  readonly logIndex: number;
}

/** What is needed of other rooms, wired by the server. */
export interface BundleDeps {
  readonly dispatchesOfCase: (db: Database, caseRef: string) => Promise<readonly BundleDispatch[]>;
  /** The file with every party's signature; null when it is not here. */
  readonly agreementFile: (db: Database, digest: string) => Promise<Uint8Array | null>;
  readonly keyHistory: (db: Database, authorityId: string) => Promise<readonly Uint8Array[]>;
  /** Signs the log's head as it is now. */
  readonly checkpoint: (db: Database, now: Instant) => Promise<CheckpointWire>;
  /** The entry and its way to this head; all proofs of one bundle lead to the same. */
  readonly proof: (db: Database, logIndex: number, checkpoint: CheckpointWire) => Promise<AuditProofWire | null>;
  /** The custody logs of a case that a bundle of it shows. */
  readonly custodyOfCase: CustodyLogs;
  /** Signs the certificate with our key for dispatches. */
  readonly signCertificate: (payload: Uint8Array) => Uint8Array;
  readonly version: string;
}

export type OpenedBody = ReturnType<typeof openBody>;

export interface BundleParts {
  readonly caseRef: string;
  readonly exporter: string;
  readonly officer: string;
  readonly now: Instant;
  readonly recipient: string | null;
  readonly purpose: string | null;
  readonly dispatches: readonly BundleDispatch[];
  readonly opened: readonly OpenedBody[];
  /** Bodies that show less than was sent. */
  readonly bodies: ReadonlyMap<Digest, Uint8Array>;
  readonly withheld: readonly WithheldStatement[];
  /** Of items of evidence of the case; a matter has none. */
  readonly custody: readonly CustodyLog[];
  /** First lines of the certificate's page: what this is about, and between whom. */
  readonly about: readonly StatedRow[];
  readonly exporterName: string;
  /** A page of help for the eye. */
  readonly summary: string;
}

/** Every body of these dispatches; all were held against their roots before they were kept. */
export function openBodies(dispatches: readonly BundleDispatch[]): OpenedBody[] {
  return dispatches.map(openBody);
}

function openBody({ digest, bodyDocument, signedBytes }: BundleDispatch) {
  const signed = readSigned(signedBytes);
  assert(signed.ok, 'what the outbox and the inbox hold was read before');
  const payload: unknown = JSON.parse(new TextDecoder().decode(signed.value.payload));
  const head = signed.value.payloadType === letterType ? letterHead.parse(payload).dispatch : payloadHead.parse(payload);
  const { bodyRoot, kind, from, to, createdAt, agreement } = head;
  assert(isDigest(bodyRoot) && isDigest(agreement.digest), 'a dispatch names the root of its body, and an agreement');
  const body = readBody(bodyDocument, bodyRoot);
  assert(body.ok, body.ok ? '' : issuesText(body.issues));
  return { digest, body: body.value, root: bodyRoot, kind, from, to: to[0] ?? '', createdAt, agreement: agreement.digest };
}

const payloadHead = z.looseObject({
  bodyRoot: z.string(),
  kind: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  createdAt: z.string(),
  agreement: z.looseObject({ digest: z.string() }),
});

/** Of a letter, what its recipient attests holds the dispatch that its author would have sent. */
const letterHead = z.looseObject({ dispatch: payloadHead });

/**
 * What the bodies kept here do not show any more. Only a recall that was carried out takes something out of them, so the
 * certificate gives that as the reason, beside what the officer withholds.
 */
export function statementsOfRecalled({ digest, body }: { readonly digest: Digest; readonly body: BodyPart }): WithheldStatement[] {
  return withheldPlaces(body).map((place) => ({ dispatch: digest, ...place, reason: recalled }));
}

const recalled = 'Recalled by its originator; it was destroyed in what is kept here.';

export const entryErased: Issue = {
  path: 'log',
  problem: 'The content of a log entry that this bundle needs was erased.',
  remedy: 'Ask the other authority for its bundle of the same case.',
};

/** The ZIP, with its digest; null when an entry's content was erased. */
export async function makeBundle(
  db: Database,
  deps: BundleDeps,
  parts: BundleParts,
): Promise<{ readonly bytes: Uint8Array; readonly digest: Digest } | null> {
  const { opened, withheld, now, about, exporterName } = parts;
  const checkpoint = await deps.checkpoint(db, now);
  const entries = await entriesOf(db, deps, parts, checkpoint);
  const custody = await custodyFiles(db, deps, parts, checkpoint);
  if (entries === null || custody === null) return null;
  const files = [...entries, ...custody, ...(await filesOf(db, deps, parts)), text(bundleLayout.summary, parts.summary)];
  files.push(text(bundleLayout.readme, bundleReadme));
  const roots = new Map(opened.map(({ digest, root }): [string, Digest] => [bundleLayout.body(digest), root]));
  const certificate = (listed: readonly BundleFile[]): Certificate => ({
    v: 1,
    format: 'comity-bundle/2',
    caseRef: parts.caseRef,
    exportedBy: parts.exporter as AuthorityId,
    officer: parts.officer,
    exportedAt: now,
    recipient: parts.recipient,
    purpose: parts.purpose,
    software: { name: 'comity', version: deps.version },
    log: headOf(checkpoint),
    withheld: [...withheld],
    files: listedFiles(listed, (path) => roots.get(path) ?? null),
  });
  const page = certificatePage(certificate(files), { exporter: exporterName, about });
  const withPage = [...files, text(bundleLayout.certificatePage, page)];
  const signed = [...withPage, { path: bundleLayout.certificate, bytes: deps.signCertificate(writeCertificate(certificate(withPage))) }];
  const bytes = writeStoredZip([...signed, { path: manifestPath, bytes: bundleManifest(signed) }]);
  return { bytes, digest: digestOf(bytes) };
}

/** The dispatches with receipts and proofs, and the head of the log they lead to; null when an entry's content was erased. */
async function entriesOf(db: Database, deps: BundleDeps, parts: BundleParts, checkpoint: CheckpointWire): Promise<BundleFile[] | null> {
  const files: BundleFile[] = [text(bundleLayout.checkpoint, checkpoint.note)];
  for (const [position, dispatch] of parts.dispatches.entries()) {
    const proof = await deps.proof(db, dispatch.logIndex, checkpoint);
    assert(proof !== null, 'a head that was signed after an entry covers it');
    const { index, size, event, hashes, salt, body } = proof;
    if (salt === null || body === null) return null;
    files.push({ path: bundleLayout.dispatch(position + 1), bytes: dispatch.signedBytes });
    files.push({ path: bundleLayout.body(dispatch.digest), bytes: parts.bodies.get(dispatch.digest) ?? dispatch.bodyDocument });
    if (dispatch.receiptBytes !== null) files.push({ path: bundleLayout.receipt(dispatch.digest), bytes: dispatch.receiptBytes });
    files.push(text(bundleLayout.proof(dispatch.digest), canonicalJson({ index, size, event, hashes, salt, body })));
  }
  return files;
}

/** What the dispatches rest on: their agreements, and the key history of everybody who wrote or got one. */
async function filesOf(db: Database, deps: BundleDeps, { opened }: BundleParts): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
  for (const digest of new Set(opened.map(({ agreement }) => agreement))) {
    const agreement = await deps.agreementFile(db, digest);
    if (agreement !== null) files.push({ path: bundleLayout.agreement(digest), bytes: agreement });
  }
  for (const authorityId of new Set(opened.flatMap(({ from, to }) => [from, to]))) {
    for (const [index, event] of (await deps.keyHistory(db, authorityId)).entries()) {
      files.push({ path: bundleLayout.keyEvent(authorityId, index + 1), bytes: event });
    }
  }
  return files;
}

function headOf({ note }: CheckpointWire): Certificate['log'] {
  const read = readCheckpointBody(note.slice(0, note.indexOf('\n\n') + 1));
  assert(read.ok, 'our own checkpoint is one');
  const { origin, size, root } = read.value;
  return { origin, size, root: toBase64(root) };
}

function text(path: string, content: string): BundleFile {
  return { path, bytes: new TextEncoder().encode(content) };
}
