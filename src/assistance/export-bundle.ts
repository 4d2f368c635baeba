// SPDX-License-Identifier: Apache-2.0
/**
 * The evidence bundle of a case: everything an outsider needs to check, offline, what passed between two authorities.
 *
 * The bundle holds the exact signed dispatches, so it holds the records that were disclosed. Exporting it is therefore a
 * use of each received record, for the purpose of the case: it is asked of the conditions and written down, and where a
 * condition forbids it, there is no bundle and the answer names the record and the clause.
 */
import assert from 'node:assert/strict';
import { appendAudit, type AuditProofWire, type CheckpointWire } from '../audit/index.ts';
import { purposeWords } from '../conditions/index.ts';
import { canonicalJson, type Database, type Instant, type Issue, type Transaction } from '../kernel/index.ts';
import { recordRowsOfCase, type RecordRowWire, type RecordUseAnswerWire, useRecord } from '../records/index.ts';
import { type BundleFile, bundleLayout, bundleManifest, type Digest, digestOf, manifestPath, writeStoredZip } from '../seals/index.ts';
import { absent, type AssistanceDeps } from './assistance-deps.ts';
import { sideOfStep } from './case-states.ts';
import { changeCase } from './change-case.ts';
import { refusalOfText } from './step-row.ts';
import { type CaseRecord, eventsOfCase, findCase, stepsOfCases } from './store.ts';
import { sentenceOf } from './timeline.ts';

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
  readonly signManifest: (manifest: Uint8Array) => Uint8Array;
}

export type Exported =
  | { readonly kind: 'exported'; readonly bytes: Uint8Array }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

interface Export {
  readonly caseId: string;
  readonly officer: string;
  readonly now: Instant;
}

/** The bundle as a ZIP; absent for a case that is unknown, or of which nothing has been sent yet. */
export async function exportBundle(deps: AssistanceDeps, bundle: BundleDeps, given: Export): Promise<Exported> {
  const { officer, now } = given;
  const row = await findCase(deps.database, given.caseId);
  // First the dispatches, then the head: so the head covers every one of them.
  const dispatches = row === null ? [] : await bundle.dispatchesOfCase(deps.database, row.id);
  if (row === null || row.agreement === null || dispatches.length === 0) return { kind: 'absent' };
  const refused = [...(await refusedTexts(deps, row, now)), ...(await noteExports(deps, row, given))];
  if (refused.length > 0) return { kind: 'issues', issues: refused };
  const entries = await entriesOf(deps, bundle, dispatches, now);
  if (entries === null) return { kind: 'issues', issues: [entryErased] };
  const files = [...entries, ...(await filesOfCase(deps, bundle, row, now))];
  const signed = [...files, { path: bundleLayout.manifestSigned, bytes: bundle.signManifest(bundleManifest(files)) }];
  const bytes = writeStoredZip([...signed, { path: manifestPath, bytes: bundleManifest(signed) }]);
  await deps.database.transaction().execute(async (tx) => {
    const details = { caseRef: row.id, bundle: digestOf(bytes), size: bytes.length, count: dispatches.length };
    await appendAudit(tx, { event: 'bundle.exported', actor: officer, at: now, details }, deps.random);
  });
  return { kind: 'exported', bytes };
}

/** The bundle holds the texts of received replies too; they carry conditions like the records. */
async function refusedTexts(deps: AssistanceDeps, row: CaseRecord, now: Instant): Promise<Issue[]> {
  const steps = await stepsOfCases(deps.database, [row.id]);
  return steps.flatMap((step): Issue[] => {
    const isReceived = step.kind === 'reply' && sideOfStep[step.kind] !== row.side;
    const reasons = isReceived ? refusalOfText(deps, row, { step, manner: 'export', now }) : null;
    if (reasons === null) return [];
    const problem = `The text of a reply may not be exported for the purpose of the case. ${reasons.join(' ')}`;
    return [{ path: `steps.${step.id}`, problem, remedy: askOriginator }];
  });
}

/**
 * Writes down the export of each received record of the case. Where one may not be exported nothing is, so then only the
 * refusals are written down.
 */
