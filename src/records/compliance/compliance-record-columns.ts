// SPDX-License-Identifier: Apache-2.0
/** The columns of compliance records in comity-csv: one record on each row. */
import { asCapitals, asCode, asText, type KindColumns, optional, optionalText, required } from '../imports/columns.ts';

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
  ],
  lists: [],
  finish: (body) => {
    const sum = body['amount'];
    if (typeof sum === 'object' && sum !== null && Object.values(sum).every((text) => text === '')) body['amount'] = null;
  },
};
