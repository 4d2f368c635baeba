// SPDX-License-Identifier: Apache-2.0
/**
 * Sending, and checking before sending: one way, of which a check is undone at its end, so that both say the same.
 *
 *     read and judge the file ── unreadable ──> an answer with the file's faults; kept, nothing taken
 *        │
 *     references and follows, report by report; a bad one does not hold up the good ones
 *        │
 *     good ones become records, and enter the queue with a number; submission with file and answer is kept
 *
 * The answer is what the firm's program reads: each report accepted with its number, unchanged (it was sent before, word for word), or
 * rejected with line, path and remedy.
 */
import { type IdOf, type Instant, newId, type RandomBytes, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import { admitFirmReports, type AppliedRecord, type GoodRecord, type TakenReport } from '../../records/index.ts';
import { digestOf } from '../../seals/index.ts';
import { reportsNamed } from '../queue/store.ts';
import { takeReports } from '../queue/take-reports.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import type { ReportAnswerWire, SubmissionRowWire } from '../wire.ts';
import { judgeFile, type JudgedReport, rejectedFor, type SubmittedFile } from './read-submission.ts';
import { insertSubmission, removeDraft } from './store.ts';

export interface Sending {
  readonly firm: { readonly id: IdOf<'frm'>; readonly lei: string | null };
  readonly person: IdOf<'fpr'> | null;
  readonly way: SubmissionRowWire['way'];
  readonly file: SubmittedFile;
  /** The draft that is sent and ends with it. */
  readonly draft: string | null;
  readonly now: Instant;
  readonly random: RandomBytes;
}

export interface Sent {
  readonly kind: 'done';
  readonly id: IdOf<'sbm'>;
  readonly answer: ReportAnswerWire;
}

/** What sending it now would be answered; nothing is kept. */
export async function checkFile(deps: ReportingDeps, sending: Sending): Promise<ReportAnswerWire> {
  let answer: ReportAnswerWire | null = null;
  await wholeUseCase(deps.db, async (tx) => {
    answer = (await taken(tx, deps, sending, newId('sbm', sending.now, sending.random))).answer;
    return { kind: 'undone' as const };
  });
  if (answer === null) throw new Error('a check ended without an answer');
  return withoutNumbers(answer);
}

function withoutNumbers(answer: ReportAnswerWire): ReportAnswerWire {
  return { ...answer, reports: answer.reports.map((report) => (report.outcome === 'accepted' ? { ...report, number: null } : report)) };
}

/** Null where the draft is not there any more: somebody sent it a moment ago. */
export async function sendFile(deps: ReportingDeps, sending: Sending): Promise<Sent | null> {
  const outcome = await wholeUseCase(deps.db, async (tx) => {
    const { draft, firm } = sending;
    const id = newId('sbm', sending.now, sending.random);
    const { answer, count } = await taken(tx, deps, sending, id);
    // A form that was rejected stays a draft, to be mended.
    const isOver = draft !== null && count.rejected === 0;
    if (isOver && !(await removeDraft(tx, firm.id, draft))) return { kind: 'gone' as const };
    await keepSubmission(tx, deps, sending, { id, answer, count });
    return { kind: 'done' as const, id, answer };
  });
  return outcome.kind === 'done' ? outcome : null;
}

interface Counts {
  readonly accepted: number;
  readonly rejected: number;
}

async function taken(
  tx: Transaction,
  deps: ReportingDeps,
  sending: Sending,
  submission: string,
): Promise<{ readonly answer: ReportAnswerWire; readonly count: Counts }> {
  const { file, firm, now, random } = sending;
  const digest = digestOf(file.bytes);
  const { fileFaults, reports } = await judgeFile(file, { now, jurisdiction: deps.authority.jurisdiction, lei: firm.lei });
  const judged = await judgeFollowing(tx, firm.id, reports);
  const source = { importId: submission, fileName: file.fileName, digest };
  const records = judged.flatMap(({ good }) => good ?? []);
  const applied = await admitFirmReports(tx, { firm: firm.id, records, source }, { self: deps.self, now, random });
  const byRecord = new Map<GoodRecord, AppliedRecord>(applied.map((one) => [one.record, one]));
  const numbers = await takeReports(
    tx,
    deps,
    applied.flatMap((one) => takenReport(one, firm.id)),
    { now, submission },
  );
  const known = await reportsNamed(
    tx,
    firm.id,
    judged.map(({ reference }) => reference),
  );
  const answered = judged.map((report) => {
    const one = report.good === null ? undefined : byRecord.get(report.good);
    const number = (one === undefined ? undefined : numbers.get(one.recordId)) ?? known.get(report.reference)?.number ?? null;
    return answerOf(report, one, number);
  });
  const rejected = answered.filter(({ outcome }) => outcome === 'rejected').length;
  const answer = { fileName: file.fileName, digest, answeredAt: now, fileFaults: [...fileFaults], reports: answered };
  return {
    answer: storable(answer),
    count: { accepted: answered.length - rejected, rejected: rejected + (fileFaults.length > 0 ? 1 : 0) },
  };
}

/** A fault may quote what no database can hold: a zero character, half of a pair. The firm's own file has it as it was. */
function storable(answer: ReportAnswerWire): ReportAnswerWire {
  const cleaned = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\ufffd') : value;
  return JSON.parse(JSON.stringify(answer, cleaned)) as ReportAnswerWire;
}

function takenReport({ recordId, record, outcome }: AppliedRecord, firm: string): TakenReport[] {
  const { body } = record;
  return outcome === 'admitted' && body.kind === 'suspicious-report' ? [{ recordId, body, firm, isNew: true }] : [];
}

/** What a report adds to or goes on with is among the firm's earlier reports, or in the same file. */
async function judgeFollowing(tx: Transaction, firm: string, reports: readonly JudgedReport[]): Promise<JudgedReport[]> {
  const followed = reports.flatMap(({ good }) => (good?.body.kind === 'suspicious-report' ? (good.body.follows?.reference ?? []) : []));
  const known = await reportsNamed(tx, firm, followed);
  const inFile = new Set(reports.map(({ reference }) => reference));
  return reports.map((report) => {
    const body = report.good?.body;
    const follows = body?.kind === 'suspicious-report' ? body.follows : undefined;
    // What corrects a report that was rejected as a whole finds none, and says so rightly.
    if (follows === undefined || follows.relation === 'corrects') return report;
    if (known.has(follows.reference) || inFile.has(follows.reference)) return report;
    return rejectedFor(report, {
      field: 'follows/reference',
      reason: `No report of yours has the reference or number "${follows.reference}".`,
      remedy: 'Give the reference under which you sent the first report, or the number in its acknowledgement.',
    });
  });
}

function answerOf(report: JudgedReport, applied: AppliedRecord | undefined, number: string | null): ReportAnswerWire['reports'][number] {
  const { reference, faults, line } = report;
  if (applied === undefined) return { reference, outcome: 'rejected', number: null, faults: [...faults] };
  if (applied.outcome === 'unchanged') return { reference, outcome: 'unchanged', number, faults: [] };
  if (applied.outcome === 'admitted') return { reference, outcome: 'accepted', number, faults: [] };
  const fault = {
    line,
    field: 'reference',
    reason: `You have sent another report under the reference "${reference}", which has the number ${number ?? 'unknown'}.`,
    remedy: `Give this one a reference of its own, and say that it corrects or supplements "${reference}".`,
  };
  return { reference, outcome: 'rejected', number: null, faults: [fault] };
}

async function keepSubmission(
  tx: Transaction,
  deps: ReportingDeps,
  sending: Sending,
  { id, answer, count }: { readonly id: IdOf<'sbm'>; readonly answer: ReportAnswerWire; readonly count: Counts },
): Promise<void> {
  const { file, firm, person, way, now } = sending;
  const { format, fileName: file_name, bytes } = file;
  const row = { id, firm_id: firm.id, person_id: person, way, format, file_name, digest: answer.digest, sent_at: now, ...count, answer };
  await insertSubmission(tx, row, bytes);
  const details = { submission: id, format, file: answer.digest, count: count.accepted, rejected: count.rejected, size: bytes.length };
  await deps.audit(tx, { event: 'reporting.submitted', actor: 'firm', at: now, details });
  await deps.announce(tx, 'reports');
}
