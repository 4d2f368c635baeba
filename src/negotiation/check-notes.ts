// SPDX-License-Identifier: Apache-2.0
/**
 * Checking a negotiation without its server: from the notes as they were signed and the keys of the parties alone.
 *
 * Every note is verified, judged by the notes that it follows, and its signatories and signature over the agreement are checked. What
 * comes out is the state and the head that every party's screen shows, or the first thing that does not hold, with its line.
 */
import { failWith, ok, type Result } from '../kernel/index.ts';
import { type AuthorityId, type Digest, digestOfJson, headsOf, type KeyState, type SignatureSuite } from '../seals/index.ts';
import { checkBinding } from './check-binding.ts';
import { judgeNote } from './notes/judge-note.ts';
import { type NegotiationState, negotiationState } from './notes/negotiation-state.ts';
import { type ReadNote, readNote } from './notes/signed-note.ts';

export interface CheckedNegotiation {
  readonly id: string;
  readonly head: Digest;
  readonly notes: number;
  readonly state: NegotiationState;
}

/** `lines`: the signed notes in an order in which each follows on earlier ones, as a server gives them. */
export async function checkNotes(
  lines: readonly string[],
  keys: ReadonlyMap<AuthorityId, KeyState>,
  suite: SignatureSuite,
): Promise<Result<CheckedNegotiation>> {
  const notes = new Map<Digest, ReadNote>();
  let id: string | null = null;
  for (const [index, text] of lines.entries()) {
    const problem = (path: string, what: string, remedy: string) =>
      failWith([{ path: `line ${index + 1}: ${path}`, problem: what, remedy }]);
    const read = await readNote(text, suite, async (authorityId) => keys.get(authorityId) ?? null);
    if (!read.ok) return failWith(read.issues.map((issue) => ({ ...issue, path: `line ${index + 1}: ${issue.path}` })));
    const { note, digest } = read.value;
    id ??= note.negotiation;
    if (note.negotiation !== id) return problem('note.negotiation', 'It belongs to another negotiation.', 'Check each by itself.');
    const judged = judgeNote(notes, note);
    if (judged.kind === 'unknown-past') return problem('note.follows', 'It follows on notes that are missing.', 'Save all notes anew.');
    if (judged.kind === 'bad') return problem(judged.issue.path, judged.issue.problem, judged.issue.remedy);
    const author = keys.get(note.author as AuthorityId);
    const about = { id: negotiationState(notes)?.standing.agreement.document.id ?? '', terms: '' };
    const binding = author === undefined ? ok(null) : checkBinding(note, { notes, about, author, suite });
    if (!binding.ok) return failWith(binding.issues.map((issue) => ({ ...issue, path: `line ${index + 1}: ${issue.path}` })));
    notes.set(digest, read.value);
  }
  const state = negotiationState(notes);
  if (id === null || state === null)
    return failWith([{ path: 'notes', problem: 'There is no proposal.', remedy: 'Give the file of all notes of a negotiation.' }]);
  return ok({ id, head: digestOfJson(headsOf(notes)), notes: notes.size, state });
}
