// SPDX-License-Identifier: Apache-2.0
/**
 * Decide: from an act to a verdict, and to a permit where the verdict permits.
 *
 * `decideUnder` judges an act under one agreement. It reads nothing but its arguments, so whoever holds the act, the
 * agreement and the facts gets the same bytes: the sender, the receiver and the court. What parties declared after signature
 * comes with the agreement and can only refuse (judge-life.ts).
 *
 * `decide` chooses among the agreements in force. A request is governed by the agreement its case already has, else by the
 * first between the two authorities that does not refuse it (what their terms say of precedence, then fewer parties, then later,
 * then digest); what follows a request or concerns what was given already, by the one it names. The choice does not depend on what
 * an officer has yet to fill in, so it stays put while a form is completed. The others are reported as alternatives.
 *
 *     candidates, specific first:   arrangement XA-XB: refused      memorandum: needs "the facts"
 *     governing:                    the memorandum                  alternatives: the arrangement, and why it refuses
 */
import { addMs, canonicalJson, type Instant } from '../../kernel/index.ts';
import { type Digest, digestOfText } from '../../seals/index.ts';
import { type Act, isJoint, isOnward, isUnderWay, outlivesAgreement } from './act.ts';
import type { AgreementRef, KnownAgreement } from '../documents/agreement-document.ts';
import { type AgreementIndex, compiledBetween, isReplaced } from './agreement-index.ts';
import { type ApprovalFacts, countApprovals } from './approvals.ts';
import { type ApprovedAct, type ClauseRef, type CompiledAgreement, compileAgreement, remembered } from './compiled-agreement.ts';
import { deadlineOfStep, deadlinesFor, partyAsOf } from './deadlines.ts';
import { lifeReasons } from './judge-life.ts';
import { groundsForAsking, objectionsToAsking } from './judge-ask.ts';
import { groundsForJointWork, objectionsToJointWork } from '../joint-work/judge-joint-work.ts';
import { groundsOnRequest, objectionsOnRequest } from './judge-on-request.ts';
import { groundsOnward, objectionsOnward } from './judge-onward.ts';
import { mintPermit, type Permit } from './permit.ts';
import { inPrecedence } from './precedence.ts';
import { inOrder, outcomeOfKind, reason, type Verdict, type VerdictReason } from './verdict.ts';
import { assistanceWords, clauseWord } from './words.ts';

export interface Facts extends ApprovalFacts {
  /** When the request was received; null while it is not: deadlines are then shown as if it were received now. */
  readonly receivedAt: Instant | null;
  /** The agreement that governs the case already, if one does. */
  readonly caseGoverning?: AgreementRef | null;
}

/** Nothing is known yet: no approval, no preparer, no receipt. */
export const noFacts: Facts = Object.freeze({ approvals: Object.freeze([]), preparedBy: null, stepDigest: null, receivedAt: null });

export interface Decision {
  readonly verdict: Verdict;
  /** Present exactly when the verdict permits. */
  readonly permit: Permit | null;
}

/** The verdict under this one agreement; its alternatives are always empty. */
export function decideUnder(act: Act, agreement: KnownAgreement, facts: Facts, now: Instant): Decision {
  const verdict = judgeUnder(act, compileAgreement(agreement), facts, now);
  return { verdict, permit: verdict.outcome === 'permitted' ? mintPermit(act, verdict, now) : null };
}

