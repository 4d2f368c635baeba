// SPDX-License-Identifier: Apache-2.0
/**
 * The evidence bundle of a case: everything an outsider needs to check, offline, what passed between two authorities.
 *
 * The bundle holds the exact signed dispatches and their bodies, so it holds the records that were disclosed. Exporting it is
 * therefore a use of each received record that it shows (export-uses.ts), and where a condition forbids it, there is no bundle
 * and the answer names the record and the clause; unless the officer withholds it. Everything is vouched for by the custodian's
 * certificate, which says for whom, to what end, and what was withheld and why.
 */
import assert from 'node:assert/strict';
import { withheldTogether } from '../../agreements/index.ts';
import { appendAudit, type AuditProofWire, type CheckpointWire } from '../../audit/index.ts';
import { z } from 'zod';
import { canonicalJson, type Database, type Instant, type Issue, issuesText, type Transaction } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type BodyPart,
  bodyPlaces,
  type BundleFile,
  bundleLayout,
  bundleManifest,
  type Certificate,
  type Digest,
  digestOf,
  isDigest,
  listedFiles,
  manifestPath,
  readBody,
  readCheckpointBody,
  readSigned,
  toBase64,
  withheldPlaces,
  type WithheldStatement,
  withholdInBodies,
  writeCertificate,
  writeStoredZip,
} from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type CaseRecord, eventsOfCase, findCase } from '../store.ts';
import { sentenceOf } from '../cases/timeline.ts';
import type { BundleOrderWire, BundlePlacesWire } from '../wire.ts';
import { bundleReadme } from './bundle-readme.ts';
import { type CertificateNames, certificatePage } from './certificate-page.ts';
import { approvalOfExport, spendOnExport } from './approve-export.ts';
import { leftOut, noteExports, refusedExports, refusedTexts } from './export-uses.ts';

export interface BundleDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
  readonly receiptBytes: Uint8Array | null;
  /** Its entry in our own log. */
  readonly logIndex: number;
}

/** What other rooms give for the bundle, wired by the server. */
export interface BundleDeps {
  readonly dispatchesOfCase: (db: Database, caseRef: string) => Promise<readonly BundleDispatch[]>;
  /** The file with every party's signature; null when it is not here. */
  readonly agreementFile: (db: Database, digest: string) => Promise<Uint8Array | null>;
  readonly keyHistory: (db: Database, authorityId: string) => Promise<readonly Uint8Array[]>;
  /** Signs the log's head as it is now. */
  readonly checkpoint: (db: Database, now: Instant) => Promise<CheckpointWire>;
  /** The entry and its way to this head; all proofs of one bundle lead to the same. */
  readonly proof: (db: Database, logIndex: number, checkpoint: CheckpointWire) => Promise<AuditProofWire | null>;
  /** Signs the certificate with our key for dispatches. */
  readonly signCertificate: (payload: Uint8Array) => Uint8Array;
  readonly version: string;
}

export type Exported =
  | { readonly kind: 'exported'; readonly bytes: Uint8Array }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

interface Export {
  readonly caseId: string;
  readonly order: BundleOrderWire;
  readonly officer: string;
  readonly now: Instant;
}

/**
 * The bundle as a ZIP, once enough officers have approved it; absent for a case that is unknown, or of which nothing has been sent
 * yet. What may not be exported is said before anybody is asked to approve it.
 */
