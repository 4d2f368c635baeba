// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a suspicious report good beyond its shape: dates that have come, amounts that are amounts, parties that can be
 * told apart.
 *
 * A report must name somebody. A suspected party is not demanded: some reports describe movements whose author is unknown,
 * and then the counterparties are all there is. Source: Delegated Regulation 2025/885, annex, sections 2 to 4.
 */
import type { z } from 'zod';
import type { Instant, Issue } from '../../kernel/index.ts';
import { amountFaults, type Faults, lineFaults, momentFaults, partyFaults, textFaults } from '../field-checks.ts';
import type { suspiciousReportSchema } from '../wire.ts';

export type SuspiciousReport = z.infer<typeof suspiciousReportSchema>;

export function suspiciousReportFaults(report: SuspiciousReport, now: Instant): Faults {
  const faults: Issue[] = [
    ...lineFaults(report.reference, '/reference'),
    ...momentFaults(report.reportedAt, '/reportedAt', now),
    ...lineFaults(report.reportingFirm, '/reportingFirm'),
    ...textFaults(report.narrative, '/narrative'),
  ];
  if (report.narrative.trim() === '') {
    faults.push({
      path: '/narrative',
      problem: 'The report gives no reason for the suspicion.',
      remedy: 'Say who did what, when, where and why it is suspicious.',
    });
  }
  for (const [index, party] of report.parties.entries()) faults.push(...partyFaults(party, `/parties/${index}`, now));
  for (const [index, movement] of report.movements.entries()) {
    const path = `/movements/${index}`;
    faults.push(...momentFaults(movement.at, `${path}/at`, now));
    faults.push(...amountFaults(movement.amount, movement.unit, { amount: `${path}/amount`, unit: `${path}/unit` }));
    faults.push(
      ...lineFaults(movement.from, `${path}/from`),
      ...lineFaults(movement.to, `${path}/to`),
      ...lineFaults(movement.reference, `${path}/reference`),
    );
    if (movement.from === '' && movement.to === '') {
      faults.push({
        path: `${path}/from`,
        problem: 'The movement comes from nowhere and goes nowhere.',
        remedy: 'Name at least one side.',
      });
    }
  }
  for (const [index, instrument] of report.instruments.entries()) faults.push(...lineFaults(instrument, `/instruments/${index}`));
  return faults;
}