/** The verdict under whichever agreement governs, with the alternatives. The permit is the one of `decideUnder`. */
export function decide(act: Act, index: AgreementIndex, facts: Facts, now: Instant): Decision {
  if ('agreement' in act) return decideNamed(act, act.agreement, index, facts, now);
  const between = compiledBetween(index, act.from, act.to).filter((agreement) => !isReplaced(index, agreement.ref.digest, now));
  const candidates = inPrecedence(between, act.kind === 'ask' ? act.assistance : null);
  const bound = facts.caseGoverning ?? null;
  if (bound !== null && act.kind === 'ask') return decideNamed(act, bound, index, facts, now);
  const judged = candidates.map((agreement) => ({ agreement, verdict: judgeUnder(act, agreement, facts, now) }));
  const governing = judged.find(({ verdict }) => verdict.outcome !== 'refused') ?? judged[0];
  if (governing === undefined) {
    return { verdict: refusedBeforehand(beforehand(act), elsewhere(act, index, now, candidates)), permit: null };
  }
  const others = judged.filter((candidate) => candidate !== governing).map(({ agreement, verdict }) => alternative(agreement, verdict));
  const found = governing.verdict.outcome === 'refused' ? [...others, ...elsewhere(act, index, now, candidates)] : others;
  const verdict = found.length === 0 ? governing.verdict : Object.freeze({ ...governing.verdict, alternatives: found });
  return { verdict, permit: verdict.outcome === 'permitted' ? mintPermit(act, governing.verdict, now) : null };
}

function decideNamed(act: Act, named: AgreementRef, index: AgreementIndex, facts: Facts, now: Instant): Decision {
  const compiled = index.byDigest.get(named.digest);
  if (compiled !== undefined) return decideUnder(act, compiled.known, facts, now);
  const unknown = reason('agreement-unknown', 'The agreement that this act names is not in force here.', null, null);
  return { verdict: refusedBeforehand(unknown, []), permit: null };
}

/** Everything an approver sees and that leaves: between whom and under what (the act and the agreement), who prepared it, what it says. */
export interface StepContent {
  readonly kind: string;
  readonly act: Act;
  readonly agreement: AgreementRef;
  readonly caseRef: string | null;
  readonly preparedBy: string;
  /** The salted root of the body, so that the digest helps nobody to guess a part of it that is withheld. */
  readonly bodyRoot: string;
  readonly conditions: readonly unknown[];
}

/**
 * Kinds of dispatch that say the same to several recipients. Such a step is shown and approved once, while act and agreement
 * name each recipient and the agreement with it; so the subject of its approvals leaves both out. What is said stays bound, by
 * the root of the body, and who may be told is decided for each recipient by the agreement, when it goes and when it arrives.
 */
const saidToSeveral: ReadonlySet<string> = new Set(['onward.recall']);

/**
 * What approvals of a step name. Computed alike by sender, receiver and verifier from the dispatch (to be). Attachments are
 * named in the body by their digests, so the root of the body covers them.
 */
export function stepDigestOf(step: StepContent): Digest {
  return digestOfText(stepTextOf(step));
}

/** The exact text of which that is the digest. */
export function stepTextOf(step: StepContent): string {
  const { kind, caseRef, preparedBy, bodyRoot, conditions } = step;
  const { act, agreement } = saidToSeveral.has(kind) ? { act: null, agreement: null } : step;
  return canonicalJson({ kind, act, agreement, caseRef, preparedBy, bodyRoot, conditions });
}

// --- under one agreement ------------------------------------------------------------------------------------------

/** The verdict alone, for whoever only wishes to know: no permit comes of it. */
export function judgeUnder(act: Act, agreement: CompiledAgreement, facts: Facts, now: Instant): Verdict {
  const gates = gateReasons(act, agreement, now);
  const objections = objectionsTo(agreement, act);
  const quorum = quorumOf(act, agreement);
  const approval = approvalReason(quorum, facts, now);
  if (gates.length === 0 && objections.length === 0 && approval === null) {
    return written(
      act,
      agreement,
      [...groundsFor(agreement, act), ...graceReasons(act, agreement, now), ...approvedReason(quorum)],
      facts,
      now,
    );
  }
  return written(act, agreement, inOrder([...gates, ...objections, ...(approval === null ? [] : [approval])]), facts, now);
}

function objectionsTo(agreement: CompiledAgreement, act: Act): readonly VerdictReason[] {
  if (act.kind === 'ask') return objectionsToAsking(agreement, act);
  if (isJoint(act)) return objectionsToJointWork(agreement, act);
  return isOnward(act) ? objectionsOnward(agreement, act) : objectionsOnRequest(agreement, act);
}

