// SPDX-License-Identifier: Apache-2.0
/** Calls of canvases that are kept in a case. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  canvasDetailSchema,
  canvasDocumentSchema,
  canvasRowSchema,
  type ErasureOrderWire,
  type NewCanvasWire,
  type NewEditionWire,
} from '../../../../src/findings/canvases/wire.ts';
import { callServer, fetchFile } from '../../calls/call-server.ts';

const canvasesAt = (caseId: string): string => `/api/findings/cases/${encodeURIComponent(caseId)}/canvases`;
const canvasAt = (caseId: string, id: string): string => `${canvasesAt(caseId)}/${encodeURIComponent(id)}`;
const editionAt = (caseId: string, id: string, number: number): string => `${canvasAt(caseId, id)}/editions/${number}`;

export function canvasesQuery(caseId: string) {
  return queryOptions({
    queryKey: ['findings', 'canvases', caseId],
    queryFn: () => callServer('GET', canvasesAt(caseId), z.array(canvasRowSchema)),
  });
}

export function canvasQuery(caseId: string, id: string) {
  return queryOptions({
    queryKey: ['findings', 'canvases', caseId, id],
    queryFn: () => callServer('GET', canvasAt(caseId, id), canvasDetailSchema),
  });
}

/** An edition never changes, so it is read once. */
export function editionQuery(caseId: string, id: string, number: number) {
  return queryOptions({
    queryKey: ['canvas', 'edition', caseId, id, number],
    queryFn: () => callServer('GET', editionAt(caseId, id, number), canvasDocumentSchema),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const keptCalls = {
  keep: (caseId: string, canvas: NewCanvasWire) => callServer('POST', canvasesAt(caseId), canvasDetailSchema, { json: canvas }),
  keepEdition: (caseId: string, id: string, edition: NewEditionWire) =>
    callServer('POST', `${canvasAt(caseId, id)}/editions`, canvasDetailSchema, { json: edition }),
  erase: (caseId: string, id: string, order: ErasureOrderWire) =>
    callServer('POST', `${canvasAt(caseId, id)}/erasure`, canvasDetailSchema, { json: order }),
  document: (caseId: string, id: string, number: number) => fetchFile(editionAt(caseId, id, number)),
} as const;
