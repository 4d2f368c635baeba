// SPDX-License-Identifier: Apache-2.0
/**
 * Judging a request for assistance under one agreement. Each rule is one function that finds what stands against the
 * request, or nothing; the list of rules is the law of asking, in the order of docs/reference/verdicts.md.
 */
import { purposeWords } from '../../conditions/index.ts';
import type { Act } from './act.ts';
import { refusalGroundMeaning } from '../terms/ground-words.ts';
import { type ClauseRef, type CompiledAgreement, remembered, requiredContent, type UrgencyGround } from './compiled-agreement.ts';
import { stepsAfterRefusal } from './judge-refusing.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { assistanceWords, capabilityNeeded, clauseWord, contentFieldLabel, countWords, urgencyGroundWords, wordList } from './words.ts';

type AskAct = Extract<Act, { kind: 'ask' }>;
type Rule = (agreement: CompiledAgreement, act: AskAct) => readonly VerdictReason[];
type Asked = Pick<AskAct, 'from' | 'to' | 'assistance' | 'purpose' | 'content'>;

const nothing: readonly VerdictReason[] = Object.freeze([]);

/** What stands against asking: refusals first, then what is missing. Approvals are judged by the caller. */
export function objectionsToAsking(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const found = rules.flatMap((rule) => rule(agreement, act));
  return found.length === 0 ? nothing : found;
}

/** What stands against showing a draft: whatever forbids to ask for it at all. What it lacks yet is what its author would hear. */
export function objectionsToShowing(agreement: CompiledAgreement, act: Extract<Act, { kind: 'share-draft' }>): readonly VerdictReason[] {
  const { from, to, assistance, purpose, onBehalf } = act;
  const asked: Asked = { from, to, assistance, purpose, content: onBehalf === true ? ['on-behalf-of'] : [] };
  return barringRules.flatMap((rule) => rule(agreement, asked));
}

/** The clauses on which a permitted request rests. */
export function groundsForAsking(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const key = `ask ${act.assistance} ${act.purpose} ${act.class} ${act.urgencyGround ?? ''} ${act.judgedBefore ?? ''} ${act.askedOrally ?? ''}`;
  return remembered(agreement, key, () => {
    const urgency = act.class === 'urgent' && act.urgencyGround !== null ? agreement.urgency.get(act.urgencyGround) : undefined;
    return Object.freeze([
      ...groundsForCoverage(agreement, act),
      ...(urgency === undefined
        ? []
        : [reason('urgency-accepted', `${clauseWord(urgency.clause)} accepts urgency for ${words(act.urgencyGround)}.`, urgency, null)]),
      ...(act.askedOrally === undefined || agreement.oral === null
        ? []
        : [
            reason(
              'oral-accepted',
              `${clauseWord(agreement.oral.clause)} lets an urgent request be made orally first.`,
              agreement.oral,
              null,
            ),
          ]),
      ...(judgedClause(agreement, act) === null ? [] : stepsAfterRefusal(agreement, judgedGround(act))),
      ...conditionsThatFollow(agreement),
    ]);
  });
}

/** "Clause 4 allows information from files. Clause 6 allows it for administrative enforcement." */
export function groundsForCoverage(agreement: CompiledAgreement, act: Pick<AskAct, 'assistance' | 'purpose'>): readonly VerdictReason[] {
  const assistance = agreement.assistance.get(act.assistance);
  const purpose = agreement.purposes.get(act.purpose);
  if (assistance === undefined || purpose === undefined) return nothing;
  return [
    reason('allowed', `${clauseWord(assistance.clause)} allows ${assistanceWords[act.assistance]}.`, assistance, null),
    reason('purpose-allowed', `${clauseWord(purpose.clause)} allows it for ${purposeWords[act.purpose]}.`, purpose, null),
  ];
}

type Coverage = Pick<AskAct, 'assistance' | 'purpose'>;

/** Whether the agreement covers this kind of assistance for this purpose; also asked of replies. */
export const coverageRules: readonly ((agreement: CompiledAgreement, act: Coverage) => readonly VerdictReason[])[] = [
  assistanceCovered,
  purposeEverAllowed,
  purposeAllowed,
];

/** What no other wording mends. */
const barringRules: readonly ((agreement: CompiledAgreement, act: Asked) => readonly VerdictReason[])[] = [
  assistanceCovered,
  capabilityDeclared,
  onBehalfCovered,
  (agreement, act) => reportSecret(agreement, { kinds: [act.assistance], to: act.from }),
  purposeEverAllowed,
  purposeAllowed,
];

const rules: readonly Rule[] = [
  ...barringRules,
  urgencyProvided,
  urgencyGroundAccepted,
  oralProvided,
  urgencyGroundNamed,
  urgencyReasonGiven,
  contentComplete,
  caseStated,
  judgedBefore,
];