function groundsFor(agreement: CompiledAgreement, act: Act): readonly VerdictReason[] {
  if (act.kind === 'ask') return groundsForAsking(agreement, act);
  if (isJoint(act)) return groundsForJointWork(agreement, act);
  return isOnward(act) ? groundsOnward(agreement, act) : groundsOnRequest(agreement, act);
}

function written(act: Act, agreement: CompiledAgreement, reasons: VerdictReason[], facts: Facts, now: Instant): Verdict {
  const outcome = outcomeOfKind(reasons[0]?.kind ?? '');
  const verdict: Verdict = {
    outcome,
    governing: basisOf(act, agreement) ?? reasons.find((found) => found.clause !== null)?.clause ?? agreement.firstClause,
    reasons,
    deadlines: outcome === 'refused' ? [] : deadlinesThatRun(act, agreement, facts.receivedAt ?? now),
    conditions: outcome === 'refused' ? [] : conditionsOf(act, agreement, now),
    approversMin: quorumOf(act, agreement)?.approversMin ?? 0,
    alternatives: [],
  };
  Object.freeze(verdict.reasons);
  Object.freeze(verdict.deadlines);
  Object.freeze(verdict.conditions);
  return Object.freeze(verdict);
}

/** What the other authority owes once it has received the act. */
function deadlinesThatRun(act: Act, agreement: CompiledAgreement, receivedAt: Instant): Verdict['deadlines'] {
  const party = partyAsOf(agreement, act.to, receivedAt);
  if (party === null) return [];
  if (act.kind === 'ask') return deadlinesFor(agreement, act, receivedAt, party);
  const step = act.kind === 'ask-consent' ? 'answer-consent' : act.kind === 'recall' ? 'answer-recall' : null;
  const deadline = step === null ? null : deadlineOfStep(agreement.known, step, receivedAt, act.to);
  return deadline === null ? [] : [deadline];
}

/** Reasons by which an agreement is not in force between the two at a moment, whatever was meant when the act was written. */
const notInForce: ReadonlySet<VerdictReason['kind']> = new Set(['not-yet-in-force', 'ended', 'withdrawn', 'suspended']);

/** Whether the agreement is in force for this act at a moment: begun, and for the two neither ended, withdrawn nor suspended. It decides nothing. */
export function isInForceFor(act: Act, agreement: KnownAgreement, at: Instant): boolean {
  return !gateReasons(act, compileAgreement(agreement), at).some(({ kind }) => notInForce.has(kind));
}

/** What stands against any act under this agreement: who, when, and whether it is this agreement at all. */
function gateReasons(act: Act, agreement: CompiledAgreement, now: Instant): readonly VerdictReason[] {
  const found: VerdictReason[] = [];
  if (act.from === act.to) found.push(reason('same-authority', 'An authority cannot act towards itself.', null, null));
  if ('agreement' in act && act.agreement.digest !== agreement.ref.digest) {
    found.push(reason('other-agreement', 'The act names another agreement than this one.', null, null));
  }
  if (now < agreement.inForceFrom) {
    found.push(reason('not-yet-in-force', `The agreement is in force from ${agreement.inForceFrom}.`, null, null));
  }
  if (isEnded(agreement, now) && !mayContinue(act, agreement)) {
    found.push(reason('ended', `The agreement ended on ${agreement.inForceUntil ?? ''}.`, null, null));
  }
  found.push(...lifeReasons(act, agreement, now));
  if (!agreement.parties.has(act.from))
    found.push(reason('not-a-party', 'The acting authority is not a party to this agreement.', null, null));
  if (!agreement.parties.has(act.to))
    found.push(reason('not-a-party', 'The other authority is not a party to this agreement.', null, 'counterpart'));
  return [...found, ...notAble(act, agreement)];
}

