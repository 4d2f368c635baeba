// SPDX-License-Identifier: Apache-2.0
/** Events of the exchange: peers, dispatches and the files that go with them. */
import type { AuditEvent } from './event.ts';

const dispatchFields = [
  'digest',
  'dispatch',
  'dispatchId',
  'kind',
  'class',
  'peer',
  'caseRef',
  'agreement',
  'clause',
  'verdict',
  'purpose',
] as const;
/** How far the key histories went: which keys counted follows from it. */
const keyFields = ['keyState', 'keyEvents', 'peerKeyState', 'peerKeyEvents'] as const;
const peerFields = ['peer', 'keyState', 'keyEvents', 'agreement', 'digest', 'dispatch', 'reason'] as const;
const attachmentFields = ['attachment', 'digest', 'size', 'caseRef', 'peer', 'dispatch'] as const;

export const exchangeEvents = {
  'peer.invited': { sentence: 'The invitation of another authority was taken in; nothing is accepted from it yet.', fields: peerFields },
  'peer.confirmation-prepared': {
    sentence: "An officer compared the fingerprint with the other authority's; another is still to approve it.",
    fields: [...peerFields, 'officer', 'subject'],
  },
  'peer.confirmed': {
    sentence: 'The fingerprint of another authority was compared and confirmed, by so many officers; the other server is told.',
    fields: [...peerFields, 'officer', 'count'],
  },
  'peer.live': { sentence: 'Both authorities have confirmed each other; dispatches may pass under their agreements.', fields: peerFields },
  'peer.suspended': { sentence: 'The exchange with another authority was suspended.', fields: [...peerFields, 'officer'] },
  'peer.keys-extended': { sentence: "Another authority's key history has grown and was verified.", fields: peerFields },
  'peer.keys-refused': { sentence: "Another authority's key events did not hold, or showed a key of somebody else.", fields: peerFields },
  'peer.frozen': {
    sentence: 'The exchange with another authority was frozen: there is proof that it contradicted itself.',
    fields: peerFields,
  },
  'peer.restored': {
    sentence: 'Another authority came back from a backup; what it may have lost is offered to it again.',
    fields: ['peer', 'count', 'index'],
  },
  'peer.dispatches-suspect': {
    sentence: 'Another authority revoked a key; what the key had signed is suspect until its author affirms it.',
    fields: ['peer', 'key', 'count'],
  },
  'peer.dispatches-affirmed': {
    sentence: 'Another authority affirmed dispatches that a revoked key had signed.',
    fields: ['peer', 'count'],
  },
  'peer.log-differs': {
    sentence: 'Another authority has seen a head of our log that our log never had; one of the two was changed or put back.',
    fields: [...peerFields, 'count'],
  },
  'peer.emergency': {
    sentence: 'Another authority told of an emergency of its own, or what the review of one said.',
    fields: ['peer', 'emergency', 'kind', 'outcome', 'dispatch'],
  },
  'dispatch.queued': {
    sentence: 'A dispatch was signed and queued under a permit.',
    fields: [...dispatchFields, ...keyFields, 'preparedBy', 'inReplyTo'],
  },
  'dispatch.delivered': {
    sentence: 'The other authority admitted our dispatch; its signed receipt is kept.',
    fields: [...dispatchFields, 'receipt', 'attempts'],
  },
  'dispatch.rejected': {
    sentence: 'The other authority rejected our dispatch; its signed rejection is kept.',
    fields: [...dispatchFields, 'receipt', 'code', 'isRetryable', 'attempts'],
  },
  'dispatch.not-delivered': {
    sentence: 'Our dispatch expired without a receipt; an officer must act.',
    fields: [...dispatchFields, 'code', 'reason', 'attempts'],
  },
  'dispatch.in-custody': {
    sentence: 'The other authority holds our dispatch and has not judged it yet; its signed receipt of custody is kept.',
    fields: [...dispatchFields, 'receipt'],
  },
  'dispatch.opened-there': {
    sentence: 'An officer of the other authority opened what our dispatch brought; its signed receipt is kept.',
    fields: [...dispatchFields, 'receipt'],
  },
  'dispatch.late-receipt': {
    sentence: 'A receipt came for a dispatch that had been given up; both are kept, and an officer must look.',
    fields: [...dispatchFields, 'receipt', 'outcome', 'code'],
  },
  'dispatch.urgent-late': {
    sentence: 'An urgent dispatch is not delivered after five minutes; the duty officer was called.',
    fields: [...dispatchFields, 'attempts'],
  },
  'dispatch.offered-again': {
    sentence: 'The other authority lacks dispatches that we sent before this one; they were offered again.',
    fields: [...dispatchFields, 'count'],
  },
  'dispatch.set-aside': {
    sentence: 'An officer has dealt with a dispatch that was not delivered; nothing more is to be done.',
    fields: [...dispatchFields, 'officer', 'reason'],
  },
  'dispatch.held': {
    sentence: 'A dispatch of another authority is held: one before it is missing, or our own judging broke off.',
    fields: [...dispatchFields, 'reason'],
  },
  'dispatch.opened': {
    sentence: 'An officer opened what a dispatch of another authority brought; its sender is told.',
    fields: [...dispatchFields, 'officer'],
  },
  'dispatch.admitted': {
    sentence: 'A dispatch of another authority was verified, judged by our own copy of the agreement, and admitted.',
    fields: [...dispatchFields, ...keyFields, 'envelope', 'size', 'outcome'],
  },
  'dispatch.refused-admission': {
    sentence: 'A dispatch of another authority was not admitted; it received a signed rejection.',
    fields: [...dispatchFields, ...keyFields, 'envelope', 'code', 'isRetryable', 'size', 'outcome', 'reason'],
  },
  'attachment.received': { sentence: 'A file of a dispatch has arrived whole, and its digests hold.', fields: attachmentFields },
  'attachment.broken': { sentence: 'A file of a dispatch did not come whole, or is another than was announced.', fields: attachmentFields },
  'attachment.pushed': { sentence: 'The other authority holds a file of our dispatch, whole.', fields: attachmentFields },
  'attachment.refused': { sentence: 'The other authority could not open a file of our dispatch.', fields: attachmentFields },
  'attachment.used': {
    sentence: 'A file was given to an officer for a stated purpose.',
    fields: [...attachmentFields, 'purpose', 'officer'],
  },
  'attachment.use-refused': {
    sentence: 'A file was refused to an officer by the conditions it came under.',
    fields: [...attachmentFields, 'purpose', 'officer'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
