// SPDX-License-Identifier: Apache-2.0
/**
 * Changing a case: all of a use case happens, or none of it.
 */
import { type Transaction, wholeUseCase } from '../../kernel/index.ts';
import type { AssistanceDeps, Outcome } from '../assistance-deps.ts';

export function changeCase(deps: AssistanceDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  return wholeUseCase(deps.database, work);
}