/** Nothing new is asked of or by a party that cannot carry the agreement out yet, nor given unasked; what is under way goes on. */
function notAble(act: Act, agreement: CompiledAgreement): readonly VerdictReason[] {
  const { notAble: parties } = agreement.bounds;
  if (parties.size === 0 || (act.kind !== 'ask' && act.kind !== 'share-draft' && act.kind !== 'disclose')) return [];
  return [act.from, act.to].flatMap((id) => {
    const clause = parties.get(id);
    if (clause === undefined) return [];
    const name = agreement.parties.get(id)?.name ?? '';
    const sentence = `${clauseWord(clause.clause)}: ${name} has committed itself to this agreement and cannot carry it out yet.`;
    return [reason('party-not-able', sentence, clause, id === act.to ? 'counterpart' : null)];
  });
}

export function isEnded(agreement: CompiledAgreement, now: Instant): boolean {
  return agreement.inForceUntil !== null && now >= agreement.inForceUntil;
}

/** Requests under way are carried on after the end, where the agreement has a clause on withdrawal; a breach is told all the same. */
function mayContinue(act: Act, agreement: CompiledAgreement): boolean {
  return outlivesAgreement(act) || (isUnderWay(act) && agreement.underWay !== null);
}

function graceReasons(act: Act, agreement: CompiledAgreement, now: Instant): readonly VerdictReason[] {
  if (agreement.underWay === null || !isEnded(agreement, now) || outlivesAgreement(act) || !mayContinue(act, agreement)) return [];
  const sentence = `${clauseWord(agreement.underWay.clause)}: requests under way at the end of the agreement are carried on.`;
  return [reason('request-under-way', sentence, agreement.underWay, null)];
}

type Quorum = { readonly approversMin: number; readonly isPasskeyNeeded: boolean; readonly clause: ClauseRef };

function quorumOf(act: Act, agreement: CompiledAgreement): Quorum | null {
  // What a server carries for another was approved where it was written.
  if ('onBehalfOf' in act && act.onBehalfOf !== act.from) return null;
  // An objection only protects: one officer makes it.
  if (act.kind === 'answer-new-use' && act.answer === 'objected') return null;
  return agreement.approvals.get(approvedAs(act.kind)) ?? null;
}

/**
 * A measure, and an item that leaves the house, is approved like a reply, an instruction like a request, a new use like a consent: each
 * binds its side as much.
 */
function approvedAs(kind: Act['kind']): ApprovedAct {
  if (kind === 'report-measure' || kind === 'hand-over') return 'reply';
  // What leaves a request undone, for now or for good, is approved as a refusal is.
  if (kind === 'postpone' || kind === 'report-impossible') return 'refuse';
  // A draft tells as much as the request that it is to become.
  if (kind === 'share-draft') return 'ask';
  // Contesting a refusal asks again, and answering that decides again.
  if (kind === 'rebut' || kind === 'cure') return 'ask';
  if (kind === 'reopen' || kind === 'uphold') return 'refuse';
  if (kind === 'tell-new-use') return 'ask-consent';
  if (kind === 'answer-new-use') return 'answer-consent';
  return kind === 'instruct' ? 'ask' : (kind as ApprovedAct);
}

function approvalReason(quorum: Quorum | null, facts: Facts, now: Instant): VerdictReason | null {
  if (quorum === null) return null;
  const given = countApprovals(facts, now, quorum);
  if (given >= quorum.approversMin) return null;
  const { approversMin, clause } = quorum;
  const officers = approversMin === 1 ? 'one officer' : `${approversMin} officers`;
  const means = quorum.isPasskeyNeeded ? ', with a passkey,' : '';
  const asks = `${clauseWord(clause.clause)} asks for the approval${means} of ${officers} other than the one who prepared it`;
  return reason('approval', `${asks}; ${given} of ${approversMin} given.`, clause, null);
}

function approvedReason(quorum: Quorum | null): readonly VerdictReason[] {
  if (quorum === null) return [];
  const { approversMin, clause } = quorum;
  const sentence = `The approval that clause ${clause.clause} asks for is given (${approversMin} of ${approversMin}).`;
  return [reason('approved', sentence, clause, null)];
}

