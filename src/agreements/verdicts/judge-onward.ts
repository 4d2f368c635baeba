// SPDX-License-Identifier: Apache-2.0
/**
 * Judging what concerns a datum after it was given: asking its originator's consent to pass it on and answering that, giving
 * unasked, recalling what was given and answering a recall. A new use, and the notice of a breach, have files of their own (further-use/).
 *
 * A holder that stands between asks and answers for others (`onBehalfOf` names whose act it is). It needs a clause that lets
 * it carry such a thing, and is asked for nothing more: reasons, grounds and approvals are those of the author, who wrote
 * under its own agreement.
 *
 * Whether a consent covers a recipient and a purpose is not judged here; the dispatch states it (`everyPassOnAllowed`), and
 * whoever holds the dispatch computes it again from the consent inside (consents/judge-pass-on.ts).
 */
import { groundsForBreachNotice, objectionsToBreachNotice } from '../further-use/breach-notice.ts';
import { groundsForNewUse, objectionsToNewUse } from '../further-use/new-use.ts';
import type { Act, OnwardAct } from './act.ts';
import type { CompiledAgreement } from './compiled-agreement.ts';
import { coverageRules, groundsForCoverage, reportSecret } from './judge-ask.ts';
import { groundsForGiving, objectionsToGiving } from './judge-giving.ts';
import { objectionsToRefusal } from './judge-refusing.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { clauseWord, recallGroundWords, wordList } from './words.ts';

type ConsentAct = Extract<Act, { kind: 'ask-consent' | 'answer-consent' }>;
type DiscloseAct = Extract<Act, { kind: 'disclose' }>;
type RecallAct = Extract<Act, { kind: 'recall' | 'answer-recall' }>;

export function objectionsOnward(agreement: CompiledAgreement, act: OnwardAct): readonly VerdictReason[] {
  switch (act.kind) {
    case 'ask-consent':
    case 'answer-consent':
      return objectionsToConsent(agreement, act);
    case 'disclose':
      return objectionsToDisclosing(agreement, act);
    case 'recall':
    case 'answer-recall':
      return objectionsToRecall(agreement, act);
    case 'tell-new-use':
    case 'answer-new-use':
      return objectionsToNewUse(agreement, act);
    case 'tell-breach':
      return objectionsToBreachNotice(agreement, act);
  }
}

/** The clauses on which a permitted act rests. */
export function groundsOnward(agreement: CompiledAgreement, act: OnwardAct): readonly VerdictReason[] {
  if (act.kind === 'disclose') {
    const clause = agreement.unsolicited ?? agreement.firstClause;
    const coverage = coverageOf(act).flatMap((one) => groundsForCoverage(agreement, one));
    const first = reason('allowed', `${clauseWord(clause.clause)} allows giving information unasked.`, clause, null);
    return [first, ...onceEach(coverage), ...groundsForGiving(agreement, act)];
  }
  if (act.kind === 'tell-new-use' || act.kind === 'answer-new-use') return groundsForNewUse(agreement, act);
  if (act.kind === 'tell-breach') return groundsForBreachNotice(agreement);
  const isCarried = act.onBehalfOf !== act.from;
  if (act.kind === 'recall' || act.kind === 'answer-recall') {
    const clause = agreement.recall?.clause ?? agreement.firstClause;
    return [reason('allowed', `${clauseWord(clause.clause)} provides for ${recallWords[act.kind]}.`, clause, null)];
  }
  const clause = (isCarried ? agreement.onward?.relay : agreement.onward?.clause) ?? agreement.firstClause;
  return [reason('allowed', `${clauseWord(clause.clause)} provides for ${consentWords[act.kind]}.`, clause, null)];
}

const consentWords: Readonly<Record<ConsentAct['kind'], string>> = {
  'ask-consent': "asking the originator's consent before passing on",
  'answer-consent': 'answering whether something may be passed on',
};
const recallWords: Readonly<Record<RecallAct['kind'], string>> = {
  recall: 'recalling what was given',
  'answer-recall': 'answering a recall',
};

