// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a note may be written: judged by what its author had read, so that everyone judges it alike and at any time.
 *
 *     event     from stage         who                                            what else
 *     propose   (nothing)          a party of the text                            the text can be read; version and dates follow
 *     counter   open               who has not agreed to what stands              same agreement, version and parties
 *     comment   any before the end a party                                        on a clause of a version
 *     agree     open               who has not agreed to what stands
 *     check     open to signing    an existing party                              of a party that joins
 *     vote      open to signing    an existing party, once for each applicant     after a check, where checks are asked
 *     sign      agreed, signing    the next in order                              applicants have passed; mandates; its own signature
 *     end       open to signing    a party that has not signed
 *     bind      any                a party                                        of terms that were on the table
 *
 * The author's own signature over the agreement, its mandates and its approvals are checked in `check-signing.ts`, with keys.
 */
import { fail, type Issue, msOf, ok, type Instant, type Result } from '../../kernel/index.ts';
import type { NoteOf, NoteWire } from '../wire.ts';
import { contradictionIn, pastOf, placesOf } from '../../seals/index.ts';
import type { Notes } from './signed-note.ts';
import { type NegotiationState, negotiationState, readDraft, type Stage } from './negotiation-state.ts';

/** `unknown-past`: it follows on notes that are not here, and can be judged when they are. */
export type NoteJudgement = { readonly kind: 'good' } | { readonly kind: 'unknown-past' } | { readonly kind: 'bad'; readonly issue: Issue };

export const good: NoteJudgement = { kind: 'good' };

export function bad(path: string, problem: string, remedy: string): NoteJudgement {
  return { kind: 'bad', issue: { path, problem, remedy } };
}

/** Judges a note of a negotiation by the notes that it follows. */
export function judgeNote(notes: Notes, note: NoteWire): NoteJudgement {
  const placed = judgePlace(notes, note);
  if ('kind' in placed) return placed;
  if (note.kind === 'propose') return judgeProposal(placed.past, note);
  const state = negotiationState(placed.past);
  if (state === null) return bad('note.follows', 'No proposal comes before it.', 'Propose a text first.');
  if (!state.parties.includes(note.author)) return bad('note.author', 'Its author is no party to the text.', 'Only parties take part.');
  if (!stagesOf[note.kind].includes(state.stage)) {
    return bad('note.kind', `${capital(words[note.kind])} is not possible: ${whyNot[state.stage]}`, 'Load the negotiation again.');
  }
  return judgeIn(state, note);
}

/** What is common to all notes, of a negotiation or of a life: the author's own notes before it, and its moment. */
export function judgePlace(notes: Notes, note: NoteWire): NoteJudgement | { readonly past: Notes } {
  const past = pastOf(notes, note.follows);
  if (past === null) return { kind: 'unknown-past' };
  if (contradictionIn(past) !== null)
    return bad('note.follows', 'An author has contradicted itself in what comes before.', 'Begin a new negotiation.');
  const own = [...past.values()].filter((other) => other.note.author === note.author);
  if (placesOf(past, note.author) !== note.place - 1)
    return bad('note.place', `It is not note ${own.length + 1} of its author.`, 'A note follows on all earlier notes of its author.');
  if (own.some((other) => other.note.at > note.at))
    return bad('note.at', 'It is earlier than a note of its author that it follows.', "Set the server's clock right.");
  return { past };
}

const before: readonly Stage[] = ['open', 'agreed', 'signing'];
const stagesOf: Readonly<Record<NoteWire['kind'], readonly Stage[]>> = {
  propose: [],
  counter: ['open'],
  comment: before,
  agree: ['open'],
  sign: ['agreed', 'signing'],
  check: before,
  vote: before,
  end: before,
  bind: [...before, 'complete'],
  reserve: [],
  suspend: [],
  resume: [],
  withdraw: [],
  motion: [],
  calendar: [],
  'motion-vote': [],
  'motion-answer': [],
};
const words: Readonly<Record<NoteWire['kind'], string>> = {
  propose: 'proposing',
  counter: 'a counter-proposal',
  comment: 'a comment',
  agree: 'agreeing',
  sign: 'signing',
  check: 'a check',
  vote: 'a vote',
  end: 'breaking off',
  bind: 'binding a paper',
  reserve: 'a reservation',
  suspend: 'a suspension',
  resume: 'a resumption',
  withdraw: 'a withdrawal',
  motion: 'a motion about a party',
  calendar: 'announcing holidays',
  'motion-vote': 'a vote on a motion',
  'motion-answer': 'an answer to a motion',
};
const whyNot: Readonly<Record<Stage, string>> = {
  open: 'not every party has agreed to the version that stands.',
  agreed: 'every party has agreed to the version that stands.',
  signing: 'the parties are signing.',
  complete: 'all parties have signed.',
  ended: 'a party has broken the negotiation off.',
  contradicted: 'an author has written two notes for one place.',
};

function judgeProposal(past: Notes, note: NoteOf<'propose'>): NoteJudgement {
  if (past.size > 0) return bad('note.follows', 'A proposal opens a negotiation and follows on nothing.', 'Counter what stands.');
  const read = readDraft(note.document);
  if (!read.ok) return { kind: 'bad', issue: read.issues[0] ?? unreadable };
  const { document } = read.value;
  if (!document.parties.some(({ authorityId }) => authorityId === note.author))
    return bad('document.parties', 'Its author is no party to the text.', 'Name every authority that takes part.');
  const { replaces } = note;
  if (replaces === null) {
    return document.version === 1 ? good : bad('document.version', 'The first version of an agreement is version 1.', 'Give it version 1.');
  }
  if (document.id !== replaces.ref.id)
    return bad('document.id', 'It is another agreement than the one it replaces.', 'Every version keeps the identifier.');
  if (document.version <= replaces.ref.version)
    return bad('document.version', `Version ${replaces.ref.version} is in force already.`, 'Give the changed text a later version.');
  if (document.inForceFrom < replaces.inForceFrom)
    return bad('document.inForceFrom', 'It would be in force before the version that it replaces.', 'Set a later date.');
  const isKept = replaces.parties.every((party) => document.parties.some(({ authorityId }) => authorityId === party));
  return isKept ? good : bad('document.parties', 'A present party is missing.', 'A party leaves by its own notice of withdrawal.');
}

