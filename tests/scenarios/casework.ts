// SPDX-License-Identifier: Apache-2.0
//
// What officers do in every story: write a request, submit it, approve a step, wait for the other side.
import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  type CaseDetailWire,
  caseDetailSchema,
  type CaseRowWire,
  caseRowSchema,
  type CaseState,
  type ReplyDraftWire,
  type RequestDraftWire,
  type StepRowWire,
} from '../../src/assistance/wire.ts';
import { minimisationProposalSchema, recordSearchAnswerSchema, type RecordRowWire } from '../../src/records/wire.ts';
import { type Authority, eventually } from './federation.ts';
import type { OfficerAtWork } from './officer-at-work.ts';

const listSchema = z.strictObject({ rows: z.array(caseRowSchema) });

/** A request under the arrangement with everything in it that its clause 7 asks for. */
export function draftTo(counterpart: string, changes: Partial<RequestDraftWire> = {}): RequestDraftWire {
  return {
    counterpart,
    assistance: 'suspicious-reports',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {
      subject: 'Meridian Tide Exchange Ltd: trading in MTDX between 2 and 13 March 2026',
      facts: 'Two accounts traded MTDX with each other within seconds, at equal prices and sizes, over ten days.',
      'why-useful': 'Reports of the platform or its bank may show who owns the two accounts.',
      'legal-provisions': 'Market Integrity Act of Xandria, sections 12 and 15 (wash trading).',
    },
    reference: 'XA-ENF-2026-118',
    ...changes,
  };
}

export async function openCase(officer: OfficerAtWork, draft: RequestDraftWire): Promise<string> {
  return (await officer.expect(caseDetailSchema, 'POST', '/api/assistance/drafts', draft)).row.id;
}

export function caseOf(officer: OfficerAtWork, id: string): Promise<CaseDetailWire> {
  return officer.expect(caseDetailSchema, 'GET', `/api/assistance/cases/${id}`);
}

export async function casesIn(officer: OfficerAtWork, box: string): Promise<CaseRowWire[]> {
  return (await officer.expect(listSchema, 'GET', `/api/assistance/cases?box=${box}`)).rows;
}

/** A call on a case: `submission`, `acknowledgement`, `questions`, `answers`, `replies`, `refusal`, `withdrawal`. */
export function act(officer: OfficerAtWork, id: string, call: string, body?: unknown): Promise<CaseDetailWire> {
  return officer.expect(caseDetailSchema, 'POST', `/api/assistance/cases/${id}/${call}`, body);
}

export function waitingStep(detail: CaseDetailWire): StepRowWire {
  const found = detail.steps.find((step) => step.state === 'awaiting-approval');
  assert.ok(found !== undefined, `a step of ${detail.row.id} waits for approval`);
  return found;
}

/** Reads the step that waits and approves exactly that. */
export async function approve(officer: OfficerAtWork, id: string): Promise<CaseDetailWire> {
  const step = waitingStep(await caseOf(officer, id));
  return officer.expect(caseDetailSchema, 'POST', `/api/assistance/steps/${step.id}/approval`, {
    digest: step.digest,
    proof: { kind: 'code', code: officer.code() },
  });
}

/** Waits until the case stands so at this authority: what the other one sent has arrived. */
export function untilState(officer: OfficerAtWork, id: string, state: CaseState, msMax = 2000): Promise<CaseDetailWire> {
  return eventually(`the case is ${state} for ${officer.name}`, msMax, async () => {
    const answer = await officer.call('GET', `/api/assistance/cases/${id}`);
    if (answer.status !== 200) return null;
    const detail = caseDetailSchema.parse(answer.value);
    return detail.row.state === state ? detail : null;
  });
}

/** The whole way of a request up to the counterpart's inbox, where nothing of the way is the matter of the story. */
export async function sendRequest(from: Authority, to: Authority, changes: Partial<RequestDraftWire> = {}): Promise<string> {
  const id = await openCase(from.at('preparer'), draftTo(to.id, changes));
  await act(from.at('preparer'), id, 'submission');
  await approveAsNeeded(from, id);
  await untilState(to.at('preparer'), id, 'received');
  await untilState(from.at('preparer'), id, 'received');
  return id;
}

/** By as many officers as the agreement asks for. */
export async function approveAsNeeded(authority: Authority, id: string): Promise<CaseDetailWire> {
  const first = await approve(authority.at('approver'), id);
  return first.steps.some((step) => step.state === 'awaiting-approval') ? approve(authority.at('secondApprover'), id) : first;
}

/** Records of an authority's own, or received, that match; the purpose is stated as always. */
export async function searchRecords(officer: OfficerAtWork, words: Readonly<Record<string, string>>): Promise<RecordRowWire[]> {
  const query = new URLSearchParams(words).toString();
  return (await officer.expect(recordSearchAnswerSchema, 'GET', `/api/records?${query}`)).rows;
}

/** Records for a reply, of which all that the purpose does not need is given all the same, with a reason. */
export async function recordsGiven(
  officer: OfficerAtWork,
  caseId: string,
  recordIds: readonly string[],
): Promise<ReplyDraftWire['records']> {
  const path = `/api/assistance/cases/${caseId}/minimisation`;
  const proposals = await officer.expect(z.array(minimisationProposalSchema), 'POST', path, { recordIds });
  return proposals.map(({ recordId, fields }) => ({ recordId, limits: null, minimisation: allGiven(fields) }));
}

/** What is proposed to be withheld, given all the same. */
export function allGiven(fields: readonly { readonly path: string }[]) {
  return { withhold: [], give: fields.map(({ path }) => ({ path, reason: 'The case needs it.' })) };
}