/** The clause that provides for the act as such, whether or not everything else is in order. */
function basisOf(act: Act, agreement: CompiledAgreement): ClauseRef | null {
  if (act.kind === 'ask' || act.kind === 'reply') return agreement.assistance.get(act.assistance) ?? null;
  if (act.kind === 'peer') return agreement.dispatchKinds.get(act.dispatchKind) ?? null;
  if (act.kind === 'refuse') return agreement.groundsAllowed.get(act.ground) ?? null;
  if (isOnward(act)) return groundsOnward(agreement, act)[0]?.clause ?? null;
  if (isJoint(act)) return groundsForJointWork(agreement, act)[0]?.clause ?? null;
  return groundsOnRequest(agreement, act)[0]?.clause ?? null;
}

const dayMs = 86_400_000;

/** What a datum given in answer will carry. The time for which it may be used starts when it is given: at a reply. */
function conditionsOf(act: Act, agreement: CompiledAgreement, now: Instant): Verdict['conditions'] {
  if (act.kind === 'ask') {
    return remembered(agreement, 'conditions', () =>
      Object.freeze(agreement.conditions.map(({ limits, clause }) => Object.freeze({ limits, clause }))),
    ) as Verdict['conditions'];
  }
  if (act.kind !== 'reply' && act.kind !== 'disclose') return [];
  return agreement.conditions.map(({ limits, clause, retentionDays }) => ({
    limits: retentionDays === null ? limits : { ...limits, usableUntil: addMs(now, retentionDays * dayMs) },
    clause,
  }));
}

// --- among several ------------------------------------------------------------------------------------------------

type Alternative = Verdict['alternatives'][number];

/** How many agreements of others are named when none between the two permits: what a person reads. */
const elsewhereMax = 5;

function alternative(agreement: CompiledAgreement, verdict: Verdict): Alternative {
  const [first] = verdict.reasons;
  const more = verdict.outcome === 'needs' && verdict.reasons.length > 1 ? ` And ${verdict.reasons.length - 1} more.` : '';
  return { agreement: agreement.ref, title: agreement.title, outcome: verdict.outcome, sentence: `${first?.sentence ?? ''}${more}` };
}

/** Agreements of one of the two that would allow it if the other were a party: what a legal adviser may propose. */
function elsewhere(act: Act, index: AgreementIndex, now: Instant, candidates: readonly CompiledAgreement[]): readonly Alternative[] {
  if (act.kind !== 'ask' || act.from === act.to) return [];
  const known = [...(index.byParty.get(act.to) ?? []), ...(index.byParty.get(act.from) ?? [])];
  const others = known.filter((agreement) => !candidates.includes(agreement) && !isReplaced(index, agreement.ref.digest, now));
  const would = others.filter((agreement) => coversNow(agreement, act, now));
  return [...new Set(would)].slice(0, elsewhereMax).map((agreement) => {
    const clause = agreement.assistance.get(act.assistance)?.clause ?? '';
    const missing = agreement.parties.has(act.to) ? 'the asking authority' : 'the authority asked';
    const would = `${clauseWord(clause)} would allow ${assistanceWords[act.assistance]} for this purpose`;
    const sentence = `${would}, but ${missing} is not a party.`;
    return { agreement: agreement.ref, title: agreement.title, outcome: 'refused' as const, sentence };
  });
}

function coversNow(agreement: CompiledAgreement, act: Extract<Act, { kind: 'ask' }>, now: Instant): boolean {
  return (
    now >= agreement.inForceFrom &&
    !isEnded(agreement, now) &&
    agreement.assistance.has(act.assistance) &&
    agreement.purposes.has(act.purpose)
  );
}

function beforehand(act: Act): VerdictReason {
  if (act.from === act.to) return reason('same-authority', 'An authority cannot act towards itself.', null, null);
  return reason('no-agreement', 'No agreement is in force between these two authorities.', null, 'counterpart');
}

function refusedBeforehand(found: VerdictReason, alternatives: readonly Alternative[]): Verdict {
  return {
    outcome: 'refused',
    governing: null,
    reasons: [found],
    deadlines: [],
    conditions: [],
    approversMin: 0,
    alternatives: [...alternatives],
  };
}
