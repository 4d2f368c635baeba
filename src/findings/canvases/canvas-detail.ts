// SPDX-License-Identifier: Apache-2.0
/** Canvases of a case as calls show them, and the document of an edition; that somebody read one is noted in the log. */
import { noteAudit } from '../../audit/index.ts';
import { absent, type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { goneIssue } from './erase-canvas.ts';
import { isCaseOpen } from './keep-canvas.ts';
import { canvasesOfCase, type CanvasRecord, documentOf, editionId, type EditionRecord, editionsOf } from './store.ts';
import type { CanvasDetailWire, CanvasRowWire, EditionRowWire } from './wire.ts';

/** Null where there is no such case for this officer. */
export async function canvasRows(deps: FindingsDeps, caseId: string, by: By): Promise<CanvasRowWire[] | null> {
  if (!(await isCaseOpen(deps, caseId, by))) return null;
  const canvases = await canvasesOfCase(deps.database, caseId);
  return (await withEditions(deps, canvases)).map(({ row }) => row);
}

export async function canvasDetail(deps: FindingsDeps, canvas: CanvasRecord, who: Reader): Promise<CanvasDetailWire> {
  const [found] = await withEditions(deps, [canvas]);
  if (found === undefined) throw new Error('a canvas was kept without an edition');
  return { ...found.row, editions: found.editions, next: nextFor(found, who) };
}

/** Whoever looks, and may do something about it by a role. */
export interface Reader {
  readonly id: string;
  readonly roles: readonly string[];
}

function nextFor({ row, keptBy }: Whole, { id, roles }: Reader): CanvasDetailWire['next'] {
  if (row.erased !== null) return [];
  return [
    ...(triagers.some((role) => roles.includes(role)) ? ['edition' as const] : []),
    ...(roles.includes('approver') && !keptBy.has(id) ? ['erasure' as const] : []),
  ];
}

interface Whole {
  readonly keptBy: ReadonlySet<string>;
  readonly row: CanvasRowWire;
  readonly editions: EditionRowWire[];
}

async function withEditions(deps: FindingsDeps, canvases: readonly CanvasRecord[]): Promise<Whole[]> {
  const ids = canvases.map(({ id }) => id);
  const editions = await editionsOf(deps.database, ids);
  const names = await deps.officerNames(deps.database, [
    ...new Set([...editions.map((edition) => edition.saved_by), ...canvases.flatMap(({ erased_by: by }) => by ?? [])]),
  ]);
  const byCanvas = Map.groupBy(editions, ({ canvas }) => canvas);
  return canvases.flatMap((canvas) => {
    const { id, case_id: caseId, title, purpose, files } = canvas;
    const own = byCanvas.get(id) ?? [];
    const rows = own.map((edition) => editionRow(edition, names));
    const [newest] = rows;
    if (newest === undefined) return [];
    const row = { id, caseId, title, purpose, files: [...files], newest, erased: erasureOf(canvas, names) };
    return [{ row, editions: rows, keptBy: new Set(own.map(({ saved_by: by }) => by)) }];
  });
}

function erasureOf(canvas: CanvasRecord, names: ReadonlyMap<string, string>): CanvasRowWire['erased'] {
  const { erased_by: by, erased_at: at, erased_ground: ground, erased_reason: reason } = canvas;
  return by === null || at === null || ground === null ? null : { by: names.get(by) ?? by, at, ground, reason: reason ?? '' };
}

function editionRow(row: EditionRecord, names: ReadonlyMap<string, string>): EditionRowWire {
  const { number, digest, parties, saved_by: by, saved_at: savedAt } = row;
  return { id: editionId(row), number, digest, parties, savedBy: names.get(by) ?? by, savedAt };
}

/** The bytes that were kept, as they were kept. */
export async function editionDocument(
  deps: FindingsDeps,
  canvas: CanvasRecord,
  number: number,
  { officer, now }: By,
): Promise<Outcome<Buffer>> {
  const found = (await editionsOf(deps.database, [canvas.id])).find((edition) => edition.number === number);
  const document = found === undefined ? null : await documentOf(deps.database, canvas.id, number);
  if (found !== undefined && canvas.erased_at !== null) return goneIssue(canvas);
  if (found === undefined || document === null) return absent;
  return change(deps, async (tx) => {
    const { id, case_id: caseRef, purpose } = canvas;
    const details = { canvas: id, version: number, digest: found.digest, caseRef, purpose };
    await noteAudit(tx, { event: 'canvas.shown', actor: officer, at: now, details }, deps.random);
    return done(document);
  });
}
