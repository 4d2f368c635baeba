// SPDX-License-Identifier: Apache-2.0
/** The calls of reviews: what the officer is about to approve, and its exact text. */
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallInput,
  type Database,
  defineCall,
  type Instant,
} from '../../kernel/index.ts';
import { findSession } from '../store.ts';
import { openReviews, readReview, type ReviewDeps } from './reviews.ts';
import { reviewCodeSchema, reviewSchema, reviewsSchema } from './wire.ts';

const approvers = ['approver'];

export function reviewCalls(deps: ReviewDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/approvals/reviews',
      whoMay: approvers,
      summary: 'What you are about to approve, on whatever device, and what you have approved in the last day.',
      answer: reviewsSchema,
      handle: async (input) => {
        const reader = await readerOf(deps.db, input);
        return reader === null ? { kind: 'absent' } : answerJson(await openReviews(deps, reader));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals/reviews',
      whoMay: approvers,
      summary: 'The exact text of something you are about to approve, for reading on a second device; that it was read is noted.',
      body: { kind: 'json', schema: reviewCodeSchema },
      answer: reviewSchema,
      handle: async (input): Promise<CallAnswer> => {
        const reader = await readerOf(deps.db, input);
        if (reader === null) return { kind: 'absent' };
        const read = await readReview(deps, { ...reader, code: input.body.code });
        return read.kind === 'read' ? answerJson(read.review) : read;
      },
    }),
  ];
}

type Asking = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'sessionToken' | 'now'>;

/** Who reads, and in which session: that tells one device from another. */
export async function readerOf(
  db: Database,
  { officer, sessionToken, now }: Asking,
): Promise<{ readonly officer: string; readonly session: string; readonly now: Instant } | null> {
  const session = sessionToken === null ? null : await findSession(db, sessionToken, now);
  return officer === null || session === null ? null : { officer: officer.id, session: session.id, now };
}
