// SPDX-License-Identifier: Apache-2.0
/**
 * What must hold of a certificate beyond its shape, before it is sent and when it arrives.
 *
 * An order may go to several states. What its certificates let each of them freeze never exceeds, together, what the order
 * names in total; the issuing authority holds all certificates, so that is checked there, against the ones already sent.
 */
import type { Issue } from '../kernel/index.ts';
import { type OrderWire, orderSchema } from './wire.ts';

/** The kinds of assistance that go with a certificate, and the kind of order that each of them takes. */
export const orderKindOf: Readonly<Partial<Record<string, OrderWire['kind']>>> = {
  freeze: 'freezing',
  confiscation: 'confiscation',
  'suspend-movement': 'suspension',
};

export interface SentOrder {
  readonly counterpart: string;
  readonly order: OrderWire;
}

export function readOrder(value: unknown): { readonly order: OrderWire | null; readonly issues: readonly Issue[] } {
  const parsed = orderSchema.safeParse(value);
  if (parsed.success) return { order: parsed.data, issues: [] };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: ['order', ...path].join('.'),
    problem: `${message}.`,
    remedy: 'Correct this field of the certificate.',
  }));
  return { order: null, issues };
}

/** `sent`: certificates of the same order that went to other states. */
export function checkOrder(order: OrderWire, assistance: string, sent: readonly SentOrder[]): Issue[] {
  const { property, otherStates } = order;
  const issues: Issue[] = [];
  const wrong = (path: string, problem: string, remedy: string): number => issues.push({ path: `order.${path}`, problem, remedy });
  if (orderKindOf[assistance] !== order.kind)
    wrong('kind', 'The order is of another kind than what is asked.', 'Choose the kind that fits.');
  if (property.basis !== 'items' && BigInt(property.hereMinor) === 0n) {
    wrong('property.hereMinor', 'The order names no amount.', 'Write what may be frozen here.');
  }
  if (property.basis === 'items' && property.items.length === 0) {
    wrong('property.items', 'The order is for items and names none.', 'Describe each item and where it is.');
  }
  const ids = property.items.map((item) => item.id);
  if (new Set(ids).size !== ids.length) wrong('property.items', 'Two items have one identifier.', 'Give each its own.');
  if (order.kind === 'confiscation' && order.finalOn === null) {
    wrong('finalOn', 'A confiscation rests on a final decision.', 'Write when it became final.');
  }
  if (order.kind === 'suspension' && order.hoursMax === null) {
    wrong('hoursMax', 'A movement is held back for a stated time at most.', 'Write the longest time, in hours.');
  }
  if (order.confidential.deferNotice && order.confidential.reason.trim() === '') {
    wrong('confidential.reason', 'That persons affected are told later needs a reason.', 'Write the reason.');
  }
  const stated = otherStates.reduce((sum, other) => sum + BigInt(other.amountMinor), BigInt(property.hereMinor));
  if (stated > BigInt(property.totalMinor)) {
    wrong(
      'property.totalMinor',
      'The amounts in all states are more than the order in total.',
      'Lower an amount, or state the total of the order.',
    );
  }
  const [first] = sent;
  const already = sent.reduce((sum, other) => sum + BigInt(other.order.property.hereMinor), 0n);
  if (first !== undefined && first.order.property.totalMinor !== property.totalMinor) {
    wrong('property.totalMinor', 'Another certificate of this order states another total.', 'State the same total.');
  }
  if (first !== undefined && first.order.property.currency !== property.currency) {
    wrong('property.currency', 'Another certificate of this order is in another currency.', 'Use the same one.');
  } else if (already + BigInt(property.hereMinor) > BigInt(property.totalMinor)) {
    const problem = 'With the certificates that were sent to other states, this one is more than the order in total.';
    wrong('property.hereMinor', problem, 'Lower it, or withdraw another certificate first.');
  }
  return issues;
}
