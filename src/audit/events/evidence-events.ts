// SPDX-License-Identifier: Apache-2.0
/** Events of evidence: every entry of a custody log, uses that were refused, reports of custody. */
import type { AuditEvent } from './event.ts';

export const evidenceEvents = {
  'evidence.entry-written': {
    sentence: 'An entry was written into the custody log of an item of evidence; its digest is over the entry and the one before.',
    fields: ['item', 'kind', 'digest', 'caseRef'],
  },
  'evidence.use-refused': {
    sentence: 'An officer wanted to use an item as evidence, and it was refused.',
    fields: ['item', 'purpose', 'outcome', 'reason'],
  },
  'evidence.report-made': {
    sentence: 'A report of custody was made, for a court or another authority.',
    fields: ['caseRef', 'digest', 'count', 'purpose'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
