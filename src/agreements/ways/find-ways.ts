// SPDX-License-Identifier: Apache-2.0
/**
 * Lawful ways: "I need telephone records from XC, usable in court, within 20 days" answered with every way that the
 * agreements in force leave open, each with when it would answer, whether that may be evidence, how certain it is, and what it
 * needs; and with the ways that are closed, and why.
 *
 *     direct      we ask an authority there, under an agreement between the two
 *     indirect    another authority, with which we have an agreement, asks on our behalf; what it receives goes on to us only
 *                 with the leave of whoever gave it (FATF INR.40, paragraphs 21 and 22: on whose behalf is said)
 *
 * An indirect way is left out where we are a party to the very agreement it would use, or where a direct way is at least as
 * good in everything. One authority stands in between at the most: with each, certainty falls and nobody would take the way.
 *
 * The time of an indirect way is counted along it: the one in between asks when its acknowledgement is due, the last one
 * answers within its own limit from then, and says within its limit whether that may be passed on.
 *
 * Ways that meet what was asked for come first; among those equal, the aim that was named decides, then the others.
 */
import { replyLimits } from '../verdicts/reply-limits.ts';
import { meet } from '../../conditions/index.ts';
import { evidentialUses } from '../../conditions/wire.ts';
import { type Instant, msBetween } from '../../kernel/index.ts';
import type { Party } from '../documents/agreement-document.ts';
import type { AgreementIndex } from '../verdicts/agreement-index.ts';
import type { CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import { deadlineOfStep } from '../verdicts/deadlines.ts';
import { outcomeOfKind } from '../verdicts/verdict.ts';
import { assistanceWords, clauseWord } from '../verdicts/words.ts';
import { purposeWords } from '../../conditions/index.ts';
import { adviceBefore } from './informal-advice.ts';
import { everyAuthority } from './directory.ts';
import { askedLater, type ClosedLeg, type Leg, legsBetween, openLegs, type Wanted } from './way-legs.ts';
import { doubtsAbout } from './way-doubts.ts';
import type { WayQuestionWire, WaysAnswerWire, WayWire } from './wire.ts';

/** Ways that one answer shows: what a person compares. */
const waysShownMax = 20;
/** Closed ways that one answer shows. */
const closedShownMax = 10;

export interface WayQuestion extends WayQuestionWire {
  /** Who needs it. */
  readonly from: string;
}

interface Found {
  readonly way: WayWire;
  readonly key: string;
}

export function findWays(index: AgreementIndex, asked: WayQuestion, now: Instant): WaysAnswerWire {
  const { from, ...question } = asked;
  const authorities = everyAuthority(index);
  const targets = [...authorities.values()].filter((party) => isTarget(party, asked)).toSorted(byIdentity);
  const direct: Found[] = [];
  const closed: ClosedLeg[] = [];
  for (const target of targets) {
    const legs = legsBetween(index, { from, to: target.authorityId }, asked, now);
    for (const leg of legs.open) {
      const way = directWay(leg, asked, now);
      if (way === null) closed.push(leg);
      else direct.push(way);
    }
    closed.push(...legs.closed);
  }
  const indirect = indirectWays(index, asked, { targets, direct }, now);
  const ways = [...direct, ...indirect].toSorted(byWorth(asked.first)).map(({ way }) => way);
  return {
    question,
    at: now,
    ways: ways.slice(0, waysShownMax),
    leftOut: Math.max(0, ways.length - waysShownMax),
    closed: closed.slice(0, closedShownMax).map((leg) => closedWay(leg, asked)),
    advice: adviceBefore(asked, ways),
  };
}

function isTarget(party: Party, { from, counterpart, jurisdiction }: WayQuestion): boolean {
  if (party.authorityId === from) return false;
  if (counterpart !== null) return party.authorityId === counterpart;
  return jurisdiction === null || party.jurisdiction === jurisdiction;
}

function byIdentity(left: Party, right: Party): number {
  return left.authorityId < right.authorityId ? -1 : 1;
}

// --- direct and indirect --------------------------------------------------------------------------------------------

/** Null where what is given could not be used for the purpose at all. */
function directWay(leg: Leg, asked: WayQuestion, now: Instant): Found | null {
  const limits = replyLimits(leg.agreement.known, now);
  if (!limits.purposes.includes(asked.purpose)) return null;
  return wayOf({ legs: [leg], dueAt: leg.dueAt, evidentialUse: limits.evidentialUse, isConsentNeeded: false }, asked, now);
}

/**
 * Of every pair of legs over one authority in between, those that no direct way equals. Each last leg is judged again at the moment
 * when it would be asked, once for each such moment.
 */
function indirectWays(
  index: AgreementIndex,
  asked: WayQuestion,
  around: { readonly targets: readonly Party[]; readonly direct: readonly Found[] },
  now: Instant,
): readonly Found[] {
  const { from } = asked;
  const between = new Set((index.byParty.get(from) ?? []).flatMap((agreement) => [...agreement.parties.keys()]));
  between.delete(from);
  // Under an agreement of our own we ask ourselves; and what could not come on to us is no way.
  const mayComeToUs = (agreement: CompiledAgreement): boolean =>
    !agreement.parties.has(from) && agreement.bounds.forItselfOnly === null && passingOn(agreement, from, now) !== null;
  return [...between].toSorted().flatMap((via) => {
    const last = around.targets
      .filter(({ authorityId }) => authorityId !== via)
      .flatMap(({ authorityId }) => openLegs(index, { from: via, to: authorityId }, asked, now, mayComeToUs));
    if (last.length === 0) return [];
    const later = new Map<string, Leg>();
    return openLegs(index, { from, to: via }, asked, now, () => true).flatMap((first) =>
      last.flatMap((leg, place) => {
        const handedOnAt = (first.verdict.deadlines.find(({ step }) => step === 'acknowledge')?.dueAt ?? now) as Instant;
        const key = `${place} ${handedOnAt}`;
        const second = later.get(key) ?? askedLater(leg, asked, handedOnAt);
        later.set(key, second);
        const shape = indirectShape(first, second, asked, now);
        if (shape === null) return [];
        const { certainty } = doubtsAbout({ ...shape, isForCourt: asked.isForCourt });
        return around.direct.some(({ way }) => isAsGood(way, { ...shape, certainty })) ? [] : [wayOf(shape, asked, now)];
      }),
    );
  });
}

/** Whether what is given under it may come on to us, freely or with consent; null where it may not. */
function passingOn(agreement: CompiledAgreement, to: string, now: Instant): 'free' | 'with-consent' | null {
  const { onward, recipients } = replyLimits(agreement.known, now);
  if (onward === 'listed' && recipients.includes(to) && agreement.bounds.consentOfEachHolder === null) return 'free';
  return onward === 'never' || agreement.onward === null ? null : 'with-consent';
}

/** Null where it could not be used for the purpose once it was here. */
function indirectShape(first: Leg, second: Leg, asked: WayQuestion, now: Instant): Shape | null {
  const limits = meet([replyLimits(second.agreement.known, now), replyLimits(first.agreement.known, now)]);
  if (!limits.purposes.includes(asked.purpose)) return null;
  const isFree = passingOn(second.agreement, asked.from, now) === 'free';
  const consent = isFree || second.dueAt === null ? second.dueAt : consentAt(second, second.dueAt);
  const dueAt = first.dueAt === null || consent === null ? null : first.dueAt > consent ? first.dueAt : consent;
  return { legs: [first, second], dueAt, evidentialUse: limits.evidentialUse, isConsentNeeded: !isFree };
}

function consentAt({ agreement, to }: Leg, givenAt: Instant): Instant | null {
  return (deadlineOfStep(agreement.known, 'answer-consent', givenAt, to.authorityId)?.dueAt ?? null) as Instant | null;
}

interface Shape {
  readonly legs: readonly Leg[];
  readonly dueAt: Instant | null;
  readonly evidentialUse: WayWire['evidentialUse'];
  readonly isConsentNeeded: boolean;
}

const dayMs = 86_400_000;

function wayOf(shape: Shape, asked: WayQuestion, now: Instant): Found {
  const { legs, dueAt, evidentialUse } = shape;
  const days = dueAt === null ? null : Math.max(0, Math.ceil(msBetween(now, dueAt) / dayMs));
  const way: WayWire = {
    class: legs.some((leg) => leg.class === 'urgent') ? 'urgent' : 'normal',
    legs: legs.map((leg, place) => legWire(leg, place === 0 ? null : asked.from, asked)),
    dueAt,
    days,
    evidentialUse,
    ...doubtsAbout({ ...shape, isForCourt: asked.isForCourt }),
    isInTime: asked.withinDays === null ? null : days !== null && days <= asked.withinDays,
    isForCourt: asked.isForCourt ? evidentialUse !== 'forbidden' : null,
    needs: needsOf(shape, asked),
  };
  return { way, key: legs.map((leg) => `${leg.to.authorityId} ${leg.agreement.ref.digest} ${leg.class}`).join(' ') };
}

function legWire(
  { agreement, from, to, clause }: Leg,
  onBehalfOf: string | null,
  { assistance, purpose }: Wanted,
): WayWire['legs'][number] {
  const purposeClause = agreement.purposes.get(purpose)?.clause ?? clause.clause;
  return {
    from: from.authorityId,
    fromName: from.name,
    to: to.authorityId,
    toName: to.name,
    jurisdiction: to.jurisdiction,
    contact: to.contact,
    onBehalfOf,
    clause,
    legalNature: agreement.known.document.legalNature,
    sentence:
      `${from.name} asks ${to.name} for ${assistanceWords[assistance]} (clause ${clause.clause}) ` +
      `for ${purposeWords[purpose]} (clause ${purposeClause})${onBehalfOf === null ? '' : ', naming on whose behalf'}.`,
  };
}

function needsOf({ legs, evidentialUse, isConsentNeeded }: Shape, asked: WayQuestion): WayWire['needs'] {
  const [own] = legs;
  const last = legs.at(-1);
  const place = legs.length - 1;
  const needs: WayWire['needs'] = (own?.verdict.reasons ?? [])
    .filter(({ kind }) => outcomeOfKind(kind) === 'needs')
    .map(({ kind, sentence, clause, field }) => ({ leg: 0, kind, sentence, clause, field }));
  if (place > 0) {
    const sentence = 'The request says on whose behalf it is asked, and what for.';
    needs.push({ leg: place, kind: 'on-behalf', sentence, clause: null, field: null });
  }
  if (isConsentNeeded) {
    const clause = last?.agreement.onward?.clause ?? null;
    const rule = clause === null ? '' : `${clauseWord(clause.clause)}: `;
    needs.push({
      leg: place,
      kind: 'consent',
      sentence: `${rule}${last?.to.name ?? ''} consents to its being passed on.`,
      clause,
      field: null,
    });
  }
  if (asked.isForCourt && evidentialUse === 'with-permission') {
    const clause = last?.agreement.conditions[0]?.clause ?? null;
    const sentence = `${last?.to.name ?? ''} permits its use as evidence before it is used in court.`;
    needs.push({ leg: place, kind: 'evidence-permission', sentence, clause, field: null });
  }
  return needs;
}

function closedWay({ agreement, to, verdict }: ClosedLeg, asked: Wanted): WaysAnswerWire['closed'][number] {
  const [first] = verdict.reasons;
  const named = { to: to.authorityId, toName: to.name, title: agreement.title };
  if (verdict.outcome === 'refused') return { ...named, sentence: first?.sentence ?? '', clause: first?.clause ?? null };
  const clause = agreement.conditions[0]?.clause ?? null;
  const sentence = `What is given may not be used for ${purposeWords[asked.purpose]}.`;
  return { ...named, sentence: clause === null ? sentence : `${clauseWord(clause.clause)}: ${sentence}`, clause };
}

// --- their order ----------------------------------------------------------------------------------------------------

type Worth = Pick<WayWire, 'dueAt' | 'evidentialUse' | 'certainty'>;
type Compare = (left: Worth, right: Worth) => number;

/** No limit of time stands behind every limit. */
const byTime: Compare = (left, right) => (left.dueAt ?? '9').localeCompare(right.dueAt ?? '9', 'en');
const byEvidence: Compare = (left, right) => evidentialUses.indexOf(left.evidentialUse) - evidentialUses.indexOf(right.evidentialUse);
const byCertainty: Compare = (left, right) => right.certainty - left.certainty;
const orders: Readonly<Record<WayQuestionWire['first'], readonly Compare[]>> = {
  time: [byTime, byEvidence, byCertainty],
  evidence: [byEvidence, byTime, byCertainty],
  certainty: [byCertainty, byTime, byEvidence],
};

function byWorth(first: WayQuestionWire['first']): (left: Found, right: Found) => number {
  const order: readonly ((left: WayWire, right: WayWire) => number)[] = [
    (left, right) => unmet(left) - unmet(right),
    ...orders[first],
    (left, right) => left.legs.length - right.legs.length,
  ];
  return (left, right) => {
    for (const compare of order) {
      const found = compare(left.way, right.way);
      if (found !== 0) return found;
    }
    return left.key < right.key ? -1 : 1;
  };
}

function unmet({ isInTime, isForCourt }: WayWire): number {
  return (isInTime === false ? 1 : 0) + (isForCourt === false ? 1 : 0);
}

function isAsGood(one: Worth, other: Worth): boolean {
  return byTime(one, other) <= 0 && byEvidence(one, other) <= 0 && byCertainty(one, other) <= 0;
}
