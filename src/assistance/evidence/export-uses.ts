// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting a bundle is a use of everything that it shows: each received record, and the text of each received reply. Each is asked
 * of its conditions and written down. What is withheld from the bundle is not used, and may be what its originator forbids.
 */
import { purposeWords } from '../../conditions/index.ts';
import type { Instant, Issue, Transaction } from '../../kernel/index.ts';
import { receivedPlaces, recordRowsOfCase, type RecordRowWire, type RecordUseAnswerWire, useRecord } from '../../records/index.ts';
import type { Withholding } from '../../seals/index.ts';
import { absent, type AssistanceDeps } from '../assistance-deps.ts';
import { sideOfStep } from '../case-states.ts';
import { changeCase } from '../change-case.ts';
import { refusalOfText } from '../step-row.ts';
import { type CaseRecord, stepsOfCases } from '../store.ts';

/** What a bundle leaves out as a whole. */
export interface LeftOut {
  readonly recordIds: ReadonlySet<string>;
  readonly isText: (dispatch: string | null) => boolean;
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
  return { recordIds: new Set(recordIds), isText: (dispatch) => gone(dispatch, '/text') };
}

/** The bundle holds the texts of received replies too; they carry conditions like the records. */
export async function refusedTexts(deps: AssistanceDeps, row: CaseRecord, left: LeftOut, now: Instant): Promise<Issue[]> {
  const steps = await stepsOfCases(deps.database, [row.id]);
  return steps.flatMap((step): Issue[] => {
    const isReceived = step.kind === 'reply' && sideOfStep[step.kind] !== row.side;
    const reasons = isReceived && !left.isText(step.dispatch) ? refusalOfText(deps, row, { step, manner: 'export', now }) : null;
    if (reasons === null) return [];
    const problem = `The text of a reply may not be exported for the purpose of the case. ${reasons.join(' ')}`;
    return [{ path: `steps.${step.id}`, problem, remedy: askOriginator }];
  });
}

/**
 * Writes down the export of each received record of the case. Where one may not be exported nothing is, so then only the
 * refusals are written down.
 */
export async function noteExports(
  deps: AssistanceDeps,
  row: CaseRecord,
  left: LeftOut,
  { officer, now }: { readonly officer: string; readonly now: Instant },
): Promise<Issue[]> {
  const purpose = row.request?.purpose;
  if (purpose === undefined) return [];
  // A recall that was carried out left nothing of the record in the case: its place is withheld, and a correction came in another dispatch.
  const isThere = (record: RecordRowWire): boolean => record.recall?.state !== 'executed';
  const received = (await recordRowsOfCase(deps.database, row.id, deps)).filter(
    (record) => record.isReceived && isThere(record) && !left.recordIds.has(record.id),
  );
  const note = 'Export of the evidence bundle of the case.';
  const exportAll = async (tx: Transaction, ids: readonly string[]): Promise<[string, RecordUseAnswerWire | null][]> => {
    const answers: [string, RecordUseAnswerWire | null][] = [];
    for (const recordId of ids) {
      const use = { recordId, purpose, manner: 'export', officer, caseRef: row.id, note } as const;
      answers.push([recordId, await useRecord(tx, use, deps, now, deps.random)]);
    }
    return answers;
  };
  let refused: [string, RecordUseAnswerWire | null][] = [];
  await changeCase(deps, async (tx) => {
    const ids = received.map((record) => record.id);
    refused = (await exportAll(tx, ids)).filter(([, answer]) => answer?.use.outcome !== 'permitted');
    // Whatever is not done is undone: of an export that did not happen, no permitted use is kept.
    return refused.length > 0 ? absent : { kind: 'done', caseId: row.id };
  });
  if (refused.length === 0) return [];
  await deps.database.transaction().execute((tx) =>
    exportAll(
      tx,
      refused.map(([id]) => id),
    ),
  );
  return refused.map(([id, answer]) => {
    const why = answer?.use.reasons.map((reason) => reason.sentence).join(' ') ?? 'It is not here any more.';
    const problem = `It may not be exported for ${purposeWords[purpose]}. ${why}`;
    return { path: `records.${id}`, problem, remedy: askOriginator };
  });
}

const askOriginator = 'Ask its originator, or withhold it from the bundle.';
