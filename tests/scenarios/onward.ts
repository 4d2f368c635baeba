// SPDX-License-Identifier: Apache-2.0
//
// What officers do with a datum after it was given: ask whether it may go on, answer that, give it unasked, recall it.
import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  type MatterDetailWire,
  matterDetailSchema,
  type MatterRowWire,
  matterRowSchema,
  passOnAnswerSchema,
  type PassOnAnswerWire,
} from '../../src/onward/wire.ts';
import { type RecordRowWire, recordUseAnswerSchema, type RecordUseAnswerWire } from '../../src/records/wire.ts';
import { act, approveAsNeeded, searchRecords, sendRequest, untilState } from './casework.ts';
import { type Authority, eventually } from './federation.ts';

const listSchema = z.strictObject({ rows: z.array(matterRowSchema) });
export const purpose = 'admin-enforcement';

/** XB answers a request of XA with one of its compliance records; the record as XA holds it. */
export async function givenRecord(xa: Authority, xb: Authority, q: string): Promise<RecordRowWire> {
  const id = await sendRequest(xa, xb, { assistance: 'compliance-records' });
  const [own] = await searchRecords(xb.at('keeper'), { q, kind: 'compliance-record', origin: 'own', purpose });
  assert.ok(own !== undefined, `XB has a compliance record on ${q}`);
  await act(xb.at('preparer'), id, 'replies', { completeness: 'complete', text: '', records: [{ recordId: own.id, limits: null }] });
  await approveAsNeeded(xb, id);
  const detail = await untilState(xa.at('preparer'), id, 'answered', 8000);
  const [record] = detail.records;
  assert.ok(record !== undefined);
  return record;
}

export function mayGo(at: Authority, recordId: string, to: Authority, forPurpose = purpose): Promise<PassOnAnswerWire> {
  return at.at('preparer').expect(passOnAnswerSchema, 'POST', '/api/onward/question', { recordId, recipient: to.id, purpose: forPurpose });
}

export async function matters(at: Authority): Promise<MatterRowWire[]> {
  return (await at.at('preparer').expect(listSchema, 'GET', '/api/onward/matters')).rows;
}

export function matterAt(at: Authority, id: string): Promise<MatterDetailWire> {
  return at.at('preparer').expect(matterDetailSchema, 'GET', `/api/onward/matters/${id}`);
}

export async function untilMatter(
  at: Authority,
  id: string,
  isSo: (detail: MatterDetailWire) => boolean,
  msMax = 10_000,
): Promise<MatterDetailWire> {
  return eventually(`the matter ${id} at ${at.name}`, msMax, async () => {
    const answer = await at.at('preparer').call('GET', `/api/onward/matters/${id}`);
    if (answer.status !== 200) return null;
    const detail = matterDetailSchema.parse(answer.value);
    return isSo(detail) ? detail : null;
  });
}

export function begin(at: Authority, call: string, body: unknown): Promise<MatterDetailWire> {
  return at.at('preparer').expect(matterDetailSchema, 'POST', `/api/onward/${call}`, body);
}

/** The second officer approves exactly the step that waits. */
export async function approveMatter(at: Authority, id: string): Promise<MatterDetailWire> {
  const { step } = await matterAt(at, id);
  assert.ok(step !== null, `a step of ${id} waits`);
  const approver = at.at('secondApprover');
  // Signing in takes a code too, and a code is good once.
  await approver.headers();
  return approver.expect(matterDetailSchema, 'POST', `/api/onward/steps/${step.id}/approval`, {
    digest: step.digest,
    proof: { kind: 'code', code: approver.code() },
  });
}

/** XB grants what was asked, as narrow as the changes say. */
export async function grant(xb: Authority, matter: string, changes: object = {}): Promise<MatterDetailWire> {
  await untilMatter(xb, matter, ({ row }) => row.state === 'received');
  await begin(xb, `consents/${matter}/answer`, { answer: 'granted', limits: null, until: null, ground: null, reasons: '', ...changes });
  return approveMatter(xb, matter);
}

/** Gives a record unasked and has it approved; how it stands at the recipient. */
export async function disclose(from: Authority, to: Authority, recordId: string): Promise<MatterDetailWire> {
  const reason = 'The same persons trade on a platform there.';
  const { row } = await begin(from, 'disclosures', { recordIds: [recordId], recipient: to.id, purpose, reason });
  await approveMatter(from, row.id);
  return untilMatter(to, row.id, (detail) => detail.row.state === 'received');
}

export function use(at: Authority, recordId: string, manner = 'read'): Promise<RecordUseAnswerWire> {
  const asked = { purpose, manner, caseRef: null, note: '' };
  return at.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${recordId}/uses`, asked);
}
