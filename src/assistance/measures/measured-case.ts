// SPDX-License-Identifier: Apache-2.0
/**
 * A case whose request brings an order, or asks for what is carried out in several steps: what both authorities have said about the
 * carrying out, in its order.
 *
 * What a measure means is known to the room that has to do with it (freezing). Here it is a step like every other: prepared,
 * approved, judged, sent, received, played again without it where it was not admitted.
 */
import type { AgreementRef } from '../../agreements/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import type { CaseDeadline } from '../states/case-deadlines.ts';
import { type CaseEvent, type CaseSide, sideOfStep } from '../states/case-states.ts';
import {
  type CaseRecord,
  casesAroundOrders,
  casesWithOrders,
  casesWithOrdersAmong,
  findCase,
  stepsOfCases,
  type StepRecord,
} from '../store.ts';
import type { CaseState, RequestBodyWire } from '../wire.ts';

export interface TakenStep {
  readonly side: CaseSide;
  readonly at: Instant;
  readonly dispatch: string | null;
  readonly content: unknown;
}

export interface MeasuredCase {
  readonly id: string;
  readonly side: CaseSide;
  readonly counterpart: string;
  readonly state: CaseState;
  readonly assistance: RequestBodyWire['assistance'];
  readonly class: RequestBodyWire['class'];
  readonly reference: string;
  readonly agreement: AgreementRef | null;
  /** The certificate as it was sent, or as it stands in the draft. */
  readonly order: RequestBodyWire['order'];
  readonly deadlines: readonly CaseDeadline[];
  /** The dispatch that carried the request; null until it was sent. */
  readonly requestDispatch: string | null;
  readonly taken: readonly TakenStep[];
  /** A step of ours that waits for approval. */
  readonly isWaiting: boolean;
}

/**
 * An order has measures of its own for what is late, postponed or impossible, with its own grounds and clocks; the steps of the
 * case that say the same are for requests without one. So each is said in one place, and neither side must look for it in two.
 */
export function isSaidByMeasures(row: Pick<CaseRecord, 'request'>, event: CaseEvent): boolean {
  const isOfOrder = row.request?.order !== undefined;
  return isOfOrder && (event === 'delay-notice' || event === 'postponement' || event === 'impossibility');
}

export async function measuredCase(db: Database, caseId: string): Promise<MeasuredCase | null> {
  const row = await findCase(db, caseId);
  return row === null ? null : measured(row, await stepsOfCases(db, [row.id]));
}

/** Cases whose request or draft brings an order, the newest first; all of them, or those that are open. */
export async function measuredCases(db: Database, which: { readonly limit: number; readonly isOpen: boolean }): Promise<MeasuredCase[]> {
  return allMeasured(db, await casesWithOrders(db, which));
}

/** The cases that bring one of these orders, or an order that follows one of them. */
export async function measuredCasesAround(db: Database, orderIds: readonly string[]): Promise<MeasuredCase[]> {
  return allMeasured(db, await casesAroundOrders(db, orderIds));
}

/** Those of these cases that brought an order. */
export async function measuredCasesAmong(db: Database, caseIds: readonly string[]): Promise<MeasuredCase[]> {
  return allMeasured(db, await casesWithOrdersAmong(db, caseIds));
}

async function allMeasured(db: Database, rows: readonly CaseRecord[]): Promise<MeasuredCase[]> {
  const steps = await stepsOfCases(
    db,
    rows.map((row) => row.id),
  );
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return rows.map((row) => measured(row, byCase.get(row.id) ?? []));
}

export function measured(row: CaseRecord, steps: readonly StepRecord[]): MeasuredCase {
  const { request, draft } = row;
  return {
    id: row.id,
    side: row.side,
    counterpart: row.counterpart,
    state: row.state,
    assistance: request?.assistance ?? draft.assistance,
    class: request?.class ?? draft.class,
    reference: request?.reference ?? draft.reference,
    agreement: row.agreement,
    order: request === null ? draft.order : request.order,
    deadlines: row.deadlines,
    requestDispatch: steps.findLast((step) => step.kind === 'request' && step.dispatch !== null)?.dispatch ?? null,
    taken: takenOf(steps),
    isWaiting: steps.some((step) => step.state === 'awaiting-approval'),
  };
}

/** What counts of them: sent or received, and not taken back. */
function takenOf(steps: readonly StepRecord[]): TakenStep[] {
  return steps
    .filter((step) => (step.kind === 'measure' || step.kind === 'instruction') && (step.state === 'queued' || step.state === 'delivered'))
    .toSorted((left, right) => ((left.sent_at ?? left.prepared_at) < (right.sent_at ?? right.prepared_at) ? -1 : 1))
    .map((step) => ({
      side: sideOfStep[step.kind],
      at: step.sent_at ?? step.prepared_at,
      dispatch: step.dispatch,
      content: (step.body as { readonly measure: unknown }).measure,
    }));
}
