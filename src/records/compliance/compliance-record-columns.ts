// SPDX-License-Identifier: Apache-2.0
/** The columns of compliance records in comity-csv: the record, and one finding, one source and one remedy on each row. */
import {
  asCapitals,
  asCode,
  asIdentifiers,
  asList,
  asText,
  extra,
  type KindColumns,
  optional,
  optionalText,
  required,
} from '../imports/columns.ts';

export const complianceRecordColumns: KindColumns = {
  record: [
    required('reference', 'reference'),
    required('firm', 'firm'),
    optional('lei', 'lei', asCapitals),
    required('record_type', 'recordType', asCode),
    required('date', 'date'),
    required('authority', 'authority'),
    required('summary', 'summary', asText),
    optionalText('outcome', 'outcome'),
    { ...optional('amount', 'amount'), member: ['amount', 'amount'], whenEmpty: '' },
    { ...optional('currency', 'currency', asCapitals), member: ['amount', 'currency'], whenEmpty: '' },
    extra('subject_kind', ['subject', 'kind'], asCode),
    extra('subject_name', ['subject', 'name']),
    extra('subject_identifiers', ['subject', 'identifiers'], asIdentifiers),
    extra('subject_jurisdiction', ['subject', 'jurisdiction'], asCapitals),
    extra('subject_birth_date', ['subject', 'birthDate']),
    extra('determination', 'determination', asCode),
    extra('from', 'from'),
    extra('until', 'until'),
    extra('provisions', 'provisions', asList),
  ],
  lists: [
    {
      member: 'findings',
      isOptional: true,
      columns: [
        required('finding_reference', 'reference'),
        required('finding_gravity', 'gravity', asCode),
        required('finding', 'finding', asText),
        extra('finding_due_on', 'dueOn'),
        extra('finding_closed_on', 'closedOn'),
      ],
    },
    { member: 'sources', isOptional: true, columns: [required('source', 'source'), extra('source_date', 'date')] },
    {
      member: 'remedies',
      isOptional: true,
      columns: [
        required('remedy', 'remedy', asCode),
        required('remedy_body', 'body'),
        required('remedy_status', 'status', asCode),
        extra('remedy_until', 'until'),
        extra('remedy_lodged_on', 'lodgedOn'),
        extra('remedy_decided_on', 'decidedOn'),
      ],
    },
  ],
  finish: (body) => {
    const { amount, subject } = body;
    if (typeof amount === 'object' && amount !== null && Object.values(amount).every((text) => text === '')) body['amount'] = null;
    if (subject !== undefined) body['subject'] = { role: 'other', identifiers: [], jurisdiction: null, birthDate: null, ...subject };
  },
};