export async function exportBundle(deps: AssistanceDeps, bundle: BundleDeps, given: Export): Promise<Exported> {
  const { officer, now, order } = given;
  const row = await findCase(deps.database, given.caseId);
  // First the dispatches, then the head: so the head covers every one of them.
  const dispatches = row === null ? [] : await bundle.dispatchesOfCase(deps.database, row.id);
  if (row === null || row.agreement === null || dispatches.length === 0) return { kind: 'absent' };
  const bodies = dispatches.map(({ digest, bodyDocument, signedBytes }) => ({ digest, ...openBody(bodyDocument, signedBytes) }));
  const less = withholdInBodies(bodies, order.withhold, withheldTogether);
  if (!less.ok) return { kind: 'issues', issues: less.issues };
  const withheld = [...bodies.flatMap(statementsOfRecalled), ...less.value.statements];
  const left = await leftOut(deps, row, { dispatches, withhold: order.withhold });
  const refused = [...(await refusedTexts(deps, row, left, now)), ...(await refusedExports(deps, row, left, given))];
  if (refused.length > 0) return { kind: 'issues', issues: refused };
  const digests = dispatches.map(({ digest }) => digest);
  const standing = await approvalOfExport(deps, { row, order, officer, dispatches: digests, withheld, now });
  if (standing.kind === 'waits') return standing;
  const checkpoint = await bundle.checkpoint(deps.database, now);
  const entries = await entriesOf(deps, bundle, { dispatches, checkpoint, bodies: less.value.bodies });
  if (entries === null) return { kind: 'issues', issues: [entryErased] };
  const files = [...entries, ...(await filesOfCase(deps, bundle, row, now))];
  const roots = new Map(bodies.map(({ digest, root }): [string, Digest] => [bundleLayout.body(digest), root]));
  const names = await namesOf(deps, row);
  const certificate = (listed: readonly BundleFile[]): Certificate => ({
    v: 1,
    format: 'comity-bundle/2',
    caseRef: row.id,
    exportedBy: deps.self as AuthorityId,
    officer,
    exportedAt: now,
    recipient: order.recipient,
    purpose: order.purpose,
    software: { name: 'comity', version: bundle.version },
    log: headOf(checkpoint),
    withheld,
    files: listedFiles(listed, (path) => roots.get(path) ?? null),
  });
  const withPage = [...files, text(bundleLayout.certificatePage, certificatePage(certificate(files), sidesOf(deps, row, names)))];
  const signed = [...withPage, { path: bundleLayout.certificate, bytes: bundle.signCertificate(writeCertificate(certificate(withPage))) }];
  const bytes = writeStoredZip([...signed, { path: manifestPath, bytes: bundleManifest(signed) }]);
  const withheldCount = withheld.reduce((sum, one) => sum + one.count, 0);
  const details = { caseRef: row.id, bundle: digestOf(bytes), size: bytes.length, count: dispatches.length, withheld: withheldCount };
  const write = async (tx: Transaction): Promise<readonly Issue[]> => {
    const recalledSince = await noteExports(deps, row, left, given, tx);
    if (recalledSince.length > 0) return recalledSince;
    await appendAudit(
      tx,
      { event: 'bundle.exported', actor: officer, at: now, details: { ...details, subject: standing.subject } },
      deps.random,
    );
    return [];
  };
  const issues = await spendOnExport(deps, { subject: standing.subject, now, write });
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'exported', bytes };
}

/**
 * What the bodies kept here do not show any more. Only a recall that was carried out takes something out of them, so the
 * certificate gives that as the reason, beside what the officer withholds.
 */
export function statementsOfRecalled({ digest, body }: { readonly digest: Digest; readonly body: BodyPart }): WithheldStatement[] {
  return withheldPlaces(body).map((place) => ({ dispatch: digest, ...place, reason: recalled }));
}

const recalled = 'Recalled by its originator; it was destroyed in what is kept here.';

const entryErased: Issue = {
  path: 'log',
  problem: 'The content of a log entry that this bundle needs was erased.',
  remedy: 'Ask the other authority for its bundle of the same case.',
};

/** The dispatches with receipts and proofs, and the head of the log they lead to; null when an entry's content was erased. */
async function entriesOf(
  deps: AssistanceDeps,
  bundle: BundleDeps,
  given: {
    readonly dispatches: readonly BundleDispatch[];
    readonly checkpoint: CheckpointWire;
    /** Bodies that show less than was sent. */
    readonly bodies: ReadonlyMap<Digest, Uint8Array>;
  },
): Promise<BundleFile[] | null> {
  const { dispatches, checkpoint, bodies } = given;
  const files: BundleFile[] = [text(bundleLayout.checkpoint, checkpoint.note)];
  for (const [position, dispatch] of dispatches.entries()) {
    const proof = await bundle.proof(deps.database, dispatch.logIndex, checkpoint);
    assert(proof !== null, 'a head that was signed after an entry covers it');
    const { index, size, event, hashes, salt, body } = proof;
    if (salt === null || body === null) return null;
    files.push({ path: bundleLayout.dispatch(position + 1), bytes: dispatch.signedBytes });
    files.push({ path: bundleLayout.body(dispatch.digest), bytes: bodies.get(dispatch.digest) ?? dispatch.bodyDocument });
    if (dispatch.receiptBytes !== null) files.push({ path: bundleLayout.receipt(dispatch.digest), bytes: dispatch.receiptBytes });
    files.push(json(bundleLayout.proof(dispatch.digest), { index, size, event, hashes, salt, body }));
  }
  return files;
}

