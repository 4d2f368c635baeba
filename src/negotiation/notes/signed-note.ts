// SPDX-License-Identifier: Apache-2.0
/** The notes of negotiations as documents: their media type, and what a verified payload must be. */
import { fail, failWith, isInstant, isId, ok, type Result } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type HeldKey,
  type KeyState,
  type NoteForm,
  type Notes as NotesOf,
  readNoteDocument,
  type SignatureSuite,
  type SignedNote,
  signNoteDocument,
  storedNoteDocument,
} from '../../seals/index.ts';
import { noteSchema, type NoteWire } from '../wire.ts';

export const noteType = 'application/vnd.comity.note+json';

export type ReadNote = SignedNote<NoteWire>;
export type Notes = NotesOf<NoteWire>;

const form: NoteForm<NoteWire> = { type: noteType, read: readPayload };

export function signNote(note: NoteWire, suite: SignatureSuite, key: HeldKey): ReadNote {
  return signNoteDocument(form, note, suite, key);
}

export function readNote(
  text: string,
  suite: SignatureSuite,
  keyStateOf: (authorityId: AuthorityId) => Promise<KeyState | null>,
): Promise<Result<ReadNote>> {
  return readNoteDocument(form, text, suite, keyStateOf);
}

/** A note that was verified when it was taken in, as it is stored. */
export function storedNote(text: string): ReadNote {
  return storedNoteDocument(form, text);
}

function readPayload(payload: unknown): Result<NoteWire> {
  const parsed = noteSchema.safeParse(payload);
  const remedy = 'Write it as wire/negotiation-note.md says.';
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.map(({ path, message }) => ({ path: ['note', ...path].join('.'), problem: `${message}.`, remedy })),
    );
  }
  const { at, negotiation, mandates } = parsed.data;
  if (!isInstant(at)) return fail('note.at', 'It is no moment in UTC.', remedy);
  if (!isId('ngt', negotiation)) return fail('note.negotiation', 'It is no identifier of a negotiation.', remedy);
  if (!mandates.every(({ from, until }) => isInstant(from) && isInstant(until) && from < until)) {
    return fail('note.mandates', 'A mandate ends before it begins, or names no moments.', remedy);
  }
  return ok(parsed.data);
}
