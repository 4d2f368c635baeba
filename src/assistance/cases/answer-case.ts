// SPDX-License-Identifier: Apache-2.0
/** What a call on a case answers: the case as the calling officer sees it afterwards, or what stands in the way. */
import { answerJson, type CallAnswer, type CallInput } from '../../kernel/index.ts';
import type { AssistanceDeps, Outcome } from '../assistance-deps.ts';
import { caseDetail } from './case-detail.ts';

export type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

export async function answerOutcome(deps: AssistanceDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  if (outcome.kind === 'done') return answerCase(deps, outcome.caseId, input);
  return outcome;
}

export async function answerCase(deps: AssistanceDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const viewer = { id: officerOf(input), roles: input.officer?.roles ?? [] };
  const detail = await caseDetail(deps.database, deps, { caseId, viewer, now: input.now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

export function preparationOf(input: AnyInput & { readonly params: { readonly id: string } }) {
  return { caseId: input.params.id, officer: officerOf(input), roles: input.officer?.roles ?? [], now: input.now };
}

export function officerOf(input: AnyInput): string {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return input.officer.id;
}
