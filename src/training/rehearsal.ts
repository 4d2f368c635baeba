// SPDX-License-Identifier: Apache-2.0
/**
 * A rehearsal as a value: the story that the officer reads, what it teaches, the draft it begins with, and the script that the training
 * authority plays. A script is a list of rows; the first that applies to where the case stands is played when its time has come.
 */
import type { RefusalGround } from '../agreements/index.ts';
import type { ContentField } from '../agreements/wire.ts';
import type { CaseState, ClockStep, RequestDraftWire, StepKind } from '../assistance/wire.ts';
import type { Instant } from '../kernel/index.ts';

/** Where a case stands, as the training authority sees it. */
export interface Standing {
  readonly now: Instant;
  readonly state: CaseState;
  readonly isUrgent: boolean;
  readonly receivedAt: Instant;
  /** When anything happened in it last: a step of either side, or a note of a difference. */
  readonly lastAt: Instant;
  readonly deadlines: readonly { readonly step: ClockStep; readonly dueAt: Instant }[];
  readonly draft: RequestDraftWire;
  /** What the training authority has sent, in its order. */
  readonly sent: readonly StepKind[];
  /** What the officer answered to its questions. */
  readonly answers: readonly string[];
  /** The difference that the officer raised about the case, if any. */
  readonly difference: { readonly isOurTurn: boolean } | null;
  /** Whether an earlier request of the same rehearsal was refused and the refusal given up since. */
  readonly isAfterYielding: boolean;
}

/** What the training authority does next. */
export type Move =
  | { readonly kind: 'acknowledgement'; readonly note: string; readonly urgencyContested?: string }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'reply'; readonly completeness: 'partial' | 'complete'; readonly text: string; readonly recordsMax: number }
  | { readonly kind: 'refusal'; readonly ground: RefusalGround; readonly reasons: string }
  /** What becomes of a refusal that was rebutted, or of a refused request that was mended. */
  | { readonly kind: 'reopening' | 'upholding'; readonly reasons: string }
  | { readonly kind: 'delay-notice'; readonly reasons: string }
  | { readonly kind: 'position'; readonly outcome: 'maintains' | 'yields'; readonly text: string };

/**
 * When a row is played: at a share of the time that a deadline gives; past a deadline, which nothing makes shorter; or shortly after the
 * officer did something.
 */
export type Moment = { readonly kind: 'within' | 'past'; readonly step: ClockStep; readonly share: number } | { readonly kind: 'reaction' };

export interface ScriptRow {
  readonly when: (standing: Standing) => boolean;
  readonly at: Moment;
  /** Each wording says the same; the seed chooses. */
  readonly move: (standing: Standing) => readonly [Move, ...Move[]];
}

export interface Rehearsal {
  /** Its name in the reference of the request: `rehearsal: NAME`. */
  readonly key: string;
  readonly title: string;
  /** What the officer learns by it. */
  readonly teaches: readonly string[];
  /** What has happened, before the officer begins. */
  readonly story: string;
  /** The draft with which it begins; what the exercise is about is left for the officer to write. */
  readonly draft: Pick<RequestDraftWire, 'assistance' | 'purpose' | 'class' | 'urgencyGround' | 'urgencyReason'> & {
    readonly content: Partial<Record<ContentField, string>>;
  };
  readonly script: readonly ScriptRow[];
  /** What it does with its refusal once the officer has rebutted it, or mended the request. */
  readonly onReconsidering: Move & { readonly kind: 'reopening' | 'upholding' };
  /** How it answers a difference about it. */
  readonly onDifference: readonly [Move & { kind: 'position' }, ...(Move & { kind: 'position' })[]];
}

const marked = /\brehearsal:\s*([a-z][a-z-]{1,40})/i;

/** The name in a reference such as "XA-ENF-1, rehearsal: asked-back"; null where there is none. */
export function rehearsalNamed(reference: string): string | null {
  return marked.exec(reference)?.[1]?.toLowerCase() ?? null;
}

export function referenceOf(key: string): string {
  return `rehearsal: ${key}`;
}
