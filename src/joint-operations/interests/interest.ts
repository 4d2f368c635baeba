// SPDX-License-Identifier: Apache-2.0
/**
 * Interests: whether somebody else works on the same subject, and being put in touch only where both agree.
 *
 *     XA  question    does XB work on this wallet? XA may be introduced to others, after being asked
 *     XB  answer      an interest, none, or it cannot say; and whether it knows of others, without saying whom
 *     XB  (with XC)   a matter of its own, in which XC agreed to be introduced
 *     XA  consent     may be introduced
 *     XB  introduce   names XC, and shows XC's signed consent; XC hears of XA in the same way
 *
 * Every question is a matter between two, so that nobody learns from it who else was asked. The register of own interests
 * (register.ts) is what an answer is looked up in; it never leaves. Where two must not even show each other what they look for,
 * room `blind-matching` is the door: a hit there is a reason to put this question.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { bad, good, type NoteJudgement } from '../notes/judgement.ts';
import { type JointNote, type Notes, type Said, saidOf, storedJointNote } from '../notes/joint-note.ts';
import { type DueAfter, inWeekdays } from '../periods.ts';
import type { JointNoteWire } from '../wire.ts';

export interface InterestState {
  readonly stage: 'asked' | 'answered' | 'introduced' | 'concluded';
  readonly question: Said<'question'>;
  readonly answer: Said<'answer'> | null;
  /** Whether each of the two may be introduced: its last word, or what it said at first. */
  readonly consents: Readonly<Record<string, boolean>>;
  readonly introductions: readonly Said<'introduce'>[];
  readonly turn: readonly string[];
  readonly dueAt: string | null;
}

export function interestState(notes: Notes, dueAfter: DueAfter): InterestState | null {
  const [question] = saidOf(notes, 'question');
  if (question === undefined) return null;
  const [answer = null] = saidOf(notes, 'answer');
  const consents: Record<string, boolean> = { [question.author]: question.said.introduce === 'yes' };
  if (answer !== null) consents[answer.author] = answer.said.introduce === 'yes';
  for (const { author, said } of saidOf(notes, 'consent')) consents[author] = said.isGiven;
  const introductions = saidOf(notes, 'introduce');
  const common = { question, answer, consents, introductions };
  if (saidOf(notes, 'conclude').length > 0) return { stage: 'concluded', ...common, turn: [], dueAt: null };
  if (introductions.length > 0) return { stage: 'introduced', ...common, turn: [], dueAt: null };
  if (answer !== null) return { stage: 'answered', ...common, turn: [], dueAt: null };
  const asked = question.said.participants.filter((one) => one !== question.author);
  const [owing = ''] = asked;
  return { stage: 'asked', ...common, turn: asked, dueAt: dueAfter(owing, question.said.answerDays, question.at) };
}

export function judgeInterest(past: Notes, note: JointNoteWire): NoteJudgement {
  const state = interestState(past, inWeekdays);
  const { said, author } = note;
  if (said.kind === 'question') {
    if (state !== null) return bad('note.follows', 'A question opens a matter of its own.', 'Ask anew.');
    const isBetween = said.participants.includes(author) && said.participants[0] !== said.participants[1];
    return isBetween ? good : bad('participants', 'It is not between its author and one other.', 'Ask each authority by itself.');
  }
  if (state === null) return bad('note.follows', 'No question comes before it.', 'Ask first.');
  if (!state.question.said.participants.includes(author)) return bad('note.author', 'Its author was not asked.', 'Only the two take part.');
  if (said.kind === 'comment' || said.kind === 'conclude') return good;
  if (said.kind === 'answer') {
    if (author === state.question.author) return bad('note.author', 'It asked itself.', 'Leave the answer to the other.');
    return state.answer === null ? good : bad('note.said.kind', 'It is answered already.', 'Write a comment.');
  }
  if (state.answer === null) return bad('note.said.kind', 'The question is not answered yet.', 'Wait for the answer.');
  if (said.kind === 'consent') return good;
  if (said.kind !== 'introduce') return bad('note.said.kind', 'It belongs to another kind of joint matter.', 'Write it there.');
  const other = state.question.said.participants.find((one) => one !== author) ?? '';
  if (state.consents[other] !== true)
    return bad('note.said.kind', 'The other has not agreed to be introduced.', 'Ask for its consent first.');
  return said.other === other || said.other === author
    ? bad('note.said.other', 'It is one of the two already.', 'Name a third authority.')
    : good;
}

/**
 * Whether a carried note is the consent of the authority that is introduced: its question, its answer or its later word by which it may
 * be. Its signature is checked by whoever takes the introduction in.
 */
export function consentCarried(text: string, other: string): Result<JointNote> {
  const note = readStored(text);
  if (note === null) return fail('note.said.consent', 'It cannot be read.', 'Carry the signed note as it is.');
  const { author, said } = note.note;
  const isGiven =
    (said.kind === 'consent' && said.isGiven) || ((said.kind === 'question' || said.kind === 'answer') && said.introduce === 'yes');
  if (author !== other) return fail('note.said.consent', 'It is not that of the authority introduced.', 'Carry its own consent.');
  return isGiven ? ok(note) : fail('note.said.consent', 'It does not say that its author may be introduced.', 'Ask for its consent first.');
}

function readStored(text: string): JointNote | null {
  try {
    return storedJointNote(text);
  } catch {
    return null;
  }
}
