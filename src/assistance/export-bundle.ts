// SPDX-License-Identifier: Apache-2.0
/**
 * The evidence bundle of a case: everything an outsider needs to check, offline, what passed between two authorities.
 *
 * The bundle holds the exact signed dispatches, so it holds the records that were disclosed. Exporting it is therefore a
 * use of each received record, for the purpose of the case: it is asked of the conditions and written down, and where a
 * condition forbids it, there is no bundle and the answer names the record and the clause.
 */
import { purposeWords } from '../conditions/index.ts';
import { appendAudit } from '../audit/index.ts';
import { canonicalJson, type Database, type Instant, type Issue } from '../kernel/index.ts';
import { recordRowsOfCase, useRecord } from '../records/index.ts';
import { type BundleFile, bundleLayout, bundleManifest, type Digest, manifestPath, writeStoredZip } from '../seals/index.ts';
import type { AssistanceDeps } from './assistance-deps.ts';
import { type CaseRecord, eventsOfCase, findCase } from './store.ts';
import { sentenceOf } from './timeline.ts';

export interface BundleDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
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
  readonly checkpoint: (db: Database, now: Instant) => Promise<string>;
  readonly proof: (db: Database, logIndex: number) => Promise<unknown>;
  readonly signManifest: (manifest: Uint8Array) => Uint8Array;
}

export type Exported =
  | { readonly kind: 'exported'; readonly bytes: Uint8Array }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export async function exportBundle(
  deps: AssistanceDeps,
  bundle: BundleDeps,
  given: { caseId: string; officer: string; now: Instant },
): Promise<Exported> {
  const { officer, now } = given;
  const row = await findCase(deps.database, given.caseId);
  if (row === null || row.agreement === null) return { kind: 'absent' };
  const refused = await useReceivedRecords(deps, row, officer, now);
  if (refused.length > 0) return { kind: 'issues', issues: refused };
  const checkpoint = await bundle.checkpoint(deps.database, now);
  const files = await filesOf(deps, bundle, row, { officer, now, checkpoint });
  const manifest = bundleManifest(files);
  const bytes = writeStoredZip([...files, { path: manifestPath, bytes: manifest }]);
  await deps.database.transaction().execute(async (tx) => {
    await appendAudit(
      tx,
      {
        event: 'bundle.exported',
        actor: officer,
        at: now,
        details: { caseRef: row.id, count: files.filter((file) => file.path.startsWith('dispatches/')).length },
      },
      deps.random,
    );
  });
  return { kind: 'exported', bytes };
}

/** Writes down the export of each received record of the case; the refused ones as issues. */
async function useReceivedRecords(deps: AssistanceDeps, row: CaseRecord, officer: string, now: Instant): Promise<Issue[]> {
  const purpose = row.request?.purpose;
  if (purpose === undefined) return [];
  const received = (await recordRowsOfCase(deps.database, row.id, deps)).filter((record) => record.isReceived);
  const issues: Issue[] = [];
  for (const record of received) {
    const answer = await deps.database
      .transaction()
      .execute((tx) =>
        useRecord(
          tx,
          { recordId: record.id, purpose, manner: 'export', officer, caseRef: row.id, note: 'Export of the evidence bundle of the case.' },
          deps,
          now,
          deps.random,
        ),
      );
    if (answer === null || answer.use.outcome !== 'permitted') {
      const why = answer?.use.reasons.map((reason) => reason.sentence).join(' ') ?? 'It is not here any more.';
      issues.push({
        path: `records.${record.id}`,
        problem: `It may not be exported for ${purposeWords[purpose]}. ${why}`,
        remedy: 'Ask its originator, or export nothing.',
      });
    }
  }
  return issues;
}

async function filesOf(
  deps: AssistanceDeps,
  bundle: BundleDeps,
  row: CaseRecord,
  given: { officer: string; now: Instant; checkpoint: string },
): Promise<BundleFile[]> {
  const db = deps.database;
  const dispatches = await bundle.dispatchesOfCase(db, row.id);
  const files: BundleFile[] = [
    json(bundleLayout.about, { format: 'comity-bundle/1', caseRef: row.id, exportedBy: deps.self, exportedAt: given.now }),
  ];
  for (const [index, dispatch] of dispatches.entries()) {
    files.push({ path: bundleLayout.dispatch(index + 1), bytes: dispatch.signedBytes });
    if (dispatch.receiptBytes !== null) files.push({ path: bundleLayout.receipt(dispatch.digest), bytes: dispatch.receiptBytes });
    files.push(json(bundleLayout.proof(dispatch.digest), await bundle.proof(db, dispatch.logIndex)));
  }
  const agreement = row.agreement === null ? null : await bundle.agreementFile(db, row.agreement.digest);
  if (row.agreement !== null && agreement !== null)
    files.push({ path: bundleLayout.agreement(row.agreement.digest as Digest), bytes: agreement });
  for (const authorityId of [deps.self, row.counterpart]) {
    for (const [index, event] of (await bundle.keyHistory(db, authorityId)).entries()) {
      files.push({ path: bundleLayout.keyEvent(authorityId, index + 1), bytes: event });
    }
  }
  files.push(text(bundleLayout.checkpoint, given.checkpoint));
  files.push(text(bundleLayout.summary, await summaryOfCase(deps, row, given.now)));
  files.push(text(bundleLayout.readme, readme));
  files.push({ path: bundleLayout.manifestSigned, bytes: bundle.signManifest(bundleManifest(files)) });
  return files;
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

dispatches/   what the authorities sent each other, exactly as signed
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
