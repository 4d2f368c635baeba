// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a suspicious report good beyond its shape: dates that have come, amounts that are amounts, parties that can be
 * told apart.
 *
 * A report must name somebody. A suspected party is not demanded: some reports describe movements whose author is unknown,
 * and then the counterparties are all there is. Source: Delegated Regulation 2025/885, annex, sections 2 to 4.
 */
import type { Instant, Issue } from '../../kernel/index.ts';
import { amountFaults, type Faults, lineFaults, momentFaults, partyFaults, textFaults } from '../field-checks.ts';
import type { SuspiciousReport } from './wire.ts';

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
  return [...faults, ...furtherFaults(report)];
}

/** What only some formats say; a place that is named must be there. */
function furtherFaults(report: SuspiciousReport): Faults {
  const { accounts = [], indicators = [], reporter = {}, parties } = report;
  const faults: Issue[] = [
    ...lineFaults(report.reportType ?? null, '/reportType'),
    ...lineFaults(report.follows?.reference ?? null, '/follows/reference'),
  ];
  faults.push(...textFaults(report.action ?? null, '/action'));
  for (const [name, text] of Object.entries(reporter)) faults.push(...lineFaults(text ?? null, `/reporter/${name}`));
  for (const [index, code] of indicators.entries()) faults.push(...lineFaults(code, `/indicators/${index}`));
  for (const [index, account] of accounts.entries()) {
    const { holders, kind: _, ...texts } = account;
    for (const [name, text] of Object.entries(texts)) faults.push(...lineFaults(text ?? null, `/accounts/${index}/${name}`));
    for (const [at, holder] of holders.entries()) faults.push(...placeFaults(holder, parties.length, `/accounts/${index}/holders/${at}`));
  }
  for (const [index, movement] of report.movements.entries()) {
    const path = `/movements/${index}`;
    faults.push(...textFaults(movement.description ?? null, `${path}/description`), ...lineFaults(movement.mode ?? null, `${path}/mode`));
    faults.push(
      ...placeFaults(movement.fromParty, parties.length, `${path}/fromParty`),
      ...placeFaults(movement.toParty, parties.length, `${path}/toParty`),
    );
    faults.push(
      ...placeFaults(movement.fromAccount, accounts.length, `${path}/fromAccount`),
      ...placeFaults(movement.toAccount, accounts.length, `${path}/toAccount`),
    );
    const { otherAmount } = movement;
    if (otherAmount !== undefined)
      faults.push(
        ...amountFaults(otherAmount.amount, otherAmount.unit, { amount: `${path}/otherAmount/amount`, unit: `${path}/otherAmount/unit` }),
      );
  }
  for (const [index, field] of (report.form?.fields ?? []).entries())
    faults.push(...textFaults(field.value, `/form/fields/${index}/value`));
  return faults;
}

function placeFaults(place: number | undefined, count: number, path: string): Faults {
  if (place === undefined || place < count) return [];
  return [{ path, problem: `There is no entry at the place ${place}.`, remedy: `Give a place from 0 to ${count - 1}, or leave it out.` }];
}
