// SPDX-License-Identifier: Apache-2.0
/**
 * The draft of a market abuse report from an alert, kept among the authority's own records: there it is completed, searched, and given on
 * under an agreement as any report. That it exists is known to those who may know of reports, and to nobody else.
 */
import { noteAudit } from '../../audit/index.ts';
import { draftStor, importRecords, ownRecord } from '../../records/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { findLead } from '../leads/store.ts';
import { type ReportWish, reportOfAlert } from './draft-of-alert.ts';
import { insertAlertReport, judgementsOfAlert } from './judgements/store.ts';
import { alertOfLead } from './store.ts';

export type GivenReport = Pick<ReportWish, 'template' | 'suspicion'>;

/** Made of an alert that an officer called suspicious; the same again brings the same record up to date. */
export function reportAlert(
  deps: FindingsDeps,
  leadId: string,
  given: GivenReport,
  by: By,
): Promise<Outcome<{ readonly record: string; readonly reference: string }>> {
  return change(deps, async (tx) => {
    const lead = await findLead(tx, leadId);
    const row = lead === null ? null : await alertOfLead(tx, leadId);
    if (lead === null || row === null) return absent;
    if (!(await deps.records.knowsReports(tx, by.officer))) {
      return issue('officer', 'Reports are drafted by officers with the role report-analyst.', 'Give the alert to one of them.');
    }
    if (!['confirmed', 'requested', 'closed'].includes(lead.state)) {
      return issue('state', `The lead is "${lead.state}"; nobody has called the alert suspicious.`, 'Judge it first.');
    }
    const names = await deps.officerNames(tx, [by.officer]);
    const judged = (await judgementsOfAlert(tx, row.digest)).slice(0, 5).map(({ reason }) => reason);
    const whoAndWhen = { authority: deps.ownName, officer: names.get(by.officer) ?? by.officer, jurisdiction: null, reportedAt: by.now };
    const draft = reportOfAlert(row.body, { ...given, ...whoAndWhen, judged });
    const file = { kind: 'suspicious-report', format: 'stor', fileName: `${draft.reference}.json`, skipBad: false } as const;
    const request = { ...file, bytes: draftStor(draft), importedBy: by.officer };
    const report = await importRecords(tx, request, { self: deps.records.self, now: by.now, random: deps.random });
    const record = report.isApplied ? await ownRecord(tx, 'suspicious-report', draft.reference) : null;
    if (record === null) {
      const issues = report.rejected.map(({ field, reason, remedy }) => ({ path: field, problem: reason, remedy }));
      return { kind: 'issues', issues };
    }
    await insertAlertReport(tx, { alert: row.digest, record, reference: draft.reference, officer: by.officer, at: by.now });
    await deps.announce(tx, 'reports');
    const details = { lead: leadId, record, format: given.template };
    await noteAudit(tx, { event: 'alert.reported', actor: by.officer, at: by.now, details }, deps.random);
    return done({ record, reference: draft.reference });
  });
}
