// SPDX-License-Identifier: Apache-2.0
/**
 * The note as a document: exact bytes, signed by its author's key for dispatches, known by their digest.
 *
 * A note travels in a dispatch of its author or, where another lacks it, of whoever holds it; so it bears a signature of its own.
 * It is verified before a word of it is read. What a kind of note says is for its room, which gives the media type and the reader.
 */
import { canonicalJson, fail, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type AuthorityId, isAuthorityId } from '../keys/key-id.ts';
import { keyById, type KeyState } from '../keys/key-state.ts';
import type { HeldKey } from '../keys/authority-keys.ts';
import { documentDigest, readSigned, signDocument, verifySigned, writeSigned } from '../signed-document.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import type { NoteHead, SignedNote } from './note-graph.ts';

/** One kind of notes: its media type, and how its payload is read once it is verified. */
export interface NoteForm<Note extends NoteHead> {
  readonly type: string;
  readonly read: (payload: unknown) => Result<Note>;
}

export function signNoteDocument<Note extends NoteHead>(
  form: NoteForm<Note>,
  note: Note,
  suite: SignatureSuite,
  key: HeldKey,
): SignedNote<Note> {
  const payload = new TextEncoder().encode(canonicalJson(note));
  const signed = signDocument({ payloadType: form.type, payload, suite, keyPair: key, keyId: key.keyId });
  return { digest: documentDigest(signed), note, text: new TextDecoder().decode(writeSigned(signed)) };
}

/** Whether the note is its author's by a key that counts; `note.author` is the path where its author is not known here. */
export async function readNoteDocument<Note extends NoteHead>(
  form: NoteForm<Note>,
  text: string,
  suite: SignatureSuite,
  keyStateOf: (authorityId: AuthorityId) => Promise<KeyState | null>,
): Promise<Result<SignedNote<Note>>> {
  const signed = readSigned(new TextEncoder().encode(text), 'note');
  if (!signed.ok) return signed;
  const { payloadType, payload, signatures } = signed.value;
  if (payloadType !== form.type) return fail('note.payloadType', `It is a ${payloadType}, not a ${form.type}.`, 'Send a note.');
  // Whose it claims to be is read first, since the key that must have signed it follows from that; nothing else is believed yet.
  const claimed = authorOf(payload);
  const state = claimed === null ? null : await keyStateOf(claimed);
  if (state === null)
    return fail('note.author', 'Its author is not a confirmed peer here.', 'Compare fingerprints with that authority first.');
  const [only, ...others] = signatures;
  const key = only === undefined || others.length > 0 ? null : keyById(state, only.keyId);
  const isGood = key !== null && key.purpose === 'dispatch' && key.revokedAt === null;
  if (!isGood || !verifySigned(signed.value, { suite, keys: () => key.publicKey }).ok) {
    return fail('note.signatures', 'It is not signed by its author with a key that counts.', 'Ask its author for it again.');
  }
  const note = readPayload(form, payload);
  return note.ok ? ok({ digest: documentDigest(signed.value), note: note.value, text }) : note;
}

/** A note that was verified when it was taken in, as it is stored. */
export function storedNoteDocument<Note extends NoteHead>(form: NoteForm<Note>, text: string): SignedNote<Note> {
  const signed = readSigned(new TextEncoder().encode(text), 'note');
  const note = signed.ok ? readPayload(form, signed.value.payload) : signed;
  if (!signed.ok || !note.ok) throw new Error('a stored note cannot be read any more');
  return { digest: documentDigest(signed.value), note: note.value, text };
}

function authorOf(payload: Uint8Array): AuthorityId | null {
  const json = parseStrictJson(payload, 'note');
  const author = json.ok && typeof json.value === 'object' && json.value !== null && 'author' in json.value ? json.value['author'] : null;
  return isAuthorityId(author) ? author : null;
}

function readPayload<Note extends NoteHead>(form: NoteForm<Note>, payload: Uint8Array): Result<Note> {
  const json = parseStrictJson(payload, 'note');
  if (!json.ok) return json;
  const note = form.read(json.value);
  if (!note.ok) return note;
  const { follows } = note.value;
  const isSorted = follows.every((digest, index) => index === 0 || (follows[index - 1] ?? '') < digest);
  return isSorted
    ? note
    : fail('note.follows', 'The digests are not sorted, or one stands there twice.', 'Name the latest notes, sorted, each once.');
}