/** What the dispatches rest on: the agreement and both key histories; and two pages for people. */
async function filesOfCase(deps: AssistanceDeps, bundle: BundleDeps, row: CaseRecord, now: Instant): Promise<BundleFile[]> {
  const db = deps.database;
  const files: BundleFile[] = [];
  const agreement = row.agreement === null ? null : await bundle.agreementFile(db, row.agreement.digest);
  if (row.agreement !== null && agreement !== null) {
    files.push({ path: bundleLayout.agreement(row.agreement.digest as Digest), bytes: agreement });
  }
  for (const authorityId of [deps.self, row.counterpart]) {
    for (const [index, event] of (await bundle.keyHistory(db, authorityId)).entries()) {
      files.push({ path: bundleLayout.keyEvent(authorityId, index + 1), bytes: event });
    }
  }
  return [...files, text(bundleLayout.summary, await summaryOfCase(deps, row, now)), text(bundleLayout.readme, bundleReadme)];
}

async function summaryOfCase(deps: AssistanceDeps, row: CaseRecord, now: Instant): Promise<string> {
  const names = await namesOf(deps, row);
  const events = (await eventsOfCase(deps.database, row.id)).filter((event) => event.facts.dispatch !== null);
  return [
    `# Case ${row.id}`,
    '',
    `Exported by ${names.get(deps.self) ?? deps.self} at ${now}. State: ${row.state}.`,
    '',
    '| moment (UTC) | what happened | dispatch |',
    '|---|---|---|',
    ...events.map((event) => `| ${event.at} | ${sentenceOf(event.facts, names)} | ${event.facts.dispatch ?? ''} |`),
    '',
    'This page is a help for the eye. What is proven is said by the verifier, from the signed files beside it.',
    '',
  ].join('\n');
}

/** What can be withheld from the bundle of a case, dispatch by dispatch; null where there is no bundle. */
export async function bundlePlaces(deps: AssistanceDeps, bundle: BundleDeps, caseId: string): Promise<BundlePlacesWire | null> {
  const row = await findCase(deps.database, caseId);
  const dispatches = row === null ? [] : await bundle.dispatchesOfCase(deps.database, row.id);
  if (row === null || dispatches.length === 0) return null;
  const names = await namesOf(deps, row);
  return {
    dispatches: dispatches.map(({ bodyDocument, signedBytes }, index) => {
      const { body, kind, from, createdAt } = openBody(bodyDocument, signedBytes);
      return { number: index + 1, kind, from, fromName: names.get(from) ?? from, createdAt, places: bodyPlaces(body) };
    }),
  };
}

export async function namesOf(deps: AssistanceDeps, row: CaseRecord): Promise<ReadonlyMap<string, string>> {
  const found = await deps.authorityNames(deps.database, [deps.self, row.counterpart]);
  return new Map([...found].map(([id, one]) => [id, one.name]));
}

export function sidesOf(deps: AssistanceDeps, row: CaseRecord, names: ReadonlyMap<string, string>): CertificateNames {
  const [own, other] = [deps.self, row.counterpart].map((id) => names.get(id) ?? id);
  assert(own !== undefined && other !== undefined);
  return row.side === 'requesting'
    ? { exporter: own, requesting: own, requested: other }
    : { exporter: own, requesting: other, requested: own };
}

/** The body of a dispatch that was sent or admitted here; both were held against the root before they were kept. */
export function openBody(bodyDocument: Uint8Array, signedBytes: Uint8Array) {
  const signed = readSigned(signedBytes);
  assert(signed.ok, 'what the outbox and the inbox hold was read before');
  const { bodyRoot, kind, from, createdAt } = payloadHead.parse(JSON.parse(new TextDecoder().decode(signed.value.payload)));
  assert(isDigest(bodyRoot), 'a dispatch names the root of its body');
  const body = readBody(bodyDocument, bodyRoot);
  assert(body.ok, body.ok ? '' : issuesText(body.issues));
  return { body: body.value, root: bodyRoot, kind, from, createdAt };
}

const payloadHead = z.looseObject({ bodyRoot: z.string(), kind: z.string(), from: z.string(), createdAt: z.string() });

function headOf({ note }: CheckpointWire): Certificate['log'] {
  const read = readCheckpointBody(note.slice(0, note.indexOf('\n\n') + 1));
  assert(read.ok, 'our own checkpoint is one');
  const { origin, size, root } = read.value;
  return { origin, size, root: toBase64(root) };
}

function json(path: string, value: unknown): BundleFile {
  return text(path, canonicalJson(value));
}

function text(path: string, content: string): BundleFile {
  return { path, bytes: new TextEncoder().encode(content) };
}
