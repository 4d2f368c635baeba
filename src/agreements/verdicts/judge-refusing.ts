// SPDX-License-Identifier: Apache-2.0
/**
 * Judging a refusal: the ground must be one that the agreement allows and does not forbid, and the reasons stand in words.
 *
 * The same is asked of whoever denies the consent to pass a datum on.
 */
import type { Act } from './act.ts';
import type { ClauseRef, CompiledAgreement } from './compiled-agreement.ts';
import { isNeverAccepted, refusalGroundMeaning } from '../terms/ground-words.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { clauseWord, wordList } from './words.ts';

type Refusing = Pick<Extract<Act, { kind: 'refuse' }>, 'ground' | 'reasonsGiven'>;

export function objectionsToRefusal(agreement: CompiledAgreement, act: Refusing): readonly VerdictReason[] {
  const clause = agreement.groundsAllowed.get(act.ground) ?? agreement.groundsAllowed.values().next().value ?? null;
  const found: VerdictReason[] = [];
  const forbidding = agreement.groundsForbidden.get(act.ground);
  const meaning = refusalGroundMeaning(act.ground);
  if (isNeverAccepted(act.ground)) {
    found.push(
      reason('ground-never-accepted', `No agreement accepts a refusal because ${meaning} (${act.ground}).`, forbidding ?? null, 'ground'),
    );
  } else if (forbidding !== undefined) {
    found.push(
      reason(
        'ground-forbidden',
        `${clauseWord(forbidding.clause)} forbids refusing because ${meaning} (${act.ground}).`,
        forbidding,
        'ground',
      ),
    );
  } else if (!agreement.groundsAllowed.has(act.ground)) {
    found.push(reason('ground-not-allowed', groundNotAllowed(agreement, act, clause), clause, 'ground'));
  }
  if (!act.reasonsGiven) {
    const asks =
      clause === null ? 'A refusal needs reasons in words.' : `${clauseWord(clause.clause)}: a refusal gives its reasons in words.`;
    found.push(reason('refusal-reasons', asks, clause, 'reasons'));
  }
  return found;
}

function groundNotAllowed(agreement: CompiledAgreement, act: Refusing, clause: ClauseRef | null): string {
  const allowed = [...agreement.groundsAllowed.keys()].filter((ground) => !agreement.groundsForbidden.has(ground)).toSorted();
  if (clause === null || allowed.length === 0) return 'No clause allows a refusal.';
  return `${clauseWord(clause.clause)} allows refusing on ${wordList(allowed)}; ${act.ground} is not among them.`;
}