function assistanceCovered(agreement: CompiledAgreement, act: Coverage): readonly VerdictReason[] {
  if (agreement.assistance.has(act.assistance)) return nothing;
  return remembered(agreement, `not-covered ${act.assistance}`, () => {
    const covered = [...agreement.assistance.keys()].toSorted().map((kind) => assistanceWords[kind]);
    const rest = covered.length === 0 ? 'The agreement covers no assistance.' : `The agreement covers ${wordList(covered)}.`;
    return [reason('assistance-not-covered', `No clause allows ${assistanceWords[act.assistance]}. ${rest}`, null, 'assistance')];
  });
}

/** Whether a party has declared what it takes to be asked for this; the agreement must cover the kind as well. */
export function mayBeAsked(agreement: CompiledAgreement, kind: AskAct['assistance'], to: string): boolean {
  const needed = capabilityNeeded[kind];
  const isDeclared = agreement.parties.get(to)?.capabilities.includes(needed) ?? false;
  return agreement.assistance.has(kind) && (isDeclared || (agreement.bounds.powers.get(to)?.has(needed) ?? false));
}

/** Whether nothing in the bounds stands between the two: both are able, and whoever would get it may learn of it. */
export function mayPassBetween(agreement: CompiledAgreement, kind: AskAct['assistance'], giver: string, receiver: string): boolean {
  const { notAble } = agreement.bounds;
  return !notAble.has(giver) && !notAble.has(receiver) && reportSecret(agreement, { kinds: [kind], to: receiver }).length === 0;
}

function capabilityDeclared(agreement: CompiledAgreement, act: Asked): readonly VerdictReason[] {
  const clause = agreement.assistance.get(act.assistance);
  const party = agreement.parties.get(act.to);
  if (clause === undefined || party === undefined || mayBeAsked(agreement, act.assistance, act.to)) return nothing;
  return remembered(agreement, `capability ${act.assistance} ${act.to}`, () => {
    const sentence = `${party.name} has not declared in this agreement that it can provide ${assistanceWords[act.assistance]}.`;
    return [reason('capability-lacking', sentence, clause, 'assistance')];
  });
}

function onBehalfCovered(agreement: CompiledAgreement, act: Asked): readonly VerdictReason[] {
  const clause = agreement.bounds.forItselfOnly;
  if (clause === null || !act.content.includes('on-behalf-of')) return nothing;
  return remembered(agreement, 'for-itself-only', () => [
    reason('on-behalf-not-covered', `${clauseWord(clause.clause)} lets a party ask for itself only.`, clause, 'on-behalf-of'),
  ]);
}

/** Whether whoever would get reports may learn that they exist; also asked of replies and of what is given unasked. */
export function reportSecret(
  agreement: CompiledAgreement,
  { kinds, to }: { readonly kinds: readonly string[]; readonly to: string },
): readonly VerdictReason[] {
  if (agreement.bounds.reportSecrecy.length === 0 || !kinds.includes('suspicious-reports')) return nothing;
  const party = agreement.parties.get(to);
  const closed = agreement.bounds.reportSecrecy.find(({ mayReach }) => party !== undefined && !mayReach.has(party.kind));
  if (closed === undefined || party === undefined) return nothing;
  return remembered(agreement, `report-secrecy ${to}`, () => {
    const sentence = `${clauseWord(closed.clause.clause)} does not let it be made known to ${party.name} that a suspicious-transaction report exists.`;
    return [reason('report-secrecy', sentence, closed.clause, 'assistance')];
  });
}

/** Stands whatever the terms say: lint refuses a document that names it, and this refuses the act all the same. */
function purposeEverAllowed(_agreement: CompiledAgreement, act: Coverage): readonly VerdictReason[] {
  return act.purpose === 'commercial' ? [reason('purpose-never', 'No agreement may serve commercial use.', null, 'purpose')] : nothing;
}

/** Whether the agreement serves this purpose; commercial use never, whatever its terms say. */
export function mayServe(agreement: CompiledAgreement, purpose: AskAct['purpose']): boolean {
  return purpose !== 'commercial' && agreement.purposes.has(purpose);
}

function purposeAllowed(agreement: CompiledAgreement, act: Coverage): readonly VerdictReason[] {
  if (act.purpose === 'commercial' || mayServe(agreement, act.purpose)) return nothing;
  return remembered(agreement, `purpose ${act.purpose}`, () => {
    const [first] = agreement.purposes.values();
    if (first === undefined) return [reason('purpose-not-allowed', 'No clause allows any purpose.', null, 'purpose')];
    const allowed = [...agreement.purposes.keys()].map((purpose) => purposeWords[purpose]).toSorted();
    const sentence = `${clauseWord(first.clause)} allows ${wordList(allowed)}, not ${purposeWords[act.purpose]}.`;
    return [reason('purpose-not-allowed', sentence, first, 'purpose')];
  });
}

function urgencyProvided(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  if (act.class === 'normal' || agreement.urgency.size > 0) return nothing;
  return remembered(agreement, 'urgency-not-provided', () => [
    reason('urgency-not-provided', 'No clause provides for urgent requests. Send it as a normal one.', null, 'class'),
  ]);
}

