// SPDX-License-Identifier: Apache-2.0
/**
 * The note as a document: exact bytes, signed by its author's key for dispatches, known by their digest.
 *
 * A note travels in a dispatch of its author or, where another party lacks it, of whoever holds it; so it bears a signature of
 * its own. It is verified before a word of it is read.
 */
import { canonicalJson, fail, failWith, isInstant, isId, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type Digest,
  documentDigest,
  type HeldKey,
  isAuthorityId,
  keyById,
  type KeyState,
  readSigned,
  signDocument,
  type SignatureSuite,
  verifySigned,
  writeSigned,
} from '../../seals/index.ts';
import { noteSchema, type NoteWire } from '../wire.ts';

export const noteType = 'application/vnd.comity.note+json';

export interface ReadNote {
  readonly digest: Digest;
  readonly note: NoteWire;
  /** The signed document as text. */
  readonly text: string;
}

export function signNote(note: NoteWire, suite: SignatureSuite, key: HeldKey): ReadNote {
  const payload = new TextEncoder().encode(canonicalJson(note));
  const signed = signDocument({ payloadType: noteType, payload, suite, keyPair: key, keyId: key.keyId });
  return { digest: documentDigest(signed), note, text: new TextDecoder().decode(writeSigned(signed)) };
}

/** Whether the note is its author's by a key that counts; `stranger` where its author is not known here. */
export async function readNote(
  text: string,
  suite: SignatureSuite,
  keyStateOf: (authorityId: AuthorityId) => Promise<KeyState | null>,
): Promise<Result<ReadNote>> {
  const signed = readSigned(new TextEncoder().encode(text), 'note');
  if (!signed.ok) return signed;
  const { payloadType, payload, signatures } = signed.value;
  if (payloadType !== noteType) return fail('note.payloadType', `It is a ${payloadType}, not a ${noteType}.`, 'Send a note.');
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
  const note = readPayload(payload);
  return note.ok ? ok({ digest: documentDigest(signed.value), note: note.value, text }) : note;
}

/** A note that was verified when it was taken in, as it is stored. */
export function storedNote(text: string): ReadNote {
  const signed = readSigned(new TextEncoder().encode(text), 'note');
  const note = signed.ok ? readPayload(signed.value.payload) : signed;
  if (!signed.ok || !note.ok) throw new Error('a stored note cannot be read any more');
  return { digest: documentDigest(signed.value), note: note.value, text };
}

function authorOf(payload: Uint8Array): AuthorityId | null {
  const json = parseStrictJson(payload, 'note');
  const author = json.ok && typeof json.value === 'object' && json.value !== null && 'author' in json.value ? json.value['author'] : null;
  return isAuthorityId(author) ? author : null;
}

function readPayload(payload: Uint8Array): Result<NoteWire> {
  const json = parseStrictJson(payload, 'note');
  if (!json.ok) return json;
  const parsed = noteSchema.safeParse(json.value);
  const remedy = 'Write it as wire/negotiation-note.md says.';
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.map(({ path, message }) => ({ path: ['note', ...path].join('.'), problem: `${message}.`, remedy })),
    );
  }
  const { at, negotiation, follows, mandates } = parsed.data;
  if (!isInstant(at)) return fail('note.at', 'It is no moment in UTC.', remedy);
  if (!isId('ngt', negotiation)) return fail('note.negotiation', 'It is no identifier of a negotiation.', remedy);
  const isSorted = follows.every((digest, index) => index === 0 || (follows[index - 1] ?? '') < digest);
  if (!isSorted) return fail('note.follows', 'The digests are not sorted, or one stands there twice.', remedy);
  if (!mandates.every(({ from, until }) => isInstant(from) && isInstant(until) && from < until)) {
    return fail('note.mandates', 'A mandate ends before it begins, or names no moments.', remedy);
  }
  return ok(parsed.data);
}
