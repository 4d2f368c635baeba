// SPDX-License-Identifier: Apache-2.0
/**
 * Who signed for an authority, and by what right: checked alike by the author before it writes and by every party that reads.
 *
 * Signing an agreement, suspending it, leaving it, making a reservation, and moving or voting that a party be suspended bind the
 * authority. So such a note carries the approvals of its signatories over exactly what it says, with the proof of each where it
 * was given with a passkey, and for each signatory the mandate: the office held, for which agreements, from when until when, and
 * the digest of the decision that gives it. How many must sign is for the agreement to say, and for each authority where it wants
 * more (house rules); that it is at least one besides the preparer is held here.
 */
import { fail, ok, type Result } from '../kernel/index.ts';
import { subjectOf, subjectTextOf } from '../officers/index.ts';
import { checkApprovalProof, type KeyState, type SignatureSuite } from '../seals/index.ts';
import type { MandateWire, NoteKind, NoteWire } from './wire.ts';

export const everyAgreement = 'every-agreement';

const binding: readonly NoteKind[] = ['sign', 'reserve', 'suspend', 'resume', 'withdraw', 'motion', 'motion-vote'];

export function isBinding(kind: NoteKind): boolean {
  return binding.includes(kind);
}

export function signingClass(kind: NoteKind): 'agreement-signature' | 'agreement-life' {
  return kind === 'sign' ? 'agreement-signature' : 'agreement-life';
}

/** What the signatories approve: everything that the note will say, but for what only comes with signing itself. */
export function signatorySubject(note: SignedContent, terms: string): string {
  return subjectOf(signingClass(note.kind), signedContent(note, terms));
}

/** The same to the letter. */
export function signatoryText(note: SignedContent, terms: string): string {
  return subjectTextOf(signingClass(note.kind), signedContent(note, terms));
}

type SignedContent = Partial<NoteWire> & Pick<NoteWire, 'kind' | 'negotiation' | 'author' | 'preparedBy'>;

function signedContent(note: SignedContent, terms: string): Readonly<Record<string, unknown>> {
  const { v: _, place: __, follows: ___, at: ____, approvals: _____, mandates: ______, ...said } = note;
  const content = Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'keyId' && name !== 'signature'));
  return { ...content, terms };
}

export function mandateCovers({ scope, from, until }: Omit<MandateWire, 'officer'>, agreementId: string, at: string): boolean {
  return (scope === everyAgreement || scope === agreementId) && from <= at && at < until;
}

/** Whether the signatories of a binding note have approved it with a mandate; `terms` is the digest of the agreement. */
export function checkSignatories(
  note: NoteWire,
  about: { readonly agreementId: string; readonly terms: string; readonly signersMin: number },
  author: KeyState,
  suite: SignatureSuite,
): Result<null> {
  if (!isBinding(note.kind)) {
    return note.approvals.length + note.mandates.length === 0
      ? ok(null)
      : fail('note.approvals', 'This kind of note takes no signatories.', 'Leave them out.');
  }
  if (note.approvals.length < about.signersMin)
    return fail(
      'note.approvals',
      `Fewer than ${about.signersMin} have signed it for the authority.`,
      'Have it approved by more signatories.',
    );
  const subject = signatorySubject(note, about.terms);
  const seen = new Set<string>();
  for (const [index, approval] of note.approvals.entries()) {
    const path = `note.approvals[${index}]`;
    if (approval.subject !== subject) return fail(path, 'It approves something else.', 'Have exactly this approved.');
    if (approval.at > note.at) return fail(path, 'It was given after the note was written.', "Set the server's clock right.");
    if (approval.officer === note.preparedBy) return fail(path, 'Whoever prepared it does not sign it.', 'Ask another signatory.');
    const proven = checkApprovalProof(approval, author, suite);
    if (!proven.ok) return fail(path, proven.issues[0]?.problem ?? 'Its proof does not hold.', 'Have it approved again.');
    const names = [approval.officer, ...(proven.value.authenticator === null ? [] : [proven.value.authenticator])];
    if (names.some((name) => seen.has(name))) return fail(path, 'One person or one authenticator stands there twice.', 'Count each once.');
    for (const name of names) seen.add(name);
    const mandate = note.mandates.find(({ officer }) => officer === approval.officer);
    if (mandate === undefined || !mandateCovers(mandate, about.agreementId, approval.at))
      return fail(path, 'Its officer shows no mandate for this agreement at that moment.', 'Record the mandate of the signatory first.');
  }
  return note.mandates.length === note.approvals.length
    ? ok(null)
    : fail('note.mandates', 'There are mandates of officers who have not signed.', 'Show those of the signatories alone.');
}