function urgencyGroundAccepted(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const [clause] = agreement.urgency.values();
  const ground = act.urgencyGround;
  if (act.class === 'normal' || clause === undefined || ground === null || agreement.urgency.has(ground)) return nothing;
  return remembered(agreement, `urgency ${ground}`, () => {
    const sentence = `${clauseWord(clause.clause)} accepts urgency for ${acceptedGrounds(agreement)}, not for ${words(ground)}.`;
    return [reason('urgency-ground-not-accepted', sentence, clause, 'urgencyGround')];
  });
}

/** What was asked orally binds nobody where no clause provides for it: the writing goes without naming the call, and counts from its receipt. */
function oralProvided(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  if (act.askedOrally === undefined || agreement.oral !== null) return nothing;
  return remembered(agreement, 'oral-not-provided', () => [
    reason(
      'oral-not-provided',
      'No clause lets an urgent request be made orally first. Send it as one that is made in writing.',
      null,
      'oral',
    ),
  ]);
}

function urgencyGroundNamed(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const [clause] = agreement.urgency.values();
  if (act.class === 'normal' || clause === undefined || act.urgencyGround !== null) return nothing;
  return remembered(agreement, 'urgency-ground', () => {
    const sentence = `${clauseWord(clause.clause)} asks what makes the request urgent; it accepts ${acceptedGrounds(agreement)}.`;
    return [reason('urgency-ground', sentence, clause, 'urgencyGround')];
  });
}

function urgencyReasonGiven(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const [clause] = agreement.urgency.values();
  if (act.class === 'normal' || clause === undefined || act.urgencyReasonGiven) return nothing;
  return remembered(agreement, 'urgency-reason', () => {
    const test = agreement.urgencyTest === null || agreement.urgencyTest === '' ? '' : ` The test: ${agreement.urgencyTest}`;
    return [
      reason('urgency-reason', `${clauseWord(clause.clause)} asks for the reason of the urgency in words.${test}`, clause, 'urgencyReason'),
    ];
  });
}

function contentComplete(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const required = requiredContent(agreement, act.assistance);
  if (required.every(({ field }) => act.content.includes(field))) return nothing;
  return required
    .filter(({ field }) => !act.content.includes(field))
    .map(({ field, clause }) =>
      remembered(agreement, `content ${field} ${clause.clause}`, () =>
        reason('content', `${clauseWord(clause.clause)} asks for ${contentFieldLabel(field)}; it is still empty.`, clause, field),
      ),
    );
}

/**
 * Stands whatever the terms say, also where no clause asks for any content: whoever is asked must be able to see what for. Lint warns
 * of such a document; the request is held back all the same.
 */
function caseStated(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  if (act.content.some((field) => statesTheCase.has(field)) || requiredContent(agreement, act.assistance).some(isOfTheCase)) return nothing;
  return [reason('content', 'No request goes out that states neither its facts nor why the answer would help.', null, 'facts')];
}

/** An order of a court states the facts itself. */
const statesTheCase: ReadonlySet<AskAct['content'][number]> = new Set(['facts', 'why-useful', 'domestic-order']);

/** Already asked for by a clause, which is the better reason to name. */
function isOfTheCase({ field }: { readonly field: AskAct['content'][number] }): boolean {
  return statesTheCase.has(field);
}

/**
 * Nobody is tried twice for the same acts: where a request could be refused because proceedings are pending or over, and its author
 * knows of some, it says what it knows and why it asks for something else.
 */
function judgedBefore(agreement: CompiledAgreement, act: AskAct): readonly VerdictReason[] {
  const clause = judgedClause(agreement, act);
  if (clause === null || act.content.includes('earlier-proceedings')) return nothing;
  const ground = judgedGround(act);
  return remembered(agreement, `judged-before ${ground}`, () => {
    const why = `${refusalGroundMeaning(ground)} (${ground})`;
    const sentence = `${clauseWord(clause.clause)} allows refusing because ${why}; say what is known of that, and why what is asked is another matter.`;
    return [reason('judged-before', sentence, clause, 'earlier-proceedings')];
  });
}

function judgedGround(act: AskAct): 'R04' | 'R05' {
  return act.judgedBefore === 'final' ? 'R05' : 'R04';
}

/** The clause on which it could be refused; null where nothing is known, or no clause allows the ground. */
function judgedClause(agreement: CompiledAgreement, act: AskAct): ClauseRef | null {
  if (act.judgedBefore === undefined) return null;
  const ground = judgedGround(act);
  return agreement.groundsForbidden.has(ground) ? null : (agreement.groundsAllowed.get(ground) ?? null);
}

function conditionsThatFollow(agreement: CompiledAgreement): readonly VerdictReason[] {
  return agreement.conditions.map(({ retentionDays, clause }) => {
    const kept = retentionDays === null ? '' : ` and lets it be used for ${countWords(retentionDays, 'day')}`;
    return reason(
      'conditions-follow',
      `${clauseWord(clause.clause)} sets the conditions that whatever is given will carry${kept}.`,
      clause,
      null,
    );
  });
}

function acceptedGrounds(agreement: CompiledAgreement): string {
  return wordList([...agreement.urgency.keys()].map(words).toSorted());
}

function words(ground: UrgencyGround | null): string {
  return ground === null ? '' : urgencyGroundWords[ground];
}
