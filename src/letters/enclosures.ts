// SPDX-License-Identifier: Apache-2.0
/**
 * Enclosures: files that came with a letter, on a medium, beside an e-mail, or scanned apart from it.
 *
 *     uploaded -> registered with the letter, each under its digest -> admitted: files of the case, under the conditions of the step
 *
 * Until the letter is admitted they belong to it alone, and whoever reads it may open them, as they open its scan; that is written down.
 * A step that carries files by dispatch (a request, a reply, a rebuttal, a cure) carries them from a letter too: they are named in its body,
 * so the approval of whoever confirms the letter names their digests, and are then to be had for a purpose alone. What came with a letter that
 * became any other step stays with the letter.
 */
import { noteAudit } from '../audit/index.ts';
import { type AttachmentRow, bindToCase, findAttachment } from '../exchange/index.ts';
import type { AttachmentNoteWire, AttachmentWire } from '../exchange/wire.ts';
import { failWith, type Issue, ok, type Result, type Transaction } from '../kernel/index.ts';
import { type By, isWalled, type LetterDeps } from './letter-deps.ts';
import { type Enclosure, findIncoming, type IncomingRecord } from './store.ts';
import type { IncomingDetailWire } from './wire.ts';

const kindsWithFiles: ReadonlySet<string> = new Set(['request', 'reply', 'rebuttal', 'cure']);

/** Takes uploads up for a letter; issues name those that are not to be had, and then none is taken. */
export async function takeEnclosures(
  tx: Transaction,
  { letter, uploads, now }: { readonly letter: string; readonly uploads: readonly string[]; readonly now: By['now'] },
): Promise<Result<readonly Enclosure[]>> {
  const taken: Enclosure[] = [];
  const issues: Issue[] = [];
  for (const [index, upload] of uploads.entries()) {
    const path = `enclosures[${index}]`;
    const row = await findAttachment(tx, upload);
    if (row === null || row.side !== 'ours' || row.caseRef !== null || row.dispatch !== null)
      issues.push({ path, problem: 'This file is not here, or belongs to something else.', remedy: 'Upload it again.' });
    else if (row.state !== 'here' || row.digest === null)
      issues.push({ path, problem: 'This file is not whole yet.', remedy: 'Wait until its upload has ended, or upload it again.' });
    else if (taken.some(({ digest }) => digest === row.digest))
      issues.push({ path, problem: 'This file is enclosed twice.', remedy: 'Enclose it once.' });
    else taken.push({ upload, name: row.name, mediaType: row.mediaType, size: row.size, digest: row.digest });
  }
  if (issues.length > 0) return failWith(issues);
  await bindToCase(tx, uploads, letter, now);
  return ok(taken);
}

/** What the body of the step says of them; null where such a step carries no files, or none came. */
export function notesInBody({ enclosures }: Pick<IncomingRecord, 'enclosures'>, kind: string): readonly AttachmentNoteWire[] | null {
  if (enclosures.length === 0 || !kindsWithFiles.has(kind)) return null;
  return enclosures.map(({ name, mediaType, size, digest }) => ({ name, mediaType, size, digest }));
}

/** What the dispatch carries beside the body, and the uploads that hold it. Throws when one is gone: the letter holds it. */
export async function carriedBy(
  tx: Transaction,
  row: Pick<IncomingRecord, 'enclosures'>,
  kind: string,
): Promise<{ readonly uploads: readonly string[]; readonly attachments: readonly AttachmentWire[] }> {
  if (notesInBody(row, kind) === null) return { uploads: [], attachments: [] };
  const attachments: AttachmentWire[] = [];
  for (const { upload } of row.enclosures) {
    const file = await findAttachment(tx, upload);
    if (file === null || file.digest === null || file.sealedDigest === null) throw new Error('an enclosure of a letter is kept');
    attachments.push({ digest: file.digest, size: file.size, sealedDigest: file.sealedDigest, key: file.key });
  }
  return { uploads: row.enclosures.map(({ upload }) => upload), attachments };
}

export function enclosureRows({ enclosures, state, transcribed }: IncomingRecord): IncomingDetailWire['enclosures'] {
  const isOfCase = state === 'admitted' && transcribed !== null && kindsWithFiles.has(transcribed.kind);
  return enclosures.map(({ name, mediaType, size, digest }) => ({ name, mediaType, size, digest, isOfCase }));
}

/** The file, for an officer who reads the letter; null where there is none, or it is a file of the case now. */
export async function openEnclosure(
  deps: LetterDeps,
  asked: { readonly id: string; readonly digest: string },
  by: By,
): Promise<AttachmentRow | null> {
  return deps.database.transaction().execute(async (tx) => {
    const row = await findIncoming(tx, asked.id);
    if (row === null || (await isWalled(deps, row, by))) return null;
    const enclosure = row.enclosures.find(({ digest }) => digest === asked.digest);
    const file = enclosure === undefined ? null : await findAttachment(tx, enclosure.upload);
    if (file === null || file.state !== 'here') return null;
    const details = { letter: row.id, peer: row.counterpart, file: asked.digest, officer: by.officer };
    await noteAudit(tx, { event: 'letter.enclosure-read', actor: by.officer, at: by.now, details }, deps.ports.random);
    return file;
  });
}
