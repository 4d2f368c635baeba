// SPDX-License-Identifier: Apache-2.0
/**
 * A record as an officer has decided to give it: each proposed field withheld, or given with a reason.
 *
 * Every field of the proposal must have its answer, and nothing else may be withheld: an officer who has not looked is told so, and so is a
 * program that says nothing. Where nothing is proposed, nothing need be said.
 */
import { failWith, type Instant, type Issue, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { checkRecordBody } from '../record-body.ts';
import { bodyWithout, type MinimisingQuestion, nameAt, proposeWithholding, type WithheldField } from './minimise.ts';
import { keepPrepared } from './minimisations/store.ts';
import type { GivableRecord, WithheldRecord } from './store.ts';
import type { MinimisationChoiceWire, MinimisationProposalWire } from './wire.ts';

/** What is proposed for each; nothing for those of third authorities, and for those that may not go. */
export function proposalsFor(
  records: readonly (GivableRecord | WithheldRecord)[],
  question: MinimisingQuestion,
): readonly MinimisationProposalWire[] {
  return records.map((record) => {
    const fields = proposalFor(record, question).map((field) => ({ ...field, whose: whoseField(record, field.path) }));
    return { recordId: record.id, fields };
  });
}

function proposalFor(record: GivableRecord | WithheldRecord, question: MinimisingQuestion): readonly WithheldField[] {
  const isWhole = record.kind !== 'givable' || record.passedOn !== undefined;
  return isWhole ? [] : proposeWithholding(record.body, question);
}

function whoseField(record: GivableRecord | WithheldRecord, path: string): string | null {
  return record.kind === 'givable' ? nameAt(record.body, path) : null;
}

/** To give all that is proposed, for one reason. */
export function givenWhole(record: GivableRecord, question: MinimisingQuestion, reason: string): MinimisationChoiceWire {
  return { withhold: [], give: proposalFor(record, question).map(({ path }) => ({ path, reason })) };
}

/** The record without what is withheld; where nothing was said of it, a fault as soon as there is something to say. */
export function minimised(
  record: GivableRecord,
  choice: MinimisationChoiceWire | undefined,
  question: MinimisingQuestion & { readonly path: string; readonly now: Instant },
): Result<GivableRecord> {
  const proposed = proposalFor(record, question);
  const { withhold, give } = choice ?? { withhold: [], give: [] };
  const answered = new Set([...withhold, ...give.map(({ path }) => path)]);
  const unanswered = proposed.filter(({ path }) => !answered.has(path)).map(({ path }) => unansweredAt(question.path, path));
  const unknown = [...answered]
    .filter((path) => !proposed.some((field) => field.path === path))
    .map((path) => unknownAt(question.path, path));
  if (unanswered.length + unknown.length > 0) return failWith([...unanswered, ...unknown]);
  if (withhold.length === 0) return ok(record);
  const body = bodyWithout(record.body, withhold);
  if (!body.ok) return failWith(body.issues.map((issue) => ({ ...issue, path: question.path })));
  const checked = checkRecordBody(body.value, question.now);
  if (!checked.ok) return failWith(checked.issues.map((issue) => ({ ...issue, path: `${question.path}.withhold${issue.path}` })));
  const withheld = proposed.filter(({ path }) => withhold.includes(path));
  const provenance = record.provenance.filter(({ scope }) => !withheld.some(({ path }) => scope === path || scope.startsWith(`${path}/`)));
  return ok({ ...record, body: checked.value, provenance, withheld });
}

function unansweredAt(path: string, field: string): Issue {
  const problem = `Nobody has said whether ${field} is given: this purpose does not need it.`;
  return { path: `${path}.withhold`, problem, remedy: 'Ask what is proposed, and withhold it, or give it with a reason.' };
}

function unknownAt(path: string, field: string): Issue {
  return {
    path: `${path}.withhold`,
    problem: `${field} is not among what is proposed.`,
    remedy: 'Load the proposal again: the record may have changed.',
  };
}

/** Keeps what was said of each record of a step that is prepared; it holds from the moment at which the records go (noteGiving). */
export async function prepareMinimisations(
  tx: Transaction,
  said: readonly { readonly record: GivableRecord; readonly choice: MinimisationChoiceWire }[],
  by: { readonly matter: string; readonly officer: string; readonly at: Instant },
): Promise<void> {
  const { matter, officer, at } = by;
  const all = said.map(({ record: { id, withheld = [] }, choice }) => ({ recordId: id, withheld, given: choice.give }));
  await keepPrepared(tx, matter, all, { officer, at });
}
