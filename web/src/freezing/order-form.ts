// SPDX-License-Identifier: Apache-2.0
/** The form of a certificate: what it gathers, and the order that it makes, or the names of the fields that do not fit. */
import { type OrderWire, orderSchema } from '../../../src/freezing/wire.ts';
import type { NewOrder } from '../calls/orders/freezing-calls.ts';
import { minorOf } from './sums.ts';

export interface PersonForm {
  readonly id: string;
  readonly name: string;
  readonly position: OrderWire['persons'][number]['position'];
  readonly identity: string;
}
export interface ItemForm {
  readonly id: string;
  readonly description: string;
  readonly heldBy: string;
  readonly locator: string;
}

export const emptyOrder = {
  counterpart: '',
  kind: 'freezing' as OrderWire['kind'],
  court: '',
  reference: '',
  issuedOn: '',
  finalOn: '',
  hoursMax: '',
  contact: '',
  isUrgent: true,
  urgency: '',
  basis: 'money' as OrderWire['property']['basis'],
  currency: 'EUR',
  here: '',
  total: '',
  grounds: '',
  items: [] as readonly ItemForm[],
  persons: [{ id: 'person-1', name: '', position: 'suspect', identity: '' }] as readonly PersonForm[],
  facts: '',
  classification: '',
  listed: '',
  penaltyYearsMax: '',
  link: '',
  formalities: '',
  deferNotice: false,
  deferReason: '',
  restitution: '',
  remedies: '',
};
export type OrderForm = Readonly<typeof emptyOrder>;

export function newOrderOf(form: OrderForm): { readonly order: NewOrder | null; readonly problems: readonly string[] } {
  const read = orderSchema.safeParse(certificateOf(form));
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
  const problems = [...(form.counterpart === '' ? ['counterpart'] : []), ...new Set(wrong)];
  if (!read.success || problems.length > 0) return { order: null, problems };
  const { counterpart, reference } = form;
  return { order: { counterpart, purpose: 'freeze-confiscation', reference, order: read.data }, problems: [] };
}

function certificateOf(form: OrderForm): unknown {
  const { kind, court, reference, issuedOn, contact, facts, formalities, restitution, remedies } = form;
  const day = (text: string): string | null => (text === '' ? null : text);
  return {
    v: 1,
    // The same order to several states has the same court and reference, and so the same identifier.
    orderId: `${court} ${reference}`.trim().slice(0, 60),
    kind,
    court,
    reference,
    issuedOn,
    finalOn: day(form.finalOn),
    validatedBy: '',
    urgency: form.isUrgent ? { wishedAt: null, coordination: form.urgency } : null,
    persons: form.persons.map(({ name, position, identity }) => ({
      kind: 'natural',
      name,
      otherNames: '',
      position,
      bornOrRegistered: '',
      identity,
      address: '',
    })),
    property: {
      basis: form.basis,
      currency: form.currency,
      hereMinor: minorOf(form.here, form.currency),
      totalMinor: minorOf(form.total, form.currency),
      grounds: form.grounds,
      items: form.items.map((item) => ({ kind: 'account', ...item })),
    },
    facts,
    offence: {
      classification: form.classification,
      listed: form.listed
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      penaltyYearsMax: /^\d+$/.test(form.penaltyYearsMax) ? Number(form.penaltyYearsMax) : null,
      link: form.link,
    },
    confidential: { deferNotice: form.deferNotice, reason: form.deferReason },
    formalities,
    otherStates: [],
    earlierOrders: [],
    confiscation: kind === 'confiscation' ? 'attached' : 'none',
    expectedOn: null,
    alternatives: '',
    restitution,
    remedies,
    contact,
    hoursMax: /^\d+$/.test(form.hoursMax) ? Number(form.hoursMax) : null,
  };
}
