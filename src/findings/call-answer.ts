// SPDX-License-Identifier: Apache-2.0
/** From the outcome of a use case to the answer of a call, written once for all calls of this room. */
import type { CallAnswer, CallOfficer, Instant } from '../kernel/index.ts';
import type { By, Outcome } from './findings-deps.ts';

export async function callAnswer<Value>(outcome: Outcome<Value>, answer: (value: Value) => Promise<CallAnswer>): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answer(outcome.value) : outcome;
}

/** Who calls, and when; a call with roles always has an officer. */
export function whole({ officer, now }: { readonly officer: CallOfficer | null; readonly now: Instant }): By {
  if (officer === null) throw new Error('a call with roles was handled without an officer');
  return { officer: officer.id, now };
}
