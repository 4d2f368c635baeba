// SPDX-License-Identifier: Apache-2.0
/**
 * Peer review: how an authority cooperates under an agreement, looked at by other parties of it.
 *
 *     review              who is reviewed, by which panel, over which period, by which criteria; who else is asked for figures
 *     accept-panel        each other member of the panel sits, or declines with its reason
 *     answers             the reviewed authority answers the questions of the criteria, in so many of its working days
 *     figures             anybody who takes part gives the figures that it chooses out of its own statistics
 *     assess              the lead of the panel: a finding for each criterion, actions with their days; a draft, for comments until a moment
 *     endorse             each other member agrees to the draft, or dissents with its reason
 *     answer-assessment   the reviewed authority comments, before anything is published
 *     publish             the lead, when all members have spoken, and the reviewed authority has or its time is over
 *     act-on              the reviewed authority says of each action whether it was done; what is not done stays due
 *     conclude            the lead: when every action is done; or before publication, which ends the review without a report
 *
 * Whoever is reviewed sits on no panel and writes no finding. Silence stops nobody: a moment in the note says when the panel may go on. The
 * moment is counted by the author's server in the working days of the reviewed authority, and can be no earlier than those days on any calendar.
 *
 * Source: Regulation (EU) 2024/1620, article 48 (peer review, comments before the report, follow-up); the ladder of Egmont for what comes of it.
 */
import { bad, good, type NoteJudgement } from '../notes/judgement.ts';
import { type Notes, type Said, saidOf } from '../notes/joint-note.ts';
import type { DueAfter } from '../periods.ts';
import type { ContentOf, JointNoteWire } from '../wire.ts';
import { questionsOf } from './review-questions.ts';

export type ReviewStage = 'forming' | 'answering' | 'examining' | 'commenting' | 'published' | 'concluded';

export interface ReviewAction {
  readonly id: string;
  readonly what: string;
  readonly dueAt: string | null;
  readonly last: Said<'act-on'> | null;
}

export interface ReviewState {
  readonly stage: ReviewStage;
  readonly review: Said<'review'>;
  readonly participants: readonly string[];
  /** Members who have not declined; the lead first. */
  readonly sitting: readonly string[];
  /** Members who have said nothing on sitting yet. */
  readonly silent: readonly string[];
  readonly answers: Said<'answers'> | null;
  readonly figures: readonly Said<'figures'>[];
  /** The latest draft, or what was published. */
  readonly assessment: Said<'assess'> | null;
  readonly endorsements: readonly Said<'endorse'>[];
  readonly reply: Said<'answer-assessment'> | null;
  readonly publication: Said<'publish'> | null;
  readonly actions: readonly ReviewAction[];
  readonly turn: readonly string[];
  readonly dueAt: string | null;
}

export function reviewState(notes: Notes, dueAfter: DueAfter): ReviewState | null {
  const [review] = saidOf(notes, 'review');
  if (review === undefined) return null;
  const { panel, reviewed, asked } = review.said;
  const words = saidOf(notes, 'accept-panel');
  const declined = new Set(words.flatMap(({ author, said }) => (said.isAccepted ? [] : [author])));
  const lead = review.author;
  const members = [lead, ...panel.filter((one) => one !== lead)];
  const assessment = saidOf(notes, 'assess').reduce<Said<'assess'> | null>(
    (best, one) => (best === null || one.said.version > best.said.version ? one : best),
    null,
  );
  const [publication = null] = saidOf(notes, 'publish');
  const onIt = <One extends { readonly said: { readonly report: string } }>(all: readonly One[]): One[] =>
    all.filter(({ said }) => said.report === assessment?.digest);
  const facts = {
    review,
    participants: [...new Set([reviewed, ...members, ...asked])],
    sitting: members.filter((one) => !declined.has(one)),
    silent: members.filter((one) => one !== lead && !words.some(({ author }) => author === one)),
    answers: saidOf(notes, 'answers')[0] ?? null,
    figures: saidOf(notes, 'figures'),
    assessment,
    endorsements: onIt(saidOf(notes, 'endorse')),
    reply: onIt(saidOf(notes, 'answer-assessment'))[0] ?? null,
    publication,
    actions: (assessment?.said.actions ?? []).map(({ id, what, days }) => ({
      id,
      what,
      dueAt: publication === null ? null : dueAfter(reviewed, days, publication.at),
      last: saidOf(notes, 'act-on').findLast(({ said }) => said.action === id) ?? null,
    })),
  };
  const isConcluded = saidOf(notes, 'conclude').length > 0;
  return { ...facts, ...whoIsNext(facts, isConcluded) };
}

