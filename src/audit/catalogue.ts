// SPDX-License-Identifier: Apache-2.0
/**
 * The catalogue of audit events: every event the log can hold, the sentence an auditor reads, and the details it may carry.
 *
 * Details are identifiers, digests, counts and codes, never a name, an address or a text that somebody wrote. Each field has
 * one meaning and one kind in the whole log (`auditFields`), so that an auditor can search for it without knowing the event.
 * An event or field that is missing here stops the transaction that wanted to write it: a new one is added here first, and
 * docs/reference/audit-events.md is generated from this list.
 */
import { strict as assert } from 'node:assert';
import { idPrefixes, isId, isInstant } from '../kernel/index.ts';
import { isAuthorityId, isDigest, isKeyId } from '../seals/index.ts';
import { type AuditFieldKind, auditFieldKinds, type AuditFieldName, auditFields } from './fields.ts';

export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

interface Event {
  readonly sentence: string;
  readonly fields: readonly AuditFieldName[];
}

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
const useFields = [
  'record',
  'use',
  'manner',
  'purpose',
  'outcome',
  'caseRef',
  'condition',
  'clause',
  'agreement',
  'reason',
  'peer',
] as const;
const agreementFields = ['agreement', 'digest', 'agreementId', 'version', 'party', 'peer', 'key'] as const;
/** How far the key histories went: which keys counted follows from it. */
const keyFields = ['keyState', 'keyEvents', 'peerKeyState', 'peerKeyEvents'] as const;
const peerFields = ['peer', 'keyState', 'keyEvents', 'agreement', 'digest', 'dispatch', 'reason'] as const;
const attachmentFields = ['attachment', 'digest', 'size', 'caseRef', 'peer', 'dispatch'] as const satisfies readonly AuditFieldName[];
const negotiationFields = ['negotiation', 'agreementId', 'version'] as const satisfies readonly AuditFieldName[];
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

