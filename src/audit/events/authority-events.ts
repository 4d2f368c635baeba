// SPDX-License-Identifier: Apache-2.0
/** Events of the authority itself: its server, keys, officers, their passkeys and approvals. */
import type { AuditEvent } from './event.ts';

export const authorityEvents = {
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
  'approval.reviewed': {
    sentence: 'An officer read on a second device, to the letter, what was about to be approved in their name.',
    fields: ['officer', 'session', 'subject', 'kind', 'caseRef'],
  },
  'approval.returned': {
    sentence: 'An officer returned a step to the one who prepared it.',
    fields: ['matter', 'negotiation', 'officer', 'subject', 'digest', 'preparedBy', 'caseRef', 'step', 'kind', 'reason'],
  },
  'approval.emergency': {
    sentence: 'Two officers carried an act out as an emergency, with fewer approvals than the house asks for; peers were told.',
    fields: ['emergency', 'officer', 'subject', 'preparedBy', 'kind', 'count'],
  },
  'approval.emergency-reviewed': {
    sentence: 'An officer who took no part reviewed an emergency; peers were told the outcome.',
    fields: ['emergency', 'subject', 'kind', 'outcome', 'isOver', 'count'],
  },
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
  'server.restored': {
    sentence: 'This server came back from a backup; its log goes on behind everything that others have seen.',
    fields: ['authority', 'index'],
  },
  'alarm.taken': { sentence: 'An officer has taken an alarm.', fields: ['officer', 'kind', 'peer', 'dispatch'] },
  'audit.body-erased': { sentence: 'The content of an entry was erased; its salted digest stays.', fields: ['index', 'reason'] },
} as const satisfies Readonly<Record<string, AuditEvent>>;
