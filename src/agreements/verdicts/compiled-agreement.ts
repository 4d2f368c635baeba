// SPDX-License-Identifier: Apache-2.0
/**
 * An agreement prepared for deciding: each term turned into a lookup that answers "allowed, and by which clause?".
 *
 * A decision must take a few microseconds, since a receiver decides again on everything that arrives and analytics will
 * decide for whole lists. So the terms are read once for each document and kept beside it (a WeakMap: when the document
 * goes, this goes). The document is immutable by digest, so the prepared form can never be out of step with it.
 *
 * Where several terms speak of the same thing: the first clause that allows it is cited; of approvals the largest number
 * counts; a forbidden refusal ground stays forbidden whatever another term allows. More terms never loosen a restriction.
 */
import type { ConditionLimits, Purpose } from '../../conditions/index.ts';
import { type Bounds, boundsOf } from '../terms/bounds.ts';
import { type AgreementRef, type KnownAgreement, type Party, refOf } from '../documents/agreement-document.ts';
import {
  type AssistanceKind,
  type ContentField,
  deadlineSteps,
  type RecallGround,
  type RefusalGround,
  type requestClasses,
  type TermWire,
  type urgencyGrounds,
  type VerdictWire,
} from '../wire.ts';

export type ClauseRef = NonNullable<VerdictWire['governing']>;
export type RequestClass = (typeof requestClasses)[number];
export type DeadlineStep = (typeof deadlineSteps)[number];
export type UrgencyGround = (typeof urgencyGrounds)[number];
export type DeadlineTerm = Extract<TermWire, { kind: 'deadline' }>;
export type ApprovedAct = Extract<TermWire, { kind: 'approvals' }>['act'];
interface ApprovalQuorum {
  readonly approversMin: number;
  /** Whether an approval by password and code does not count. */
  readonly isPasskeyNeeded: boolean;
  readonly clause: ClauseRef;
}

export interface RequiredField {
  readonly field: ContentField;
  /** The kinds of assistance for which it is asked; null: for all. */
  readonly kinds: readonly AssistanceKind[] | null;
  readonly clause: ClauseRef;
}

export interface RefusalStep extends Pick<Extract<TermWire, { kind: 'refusal-step' }>, 'step' | 'grounds' | 'days' | 'unit'> {
  readonly clause: ClauseRef;
}

export interface CompiledAgreement {
  readonly known: KnownAgreement;
  readonly ref: AgreementRef;
  readonly title: string;
  readonly parties: ReadonlyMap<string, Party>;
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
  readonly assistance: ReadonlyMap<AssistanceKind, ClauseRef>;
  readonly purposes: ReadonlyMap<Purpose, ClauseRef>;
  readonly content: readonly RequiredField[];
  readonly urgency: ReadonlyMap<UrgencyGround, ClauseRef>;
  /** The agreed test of urgency, in the words of the agreement. */
  readonly urgencyTest: string | null;
  /** The clause that lets an urgent request be made orally first. */
  readonly oral: ClauseRef | null;
  readonly deadlines: Readonly<Record<RequestClass, readonly DeadlineTerm[]>>;
  readonly groundsAllowed: ReadonlyMap<RefusalGround, ClauseRef>;
  readonly groundsForbidden: ReadonlyMap<RefusalGround, ClauseRef>;
  readonly approvals: ReadonlyMap<ApprovedAct, ApprovalQuorum>;
  readonly conditions: readonly { readonly limits: ConditionLimits; readonly retentionDays: number | null; readonly clause: ClauseRef }[];
  readonly dispatchKinds: ReadonlyMap<string, ClauseRef>;
  /** The clause that lets information be given unasked; null where none does. */
  readonly unsolicited: ClauseRef | null;
  /** The clause that says within how many hours of its discovery a breach of personal data is told; of several, the shortest time. */
  readonly breachNotice: { readonly clause: ClauseRef; readonly hours: number } | null;
  /** The clause on asking an originator's consent, and the one that lets a holder carry the question. */
  readonly onward: {
    readonly clause: ClauseRef;
    readonly relay: ClauseRef | null;
    /** Which clause takes what an authority attests from a letter; null where none does. */
    readonly takesAttested: ClauseRef | null;
  } | null;
  readonly recall: {
    readonly clause: ClauseRef;
    readonly isAutomatic: boolean;
    readonly grounds: ReadonlyMap<RecallGround, ClauseRef>;
  } | null;
  /** What the terms on bounds say: parties that are not able yet, for whom may be asked, who may learn of a report. */
  readonly bounds: Bounds;
  /** What comes before a refusal, and may follow one, by ground. */
  readonly refusalSteps: readonly RefusalStep[];
  /** What it says of its place beside other agreements. */
  readonly precedence: readonly Extract<TermWire, { kind: 'precedence' }>[];
  /** How often the agreement is reviewed. */
  readonly reviews: readonly { readonly everyMonths: number; readonly clause: ClauseRef }[];
  /** The clause under which requests already made are carried on after the end. */
  readonly underWay: ClauseRef | null;
  /** What is cited when no clause speaks of the matter. */
  readonly firstClause: ClauseRef;
  readonly clauseRef: (clause: string) => ClauseRef;
  /** Answers computed once for this agreement, by a key of the asker's own making. */
  readonly memory: Map<string, unknown>;
}

