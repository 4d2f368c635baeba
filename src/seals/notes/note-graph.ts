// SPDX-License-Identifier: Apache-2.0
/**
 * Signed notes of several authors as a graph: which follow on which.
 *
 * Each note names the latest notes that its author had read. So from a note everything follows that its author knew, and two
 * notes of which neither knows the other were written at the same time. What is true is a function of the notes that are held,
 * not of the order in which they came: two servers that hold the same notes say the same.
 */
import type { Digest } from '../digest.ts';

/** What every note says of itself, whatever else it says. */
export interface NoteHead {
  readonly author: string;
  /** The author's notes in this set, counted from 1. */
  readonly place: number;
  /** Digests of the latest notes that the author had read; sorted. */
  readonly follows: readonly string[];
  readonly at: string;
}

export interface SignedNote<Note extends NoteHead = NoteHead> {
  readonly digest: Digest;
  readonly note: Note;
  /** The signed document as text. */
  readonly text: string;
}

export type Notes<Note extends NoteHead = NoteHead> = ReadonlyMap<Digest, SignedNote<Note>>;

/** Everything that the author of a note following on these had read; null where one of them is not held. */
export function pastOf<Note extends NoteHead>(notes: Notes<Note>, follows: readonly string[]): Notes<Note> | null {
  const past = new Map<Digest, SignedNote<Note>>();
  const open = [...follows] as Digest[];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (past.has(next)) continue;
    const found = notes.get(next);
    if (found === undefined) return null;
    past.set(next, found);
    open.push(...(found.note.follows as Digest[]));
  }
  return past;
}

/** The notes on which none follows, sorted: together they name the whole of what is held. */
export function headsOf(notes: Notes): Digest[] {
  const followed = new Set<string>([...notes.values()].flatMap(({ note }) => note.follows));
  return [...notes.keys()].filter((digest) => !followed.has(digest)).toSorted();
}

/** A reading order that everyone finds alike: what was read before comes first; else the earlier, else by digest. */
export function inReadingOrder<Note extends NoteHead>(notes: Notes<Note>): SignedNote<Note>[] {
  const placed = new Set<string>();
  const ordered: SignedNote<Note>[] = [];
  let waiting = [...notes.values()].toSorted(byMoment);
  while (waiting.length > 0) {
    const next = waiting.find(({ note }) => note.follows.every((digest) => placed.has(digest)));
    if (next === undefined) break;
    placed.add(next.digest);
    ordered.push(next);
    waiting = waiting.filter((other) => other !== next);
  }
  return ordered;
}

function byMoment(left: SignedNote, right: SignedNote): number {
  if (left.note.at !== right.note.at) return left.note.at < right.note.at ? -1 : 1;
  return left.digest < right.digest ? -1 : 1;
}

/** Two different notes of one author for one place: the author contradicts itself, and both documents prove it. */
export function contradictionIn(notes: Notes): { readonly author: string; readonly notes: readonly [Digest, Digest] } | null {
  const seen = new Map<string, Digest>();
  for (const { digest, note } of [...notes.values()].toSorted((left, right) => (left.digest < right.digest ? -1 : 1))) {
    const name = `${note.author} ${note.place}`;
    const other = seen.get(name);
    if (other !== undefined) return { author: note.author, notes: [other, digest] };
    seen.set(name, digest);
  }
  return null;
}

export function placesOf(notes: Notes, author: string): number {
  let count = 0;
  for (const { note } of notes.values()) if (note.author === author) count += 1;
  return count;
}
