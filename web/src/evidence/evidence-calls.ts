// SPDX-License-Identifier: Apache-2.0
/** Calls of evidence. Each that writes into a custody log answers with the item as it then is. */
import { queryOptions } from '@tanstack/react-query';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { itemDetailSchema, itemRowSchema, type NewItemWire, type ReportOrderWire, type SaidWire } from '../../../src/evidence/wire.ts';
import { type AnswerOfferWire, handOverRowSchema, type OfferItemWire } from '../../../src/evidence/hand-over/wire.ts';
import { callServer, fetchFile } from '../calls/call-server.ts';
import { rowsOf } from '../calls/list-answer.ts';

const caseAt = (caseId: string): string => `/api/evidence/cases/${encodeURIComponent(caseId)}`;
const itemAt = (caseId: string, id: string): string => `${caseAt(caseId)}/items/${encodeURIComponent(id)}`;

export function evidenceQuery(caseId: string) {
  return queryOptions({
    queryKey: ['evidence', caseId],
    queryFn: () => callServer('GET', `${caseAt(caseId)}/items`, rowsOf(itemRowSchema)),
  });
}
export function itemQuery(caseId: string, id: string) {
  return queryOptions({
    queryKey: ['evidence', caseId, id],
    queryFn: () => callServer('GET', itemAt(caseId, id), itemDetailSchema),
  });
}

export function handOversQuery(caseId: string) {
  return queryOptions({
    queryKey: ['evidence', caseId, 'hand-overs'],
    queryFn: () => callServer('GET', `${caseAt(caseId)}/hand-overs`, rowsOf(handOverRowSchema)),
  });
}

const handOverAt = (caseId: string, id: string): string => `${caseAt(caseId)}/hand-overs/${encodeURIComponent(id)}`;

export const evidenceCalls = {
  enter: (caseId: string, item: NewItemWire) => callServer('POST', `${caseAt(caseId)}/items`, itemDetailSchema, { json: item }),
  write: (caseId: string, id: string, said: SaidWire) =>
    callServer('POST', `${itemAt(caseId, id)}/entries`, itemDetailSchema, { json: { at: null, said } }),
  use: (caseId: string, id: string, use: { readonly purpose: Purpose; readonly forum: string }) =>
    callServer('POST', `${itemAt(caseId, id)}/uses`, itemDetailSchema, { json: use }),
  handOver: (caseId: string, id: string, offer: OfferItemWire) =>
    callServer('POST', `${itemAt(caseId, id)}/hand-overs`, itemDetailSchema, { json: offer }),
  answer: (caseId: string, id: string, answer: AnswerOfferWire) =>
    callServer('POST', `${handOverAt(caseId, id)}/answer`, rowsOf(handOverRowSchema), { json: answer }),
  answerAgain: (caseId: string, id: string) => callServer('POST', `${handOverAt(caseId, id)}/answer/again`, rowsOf(handOverRowSchema)),
  handOverPaper: (caseId: string, id: string) => fetchFile(`${handOverAt(caseId, id)}/paper`),
  handOverForm: (caseId: string, id: string) => fetchFile(`${itemAt(caseId, id)}/hand-over-form`),
  report: (caseId: string, what: 'report' | 'custody-file', order: ReportOrderWire) => fetchFile(`${caseAt(caseId)}/${what}`, order),
} as const;
