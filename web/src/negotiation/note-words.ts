// SPDX-License-Identifier: Apache-2.0
/** What a note is, in words. */
import type { NoteKind, NoteViewWire } from '../../../src/negotiation/wire.ts';
import { isMessageKey, type Translate } from '../messages/translate.ts';

type OnClause = Extract<NoteKind, 'comment' | 'reserve'>;

export function noteWords(note: NoteViewWire, t: Translate): string {
  if (!isMessageKey(`note.${note.kind}`)) return note.kind;
  if (note.clause !== null) return t(`note.${note.kind as OnClause}`, { clause: note.clause });
  return t(`note.${note.kind as Exclude<NoteKind, OnClause>}`);
}
