// SPDX-License-Identifier: Apache-2.0
/** The form of an order for evidence: what it gathers, and the order that it makes, or the names of the fields that do not fit. */
import {
  type GatheringDetailWire,
  type GatheringOrderWire,
  gatheringOrderSchema,
  type OpenGatheringWire,
} from '../../../src/gathering/wire.ts';
import { fieldsLacking } from '../orders/field-problems.tsx';

export interface SoughtForm {
  readonly id: string;
  readonly description: string;
  readonly heldBy: string;
  readonly locator: string;
  readonly from: string;
  readonly to: string;
  readonly questions: string;
}
export interface PersonForm {
  readonly id: string;
  readonly name: string;
  readonly position: GatheringOrderWire['persons'][number]['position'];
  readonly identity: string;
}
export interface FormalityForm {
  readonly id: string;
  readonly what: string;
  readonly why: string;
}

export const emptyGathering = {
  counterpart: '',
  kind: 'investigation' as GatheringOrderWire['kind'],
  assistance: 'transaction-records' as OpenGatheringWire['assistance'],
  purpose: 'criminal-investigation' as OpenGatheringWire['purpose'],
  issuer: '',
  capacity: 'prosecutor' as GatheringOrderWire['capacity'],
  validatedBy: '',
  reference: '',
  issuedOn: '',
  contact: '',
  proceedings: 'criminal' as GatheringOrderWire['proceedings'],
  isUrgent: false,
  urgency: '',
  sought: [{ id: 'thing-1', description: '', heldBy: '', locator: '', from: '', to: '', questions: '' }] as readonly SoughtForm[],
  persons: [] as readonly PersonForm[],
  facts: '',
  classification: '',
  listed: '',
  penaltyYearsMax: '',
  necessity: '',
  formalities: [] as readonly FormalityForm[],
  attendance: 'none' as 'none' | 'attend' | 'attend-and-ask',
  follows: '',
  isAvailableAtHome: false,
  isSecret: false,
  secretReason: '',
  remedies: '',
  days: '60',
  productionWhat: '',
  productionOn: '',
  basis: 'reciprocity' as 'comity' | 'reciprocity',
  assurance: '',
  channel: '',
  keepsSpeciality: false,
};
export type GatheringForm = Readonly<typeof emptyGathering>;

/** The form of an order for production, with what the order to preserve said of the same things. */
export function productionOf({ row, order }: GatheringDetailWire): GatheringForm {
  const { issuer, capacity, validatedBy, contact, proceedings, facts, offence, necessity, remedies } = order;
  const same = { issuer, capacity, validatedBy, contact, proceedings, facts, necessity, remedies };
  return {
    ...emptyGathering,
    ...same,
    counterpart: row.counterpartId,
    follows: order.orderId,
    sought: order.sought.map((one) => ({ ...one, from: one.from ?? '', to: one.to ?? '' })),
    persons: order.persons.map(({ name, position, identity }, index) => ({ id: `person-${index + 1}`, name, position, identity })),
    classification: offence.classification,
    listed: offence.listed.join(', '),
    penaltyYearsMax: String(offence.penaltyYearsMax),
    isSecret: order.confidential.isAsked,
    secretReason: order.confidential.reason,
  };
}

/** Places of the order whose field is called otherwise in the form. */
const fieldNames = {
  orderId: 'reference',
  'urgency.reason': 'urgency',
  'confidential.reason': 'secretReason',
  'production.what': 'productionWhat',
  'production.expectedOn': 'productionOn',
};

export function openGatheringOf(form: GatheringForm): { readonly order: OpenGatheringWire | null; readonly problems: readonly string[] } {
  const read = gatheringOrderSchema.safeParse(orderOf(form));
  const wrong = read.success ? [] : fieldsLacking(read.error.issues, fieldNames);
  const problems = [...(form.counterpart === '' ? ['counterpart'] : []), ...wrong];
  if (!read.success || problems.length > 0) return { order: null, problems };
  const assistance = form.kind === 'preservation' ? 'preserve-data' : form.assistance;
  return { order: { counterpart: form.counterpart, assistance, purpose: form.purpose, order: read.data }, problems: [] };
}

function orderOf(form: GatheringForm): unknown {
  const { kind, issuer, capacity, validatedBy, reference, issuedOn, contact, proceedings, facts, necessity, remedies } = form;
  return {
    v: 1,
    kind,
    issuer,
    capacity,
    validatedBy,
    reference,
    issuedOn,
    contact,
    proceedings,
    facts,
    necessity,
    remedies,
    orderId: `${issuer} ${reference}`.trim().slice(0, 60),
    urgency: form.isUrgent ? { reason: form.urgency, wishedAt: null } : null,
    persons: form.persons.map(({ name, position, identity }) => ({
      kind: 'natural',
      name,
      otherNames: '',
      position,
      bornOrRegistered: '',
      identity,
      address: '',
    })),
    sought: form.sought.map((one) => ({ ...one, from: day(one.from), to: day(one.to) })),
    offence: {
      classification: form.classification,
      listed: form.listed
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      penaltyYearsMax: count(form.penaltyYearsMax),
    },
    confidential: { isAsked: form.isSecret, reason: form.secretReason },
    earlierOrders: [],
    ...ownOf(form),
  };
}

function ownOf(form: GatheringForm): object {
  if (form.kind === 'preservation') {
    return { days: count(form.days), production: { what: form.productionWhat, expectedOn: day(form.productionOn) } };
  }
  const { formalities, attendance, basis, assurance, channel, keepsSpeciality, isAvailableAtHome } = form;
  const taking = { formalities, attendance, follows: form.follows === '' ? null : form.follows };
  if (form.kind === 'investigation') return { ...taking, isAvailableAtHome };
  return { ...taking, basis, assurance, channel, keepsSpeciality };
}

const day = (text: string): string | null => (text === '' ? null : text);
const count = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null);
