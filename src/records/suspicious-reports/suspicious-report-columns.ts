// SPDX-License-Identifier: Apache-2.0
/** The columns of suspicious reports in comity-csv: the report, one party and one movement on each row. */
import { asCapitals, asCode, asMoment, asText, type KindColumns, list, optionalText, partyColumns, required } from '../imports/columns.ts';

export const suspiciousReportColumns: KindColumns = {
  record: [
    required('reference', 'reference'),
    required('reported_at', 'reportedAt', asMoment),
    required('reporting_firm', 'reportingFirm'),
    required('suspicion', 'suspicion', asCode),
    required('narrative', 'narrative', asText),
    list('instruments', 'instruments'),
  ],
  lists: [
    partyColumns('party', 'parties'),
    {
      member: 'movements',
      columns: [
        required('movement_at', 'at', asMoment),
        required('movement_amount', 'amount'),
        required('movement_unit', 'unit', asCapitals),
        optionalText('movement_from', 'from'),
        optionalText('movement_to', 'to'),
        optionalText('movement_reference', 'reference'),
      ],
    },
  ],
};
