// SPDX-License-Identifier: Apache-2.0
/** The cases that ask for the other leg of an alert, ours and those of others: what was asked, and what was answered so far. */
import type { Condition } from '../../conditions/index.ts';
import type { Database } from '../../kernel/index.ts';
import { sideOfStep, transitionOf } from '../states/case-states.ts';
import { refusalOfText } from '../steps/step-row.ts';
import { type CaseRecord, casesAsking, findCase, stepsOfCases, type StepRecord } from '../store.ts';
import type { Reading } from '../traces/relay-cases.ts';
import type { CaseState } from '../wire.ts';
import { type AlertAnswerWire, alertAnswerSchema, type AlertQuestionWire } from './wire.ts';

export interface LegCase {
  readonly id: string;
  readonly side: CaseRecord['side'];
  readonly counterpart: string;
  readonly state: CaseState;
  readonly purpose: NonNullable<CaseRecord['request']>['purpose'] | null;
  /** That governs the case; null while it is a draft. */
  readonly agreement: CaseRecord['agreement'];
  readonly question: AlertQuestionWire;
  /** Whether the table of states lets whoever is asked reply now. */
  readonly isAnswerable: boolean;
  /** Sent or received; the first first. */
  readonly answers: readonly LegAnswer[];
}

export interface LegAnswer {
  readonly at: string;
  readonly dispatch: string | null;
  /** Under which the reply's text and its part stand. */
  readonly conditions: readonly Condition[];
  /** Null where the conditions do not let a received part be read any longer. */
  readonly answer: AlertAnswerWire | null;
  /** Why it may not be read; empty where it may. */
  readonly withheld: readonly string[];
}

/** Requests of one side for the other leg of one alert, the first first. */
export async function legsOfAlert(db: Database, reading: Reading, alert: string, side: CaseRecord['side']): Promise<readonly LegCase[]> {
  const rows = await casesAsking(db, 'alert', [alert]);
  return withAnswers(
    db,
    reading,
    rows.filter((row) => row.side === side),
  );
}

/** Null where the case asks for no other leg. */
export async function legCase(db: Database, reading: Reading, caseId: string): Promise<LegCase | null> {
  const row = await findCase(db, caseId);
  return row === null ? null : ((await withAnswers(db, reading, [row]))[0] ?? null);
}

async function withAnswers(db: Database, reading: Reading, rows: readonly CaseRecord[]): Promise<LegCase[]> {
  const steps = await stepsOfCases(
    db,
    rows.map(({ id }) => id),
  );
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return rows.flatMap((row): LegCase[] => {
    const { id, side, counterpart, state, draft, request, agreement } = row;
    const question = (request ?? draft).alert;
    if (question === undefined) return [];
    const answers = (byCase.get(id) ?? []).flatMap((step) => answerOf(row, step, reading) ?? []);
    const isAnswerable = transitionOf(state, 'complete-reply') !== null;
    return [{ id, side, counterpart, state, agreement, purpose: (request ?? draft).purpose, question, isAnswerable, answers }];
  });
}

function answerOf(row: CaseRecord, step: StepRecord, reading: Reading): LegAnswer | null {
  if (step.kind !== 'reply' || (step.state !== 'queued' && step.state !== 'delivered')) return null;
  const answer = alertAnswerSchema.safeParse((step.body as { readonly alert?: unknown }).alert);
  // Whoever speaks for another authority than itself has told nothing.
  const teller = sideOfStep[step.kind] === row.side ? reading.self : row.counterpart;
  if (!answer.success || (answer.data.kind === 'part' && answer.data.part.authority !== teller)) return null;
  const isReceived = teller !== reading.self;
  const withheld = isReceived ? (refusalOfText(reading, row, { step, manner: 'read', now: reading.now }) ?? []) : [];
  return {
    at: step.sent_at ?? step.prepared_at,
    dispatch: step.dispatch,
    conditions: step.conditions as readonly unknown[] as readonly Condition[],
    answer: withheld.length > 0 ? null : answer.data,
    withheld,
  };
}
