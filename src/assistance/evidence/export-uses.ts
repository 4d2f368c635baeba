// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting a bundle is a use of everything that it shows: each received record, and the text of each received reply. Each is asked
 * of its conditions and written down. What is withheld from the bundle is not used, and may be what its originator forbids.
 */
import { saidMembers } from '../../agreements/index.ts';
import { purposeWords } from '../../conditions/index.ts';
import type { Instant, Issue, Transaction } from '../../kernel/index.ts';
import { receivedPlaces, recordRowsOfCase, type RecordRowWire, type RecordUseAnswerWire, useRecord } from '../../records/index.ts';
import type { Withholding } from '../../seals/index.ts';
import { absent, type AssistanceDeps } from '../assistance-deps.ts';
import { sideOfStep } from '../states/case-states.ts';
import { changeCase } from '../cases/change-case.ts';
import { refusalOfText } from '../steps/step-row.ts';
import { type CaseRecord, type StepRecord, stepsOfCases } from '../store.ts';

/** What a bundle leaves out as a whole. */
export interface LeftOut {
  readonly recordIds: ReadonlySet<string>;
  /** Whether nothing of what a reply says is left beside its records: the text, and what stands under its conditions. */
  readonly isText: (step: Pick<StepRecord, 'dispatch' | 'body'>) => boolean;
}

/** `dispatches` in the order of the bundle, so that the numbers of the choices are theirs. */
export async function leftOut(
  deps: AssistanceDeps,
  row: CaseRecord,
  given: { readonly dispatches: readonly { readonly digest: string }[]; readonly withhold: readonly Withholding[] },
): Promise<LeftOut> {
  const gone = (dispatch: string | null, pointer: string): boolean =>
    given.withhold.some((choice) => {
      const isSame = given.dispatches[choice.dispatch - 1]?.digest === dispatch;
      return isSame && (choice.pointer === '' || pointer === choice.pointer || pointer.startsWith(`${choice.pointer}/`));
    });
  const places = await receivedPlaces(deps.database, row.id);
  const recordIds = places.filter(({ dispatch, index }) => gone(dispatch, `/records/${index}/body`)).map(({ recordId }) => recordId);
  return {
    recordIds: new Set(recordIds),
    isText: ({ dispatch, body }) => saidMembers(body as object).every((name) => gone(dispatch, `/${name}`)),
  };
}

/** The bundle holds the texts of received replies too; they carry conditions like the records. */
export async function refusedTexts(deps: AssistanceDeps, row: CaseRecord, left: LeftOut, now: Instant): Promise<Issue[]> {
  const steps = await stepsOfCases(deps.database, [row.id]);
  return steps.flatMap((step): Issue[] => {
    const isReceived = step.kind === 'reply' && sideOfStep[step.kind] !== row.side;
    const reasons = isReceived && !left.isText(step) ? refusalOfText(deps, row, { step, manner: 'export', now }) : null;
    if (reasons === null) return [];
    const problem = `The text of a reply may not be exported for the purpose of the case. ${reasons.join(' ')}`;
    return [{ path: `steps.${step.id}`, problem, remedy: askOriginator }];
  });
}

interface Exporting {
  readonly officer: string;
  readonly now: Instant;
}

/** Writes down the export of each received record; gives what a recall has forbidden since, and then the caller undoes it. */
export async function noteExports(
  deps: AssistanceDeps,
  row: CaseRecord,
  left: LeftOut,
  given: Exporting,
  tx: Transaction,
): Promise<Issue[]> {
  const ids = await exportedIds(deps, row, left);
  return issuesOf(row, await exportAll(deps, tx, { row, ids, ...given }));
}

/** Which received records may not be exported. Only the refusals are written down: nothing leaves yet. */
export async function refusedExports(deps: AssistanceDeps, row: CaseRecord, left: LeftOut, given: Exporting): Promise<Issue[]> {
  const answers = await triedExports(deps, row, left, given);
  const refused = answers.filter(isRefused).map(([id]) => id);
  if (refused.length > 0) await deps.database.transaction().execute((tx) => exportAll(deps, tx, { row, ids: refused, ...given }));
  return issuesOf(row, answers);
}

/** The same as it stands now, for a look beforehand: nothing at all is written down. */
export async function refusedNow(deps: AssistanceDeps, row: CaseRecord, left: LeftOut, given: Exporting): Promise<Issue[]> {
  return issuesOf(row, await triedExports(deps, row, left, given));
}

/** What each export would be answered. Of an export that did not happen, no permitted use is kept. */
async function triedExports(deps: AssistanceDeps, row: CaseRecord, left: LeftOut, given: Exporting): Promise<ExportAnswers> {
  const ids = await exportedIds(deps, row, left);
  let answers: ExportAnswers = [];
  await changeCase(deps, async (tx) => {
    answers = await exportAll(deps, tx, { row, ids, ...given });
    return absent;
  });
  return answers;
}

type ExportAnswers = readonly (readonly [string, RecordUseAnswerWire | null])[];

function isRefused([, answer]: ExportAnswers[number]): boolean {
  return answer?.use.outcome !== 'permitted';
}

function issuesOf(row: CaseRecord, answers: ExportAnswers): Issue[] {
  return answers.filter(isRefused).map(([id, answer]) => {
    const why = answer?.use.reasons.map((reason) => reason.sentence).join(' ') ?? 'It is not here any more.';
    const purpose = purposeWords[row.request?.purpose ?? 'commercial'];
    return { path: `records.${id}`, problem: `It may not be exported for ${purpose}. ${why}`, remedy: askOriginator };
  });
}

/** The received records that the bundle shows. */
async function exportedIds(deps: AssistanceDeps, row: CaseRecord, left: LeftOut): Promise<string[]> {
  // A recall that was carried out left nothing of the record in the case: its place is withheld, and a correction came in another dispatch.
  const isThere = (record: RecordRowWire): boolean => record.recall?.state !== 'executed';
  const records = await recordRowsOfCase(deps.database, row.id, deps);
  return records.filter((record) => record.isReceived && isThere(record) && !left.recordIds.has(record.id)).map((record) => record.id);
}

async function exportAll(
  deps: AssistanceDeps,
  tx: Transaction,
  { row, ids, officer, now }: Exporting & { readonly row: CaseRecord; readonly ids: readonly string[] },
): Promise<ExportAnswers> {
  const purpose = row.request?.purpose;
  if (purpose === undefined) return [];
  const note = 'Export of the evidence bundle of the case.';
  const answers: [string, RecordUseAnswerWire | null][] = [];
  for (const recordId of ids) {
    const use = { recordId, purpose, manner: 'export', officer, caseRef: row.id, note } as const;
    answers.push([recordId, await useRecord(tx, use, deps, now, deps.random)]);
  }
  return answers;
}

const askOriginator = 'Ask its originator, or withhold it from the bundle.';
