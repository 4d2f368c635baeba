// SPDX-License-Identifier: Apache-2.0
/**
 * The peering instrument: the built-in agreement between two servers that share no other.
 *
 * Two authorities that want to make an agreement must first exchange something, and nothing may pass without an agreement.
 * So there is one that needs no exchange: both servers write it from the two identities alone and get the same bytes. The
 * officers of both sides bring it into force by comparing the fingerprint; it permits exactly four kinds of dispatch and no
 * assistance of any kind.
 *
 *     peeringInstrument(xa, xb).digest === peeringInstrument(xb, xa).digest
 *
 * It holds of each party what is fixed by the ceremony: identity, name, kind and jurisdiction. Address, contact and calendar
 * may change without making another instrument. It names no date of its own, because neither side's clock may decide.
 */
import assert from 'node:assert/strict';
import { knownAgreement, type KnownAgreement, type Party, type ReadAgreement } from './agreement-document.ts';
import { idFromDigest } from './derived-id.ts';
import type { AgreementWire } from '../wire.ts';

export type PartyIdentity = Pick<Party, 'authorityId' | 'name' | 'kind' | 'jurisdiction'>;

/** The kinds of dispatch that two servers may exchange before they have an agreement of their own. */
const peeringKinds = ['peering', 'keys', 'receipt', 'negotiation'];

/** The instrument between two authorities; the order in which they are given does not matter. Throws when they are one. */
export function peeringInstrument(left: PartyIdentity, right: PartyIdentity): ReadAgreement {
  assert.notEqual(left.authorityId, right.authorityId, 'an authority does not peer with itself');
  const parties = [left, right].toSorted((one, other) => (one.authorityId < other.authorityId ? -1 : 1)).map(partyOf);
  const document: AgreementWire = {
    format: 'comity-agreement/1',
    id: idFromDigest(['peering-instrument/1', ...parties.map((party) => party.authorityId)]),
    version: 1,
    title: 'Peering instrument',
    legalNature: 'non-binding',
    preamble: 'Two authorities make their servers known to each other, so that they can make an agreement and carry it out.',
    parties,
    clauses,
    terms: [{ kind: 'dispatch-kinds', clause: '2', kinds: peeringKinds }],
    inForceFrom: '1970-01-01T00:00:00.000Z',
    inForceUntil: null,
  };
  return knownAgreement(document);
}

/** Whether an agreement is the instrument that its own two parties give. */
export function isPeeringInstrument(agreement: KnownAgreement): boolean {
  const [left, right, ...others] = agreement.document.parties;
  if (left === undefined || right === undefined || others.length > 0 || left.authorityId === right.authorityId) return false;
  return peeringInstrument(left, right).digest === agreement.digest;
}

function partyOf({ authorityId, name, kind, jurisdiction }: PartyIdentity): Party {
  return {
    authorityId,
    name,
    kind,
    jurisdiction,
    capabilities: [],
    calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: [] },
    contact: '',
  };
}

const clauses: AgreementWire['clauses'] = [
  {
    number: '1',
    heading: 'Coming into effect',
    text:
      'This instrument takes effect between the two parties when an officer of each has compared the fingerprint of both with ' +
      'the other by voice or in person, and has confirmed it.',
  },
  {
    number: '2',
    heading: 'What may be exchanged',
    text:
      'The parties may exchange dispatches that concern their peering, their keys, receipts for what they received, and the ' +
      'negotiation and signature of agreements. Nothing else is exchanged under this instrument; in particular no information ' +
      'about any person, firm or case.',
  },
  {
    number: '3',
    heading: 'End',
    text: 'Either party may suspend the exchange at any time. It creates no duty to make an agreement.',
  },
];
