// SPDX-License-Identifier: Apache-2.0
/**
 * What is true in a negotiation, computed from its notes and nothing else.
 *
 *     open          a version stands; some party has not agreed to it yet
 *     agreed        every party has agreed to the version that stands; nobody has signed it
 *     signing       some have signed, in their order
 *     complete      all have signed: the agreement has its head
 *     ended         a party broke the negotiation off
 *     contradicted  an author wrote two notes for one place; nothing goes on
 *
 * Which version stands. A counter-proposal opens the next round. Where several versions were written in one round, at the same
 * time, one of them stands: that of the party whose turn it is to go first in that round (the first party in round 1, the second
 * in round 2, and so on around the table). No moment and no digest decides, since an author could choose those. The others are
 * told by the same rule, everywhere alike, and may counter again.
 *
 * Why this is safe. Writing a version or agreeing to one binds its author: it does not counter while that version stands. So once
 * every party has agreed, no version that was written can ever come to stand in its place, whatever notes are still on the way.
 */
import { readAgreement, type ReadAgreement } from '../../agreements/index.ts';
import { contradictionIn, type Digest, inReadingOrder } from '../../seals/index.ts';
import type { NoteOf } from '../wire.ts';
import { nextToSign, votesNeeded } from './agreed-rules.ts';
import type { Notes, ReadNote } from './signed-note.ts';

export const stages = ['open', 'agreed', 'signing', 'complete', 'ended', 'contradicted'] as const;
export type Stage = (typeof stages)[number];

export interface Version {
  readonly agreement: ReadAgreement;
  readonly author: string;
  readonly round: number;
  /** The note that brought it: its name in agreeing, signing and commenting, since one text may be proposed twice. */
  readonly note: Digest;
  /** The note of the version it answers; null for the first. */
  readonly answers: string | null;
  readonly remark: string;
  readonly at: string;
}

export interface Screening {
  readonly applicant: string;
  readonly checks: readonly NoteOf<'check'>[];
  readonly votes: readonly NoteOf<'vote'>[];
  /** Present parties that have not voted. */
  readonly notVoted: readonly string[];
  /** Where checks are asked, one found nothing; none found concerns; and as many present parties are for it as the version asks. */
  readonly isPassed: boolean;
}

export interface NegotiationState {
  readonly stage: Stage;
  /** In the order of the document. */
  readonly parties: readonly string[];
  readonly replaces: NoteOf<'propose'>['replaces'];
  /** In the order of rounds; those of one round from the one that stands least to the one that stands. */
  readonly versions: readonly Version[];
  readonly standing: Version;
  readonly agreedBy: readonly string[];
  readonly signatures: readonly NoteOf<'sign'>[];
  readonly screenings: readonly Screening[];
  /** Who broke it off, and why. */
  readonly endedBy: { readonly author: string; readonly reason: string } | null;
  readonly contradiction: { readonly author: string; readonly notes: readonly [Digest, Digest] } | null;
  /** Whose turn it is: to agree or counter, to check and vote, or to sign (one, or any of several where a clause says so). */
  readonly turn: readonly string[];
}

/** Null where there is no proposal that can be read: then there is no negotiation. */
export function negotiationState(notes: Notes): NegotiationState | null {
  const ordered = inReadingOrder(notes);
  const [opening] = ordered;
  if (opening === undefined || opening.note.kind !== 'propose') return null;
  const versions = versionsIn(ordered);
  const standing = versions.at(-1);
  if (standing === undefined) return null;
  const parties = standing.agreement.document.parties.map(({ authorityId }) => authorityId);
  const { replaces } = opening.note;
  const agreed = ordered.flatMap(({ note }) => (note.kind === 'agree' && note.version === standing.note ? [note.author] : []));
  const agreedBy = parties.filter((party) => party === standing.author || agreed.includes(party));
  const signatures = ordered.flatMap(({ note }) => (note.kind === 'sign' && note.version === standing.note ? [note] : []));
  const screenings = screeningsIn(ordered, parties, replaces);
  const end = ordered.find(({ note }) => note.kind === 'end')?.note;
  const facts = {
    parties,
    replaces,
    versions,
    standing,
    agreedBy,
    signatures,
    screenings,
    endedBy: end?.kind === 'end' ? { author: end.author, reason: end.reason } : null,
    contradiction: contradictionIn(notes),
  };
  const stage = stageOf(facts);
  return { ...facts, stage, turn: turnOf(facts, stage) };
}