async function noteExports(deps: AssistanceDeps, row: CaseRecord, { officer, now }: Export): Promise<Issue[]> {
  const purpose = row.request?.purpose;
  if (purpose === undefined) return [];
  // What was destroyed after a recall is not in the bundle: its place is withheld there.
  const isThere = (record: RecordRowWire): boolean => record.recall?.state !== 'executed' || record.recall.change === 'correction';
  const received = (await recordRowsOfCase(deps.database, row.id, deps)).filter((record) => record.isReceived && isThere(record));
  const note = 'Export of the evidence bundle of the case.';
  const exportAll = async (tx: Transaction, ids: readonly string[]): Promise<[string, RecordUseAnswerWire | null][]> => {
    const answers: [string, RecordUseAnswerWire | null][] = [];
    for (const recordId of ids) {
      const use = { recordId, purpose, manner: 'export', officer, caseRef: row.id, note } as const;
      answers.push([recordId, await useRecord(tx, use, deps, now, deps.random)]);
    }
    return answers;
  };
  let refused: [string, RecordUseAnswerWire | null][] = [];
  await changeCase(deps, async (tx) => {
    const ids = received.map((record) => record.id);
    refused = (await exportAll(tx, ids)).filter(([, answer]) => answer?.use.outcome !== 'permitted');
    // Whatever is not done is undone: of an export that did not happen, no permitted use is kept.
    return refused.length > 0 ? absent : { kind: 'done', caseId: row.id };
  });
  if (refused.length === 0) return [];
  await deps.database.transaction().execute((tx) =>
    exportAll(
      tx,
      refused.map(([id]) => id),
    ),
  );
  return refused.map(([id, answer]) => {
    const why = answer?.use.reasons.map((reason) => reason.sentence).join(' ') ?? 'It is not here any more.';
    const problem = `It may not be exported for ${purposeWords[purpose]}. ${why}`;
    return { path: `records.${id}`, problem, remedy: askOriginator };
  });
}

const askOriginator = 'Ask its originator, or export nothing.';
const entryErased: Issue = {
  path: 'log',
  problem: 'The content of a log entry that this bundle needs was erased.',
  remedy: 'Ask the other authority for its bundle of the same case.',
};

/** The dispatches with receipts and proofs, and the head of the log they lead to; null when an entry's content was erased. */
async function entriesOf(
  deps: AssistanceDeps,
  bundle: BundleDeps,
  dispatches: readonly BundleDispatch[],
  now: Instant,
): Promise<BundleFile[] | null> {
  const checkpoint = await bundle.checkpoint(deps.database, now);
  const files: BundleFile[] = [text(bundleLayout.checkpoint, checkpoint.note)];
  for (const [position, dispatch] of dispatches.entries()) {
    const proof = await bundle.proof(deps.database, dispatch.logIndex, checkpoint);
    assert(proof !== null, 'a head that was signed after an entry covers it');
    const { index, size, event, hashes, salt, body } = proof;
    if (salt === null || body === null) return null;
    files.push({ path: bundleLayout.dispatch(position + 1), bytes: dispatch.signedBytes });
    files.push({ path: bundleLayout.body(dispatch.digest), bytes: dispatch.bodyDocument });
    if (dispatch.receiptBytes !== null) files.push({ path: bundleLayout.receipt(dispatch.digest), bytes: dispatch.receiptBytes });
    files.push(json(bundleLayout.proof(dispatch.digest), { index, size, event, hashes, salt, body }));
  }
  return files;
}

/** What the dispatches rest on: the agreement and both key histories; and two pages for people. */
async function filesOfCase(deps: AssistanceDeps, bundle: BundleDeps, row: CaseRecord, now: Instant): Promise<BundleFile[]> {
  const db = deps.database;
  const about = { format: 'comity-bundle/1', caseRef: row.id, exportedBy: deps.self, exportedAt: now };
  const files = [json(bundleLayout.about, about)];
  const agreement = row.agreement === null ? null : await bundle.agreementFile(db, row.agreement.digest);
  if (row.agreement !== null && agreement !== null) {
    files.push({ path: bundleLayout.agreement(row.agreement.digest as Digest), bytes: agreement });
  }
  for (const authorityId of [deps.self, row.counterpart]) {
    for (const [index, event] of (await bundle.keyHistory(db, authorityId)).entries()) {
      files.push({ path: bundleLayout.keyEvent(authorityId, index + 1), bytes: event });
    }
  }
  return [...files, text(bundleLayout.summary, await summaryOfCase(deps, row, now)), text(bundleLayout.readme, readme)];
}

async function summaryOfCase(deps: AssistanceDeps, row: CaseRecord, now: Instant): Promise<string> {
  const names = new Map(
    [...(await deps.authorityNames(deps.database, [deps.self, row.counterpart]))].map(([id, found]) => [id, found.name]),
  );
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

const readme = `An evidence bundle of Comity.

Check it with: ./comity verify FILE.zip
The checker needs no network and no server. It says what is proven, by whom and under which clause.

dispatches/   what the authorities sent each other, exactly as signed; each names its body by a root
bodies/       what opens the body of each dispatch
receipts/     what the receiving server signed for each
agreements/   the agreement, with the signatures of all its parties
keys/         the history of each authority's keys; an authority's name is the digest of its first event
log/          the exporter's log: a signed head, and the proof that each dispatch stands in it
manifest.json lists all other files with their digests; manifest-signed.json is the exporter's signature
`;

function json(path: string, value: unknown): BundleFile {
  return text(path, canonicalJson(value));
}

function text(path: string, content: string): BundleFile {
  return { path, bytes: new TextEncoder().encode(content) };
}
