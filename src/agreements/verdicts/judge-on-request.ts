// SPDX-License-Identifier: Apache-2.0
/**
 * Judging what follows a request, under the agreement that the request was made under: acknowledging, asking back,
 * answering, replying, refusing and what follows a refusal, postponing, withdrawing, telling what came of it. And the four kinds of
 * dispatch of the peering instrument.
 *
 * Whose turn it is in a case is not judged here; that is the state table of room `assistance`. Here stands what the
 * agreement says: that it covers what is given, that data carry its conditions, that a ground is one it allows.
 */
import type { Act, JointAct, OnwardAct } from './act.ts';
import type { ClauseRef, CompiledAgreement } from './compiled-agreement.ts';
import { groundsForTelling, objectionsToTelling } from '../consents/told-of-alert.ts';
import { groundsForGiving, objectionsToGiving } from './judge-giving.ts';
import { coverageRules, groundsForCoverage, objectionsToShowing, reportSecret } from './judge-ask.ts';
import {
  clauseOfPostponement,
  groundsForContesting,
  objectionsToContesting,
  objectionsToPostponing,
  objectionsToRefusal,
  objectionsToUpholding,
  stepsAfterRefusal,
} from './judge-refusing.ts';
import { refusalGroundMeaning } from '../terms/ground-words.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { assistanceWords, clauseWord } from './words.ts';

type OnRequest = Exclude<Act, { kind: 'ask' } | OnwardAct | JointAct>;
type ReplyAct = Extract<Act, { kind: 'reply' }>;
type RefuseAct = Extract<Act, { kind: 'refuse' }>;
type PeerAct = Extract<Act, { kind: 'peer' }>;
type MeasureAct = Extract<Act, { kind: 'report-measure' | 'instruct' }>;
type PostponeAct = Extract<Act, { kind: 'postpone' }>;
type HandOverAct = Extract<Act, { kind: 'hand-over' | 'answer-hand-over' }>;
type AfterRefusal = Extract<Act, { kind: 'rebut' | 'cure' | 'reopen' | 'uphold' }>;
type ShareAct = Extract<Act, { kind: 'share-draft' }>;
type PlainAct = Exclude<OnRequest, ShareAct | ReplyAct | RefuseAct | PostponeAct | PeerAct | MeasureAct | HandOverAct | AfterRefusal>;

const noAssistance = 'The agreement covers no assistance, so no request can be under way under it.';

export function objectionsOnRequest(agreement: CompiledAgreement, act: OnRequest): readonly VerdictReason[] {
  if (act.kind === 'peer') return objectionsToPeering(agreement, act);
  if (agreement.assistance.size === 0) return [reason('assistance-not-covered', noAssistance, null, null)];
  if (act.kind === 'reply') return objectionsToReply(agreement, act);
  if (act.kind === 'share-draft') return objectionsToShowing(agreement, act);
  if (isMeasure(act)) return objectionsToMeasure(agreement, act);
  if (act.kind === 'postpone') return objectionsToPostponing(agreement, act);
  if (isHandOver(act)) return objectionsToHandOver(agreement, act);
  if (act.kind === 'rebut' || act.kind === 'cure') return objectionsToContesting(agreement, act);
  if (act.kind === 'uphold') return objectionsToUpholding(agreement, act);
  return act.kind === 'refuse' ? objectionsToRefusal(agreement, act) : [];
}

/** The clauses on which a permitted act rests. */
export function groundsOnRequest(agreement: CompiledAgreement, act: OnRequest): readonly VerdictReason[] {
  if (act.kind === 'peer') {
    const clause = agreement.dispatchKinds.get(act.dispatchKind) ?? agreement.firstClause;
    return [reason('allowed', `${clauseWord(clause.clause)} allows dispatches of the kind "${act.dispatchKind}".`, clause, null)];
  }
  if (act.kind === 'share-draft') return groundsForCoverage(agreement, act);
  if (act.kind === 'reply') {
    const told = groundsForTelling(agreement, act.alertTells ?? []);
    return [...groundsForCoverage(agreement, act), ...groundsForGiving(agreement, act), ...told];
  }
  if (act.kind === 'refuse') {
    const clause = agreement.groundsAllowed.get(act.ground) ?? agreement.firstClause;
    const sentence = `${clauseWord(clause.clause)} allows refusing because ${refusalGroundMeaning(act.ground)} (${act.ground}).`;
    return [reason('ground-allowed', sentence, clause, null), ...stepsAfterRefusal(agreement, act.ground)];
  }
  if (isMeasure(act)) {
    const clause = agreement.assistance.get(act.assistance) ?? agreement.firstClause;
    return [reason('allowed', `${clauseWord(clause.clause)} allows ${measureWords[act.kind]}.`, clause, null)];
  }
  if (act.kind === 'postpone') {
    const clause = clauseOfPostponement(agreement, act.ground) ?? agreement.firstClause;
    const sentence = `${clauseWord(clause.clause)} allows carrying it out later because ${refusalGroundMeaning(act.ground)} (${act.ground}).`;
    return [reason('ground-allowed', sentence, clause, null)];
  }
  if (isHandOver(act)) return groundsForHandOver(agreement, act);
  if (isAfterRefusal(act)) return groundsAfterRefusal(agreement, act);
  const clause = clauseOfPlainAct(agreement, act);
  return [reason('allowed', `${clauseWord(clause.clause)} allows ${plainWords[act.kind]}.`, clause, null)];
}

function isAfterRefusal(act: OnRequest): act is AfterRefusal {
  return act.kind === 'rebut' || act.kind === 'cure' || act.kind === 'reopen' || act.kind === 'uphold';
}

