// SPDX-License-Identifier: Apache-2.0
/**
 * Reach: everywhere a given datum could lawfully go from here, by how many consents of its originator.
 *
 *     XB (originator) -> XA      allowed by clause 4; nothing asked
 *     XA -> XC                   the datum carries "with consent": one consent; XA can ask XB under clause 17
 *     XC -> XD                   a second consent; XC asks XA, and XA carries the question to XB
 *
 * A datum moves where an agreement in force between the two covers its kind and purpose, either asked for or given unasked, and
 * what the agreement makes it carry still allows the purpose. With every giving it carries the strictest of all that was set on
 * the way. A giving by another than its originator is free where the originator's conditions list the recipient, and otherwise
 * takes one consent, which can be asked only where agreements lead the question back to the originator (FATF INR.40, Egmont
 * Principles 38: consent follows the datum to its originator, not to the last sender).
 *
 * A datum of an originator that is known by letter is signed by nobody but the authority that attests it: it moves only where the
 * agreement takes that.
 *
 * What its originator has consented to already costs nothing from here, and goes on under the limits of that consent.
 *
 * It says what could be, not what would be wise: every giving is still an act that officers prepare and `decide` judges.
 *
 * How it is found: the cheapest first, over states of authority and limits. A state is dropped where another at the same
 * authority costs no more and limits no more; so the fewest consents are found exactly, and the search ends.
 */
import { type ConditionLimits, isAtLeastAsStrict, meet, type Purpose } from '../../conditions/index.ts';
import { type Instant, limits as bounds } from '../../kernel/index.ts';
import { isLetterId } from '../../seals/index.ts';
import { type AgreementIndex, compiledBetween, isReplaced } from '../verdicts/agreement-index.ts';
import { type ClauseRef, type CompiledAgreement, remembered } from '../verdicts/compiled-agreement.ts';
import { isEnded } from '../verdicts/decide.ts';
import { replyLimits } from '../verdicts/reply-limits.ts';
import { mayBeAsked, mayPassBetween, mayServe } from '../verdicts/judge-ask.ts';
import type { AssistanceKind } from '../wire.ts';
import { everyAuthority } from '../ways/directory.ts';
import { authorityWire } from './authority-wire.ts';
import type { ReachAnswerWire, ReachQuestionWire } from './wire.ts';

/** What decides where a datum may go next, one object for each: two that are equal are the same object. */
interface Carried {
  readonly limits: ConditionLimits;
  /** What it carries after a giving under an agreement with this floor. */
  readonly after: Map<Carried, Carried>;
  /** Whether it limits no more than the other. */
  readonly isNoStricter: Map<Carried, boolean>;
}

interface State {
  readonly at: string;
  readonly before: State | null;
  readonly clause: ClauseRef | null;
  readonly isConsentNeeded: boolean;
  readonly isConsentGiven: boolean;
  readonly consents: number;
  readonly givings: number;
  /** Null while it carries nothing, at its originator. */
  readonly carried: Carried | null;
  /** Whether a question of this holder, or of a later one that it carries, reaches the originator. */
  readonly canAsk: boolean;
  readonly canCarry: boolean;
}

interface Search {
  readonly index: AgreementIndex;
  readonly originator: string;
  readonly kind: AssistanceKind;
  readonly purpose: Purpose;
  readonly now: Instant;
  readonly carried: Map<string, Carried>;
  /** What it carries to those to whom its originator has consented, when given from here. */
  readonly consented: ReadonlyMap<string, Pick<ConditionLimits, 'onward' | 'recipients'>>;
  readonly links: Map<string, boolean>;
  readonly open: Map<CompiledAgreement, boolean>;
  /** The states at each authority that no other there is better than in everything. */
  readonly kept: Map<string, State[]>;
}

export function reachOf(index: AgreementIndex, self: string, question: ReachQuestionWire, now: Instant): ReachAnswerWire {
  const originator = question.originator ?? self;
  const memory = { carried: new Map(), links: new Map(), open: new Map(), kept: new Map() };
  const consented = new Map((question.consented ?? []).map(({ recipient, limits }) => [recipient, limits]));
  const search: Search = { index, originator, kind: question.assistance, purpose: question.purpose, now, consented, ...memory };
  const best = mayLeave(question, now) ? spread(search, startingState(search, self, question)) : new Map<string, State>();
  const elsewhere = [...everyAuthority(index).values()].filter(({ authorityId }) => authorityId !== self && authorityId !== originator);
  const places = elsewhere.flatMap((party) => {
    const state = best.get(party.authorityId);
    return state === undefined ? [] : [{ authority: authorityWire(party), consents: state.consents, givings: givingsOf(state) }];
  });
  const beyond = elsewhere.filter(({ authorityId }) => !best.has(authorityId)).map(authorityWire);
  return { question, at: now, places: places.toSorted(nearestFirst), beyond: beyond.toSorted(byIdentity) };
}