type Facts = Omit<ReviewState, 'stage' | 'turn' | 'dueAt'>;

function whoIsNext(facts: Facts, isConcluded: boolean): Pick<ReviewState, 'stage' | 'turn' | 'dueAt'> {
  const { review, silent, answers, assessment, reply, publication } = facts;
  const { reviewed, answerBy } = review.said;
  const lead = [review.author];
  if (isConcluded) return { stage: 'concluded', turn: [], dueAt: null };
  if (publication !== null) {
    const open = facts.actions.filter(({ last }) => last?.said.isDone !== true);
    if (open.length === 0) return { stage: 'published', turn: lead, dueAt: null };
    return { stage: 'published', turn: [reviewed], dueAt: open.map(({ dueAt }) => dueAt ?? '').toSorted()[0] ?? null };
  }
  if (assessment !== null) {
    const owing = [...(reply === null ? [reviewed] : []), ...notSpoken(facts)];
    if (owing.length > 0) return { stage: 'commenting', turn: owing, dueAt: assessment.said.commentBy };
    return { stage: 'examining', turn: lead, dueAt: null };
  }
  if (silent.length > 0) return { stage: 'forming', turn: [...silent, ...(answers === null ? [reviewed] : [])], dueAt: answerBy };
  return answers === null ? { stage: 'answering', turn: [reviewed], dueAt: answerBy } : { stage: 'examining', turn: lead, dueAt: null };
}

/** Members beside the lead who have not spoken on the draft that stands. */
function notSpoken({ sitting, review, endorsements }: Pick<ReviewState, 'sitting' | 'review' | 'endorsements'>): string[] {
  return sitting.filter((one) => one !== review.author && !endorsements.some(({ author }) => author === one));
}

const noDates: DueAfter = (_, __, from) => from;

export function judgeReview(past: Notes, note: JointNoteWire): NoteJudgement {
  const state = reviewState(past, noDates);
  const { said, author } = note;
  if (said.kind === 'review')
    return state === null ? judgeOpening(said, note) : bad('note.follows', 'A review is opened once.', 'Open another.');
  if (state === null) return bad('note.follows', 'No review was opened.', 'Open it first.');
  if (!state.participants.includes(author)) return bad('note.author', 'Its author takes no part.', 'Only those named take part.');
  if (said.kind === 'comment') return good;
  if (state.stage === 'concluded') return bad('note.said.kind', 'The review is concluded.', 'Open another.');
  switch (said.kind) {
    case 'accept-panel':
      return judgeSitting(state, said, author);
    case 'answers':
      return judgeAnswers(state, said, author);
    case 'figures':
      return judgeFigures(state, said, author);
    case 'assess':
      return judgeAssessment(state, said, note);
    case 'endorse':
      return judgeEndorsement(state, said, author);
    case 'answer-assessment':
      return judgeReply(state, said, author);
    case 'publish':
      return judgePublication(state, said, note);
    case 'act-on':
      return judgeAct(state, said, author);
    case 'conclude':
      return judgeConclusion(state, author);
    default:
      return bad('note.said.kind', 'It belongs to another kind of joint matter.', 'Write it there.');
  }
}

