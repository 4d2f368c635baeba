// SPDX-License-Identifier: Apache-2.0
/** Whether a motion about a party, a vote on it or an answer to it may be written: judged, as every note, by what its author had read. */
import type { AgreementDocument } from '../../agreements/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { bad, good, type NoteJudgement } from '../notes/judge-note.ts';
import type { Notes } from '../notes/signed-note.ts';
import type { NoteOf } from '../wire.ts';
import { isOpen, motionsIn, suspensionOfOthers, votedSuspensions, votersOf } from './motions.ts';

const dayMs = 86_400_000;

export function judgeMotion(
  past: Notes,
  document: AgreementDocument,
  note: Pick<NoteOf<'motion'>, 'author' | 'party' | 'aim' | 'at'>,
): NoteJudgement {
  if (suspensionOfOthers(document) === null)
    return bad('note.kind', 'No clause lets the others suspend a party.', 'Amend the agreement, or suspend your own participation.');
  if (!document.parties.some(({ authorityId }) => authorityId === note.party))
    return bad('note.party', 'It concerns an authority that is no party.', 'Name a party to the agreement.');
  if (note.party === note.author)
    return bad('note.party', 'Nobody moves against itself.', 'Suspend or resume your own participation by a declaration.');
  if (hasLeft(past, note.party, note.at)) return bad('note.party', 'That party has left the agreement.', 'There is nothing to suspend.');
  if (votersOf(past, document, note.party).length < 2)
    return bad('note.party', 'Nobody else is left to vote.', 'Suspend your own participation.');
  const isSuspended = votedSuspensions(past, document).some(({ party, until }) => party === note.party && until === null);
  if (note.aim === 'suspend' && isSuspended)
    return bad('note.party', 'It is suspended already.', 'Move that the suspension end, where it should.');
  if (note.aim === 'lift' && !isSuspended) return bad('note.party', 'The others have not suspended it.', 'There is nothing to end.');
  const isPending = motionsIn(past, document).some((motion) => motion.said.party === note.party && isOpen(motion, note.at));
  return isPending ? bad('note.party', 'A motion about that party is open.', 'Vote on that one.') : good;
}

function hasLeft(past: Notes, party: string, at: string): boolean {
  return [...past.values()].some(
    ({ note }) => note.kind === 'withdraw' && note.author === party && addMs(note.at as Instant, note.noticeDays * dayMs) <= at,
  );
}

export function judgeMotionVote(past: Notes, document: AgreementDocument, note: NoteOf<'motion-vote'>): NoteJudgement {
  const motion = motionsIn(past, document).find((found) => found.note === note.motion);
  if (motion === undefined) return unknownMotion;
  if (!motion.voters.includes(note.author))
    return bad('note.author', 'Its author has no vote on this motion.', 'The one concerned, and who is leaving, do not vote.');
  if (motion.votes.some(({ author }) => author === note.author))
    return bad('note.motion', 'Its author has voted already.', 'A vote stands.');
  return isOpen(motion, note.at) ? good : bad('note.motion', 'The motion is carried, lost or has lapsed.', 'Make another motion.');
}

export function judgeMotionAnswer(past: Notes, document: AgreementDocument, note: NoteOf<'motion-answer'>): NoteJudgement {
  const motion = motionsIn(past, document).find((found) => found.note === note.motion);
  if (motion === undefined) return unknownMotion;
  if (motion.said.party !== note.author) return bad('note.author', 'The motion concerns another party.', 'Vote on it instead.');
  return motion.answers.length === 0 ? good : bad('note.motion', 'Its author has answered already.', 'An answer stands.');
}

const unknownMotion = bad('note.motion', 'No such motion is known to its author.', 'Name a motion by the digest of its note.');
