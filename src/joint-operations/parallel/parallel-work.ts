// SPDX-License-Identifier: Apache-2.0
/**
 * Parallel work: several authorities tell each other what they do about the same conduct, so that none warns a suspect of another.
 *
 *     notice      who suspects abuse across borders tells all concerned: subjects, conduct, its preliminary assessment
 *     disclose    each of them answers once, in so many of its own working days: measures taken and planned, criminal investigations known
 *     update      anybody, whenever its inquiry changes its stage or something happened; every so many working days at least
 *     conclude    who gave the notice says that the matter needs no step together any more
 *
 * Source: Delegated Regulation (EU) 2025/885, article 8, as read in reference work on MiCA; the period between updates is our own.
 */
import { bad, good, type NoteJudgement } from '../notes/judgement.ts';
import { type Notes, type Said, saidOf } from '../notes/joint-note.ts';
import { type DueAfter, inWeekdays } from '../periods.ts';
import type { JointNoteWire } from '../wire.ts';

export interface ParallelState {
  readonly stage: 'telling' | 'told' | 'concluded';
  readonly notice: Said<'notice'>;
  /** What each of the others has answered; null while it has not. */
  readonly answers: readonly { readonly authorityId: string; readonly dueAt: string; readonly answer: Said<'disclose'> | null }[];
  readonly turn: readonly string[];
  /** By when an authority owes what is its turn. */
  readonly dueOf: (authorityId: string) => string;
}

export function parallelState(notes: Notes, dueAfter: DueAfter): ParallelState | null {
  const [notice] = saidOf(notes, 'notice');
  if (notice === undefined) return null;
  const given = saidOf(notes, 'disclose');
  const dueOf = (authorityId: string): string => dueAfter(authorityId, notice.said.answerDays, notice.at);
  const answers = notice.said.participants
    .filter((authorityId) => authorityId !== notice.author)
    .map((authorityId) => ({
      authorityId,
      dueAt: dueOf(authorityId),
      answer: given.find(({ author }) => author === authorityId) ?? null,
    }));
  if (saidOf(notes, 'conclude').length > 0) return { stage: 'concluded', notice, answers, turn: [], dueOf };
  const owing = answers.filter(({ answer }) => answer === null).map(({ authorityId }) => authorityId);
  if (owing.length > 0) return { stage: 'telling', notice, answers, turn: owing, dueOf };
  const latest = [...notes.values()].reduce((last, { note }) => (note.at > last ? note.at : last), notice.at);
  const updateOf = (authorityId: string): string => dueAfter(authorityId, notice.said.updateDays, latest);
  return { stage: 'told', notice, answers, turn: [...notice.said.participants], dueOf: updateOf };
}

export function judgeParallelWork(past: Notes, note: JointNoteWire): NoteJudgement {
  const state = parallelState(past, inWeekdays);
  const { said, author } = note;
  if (said.kind === 'notice') return judgeNotice(state, note);
  if (state === null) return bad('note.follows', 'No notice comes before it.', 'Give notice first.');
  if (!state.notice.said.participants.includes(author))
    return bad('note.author', 'Its author was not told.', 'Only those concerned take part.');
  if (said.kind === 'comment') return good;
  if (state.stage === 'concluded') return bad('note.said.kind', 'The matter is concluded.', 'Give a new notice.');
  switch (said.kind) {
    case 'disclose': {
      const own = state.answers.find(({ authorityId }) => authorityId === author);
      if (own === undefined) return bad('note.author', 'It gave the notice itself.', 'Write an update.');
      return own.answer === null ? good : bad('note.said.kind', 'It has answered already.', 'Write an update.');
    }
    case 'update': {
      const owes = state.answers.some(({ authorityId, answer }) => authorityId === author && answer === null);
      return owes ? bad('note.said.kind', 'Its author owes its answer first.', 'Say what you do and know; then write updates.') : good;
    }
    case 'conclude':
      return author === state.notice.author ? good : bad('note.author', 'Who gave the notice concludes.', 'Ask in a comment.');
    default:
      return bad('note.said.kind', 'It belongs to another kind of joint matter.', 'Write it there.');
  }
}

function judgeNotice(state: ParallelState | null, { said, author }: JointNoteWire): NoteJudgement {
  if (state !== null || said.kind !== 'notice') return bad('note.follows', 'A notice opens a matter of its own.', 'Write an update.');
  if (new Set(said.participants).size !== said.participants.length)
    return bad('participants', 'An authority stands there twice.', 'Name each once.');
  return said.participants.includes(author) ? good : bad('participants', 'Its author is not among those concerned.', 'Name yourself too.');
}