function judgeOpening(
  { panel, reviewed, asked, criteria, fromDay, toDay, answerBy, answerDays }: ContentOf<'review'>,
  note: JointNoteWire,
) {
  if (panel.includes(reviewed)) return bad('panel', 'Whoever is reviewed sits on no panel.', 'Name other parties.');
  if (!panel.includes(note.author))
    return bad('panel', 'Its author is no member of the panel.', 'Name yourself: who opens a review leads its panel.');
  const named = [reviewed, ...panel, ...asked];
  if (new Set(named).size !== named.length) return bad('panel', 'An authority stands there twice.', 'Name each once.');
  if (new Set(criteria).size !== criteria.length) return bad('criteria', 'A criterion stands there twice.', 'Name each once.');
  if (toDay < fromDay) return bad('toDay', 'The period ends before it begins.', 'Give a later day.');
  if (toDay > note.at.slice(0, 10)) return bad('toDay', 'The period is not over.', 'Review what has been.');
  return leaves(note.at, answerDays, answerBy) ? good : bad('answerBy', 'It leaves fewer days than it says.', 'Count it in working days.');
}

/** No calendar has its n-th working day earlier than n - 1 times 24 hours later. */
function leaves(at: string, days: number, until: string): boolean {
  return Date.parse(until) >= Date.parse(at) + (days - 1) * 86_400_000;
}

function judgeSitting({ review, silent, publication }: ReviewState, said: ContentOf<'accept-panel'>, author: string): NoteJudgement {
  if (said.panel !== review.digest) return bad('panel', 'No such panel was named.', 'Name the note that opened the review.');
  if (publication !== null) return bad('note.said.kind', 'The report is published.', 'Write a comment.');
  if (!silent.includes(author)) return bad('note.author', 'It is no member, or has spoken already.', 'Leave it to the members.');
  return said.isAccepted || said.reason.trim() !== '' ? good : bad('reason', 'No reason is given.', 'Say why you decline.');
}

function judgeAnswers({ review, answers, assessment }: ReviewState, said: ContentOf<'answers'>, author: string): NoteJudgement {
  if (author !== review.said.reviewed) return bad('note.author', 'It is not reviewed.', 'Leave the answers to the reviewed authority.');
  if (answers !== null) return bad('note.said.kind', 'It has answered already.', 'Write a comment.');
  if (assessment !== null) return bad('note.said.kind', 'The panel has written its draft.', 'Comment on the draft.');
  const wanted = questionsOf(review.said.criteria).map(({ id }) => id);
  const given = said.answers.map(({ question }) => question);
  const missing = wanted.find((id) => !given.includes(id));
  if (missing !== undefined)
    return bad('answers', `Question "${missing}" is not answered.`, 'Answer every question, be it that nothing is known.');
  return given.length === wanted.length ? good : bad('answers', 'It answers what was not asked, or twice.', 'Answer each question once.');
}

function judgeFigures({ figures, publication }: ReviewState, said: ContentOf<'figures'>, author: string): NoteJudgement {
  if (publication !== null) return bad('note.said.kind', 'The report is published.', 'Write a comment.');
  if (figures.some((one) => one.author === author)) return bad('note.said.kind', 'It has given its figures already.', 'Write a comment.');
  const isOnce = new Set(said.figures.map(({ figure }) => figure)).size === said.figures.length;
  return isOnce ? good : bad('figures', 'A figure stands there twice.', 'Give each once.');
}

