// SPDX-License-Identifier: Apache-2.0
/** The queue as an analyst sees it: rows with reasons and no name of any party, and one report with all that was done with it. */
import type { Database } from '../../kernel/index.ts';
import { limits } from '../../kernel/index.ts';
import { holdingsOf } from '../../records/index.ts';
import { firmNames } from '../firms/store.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import { type QueueAnswerWire, type QueuedReportWire, type QueueRowWire, reportMoves, reportStates, type ReportState } from '../wire.ts';
import { priorityFrom } from './priority.ts';
import { nextState } from './report-states.ts';
import {
  countStates,
  findReport,
  linksOf,
  namesOfReports,
  type QueuedReport,
  queuePage,
  questionsOf,
  questionWire,
  stepsOf,
} from './store.ts';

const openStates: readonly ReportState[] = ['new', 'being-read', 'asked-back'];

export async function readQueue(
  deps: ReportingDeps,
  asked: { readonly state: ReportState | 'open' | 'all'; readonly q: string; readonly after?: string | undefined },
): Promise<QueueAnswerWire> {
  const states = statesOf(asked.state);
  const page = await queuePage(deps.db, { states, q: asked.q.trim(), after: readPlace(asked.after) });
  const shown = page.slice(0, limits.pageRowsMax);
  const last = page.length > shown.length ? shown.at(-1) : undefined;
  const counts = await countStates(deps.db);
  return {
    rows: await rowsOf(deps, shown),
    next: last === undefined ? null : `${last.points}.${last.record_id}`,
    counts: Object.fromEntries(reportStates.map((state) => [state, counts.get(state) ?? 0])) as QueueAnswerWire['counts'],
  };
}

function statesOf(asked: ReportState | 'open' | 'all'): readonly ReportState[] {
  if (asked === 'all') return reportStates;
  return asked === 'open' ? openStates : [asked];
}

/** A place that no page of ours gave begins at the beginning. */
function readPlace(after: string | undefined): { readonly points: number; readonly id: string } | null {
  const found = /^(\d{1,6})\.(rcd_\w+)$/.exec(after ?? '');
  return found === null ? null : { points: Number(found[1]), id: found[2] ?? '' };
}

async function rowsOf(deps: ReportingDeps, reports: readonly QueuedReport[]): Promise<QueueRowWire[]> {
  const ids = reports.map(({ record_id }) => record_id);
  const firms = await firmNames(
    deps.db,
    reports.flatMap(({ firm_id }) => firm_id ?? []),
  );
  const readers = await deps.officerNames(
    deps.db,
    reports.flatMap(({ reader }) => reader ?? []),
  );
  const links = (await linksOf(deps.db, ids)).filter(({ standing }) => standing !== 'rejected');
  const questions = await questionsOf(deps.db, ids);
  return reports.map((report) => {
    const { record_id: id, number, firm_id, reference, received_at: receivedAt, state, points, reasons, reader } = report;
    return {
      id,
      number,
      firm: firm_id === null ? null : (firms.get(firm_id) ?? firm_id),
      reference,
      receivedAt,
      state,
      priority: priorityFrom(points),
      points,
      reasons: [...reasons],
      reader: reader === null ? null : (readers.get(reader) ?? reader),
      linkCount: links.filter((link) => link.record_id === id || link.other_id === id).length,
      openQuestions: questions.filter((question) => question.record_id === id && question.answer === null).length,
    };
  });
}

export async function readReport(deps: ReportingDeps, id: string, roles: readonly string[]): Promise<QueuedReportWire | null> {
  const report = await findReport(deps.db, id);
  if (report === null) return null;
  const [row] = await rowsOf(deps, [report]);
  if (row === undefined) return null;
  const mayAsk = report.firm_id !== null && nextState(report.state, 'ask') !== null;
  return {
    ...row,
    links: await linksShown(deps.db, id),
    questions: await questionsShown(deps, id),
    feedback: report.feedback,
    steps: await stepsShown(deps, id),
    forwarded: await forwardings(deps, id),
    moves: reportMoves.filter((move) => nextState(report.state, move) !== null),
    mayAsk,
    mayForward: roles.includes('preparer'),
  };
}

async function linksShown(db: Database, id: string): Promise<QueuedReportWire['links']> {
  const links = await linksOf(db, [id]);
  const otherOf = (link: (typeof links)[number]): string => (link.record_id === id ? link.other_id : link.record_id);
  const names = await namesOfReports(db, links.map(otherOf));
  return links.map((link) => {
    const other = otherOf(link);
    const { number = other, reference = '' } = names.get(other) ?? {};
    const { relation, standing, reason } = link;
    return { other, number, reference, relation, standing, isFollowing: link.record_id === id, reason };
  });
}

async function questionsShown(deps: ReportingDeps, id: string): Promise<QueuedReportWire['questions']> {
  const questions = await questionsOf(deps.db, [id]);
  const names = await deps.officerNames(
    deps.db,
    questions.map(({ asked_by }) => asked_by),
  );
  return questions.map((question) => ({ ...questionWire(question), askedBy: names.get(question.asked_by) ?? question.asked_by }));
}

async function stepsShown(deps: ReportingDeps, id: string): Promise<QueuedReportWire['steps']> {
  const steps = await stepsOf(deps.db, id);
  const names = await deps.officerNames(
    deps.db,
    steps.map(({ actor }) => actor),
  );
  return steps.map(({ at, actor, step, note }) => ({ at, who: names.get(actor) ?? actor, step, note }));
}

async function forwardings(deps: ReportingDeps, id: string): Promise<QueuedReportWire['forwarded']> {
  const holdings = await holdingsOf(deps.db, id);
  const names = await deps.authorityNames(
    deps.db,
    holdings.map(({ recipient }) => recipient),
  );
  return holdings.map(({ matter, recipient, givenAt, purpose, isDelivered }) => {
    return { matter, to: names.get(recipient)?.name ?? recipient, at: givenAt, purpose, isDelivered };
  });
}
