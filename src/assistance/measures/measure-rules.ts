// SPDX-License-Identifier: Apache-2.0
/** What this room asks of the room that knows what orders and measures mean. Values in, issues out: both servers ask the same. */
import type { KnownAgreement } from '../../agreements/index.ts';
import type { Instant, Issue } from '../../kernel/index.ts';
import type { CaseSide } from '../states/case-states.ts';
import type { MeasuredCase } from './measured-case.ts';

export interface MeasureRules {
  /** `sent`: what went to other authorities under the same order. No issues where the kind of assistance takes no order and none is there. */
  readonly order: (given: {
    readonly assistance: string;
    readonly order: unknown;
    readonly sent: readonly { readonly counterpart: string; readonly order: unknown }[];
  }) => readonly Issue[];
  /** Whether this may follow what was taken before; asked by the sender and, for the same moment, by the receiver. `self` is who asks. */
  readonly measure: (given: {
    readonly case: MeasuredCase;
    readonly side: CaseSide;
    readonly content: unknown;
    readonly at: Instant;
    readonly agreement: KnownAgreement | null;
    readonly self: string;
  }) => readonly Issue[];
  /** What keeps a case from ending: what was carried out under its order and is still in force. Asked by both servers as well. */
  readonly inForce: (given: { readonly case: MeasuredCase }) => readonly Issue[];
}
