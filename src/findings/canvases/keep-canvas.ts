// SPDX-License-Identifier: Apache-2.0
/**
 * A canvas is kept in a case, edition by edition.
 *
 * What is saved is judged as a look is: the files are here and were taken in for this purpose, every party is named by a movement. The sums are
 * read by the server and kept with the picture, so that an edition says by itself what was paid; nobody's browser is believed.
 *
 *     Noor opens edition 2, Omar opens edition 2
 *     Noor saves after 2            edition 3
 *     Omar saves after 2            a conflict: edition 3 was saved by Noor; nothing is kept
 *     Omar looks, saves after 3     edition 4; edition 3 stays
 *
 * Whoever may not see the case finds no canvas of it. The obvious alternative, one picture that is written over, loses what a report cites.
 */
import { caseBrief } from '../../assistance/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { canonicalJson, newId, type Transaction } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { sumsToShow } from '../surroundings/look-around.ts';
import type { MovementFileRow } from '../traces/store.ts';
import { filesOfOrder } from '../traces/take-movements.ts';
import type { PartySumsWire } from '../../flows/wire.ts';
import { goneIssue } from './erase-canvas.ts';
import {
  type CanvasRecord,
  countCanvases,
  editionsOf,
  findCanvas,
  insertCanvas,
  insertEdition,
  lockCanvas,
  type NewCanvasRecord,
} from './store.ts';
import { type CanvasDocumentWire, canvasesMax, editionsMax, type NewCanvasWire, type NewEditionWire, type PictureWire } from './wire.ts';

/** Which edition came in between, where one did. */
export interface Overtaken {
  readonly kind: 'overtaken';
  readonly number: number;
  readonly savedBy: string;
  readonly savedAt: string;
}

/** Whether there is such a case for this officer. */
export async function isCaseOpen(deps: FindingsDeps, caseId: string, { officer }: Pick<By, 'officer'>): Promise<boolean> {
  if ((await deps.hiddenCases(deps.database, officer, [caseId])).size > 0) return false;
  return (await caseBrief(deps.database, caseId)) !== null;
}

/** The canvas of this case, where the officer may see the case. */
export async function openCanvas(deps: FindingsDeps, at: { caseId: string; canvas: string }, by: By): Promise<CanvasRecord | null> {
  const found = await findCanvas(deps.database, at.canvas);
  return found !== null && found.case_id === at.caseId && (await isCaseOpen(deps, at.caseId, by)) ? found : null;
}

export async function saveCanvas(deps: FindingsDeps, caseId: string, given: NewCanvasWire, by: By): Promise<Outcome<CanvasRecord>> {
  if (!(await isCaseOpen(deps, caseId, by))) return absent;
  const { title, purpose, files, picture } = given;
  const read = await readPicture(deps, { purpose, files, picture });
  if (read.kind !== 'done') return read;
  const row = { id: newId('cnv', by.now, deps.random), case_id: caseId, title, purpose, files, made_by: by.officer, made_at: by.now };
  return change(deps, async (tx) => {
    if ((await countCanvases(tx, caseId)) >= canvasesMax)
      return issue('case', `The case has ${canvasesMax} canvases already.`, 'Save it as a new edition of one of them.');
    await insertCanvas(tx, row);
    await addEdition(tx, deps, { canvas: row, number: 1, before: null, picture, read: read.value }, by);
    return done({ ...row, erased_by: null, erased_at: null, erased_ground: null, erased_reason: null });
  });
}

export async function saveEdition(
  deps: FindingsDeps,
  canvas: CanvasRecord,
  { after, picture }: NewEditionWire,
  by: By,
): Promise<Outcome<CanvasRecord> | Overtaken> {
  if (canvas.erased_at !== null) return goneIssue(canvas);
  const read = await readPicture(deps, { ...canvas, picture });
  if (read.kind !== 'done') return read;
  let overtaken: Overtaken | null = null;
  const outcome = await change<CanvasRecord>(deps, async (tx) => {
    const locked = await lockCanvas(tx, canvas.id);
    if (locked === null) return absent;
    if (locked.erased_at !== null) return goneIssue(locked);
    const [newest] = await editionsOf(tx, [canvas.id]);
    if (newest === undefined) throw new Error('a canvas was kept without an edition');
    const { number, digest, saved_by: savedBy, saved_at: savedAt } = newest;
    if (number !== after) {
      overtaken = { kind: 'overtaken', number, savedBy, savedAt };
      return absent;
    }
    if (number >= editionsMax) return issue('canvas', `It has ${editionsMax} editions already.`, 'Save it as a new canvas.');
    await addEdition(tx, deps, { canvas, number: number + 1, before: digest, picture, read: read.value }, by);
    return done(canvas);
  });
  return overtaken ?? outcome;
}

interface ReadPicture {
  readonly files: readonly MovementFileRow[];
  readonly sums: PartySumsWire;
}

async function readPicture(
  deps: FindingsDeps,
  order: Pick<NewCanvasWire, 'files' | 'purpose'> & { readonly picture: PictureWire },
): Promise<Outcome<ReadPicture>> {
  const { picture, purpose } = order;
  const names = picture.parties.map(({ name }) => name);
  if (new Set(names).size !== names.length) return issue('picture.parties', 'A party stands on it twice.', 'Leave one of them out.');
  const files = await filesOfOrder(deps, order);
  if (files.kind !== 'done') return files;
  const { from, until } = picture;
  const sums = await sumsToShow(deps, { files: [...order.files], purpose, from, until, parties: names.toSorted() });
  return sums.kind === 'done' ? done({ files: files.value, sums: sums.value }) : sums;
}

async function addEdition(
  tx: Transaction,
  deps: FindingsDeps,
  made: {
    readonly canvas: NewCanvasRecord;
    readonly number: number;
    readonly before: string | null;
    readonly picture: PictureWire;
    readonly read: ReadPicture;
  },
  { officer, now }: By,
): Promise<void> {
  const { canvas, number, before, picture, read } = made;
  const { id, case_id: caseId, title, purpose } = canvas;
  const document: CanvasDocumentWire = {
    format: 'comity-canvas/1',
    canvas: id,
    edition: number,
    before,
    caseId,
    title,
    purpose,
    files: read.files.map((file) => ({ name: file.name, digest: file.digest })),
    picture,
    sums: read.sums,
    savedBy: officer,
    savedAt: now,
  };
  const bytes = Buffer.from(canonicalJson(document));
  const [digest, parties] = [digestOf(bytes), picture.parties.length];
  const row = { canvas: id, number, digest, parties, saved_by: officer, saved_at: now };
  await insertEdition(tx, row, bytes);
  const details = { canvas: id, version: number, digest, count: parties, caseRef: caseId, purpose };
  await noteAudit(tx, { event: 'canvas.saved', actor: officer, at: now, details }, deps.random);
  await deps.announce(tx, 'findings');
}
