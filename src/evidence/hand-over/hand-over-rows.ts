// SPDX-License-Identifier: Apache-2.0
/** Hand-overs of a case as an officer sees them, with what may be done next. */
import { caseBrief } from '../../assistance/index.ts';
import type { Database } from '../../kernel/index.ts';
import type { By, EvidenceDeps } from '../evidence-deps.ts';
import { type HandOverRecord, handOversOfCase } from './store.ts';
import type { HandOverRowWire } from './wire.ts';

/** Null where there is no such case. */
export async function handOverRows(deps: EvidenceDeps, caseId: string, by: By): Promise<HandOverRowWire[] | null> {
  const { database: db } = deps.assistance;
  if ((await caseBrief(db, caseId)) === null) return null;
  const rows = (await handOversOfCase(db, caseId)).filter(({ state }) => state !== 'replaced');
  const names = await namesOf(db, deps, rows);
  return rows.map((row) => rowOf(row, names.get(row.counterpart) ?? row.counterpart, by));
}

async function namesOf(db: Database, deps: EvidenceDeps, rows: readonly HandOverRecord[]): Promise<ReadonlyMap<string, string>> {
  const found = await deps.assistance.authorityNames(db, [...new Set(rows.map(({ counterpart }) => counterpart))]);
  return new Map([...found].map(([id, { name }]) => [id, name]));
}

function rowOf(row: HandOverRecord, counterpartName: string, by: By): HandOverRowWire {
  const { body, answer } = row;
  const [item] = body.items;
  if (item === undefined) throw new Error('a hand-over has its item');
  const { manner, dueAt, purpose, carrier, note, head, items } = body;
  return {
    id: row.id,
    caseId: row.case_id,
    direction: row.direction,
    counterpartName,
    state: row.state,
    manner,
    dueAt,
    purpose,
    carrier,
    note,
    head,
    itemId: row.item_id,
    title: item.title,
    form: item.form,
    description: item.description,
    digest: item.digest,
    preparedAt: row.prepared_at,
    dispatch: row.dispatch,
    answerDispatch: row.answer_dispatch,
    headThere: answer?.found?.head ?? null,
    answerState: row.answer_state,
    reasons: answer?.reasons ?? '',
    carried: items.map(({ id, number, title, entries }) => ({ id, number, title, entries })),
    next: nextOf(row, by),
  };
}

function nextOf({ direction, state, answer_state: answerState }: HandOverRecord, { roles }: By): HandOverRowWire['next'] {
  if (direction !== 'in' || !roles.some((role) => role === 'preparer' || role === 'records-keeper')) return [];
  if (state === 'offered') return ['take-over', 'decline'];
  return answerState === 'lost' ? ['answer-again'] : [];
}
