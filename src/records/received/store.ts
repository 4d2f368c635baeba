// SPDX-License-Identifier: Apache-2.0
/**
 * Records that pass between authorities: taken in with their originator's conditions, or read out for a reply.
 *
 * Taken in: each record gets an identifier of ours, since theirs could be made to equal one of ours; theirs is kept beside
 * it. What is taken in at all is said in check-disclosed-record.ts. All records of a dispatch are admitted, or none.
 *
 * Read out: own records only. Whoever wants what we received is sent to its originator, whose conditions we cannot lift.
 */
import { appendAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import {
  type Database,
  failWith,
  type Instant,
  type Issue,
  limits,
  newId,
  ok,
  type RandomBytes,
  type Result,
  type Transaction,
} from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import { findingColumns, insertRecords, type RecordTables } from '../store.ts';
import { caseIdOf, noteUses } from '../uses/store.ts';
import type { DisclosedRecordWire, RecordBodyWire } from '../wire.ts';
import { checkDisclosedRecord } from './check-disclosed-record.ts';

export interface ReceivedRecords {
  readonly records: readonly DisclosedRecordWire[];
  /** The authority that signed the dispatch. */
  readonly from: string;
  readonly caseRef: string;
  readonly dispatchDigest: string;
  readonly receivedAt: Instant;
}

export interface AdmittedRecord {
  /** Our identifier, and theirs. */
  readonly recordId: string;
  readonly originId: string;
}

/** All of them, or every issue and nothing stored. Call it once per dispatch; the database refuses the same one twice. */
export async function admitReceivedRecords(
  tx: Transaction,
  received: ReceivedRecords,
  context: { readonly self: string; readonly random: RandomBytes },
): Promise<Result<readonly AdmittedRecord[]>> {
  const issues = issuesWith(received, context.self);
  if (issues.length > 0) return failWith(issues);
  const { caseRef, dispatchDigest, from, receivedAt } = received;
  const fresh = received.records.map((record, index) => newReceived(record, index, received, context.random));
  await insertRecords(tx, fresh);
  for (const { record, version } of fresh) {
    const details = {
      record: record.id,
      peer: from,
      caseRef: caseIdOf(caseRef),
      dispatch: dispatchDigest,
      digest: version.body_digest,
      kind: record.kind,
      count: record.condition_count,
    };
    await appendAudit(tx, { event: 'record.received', actor: from, at: receivedAt, details }, context.random);
  }
  return ok(fresh.map(({ record }) => ({ recordId: record.id, originId: record.origin_id })));
}

function issuesWith(received: ReceivedRecords, self: string): readonly Issue[] {
  const { from, receivedAt, records } = received;
  if (records.length > limits.replyRecordsMax) {
    return [
      {
        path: 'records',
        problem: `There are ${records.length} records; the limit is ${limits.replyRecordsMax}.`,
        remedy: 'Send them in several replies.',
      },
    ];
  }
  return records.flatMap((record, index) => {
    const path = `records[${index}]`;
    const checked = checkDisclosedRecord(record, path, { from, self, now: receivedAt });
    const issues: readonly Issue[] = checked.ok ? [] : checked.issues;
    if (records.findIndex((other) => other.id === record.id) === index) return issues;
    return [...issues, { path: `${path}/id`, problem: 'The record is there twice.', remedy: 'Send each record once.' }];
  });
}

function newReceived(
  record: DisclosedRecordWire,
  index: number,
  received: ReceivedRecords,
  random: RandomBytes,
): Parameters<typeof insertRecords>[1][number] {
  const { caseRef, dispatchDigest, from, receivedAt } = received;
  const id = newId('rcd', receivedAt, random);
  const arrival = {
    scope: '',
    source: { kind: 'dispatch', name: from, digest: dispatchDigest, place: `records[${index}]` },
    recordedAt: receivedAt,
  };
  return {
    record: {
      id,
      kind: record.body.kind,
      reference: record.body.reference,
      originator: record.originator,
      is_received: true,
      origin_id: record.id,
      sender: from,
      case_ref: caseRef,
      dispatch_digest: dispatchDigest,
      version: 1,
      ...findingColumns(record.body),
      condition_count: record.conditions.length,
      recorded_at: receivedAt,
    },
    version: {
      record_id: id,
      version: 1,
      body: JSON.stringify(record.body),
      body_digest: digestOfJson(record.body),
      provenance: JSON.stringify([arrival, ...record.provenance].slice(0, provenanceMax)),
      conditions: JSON.stringify(record.conditions),
      recorded_at: receivedAt,
      recorded_until: null,
      import_id: null,
    },
  };
}

/** As many as a disclosed record may list. */
const provenanceMax = 1000;

/** Exactly what a reply carries, but for the conditions, which the agreement and the officer set. */
export interface DisclosableRecord {
  readonly id: string;
  readonly originator: string;
  readonly body: RecordBodyWire;
  readonly provenance: DisclosedRecordWire['provenance'];
}

/** The newest version of each own record, in the given order. Unknown and received ones are left out: they may not be disclosed. */
export async function disclosableRecords(db: Database, ids: readonly string[]): Promise<DisclosableRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select(['records.id', 'records.originator', 'record_versions.body', 'record_versions.provenance'])
    .where('records.is_received', '=', false)
    .where('records.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const { originator } = row;
    return [
      {
        id,
        originator,
        body: JSON.parse(row.body) as RecordBodyWire,
        provenance: JSON.parse(row.provenance) as DisclosedRecordWire['provenance'],
      },
    ];
  });
}

export interface Disclosure {
  readonly recordIds: readonly string[];
  /** The authority it goes to, by the name its officers know. */
  readonly recipientName: string;
  readonly purpose: Purpose;
  readonly officer: string;
  readonly caseRef: string;
  readonly clause: string | null;
}

/** Writes the disclosure among the uses of each record. Call it when the reply is queued; the log has the dispatch itself. */
export async function noteDisclosure(tx: Transaction, disclosure: Disclosure, now: Instant, random: RandomBytes): Promise<void> {
  const { recordIds, recipientName, purpose, officer, caseRef, clause } = disclosure;
  if (recordIds.length === 0) return;
  const rows = await tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'version'])
    .where('id', 'in', recordIds)
    .where('is_received', '=', false)
    .execute();
  const reason = {
    kind: 'own-data' as const,
    sentence: `Disclosed to ${recipientName} in a reply.`,
    conditionId: null,
    clause,
    agreement: null,
  };
  const verdict = { outcome: 'permitted' as const, reasons: [reason] };
  const uses = rows.map((row) => ({
    id: newId('use', now, random),
    recordId: row.id,
    version: row.version,
    officer,
    purpose,
    manner: 'pass-on' as const,
    caseRef,
    note: '',
    verdict,
  }));
  await noteUses(tx, uses, now);
}
