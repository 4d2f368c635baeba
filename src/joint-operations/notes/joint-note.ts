// SPDX-License-Identifier: Apache-2.0
/** The notes of joint matters as documents: their media type, and what a verified payload must be. */
import { failWith, fail, isId, isInstant, ok, type Result } from '../../kernel/index.ts';
import {
  type AuthorityId,
  type HeldKey,
  inReadingOrder,
  type KeyState,
  type NoteForm,
  type Notes as NotesOf,
  readNoteDocument,
  type SignatureSuite,
  type SignedNote,
  signNoteDocument,
  storedNoteDocument,
} from '../../seals/index.ts';
import { type ContentOf, type JointNoteWire, type NoteKind, noteSchema } from '../wire.ts';

export const jointNoteType = 'application/vnd.comity.joint-note+json';

export type JointNote = SignedNote<JointNoteWire>;
export type Notes = NotesOf<JointNoteWire>;

const form: NoteForm<JointNoteWire> = { type: jointNoteType, read: readPayload };

export function signJointNote(note: JointNoteWire, suite: SignatureSuite, key: HeldKey): JointNote {
  return signNoteDocument(form, note, suite, key);
}

export function readJointNote(
  text: string,
  suite: SignatureSuite,
  keyStateOf: (authorityId: AuthorityId) => Promise<KeyState | null>,
): Promise<Result<JointNote>> {
  return readNoteDocument(form, text, suite, keyStateOf);
}

/** A note that was verified when it was taken in, as it is stored. */
export function storedJointNote(text: string): JointNote {
  return storedNoteDocument(form, text);
}

function readPayload(payload: unknown): Result<JointNoteWire> {
  const parsed = noteSchema.safeParse(payload);
  const remedy = 'Write it as wire/joint-note.md says.';
  if (!parsed.success) {
    return failWith(
      parsed.error.issues.map(({ path, message }) => ({ path: ['note', ...path].join('.'), problem: `${message}.`, remedy })),
    );
  }
  const { at, matter } = parsed.data;
  if (!isInstant(at)) return fail('note.at', 'It is no moment in UTC.', remedy);
  return isId('jnt', matter) ? ok(parsed.data) : fail('note.matter', 'It is no identifier of a joint matter.', remedy);
}

/** A note of one kind, with what it says. */
export interface Said<Kind extends NoteKind> {
  readonly digest: JointNote['digest'];
  readonly author: string;
  readonly at: string;
  readonly said: ContentOf<Kind>;
}

/** The notes of a kind in reading order. */
export function saidOf<Kind extends NoteKind>(notes: Notes, kind: Kind): Said<Kind>[] {
  return inReadingOrder(notes).flatMap(({ digest, note }) =>
    note.said.kind === kind ? [{ digest, author: note.author, at: note.at, said: note.said as ContentOf<Kind> }] : [],
  );
}
