// SPDX-License-Identifier: Apache-2.0
/** Calls of freezing. Each that changes an order answers with the order as it then is. */
import { queryOptions } from '@tanstack/react-query';
import {
  type FirmOrderWire,
  freezeDetailSchema,
  freezeRowSchema,
  type InstructionWire,
  type MeasureWire,
  type OrderWire,
} from '../../../../src/freezing/wire.ts';
import { callServer, fetchFile } from '../call-server.ts';
import { rowsOf } from '../list-answer.ts';

const orders = '/api/freezing/orders';
const orderAt = (id: string): string => `${orders}/${encodeURIComponent(id)}`;
const firmOrderAt = (id: string, firmOrder: string): string => `${orderAt(id)}/firm-orders/${encodeURIComponent(firmOrder)}`;

export const freezesQuery = queryOptions({
  queryKey: ['cases', 'freezes'],
  queryFn: () => callServer('GET', orders, rowsOf(freezeRowSchema)),
});

export function freezeQuery(id: string) {
  return queryOptions({ queryKey: ['cases', 'freeze', id], queryFn: () => callServer('GET', orderAt(id), freezeDetailSchema) });
}

export interface NewOrder {
  readonly counterpart: string;
  readonly purpose: string;
  readonly reference: string;
  readonly order: OrderWire;
}
export type FirmOrderForm = Pick<FirmOrderWire, 'firm' | 'firmKind' | 'itemId' | 'instruction'>;
export type ConfirmationForm = Omit<NonNullable<FirmOrderWire['confirmed']>, 'at'>;

export const freezingCalls = {
  open: (given: NewOrder) => callServer('POST', orders, freezeDetailSchema, { json: given }),
  take: (id: string, measure: MeasureWire | InstructionWire) =>
    callServer('POST', `${orderAt(id)}/measures`, freezeDetailSchema, { json: { measure } }),
  orderFirm: (id: string, order: FirmOrderForm) => callServer('POST', `${orderAt(id)}/firm-orders`, freezeDetailSchema, { json: order }),
  confirm: (id: string, firmOrder: string, confirmation: ConfirmationForm) =>
    callServer('POST', `${firmOrderAt(id, firmOrder)}/confirmation`, freezeDetailSchema, { json: confirmation }),
  paper: (id: string) => fetchFile(`${orderAt(id)}/paper`),
  letter: (id: string, firmOrder: string) => fetchFile(`${firmOrderAt(id, firmOrder)}/letter`),
} as const;
