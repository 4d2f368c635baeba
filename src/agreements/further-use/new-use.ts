// SPDX-License-Identifier: Apache-2.0
/**
 * A new use: its holder tells the originator, or asks; the originator objects, or consents. The two acts, made from what a dispatch
 * says and judged by the agreement.
 *
 *     told on Monday 1 March, ten working days     tell-new-use       the originator may object until 15 March
 *     objection of 12 March                        answer-new-use     in time: it is not used so
 *     objection of 16 March                        answer-new-use     refused, clause 12: the time is over
 *
 * What changes follows from the agreement: use as evidence; a purpose that the agreement names, though the conditions of this datum do
 * not; or one that it does not name. Which mode that has, and what no clause speaks of, stands in judge-further-use.ts.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { AgreementRef, KnownAgreement } from '../documents/agreement-document.ts';
import type { Act } from '../verdicts/act.ts';
import { type ClauseRef, type CompiledAgreement, compileAgreement } from '../verdicts/compiled-agreement.ts';
import { deadlineOfStep } from '../verdicts/deadlines.ts';
import { reason, type VerdictReason } from '../verdicts/verdict.ts';
import { clauseWord } from '../verdicts/words.ts';
import type { NewUseChange } from '../terms/vocabulary.ts';
import { modeOfChange, type UseMode } from './judge-further-use.ts';

export type NewUseAct = Extract<Act, { kind: 'tell-new-use' | 'answer-new-use' }>;
type Between = { readonly from: string; readonly to: string; readonly matter: string };

/** What changes about a datum, by the agreement under which it was given. */
export function changeOfNewUse(known: KnownAgreement, { purpose, isEvidence }: { purpose: Purpose; isEvidence: boolean }): NewUseChange {
  if (isEvidence) return 'evidence';
  return compileAgreement(known).purposes.has(purpose) ? 'purpose-within' : 'purpose-outside';
}

/** What the agreement asks for such a change, and its clause; null where no clause speaks of it. */
export function newUseMode(known: KnownAgreement, change: NewUseChange): { readonly mode: UseMode; readonly clause: ClauseRef | null } {
  return modeOfChange(compileAgreement(known), change);
}

/** Until when the originator may object, in its own calendar; null where no time is set, or nothing but consent helps. */
export function objectUntil(known: KnownAgreement, change: NewUseChange, given: { noticeAt: Instant; originator: string }): Instant | null {
  if (newUseMode(known, change).mode !== 'notify-and-object') return null;
  return (deadlineOfStep(known, 'object-to-new-use', given.noticeAt, given.originator)?.dueAt ?? null) as Instant | null;
}

export function tellNewUseAct(
  known: KnownAgreement,
  said: Between & { readonly purpose: Purpose; readonly isEvidence: boolean; readonly reason: string },
): NewUseAct {
  const { from, to, matter, purpose } = said;
  return { kind: 'tell-new-use', from, to, matter, change: changeOfNewUse(known, said), purpose, reasonGiven: said.reason.trim() !== '' };
}

export function answerNewUseAct(
  known: KnownAgreement,
  said: Between & {
    readonly agreement: AgreementRef;
    readonly change: NewUseChange;
    readonly answer: 'consented' | 'objected';
    readonly noticeAt: string;
    readonly reasons: string;
    /** When it is given. */
    readonly at: Instant;
  },
): NewUseAct {
  const { from, to, matter, agreement, change, answer } = said;
  const until = objectUntil(known, change, { noticeAt: said.noticeAt as Instant, originator: from });
  const isInTime = answer === 'consented' || until === null || said.at <= until;
  const reasonsGiven = said.reasons.trim() !== '';
  return { kind: 'answer-new-use', from, to, agreement: { ...agreement }, matter, change, answer, isInTime, reasonsGiven };
}

// --- judging --------------------------------------------------------------------------------------------------------

export function objectionsToNewUse(agreement: CompiledAgreement, act: NewUseAct): readonly VerdictReason[] {
  const { clause } = modeOfChange(agreement, act.change);
  const says = clause === null ? 'No clause speaks of this use, so' : `${clauseWord(clause.clause)}:`;
  if (act.kind === 'tell-new-use') {
    const found: VerdictReason[] = [];
    if (act.purpose === 'commercial') found.push(reason('purpose-never', 'No agreement may serve commercial use.', null, 'purpose'));
    if (!act.reasonGiven) found.push(reason('reason', `${says} its originator is told the reason of the new use.`, clause, 'reason'));
    return found;
  }
  const found: VerdictReason[] = [];
  if (!act.isInTime) found.push(reason('objection-late', `${says} the time to object is over.`, clause, 'answer'));
  if (act.answer === 'objected' && !act.reasonsGiven) {
    found.push(reason('reason', `${says} whoever objects says why.`, clause, 'reasons'));
  }
  return found;
}

export function groundsForNewUse(agreement: CompiledAgreement, act: NewUseAct): readonly VerdictReason[] {
  const { mode, clause } = modeOfChange(agreement, act.change);
  const rests = clause ?? agreement.firstClause;
  const words = {
    'presumed-consent': 'presumes consent',
    'notify-and-object': 'lets its originator object',
    'prior-consent': 'asks for consent',
  };
  const says = clause === null ? 'No clause speaks of this use, so consent is asked for' : `${clauseWord(clause.clause)} ${words[mode]}`;
  const what = act.kind === 'tell-new-use' ? 'telling its originator of a new use' : 'answering a new use';
  return [reason('allowed', `${says}; that covers ${what}.`, rests, null)];
}
