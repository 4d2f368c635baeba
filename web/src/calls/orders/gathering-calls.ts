// SPDX-License-Identifier: Apache-2.0
/** Calls of orders for evidence. Each that changes an order answers with the order as it then is. */
import { queryOptions } from '@tanstack/react-query';
import {
  gatheringDetailSchema,
  type GatheringInstructionWire,
  type GatheringMeasureWire,
  gatheringRowSchema,
  type OpenGatheringWire,
} from '../../../../src/gathering/wire.ts';
import { callServer, fetchFile } from '../call-server.ts';
import { rowsOf } from '../list-answer.ts';

const orders = '/api/gathering/orders';
const orderAt = (id: string): string => `${orders}/${encodeURIComponent(id)}`;

export const gatheringsQuery = queryOptions({
  queryKey: ['cases', 'gatherings'],
  queryFn: () => callServer('GET', orders, rowsOf(gatheringRowSchema)),
});

export function gatheringQuery(id: string) {
  return queryOptions({ queryKey: ['cases', 'gathering', id], queryFn: () => callServer('GET', orderAt(id), gatheringDetailSchema) });
}

export const gatheringCalls = {
  open: (given: OpenGatheringWire) => callServer('POST', orders, gatheringDetailSchema, { json: given }),
  say: (id: string, step: GatheringMeasureWire | GatheringInstructionWire) =>
    callServer('POST', `${orderAt(id)}/steps`, gatheringDetailSchema, { json: { step } }),
  paper: (id: string) => fetchFile(`${orderAt(id)}/paper`),
} as const;
