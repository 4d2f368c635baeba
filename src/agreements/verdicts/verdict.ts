// SPDX-License-Identifier: Apache-2.0
/**
 * Verdicts: the answer of an agreement to an act, as plain data with one spelling.
 *
 * The reasons stand in the order of the list below, whatever order the checks ran in; the first decides the outcome. A
 * refusal also lists what would still be needed, so that an officer sees the whole way at once; a permission lists the
 * clauses it rests on. The same list stands in docs/reference/verdicts.md.
 */
import { canonicalJson } from '../../kernel/index.ts';
import { type Digest, digestOfJson } from '../../seals/index.ts';
import type { ClauseRef } from './compiled-agreement.ts';
import { verdictSchema, type VerdictWire } from '../wire.ts';

export type Verdict = VerdictWire;
export type VerdictReason = VerdictWire['reasons'][number];

const refusedKinds = [
  'same-authority',
  'agreement-unknown',
  'no-agreement',
  'other-agreement',
  'not-yet-in-force',
  'ended',
  'withdrawn',
  'suspended',
  'reserved',
  'not-a-party',
  'party-not-able',
  'assistance-not-covered',
  'capability-lacking',
  'on-behalf-not-covered',
  'report-secrecy',
  'purpose-never',
  'purpose-not-allowed',
  'urgency-not-provided',
  'urgency-ground-not-accepted',
  'oral-not-provided',
  'conditions-too-loose',
  'unsolicited-not-allowed',
  'onward-not-covered',
  'pass-on-not-allowed',
  'attested-not-taken',
  'telling-not-covered',
  'training-only',
  'recall-not-covered',
  'joint-work-not-covered',
  'ground-never-accepted',
  'ground-forbidden',
  'ground-not-allowed',
  'refusal-stands',
  'recall-ground-not-accepted',
  'objection-late',
  'dispatch-kind-not-covered',
] as const;
const needsKinds = [
  'urgency-ground',
  'urgency-reason',
  'content',
  'judged-before',
  'consultation',
  'refusal-reasons',
  'reason',
  'approval',
] as const;
const permittedKinds = [
  'allowed',
  'purpose-allowed',
  'urgency-accepted',
  'oral-accepted',
  'ground-allowed',
  'refusal-step',
  'conditions-follow',
  'passed-on',
  'attested-taken',
  'telling-allowed',
  'request-under-way',
  'approved',
] as const;

export const reasonKinds = [...refusedKinds, ...needsKinds, ...permittedKinds] as const;
export type ReasonKind = (typeof reasonKinds)[number];

const rank: ReadonlyMap<string, number> = new Map(reasonKinds.map((kind, index) => [kind, index]));
const refusedEnd = refusedKinds.length;
const needsEnd = refusedEnd + needsKinds.length;

/** One reason, frozen: reasons of an agreement are made once and shared by many verdicts. */
export function reason(kind: ReasonKind, sentence: string, clause: ClauseRef | null, field: string | null): VerdictReason {
  return Object.freeze({ kind, sentence, clause, field });
}

export function outcomeOfKind(kind: string): Verdict['outcome'] {
  const position = rank.get(kind) ?? 0;
  if (position < refusedEnd) return 'refused';
  return position < needsEnd ? 'needs' : 'permitted';
}

/** In the written order; those of one kind stay in the order in which they were found. */
export function inOrder(reasons: readonly VerdictReason[]): VerdictReason[] {
  return reasons.toSorted((left, right) => (rank.get(left.kind) ?? 0) - (rank.get(right.kind) ?? 0));
}

/** The digest that a dispatch names as its sender's verdict. */
export function verdictDigest(verdict: Verdict): Digest {
  return digestOfJson(verdict);
}

/** Whether a value from outside is a verdict and is written as this program writes it. */
export function isVerdict(value: unknown): value is Verdict {
  const parsed = verdictSchema.safeParse(value);
  return parsed.success && canonicalJson(parsed.data) === canonicalJson(value);
}
