// SPDX-License-Identifier: Apache-2.0
/** One alert with its file, what was said of it, what else names the same, and the market of it looked at again. */
import type { Database } from '../../kernel/index.ts';
import type { AlertReviewWire } from '../../surveillance/wire.ts';
import { accountLinks } from '../account-links/show-links.ts';
import { absent, type By, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { legRows } from '../joint-alerts/joint-alert.ts';
import type { LeadRecord } from '../leads/store.ts';
import { relatedAlerts } from './alert-list.ts';
import { judgementsOfAlert, reportsOfAlert } from './judgements/store.ts';
import { type AlertRow, alertOfLead, findMarketFile, findRun } from './store.ts';
import { marketFileWire } from './take-file.ts';
import type { AlertDetailWire } from './wire.ts';
import { sourceOf } from './work-runs.ts';

/** Null where the lead is of no alert. */
export async function alertDetail(
  db: Database,
  deps: FindingsDeps,
  lead: Pick<LeadRecord, 'id' | 'purpose'>,
  viewer: By & { readonly knowsReports: boolean },
): Promise<AlertDetailWire | null> {
  const alert = await alertOfLead(db, lead.id);
  const file = alert === null ? null : await findMarketFile(db, alert.file);
  if (alert === null || file === null) return null;
  const judgements = await judgementsOfAlert(db, alert.digest);
  const reports = viewer.knowsReports ? await reportsOfAlert(db, alert.digest) : [];
  const names = await deps.officerNames(db, [...new Set([file.taken_by, ...judgements.map(({ officer }) => officer)])]);
  return {
    alert: alert.body,
    file: marketFileWire(file, names),
    run: alert.run,
    edition: await editionOf(db, alert),
    judgements: judgements.map(({ outcome, ground, reason, officer, at }) => ({
      outcome,
      ground,
      reason,
      officerName: names.get(officer) ?? officer,
      at,
    })),
    ...(await relatedAlerts(deps, alert, viewer.officer)),
    reports: reports.map(({ record, reference, at }) => ({ record, reference, at })),
    mayReport: viewer.knowsReports,
    legs: await legRows(db, deps, alert.digest, viewer),
    links: await accountLinks(db, deps, { participants: alert.participants, purpose: lead.purpose }, viewer),
  };
}

/** Which edition of its pattern an alert was made with; its parameters themselves stand in it. */
async function editionOf(db: Database, { run: id, body }: AlertRow): Promise<AlertDetailWire['edition']> {
  const run = await findRun(db, id);
  const given = run?.ordered.parameters[body.pattern.id] ?? {};
  return { number: run?.editions[body.pattern.id]?.edition ?? 1, otherValues: Object.keys(given).length };
}

export async function reviewOfAlert(
  deps: FindingsDeps,
  lead: string,
  window: { readonly from: string | null; readonly until: string | null },
): Promise<Outcome<AlertReviewWire>> {
  const alert: AlertRow | null = await alertOfLead(deps.database, lead);
  const file = alert === null ? null : await findMarketFile(deps.database, alert.file);
  if (alert === null || file === null) return absent;
  const review = await deps.markets.review(sourceOf(deps, file), alert.body, window);
  return review.ok ? done(review.value) : { kind: 'issues', issues: review.issues };
}
