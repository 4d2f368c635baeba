// SPDX-License-Identifier: Apache-2.0
/**
 * A joint matter whatever its work: its first note says what it is, its rules judge what follows, and what is true of it is computed
 * from its notes.
 */
import type { JointWork } from '../agreements/wire.ts';
import { contradictionIn, headsOf, pastOf, placesOf } from '../seals/index.ts';
import { differenceState, judgeDifference, readersOfDifference } from './differences/difference.ts';
import { interestState, judgeInterest } from './interests/interest.ts';
import { bad, type NoteJudgement } from './notes/judgement.ts';
import { type Notes, saidOf } from './notes/joint-note.ts';
import { judgeOperation } from './operations/judge-operation.ts';
import { operationState } from './operations/operation-state.ts';
import type { DueAfter } from './periods.ts';
import { judgeParallelWork, parallelState } from './parallel/parallel-work.ts';
import { judgeReview, reviewState } from './reviews/review.ts';
import type { ContentWire, JointNoteWire } from './wire.ts';

export type MatterFamily = 'operation' | 'parallel-work' | 'interest' | 'difference' | 'peer-review';

/** The work of a matter that is opened by this content; null where the content opens none. */
export function workOf(said: ContentWire): JointWork | null {
  switch (said.kind) {
    case 'plan':
      return said.plan.form;
    case 'notice':
      return 'parallel-work';
    case 'question':
      return 'interest';
    case 'raise':
      return 'difference';
    case 'review':
      return 'peer-review';
    default:
      return null;
  }
}

export function familyOf(work: JointWork): MatterFamily {
  const isOther = work === 'parallel-work' || work === 'interest' || work === 'difference' || work === 'peer-review';
  return isOther ? work : 'operation';
}

const judges: Readonly<Record<MatterFamily, (past: Notes, note: JointNoteWire) => NoteJudgement>> = {
  operation: judgeOperation,
  'parallel-work': judgeParallelWork,
  interest: judgeInterest,
  difference: judgeDifference,
  'peer-review': judgeReview,
};

/** Judges a note by the notes that it follows: by its place among its author's, and by the rules of the matter's work. */
export function judgeJointNote(notes: Notes, note: JointNoteWire): NoteJudgement {
  const past = pastOf(notes, note.follows);
  if (past === null) return { kind: 'unknown-past' };
  if (contradictionIn(past) !== null)
    return bad('note.follows', 'An author has contradicted itself in what comes before.', 'Open a new matter.');
  if (placesOf(past, note.author) !== note.place - 1)
    return bad(
      'note.place',
      'It does not follow on all earlier notes of its author.',
      'A note follows on all earlier notes of its author.',
    );
  if ([...past.values()].some((other) => other.note.author === note.author && other.note.at > note.at))
    return bad('note.at', 'It is earlier than a note of its author that it follows.', "Set the server's clock right.");
  const opening = [...past.values()].find((one) => one.note.follows.length === 0)?.note.said ?? note.said;
  const work = workOf(opening);
  if (work === null) return bad('note.said.kind', 'It opens no matter.', 'Open the matter first.');
  return judges[familyOf(work)](past, note);
}

export interface MatterState {
  readonly work: JointWork;
  readonly title: string;
  readonly stage: string;
  /** Who takes part, and so is sent every note. */
  readonly participants: readonly string[];
  readonly turn: readonly string[];
  /** By when an authority owes what is its turn; for another, by when the first of those whose turn it is does. Null where nobody owes. */
  readonly dueOf: (authorityId: string) => string | null;
  /** The agreement that a difference or a review is attached to, and the case that it is about. */
  readonly agreement: string | null;
  readonly caseRef: string | null;
}

/** Null where nothing opens it yet. */
export function matterState(notes: Notes, now: string | null, dueAfter: DueAfter): MatterState | null {
  const apart = { agreement: null, caseRef: null };
  const operation = operationState(notes, now);
  if (operation !== null) {
    const { plan } = operation.standing;
    const { stage, turn, dueAt } = operation;
    const dueOf = () => dueAt;
    // Who was in an earlier version of the plan knows of it already, and hears how it ends.
    const everyone = saidOf(notes, 'plan').flatMap(({ said }) => said.plan.participants.map(({ authorityId }) => authorityId));
    return { work: plan.form, title: plan.title, stage, participants: [...new Set(everyone)], turn, dueOf, ...apart };
  }
  const parallel = parallelState(notes, dueAfter);
  if (parallel !== null) {
    const { title, participants } = parallel.notice.said;
    const { stage, turn } = parallel;
    const earliest = turn.map(parallel.dueOf).toSorted()[0] ?? null;
    const dueOf = (authorityId: string) => (turn.includes(authorityId) ? parallel.dueOf(authorityId) : earliest);
    return { work: 'parallel-work', title, stage, participants, turn, dueOf, ...apart };
  }
  const interest = interestState(notes, dueAfter);
  if (interest !== null) {
    const { subject, participants } = interest.question.said;
    const { stage, turn, dueAt } = interest;
    return { work: 'interest', title: subject.value, stage, participants, turn, dueOf: () => dueAt, ...apart };
  }
  const review = reviewState(notes, dueAfter);
  if (review !== null) {
    const { title, agreement } = review.review.said;
    const { stage, participants, turn, dueAt } = review;
    return { work: 'peer-review', title, stage, participants, turn, dueOf: () => dueAt, agreement: agreement.digest, caseRef: null };
  }
  const difference = differenceState(notes);
  if (difference === null) return null;
  const { title, agreement, caseRef } = difference.raise.said;
  const participants = readersOfDifference(notes);
  const { stage, turn, dueAt } = difference;
  return { work: 'difference', title, stage, participants, turn, dueOf: () => dueAt, agreement: agreement.digest, caseRef };
}

/** Digest-sorted heads, for the note that comes next. */
export function nextPlace(notes: Notes, author: string): { readonly place: number; readonly follows: string[] } {
  return { place: placesOf(notes, author) + 1, follows: headsOf(notes) };
}
