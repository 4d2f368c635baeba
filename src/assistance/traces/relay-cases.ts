// SPDX-License-Identifier: Apache-2.0
/** The cases of one relay of a trace, ours and those of others: what was asked, and what was answered so far. */
import type { Database } from '../../kernel/index.ts';
import { type CaseRecord, casesOfRelay, findCase, stepsOfCases, type StepRecord } from '../store.ts';
import type { CaseState } from '../wire.ts';
import { type TraceAnswerWire, traceAnswerSchema, type TraceQuestionWire } from './wire.ts';

export interface RelayCase {
  readonly id: string;
  readonly side: CaseRecord['side'];
  readonly counterpart: string;
  readonly state: CaseState;
  readonly purpose: NonNullable<CaseRecord['request']>['purpose'] | null;
  readonly question: TraceQuestionWire;
  /** Sent or received, the first first. */
  readonly answers: readonly RelayAnswer[];
}

export interface RelayAnswer {
  readonly answer: TraceAnswerWire;
  readonly at: string;
  readonly dispatch: string | null;
  /** Whether every condition on the reply's text lets it be passed on at all. */
  readonly mayEverPassOn: boolean;
}

/** The cases of a relay, the first first. */
export async function relayCases(db: Database, relay: string): Promise<readonly RelayCase[]> {
  return withAnswers(db, await casesOfRelay(db, relay));
}

/** Null where the case asks for no trace. */
export async function relayCase(db: Database, caseId: string): Promise<RelayCase | null> {
  const row = await findCase(db, caseId);
  return row === null ? null : ((await withAnswers(db, [row]))[0] ?? null);
}

async function withAnswers(db: Database, rows: readonly CaseRecord[]): Promise<RelayCase[]> {
  const steps = await stepsOfCases(
    db,
    rows.map(({ id }) => id),
  );
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return rows.flatMap(({ id, side, counterpart, state, draft, request }): RelayCase[] => {
    const question = (request ?? draft).trace;
    if (question === undefined) return [];
    const purpose = (request ?? draft).purpose;
    return [{ id, side, counterpart, state, purpose, question, answers: (byCase.get(id) ?? []).flatMap((step) => answerOf(step) ?? []) }];
  });
}

function answerOf(step: StepRecord): RelayAnswer | null {
  if (step.kind !== 'reply' || (step.state !== 'queued' && step.state !== 'delivered')) return null;
  const answer = traceAnswerSchema.safeParse((step.body as { readonly trace?: unknown }).trace);
  if (!answer.success) return null;
  const conditions = step.conditions as readonly { readonly onward?: unknown }[];
  return {
    answer: answer.data,
    at: step.sent_at ?? step.prepared_at,
    dispatch: step.dispatch,
    mayEverPassOn: conditions.every(({ onward }) => onward !== 'never'),
  };
}
