// SPDX-License-Identifier: Apache-2.0
/** The calls of freezing. What an officer does is a step of the case; each call answers the freeze as it then is. */
import { z } from 'zod';
import { measuredCase, type Outcome, openDraft, takeMeasure } from '../assistance/index.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../kernel/index.ts';
import { writePaper } from '../paper/index.ts';
import { digestOfJson } from '../seals/index.ts';
import { certificatePaper } from './certificate-paper.ts';
import { type Done, firmLetter, giveFirmOrder, noteConfirmation } from './firm-orders.ts';
import { freezeDetail, freezeRows } from './freeze-detail.ts';
import type { FreezingDeps } from './freezing-deps.ts';
import { draftOfOrder } from './open-order.ts';
import {
  confirmFirmOrderSchema,
  freezeDetailSchema,
  freezeRowSchema,
  giveFirmOrderSchema,
  instructionSchema,
  orderSchema,
  takeMeasureSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
const answerers = ['preparer', 'records-keeper'];
const idParams = z.strictObject({ id: z.string().max(60) });
const firmOrderParams = z.strictObject({ id: z.string().max(60), order: z.string().max(60) });

export const openOrderSchema = z.strictObject({
  counterpart: z.string().min(1).max(80),
  purpose: purposeSchema,
  reference: z.string().max(300),
  order: orderSchema,
});

export function freezingCalls(deps: FreezingDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...measureCalls(deps), ...firmCalls(deps)];
}

function readingCalls(deps: FreezingDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/freezing/orders',
      whoMay: readers,
      summary: 'Orders to freeze, to confiscate and to hold back movements, given and received.',
      answer: z.strictObject({ rows: z.array(freezeRowSchema) }),
      handle: async ({ now }) => answerJson({ rows: await freezeRows(deps, now) }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/freezing/orders/:id',
      whoMay: readers,
      summary: 'One order with its ledger, its clocks, what was done, and what you may do next.',
      params: idParams,
      answer: freezeDetailSchema,
      handle: async (input) => answerFreeze(deps, input.params.id, input),
    }),
    defineCall({
      method: 'GET',
      path: '/api/freezing/orders/:id/paper',
      whoMay: readers,
      summary: 'The certificate on paper, with the ledger and what both authorities said.',
      params: idParams,
      handle: async (input) => certificateOf(deps, input.params.id, input),
    }),
  ];
}

function measureCalls(deps: FreezingDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/freezing/orders',
      whoMay: preparers,
      summary: 'Opens a case with the draft of a request that brings the certificate of an order.',
      body: { kind: 'json', schema: openOrderSchema },
      answer: freezeDetailSchema,
      handle: async (input) => {
        const { order, ...rest } = input.body;
        const opened = await openDraft(deps.assistance, draftOfOrder(order, rest), officerOf(input), input.now);
        return answerOutcome(deps, input, opened);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/freezing/orders/:id/measures',
      whoMay: answerers,
      summary: 'Prepares what is done about the order: recognised, postponed, carried out, released and more, as the freeze stands.',
      params: idParams,
      body: { kind: 'json', schema: takeMeasureSchema },
      answer: freezeDetailSchema,
      handle: async (input) => {
        const { measure } = input.body;
        const kind = instructionSchema.safeParse(measure).success ? 'instruction' : 'measure';
        const preparation = { caseId: input.params.id, officer: officerOf(input), roles: input.officer?.roles ?? [], now: input.now };
        return answerOutcome(deps, input, await takeMeasure(deps.assistance, preparation, { kind, content: { ...measure } }));
      },
    }),
  ];
}

function firmCalls(deps: FreezingDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/freezing/orders/:id/firm-orders',
      whoMay: answerers,
      summary: 'Notes an order to a venue, an issuer or a bank.',
      params: idParams,
      body: { kind: 'json', schema: giveFirmOrderSchema },
      answer: freezeDetailSchema,
      handle: async (input) => {
        const given = { caseId: input.params.id, order: input.body, officer: officerOf(input), now: input.now };
        return answerDone(deps, input, input.params.id, await giveFirmOrder(deps, given));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/freezing/orders/:id/firm-orders/:order/confirmation',
      whoMay: answerers,
      summary: 'Notes what the firm confirmed: how much there was, its value and who holds it.',
      params: firmOrderParams,
      body: { kind: 'json', schema: confirmFirmOrderSchema },
      answer: freezeDetailSchema,
      handle: async (input) => {
        const { id, order } = input.params;
        const given = { caseId: id, id: order, confirmed: input.body, officer: officerOf(input), now: input.now };
        return answerDone(deps, input, id, await noteConfirmation(deps, given));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/freezing/orders/:id/firm-orders/:order/letter',
      whoMay: readers,
      summary: 'The order to the firm as a letter to print, with a form to return.',
      params: firmOrderParams,
      handle: async (input) => {
        const { id, order } = input.params;
        const detail = await freezeDetail(deps, { caseId: id, viewer: { roles: input.officer?.roles ?? [] }, now: input.now });
        const firmOrder = detail?.firmOrders.find((one) => one.id === order);
        if (detail === null || firmOrder === undefined) return { kind: 'absent' };
        const { database, authorityNames, self } = deps.assistance;
        const ownName = (await authorityNames(database, [self])).get(self)?.name ?? self;
        const bytes = await writePaper(firmLetter({ detail, firmOrder, ownName, now: input.now }));
        return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `order-${order}.pdf` };
      },
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

async function certificateOf(deps: FreezingDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const detail = await freezeDetail(deps, { caseId, viewer: { roles: input.officer?.roles ?? [] }, now: input.now });
  if (detail === null) return { kind: 'absent' };
  const { database, authorityNames, self } = deps.assistance;
  const ownName = (await authorityNames(database, [self])).get(self)?.name ?? self;
  const dispatch = (await measuredCase(database, caseId))?.requestDispatch ?? null;
  const source =
    dispatch === null
      ? { name: 'Draft, not sent; digest of what it says', digest: digestOfJson(detail.order) }
      : { name: 'Dispatch of the certificate', digest: dispatch };
  const bytes = await writePaper(certificatePaper({ detail, ownName, source, now: input.now }));
  return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `certificate-${caseId}.pdf` };
}

async function answerOutcome(deps: FreezingDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerFreeze(deps, outcome.caseId, input) : outcome;
}

async function answerDone(deps: FreezingDeps, input: AnyInput, caseId: string, done: Done): Promise<CallAnswer> {
  return done.kind === 'done' ? answerFreeze(deps, caseId, input) : done;
}

async function answerFreeze(deps: FreezingDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const detail = await freezeDetail(deps, { caseId, viewer: { roles: input.officer?.roles ?? [] }, now: input.now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

function officerOf(input: AnyInput): string {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return input.officer.id;
}