function objectionsToConsent(agreement: CompiledAgreement, act: ConsentAct): readonly VerdictReason[] {
  const isCarried = act.onBehalfOf !== act.from;
  if (agreement.onward === null) {
    return [reason('onward-not-covered', "No clause provides for asking the originator's consent before passing on.", null, null)];
  }
  if (isCarried && agreement.onward.relay === null) {
    const sentence = `${clauseWord(agreement.onward.clause.clause)} does not let a holder carry the question of another authority.`;
    return [reason('onward-not-covered', sentence, agreement.onward.clause, null)];
  }
  if (act.kind === 'answer-consent') return isCarried ? [] : objectionsToAnswer(agreement, act);
  const found: VerdictReason[] = [];
  if (act.purpose === 'commercial') found.push(reason('purpose-never', 'No agreement may serve commercial use.', null, 'purpose'));
  return isCarried ? found : [...found, ...reasonMissing(act.reasonGiven, agreement.onward.clause)];
}

function objectionsToAnswer(agreement: CompiledAgreement, act: Extract<Act, { kind: 'answer-consent' }>): readonly VerdictReason[] {
  if (act.answer === 'granted') return [];
  if (act.ground !== null) {
    // The parties consult before a request is refused; a question of consent is small enough to be answered at once.
    return objectionsToRefusal(agreement, { ground: act.ground, reasonsGiven: act.reasonsGiven, consultedFirst: true });
  }
  const [clause = null] = agreement.groundsAllowed.values();
  return [reason('ground-not-allowed', 'A consent is denied on a ground that the agreement allows; none is named.', clause, 'ground')];
}

function objectionsToDisclosing(agreement: CompiledAgreement, act: DiscloseAct): readonly VerdictReason[] {
  const unsolicited =
    agreement.unsolicited === null
      ? [reason('unsolicited-not-allowed', 'No clause allows giving information unasked.', null, null)]
      : reasonMissing(act.reasonGiven, agreement.unsolicited);
  const coverage = coverageOf(act).flatMap((one) => coverageRules.flatMap((rule) => rule(agreement, one)));
  return [...unsolicited, ...onceEach(coverage), ...reportSecret(agreement, act), ...objectionsToGiving(agreement, act)];
}

function coverageOf(act: DiscloseAct) {
  return act.kinds.map((assistance) => ({ assistance, purpose: act.purpose }));
}

/** The purpose is the same for every kind, so what is said of it is said once. */
function onceEach(reasons: readonly VerdictReason[]): readonly VerdictReason[] {
  return reasons.filter((found, index) => reasons.findIndex((other) => other.sentence === found.sentence) === index);
}

function objectionsToRecall(agreement: CompiledAgreement, act: RecallAct): readonly VerdictReason[] {
  const { recall } = agreement;
  if (recall === null) return [reason('recall-not-covered', 'No clause provides for recalling what was given.', null, null)];
  if (act.onBehalfOf !== act.from) return [];
  if (act.kind === 'recall') return reasonMissing(act.reasonGiven, recall.clause);
  if (act.outcome !== 'refused') return [];
  const found: VerdictReason[] = [];
  if (act.ground === null || !recall.grounds.has(act.ground)) {
    const accepted = [...recall.grounds.keys()].toSorted().map((ground) => recallGroundWords[ground]);
    const which = accepted.length === 0 ? 'accepts no refusal of a recall' : `accepts refusing a recall only where ${wordList(accepted)}`;
    found.push(reason('recall-ground-not-accepted', `${clauseWord(recall.clause.clause)} ${which}.`, recall.clause, 'ground'));
  }
  if (!act.reasonsGiven) {
    const sentence = `${clauseWord(recall.clause.clause)}: who keeps what was recalled gives its reasons in words.`;
    found.push(reason('refusal-reasons', sentence, recall.clause, 'reasons'));
  }
  return found;
}

function reasonMissing(isGiven: boolean, clause: CompiledAgreement['firstClause']): readonly VerdictReason[] {
  return isGiven ? [] : [reason('reason', `${clauseWord(clause.clause)} asks for the reason in words.`, clause, 'reason')];
}