const compiled = new WeakMap<KnownAgreement['document'], CompiledAgreement>();

export function compileAgreement(known: KnownAgreement): CompiledAgreement {
  const found = compiled.get(known.document);
  if (found === undefined || found.known.digest !== known.digest) {
    const made = compile(known);
    compiled.set(known.document, made);
    return made;
  }
  // The life of an agreement changes while its terms stay what they are.
  return found.known.life === known.life ? found : { ...found, known };
}

function compile(known: KnownAgreement): CompiledAgreement {
  const { document } = known;
  const ref = Object.freeze(refOf(known));
  const clauseRefs = new Map<string, ClauseRef>();
  const clauseRef = (clause: string): ClauseRef => {
    const found = clauseRefs.get(clause) ?? Object.freeze({ agreement: ref, title: document.title, clause });
    clauseRefs.set(clause, found);
    return found;
  };
  const terms = <Kind extends TermWire['kind']>(kind: Kind) =>
    document.terms.filter((term): term is Extract<TermWire, { kind: Kind }> => term.kind === kind);
  const byFirstClause = <Word>(entries: readonly (readonly [Word, string])[]): ReadonlyMap<Word, ClauseRef> =>
    new Map(entries.toReversed().map(([word, clause]) => [word, clauseRef(clause)]));
  const clauseOrNull = (term: { readonly clause: string } | undefined): ClauseRef | null =>
    term === undefined ? null : clauseRef(term.clause);
  return {
    known,
    ref,
    title: document.title,
    parties: new Map(document.parties.map((party) => [party.authorityId, party])),
    inForceFrom: document.inForceFrom,
    inForceUntil: document.inForceUntil,
    assistance: byFirstClause(terms('assistance').flatMap((term) => term.kinds.map((kind) => [kind, term.clause] as const))),
    purposes: byFirstClause(terms('purposes').flatMap((term) => term.purposes.map((purpose) => [purpose, term.clause] as const))),
    content: terms('request-content').flatMap((term) =>
      term.fields.map((field) => ({ field, kinds: term.for ?? null, clause: clauseRef(term.clause) })),
    ),
    urgency: byFirstClause(terms('urgency').flatMap((term) => term.grounds.map((ground) => [ground, term.clause] as const))),
    urgencyTest: terms('urgency')[0]?.test ?? null,
    oral: clauseOrNull(terms('channels').find((term) => term.isOralWhenUrgent)),
    deadlines: deadlinesByClass(terms('deadline')),
    groundsAllowed: byFirstClause(terms('refusal-grounds').flatMap((term) => term.allowed.map((ground) => [ground, term.clause] as const))),
    groundsForbidden: byFirstClause([
      ...terms('refusal-grounds').flatMap((term) => term.forbidden.map((ground) => [ground, term.clause] as const)),
      // Where it is never asked whether the conduct is a violation there too, nobody refuses because it is none.
      ...terms('dual-criminality')
        .filter(({ rule, kinds }) => rule === 'never-asked' && kinds.length === 0)
        .map(({ clause }) => ['R07', clause] as const),
    ]),
    approvals: largestApprovals(terms('approvals'), clauseRef),
    conditions: terms('use-conditions').map((term) => ({
      limits: frozenLimits(term.limits, document.parties),
      retentionDays: term.retentionDays,
      clause: clauseRef(term.clause),
    })),
    dispatchKinds: byFirstClause(terms('dispatch-kinds').flatMap((term) => term.kinds.map((kind) => [kind, term.clause] as const))),
    unsolicited: clauseOrNull(terms('unsolicited').find((term) => term.isAllowed)),
    breachNotice: breachNoticeOf(terms('personal-data'), clauseRef),
    onward: onwardOf(terms('onward'), clauseRef),
    recall: recallOf(terms('recall'), clauseRef),
    bounds: boundsOf(document, clauseRef),
    refusalSteps: terms('refusal-step').map((term) => ({ ...term, clause: clauseRef(term.clause) })),
    precedence: terms('precedence'),
    reviews: terms('review').map(({ everyMonths, clause }) => ({ everyMonths, clause: clauseRef(clause) })),
    underWay: clauseOrNull(terms('withdrawal')[0]),
    firstClause: clauseRef(document.clauses[0]?.number ?? '1'),
    clauseRef,
    memory: new Map(),
  };
}