/** Whether what it carries already allows the purpose, and still does. */
function mayLeave({ limits, purpose }: ReachQuestionWire, now: Instant): boolean {
  return limits === null || (limits.purposes.includes(purpose) && (limits.usableUntil === null || now <= limits.usableUntil));
}

function startingState(search: Search, self: string, question: ReachQuestionWire): State {
  const { originator } = search;
  const from = question.receivedFrom ?? originator;
  // Of the way it came before us we know the last holder only; what lies behind that one is its word.
  const isNear = from === originator || linksWith(search, from, originator, 'relay');
  return {
    at: self,
    before: null,
    clause: null,
    isConsentNeeded: false,
    isConsentGiven: false,
    consents: 0,
    givings: 0,
    carried: question.limits === null ? null : carriedAs(search, question.limits),
    canAsk: linksWith(search, self, originator, 'ask') || (linksWith(search, self, from, 'ask') && isNear),
    canCarry: self === originator || linksWith(search, self, originator, 'relay') || (linksWith(search, self, from, 'relay') && isNear),
  };
}

/** The cheapest state at each authority that the datum can come to. */
function spread(search: Search, start: State): ReadonlyMap<string, State> {
  const best = new Map<string, State>();
  const waiting: State[][] = [[start]];
  for (let consents = 0; consents < waiting.length; consents++) {
    // Within one number of consents, the fewest givings first: a queue, since every giving adds one.
    const queue = waiting[consents] ?? [];
    for (let next = 0; next < queue.length; next++) {
      const state = queue[next] as State;
      const others = search.kept.get(state.at) ?? [];
      if (others.some((other) => isNoWorse(other, state))) continue;
      search.kept.set(state.at, [...others, state]);
      if (state !== start && !best.has(state.at)) best.set(state.at, state);
      if (state.givings >= bounds.onwardHopsMax) continue;
      for (const further of givingsFrom(search, state)) (waiting[further.consents] ??= []).push(further);
    }
  }
  return best;
}

type Standing = Pick<State, 'consents' | 'carried' | 'canAsk' | 'canCarry'>;

function isNoWorse(one: Standing, other: Standing): boolean {
  if (one.consents > other.consents || (other.canAsk && !one.canAsk) || (other.canCarry && !one.canCarry)) return false;
  if (one.carried === null || other.carried === null) return one.carried === null;
  if (one.carried === other.carried) return true;
  const known = one.carried.isNoStricter.get(other.carried);
  if (known !== undefined) return known;
  const found = isAtLeastAsStrict(other.carried.limits, one.carried.limits);
  one.carried.isNoStricter.set(other.carried, found);
  return found;
}

function givingsFrom(search: Search, state: State): readonly State[] {
  const found: State[] = [];
  for (const agreement of search.index.byParty.get(state.at) ?? []) {
    if (!isOpen(search, agreement)) continue;
    const isOnRequest = mayBeAsked(agreement, search.kind, state.at);
    const clause = isOnRequest ? agreement.assistance.get(search.kind) : agreement.unsolicited;
    if (clause === undefined || clause === null) continue;
    const floor = carriedUnder(search, agreement);
    const after = state.carried === null ? floor : together(search, state.carried, floor);
    for (const to of agreement.parties.keys()) {
      const further = give(search, state, { agreement, to, clause, after });
      if (further !== null) found.push(further);
    }
  }
  return found;
}

interface Giving {
  readonly agreement: CompiledAgreement;
  readonly to: string;
  readonly clause: ClauseRef;
  readonly after: Carried;
}

