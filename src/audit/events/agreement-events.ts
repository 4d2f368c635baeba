// SPDX-License-Identifier: Apache-2.0
/** Events of agreements and their negotiation. */
import type { AuditEvent } from './event.ts';

const agreementFields = ['agreement', 'digest', 'agreementId', 'version', 'party', 'peer', 'key'] as const;
const negotiationFields = ['negotiation', 'agreementId', 'version'] as const;

export const agreementEvents = {
  'agreement.stored': { sentence: 'The text of an agreement was stored; it binds nobody yet.', fields: [...agreementFields, 'size'] },
  'agreement.signed': { sentence: 'This authority signed an agreement.', fields: agreementFields },
  'agreement.signature-admitted': {
    sentence: "Another party's signature under an agreement was checked and kept.",
    fields: agreementFields,
  },
  'agreement.paper-signature-attested': {
    sentence: 'Two officers attested that a party known by letter signed an agreement on paper; the digest is that of the scan.',
    fields: [...agreementFields, 'file'],
  },
  'agreement.in-force': {
    sentence: 'All parties have signed; the agreement is in force from its date on.',
    fields: [...agreementFields, 'at'],
  },
  'agreement.published': {
    sentence: 'This authority made the file that publishes one of its agreements, as a clause of it provides for.',
    fields: [...agreementFields, 'size'],
  },
  'agreement.published-taken': {
    sentence: 'An agreement that others published was taken in; it is shown, and decides nothing here.',
    fields: [...agreementFields, 'at'],
  },
  'agreement.published-removed': { sentence: 'A published agreement of others was taken out of the view.', fields: agreementFields },
  'negotiation.draft-begun': { sentence: 'A draft of an agreement was begun here.', fields: negotiationFields },
  'negotiation.opened': {
    sentence: 'A negotiation, or the life of an agreement in force, was opened by a note of a party.',
    fields: [...negotiationFields, 'count'],
  },
  'negotiation.note-written': {
    sentence: 'A note was written for this authority and sent to the other parties.',
    fields: [...negotiationFields, 'kind', 'digest'],
  },
  'negotiation.note-admitted': {
    sentence: 'A note of another party was verified, judged and taken in.',
    fields: [...negotiationFields, 'kind', 'digest', 'dispatch', 'peer'],
  },
  'negotiation.state-changed': {
    sentence: 'A negotiation changed its state.',
    fields: [...negotiationFields, 'from', 'to', 'agreement'],
  },
  'negotiation.signing-prepared': {
    sentence: 'A signature or a declaration about an agreement was prepared and waits for signatories.',
    fields: [...negotiationFields, 'kind', 'subject'],
  },
  'negotiation.paper-kept': {
    sentence: 'A paper that was signed by hand or with a qualified signature was kept and bound to the terms.',
    fields: [...negotiationFields, 'file', 'size', 'kind', 'agreement'],
  },
  'calendar.announced': {
    sentence: 'This authority announced its holidays from a day on to the parties of its agreements.',
    fields: ['from', 'count'],
  },
  'negotiation.mandate-recorded': { sentence: 'The mandate of a signatory was recorded.', fields: ['mandate', 'officer', 'digest', 'at'] },
  'negotiation.mandate-ended': { sentence: 'The mandate of a signatory was ended.', fields: ['mandate', 'officer'] },
} as const satisfies Readonly<Record<string, AuditEvent>>;
