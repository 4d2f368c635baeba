// SPDX-License-Identifier: Apache-2.0
/**
 * The review of a rehearsal: what the officer did well, what was missed, what is still open, and what the other side did. Made of the case
 * as it stands at the officer's own authority, so that it can be read at any time; nothing is kept.
 *
 * A small worked case: the request of `refused-wrongly` was refused an hour ago.
 *
 *     seen    The request was acknowledged in time.
 *     seen    It was refused as R11, which does not fit: clause 7 has you protect what you are given.
 *     open    The wrong ground is not contested. Rebut it, or raise a difference about it.
 */
import type { CaseDetailWire, DraftFindingWire } from '../assistance/wire.ts';
import { type Instant, msBetween } from '../kernel/index.ts';
import type { ReviewLineWire } from './wire.ts';

/** What is known of a rehearsal at the officer's authority. */
export interface Rehearsed {
  readonly key: string;
  readonly detail: CaseDetailWire;
  readonly findings: readonly DraftFindingWire[];
  /** Differences about this case: when raised, and whether the other side yielded. */
  readonly differences: readonly { readonly raisedAt: string; readonly hasYielded: boolean }[];
  /** Whether a later request of the same rehearsal names an earlier one. */
  readonly isAskedAgain: boolean;
}

type Line = ReviewLineWire;
const line = (outcome: Line['outcome'], sentence: string): Line => ({ outcome, sentence });

export function reviewOf(rehearsed: Rehearsed): { readonly isOver: boolean; readonly lines: readonly Line[] } {
  const { detail, key } = rehearsed;
  if (!isSent(detail)) return { isOver: false, lines: [...ofContent(rehearsed), line('open', 'The request has not been sent yet.')] };
  const lines = [
    ...ofContent(rehearsed),
    ...ofClocks(detail),
    ...ofQuestions(detail),
    ...(lessons[key]?.(rehearsed) ?? []),
    ...ofReport(detail),
  ];
  return { isOver: isOver(rehearsed) && lines.every(({ outcome }) => outcome !== 'open'), lines };
}

const ended: ReadonlySet<string> = new Set([
  'answered',
  'refused',
  'upheld',
  'impossible',
  'withdrawn',
  'lapsed',
  'closed',
  'not-delivered',
]);

function isOver({ detail }: Rehearsed): boolean {
  return ended.has(detail.row.state);
}

function isSent({ row }: CaseDetailWire): boolean {
  return !['draft', 'awaiting-approval'].includes(row.state);
}

function ofContent({ findings, key }: Rehearsed): Line[] {
  const deficient = findings.filter(({ severity }) => severity === 'deficient');
  if (deficient.length === 0) return [line('good', 'The check found nothing in the request that commonly gets one sent back.')];
  // The exercise begins with a draft in haste; what matters there is how it is mended.
  const outcome = key === 'asked-back' ? 'seen' : 'missed';
  return deficient.map(({ sentence, remedy }) => line(outcome, `The check had found: ${sentence} ${remedy}`));
}

const clockWords: Readonly<Record<string, string>> = {
  acknowledge: 'acknowledge the request',
  'contest-urgency': 'contest the urgency',
  reply: 'answer',
  reconsider: 'reconsider its refusal',
};

/** Contesting is a right: nobody is late who does not. */
function ofClocks({ deadlines }: CaseDetailWire): Line[] {
  return deadlines.flatMap(({ step, dueAt, metAt, isOver }) => {
    const what = clockWords[step] ?? step;
    if ((step === 'contest-urgency' || step === 'rebut' || step === 'cure') && metAt === null) return [];
    if (metAt === null)
      return [line(isOver ? 'seen' : 'open', `The other side has until ${dueAt} to ${what}${isOver ? '; that is over' : ''}.`)];
    const isLate = metAt > dueAt;
    return [line('seen', `The other side was ${isLate ? `late by ${minutes(dueAt, metAt)}` : 'in time'} to ${what}.`)];
  });
}

function minutes(from: string, until: string): string {
  const count = Math.max(1, Math.round(msBetween(from as Instant, until as Instant) / 60_000));
  return count === 1 ? 'a minute' : `${count} minutes`;
}

