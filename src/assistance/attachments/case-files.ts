// SPDX-License-Identifier: Apache-2.0
/**
 * Files of a case: from an officer's upload to the step that carries them, and from a peer's dispatch to the case here.
 *
 *     upload -> bound to the case by draft or reply -> listed in the body, so approvals name its digest -> sent with the step
 *     -> pushed to the recipient (room exchange) -> here there, when its digests hold
 *
 * A step takes only files that are here and checked, and that no other case or dispatch has. What a body lists and what the
 * dispatch carries beside it must be the same files in the same order, or the dispatch is rejected.
 */
import {
  announceBlobs,
  type AttachmentRow,
  attachmentsOfCase,
  bindToCase,
  bindToDispatch,
  findAttachment,
  placeOfSealed,
  type WholeAttachment,
  wholeAttachments,
} from '../../exchange/index.ts';
import type { AttachmentNoteWire, AttachmentWire } from '../../exchange/wire.ts';
import { type Database, failWith, type Instant, type Issue, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { isLetterId } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import type { StepBody } from '../steps/dispatch-bodies.ts';
import type { AttachmentRowWire } from '../wire.ts';

/** Binds the files to the case and gives what a body says of them; issues when one is not to be had, and then nothing is bound. */
export async function bindFiles(
  tx: Transaction,
  given: { readonly ids: readonly string[]; readonly caseId: string; readonly now: Instant },
): Promise<Result<readonly AttachmentNoteWire[]>> {
  const { ids, caseId, now } = given;
  const rows = await Promise.all(ids.map((id) => findAttachment(tx, id)));
  const issues = rows.flatMap((row, index): Issue[] => {
    const path = `attachments[${index}]`;
    if (ids.indexOf(ids[index] ?? '') < index) return [{ path, problem: 'This file is attached twice.', remedy: 'Attach it once.' }];
    const isFree = row?.side === 'ours' && row.dispatch === null && (row.caseRef === null || row.caseRef === caseId);
    if (!isFree) return [{ path, problem: 'This file is not here, or was sent already.', remedy: 'Upload it again.' }];
    if (row.state === 'here') return [];
    const problem = row.state === 'broken' ? 'This file cannot be read.' : 'This file is still being uploaded or checked.';
    return [{ path, problem, remedy: row.state === 'broken' ? 'Upload it again.' : 'Wait a moment, and try again.' }];
  });
  if (issues.length > 0) return failWith(issues);
  await bindToCase(tx, ids, caseId, now);
  return ok(rows.flatMap((row) => (row === null || row.digest === null ? [] : [noteOf(row, row.digest)])));
}

/** Binds the files of a draft, whether they are whole already or not, and frees those that it names no more. */
export async function bindDraftFiles(
  tx: Transaction,
  given: { readonly ids: readonly string[]; readonly caseId: string; readonly now: Instant },
): Promise<void> {
  const { ids, caseId, now } = given;
  const rows = await Promise.all(ids.map((id) => findAttachment(tx, id)));
  const own = rows.flatMap((row) => (row?.side === 'ours' && (row.caseRef === null || row.caseRef === caseId) ? [row.id] : []));
  const dropped = (await attachmentsOfCase(tx, caseId)).filter((row) => row.dispatch === null && !own.includes(row.id));
  await bindToCase(
    tx,
    dropped.map((row) => row.id),
    null,
    now,
  );
  await bindToCase(tx, own, caseId, now);
}

/** The files that a body lists. */
export function notesOf(step: StepBody): readonly AttachmentNoteWire[] {
  return 'attachments' in step.body ? (step.body.attachments ?? []) : [];
}

/** What the dispatch carries beside the body, and which rows these are. Throws when a file is gone: the case holds it. */
export async function filesToSend(
  tx: Transaction,
  caseId: string,
  step: StepBody,
): Promise<{ readonly ids: readonly string[]; readonly attachments: readonly AttachmentWire[] }> {
  const notes = notesOf(step);
  const rows =
    notes.length === 0 ? [] : (await attachmentsOfCase(tx, caseId)).filter((row) => row.side === 'ours' && row.dispatch === null);
  const chosen: AttachmentRow[] = [];
  for (const note of notes) {
    const row = rows.find((candidate) => candidate.digest === note.digest && candidate.state === 'here' && !chosen.includes(candidate));
    if (row === undefined) throw new Error('a file of a step that waits is kept');
    chosen.push(row);
  }
  const attachments = chosen.map(({ digest, size, sealedDigest, key }) => ({
    digest: digest ?? '',
    size,
    sealedDigest: sealedDigest ?? '',
    key,
  }));
  return { ids: chosen.map((row) => row.id), attachments };
}

/** To an authority without a server they go as enclosures of the letter, printed or on a medium: nothing is pushed. */
export async function noteFilesSent(
  tx: Transaction,
  ids: readonly string[],
  sent: { readonly dispatch: string; readonly peer: string; readonly at: Instant },
): Promise<void> {
  await bindToDispatch(tx, ids, { ...sent, push: isLetterId(sent.peer) ? 'kept' : 'waiting' });
}

/** The files of a dispatch that came; null when body and dispatch do not speak of the same ones. */
export function filesOfDispatch(step: StepBody, attachments: readonly AttachmentWire[]): readonly WholeAttachment[] | null {
  return wholeAttachments(notesOf(step), attachments);
}

export async function announceFiles(
  tx: Transaction,
  deps: Pick<AssistanceDeps, 'random'>,
  by: Parameters<typeof announceBlobs>[2],
): Promise<void> {
  await announceBlobs(tx, deps, by);
}

/** The files of a case as a screen lists them. */
export async function fileRows(db: Database, caseId: string): Promise<AttachmentRowWire[]> {
  return (await attachmentsOfCase(db, caseId)).map((row) => ({
    id: row.id,
    side: row.side,
    state: row.state,
    name: row.name,
    mediaType: row.mediaType,
    size: row.size,
    digest: row.digest,
    dispatch: row.dispatch,
    place: placeOf(row, row.received),
    push: row.side === 'ours' && row.dispatch !== null ? { state: row.pushState, place: placeOf(row, row.pushed) } : null,
  }));
}

function noteOf({ name, mediaType, size }: AttachmentRow, digest: string): AttachmentNoteWire {
  return { name, mediaType, size, digest };
}

function placeOf(row: AttachmentRow, sealed: number): number {
  return row.state === 'here' && sealed === row.received ? row.size : placeOfSealed(sealed, row.size);
}