const unreadable: Issue = { path: 'document', problem: 'It cannot be read.', remedy: 'Write it as wire/agreement.md says.' };

function judgeIn(state: NegotiationState, note: NoteWire): NoteJudgement {
  switch (note.kind) {
    case 'counter':
      return judgeCounter(state, note);
    case 'comment':
      return judgeComment(state, note);
    case 'agree':
      return judgeStanding(state, note) ?? (state.agreedBy.includes(note.author) ? agreedAlready : good);
    case 'sign':
      return judgeSign(state, note);
    case 'check':
    case 'vote':
      return judgeScreening(state, note);
    case 'end':
      return state.signatures.some(({ author }) => author === note.author)
        ? bad('note.kind', 'Its author has signed already.', 'Once in force, a party withdraws with notice.')
        : good;
    case 'bind':
      return state.versions.some(({ agreement }) => agreement.digest === note.terms)
        ? good
        : bad('note.terms', 'These terms were never on the table here.', 'Bind the paper to the terms whose digest it shows.');
    default:
      return bad('note.kind', 'It belongs to the life of an agreement in force.', 'Write it there.');
  }
}

const agreedAlready = bad('note.version', 'Its author has agreed to this version already.', 'Wait for the other parties.');

function judgeStanding(state: NegotiationState, note: { readonly version: string }): NoteJudgement | null {
  if (state.standing.note === note.version) return null;
  return bad('note.version', 'Another version stands now.', 'Read the version that stands, and answer that.');
}

function judgeCounter(state: NegotiationState, note: NoteOf<'counter'>): NoteJudgement {
  const other = judgeStanding(state, { version: note.answers });
  if (other !== null) return other;
  if (state.agreedBy.includes(note.author))
    return bad('note.answers', 'Its author has written or agreed to the version that stands.', 'Wait for an answer, or write a comment.');
  const read = readDraft(note.document);
  if (!read.ok) return { kind: 'bad', issue: read.issues[0] ?? unreadable };
  const { document, digest } = read.value;
  const { document: present } = state.standing.agreement;
  if (document.id !== present.id || document.version !== present.version)
    return bad('document.id', 'It is another agreement or version than the one on the table.', 'Keep identifier and version.');
  if (document.parties.map(({ authorityId }) => authorityId).join() !== state.parties.join())
    return bad('document.parties', 'Its parties are others, or in another order.', 'Begin a negotiation among those parties.');
  if (state.replaces !== null && document.inForceFrom < state.replaces.inForceFrom)
    return bad('document.inForceFrom', 'It would be in force before the version that it replaces.', 'Set a later date.');
  return digest === state.standing.agreement.digest
    ? bad('document', 'It is the text that stands already.', 'Agree to it, or change it.')
    : good;
}

function judgeComment(state: NegotiationState, note: NoteOf<'comment'>): NoteJudgement {
  const version = state.versions.find((found) => found.note === note.version);
  if (version === undefined) return bad('note.version', 'This version is not on the table.', 'Comment on one that is.');
  const isThere = version.agreement.document.clauses.some(({ number }) => number === note.clause);
  return isThere ? good : bad('note.clause', `That version has no clause ${note.clause}.`, 'Name a clause of it.');
}

function judgeSign(state: NegotiationState, note: NoteOf<'sign'>): NoteJudgement {
  const other = judgeStanding(state, note);
  if (other !== null) return other;
  const waiting = state.screenings.find(({ isPassed }) => !isPassed);
  if (waiting !== undefined)
    return bad('note.kind', 'A party that joins has not passed its check and the vote yet.', 'Check it, and let every party vote.');
  const next = state.turn.find((party) => party === note.author);
  return next === note.author
    ? good
    : bad('note.author', 'It is not the turn of its author to sign.', 'Parties sign in the order of the text.');
}

function judgeScreening(state: NegotiationState, note: NoteOf<'check'> | NoteOf<'vote'>): NoteJudgement {
  const screening = state.screenings.find(({ applicant }) => applicant === note.applicant);
  if (screening === undefined) return bad('note.applicant', 'This authority does not join the agreement.', 'Name an applicant.');
  if (state.replaces?.parties.includes(note.author) !== true)
    return bad('note.author', 'Only a present party judges an applicant.', 'Leave it to the present parties.');
  if (note.kind === 'check') return good;
  if (screening.checks.length === 0 && state.replaces.accession.isChecked)
    return bad('note.kind', 'Nobody has checked the applicant yet.', 'Record a check first.');
  return screening.votes.some(({ author }) => author === note.author)
    ? bad('note.kind', 'Its author has voted already.', 'A vote stands.')
    : good;
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** Whether a note's moment can be: not later than now, but for a clock that is a little ahead. */
export function judgeMoment(note: NoteWire, now: Instant, aheadMsMax: number): Result<null> {
  if (msOf(note.at as Instant) <= msOf(now) + aheadMsMax) return ok(null);
  return fail('note.at', 'It is dated in the future.', "Set the server's clock right.");
}
