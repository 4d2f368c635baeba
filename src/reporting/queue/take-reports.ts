// SPDX-License-Identifier: Apache-2.0
/**
 * A report that has become a record enters the queue, in the same transaction: with a number, a priority, and its links to others.
 *
 *     number      eight signs drawn at random: a number that counts would tell a firm how many reports others make
 *     links       said by the firm (it supplements, corrects, continues one), or proposed where two tell of the same thing
 *     supplement  what it adds to goes back among what is read, if it was done with
 */
import type { Instant, RandomBytes, Transaction } from '../../kernel/index.ts';
import { type RelatedReport, relatedReports, type TakenReport } from '../../records/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import { priorityOf } from './priority.ts';
import { nextState } from './report-states.ts';
import { sameReport } from './same-report.ts';
import {
  addStep,
  insertLinks,
  insertReports,
  type LinkRecord,
  lockReport,
  type QueuedReport,
  reportsNamed,
  updateReport,
} from './store.ts';

type Deps = Pick<ReportingDeps, 'authority' | 'random'>;

/** The number of each, by record. */
export async function takeReports(
  tx: Transaction,
  deps: Deps,
  taken: readonly TakenReport[],
  given: { readonly now: Instant; readonly submission: string | null },
): Promise<ReadonlyMap<string, string>> {
  const fresh = taken.filter(({ isNew }) => isNew);
  const related = await relatedReports(
    tx,
    fresh.map(({ recordId }) => recordId),
  );
  const { now } = given;
  const rows = fresh.map(({ recordId, body, firm }) => ({
    record_id: recordId,
    number: reportNumber(deps.authority.jurisdiction, deps.random),
    firm_id: firm === '' ? null : firm,
    submission_id: given.submission,
    reference: body.reference,
    received_at: now,
    ...pointsOf(deps, body, related.get(recordId) ?? [], now),
  }));
  await insertReports(tx, rows);
  await linkReports(tx, fresh, related, now);
  for (const { recordId, isNew } of taken)
    if (!isNew) await addStep(tx, { record_id: recordId, at: now, actor: 'server', step: 'replaced', note: '' });
  return new Map(rows.map((row) => [row.record_id, row.number]));
}

function pointsOf(
  deps: Deps,
  report: TakenReport['body'],
  related: readonly RelatedReport[],
  receivedAt: Instant,
): Pick<QueuedReport, 'points' | 'reasons'> {
  const { jurisdiction } = deps.authority;
  const { points, reasons } = priorityOf({ report, receivedAt, earlierReports: related.length, jurisdiction });
  return { points, reasons };
}

const numberAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `XB-R-7F3K-9QWM`: forty bits of randomness, so that none is met twice, without letters that are taken for others. */
function reportNumber(jurisdiction: string, random: RandomBytes): string {
  const signs = [...random(8)].map((byte) => numberAlphabet[byte % numberAlphabet.length] ?? '').join('');
  return `${jurisdiction}-R-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

async function linkReports(
  tx: Transaction,
  fresh: readonly TakenReport[],
  related: ReadonlyMap<string, readonly RelatedReport[]>,
  now: Instant,
): Promise<void> {
  const links: LinkRecord[] = [];
  for (const { recordId, body, firm } of fresh) {
    if (body.follows !== undefined) {
      const { relation, reference } = body.follows;
      const first = (await reportsNamed(tx, firm === '' ? null : firm, [reference])).get(reference);
      if (first !== undefined && first.record_id !== recordId) {
        links.push(link(recordId, first.record_id, relation, 'said', 'The firm says so.'));
        await reopenFor(tx, first.record_id, now);
      }
    }
    for (const other of related.get(recordId) ?? []) {
      const reason = sameReport(body, other.body);
      if (reason !== null) links.push(link(recordId, other.recordId, 'duplicate', 'proposed', reason));
    }
  }
  await insertLinks(tx, links);
}

function link(id: string, other: string, relation: LinkRecord['relation'], standing: LinkRecord['standing'], reason: string): LinkRecord {
  return { record_id: id, other_id: other, relation, standing, reason, judged_by: null };
}

async function reopenFor(tx: Transaction, id: string, now: Instant): Promise<void> {
  const report = await lockReport(tx, id);
  if (report === null) return;
  const state = nextState(report.state, 'supplement');
  if (state !== null) await updateReport(tx, id, { state });
  await addStep(tx, { record_id: id, at: now, actor: 'firm', step: 'supplement', note: '' });
}
