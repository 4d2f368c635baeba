// SPDX-License-Identifier: Apache-2.0
/**
 * One leg of a way: one authority asks another under one agreement, with nothing filled in yet.
 *
 * The leg is judged by `decide` itself on an empty form, so what it still needs is exactly what the form will ask for, and a
 * leg that the agreement refuses is no leg. When the answer is owed is taken from the deadlines of that same verdict.
 */
import assert from 'node:assert/strict';
import type { Purpose } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Party } from '../documents/agreement-document.ts';
import { compiledBetween, type AgreementIndex, isReplaced } from '../verdicts/agreement-index.ts';
import type { ClauseRef, CompiledAgreement, RequestClass } from '../verdicts/compiled-agreement.ts';
import { deadlineOfStep } from '../verdicts/deadlines.ts';
import { judgeUnder, noFacts } from '../verdicts/decide.ts';
import { mayBeAsked, mayServe } from '../verdicts/judge-ask.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { AssistanceKind } from '../wire.ts';

export interface Wanted {
  readonly assistance: AssistanceKind;
  readonly purpose: Purpose;
}

export interface Leg {
  readonly agreement: CompiledAgreement;
  readonly from: Party;
  readonly to: Party;
  readonly class: RequestClass;
  readonly assistance: AssistanceKind;
  readonly clause: ClauseRef;
  readonly verdict: Verdict;
  /** When it is asked. */
  readonly askedAt: Instant;
  /** When the answer is owed; null where the agreement sets no limit. */
  readonly dueAt: Instant | null;
}

export interface ClosedLeg {
  readonly agreement: CompiledAgreement;
  readonly to: Party;
  readonly verdict: Verdict;
}

export interface Between {
  readonly from: string;
  readonly to: string;
}

/** Every leg between the two, and every one that an agreement between them refuses; the urgent one only where it is sooner. */
export function legsBetween(
  index: AgreementIndex,
  between: Between,
  wanted: Wanted,
  now: Instant,
): { readonly open: readonly Leg[]; readonly closed: readonly ClosedLeg[] } {
  const open: Leg[] = [];
  const closed: ClosedLeg[] = [];
  for (const agreement of agreementsTried(index, between, now)) {
    const { from, to } = partiesOf(agreement, between);
    const normal = judgeLeg(agreement, { from, to }, wanted, 'normal', now);
    if (normal.verdict.outcome === 'refused') closed.push({ agreement, to, verdict: normal.verdict });
    else open.push(normal, ...soonerWhenUrgent(normal, wanted));
  }
  return { open, closed };
}

/** Those legs alone that are open, for one who looks at many pairs: an agreement that does not cover it is not judged. */
export function openLegs(
  index: AgreementIndex,
  between: Between,
  wanted: Wanted,
  now: Instant,
  isUsable: (agreement: CompiledAgreement) => boolean,
) {
  return agreementsTried(index, between, now)
    .filter(
      (agreement) => mayServe(agreement, wanted.purpose) && mayBeAsked(agreement, wanted.assistance, between.to) && isUsable(agreement),
    )
    .map((agreement) => judgeLeg(agreement, partiesOf(agreement, between), wanted, 'normal', now))
    .filter(({ verdict }) => verdict.outcome !== 'refused')
    .flatMap((normal) => [normal, ...soonerWhenUrgent(normal, wanted)]);
}

function agreementsTried(index: AgreementIndex, { from, to }: Between, now: Instant): readonly CompiledAgreement[] {
  return compiledBetween(index, from, to).filter(
    (agreement) => agreement.assistance.size > 0 && !isReplaced(index, agreement.ref.digest, now),
  );
}

function partiesOf({ parties }: CompiledAgreement, { from, to }: Between): { readonly from: Party; readonly to: Party } {
  const [asking, asked] = [parties.get(from), parties.get(to)];
  assert(asking !== undefined && asked !== undefined, 'the index gives agreements between two of their parties');
  return { from: asking, to: asked };
}

function soonerWhenUrgent(normal: Leg, wanted: Wanted): readonly Leg[] {
  if (normal.agreement.urgency.size === 0) return [];
  const urgent = judgeLeg(normal.agreement, normal, wanted, 'urgent', normal.askedAt);
  return urgent.verdict.outcome !== 'refused' && isSooner(urgent.dueAt, normal.dueAt) ? [urgent] : [];
}

function judgeLeg(
  agreement: CompiledAgreement,
  { from, to }: { readonly from: Party; readonly to: Party },
  wanted: Wanted,
  requestClass: RequestClass,
  askedAt: Instant,
): Leg {
  const verdict = judgeUnder(
    {
      kind: 'ask',
      from: from.authorityId,
      to: to.authorityId,
      assistance: wanted.assistance,
      purpose: wanted.purpose,
      class: requestClass,
      urgencyGround: null,
      urgencyReasonGiven: false,
      content: [],
    },
    agreement,
    noFacts,
    askedAt,
  );
  const clause = agreement.assistance.get(wanted.assistance) ?? agreement.firstClause;
  const dueAt = answerDue(agreement, to, verdict);
  return { agreement, from, to, class: requestClass, assistance: wanted.assistance, clause, verdict, askedAt, dueAt };
}

/** When it is answered: the reply; or, where the agreement has a decision carried out, when that is done at the latest. */
function answerDue({ known }: CompiledAgreement, to: Party, { deadlines }: Verdict): Instant | null {
  const due = (step: string): Instant | null => (deadlines.find((one) => one.step === step)?.dueAt ?? null) as Instant | null;
  const decided = due('decide');
  const done = decided === null ? null : deadlineOfStep(known, 'execute', decided, to.authorityId)?.dueAt;
  return due('reply') ?? (done as Instant | null | undefined) ?? null;
}

/** The same leg, asked at another moment. */
export function askedLater(leg: Leg, wanted: Wanted, askedAt: Instant): Leg {
  return judgeLeg(leg.agreement, leg, wanted, leg.class, askedAt);
}

export function isSooner(left: Instant | null, right: Instant | null): boolean {
  if (left === null) return false;
  return right === null || left < right;
}
