// SPDX-License-Identifier: Apache-2.0
/** Events of firms that report. Of a submission the log tells no firm and no person: see the actors of the catalogue. */
import type { AuditEvent } from './event.ts';

export const reportingEvents = {
  'reporting.firm-added': { sentence: 'A firm that reports was given an account.', fields: ['firm'] },
  'reporting.firm-changed': { sentence: "A firm's account was closed or opened again.", fields: ['firm', 'isDisabled'] },
  'reporting.person-invited': { sentence: 'A person of a firm was invited, or invited again.', fields: ['person', 'firm'] },
  'reporting.person-joined': { sentence: 'A person of a firm took the invitation and has password and authenticator.', fields: ['person'] },
  'reporting.person-changed': { sentence: 'A person of a firm was shut out or let in again.', fields: ['person', 'isDisabled'] },
  'reporting.key-made': { sentence: "A firm's program was given a key.", fields: ['firm', 'key'] },
  'reporting.key-revoked': { sentence: "A key of a firm's program was revoked.", fields: ['key'] },
  'reporting.signed-in': { sentence: 'A person of a firm signed in to the portal.', fields: ['session'] },
  'reporting.sign-in-failed': { sentence: 'Somebody was refused at the portal of firms.', fields: ['reason'] },
  'reporting.signed-out': { sentence: 'A person of a firm signed out of the portal.', fields: [] },
  'reporting.submitted': { sentence: 'A firm sent reports.', fields: ['submission', 'format', 'file', 'count', 'rejected', 'size'] },
  'reporting.moved': { sentence: 'An analyst took a step with a report.', fields: ['record', 'step'] },
  'reporting.link-judged': { sentence: 'An analyst judged whether two reports belong together.', fields: ['record', 'outcome'] },
  'reporting.asked': { sentence: 'A question about a report was put to its firm.', fields: ['record', 'question'] },
  'reporting.answered': { sentence: 'A firm answered a question about a report.', fields: ['question'] },
  'reporting.feedback': { sentence: 'A firm was told of what use a report was.', fields: ['record', 'outcome'] },
  'reporting.forwarded': {
    sentence: 'A report was prepared to be passed on to another authority.',
    fields: ['record', 'peer', 'matter', 'purpose'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