function groundsAfterRefusal(agreement: CompiledAgreement, act: AfterRefusal): readonly VerdictReason[] {
  if (act.kind === 'rebut' || act.kind === 'cure') return groundsForContesting(agreement, act);
  const clause = agreement.groundsAllowed.get(act.ground) ?? agreement.firstClause;
  const does = act.kind === 'uphold' ? 'upholding a refusal' : 'reopening a request that was refused';
  const sentence = `${clauseWord(clause.clause)} allows ${does} because ${refusalGroundMeaning(act.ground)} (${act.ground}).`;
  return [reason('ground-allowed', sentence, clause, null)];
}

const plainWords: Readonly<Record<PlainAct['kind'], string>> = {
  'comment-on-draft': 'saying what the draft of a request lacks',
  acknowledge: 'acknowledging a request',
  'ask-back': 'asking back before answering a request',
  'answer-back': 'answering a question about a request',
  withdraw: 'withdrawing a request',
  'tell-delay': 'telling that the answer to a request is late',
  'report-impossible': 'telling that a request cannot be carried out',
  'let-lapse': 'letting a request lapse whose question stayed open',
  'change-confidentiality': 'telling whether an investigation is confidential',
  'report-use': 'telling what came of an answer',
};

const measureWords: Readonly<Record<MeasureAct['kind'], string>> = {
  'report-measure': 'carrying out what was asked and reporting it',
  instruct: 'instructing the authority that carries out what was asked',
};

function isMeasure(act: OnRequest): act is MeasureAct {
  return act.kind === 'report-measure' || act.kind === 'instruct';
}

/** What is done about a request is of the kind that the agreement covers; what is put off or not possible gives its reasons. */
function objectionsToMeasure(agreement: CompiledAgreement, act: MeasureAct): readonly VerdictReason[] {
  const clause = agreement.assistance.get(act.assistance);
  if (clause === undefined) {
    const sentence = `The agreement does not cover ${assistanceWords[act.assistance]}.`;
    return [reason('assistance-not-covered', sentence, null, 'assistance')];
  }
  const needsReasons = act.kind === 'report-measure' && reasonedMeasures.has(act.measure);
  if (!needsReasons || act.reasonsGiven) return [];
  const sentence = 'What is put off, late or not possible gives its reasons in words.';
  return [reason('refusal-reasons', sentence, clause, 'reasons')];
}

function isHandOver(act: OnRequest): act is HandOverAct {
  return act.kind === 'hand-over' || act.kind === 'answer-hand-over';
}

/** What leaves the house goes under the conditions of the agreement, as data do; who does not take it says why. */
function objectionsToHandOver(agreement: CompiledAgreement, act: HandOverAct): readonly VerdictReason[] {
  if (act.kind === 'answer-hand-over') {
    if (act.answer === 'received' || act.reasonsGiven) return [];
    return [reason('refusal-reasons', 'Who does not take an item over gives the reasons in words.', null, 'reasons')];
  }
  if (act.manner === 'return' || act.isConditioned) return [];
  const clause = agreement.conditions[0]?.clause ?? null;
  const who =
    clause === null ? 'An item that is handed over must carry conditions' : `${clauseWord(clause.clause)} asks for its conditions`;
  return [reason('conditions-too-loose', `${who}; this item goes without.`, clause, 'limits')];
}

function groundsForHandOver(agreement: CompiledAgreement, act: HandOverAct): readonly VerdictReason[] {
  const [clause = agreement.firstClause] = agreement.assistance.values();
  const words = act.kind === 'hand-over' ? handOverWords[act.manner] : 'answering for an item that was handed over';
  const allowed = reason('allowed', `${clauseWord(clause.clause)} allows ${words}.`, clause, null);
  if (act.kind !== 'hand-over' || act.manner === 'return') return [allowed];
  const carried = agreement.conditions.map(({ clause: of }) =>
    reason('conditions-follow', `The item carries at least the conditions of clause ${of.clause}.`, of, null),
  );
  return [allowed, ...carried];
}

const handOverWords: Readonly<Record<Extract<Act, { kind: 'hand-over' }>['manner'], string>> = {
  transfer: 'handing an item of evidence over',
  loan: 'lending an item of evidence',
  return: 'giving an item of evidence back',
};

const reasonedMeasures: ReadonlySet<string> = new Set([
  'late',
  'postponed',
  'impossible',
  'limit-question',
  'more-time',
  'other-measure',
  'transfer-held',
]);

/** The clause that speaks of the act, or else the first that provides for assistance at all. */
function clauseOfPlainAct(agreement: CompiledAgreement, act: PlainAct): ClauseRef {
  const [assistance = agreement.firstClause] = agreement.assistance.values();
  if (act.kind === 'acknowledge') {
    const term = agreement.deadlines.normal.find((deadline) => deadline.step === 'acknowledge');
    return term === undefined ? assistance : agreement.clauseRef(term.clause);
  }
  return act.kind === 'ask-back' || act.kind === 'answer-back' ? (agreement.content[0]?.clause ?? assistance) : assistance;
}

function objectionsToReply(agreement: CompiledAgreement, act: ReplyAct): readonly VerdictReason[] {
  const coverage = coverageRules.flatMap((rule) => rule(agreement, act));
  // An answer without data says that there is none; with data it says that a report exists.
  const secret = act.dataCount === 0 ? [] : reportSecret(agreement, { kinds: [act.assistance], to: act.to });
  return [...coverage, ...secret, ...objectionsToGiving(agreement, act), ...objectionsToTelling(agreement, act.alertTells ?? [])];
}

function objectionsToPeering(agreement: CompiledAgreement, act: PeerAct): readonly VerdictReason[] {
  if (agreement.dispatchKinds.has(act.dispatchKind)) return [];
  return [reason('dispatch-kind-not-covered', `No clause allows dispatches of the kind "${act.dispatchKind}".`, null, null)];
}
