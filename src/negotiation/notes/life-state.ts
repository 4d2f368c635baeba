// SPDX-License-Identifier: Apache-2.0
/**
 * The life of an agreement that all parties have signed, computed from the notes about it.
 *
 *     event      who                                        effect on acts with that party
 *     reserve    a party that stays, where allowed          it neither gives nor asks these kinds of assistance from now on
 *     suspend    a party that has not suspended             nothing new is asked, after the notice that a clause asks; work under
 *                                                           way goes on
 *     resume     the party that suspended                   as before
 *     withdraw   a party, once, with notice                 until the notice has run out as before; then nothing new; what is under
 *                                                           way goes on, and confidentiality survives, as its clause says
 *     motion,    the parties that are not concerned, where  a party is suspended by the others, or that suspension ends
 *     its votes  a clause lets them (motions/motions.ts)
 *     calendar   a party                                    its holidays are others from a day on (calendars/judge-calendar.ts)
 *     bind       a party                                    a signed paper is bound to the terms
 *
 * All but motions are one party's own declaration and need nobody's consent; so they do not get in each other's way, and the order
 * in which they arrive changes nothing; nor does it for motions, whose voters are fixed by what their author had read. Where a
 * party of two withdraws, the agreement ends; where one of many does, it ends for it.
 */
import type { AgreementDocument, AgreementLife } from '../../agreements/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { judgeCalendar } from '../calendars/judge-calendar.ts';
import { judgeMotion, judgeMotionAnswer, judgeMotionVote } from '../motions/judge-motion.ts';
import { votedSuspensions } from '../motions/motions.ts';
import type { NoteWire } from '../wire.ts';
import { areReservationsAllowed, noticeDaysOf, suspensionDaysOf } from './agreed-rules.ts';
import { bad, good, judgePlace, type NoteJudgement } from './judge-note.ts';
import { inReadingOrder } from '../../seals/index.ts';
import type { Notes } from './signed-note.ts';

const dayMs = 86_400_000;

export function lifeState(notes: Notes, document: AgreementDocument): AgreementLife {
  const suspensionMs = suspensionDaysOf(document) * dayMs;
  const suspensions: AgreementLife['suspensions'][number][] = [];
  const withdrawals: AgreementLife['withdrawals'][number][] = [];
  const reservations: AgreementLife['reservations'][number][] = [];
  const calendars: AgreementLife['calendars'][number][] = [];
  for (const { note } of inReadingOrder(notes)) {
    const { author: party, at } = note;
    if (note.kind === 'suspend')
      suspensions.push({ party, by: 'itself', from: addMs(at as Instant, suspensionMs), until: null, reason: note.reason });
    if (note.kind === 'calendar') calendars.push({ party, at, from: note.from, holidays: note.holidays });
    if (note.kind === 'reserve') reservations.push({ party, from: at, clause: note.clause, assistance: note.assistance, text: note.text });
    if (note.kind === 'withdraw')
      withdrawals.push({ party, noticeAt: at, endsAt: addMs(at as Instant, note.noticeDays * dayMs), reason: note.reason });
    if (note.kind === 'resume') {
      const open = suspensions.findLastIndex((one) => one.party === party && one.until === null);
      const found = suspensions[open];
      if (found !== undefined) suspensions[open] = { ...found, until: at };
    }
  }
  const voted = votedSuspensions(notes, document).map((one) => ({ ...one, by: 'the-others' as const }));
  return { suspensions: [...suspensions, ...voted], withdrawals, calendars, reservations };
}

/** Judges a note about an agreement in force by the notes that it follows. */
export function judgeLifeNote(
  notes: Notes,
  note: NoteWire,
  agreement: { readonly document: AgreementDocument; readonly digest: string },
): NoteJudgement {
  const placed = judgePlace(notes, note);
  if ('kind' in placed) return placed;
  const { document, digest } = agreement;
  const author = document.parties.find(({ authorityId }) => authorityId === note.author);
  if (author === undefined) return bad('note.author', 'Its author is no party to the agreement.', 'Only parties write about it.');
  if (note.kind === 'bind')
    return note.terms === digest ? good : bad('note.terms', 'These are other terms.', 'Bind the paper to its own terms.');
  if (!('agreement' in note)) return bad('note.kind', 'It belongs to a negotiation.', 'Write it there.');
  if (note.agreement.digest !== digest) return bad('note.agreement', 'It is about another agreement.', 'Write it to its own life.');
  if (note.kind === 'motion-answer') return judgeMotionAnswer(placed.past, document, note);
  const life = lifeState(placed.past, document);
  if (life.withdrawals.some(({ party }) => party === note.author))
    return bad('note.kind', 'Its author has given notice of withdrawal.', 'To come back, accede anew.');
  const isSuspended = life.suspensions.some(({ party, by, until }) => party === note.author && by === 'itself' && until === null);
  switch (note.kind) {
    case 'calendar':
      return judgeCalendar(author.calendar, note);
    case 'motion':
      return judgeMotion(placed.past, document, note);
    case 'motion-vote':
      return judgeMotionVote(placed.past, document, note);
    case 'suspend':
      return isSuspended ? bad('note.kind', 'Its author has suspended it already.', 'Resume it, or withdraw.') : good;
    case 'resume':
      return isSuspended ? good : bad('note.kind', 'Its author has not suspended it.', 'Only who suspended resumes.');
    case 'reserve':
      if (!areReservationsAllowed(document)) return bad('note.kind', 'The agreement takes no reservations.', 'Amend it, or withdraw.');
      return document.clauses.some(({ number }) => number === note.clause)
        ? good
        : bad('note.clause', `The agreement has no clause ${note.clause}.`, 'Name the clause that it modifies.');
    case 'withdraw': {
      const least = noticeDaysOf(document);
      return note.noticeDays >= least
        ? good
        : bad('note.noticeDays', `The notice is shorter than ${least} days.`, 'Give the notice that was agreed.');
    }
  }
}
