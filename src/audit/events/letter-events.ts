// SPDX-License-Identifier: Apache-2.0
/** Events of letters to and from authorities that have no server. */
import type { AuditEvent } from './event.ts';

const letterFields = ['letter', 'peer', 'dispatch', 'caseRef', 'kind', 'file'] as const;

export const letterEvents = {
  'letter.counterpart-registered': { sentence: 'An authority that is known by letter was registered.', fields: ['peer'] },
  'letter.address-changed': { sentence: 'Letters to an authority go to another address from now on.', fields: ['peer'] },
  'letter.scan-kept': { sentence: 'A scan was uploaded and kept.', fields: ['file', 'size'] },
  'letter.paper-laid': {
    sentence: 'The transcription of an agreement that was signed on paper was laid beside its scan.',
    fields: ['agreement', 'file'],
  },
  'letter.sent': { sentence: 'A step of a case left the house on paper; `kind` is how.', fields: [...letterFields, 'at'] },
  'letter.returned': { sentence: 'A letter came back, or was not sent.', fields: letterFields },
  'letter.registered': {
    sentence: 'A letter of another authority was registered with its scan; `kind` is how it came.',
    fields: letterFields,
  },
  'letter.enclosed': { sentence: 'A file came with a letter, under this digest.', fields: letterFields },
  'letter.enclosure-read': {
    sentence: 'A file that came with a letter was given to an officer who reads it.',
    fields: [...letterFields, 'officer'],
  },
  'letter.transcribed': {
    sentence: 'A letter was read into the fields of a step; it waits for another officer.',
    fields: [...letterFields, 'subject'],
  },
  'letter.admitted': {
    sentence: 'A letter was confirmed and admitted to its case: our officers attest it, and nobody else signed it.',
    fields: [...letterFields, 'keyState', 'keyEvents'],
  },
  'letter.set-aside': { sentence: 'A letter was set aside: no step of a case was made of it.', fields: letterFields },
  'letter.counterpart-joined': {
    sentence: 'An authority that was known by letter has a server now; `party` is its identity there.',
    fields: ['peer', 'party', 'count'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
