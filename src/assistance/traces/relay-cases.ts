// SPDX-License-Identifier: Apache-2.0
/** The cases of one relay of a trace, ours and those of others: what was asked, and what was answered so far. */
import type { Condition } from '../../conditions/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { sideOfStep, transitionOf } from '../states/case-states.ts';
import { refusalOfText } from '../steps/step-row.ts';
import { type CaseRecord, casesAsking, findCase, stepsOfCases, type StepRecord } from '../store.ts';
import type { CaseState } from '../wire.ts';
import { type TraceAnswerWire, traceAnswerSchema, type TraceQuestionWire } from './wire.ts';

export interface RelayCase {
  readonly id: string;
  readonly side: CaseRecord['side'];
  readonly counterpart: string;
  readonly state: CaseState;
  readonly purpose: NonNullable<CaseRecord['request']>['purpose'] | null;
  readonly question: TraceQuestionWire;
  /** Whether the table of states lets whoever is asked reply now. */
  readonly isAnswerable: boolean;
  /** Sent, or received and still readable under the conditions of the reply; the first first. */
  readonly answers: readonly RelayAnswer[];
}

export interface CaseInRelay extends Pick<RelayCase, 'id' | 'side' | 'counterpart' | 'state'> {
  readonly relay: string;
}

export interface RelayAnswer {
  readonly answer: TraceAnswerWire;
  readonly at: string;
  readonly dispatch: string | null;
  /** Under which the reply's text and its trace stand; one without any may not be used. */
  readonly conditions: readonly Condition[];
}

/** Who reads, and when: the conditions of a reply say for how long its trace may be read. */
export interface Reading {
  readonly self: AssistanceDeps['self'];
  readonly now: Instant;
}

/** The cases of a relay, the first first. */
export async function relayCases(db: Database, reading: Reading, relay: string): Promise<readonly RelayCase[]> {
  return withAnswers(db, reading, await casesAsking(db, 'relay', [relay]));
}

/** Which cases belong to these relays, the first first; nothing of what was asked or answered. */
export async function casesInRelays(db: Database, relays: readonly string[]): Promise<readonly CaseInRelay[]> {
  const rows = await casesAsking(db, 'relay', relays);
  return rows.map(({ id, side, counterpart, state, draft, request }) => {
    const relay = (request ?? draft).trace?.relay ?? '';
    return { id, relay, side, counterpart, state };
  });
}

/** Null where the case asks for no trace. */
export async function relayCase(db: Database, reading: Reading, caseId: string): Promise<RelayCase | null> {
  const row = await findCase(db, caseId);
  return row === null ? null : ((await withAnswers(db, reading, [row]))[0] ?? null);
}

async function withAnswers(db: Database, reading: Reading, rows: readonly CaseRecord[]): Promise<RelayCase[]> {
  const steps = await stepsOfCases(
    db,
    rows.map(({ id }) => id),
  );
  const byCase = Map.groupBy(steps, (step) => step.case_id);
  return rows.flatMap((row): RelayCase[] => {
    const { id, side, counterpart, state, draft, request } = row;
    const question = (request ?? draft).trace;
    if (question === undefined) return [];
    const purpose = (request ?? draft).purpose;
    const answers = (byCase.get(id) ?? []).flatMap((step) => answerOf(row, step, reading) ?? []);
    const isAnswerable = transitionOf(state, 'complete-reply') !== null;
    return [{ id, side, counterpart, state, purpose, question, isAnswerable, answers }];
  });
}

function answerOf(row: CaseRecord, step: StepRecord, reading: Reading): RelayAnswer | null {
  if (step.kind !== 'reply' || (step.state !== 'queued' && step.state !== 'delivered')) return null;
  const answer = traceAnswerSchema.safeParse((step.body as { readonly trace?: unknown }).trace);
  if (!answer.success) return null;
  const isReceived = sideOfStep[step.kind] !== row.side;
  if (isReceived && refusalOfText(reading, row, { step, manner: 'read', now: reading.now }) !== null) return null;
  return {
    answer: answer.data,
    at: step.sent_at ?? step.prepared_at,
    dispatch: step.dispatch,
    conditions: step.conditions as readonly unknown[] as readonly Condition[],
  };
}
