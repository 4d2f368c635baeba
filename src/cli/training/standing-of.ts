// SPDX-License-Identifier: Apache-2.0
/** Where a case stands for the training authority, read from what its own server answers. */
import { answerBodySchema, type CaseDetailWire, type StepKind } from '../../assistance/wire.ts';
import type { JointDetailWire } from '../../joint-operations/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Standing } from '../../training/index.ts';

/** Steps of the requested authority. */
const ours: ReadonlySet<StepKind> = new Set(['acknowledgement', 'question', 'reply', 'refusal', 'reopening', 'upholding', 'delay-notice']);
const gone: ReadonlySet<string> = new Set(['voided', 'rejected', 'not-delivered']);

export interface Found {
  readonly detail: CaseDetailWire;
  /** The difference about the case, where one was raised. */
  readonly difference: JointDetailWire | null;
  readonly isAfterYielding: boolean;
  readonly now: Instant;
}

export function standingOf({ detail, difference, isAfterYielding, now }: Found): Standing {
  const { row, draft, timeline, deadlines, steps } = detail;
  const moments = [...timeline.map(({ at }) => at), ...(difference?.notes.map(({ heldAt }) => heldAt) ?? [])];
  const received = timeline.find(({ kind }) => kind === 'request.delivered')?.at ?? row.updatedAt;
  return {
    now,
    state: row.state,
    isUrgent: row.class === 'urgent',
    receivedAt: received as Instant,
    lastAt: (moments.toSorted().at(-1) ?? received) as Instant,
    deadlines: deadlines.map(({ step, dueAt }) => ({ step, dueAt: dueAt as Instant })),
    draft,
    sent: steps.flatMap(({ kind, state }) => (ours.has(kind) && !gone.has(state) ? [kind] : [])),
    answers: steps.flatMap(({ kind, body }) => {
      const answer = kind === 'answer' ? answerBodySchema.safeParse(body) : null;
      return answer?.success === true ? [answer.data.answer] : [];
    }),
    difference: difference === null ? null : { isOurTurn: difference.row.isOurTurn },
    isAfterYielding,
  };
}
