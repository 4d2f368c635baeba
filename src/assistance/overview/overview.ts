// SPDX-License-Identifier: Apache-2.0
/**
 * The overview of cases for those who arrange work: each case as its line, the step that waits in it, and all of its open clocks.
 *
 * It knows nothing of who works on what; room desk adds that.
 */
import type { Database, Instant } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { isAgainstRefusal, nextDueAt, owedBy } from '../states/case-deadlines.ts';
import { caseRow } from '../cases/case-row.ts';
import { type CaseRecord, findCase } from '../store.ts';
import type { CaseRowWire, StepKind } from '../wire.ts';
import {
  type CaseIds,
  casesByIds,
  casesDueBefore,
  type CaseSelection,
  casesWithWords,
  pageOfCases,
  type PlaceInList,
  stepLines,
  type WordsWanted,
} from './store.ts';

export interface CaseInList {
  readonly row: CaseRowWire;
  /** The step that waits for approval, and whose it is. */
  readonly waiting: { readonly kind: StepKind; readonly preparedBy: string } | null;
  /** Who prepared the last step, where it was returned; else null. */
  readonly returnedTo: string | null;
  /** What may still be done against the refusal that stands, as far as its time is set. */
  readonly against: readonly ('rebut' | 'cure')[];
  readonly place: PlaceInList;
}

export interface CaseClock {
  readonly caseId: string;
  readonly step: CaseRecord['deadlines'][number]['step'];
  readonly dueAt: Instant;
  readonly owedBy: 'us' | 'them';
  readonly isOver: boolean;
  readonly clause: string;
  readonly subject: string;
  readonly counterpart: { readonly name: string; readonly jurisdiction: string };
}

export async function listedCases(db: Database, deps: AssistanceDeps, wanted: CaseSelection, now: Instant): Promise<CaseInList[]> {
  return linesOf(db, deps, await pageOfCases(db, wanted), now);
}

export async function searchedCases(
  db: Database,
  deps: AssistanceDeps,
  wanted: WordsWanted,
  now: Instant,
): Promise<{ readonly found: CaseInList[]; readonly isCommon: boolean }> {
  const { rows, isCommon } = await casesWithWords(db, wanted);
  return { found: await linesOf(db, deps, rows, now), isCommon };
}

export async function namedCases(db: Database, deps: AssistanceDeps, ids: readonly string[], now: Instant): Promise<CaseInList[]> {
  return linesOf(db, deps, await casesByIds(db, ids), now);
}

/** Whether there is such a case. */
export async function hasCase(db: Database, id: string): Promise<boolean> {
  return (await findCase(db, id)) !== null;
}

/** Open clocks that end in the span, the nearest first, and whether there were more cases than are looked at. */
export async function clocksBetween(
  db: Database,
  deps: AssistanceDeps,
  wanted: { readonly from: Instant; readonly to: Instant; readonly only: CaseIds | null; readonly hidden: CaseIds | null },
  now: Instant,
): Promise<{ readonly clocks: CaseClock[]; readonly isCut: boolean }> {
  const { from, to, only, hidden } = wanted;
  const found = await casesDueBefore(db, { before: to, only, hidden, limit: casesLookedAtMax });
  const names = await deps.authorityNames(db, [...new Set(found.map((row) => row.counterpart))]);
  const clocks = found.flatMap((row) =>
    row.deadlines
      .filter((deadline) => deadline.metAt === null && nextDueAt([deadline], row.state) !== null)
      .filter(({ dueAt }) => dueAt >= from && dueAt < to)
      .map(({ step, dueAt, clause }): CaseClock => {
        const { name, jurisdiction } = names.get(row.counterpart) ?? { name: row.counterpart, jurisdiction: '' };
        const subject = row.draft.content.subject ?? '';
        const counterpart = { name, jurisdiction };
        return { caseId: row.id, step, dueAt, owedBy: owedBy(row.side, step), isOver: dueAt < now, clause, subject, counterpart };
      }),
  );
  return { clocks: clocks.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1)), isCut: found.length === casesLookedAtMax };
}

/** Cases whose clocks are shown at once: a calendar with more on it shows nothing. */
const casesLookedAtMax = 2000;

async function linesOf(db: Database, deps: AssistanceDeps, found: readonly CaseRecord[], now: Instant): Promise<CaseInList[]> {
  const names = await deps.authorityNames(db, [...new Set(found.map((row) => row.counterpart))]);
  const steps = await stepLines(
    db,
    found.map((row) => row.id),
  );
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return found.map((row) => {
    const own = byCase.get(row.id) ?? [];
    const waiting = own.find((step) => step.state === 'awaiting-approval');
    const last = own.at(-1);
    const isDue = row.next_due_at !== null;
    return {
      row: caseRow(row, { names, awaitsApproval: waiting !== undefined, now }),
      waiting: waiting === undefined ? null : { kind: waiting.kind, preparedBy: waiting.prepared_by },
      returnedTo: last?.state === 'voided' && last.returned_reason !== null ? last.prepared_by : null,
      against: row.deadlines.flatMap(({ step, metAt, dueAt }) => (isAgainstRefusal(step) && metAt === null && dueAt >= now ? [step] : [])),
      place: [isDue ? 'due' : 'rest', row.next_due_at ?? row.updated_at, row.id],
    };
  });
}
