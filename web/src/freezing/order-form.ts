// SPDX-License-Identifier: Apache-2.0
/** The form of a certificate: what it gathers, and the order that it makes, or the names of the fields that do not fit. */
import { type OrderWire, orderSchema } from '../../../src/freezing/wire.ts';
import type { NewOrder } from '../calls/orders/freezing-calls.ts';
import { fieldsLacking } from '../orders/field-problems.tsx';
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

/** Places of the order whose field is called otherwise in the form. */
const fieldNames = {
  orderId: 'reference',
  'urgency.coordination': 'urgency',
  'property.hereMinor': 'here',
  'property.totalMinor': 'total',
  'confidential.reason': 'deferReason',
};

export function newOrderOf(form: OrderForm): { readonly order: NewOrder | null; readonly problems: readonly string[] } {
  const read = orderSchema.safeParse(certificateOf(form));
  const wrong = read.success ? [] : fieldsLacking(read.error.issues, fieldNames);
  const problems = [...(form.counterpart === '' ? ['counterpart'] : []), ...wrong];
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
