// SPDX-License-Identifier: Apache-2.0
/** Work on the same matter and questions of interest as an officer sees them: what is asked, who owes what by which of its own days, and what was said. */
import type { InterestState } from '../interests/interest.ts';
import type { ParallelState } from '../parallel/parallel-work.ts';
import type { DeconflictionViewWire, NamedWire } from './wire.ts';

type Names = (authorityId: string) => NamedWire;

export function parallelView({ stage, notice, answers, turn, dueOf }: ParallelState, name: Names): DeconflictionViewWire['parallel'] {
  const { subjects, conduct, assessment, measures, answerDays, updateDays } = notice.said;
  return {
    from: name(notice.author),
    subjects,
    conduct,
    assessment,
    measures,
    answerDays,
    updateDays,
    answers: answers.map(({ authorityId, dueAt, answer }) => ({
      who: name(authorityId),
      dueAt,
      answer: answer === null ? null : { at: answer.at, ...withoutKind(answer.said) },
    })),
    updates: stage === 'told' ? turn.map((authorityId) => ({ who: name(authorityId), dueAt: dueOf(authorityId) })) : [],
  };
}

export function interestView(state: InterestState, name: Names): DeconflictionViewWire['interest'] {
  const { question, answer, consents, introductions, dueAt } = state;
  const { participants, subject, reason, answerDays } = question.said;
  return {
    subject,
    reason,
    answerDays,
    by: name(question.author),
    asked: name(participants.find((one) => one !== question.author) ?? ''),
    dueAt,
    answer: answer === null ? null : { at: answer.at, ...withoutKind(answer.said) },
    mayBeIntroduced: participants.map((authorityId) => ({ who: name(authorityId), isGiven: consents[authorityId] === true })),
    introduced: introductions.map(({ said }) => said.otherName),
  };
}

function withoutKind<Said extends { readonly kind: string }>(said: Said): Omit<Said, 'kind'> {
  const { kind: _, ...rest } = said;
  return rest;
}