export const auditEvents = {
  'server.initialised': {
    sentence: 'The authority was set up and its keys were made.',
    fields: ['authority', 'keyState', 'keyEvents', 'officer'],
  },
  'server.started': { sentence: 'The server was started.', fields: ['authority', 'keyState', 'keyEvents', 'version', 'reason'] },
  'officer.created': { sentence: 'An officer was added.', fields: ['officer', 'roles'] },
  'officer.changed': {
    sentence: 'Roles, password or standing of an officer were changed.',
    fields: ['officer', 'roles', 'isDisabled', 'reason'],
  },
  'officer.signed-in': { sentence: 'An officer signed in.', fields: ['officer', 'session'] },
  'officer.sign-in-failed': { sentence: 'A sign-in was refused.', fields: ['officer', 'reason'] },
  'officer.signed-out': { sentence: 'An officer signed out.', fields: ['officer', 'session'] },
  'officer.stepped-up': {
    sentence: 'An officer proved anew that it is them, to decide something.',
    fields: ['officer', 'session', 'method'],
  },
  'passkey.invited': { sentence: 'An administrator invited an officer to enrol a passkey.', fields: ['officer'] },
  'passkey.made': { sentence: 'An officer made a passkey; it counts once it is enrolled.', fields: ['officer', 'passkey'] },
  'passkey.enrolled': {
    sentence: 'A passkey was enrolled: from here on it speaks for its officer. The digest is that of the enrolment statement.',
    fields: ['officer', 'passkey', 'digest', 'count'],
  },
  'passkey.revoked': { sentence: 'A passkey was revoked, or its enrolment refused.', fields: ['officer', 'passkey', 'reason'] },
  'passkey.counter-anomaly': {
    sentence: 'Alarm: the count of a passkey went backwards, so somebody may have a copy of it. It was revoked.',
    fields: ['officer', 'passkey', 'count'],
  },
  'approval.given': {
    sentence: 'An officer approved a step that another prepared.',
    fields: ['matter', 'negotiation', 'officer', 'subject', 'digest', 'preparedBy', 'caseRef', 'step', 'kind', 'count', 'method'],
  },
  'approval.returned': {
    sentence: 'An officer returned a step to the one who prepared it.',
    fields: ['matter', 'negotiation', 'officer', 'subject', 'digest', 'preparedBy', 'caseRef', 'step', 'kind', 'reason'],
  },
  'agreement.stored': { sentence: 'The text of an agreement was stored; it binds nobody yet.', fields: [...agreementFields, 'size'] },
  'agreement.signed': { sentence: 'This authority signed an agreement.', fields: agreementFields },
  'agreement.signature-admitted': {
    sentence: "Another party's signature under an agreement was checked and kept.",
    fields: agreementFields,
  },
  'agreement.in-force': {
    sentence: 'All parties have signed; the agreement is in force from its date on.',
    fields: [...agreementFields, 'at'],
  },
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
  'keys.changed': {
    sentence: 'The key history of this authority has grown; live peers are told.',
    fields: ['authority', 'keyState', 'keyEvents'],
  },
  'keys.change-prepared': { sentence: 'A signed change of keys was laid before the officers.', fields: ['subject', 'keyEvents'] },
  'keys.change-approved': { sentence: 'Officers approved a change of keys.', fields: ['subject', 'keyEvents', 'count'] },
  'keys.changed-unapproved': {
    sentence: 'Alarm: the key history has grown by a change that the holders of roots signed and no officer has approved.',
    fields: ['authority', 'keyState', 'keyEvents'],
  },
  'keys.destroyed': { sentence: 'Former private keys for sealing were destroyed; nothing sealed for them can arrive.', fields: ['count'] },
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
  'server.restored': {
    sentence: 'This server came back from a backup; its log goes on behind everything that others have seen.',
    fields: ['authority', 'index'],
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
  'alarm.taken': { sentence: 'An officer has taken an alarm.', fields: ['officer', 'kind', 'peer', 'dispatch'] },
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
  'records.imported': {
    sentence: 'Records were imported from a file.',
    fields: ['import', 'kind', 'format', 'file', 'digest', 'count', 'rejected', 'size'],
  },
  'record.received': {
    sentence: 'A record was received from another authority, with its conditions.',
    fields: ['record', 'peer', 'caseRef', 'matter', 'dispatch', 'digest', 'kind', 'count'],
  },
  'record.used': { sentence: 'A record was used for a stated purpose that its conditions permit.', fields: useFields },
  'record.use-refused': { sentence: 'A use of a record was refused by its conditions.', fields: useFields },
  'record.passed-on': {
    sentence: 'A record of a third authority was passed on with its leave.',
    fields: ['record', 'peer', 'dispatch', 'consent', 'caseRef', 'matter', 'purpose', 'clause'],
  },
  'record.erased': {
    sentence: 'A record that its originator withdrew was destroyed; its digest stays.',
    fields: ['record', 'matter', 'peer', 'version'],
  },
  'record.corrected': {
    sentence: 'A record was replaced by the correction of its originator; the former body was destroyed.',
    fields: ['record', 'matter', 'peer', 'version'],
  },
  'record.searched': {
    sentence: 'Records were searched for a stated purpose.',
    fields: ['purpose', 'caseRef', 'kind', 'query', 'count', 'manner'],
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
  'list.imported': {
    sentence: 'A file became a new version of a list.',
    fields: ['list', 'version', 'digest', 'file', 'format', 'count', 'added', 'removed', 'changed'],
  },
  'list.changed': { sentence: 'It was set how a list is searched.', fields: ['list', 'threshold', 'purpose'] },
  'lists.searched': { sentence: 'The lists were searched for one subject, for a stated purpose.', fields: ['purpose', 'query', 'count'] },
  'screening.started': { sentence: 'A screening of many subjects was ordered.', fields: ['screening', 'kind', 'purpose', 'count'] },
  'screening.stopping': { sentence: 'An officer stopped a screening.', fields: ['screening'] },
  'screening.ended': {
    sentence: 'A screening came to its end, or was stopped.',
    fields: ['screening', 'outcome', 'count', 'hits', 'leads', 'withheld'],
  },
  'lead.raised': { sentence: 'Something that was found became a lead.', fields: ['lead', 'kind', 'list', 'record', 'purpose'] },
  'lead.changed': { sentence: 'A lead changed its state or its officer.', fields: ['lead', 'event', 'from', 'to', 'caseRef'] },
  'lead.judged': {
    sentence: 'An officer said whether the two of a lead are the same; a rejected one stays quiet until the moment named.',
    fields: ['lead', 'outcome', 'list', 'version', 'at'],
  },
  'entities.resolved': {
    sentence: 'Records and list entries were joined into entities.',
    fields: ['purpose', 'count', 'kind', 'clusters'],
  },
  'entities.judged': {
    sentence: 'An officer said what two records are to each other, or took that back.',
    fields: ['judgement', 'outcome'],
  },
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
  'negotiation.mandate-recorded': { sentence: 'The mandate of a signatory was recorded.', fields: ['mandate', 'officer', 'digest', 'at'] },
  'negotiation.mandate-ended': { sentence: 'The mandate of a signatory was ended.', fields: ['mandate', 'officer'] },
  'bundle.exported': {
    sentence: 'An evidence bundle was exported.',
    fields: ['caseRef', 'bundle', 'digest', 'size', 'count', 'purpose', 'withheld', 'subject'],
  },
  'audit.body-erased': { sentence: 'The content of an entry was erased; its salted digest stays.', fields: ['index', 'reason'] },
} as const satisfies Readonly<Record<string, Event>>;
export type AuditEventName = keyof typeof auditEvents;

export function isAuditEventName(name: string): name is AuditEventName {
  return Object.hasOwn(auditEvents, name);
}

/** Actors that are not an officer or an authority: the server itself, whoever knocks without a session, the command line. */
export const plainActors = ['server', 'stranger', 'operator'] as const;

/** Throws when the event, the actor or a detail is not in the catalogue: whoever wrote the call is wrong, not the officer. */
export function assertInCatalogue(entry: { readonly event: string; readonly actor: string; readonly details: AuditDetails }): void {
  assert(isAuditEventName(entry.event), `the audit event "${entry.event}" is not in the catalogue`);
  assert(isActor(entry.actor), `the actor of ${entry.event} is no identifier`);
  const allowed: readonly string[] = auditEvents[entry.event].fields;
  for (const [name, value] of Object.entries(entry.details)) {
    assert(allowed.includes(name) && isFieldName(name), `${entry.event} may not carry the detail "${name}"`);
    const { kind } = auditFields[name];
    assert(value === null || isOfKind[kind](value), `the detail "${name}" of ${entry.event} is not ${auditFieldKinds[kind]}`);
  }
}

/**
 * Details of which some values were chosen outside (by another authority, in a dispatch that may be malformed): a value that is
 * not of its field's kind becomes null, so that a stranger's text neither enters the log nor stops the transaction.
 */
export function detailsFromOutside(details: AuditDetails): AuditDetails {
  const fitting = Object.entries(details).map(([name, value]) => {
    assert(isFieldName(name), `no audit event carries the detail "${name}"`);
    return [name, value !== null && isOfKind[auditFields[name].kind](value) ? value : null];
  });
  return Object.fromEntries(fitting) as AuditDetails;
}

function isFieldName(name: string): name is AuditFieldName {
  return Object.hasOwn(auditFields, name);
}

function isActor(actor: string): boolean {
  return isId('off', actor) || isAuthorityId(actor) || plainActors.some((plain) => plain === actor);
}

const isOfKind: Readonly<Record<AuditFieldKind, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && (isAnyId(value) || isAuthorityId(value) || isKeyId(value)),
  digest: (value) => typeof value === 'string' && isDigest(value),
  code: (value) => typeof value === 'string' && /^[a-z0-9](?:[a-z0-9.,+:/-]{0,118}[a-z0-9])?$/.test(value),
  clause: (value) => typeof value === 'string' && /^[0-9A-Za-z][0-9A-Za-z.()-]{0,19}$/.test(value),
  count: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  flag: (value) => typeof value === 'boolean',
  instant: (value) => isInstant(value),
};

function isAnyId(text: string): boolean {
  const prefix = text.slice(0, text.indexOf('_'));
  for (const known of Object.keys(idPrefixes)) if (known === prefix) return isId(known as keyof typeof idPrefixes, text);
  return false;
}
