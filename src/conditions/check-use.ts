// SPDX-License-Identifier: Apache-2.0
/**
 * The check of one use of one datum against the conditions it carries.
 *
 * Every condition is asked on its own, so that each reason names the originator's clause it rests on, and the strictest
 * answer decides. Order of kinds, which is also the order of the reasons returned:
 *
 *     refused   question-unreadable      the use names no known purpose or manner, or nobody who uses
 *               purpose-never            no authority gives information for commercial use
 *               condition-unreadable     a condition this version cannot read means no
 *               condition-ended          its originator's limit of time has passed
 *               purpose-not-allowed      the originator did not name this purpose
 *               evidence-forbidden, onward-never, audience-named
 *     needs     leave-awaited            its originator was told of this use, and may still object or has to consent
 *               recipient-missing        passing on needs a named recipient
 *               evidence-permission, onward-consent
 *     permitted within-condition         one for each condition, or own-data where nobody else sets a limit
 *
 * An empty list means that no other authority limits the datum, as with one's own records; a room that keeps received data
 * never stores one without a condition. Conditions bind everybody who holds the datum, whoever set them.
 */
import { isInstant, type Instant } from '../kernel/index.ts';
import { type Condition, parseCondition } from './condition.ts';
import { type ConditionLimits, meet } from './condition-limits.ts';
import { leaveStanding, type UseLeave } from './use-leave.ts';
import { mannerWords, purposeWords } from './words.ts';
import { type Manner, manners, type Purpose, purposes } from './wire.ts';

export interface UseQuestion {
  readonly manner: Manner;
  readonly purpose: Purpose;
  /** The authority that holds the datum and uses it. */
  readonly by: string;
  /** For `pass-on`: the authority it would go to. */
  readonly recipient: string | null;
  readonly now: Instant;
  /** For `pass-on`: the leave that the datum's originator gave, if there is one. */
  readonly consent?: PassOnConsent | null;
  /** Leaves of originators for uses beside what their conditions name (use-leave.ts). */
  readonly leaves?: readonly UseLeave[];
}

/** The originator's leave to pass one datum on: to this authority, for this purpose, until then. It lifts no other limit. */
export interface PassOnConsent {
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly until: Instant | null;
}

const refusedKinds = [
  'question-unreadable',
  'purpose-never',
  'condition-unreadable',
  'condition-ended',
  'purpose-not-allowed',
  'evidence-forbidden',
  'onward-never',
  'audience-named',
] as const;
const needsKinds = ['leave-awaited', 'recipient-missing', 'evidence-permission', 'onward-consent'] as const;
const permittedKinds = ['within-condition', 'own-data'] as const;
const kindsInOrder = [...refusedKinds, ...needsKinds, ...permittedKinds];
export type UseReasonKind = (typeof kindsInOrder)[number];

export interface UseReason {
  readonly kind: UseReasonKind;
  readonly sentence: string;
  readonly conditionId: string | null;
  readonly clause: string | null;
  readonly agreement: Condition['agreement'] | null;
}

export interface UseVerdict {
  readonly outcome: 'permitted' | 'needs' | 'refused';
  /** In the order above; the first decides. Reasons of a weaker kind than the outcome are left out. */
  readonly reasons: readonly UseReason[];
  /** What all conditions together leave; null when there is none, or one that cannot be read. */
  readonly effective: ConditionLimits | null;
}

/** May this be done with this datum now? Never throws on what came from outside. */
export function checkUse(conditions: readonly Condition[], use: UseQuestion): UseVerdict {
  const general = generalReasons(use);
  const readable = conditions.filter((condition) => parseCondition(condition, 'condition').ok);
  const unreadable = conditions.filter((condition) => !readable.includes(condition)).map(unreadableReason);
  const effective = readable.length > 0 && unreadable.length === 0 ? meet(readable.map(limitsIn)) : null;
  // A use that cannot be read is not compared with anything.
  const asked = general.length > 0 ? [] : readable.flatMap((condition) => reasonsOf(condition, use));
  const all = [...general, ...unreadable, ...asked].toSorted(
    (left, right) => kindsInOrder.indexOf(left.kind) - kindsInOrder.indexOf(right.kind),
  );
  if (all.length === 0) {
    const sentence = 'No other authority has set a condition on it.';
    return { outcome: 'permitted', reasons: [{ kind: 'own-data', sentence, conditionId: null, clause: null, agreement: null }], effective };
  }
  const outcome = outcomeOf(all[0]?.kind ?? 'question-unreadable');
  return { outcome, reasons: all.filter((reason) => outcomeOf(reason.kind) === outcome), effective };
}

function outcomeOf(kind: UseReasonKind): UseVerdict['outcome'] {
  if (permittedKinds.some((known) => known === kind)) return 'permitted';
  return needsKinds.some((known) => known === kind) ? 'needs' : 'refused';
}

function generalReasons(use: UseQuestion): readonly UseReason[] {
  const none = { conditionId: null, clause: null, agreement: null };
  if (!purposes.includes(use.purpose)) {
    return [{ kind: 'question-unreadable', sentence: 'The use names no known purpose. Name the purpose it serves.', ...none }];
  }
  if (!manners.includes(use.manner) || use.by === '' || !isInstant(use.now)) {
    return [{ kind: 'question-unreadable', sentence: 'The use does not say who does what and when, so it cannot be judged.', ...none }];
  }
  if (use.purpose === 'commercial') {
    return [{ kind: 'purpose-never', sentence: 'Information of authorities is never given for commercial use.', ...none }];
  }
  return [];
}

