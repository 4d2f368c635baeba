// SPDX-License-Identifier: Apache-2.0
/**
 * Motions about a party: the others suspend it from the agreement by their vote, or end that suspension.
 *
 *     XA   moves that XC be suspended, with its reason         a motion; moving is voting for it
 *     XC   answers                                             it is heard, once; it has no vote
 *     XB   votes for                                           two of the two that are not concerned: carried
 *     (everywhere)                                             from then on, after the notice of the clause, nothing new between XC and anybody
 *     XB   moves that the suspension end, XA votes for         as before
 *
 * Who votes is fixed by the motion itself: the parties of the text but the one concerned and those that had given notice of withdrawal
 * in what its author had read. So all compute the same number, whatever reached them later. How many are needed is the clause's
 * (`suspension` of another party), counted among those who vote; the strictest clause where there are several. A motion is carried at the
 * moment of the vote that made it enough, lost once enough votes can no longer come, and lapses where neither happens in time. Whoever
 * holds the same notes finds the same; a vote that comes late can only move the moment of carrying to an earlier one.
 *
 * What it does not do. It does not ask whether the reason is good, and knows no casting vote. A party that two motions concern at the
 * same time is suspended by either; one that ends the suspension ends both. Where an agreement has two parties there is nobody else to vote:
 * each suspends its own participation instead.
 *
 * Source: Regulation (EU) 2024/1620, article 47 (a unit that endangers the joint analysis is suspended by the others, without its
 * vote); Vienna Convention on the Law of Treaties 1969, article 60(2) for why the others may do so together.
 */
import type { AgreementDocument } from '../../agreements/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { type Digest, inReadingOrder, pastOf } from '../../seals/index.ts';
import { votesNeeded } from '../notes/agreed-rules.ts';
import type { Notes } from '../notes/signed-note.ts';
import { type NoteOf, negotiationLimits } from '../wire.ts';

const dayMs = 86_400_000;
type Consent = Parameters<typeof votesNeeded>[0];

export interface Motion {
  /** The digest of its note names it. */
  readonly note: Digest;
  readonly said: NoteOf<'motion'>;
  readonly voters: readonly string[];
  readonly needed: number;
  /** The mover's own is among them. */
  readonly votes: readonly { readonly author: string; readonly vote: 'for' | 'against'; readonly reason: string; readonly at: string }[];
  readonly answers: readonly NoteOf<'motion-answer'>[];
  /** The moment of the vote that carried it; null where it is not carried. */
  readonly carriedAt: Instant | null;
  readonly isLost: boolean;
  /** After this no vote is taken. */
  readonly lapsesAt: Instant;
}

/** What the clauses ask before others suspend a party: the strictest of them; null where no clause lets them. */
export function suspensionOfOthers(
  document: AgreementDocument,
): { readonly clause: string; readonly consent: Consent; readonly noticeDays: number } | null {
  const order: readonly Consent[] = ['none', 'simple-majority', 'two-thirds', 'all'];
  const terms = document.terms.flatMap((term) => (term.kind === 'suspension' && term.of === 'another-party' ? [term] : []));
  const [strictest] = terms.toSorted((left, right) => order.indexOf(right.consent) - order.indexOf(left.consent));
  if (strictest === undefined) return null;
  return { clause: strictest.clause, consent: strictest.consent, noticeDays: Math.max(...terms.map(({ noticeDays }) => noticeDays)) };
}

/** Every motion in these notes, in reading order. */
export function motionsIn(notes: Notes, document: AgreementDocument): Motion[] {
  const rule = suspensionOfOthers(document);
  if (rule === null) return [];
  const ordered = inReadingOrder(notes);
  return ordered.flatMap(({ digest, note: said }) => {
    if (said.kind !== 'motion') return [];
    const voters = votersOf(pastOf(notes, said.follows) ?? notes, document, said.party);
    const needed = Math.max(1, votesNeeded(rule.consent, voters.length));
    const given = ordered.flatMap(({ note }) => (note.kind === 'motion-vote' && note.motion === digest ? [note] : []));
    const votes = [
      { author: said.author, vote: 'for' as const, reason: said.reason, at: said.at },
      ...given.map(({ author, vote, reason, at }) => ({ author, vote, reason, at })),
    ];
    const answers = ordered.flatMap(({ note }) => (note.kind === 'motion-answer' && note.motion === digest ? [note] : []));
    const moments = votes
      .filter(({ vote }) => vote === 'for')
      .map(({ at }) => at as Instant)
      .toSorted();
    const carriedAt = moments[needed - 1] ?? null;
    const isLost = carriedAt === null && votes.filter(({ vote }) => vote === 'against').length > voters.length - needed;
    const lapsesAt = addMs(said.at as Instant, negotiationLimits.motionDaysMax * dayMs);
    return [{ note: digest, said, voters, needed, votes, answers, carriedAt, isLost, lapsesAt }];
  });
}

/** The parties that are not concerned, without those that are leaving. */
export function votersOf(past: Notes, document: AgreementDocument, concerned: string): string[] {
  const leaving = new Set([...past.values()].flatMap(({ note }) => (note.kind === 'withdraw' ? [note.author] : [])));
  return document.parties.map(({ authorityId }) => authorityId).filter((party) => party !== concerned && !leaving.has(party));
}

export function isOpen(motion: Motion, at: string): boolean {
  return motion.carriedAt === null && !motion.isLost && at <= motion.lapsesAt;
}

export interface VotedSuspension {
  readonly party: string;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly reason: string;
}

/** The suspensions that the others brought about; one that ends them ends all of that party that were carried before. */
export function votedSuspensions(notes: Notes, document: AgreementDocument): VotedSuspension[] {
  const noticeMs = (suspensionOfOthers(document)?.noticeDays ?? 0) * dayMs;
  const carried = motionsIn(notes, document).flatMap(({ said, carriedAt }) => (carriedAt === null ? [] : [{ said, carriedAt }]));
  return carried
    .filter(({ said }) => said.aim === 'suspend')
    .map(({ said, carriedAt }) => {
      const ends = carried.filter(({ said: other, carriedAt: at }) => other.aim === 'lift' && other.party === said.party && at > carriedAt);
      const [until = null] = ends.map(({ carriedAt: at }) => at).toSorted();
      return { party: said.party, from: addMs(carriedAt, noticeMs), until, reason: said.reason };
    });
}