function ofQuestions({ timeline, row }: CaseDetailWire): Line[] {
  const at = (kind: string): string[] => timeline.filter((event) => event.kind === kind).map((event) => event.at);
  const [asked, answers] = [at('question.delivered'), at('answer.delivered')];
  return asked.map((moment, index) => {
    const answer = answers[index];
    if (answer !== undefined) return line('good', `Question ${index + 1} was answered after ${minutes(moment, answer)}.`);
    if (row.state === 'question-open') return line('open', `Question ${index + 1} waits for your answer.`);
    return line('missed', `Question ${index + 1} was never answered.`);
  });
}

/** What a report on use may follow. */
const reportable: ReadonlySet<string> = new Set(['answered', 'refused', 'upheld', 'impossible']);

function ofReport({ row, timeline }: CaseDetailWire): Line[] {
  if (row.state === 'closed') return [line('good', 'You told what came of it, which closes the case.')];
  if (!reportable.has(row.state)) return [];
  const hasReport = timeline.some(({ kind }) => kind.startsWith('feedback.'));
  const what = hasReport
    ? 'Your report on use was not the last; say what came of it in the end.'
    : 'Say what came of the answer: report on its use.';
  return [line('open', what)];
}

const lessons: Readonly<Record<string, (rehearsed: Rehearsed) => Line[]>> = {
  'refused-wrongly': ({ detail, differences, isAskedAgain }) => {
    if (!wasRefused(detail)) return [];
    const refusal = line('seen', 'It was refused as R11, which does not fit: clause 7 has you protect what you are given.');
    const rebutted = answerToRefusal(detail);
    if (rebutted !== null) return [refusal, line('good', 'The wrong ground was contested in the case.'), rebutted];
    if (differences.length === 0)
      return [refusal, line('open', 'The wrong ground is not contested. Rebut it, or raise a difference about it.')];
    const contested = line('good', 'The wrong ground was contested.');
    if (!differences.some(({ hasYielded }) => hasYielded))
      return [refusal, contested, line('open', 'The other side has not answered yet.')];
    const again = isAskedAgain
      ? line('good', 'It yielded, and you asked again, naming the earlier request.')
      : line('open', 'It has yielded. Begin the rehearsal again and name this request under "earlier request"; it will be answered.');
    return [refusal, contested, again];
  },
  'refused-rightly': ({ detail, differences }) => {
    if (!wasRefused(detail)) return [];
    const refusal = line('seen', 'It was refused as R03, which fits: an investigation there would be prejudiced.');
    return [
      refusal,
      differences.length === 0 && answerToRefusal(detail) === null
        ? line('good', 'You left a ground that fits uncontested.')
        : line('missed', 'You contested a ground that fits. Ask again later, or ask for less.'),
    ];
  },
  late: ({ detail, differences }) => {
    const dueAt = detail.deadlines.find(({ step }) => step === 'reply')?.dueAt ?? null;
    const raised = differences.map(({ raisedAt }) => raisedAt).toSorted()[0];
    if (dueAt === null) return [];
    if (raised === undefined) {
      const isLate = detail.deadlines.some(({ step, isOver, metAt }) => step === 'reply' && (isOver || (metAt !== null && metAt > dueAt)));
      if (!isLate) return [];
      if (ended.has(detail.row.state)) return [line('missed', 'The delay was not taken up; the answer came all the same.')];
      return [line('open', 'Take the delay up: raise a difference about it.')];
    }
    if (raised < dueAt) return [line('missed', 'You took the delay up before the time was over.')];
    return [line('good', 'You took the delay up once the time was over.')];
  },
  'urgency-contested': ({ detail }) => {
    if (detail.row.class !== 'urgent')
      return [line('missed', 'The request was not urgent, so nothing was contested. Begin again, urgently.')];
    return [line('seen', 'The urgency was contested with the test of clause 4; the clocks of a normal request run since.')];
  },
};

/** What became of a refusal that was rebutted, or whose request was mended; null where neither was done. */
function answerToRefusal({ timeline }: CaseDetailWire): Line | null {
  const has = (kind: string): boolean => timeline.some((event) => event.kind === kind);
  if (!has('rebuttal.delivered') && !has('cure.delivered')) return null;
  if (has('reopening.delivered')) return line('good', 'It was taken up again.');
  return has('upholding.delivered') ? line('seen', 'The refusal was upheld.') : line('open', 'The other side reconsiders its refusal.');
}

function wasRefused({ timeline }: CaseDetailWire): boolean {
  return timeline.some(({ kind }) => kind === 'refusal.delivered');
}
