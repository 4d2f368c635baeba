// SPDX-License-Identifier: Apache-2.0
/** Events of cases of assistance, matters of consent and recall, and the bundles made of them. */
import type { AuditEvent } from './event.ts';

const stepFields = [
  'caseRef',
  'step',
  'kind',
  'subject',
  'digest',
  'dispatch',
  'preparedBy',
  'ground',
  'peer',
  'agreement',
  'clause',
  'verdict',
  'count',
] as const;

export const caseEvents = {
  'case.opened': {
    sentence: 'A case of assistance was opened.',
    fields: ['caseRef', 'side', 'peer', 'kind', 'class', 'agreement', 'clause', 'dispatch', 'purpose'],
  },
  'case.step-prepared': { sentence: 'A step of a case was prepared.', fields: stepFields },
  'case.step-sent': { sentence: 'A step of a case was sent.', fields: stepFields },
  'case.state-changed': {
    sentence: 'A case changed its state.',
    fields: ['caseRef', 'from', 'to', 'event', 'kind', 'side', 'step', 'dispatch', 'digest', 'ground', 'reason', 'peer'],
  },
  'case.printed': { sentence: 'A case was printed as a paper.', fields: ['caseRef', 'digest', 'size'] },
  'case.message-written': {
    sentence: 'A request, its answer or its confidentiality was written as a message of ISO 20022.',
    fields: ['caseRef', 'kind', 'digest', 'size'],
  },
  'freeze.firm-ordered': {
    sentence: 'A venue, an issuer or a bank was ordered to freeze.',
    fields: ['caseRef', 'order', 'kind'],
  },
  'freeze.firm-confirmed': { sentence: 'A firm confirmed what it froze.', fields: ['caseRef', 'order'] },
  'oral-request.noted': {
    sentence: 'A request that was made to us orally, in urgency, was noted.',
    fields: ['matter', 'peer', 'kind'],
  },
  'oral-request.confirmed': { sentence: 'A request that was made orally was confirmed in writing.', fields: ['matter', 'caseRef', 'peer'] },
  'oral-request.ended': { sentence: 'The note of an oral request was ended without a case.', fields: ['matter', 'peer', 'reason'] },
  'matter.opened': {
    sentence: 'A question of consent, a disclosure or a recall was opened here, or came from another authority.',
    fields: ['matter', 'kind', 'side', 'peer', 'dispatch', 'record', 'purpose'],
  },
  'matter.step-prepared': { sentence: 'A step of such a matter was prepared.', fields: ['matter', 'step', 'subject', 'peer', 'ground'] },
  'matter.step-sent': {
    sentence: 'A step of such a matter was sent, by an officer or carried on by the server.',
    fields: ['matter', 'step', 'subject', 'dispatch', 'peer', 'agreement', 'clause', 'preparedBy'],
  },
  'matter.state-changed': {
    sentence: 'Such a matter changed its state.',
    fields: ['matter', 'kind', 'side', 'from', 'to', 'dispatch', 'peer', 'consent', 'ground', 'reason'],
  },
  'bundle.exported': {
    sentence: 'An evidence bundle was exported.',
    fields: ['caseRef', 'bundle', 'digest', 'size', 'count', 'purpose', 'withheld', 'subject'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