type Facts = Omit<NegotiationState, 'stage' | 'turn'>;

function stageOf({ parties, agreedBy, signatures, endedBy, contradiction }: Facts): Stage {
  if (contradiction !== null) return 'contradicted';
  if (signatures.length === parties.length) return 'complete';
  if (endedBy !== null) return 'ended';
  if (signatures.length > 0) return 'signing';
  return agreedBy.length === parties.length ? 'agreed' : 'open';
}

function turnOf({ parties, agreedBy, signatures, screenings, standing }: Facts, stage: Stage): readonly string[] {
  if (stage === 'open') return parties.filter((party) => !agreedBy.includes(party));
  if (stage !== 'agreed' && stage !== 'signing') return [];
  const waiting = screenings.filter(({ isPassed }) => !isPassed);
  if (waiting.length > 0) return [...new Set(waiting.flatMap(({ notVoted }) => notVoted))];
  return nextToSign(
    standing.agreement.document,
    signatures.map(({ author }) => author),
  );
}

// --- versions -------------------------------------------------------------------------------------------------------

function versionsIn(ordered: readonly ReadNote[]): Version[] {
  const found: Version[] = [];
  for (const { digest, note } of ordered) {
    if (note.kind !== 'propose' && note.kind !== 'counter') continue;
    const answers = note.kind === 'counter' ? note.answers : null;
    const answered = found.find((version) => version.note === answers);
    if (answers !== null && answered === undefined) continue;
    const read = readDraft(note.document);
    if (!read.ok) continue;
    const round = (answered?.round ?? 0) + 1;
    found.push({ agreement: read.value, author: note.author, round, note: digest, answers, remark: note.remark, at: note.at });
  }
  const [first] = found;
  const parties = first?.agreement.document.parties.map(({ authorityId }) => authorityId) ?? [];
  return found.toSorted((left, right) => left.round - right.round || rank(right, parties) - rank(left, parties));
}

/** How far around the table from the party that goes first in this round; the nearest stands. */
function rank({ author, round }: Version, parties: readonly string[]): number {
  return (parties.indexOf(author) - (round - 1) + parties.length * round) % parties.length;
}

const drafts = new Map<string, ReturnType<typeof readAgreement>>();
const draftsMax = 500;

/** The exact text of a note as an agreement; read once for each text. */
export function readDraft(text: string): ReturnType<typeof readAgreement> {
  const known = drafts.get(text);
  if (known !== undefined) return known;
  const read = readAgreement(new TextEncoder().encode(text));
  if (drafts.size >= draftsMax) drafts.clear();
  drafts.set(text, read);
  return read;
}

// --- accession ------------------------------------------------------------------------------------------------------

/** For each party that the replaced version does not have: what was found about it, and who is for it. */
function screeningsIn(ordered: readonly ReadNote[], parties: readonly string[], replaces: NegotiationState['replaces']): Screening[] {
  if (replaces === null) return [];
  const applicants = parties.filter((party) => !replaces.parties.includes(party));
  return applicants.map((applicant) => {
    const checks = ordered.flatMap(({ note }) => (note.kind === 'check' && note.applicant === applicant ? [note] : []));
    const votes = ordered.flatMap(({ note }) => (note.kind === 'vote' && note.applicant === applicant ? [note] : []));
    const notVoted = parties.filter((party) => replaces.parties.includes(party) && !votes.some(({ author }) => author === party));
    const { isChecked, consent } = replaces.accession;
    const isClear = (checks.length > 0 || !isChecked) && checks.every(({ outcome }) => outcome === 'clear');
    const isPassed = isClear && votes.filter(({ vote }) => vote === 'for').length >= votesNeeded(consent, replaces.parties.length);
    return { applicant, checks, votes, notVoted, isPassed };
  });
}
