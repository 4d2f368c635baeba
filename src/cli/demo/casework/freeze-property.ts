// SPDX-License-Identifier: Apache-2.0
/**
 * An order to freeze that the person who tries the demonstration finds carried out: Xebria has recognised it, a bank and a venue have
 * confirmed what they hold, and what lay at the venue has gone back to three victims, as the certificate asks. The rest is still frozen.
 *
 *     350,000.00 EUR may be frozen in XB   ->   310,000.00 found   ->   60,000.00 given back, 250,000.00 held
 *
 * Played over HTTP, as officers of both authorities would do it.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  type FirmOrderWire,
  type FreezeDetailWire,
  freezeDetailSchema,
  freezeRowSchema,
  orderSchema,
  type OrderWire,
} from '../../../freezing/wire.ts';
import { fail, ok, type Result } from '../../../kernel/index.ts';
import type { ServerSession } from '../../server-session.ts';
import { approveWaiting, takeStep, waitUntil, whenInState, type WorkingSeat } from './case-steps.ts';

const example = fileURLToPath(new URL('../../../../examples/freezing/order-xa-to-xb.json', import.meta.url));
export const frozenOrderId = 'order-xa-2026-198';

export interface FreezingSeats {
  readonly issuing: WorkingSeat;
  readonly executing: WorkingSeat & { readonly authorityId: string };
  /** Approves what is given back: a code is good once, and the other officer has spent two. */
  readonly givingBack: Pick<WorkingSeat, 'approver' | 'approverCode'>;
}

/** Does nothing where the order was drafted before. */
export async function freezeProperty({ issuing, executing, givingBack }: FreezingSeats): Promise<Result<null>> {
  const listed = await issuing.preparer.get('/api/freezing/orders');
  if (!listed.ok) return listed;
  const { rows } = z.object({ rows: z.array(freezeRowSchema) }).parse(listed.value);
  if (rows.some((row) => row.orderId === frozenOrderId)) return ok(null);
  const order = await certificate();
  const draft = { counterpart: executing.authorityId, purpose: 'freeze-confiscation', reference: order.reference, order };
  const opened = await issuing.preparer.send('POST', '/api/freezing/orders', draft);
  if (!opened.ok) return opened;
  const { caseId } = freezeDetailSchema.parse(opened.value).row;
  const sent = await takeStep(issuing, caseId, { step: 'submission' });
  if (!sent.ok) return sent;
  const arrived = await whenInState(executing.preparer, caseId, 'received');
  if (!arrived.ok) return arrived;
  const carriedOut = await carryOut(executing, caseId);
  if (!carriedOut.ok) return carriedOut;
  const back = await giveBack({ ...executing, ...givingBack }, caseId, carriedOut.value);
  if (!back.ok) return back;
  return waitUntil('The issuing authority did not hear what was given back', async () => {
    const seen = await freezeOf(issuing.preparer, caseId);
    return seen.ok ? ok(seen.value.lines.some(({ state }) => state === 'disposed')) : seen;
  });
}

/** The order of the examples, in an earlier matter of the same court, with a decision on what was paid by victims. */
async function certificate(): Promise<OrderWire> {
  const order = orderSchema.parse(JSON.parse(await readFile(example, 'utf8')));
  return {
    ...order,
    orderId: frozenOrderId,
    reference: '14 Gs 198/26',
    issuedOn: '2026-11-02',
    urgency: { wishedAt: null, coordination: 'The account is being emptied in parts of equal size.' },
    property: { ...order.property, hereMinor: '35000000', totalMinor: '35000000' },
    facts: 'Deposits of customers were paid to an account of the director and to a wallet at a venue.',
    otherStates: [],
    restitution: 'Court of XA, 10 November 2026: what lies at VZX is to be given back to the three customers who paid it in.',
  };
}

/** Recognised, ordered of a bank and a venue, and reported as both confirmed it. */
async function carryOut(executing: WorkingSeat, caseId: string): Promise<Result<readonly FirmOrderWire[]>> {
  const recognised = await takeMeasure(executing, caseId, { kind: 'recognised', note: 'Fraud is among the listed offences.' });
  if (!recognised.ok) return recognised;
  for (const { firm, firmKind, itemId, instruction, confirmed } of firms) {
    const given = await executing.preparer.send('POST', `/api/freezing/orders/${caseId}/firm-orders`, {
      firm,
      firmKind,
      itemId,
      instruction,
    });
    if (!given.ok) return given;
    const noted = freezeDetailSchema.parse(given.value).firmOrders.find((one) => one.itemId === itemId);
    const path = `/api/freezing/orders/${caseId}/firm-orders/${noted?.id ?? ''}/confirmation`;
    const answered = await executing.preparer.send('POST', path, confirmed);
    if (!answered.ok) return answered;
  }
  const detail = await freezeOf(executing.preparer, caseId);
  if (!detail.ok) return detail;
  const { firmOrders, order } = detail.value;
  const lines = firmOrders.flatMap(({ id, firm, itemId, confirmed }) => {
    if (confirmed === null) return [];
    const { quantity, valueMinor, custody, at } = confirmed;
    const description = order.property.items.find((item) => item.id === itemId)?.description ?? firm;
    return [{ lineId: id, itemId, description, heldBy: firm, quantity, valueMinor, custody, at }];
  });
  const remedies = 'Complaint to the District Court of Xebria within fourteen days.';
  const executed = await takeMeasure(executing, caseId, { kind: 'executed', lines, notice: 'given', remedies, until: null });
  return executed.ok ? ok(firmOrders) : executed;
}

async function giveBack(executing: WorkingSeat, caseId: string, firmOrders: readonly FirmOrderWire[]): Promise<Result<null>> {
  const atVenue = firmOrders.find(({ firmKind }) => firmKind === 'venue');
  if (atVenue?.confirmed === undefined || atVenue.confirmed === null) return fail('demo', 'The venue has confirmed nothing.', 'Report it.');
  return takeMeasure(executing, caseId, {
    kind: 'disposed',
    lineIds: [atVenue.id],
    victimsMinor: atVenue.confirmed.valueMinor,
    issuingMinor: '0',
    executingMinor: '0',
    victimsCompensated: 3,
    note: 'Sold at the market and paid to the three customers whom the decision names.',
  });
}

async function takeMeasure(seat: WorkingSeat, caseId: string, measure: unknown): Promise<Result<null>> {
  const prepared = await seat.preparer.send('POST', `/api/freezing/orders/${caseId}/measures`, { measure });
  return prepared.ok ? approveWaiting(seat, caseId) : prepared;
}

async function freezeOf(session: ServerSession, caseId: string): Promise<Result<FreezeDetailWire>> {
  const seen = await session.get(`/api/freezing/orders/${caseId}`);
  return seen.ok ? ok(freezeDetailSchema.parse(seen.value)) : seen;
}

const instruction = 'Hold what lies there from now on, let nothing leave, and confirm how much there is.';
const firms = [
  {
    firm: 'Bank One',
    firmKind: 'bank',
    itemId: 'account',
    instruction,
    confirmed: { reference: 'BO-7781', quantity: '250,000.00 EUR', valueMinor: '25000000', custody: 'Bank One, account blocked' },
  },
  {
    firm: 'VZX',
    firmKind: 'venue',
    itemId: 'wallet',
    instruction,
    confirmed: { reference: 'VZX-F-31', quantity: '1.2 XBT', valueMinor: '6000000', custody: 'VZX, wallet apart from all others' },
  },
] as const;
