// SPDX-License-Identifier: Apache-2.0
/**
 * Records taken in from another authority, with the conditions of their originator and of every holder on the way.
 *
 * Each gets an identifier of ours, since theirs could be made to equal one of ours; theirs is kept beside it, and so is the one
 * under which its originator keeps it, which a question of consent and a recall go by. What is taken in at all is said in
 * check-disclosed-record.ts. All records of a dispatch are admitted, or none.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import {
  type Database,
  failWith,
  type Instant,
  type Issue,
  isId,
  limits,
  newId,
  ok,
  type RandomBytes,
  type Result,
  type Transaction,
} from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import { keepAttestedOf } from '../attested/store.ts';
import { newSalt, saltedDigest } from '../salt.ts';
import { findingColumns } from '../finding-columns.ts';
import { insertRecords, type RecordTables } from '../store.ts';
import { caseIdOf } from '../uses/store.ts';
import type { DisclosedRecordWire } from '../wire.ts';
import { noteReportMatter } from '../knowing/store.ts';
import { checkDisclosedRecord } from './check-disclosed-record.ts';

export interface ReceivedRecords {
  readonly records: readonly DisclosedRecordWire[];
  /** The authority that signed the dispatch. */
  readonly from: string;
  /** The case or disclosure in which it came. */
  readonly caseRef: string;
  /** The purpose for which it was given. */
  readonly purpose: Purpose;
  readonly dispatchDigest: string;
  /** When its author gave it, and when it came. */
  readonly givenAt: Instant;
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
  context: { readonly self: string; readonly random: RandomBytes; readonly suites: Suites },
): Promise<Result<readonly AdmittedRecord[]>> {
  const issues = issuesWith(received, context);
  if (issues.length > 0) return failWith(issues);
  const { caseRef, dispatchDigest, from, receivedAt } = received;
  const fresh = received.records.map((record, index) => newReceived(record, index, received, context));
  await insertRecords(tx, fresh);
  for (const [index, { record }] of fresh.entries()) {
    const given = received.records[index];
    if (given !== undefined) await keepAttestedOf(tx, record.id, given, context.suites);
  }
  await noteReportMatter(
    tx,
    caseRef,
    fresh.map(({ record }) => record.id),
  );
  for (const { record, version } of fresh) {
    const details = {
      record: record.id,
      peer: from,
      caseRef: caseIdOf(caseRef),
      matter: isId('dis', caseRef) ? caseRef : null,
      dispatch: dispatchDigest,
      digest: version.body_digest,
      count: record.condition_count,
    };
    await noteAudit(tx, { event: 'record.received', actor: from, at: receivedAt, details }, context.random);
  }
  return ok(fresh.map(({ record }) => ({ recordId: record.id, originId: record.origin_id })));
}

function issuesWith(received: ReceivedRecords, { self, suites }: { self: string; suites: Suites }): readonly Issue[] {
  const { from, receivedAt, givenAt, purpose, records } = received;
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
    const checked = checkDisclosedRecord(record, path, { from, self, purpose, givenAt, now: receivedAt, suites });
    const issues: readonly Issue[] = checked.ok ? [] : checked.issues;
    if (records.findIndex((other) => other.id === record.id) === index) return issues;
    return [...issues, { path: `${path}/id`, problem: 'The record is there twice.', remedy: 'Send each record once.' }];
  });
}

function newReceived(
  record: DisclosedRecordWire,
  index: number,
  received: ReceivedRecords,
  { self, random }: { self: string; random: RandomBytes },
): Parameters<typeof insertRecords>[1][number] {
  const { caseRef, dispatchDigest, from, receivedAt } = received;
  const id = newId('rcd', receivedAt, random);
  const salt = newSalt(random);
  const chain = [...(record.passedOn?.chain ?? []), { from, to: self, dispatch: dispatchDigest }];
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
      reporting_firm: '',
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
      origin_record: record.passedOn?.origin.recordId ?? record.id,
      chain: JSON.stringify(chain),
      consent: record.passedOn?.consent === undefined || record.passedOn.consent === null ? null : JSON.stringify(record.passedOn.consent),
      recall: null,
    },
    version: {
      record_id: id,
      version: 1,
      body: JSON.stringify(record.body),
      body_digest: saltedDigest(salt, record.body),
      provenance: JSON.stringify([arrival, ...record.provenance].slice(0, provenanceMax)),
      conditions: JSON.stringify(record.conditions),
      recorded_at: receivedAt,
      recorded_until: null,
      import_id: null,
      salt,
      erased_at: null,
      withheld: JSON.stringify(record.withheld ?? []),
    },
  };
}

/** Where in which dispatch each received record of a case came. */
export async function receivedPlaces(
  db: Database,
  caseRef: string,
): Promise<readonly { readonly recordId: string; readonly dispatch: string; readonly index: number }[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').on('record_versions.version', '=', 1),
    )
    .select(['records.id', 'records.dispatch_digest', 'record_versions.provenance'])
    .where('case_ref', '=', caseRef)
    .where('is_received', '=', true)
    .execute();
  return rows.flatMap(({ id, dispatch_digest, provenance }) => {
    const [arrival] = JSON.parse(provenance) as readonly { readonly source: { readonly place: string } }[];
    const index = /^records\[(\d+)\]$/.exec(arrival?.source.place ?? '')?.[1];
    return dispatch_digest === null || index === undefined ? [] : [{ recordId: id, dispatch: dispatch_digest, index: Number(index) }];
  });
}

/** As many as a disclosed record may list. */
const provenanceMax = 1000;
