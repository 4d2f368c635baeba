// SPDX-License-Identifier: Apache-2.0
/** A certificate as the tests use it: an invented court of XA, an invented person, one account and one wallet in XB. */
import type { LineWire, OrderWire } from './wire.ts';

export function sampleOrder(change: Partial<OrderWire> = {}): OrderWire {
  return {
    v: 1,
    orderId: 'order-xa-2026-220',
    kind: 'freezing',
    court: 'Court of XA',
    reference: '14 Gs 220/26',
    issuedOn: '2026-11-20',
    finalOn: null,
    validatedBy: '',
    urgency: { wishedAt: null, coordination: 'The wallet is being emptied since Friday.' },
    persons: [
      {
        kind: 'natural',
        name: 'Ilse Varga',
        otherNames: '',
        position: 'suspect',
        bornOrRegistered: '1981-04-02, XA',
        identity: 'XA passport P-119',
        address: 'XB',
      },
    ],
    property: {
      basis: 'money',
      currency: 'EUR',
      hereMinor: '40000000',
      totalMinor: '100000000',
      grounds: 'Payments traced from the victims to the account.',
      items: [
        { id: 'account', kind: 'account', description: 'Account at Bank One', locator: 'XB12 0000 0001', heldBy: 'Bank One' },
        { id: 'wallet', kind: 'wallet', description: 'Wallet at VZX', locator: 'vzx-77', heldBy: 'VZX' },
      ],
    },
    facts: 'Investors paid for a token that did not exist.',
    offence: {
      classification: 'Fraud, section 263 of the code of XA',
      listed: ['fraud'],
      penaltyYearsMax: 10,
      link: 'The money is what was paid.',
    },
    confidential: { deferNotice: false, reason: '' },
    formalities: '',
    otherStates: [],
    earlierOrders: [],
    confiscation: 'expected',
    expectedOn: '2027-06-30',
    alternatives: '',
    restitution: '',
    remedies: 'Complaint to the Court of XA within two weeks.',
    contact: 'prosecutor@xa.example',
    hoursMax: null,
    ...change,
  };
}

export function sampleLine(lineId: string, valueMinor: string): LineWire {
  return {
    lineId,
    itemId: 'account',
    description: 'Balance of the account',
    heldBy: 'Bank One',
    quantity: '',
    valueMinor,
    custody: 'Blocked at the bank',
    at: '2026-11-23T10:00:00.000Z',
  };
}
