// SPDX-License-Identifier: Apache-2.0
/** A peer review as an officer sees it: questions with their answers, figures by whoever gave them, findings with who agrees, comments and actions. */
import { questionsOf } from '../reviews/review-questions.ts';
import type { ReviewState } from '../reviews/review.ts';
import type { ContentWire } from '../wire.ts';
import type { NamedWire, ReviewViewWire } from './wire.ts';

type Names = (authorityId: string) => NamedWire;

export function reviewView(state: ReviewState, name: Names): ReviewViewWire {
  const { review, sitting, silent, answers, figures, assessment, endorsements, reply, publication, actions } = state;
  const { reviewed, panel, asked, agreement, fromDay, toDay, criteria, answerBy } = review.said;
  return {
    note: review.digest,
    reviewed: name(reviewed),
    lead: name(review.author),
    panel: panel.map((authorityId) => ({
      who: name(authorityId),
      word: silent.includes(authorityId) ? 'silent' : sitting.includes(authorityId) ? 'sits' : 'declined',
    })),
    asked: asked.map(name),
    agreement,
    fromDay,
    toDay,
    criteria,
    answerBy,
    questions: questionsOf(criteria).map(({ id, text }) => ({
      id,
      text,
      answer: answers?.said.answers.find(({ question }) => question === id)?.text ?? null,
    })),
    figures: figures.map(({ author, said }) => ({ by: name(author), figures: said.figures, text: said.text })),
    assessment:
      assessment === null
        ? null
        : {
            note: assessment.digest,
            version: assessment.said.version,
            text: assessment.said.text,
            findings: assessment.said.findings,
            commentBy: assessment.said.commentBy,
            endorsements: endorsements.map(({ author, said }) => ({ by: name(author), isEndorsed: said.isEndorsed, reason: said.reason })),
            reply: reply?.said.text ?? null,
          },
    publishedAt: publication?.at ?? null,
    publishedWith: publication?.said.text ?? '',
    actions: actions.map(({ id, what, dueAt, last }) => ({
      id,
      what,
      dueAt,
      last: last === null ? null : { isDone: last.said.isDone, text: last.said.text, at: last.at },
    })),
  };
}

/** The least of each kind of note, to be asked of the rules. A draft and a publication are judged at the end of a time that never comes too soon. */
export function reviewProbes({ review, assessment, actions }: ReviewState): ContentWire[] {
  const { criteria } = review.said;
  const report = assessment?.digest ?? '';
  const later = '9999-01-01T00:00:00.000Z';
  return [
    { kind: 'accept-panel', panel: review.digest, isAccepted: true, reason: '' },
    { kind: 'answers', answers: questionsOf(criteria).map(({ id }) => ({ question: id, text: '-' })) },
    { kind: 'figures', figures: [{ figure: 'asked', value: '0' }], text: '' },
    {
      kind: 'assess',
      version: (assessment?.said.version ?? 0) + 1,
      text: '-',
      findings: criteria.map((criterion) => ({ criterion, grade: 'meets', text: '-' })),
      actions: [],
      commentBy: later,
    },
    { kind: 'endorse', report, isEndorsed: true, reason: '' },
    { kind: 'answer-assessment', report, text: '-' },
    { kind: 'publish', report, text: '' },
    ...actions.map(({ id }): ContentWire => ({ kind: 'act-on', action: id, isDone: true, text: '-' })),
  ];
}
