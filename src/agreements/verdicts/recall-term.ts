// SPDX-License-Identifier: Apache-2.0
/** What an agreement says of recalls, for who has to answer one: whether its server does so by itself, and what may be kept. */
import type { KnownAgreement } from '../documents/agreement-document.ts';
import type { RecallGround } from '../wire.ts';
import { compileAgreement } from './compiled-agreement.ts';
import { recallGroundWords } from './words.ts';

export interface RecallTerm {
  readonly clause: string;
  readonly isAutomatic: boolean;
  readonly grounds: readonly { readonly ground: RecallGround; readonly meaning: string; readonly clause: string }[];
}

/** Null where no clause provides for recalls. */
export function recallTermOf(agreement: KnownAgreement): RecallTerm | null {
  const { recall } = compileAgreement(agreement);
  if (recall === null) return null;
  const grounds = [...recall.grounds].map(([ground, { clause }]) => ({ ground, meaning: recallGroundWords[ground], clause: clause }));
  return {
    clause: recall.clause.clause,
    isAutomatic: recall.isAutomatic,
    grounds: grounds.toSorted((left, right) => (left.ground < right.ground ? -1 : 1)),
  };
}