function breachNoticeOf(
  terms: readonly Extract<TermWire, { kind: 'personal-data' }>[],
  clauseRef: (clause: string) => ClauseRef,
): CompiledAgreement['breachNotice'] {
  const timed = terms.flatMap(({ breachNoticeHours: hours, clause }) => (hours === null ? [] : [{ hours, clause: clauseRef(clause) }]));
  return timed.toSorted((left, right) => left.hours - right.hours)[0] ?? null;
}

/** A value computed once for this agreement and this key. Keys come from closed vocabularies and parties, so they are few. */
export function remembered<Value>(agreement: CompiledAgreement, key: string, compute: () => Value): Value {
  if (agreement.memory.has(key)) return agreement.memory.get(key) as Value;
  const value = compute();
  agreement.memory.set(key, value);
  return value;
}

/** What a request for this kind of assistance has to state: each field once, under the first clause that asks for it. */
export function requiredContent(agreement: CompiledAgreement, assistance: AssistanceKind): readonly RequiredField[] {
  return remembered(agreement, `content of ${assistance}`, () => {
    const asked = agreement.content.filter(({ kinds }) => kinds === null || kinds.includes(assistance));
    return asked.filter((one, index) => asked.findIndex((other) => other.field === one.field) === index);
  });
}

const stepOrder: readonly DeadlineStep[] = deadlineSteps;

/** Those that may run for a class, by step; an urgent request may run on a normal one too. Which of several does is decided for each kind. */
function deadlinesByClass(terms: readonly DeadlineTerm[]): CompiledAgreement['deadlines'] {
  const inOrder = (chosen: readonly DeadlineTerm[]) =>
    chosen.toSorted((left, right) => stepOrder.indexOf(left.step) - stepOrder.indexOf(right.step));
  return { normal: inOrder(terms.filter((term) => term.class === 'normal')), urgent: inOrder(terms) };
}

function largestApprovals(
  terms: readonly Extract<TermWire, { kind: 'approvals' }>[],
  clauseRef: (clause: string) => ClauseRef,
): CompiledAgreement['approvals'] {
  const largest = new Map<ApprovedAct, ApprovalQuorum>();
  for (const term of terms) {
    if (term.approversMin > (largest.get(term.act)?.approversMin ?? 0)) {
      // Passkeys are needed for an act as soon as any clause asks for them.
      const isPasskeyNeeded = terms.some((other) => other.act === term.act && other.method === 'passkey');
      largest.set(term.act, { approversMin: term.approversMin, isPasskeyNeeded, clause: clauseRef(term.clause) });
    }
  }
  return largest;
}

function onwardOf(
  terms: readonly Extract<TermWire, { kind: 'onward' }>[],
  clauseRef: (clause: string) => ClauseRef,
): CompiledAgreement['onward'] {
  const [first] = terms;
  if (first === undefined) return null;
  const relay = terms.find((term) => term.mayRelay);
  const takes = terms.find((term) => term.takesAttested === true);
  return {
    clause: clauseRef(first.clause),
    relay: relay === undefined ? null : clauseRef(relay.clause),
    takesAttested: takes === undefined ? null : clauseRef(takes.clause),
  };
}

/** Without an officer only where every term on recalls says so: a term more never loosens. */
function recallOf(
  terms: readonly Extract<TermWire, { kind: 'recall' }>[],
  clauseRef: (clause: string) => ClauseRef,
): CompiledAgreement['recall'] {
  const [first] = terms;
  if (first === undefined) return null;
  const grounds = terms.flatMap((term) => term.grounds.map((ground) => [ground, clauseRef(term.clause)] as const));
  return {
    clause: clauseRef(first.clause),
    isAutomatic: terms.every((term) => term.isAutomatic),
    grounds: new Map(grounds.toReversed()),
  };
}

/** A term names no recipients: where it lets data go to those listed, the parties of the agreement are the list. */
function frozenLimits(limits: Extract<TermWire, { kind: 'use-conditions' }>['limits'], parties: readonly Party[]): ConditionLimits {
  const recipients = limits.onward === 'listed' ? parties.map((party) => party.authorityId).toSorted() : [];
  const whole = { ...limits, purposes: [...limits.purposes], recipients, usableUntil: null };
  Object.freeze(whole.purposes);
  Object.freeze(whole.recipients);
  return Object.freeze(whole);
}