function judgeAssessment(state: ReviewState, said: ContentOf<'assess'>, { author, at }: JointNoteWire): NoteJudgement {
  const { review, silent, answers, assessment, publication } = state;
  const { criteria, answerBy, commentDays } = review.said;
  if (author !== review.author) return bad('note.author', 'Only the lead of the panel writes the draft.', 'Tell the lead in a comment.');
  if (publication !== null) return bad('note.said.kind', 'The report is published.', 'Write a comment.');
  if (silent.length > 0 && at <= answerBy) return bad('note.said.kind', 'Not every member has said whether it sits.', 'Wait for them.');
  if (answers === null && at <= answerBy)
    return bad('note.said.kind', 'The reviewed authority still has time to answer.', 'Wait for its answers.');
  const next = (assessment?.said.version ?? 0) + 1;
  if (said.version !== next) return bad('version', `Version ${next} comes next.`, 'Read the draft that stands, and change that.');
  const found = said.findings.map(({ criterion }) => criterion);
  const isEach = found.length === criteria.length && criteria.every((one) => found.includes(one));
  if (!isEach)
    return bad('findings', 'There is not one finding for each criterion.', 'State one for each, be it that it was not assessed.');
  const isOnce = new Set(said.actions.map(({ id }) => id)).size === said.actions.length;
  if (!isOnce) return bad('actions', 'Two actions have one name.', 'Give each a name of its own.');
  return leaves(at, commentDays, said.commentBy)
    ? good
    : bad('commentBy', 'It leaves fewer days than the review says.', 'Count it in working days.');
}

function ofDraft({ assessment, publication }: ReviewState, report: string): NoteJudgement | null {
  if (publication !== null) return bad('note.said.kind', 'The report is published.', 'Write a comment.');
  return report === assessment?.digest ? null : bad('report', 'Another draft stands.', 'Read the draft that stands.');
}

function judgeEndorsement(state: ReviewState, said: ContentOf<'endorse'>, author: string): NoteJudgement {
  const wrong = ofDraft(state, said.report);
  if (wrong !== null) return wrong;
  if (!notSpoken(state).includes(author))
    return bad('note.author', 'It is no other member, or has spoken already.', 'Leave it to the members.');
  return said.isEndorsed || said.reason.trim() !== '' ? good : bad('reason', 'No reason is given.', 'Say where you dissent.');
}

function judgeReply(state: ReviewState, said: ContentOf<'answer-assessment'>, author: string): NoteJudgement {
  if (author !== state.review.said.reviewed) return bad('note.author', 'It is not reviewed.', 'Leave it to the reviewed authority.');
  const wrong = ofDraft(state, said.report);
  if (wrong !== null) return wrong;
  return state.reply === null ? good : bad('note.said.kind', 'It has commented on this draft.', 'Write a comment.');
}

function judgePublication(state: ReviewState, said: ContentOf<'publish'>, { author, at }: JointNoteWire): NoteJudgement {
  if (author !== state.review.author) return bad('note.author', 'Only the lead of the panel publishes.', 'Leave it to the lead.');
  const wrong = ofDraft(state, said.report);
  if (wrong !== null) return wrong;
  const isOver = at > (state.assessment?.said.commentBy ?? at);
  if (state.reply === null && !isOver)
    return bad('note.said.kind', 'The reviewed authority still has time to comment.', 'Wait for its comments.');
  return notSpoken(state).length === 0 || isOver
    ? good
    : bad('note.said.kind', 'Not every member has spoken on the draft.', 'Wait for them.');
}

function judgeAct({ review, publication, actions }: ReviewState, said: ContentOf<'act-on'>, author: string): NoteJudgement {
  if (author !== review.said.reviewed) return bad('note.author', 'It is not reviewed.', 'Leave it to the reviewed authority.');
  if (publication === null) return bad('note.said.kind', 'Nothing is published.', 'Wait for the report.');
  const action = actions.find(({ id }) => id === said.action);
  if (action === undefined) return bad('action', 'The report has no such action.', 'Name one of its actions.');
  return action.last?.said.isDone === true ? bad('action', 'It is done already.', 'Write a comment.') : good;
}

function judgeConclusion({ review, publication, actions }: ReviewState, author: string): NoteJudgement {
  if (author !== review.author) return bad('note.author', 'Only the lead of the panel concludes.', 'Leave it to the lead.');
  const open = actions.find(({ last }) => last?.said.isDone !== true);
  if (publication === null || open === undefined) return good;
  return bad('note.said.kind', `Action "${open.id}" is not done.`, 'Wait for it, or ask the reviewed authority.');
}
