// SPDX-License-Identifier: Apache-2.0
/** Motions as an officer sees them, and what this authority may do about each: vote, answer, or move. */
import type { AgreementDocument } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Notes } from '../notes/signed-note.ts';
import type { MotionViewWire, NegotiationDetailWire } from '../wire.ts';
import { judgeMotion } from './judge-motion.ts';
import { isOpen, type Motion, motionsIn } from './motions.ts';

export interface Seen {
  readonly notes: Notes;
  readonly document: AgreementDocument;
  readonly own: string;
  readonly now: Instant;
  readonly authorities: (id: string) => MotionViewWire['by'];
  /** Whether this authority may say something about the agreement at all. */
  readonly mayDeclare: boolean;
}

export function motionViews(seen: Seen): MotionViewWire[] {
  return motionsIn(seen.notes, seen.document)
    .map((motion) => motionView(motion, seen))
    .toReversed();
}

function motionView(motion: Motion, { own, now, authorities, mayDeclare }: Seen): MotionViewWire {
  const { note, said, voters, needed, votes, answers, carriedAt, lapsesAt } = motion;
  const notVoted = voters.filter((voter) => !votes.some(({ author }) => author === voter));
  return {
    note,
    aim: said.aim,
    party: authorities(said.party),
    by: authorities(said.author),
    at: said.at,
    reason: said.reason,
    state: stateOf(motion, now),
    until: carriedAt ?? lapsesAt,
    needed,
    votes: votes.map(({ author, vote, reason, at }) => ({ by: authorities(author), vote, reason, at })),
    notVoted: notVoted.map(authorities),
    answer: answers[0]?.text ?? null,
    mayVote: mayDeclare && isOpen(motion, now) && notVoted.includes(own),
    mayAnswer: said.party === own && answers.length === 0,
  };
}

function stateOf(motion: Motion, now: Instant): MotionViewWire['state'] {
  if (motion.carriedAt !== null) return 'carried';
  if (motion.isLost) return 'lost';
  return isOpen(motion, now) ? 'open' : 'lapsed';
}

/** For each other party what may be moved about it now. */
export function movableParties({ notes, document, own, now, authorities, mayDeclare }: Seen): NegotiationDetailWire['movable'] {
  if (!mayDeclare) return [];
  const tried = document.parties.flatMap(({ authorityId: party }) =>
    (['suspend', 'lift'] as const).map((aim) => ({ party, aim, isGood: isGood(party, aim) })),
  );
  return tried.filter((one) => one.isGood).map(({ party, aim }) => ({ party: authorities(party), aim }));

  function isGood(party: string, aim: 'suspend' | 'lift'): boolean {
    return judgeMotion(notes, document, { author: own, party, aim, at: now }).kind === 'good';
  }
}
