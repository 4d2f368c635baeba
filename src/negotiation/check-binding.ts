// SPDX-License-Identifier: Apache-2.0
/** What keys say of a note that binds its author: its signatories, and the signature over the agreement that it holds. */
import { readSignedAgreement, verifyAgreementSignatures, writeAgreementFile } from '../agreements/index.ts';
import { fail, ok, type Result } from '../kernel/index.ts';
import { fromBase64, isKeyId, type KeyState, type SignatureSuite } from '../seals/index.ts';
import { checkSignatories } from './check-signatories.ts';
import { signersMinOf } from './notes/agreed-rules.ts';
import type { Notes } from './notes/signed-note.ts';
import { negotiationState } from './notes/negotiation-state.ts';
import type { NoteOf, NoteWire } from './wire.ts';

/** `about`: the agreement in force, where the note is about one. */
export function checkBinding(
  note: NoteWire,
  given: {
    readonly notes: Notes;
    readonly about: { readonly id: string; readonly terms: string };
    readonly author: KeyState;
    readonly suite: SignatureSuite;
  },
): Result<null> {
  const { notes, about, author, suite } = given;
  const signed = note.kind === 'sign' ? negotiationState(notes)?.versions.find((version) => version.note === note.version) : undefined;
  if (note.kind === 'sign' && signed === undefined)
    return fail('note.version', 'This version is not on the table.', 'Sign the one that is.');
  const terms = signed?.agreement.digest ?? about.terms;
  const signersMin = signed === undefined ? 1 : signersMinOf(signed.agreement.document);
  const people = checkSignatories(note, { agreementId: about.id, terms, signersMin }, author, suite);
  if (!people.ok || note.kind !== 'sign' || signed === undefined) return people;
  return checkAgreementSignature(signed.agreement.bytes, note, author, suite);
}

function checkAgreementSignature(document: Uint8Array, note: NoteOf<'sign'>, author: KeyState, suite: SignatureSuite): Result<null> {
  const signature = fromBase64(note.signature);
  const remedy = 'Sign the agreement with a key for dispatches that counts.';
  if (signature === null || !isKeyId(note.keyId)) return fail('note.signature', 'It is not written as one.', remedy);
  const file = readSignedAgreement(writeAgreementFile(document, [{ keyId: note.keyId, signature }]));
  if (!file.ok) return file;
  const holds = verifyAgreementSignatures(file.value, new Map([[author.authorityId, author]]), suite);
  return holds.ok ? ok(null) : fail('note.signature', 'The signature over the agreement does not hold.', remedy);
}
