// SPDX-License-Identifier: Apache-2.0
/**
 * Judging what follows a request, under the agreement that the request was made under: acknowledging, asking back,
 * answering, replying, refusing, withdrawing. And the four kinds of dispatch of the peering instrument.
 *
 * Whose turn it is in a case is not judged here; that is the state table of room `assistance`. Here stands what the
 * agreement says: that it covers what is given, that data carry its conditions, that a ground is one it allows.
 */
import type { Act } from './act.ts';
import type { ClauseRef, CompiledAgreement } from './compiled-agreement.ts';
import { coverageRules, groundsForCoverage } from './judge-ask.ts';
import { isNeverAccepted, refusalGroundMeaning } from './refusal-grounds.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { clauseWord, wordList } from './words.ts';

type OnRequest = Exclude<Act, { kind: 'ask' }>;
type ReplyAct = Extract<Act, { kind: 'reply' }>;
type RefuseAct = Extract<Act, { kind: 'refuse' }>;
type PeerAct = Extract<Act, { kind: 'peer' }>;
type PlainAct = Exclude<OnRequest, ReplyAct | RefuseAct | PeerAct>;

const noAssistance = 'The agreement covers no assistance, so no request can be under way under it.';

export function objectionsOnRequest(agreement: CompiledAgreement, act: OnRequest): readonly VerdictReason[] {
  if (act.kind === 'peer') return objectionsToPeering(agreement, act);
  if (agreement.assistance.size === 0) return [reason('assistance-not-covered', noAssistance, null, null)];
  if (act.kind === 'reply') return objectionsToReply(agreement, act);
  return act.kind === 'refuse' ? objectionsToRefusal(agreement, act) : [];
}

/** The clauses on which a permitted act rests. */
export function groundsOnRequest(agreement: CompiledAgreement, act: OnRequest): readonly VerdictReason[] {
  if (act.kind === 'peer') {
    const clause = agreement.dispatchKinds.get(act.dispatchKind) ?? agreement.firstClause;
    return [reason('allowed', `${clauseWord(clause.clause)} allows dispatches of the kind "${act.dispatchKind}".`, clause, null)];
  }
  if (act.kind === 'reply') return [...groundsForCoverage(agreement, act), ...conditionsCarried(agreement, act)];
  if (act.kind === 'refuse') {
    const clause = agreement.groundsAllowed.get(act.ground) ?? agreement.firstClause;
    const sentence = `${clauseWord(clause.clause)} allows refusing because ${refusalGroundMeaning(act.ground)} (${act.ground}).`;
    return [reason('ground-allowed', sentence, clause, null)];
  }
  const clause = clauseOfPlainAct(agreement, act);
  return [reason('allowed', `${clauseWord(clause.clause)} allows ${plainWords[act.kind]}.`, clause, null)];
}

const plainWords: Readonly<Record<PlainAct['kind'], string>> = {
  acknowledge: 'acknowledging a request',
  'ask-back': 'asking back before answering a request',
  'answer-back': 'answering a question about a request',
  withdraw: 'withdrawing a request',
};

/** The clause that speaks of the act, or else the first that provides for assistance at all. */
function clauseOfPlainAct(agreement: CompiledAgreement, act: PlainAct): ClauseRef {
  const [assistance = agreement.firstClause] = agreement.assistance.values();
  if (act.kind === 'acknowledge') {
    const term = agreement.deadlines.normal.find((deadline) => deadline.step === 'acknowledge');
    return term === undefined ? assistance : agreement.clauseRef(term.clause);
  }
  return act.kind === 'withdraw' ? assistance : (agreement.content[0]?.clause ?? assistance);
}

function objectionsToReply(agreement: CompiledAgreement, act: ReplyAct): readonly VerdictReason[] {
  const found = coverageRules.flatMap((rule) => rule(agreement, act));
  if (act.dataCount === 0 || act.everyDatumConditioned) return found;
  const clause = agreement.conditions[0]?.clause ?? null;
  const who =
    clause === null
      ? 'Every datum given must carry conditions'
      : `${clauseWord(clause.clause)} asks every datum to carry at least its conditions`;
  return [...found, reason('conditions-too-loose', `${who}; at least one in this reply does not.`, clause, 'records')];
}

function conditionsCarried(agreement: CompiledAgreement, act: ReplyAct): readonly VerdictReason[] {
  if (act.dataCount === 0) return [];
  return agreement.conditions.map(({ clause }) =>
    reason('conditions-follow', `Every datum carries at least the conditions of clause ${clause.clause}.`, clause, null),
  );
}

function objectionsToRefusal(agreement: CompiledAgreement, act: RefuseAct): readonly VerdictReason[] {
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

function groundNotAllowed(agreement: CompiledAgreement, act: RefuseAct, clause: ClauseRef | null): string {
  const allowed = [...agreement.groundsAllowed.keys()].filter((ground) => !agreement.groundsForbidden.has(ground)).toSorted();
  if (clause === null || allowed.length === 0) return 'No clause allows a refusal.';
  return `${clauseWord(clause.clause)} allows refusing on ${wordList(allowed)}; ${act.ground} is not among them.`;
}

function objectionsToPeering(agreement: CompiledAgreement, act: PeerAct): readonly VerdictReason[] {
  if (agreement.dispatchKinds.has(act.dispatchKind)) return [];
  return [reason('dispatch-kind-not-covered', `No clause allows dispatches of the kind "${act.dispatchKind}".`, null, null)];
}