function unreadableReason(condition: Condition): UseReason {
  const sentence = 'One of its conditions cannot be read by this version, so no use is allowed. Ask its originator to state it again.';
  return {
    kind: 'condition-unreadable',
    sentence,
    conditionId: textOrNull(condition.id),
    clause: textOrNull(condition.clause),
    agreement: null,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function limitsIn(condition: Condition): ConditionLimits {
  const { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note } = condition;
  return { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note };
}

function reasonsOf(condition: Condition, use: UseQuestion): readonly UseReason[] {
  const origin = { conditionId: condition.id, clause: condition.clause, agreement: condition.agreement };
  const found = objections(condition, use).map(([kind, sentence]) => ({ kind, sentence, ...origin }));
  if (found.length > 0) return found;
  const lifted = liftedBy(condition, use);
  const sentence =
    lifted === null
      ? `Clause ${condition.clause} allows ${mannerWords[use.manner]} for ${purposeWords[use.purpose]}.`
      : `Its originator lets it be used so (${lifted}), beside what clause ${condition.clause} allows.`;
  return [{ kind: 'within-condition', sentence, ...origin }];
}

type Objection = readonly [UseReasonKind, string];

function objections(condition: Condition, use: UseQuestion): readonly Objection[] {
  const found: Objection[] = [];
  const clause = `clause ${condition.clause}`;
  if (condition.usableUntil !== null && use.now > condition.usableUntil) {
    found.push(['condition-ended', `It could be used until ${condition.usableUntil} (${clause}); that moment has passed.`]);
  }
  if (!condition.purposes.includes(use.purpose)) {
    const allowed = condition.purposes.map((purpose) => purposeWords[purpose]).join(', ');
    const sentence = `Its originator allows it for ${allowed} (${clause}), not for ${purposeWords[use.purpose]}.`;
    found.push(...unlessLifted(condition, use, 'purpose', ['purpose-not-allowed', sentence]));
  }
  if (use.manner === 'evidence') found.push(...evidenceObjections(condition, use, clause));
  if (use.manner === 'pass-on') found.push(...onwardObjections(condition, use, clause));
  return found;
}

/** The objection, what is awaited in its place, or nothing where its originator's leave is open. Passing on is not lifted so. */
function unlessLifted(condition: Condition, use: UseQuestion, lifts: UseLeave['lifts'], otherwise: Objection): readonly Objection[] {
  if (use.manner === 'pass-on') return [otherwise];
  const standing = leaveStanding(use.leaves ?? [], { ...use, originator: condition.originator, lifts });
  if (standing.kind === 'open') return [];
  if (standing.kind === 'awaited') return [['leave-awaited', standing.sentence]];
  return [[otherwise[0], standing.sentence === null ? otherwise[1] : `${otherwise[1]} ${standing.sentence}`]];
}

/** The matters in which leave was given for what this condition alone would not allow; null where it allows it itself. */
function liftedBy(condition: Condition, use: UseQuestion): string | null {
  const asked = [
    ...(condition.purposes.includes(use.purpose) ? [] : (['purpose'] as const)),
    ...(use.manner === 'evidence' && condition.evidentialUse === 'with-permission' ? (['evidence'] as const) : []),
  ];
  const standings = asked.map((lifts) => leaveStanding(use.leaves ?? [], { ...use, originator: condition.originator, lifts }));
  const matters = standings.flatMap((standing) => (standing.kind === 'open' ? [standing.leave.matter] : []));
  return matters.length === 0 ? null : matters.join(', ');
}

function evidenceObjections(condition: Condition, use: UseQuestion, clause: string): readonly Objection[] {
  if (condition.evidentialUse === 'forbidden') {
    return [['evidence-forbidden', `Its originator forbids use as evidence (${clause}). Ask for it by the formal way.`]];
  }
  if (condition.evidentialUse === 'with-permission') {
    const sentence = `Use as evidence needs its originator's permission first (${clause}).`;
    return unlessLifted(condition, use, 'evidence', ['evidence-permission', sentence]);
  }
  return [];
}

function onwardObjections(condition: Condition, use: UseQuestion, clause: string): readonly Objection[] {
  if (condition.onward === 'never') return [['onward-never', `Its originator forbids passing it on (${clause}).`]];
  if (use.recipient === null || use.recipient === '') return [['recipient-missing', 'Name the authority it would be passed on to.']];
  if (condition.onward === 'listed' && condition.recipients.includes(use.recipient)) return [];
  const consent = use.consent ?? null;
  if (consent !== null) {
    const lack = lackOf(consent, use, use.recipient);
    return lack === null ? [] : [['onward-consent', `${lack} Passing it on needs its originator's consent (${clause}).`]];
  }
  if (condition.handling === 'red') {
    return [['audience-named', `It is for the recipients its originator named (${clause}), and this authority is not one of them.`]];
  }
  return [['onward-consent', `Passing it on to this authority needs its originator's consent first (${clause}).`]];
}

/** What a consent does not cover; null when it covers this use. */
function lackOf(consent: PassOnConsent, use: UseQuestion, recipient: string): string | null {
  if (consent.recipient !== recipient) return 'The consent that was given is for another recipient.';
  if (consent.purpose !== use.purpose)
    return `The consent that was given is for ${purposeWords[consent.purpose]}, not for ${purposeWords[use.purpose]}.`;
  if (consent.until !== null && use.now > consent.until) return `The consent that was given ended on ${consent.until}.`;
  return null;
}
