// SPDX-License-Identifier: Apache-2.0
/** Calls of joint matters and of the register of own interests. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  interestRowSchema,
  type InterestRowWire,
  jointAnswerSchema,
  jointDetailSchema,
  jointRowSchema,
  ownFiguresSchema,
  reviewAgreementsSchema,
  routesSchema,
} from '../../../src/joint-operations/views/wire.ts';
import type { ContentWire } from '../../../src/joint-operations/wire.ts';
import { callServer, fetchFile } from '../calls/call-server.ts';

const root = '/api/joint';
const interests = z.array(interestRowSchema);
export type JointAnswer = z.infer<typeof jointAnswerSchema>;

export const jointQuery = queryOptions({
  queryKey: ['joint', 'list'],
  queryFn: () => callServer('GET', `${root}/matters`, z.strictObject({ rows: z.array(jointRowSchema) })),
});
export function jointMatterQuery(id: string) {
  return queryOptions({ queryKey: ['joint', 'one', id], queryFn: () => callServer('GET', at(id), jointDetailSchema) });
}
export function jointOfAgreementQuery(agreement: string) {
  return queryOptions({
    queryKey: ['joint', 'agreement', agreement],
    queryFn: () => callServer('GET', `${root}/matters`, z.strictObject({ rows: z.array(jointRowSchema) }), { query: { agreement } }),
  });
}
export function jointOfCaseQuery(caseId: string) {
  return queryOptions({
    queryKey: ['joint', 'case', caseId],
    queryFn: () => callServer('GET', `${root}/matters`, z.strictObject({ rows: z.array(jointRowSchema) }), { query: { case: caseId } }),
  });
}
export const routesQuery = queryOptions({
  queryKey: ['joint', 'routes'],
  queryFn: () => callServer('GET', `${root}/routes`, routesSchema),
});
export const reviewAgreementsQuery = queryOptions({
  queryKey: ['joint', 'review-agreements'],
  queryFn: () => callServer('GET', `${root}/review-agreements`, reviewAgreementsSchema),
});
export function ownFiguresQuery(id: string) {
  return queryOptions({ queryKey: ['joint', 'figures', id], queryFn: () => callServer('GET', `${at(id)}/figures`, ownFiguresSchema) });
}
export const interestsQuery = queryOptions({
  queryKey: ['joint', 'interests'],
  queryFn: () => callServer('GET', `${root}/interests`, interests),
});

function at(id: string): string {
  return `${root}/matters/${encodeURIComponent(id)}`;
}

export function fetchReport(id: string): ReturnType<typeof fetchFile> {
  return fetchFile(`${at(id)}/paper`);
}
export function openJoint(said: ContentWire): Promise<JointAnswer> {
  return callServer('POST', `${root}/matters`, jointAnswerSchema, { json: { said } });
}
export function writeJoint(id: string, said: ContentWire): Promise<JointAnswer> {
  return callServer('POST', `${at(id)}/notes`, jointAnswerSchema, { json: { said } });
}
export function prepareOrder(id: string, body: { step: string; addressee: string; text: string }): Promise<JointAnswer> {
  return callServer('POST', `${at(id)}/orders`, jointAnswerSchema, { json: body });
}
export function sendAgain(id: string): Promise<JointAnswer> {
  return callServer('POST', `${at(id)}/sending`, jointAnswerSchema);
}
export function keepInterest(body: Omit<InterestRowWire, 'id' | 'keptAt'>): Promise<InterestRowWire[]> {
  return callServer('POST', `${root}/interests`, interests, { json: body });
}
export function removeInterest(id: string): Promise<InterestRowWire[]> {
  return callServer('DELETE', `${root}/interests/${encodeURIComponent(id)}`, interests);
}
