// SPDX-License-Identifier: Apache-2.0
/** Calls of studies: the catalogue of shapes, studies of files of movements, and a finding that becomes a lead. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  shapeLeadAnswerSchema,
  shapeTextSchema,
  studyDetailSchema,
  type studyOrderSchema,
  studyRowSchema,
} from '../../../src/findings/shapes/wire.ts';
import { callServer } from '../calls/call-server.ts';

export const shapesQuery = queryOptions({
  queryKey: ['findings', 'shapes'],
  queryFn: () => callServer('GET', '/api/findings/shapes', z.array(shapeTextSchema)),
});
/** All of them, or those that found what a lead is about. */
export function studiesQuery(lead?: string) {
  return queryOptions({
    queryKey: ['findings', 'studies', lead ?? ''],
    queryFn: () => callServer('GET', '/api/findings/studies', z.array(studyRowSchema), lead === undefined ? {} : { query: { lead } }),
  });
}
export function studyQuery(id: string) {
  return queryOptions({ queryKey: ['findings', 'study', id], queryFn: () => callServer('GET', studyAt(id), studyDetailSchema) });
}

export const studyCalls = {
  order: (order: z.input<typeof studyOrderSchema>) => callServer('POST', '/api/findings/studies', studyDetailSchema, { json: order }),
  lead: ({ study, finding }: { readonly study: string; readonly finding: string }) =>
    callServer('POST', `${studyAt(study)}/leads`, shapeLeadAnswerSchema, { json: { finding } }),
} as const;

function studyAt(id: string): string {
  return `/api/findings/studies/${encodeURIComponent(id)}`;
}