/** Null where it may not be given, or where its coming there brings nothing that is not known. */
function give(search: Search, state: State, { agreement, to, clause, after }: Giving): State | null {
  const { originator, kept } = search;
  if (to === originator || hasHeld(state, to) || !mayPassBetween(agreement, search.kind, state.at, to)) return null;
  const limits = state.carried?.limits ?? null;
  const consented = state.before === null && state.at !== originator ? search.consented.get(to) : undefined;
  const isListed = state.at === originator || (limits !== null && limits.onward === 'listed' && limits.recipients.includes(to));
  const isFree = isListed || consented !== undefined;
  if (!isFree && (limits?.onward === 'never' || !state.canAsk)) return null;
  const isBack = agreement.onward !== null || linksWith(search, to, state.at, 'ask');
  const isCarriedBack = (agreement.onward?.relay ?? null) !== null || linksWith(search, to, state.at, 'relay');
  const standing: Standing = {
    consents: state.consents + (isFree ? 0 : 1),
    carried: consented === undefined ? after : together(search, carriedAs(search, consented), after),
    canAsk: (isBack && state.canCarry) || linksWith(search, to, originator, 'ask'),
    canCarry: (isCarriedBack && state.canCarry) || linksWith(search, to, originator, 'relay'),
  };
  if (kept.get(to)?.some((other) => isNoWorse(other, standing)) === true) return null;
  return {
    ...standing,
    at: to,
    before: state,
    clause,
    isConsentNeeded: !isFree,
    isConsentGiven: !isListed && isFree,
    givings: state.givings + 1,
  };
}

/** Whether anything of this kind may be given under it now, for this purpose, and still be used for it there. */
function isOpen({ index, originator, kind, purpose, now, open }: Search, agreement: CompiledAgreement): boolean {
  const known = open.get(agreement);
  if (known !== undefined) return known;
  const found =
    agreement.assistance.has(kind) &&
    mayServe(agreement, purpose) &&
    (!isLetterId(originator) || (agreement.onward?.takesAttested ?? null) !== null) &&
    isInForce(index, agreement, now) &&
    replyLimits(agreement.known, now).purposes.includes(purpose);
  open.set(agreement, found);
  return found;
}

function isInForce(index: AgreementIndex, agreement: CompiledAgreement, now: Instant): boolean {
  return now >= agreement.inForceFrom && !isEnded(agreement, now) && !isReplaced(index, agreement.ref.digest, now);
}

/** What an agreement makes a datum carry. */
function carriedUnder(search: Search, agreement: CompiledAgreement): Carried {
  const { onward, recipients } = remembered(agreement, 'carried onward', () => replyLimits(agreement.known, search.now));
  return carriedAs(search, { onward, recipients });
}

/** Of the limits, those on passing on alone: the purpose is asked of every agreement, and no other field decides where it goes. */
function carriedAs({ carried, purpose }: Search, { onward, recipients }: Pick<ConditionLimits, 'onward' | 'recipients'>): Carried {
  const key = onward === 'listed' ? `listed ${recipients.toSorted().join(' ')}` : onward;
  const known = carried.get(key);
  if (known !== undefined) return known;
  const rest = { handling: 'clear', evidentialUse: 'allowed', mayNotifySubject: true, usableUntil: null, note: '' } as const;
  const made = { limits: meet([{ ...rest, purposes: [purpose], onward, recipients }]), after: new Map(), isNoStricter: new Map() };
  carried.set(key, made);
  return made;
}

function together(search: Search, carried: Carried, floor: Carried): Carried {
  const known = carried.after.get(floor);
  if (known !== undefined) return known;
  const found = carriedAs(search, meet([carried.limits, floor.limits]));
  carried.after.set(floor, found);
  return found;
}

/** Whether `from` can put a question of consent to `to`, as its own or as one that it carries for another. */
function linksWith({ index, now, links }: Search, from: string, to: string, how: 'ask' | 'relay'): boolean {
  if (from === to) return true;
  const key = `${how} ${from} ${to}`;
  const known = links.get(key);
  if (known !== undefined) return known;
  const found = compiledBetween(index, from, to).some(
    (agreement) =>
      (how === 'ask' ? agreement.onward !== null : (agreement.onward?.relay ?? null) !== null) && isInForce(index, agreement, now),
  );
  links.set(key, found);
  return found;
}

function hasHeld(state: State, authority: string): boolean {
  for (let one: State | null = state; one !== null; one = one.before) if (one.at === authority) return true;
  return false;
}

function givingsOf(state: State): ReachAnswerWire['places'][number]['givings'] {
  const givings: ReachAnswerWire['places'][number]['givings'] = [];
  for (let one = state; one.before !== null && one.clause !== null; one = one.before) {
    givings.unshift({
      from: one.before.at,
      to: one.at,
      clause: one.clause,
      isConsentNeeded: one.isConsentNeeded,
      isConsentGiven: one.isConsentGiven,
    });
  }
  return givings;
}

type Place = ReachAnswerWire['places'][number];

function nearestFirst(left: Place, right: Place): number {
  return left.consents - right.consents || left.givings.length - right.givings.length || byIdentity(left.authority, right.authority);
}

function byIdentity(left: Place['authority'], right: Place['authority']): number {
  return left.authorityId < right.authorityId ? -1 : 1;
}
