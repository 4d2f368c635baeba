// SPDX-License-Identifier: Apache-2.0
/**
 * Judging a refusal: the ground must be one that the agreement allows and does not forbid, and the reasons stand in words.
 *
 * The same is asked of whoever denies the consent to pass a datum on. Against a refusal the requester has the steps that a clause gives
 * it for that ground, and no others: to rebut the ground, or to cure its request.
 */
import type { Act } from './act.ts';
import type { ClauseRef, CompiledAgreement } from './compiled-agreement.ts';
import { isNeverAccepted, refusalGroundMeaning } from '../terms/ground-words.ts';
import { periodWords } from '../terms/sentence-parts.ts';
import { reason, type VerdictReason } from './verdict.ts';
import type { TermWire } from '../wire.ts';
import { clauseWord, wordList } from './words.ts';

type Refusing = Pick<Extract<Act, { kind: 'refuse' }>, 'ground' | 'reasonsGiven' | 'consultedFirst'>;

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
  found.push(...consultationMissing(agreement, act));
  if (!act.reasonsGiven) {
    const asks =
      clause === null ? 'A refusal needs reasons in words.' : `${clauseWord(clause.clause)}: a refusal gives its reasons in words.`;
    found.push(reason('refusal-reasons', asks, clause, 'reasons'));
  }
  return found;
}

/** A request may be postponed on a ground that a clause names for that, or on which it could be refused; none that is forbidden. */
export function objectionsToPostponing(
  agreement: CompiledAgreement,
  act: Pick<Refusing, 'ground' | 'reasonsGiven'>,
): readonly VerdictReason[] {
  const clause = clauseOfPostponement(agreement, act.ground);
  if (clause === null) return objectionsToRefusal(agreement, { ...act, consultedFirst: true });
  if (act.reasonsGiven) return [];
  const sentence = `${clauseWord(clause.clause)}: a postponement gives its reasons in words.`;
  return [reason('refusal-reasons', sentence, clause, 'reasons')];
}

/** The clause that allows carrying a request out later on this ground; null where none does. */
export function clauseOfPostponement(agreement: CompiledAgreement, ground: Refusing['ground']): ClauseRef | null {
  if (isNeverAccepted(ground) || agreement.groundsForbidden.has(ground)) return null;
  const named = agreement.refusalSteps.find((one) => one.step === 'postpone' && one.grounds.includes(ground));
  return named?.clause ?? agreement.groundsAllowed.get(ground) ?? null;
}

/** Where a clause has the parties consult before a request is refused on this ground, the refusal says that they did. */
function consultationMissing(agreement: CompiledAgreement, act: Refusing): readonly VerdictReason[] {
  if (act.consultedFirst === true) return [];
  const step = agreement.refusalSteps.find((one) => one.step === 'consult' && one.grounds.includes(act.ground));
  if (step === undefined) return [];
  const why = `${refusalGroundMeaning(act.ground)} (${act.ground})`;
  const sentence = `${clauseWord(step.clause.clause)} has the parties consult before a request is refused because ${why}.`;
  return [reason('consultation', sentence, step.clause, 'consulted')];
}

/** What the requester may do against a refusal on this ground, and what the agreement would rather see than a refusal. */
export function stepsAfterRefusal(agreement: CompiledAgreement, ground: Refusing['ground']): readonly VerdictReason[] {
  return agreement.refusalSteps
    .filter((one) => one.step !== 'consult' && one.grounds.includes(ground))
    .map(({ step, days, unit, clause }) => {
      const within = days === null ? '' : ` within ${periodWords(days, unit ?? 'day')}`;
      return reason('refusal-step', `${clauseWord(clause.clause)}: ${stepWords[step]}${within}.`, clause, null);
    });
}

type Contesting = Extract<Act, { kind: 'rebut' | 'cure' }>;

/** Whether the period has passed is not judged here: it starts at the receipt of the refusal, which room assistance holds. */
export function objectionsToContesting(agreement: CompiledAgreement, act: Contesting): readonly VerdictReason[] {
  const step = agreement.refusalSteps.find((one) => one.step === act.kind && one.grounds.includes(act.ground));
  if (step === undefined) {
    const what = act.kind === 'rebut' ? 'rebut it' : 'cure its request';
    const sentence = `No clause lets the requester ${what} where a request was refused on ${act.ground}.`;
    return [reason('refusal-stands', sentence, agreement.groundsAllowed.get(act.ground) ?? null, 'ground')];
  }
  if (act.kind === 'rebut' && !act.reasonsGiven) {
    return [reason('refusal-reasons', `${clauseWord(step.clause.clause)}: a rebuttal gives its reasons in words.`, step.clause, 'reasons')];
  }
  if (act.kind === 'cure' && act.supplied.length === 0) {
    return [
      reason('content', `${clauseWord(step.clause.clause)}: what the request lacked is still to be supplied.`, step.clause, 'supplied'),
    ];
  }
  return [];
}

export function groundsForContesting(agreement: CompiledAgreement, act: Contesting): readonly VerdictReason[] {
  const step = agreement.refusalSteps.find((one) => one.step === act.kind && one.grounds.includes(act.ground));
  const clause = step?.clause ?? agreement.groundsAllowed.get(act.ground) ?? agreement.firstClause;
  return [reason('refusal-step', `${clauseWord(clause.clause)}: ${stepWords[act.kind]}.`, clause, null)];
}

/** A refusal is upheld on the ground on which it was made, with reasons; the consultation before it was had. */
export function objectionsToUpholding(agreement: CompiledAgreement, act: Extract<Act, { kind: 'uphold' }>): readonly VerdictReason[] {
  return objectionsToRefusal(agreement, { ...act, consultedFirst: true });
}

const stepWords: Readonly<Record<Extract<TermWire, { kind: 'refusal-step' }>['step'], string>> = {
  consult: 'the parties consult first',
  rebut: 'the requester may show that the ground does not stand against it',
  cure: 'the requester may mend its request and send it again',
  postpone: 'the request is carried out later rather than refused, where that is enough',
};

function groundNotAllowed(agreement: CompiledAgreement, act: Refusing, clause: ClauseRef | null): string {
  const allowed = [...agreement.groundsAllowed.keys()].filter((ground) => !agreement.groundsForbidden.has(ground)).toSorted();
  if (clause === null || allowed.length === 0) return 'No clause allows a refusal.';
  return `${clauseWord(clause.clause)} allows refusing on ${wordList(allowed)}; ${act.ground} is not among them.`;
}
