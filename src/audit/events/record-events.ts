// SPDX-License-Identifier: Apache-2.0
/** Events of records and their use. */
import type { AuditEvent } from './event.ts';

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

export const recordEvents = {
  'records.imported': {
    sentence: 'Records were imported from a file.',
    fields: ['import', 'file', 'digest', 'count', 'rejected', 'size'],
  },
  'record.received': {
    sentence: 'A record was received from another authority, with its conditions.',
    fields: ['record', 'peer', 'caseRef', 'matter', 'dispatch', 'digest', 'count'],
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
    fields: ['purpose', 'caseRef', 'query', 'count', 'manner'],
  },
  'record.joined': {
    sentence: 'What records say about one subject, or registrations about firms that move value, was read together, for a stated purpose.',
    fields: ['purpose', 'manner', 'count'],
  },
} as const satisfies Readonly<Record<string, AuditEvent>>;
