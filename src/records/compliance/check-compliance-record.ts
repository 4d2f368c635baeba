// SPDX-License-Identifier: Apache-2.0
/** What makes a compliance record good beyond its shape: a day that has come, an LEI that holds, a sum of money that is one. */
import type { z } from 'zod';
import { type Instant, isCurrency, type Issue } from '../../kernel/index.ts';
import { amountFaults, dayFaults, type Faults, leiFaults, lineFaults, textFaults } from '../field-checks.ts';
import type { complianceRecordSchema } from '../wire.ts';

export type ComplianceRecord = z.infer<typeof complianceRecordSchema>;

export function complianceRecordFaults(record: ComplianceRecord, now: Instant): Faults {
  const faults: Issue[] = [
    ...lineFaults(record.reference, '/reference'),
    ...lineFaults(record.firm, '/firm'),
    ...leiFaults(record.lei, '/lei'),
    ...dayFaults(record.date, '/date', now),
    ...lineFaults(record.authority, '/authority'),
    ...textFaults(record.summary, '/summary'),
    ...textFaults(record.outcome, '/outcome'),
  ];
  if (record.amount === null) return faults;
  if (!isCurrency(record.amount.currency)) {
    faults.push({
      path: '/amount/currency',
      problem: `"${record.amount.currency}" is not a currency.`,
      remedy: 'Give a code of ISO 4217, e.g. EUR.',
    });
    return faults;
  }
  faults.push(...amountFaults(record.amount.amount, record.amount.currency, { amount: '/amount/amount', unit: '/amount/currency' }));
  return faults;
}
