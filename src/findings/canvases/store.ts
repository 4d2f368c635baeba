// SPDX-License-Identifier: Apache-2.0
/**
 * Canvases of cases and their editions. An edition is kept as the bytes of its document and never changed; whoever adds one or erases all holds
 * the canvas's row, so that two officers cannot both be the next, and none adds to what is erased.
 */
import { type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { ErasureGround } from './wire.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';

type CanvasTable = {
  id: string;
  case_id: string;
  title: string;
  purpose: Purpose;
  files: string[];
  made_by: string;
  made_at: Instant;
  erased_by: string | null;
  erased_at: Instant | null;
  erased_ground: ErasureGround | null;
  erased_reason: string | null;
};
type EditionTable = {
  canvas: string;
  number: number;
  digest: string;
  /** Null once it was erased. */
  document: Buffer | null;
  parties: number;
  saved_by: string;
  saved_at: Instant;
};
type CanvasTables = { findings_canvases: CanvasTable; findings_canvas_editions: EditionTable };
export type CanvasRecord = Selectable<CanvasTable>;
/** An edition without the bytes of its document. */
export type EditionRecord = Omit<Selectable<EditionTable>, 'document'>;

export const canvasMigrations: RoomMigrations = {
  'findings-070-canvases': {
    async up(db) {
      await sql`create table findings_canvases (
        id text collate "C" primary key, case_id text collate "C" not null, title text not null, purpose text not null, files text[] not null,
        made_by text not null, made_at text collate "C" not null)`.execute(db);
      await sql`create index findings_canvases_by_case on findings_canvases (case_id)`.execute(db);
      await sql`create table findings_canvas_editions (
        canvas text collate "C" not null references findings_canvases, number integer not null, digest text not null,
        document bytea not null, parties integer not null, saved_by text not null, saved_at text collate "C" not null,
        primary key (canvas, number))`.execute(db);
    },
  },
  'findings-072-canvas-erasure': {
    async up(db) {
      await sql`alter table findings_canvases add erased_by text, add erased_at text collate "C", add erased_ground text,
        add erased_reason text`.execute(db);
      await sql`alter table findings_canvas_editions alter document drop not null`.execute(db);
    },
  },
};

const editionColumns = ['canvas', 'number', 'digest', 'parties', 'saved_by', 'saved_at'] as const;

export type NewCanvasRecord = Omit<CanvasRecord, 'erased_by' | 'erased_at' | 'erased_ground' | 'erased_reason'>;

export async function insertCanvas(tx: Transaction, row: NewCanvasRecord): Promise<void> {
  await tables(tx).insertInto('findings_canvases').values(row).execute();
}

export async function insertEdition(tx: Transaction, row: EditionRecord, document: Uint8Array): Promise<void> {
  await tables(tx)
    .insertInto('findings_canvas_editions')
    .values({ ...row, document: Buffer.from(document) })
    .execute();
}

/** How many a case has; whoever asks keeps others from asking until the transaction ends. */
export async function countCanvases(tx: Transaction, caseId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`canvases of ${caseId}`}, 0))`.execute(tx);
  return (await canvasesOfCase(tx, caseId)).length;
}

/** Whoever locks it is the only one who adds an edition. */
export async function lockCanvas(tx: Transaction, id: string): Promise<CanvasRecord | null> {
  return (await tables(tx).selectFrom('findings_canvases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findCanvas(db: Database, id: string): Promise<CanvasRecord | null> {
  return (await tables(db).selectFrom('findings_canvases').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest canvas first. */
export async function canvasesOfCase(db: Database, caseId: string): Promise<CanvasRecord[]> {
  const all = tables(db).selectFrom('findings_canvases').selectAll().where('case_id', '=', caseId);
  return all.orderBy('made_at', 'desc').orderBy('id', 'desc').execute();
}

/** The newest edition first. */
export async function editionsOf(db: Database, canvases: readonly string[]): Promise<EditionRecord[]> {
  if (canvases.length === 0) return [];
  const all = tables(db).selectFrom('findings_canvas_editions').select(editionColumns);
  return all
    .where('canvas', 'in', [...canvases])
    .orderBy('number', 'desc')
    .execute();
}

export async function documentOf(db: Database, canvas: string, number: number): Promise<Buffer | null> {
  const one = tables(db).selectFrom('findings_canvas_editions').select('document');
  return (await one.where('canvas', '=', canvas).where('number', '=', number).executeTakeFirst())?.document ?? null;
}

/** What it said is gone, in its title too; that it was, how often it was kept and with which digests stays. */
export async function eraseDocuments(
  tx: Transaction,
  id: string,
  { by, at, ground, reason }: { readonly by: string; readonly at: Instant; readonly ground: ErasureGround; readonly reason: string },
): Promise<void> {
  await tables(tx).updateTable('findings_canvas_editions').set({ document: null }).where('canvas', '=', id).execute();
  const erased = { title: '', erased_by: by, erased_at: at, erased_ground: ground, erased_reason: reason };
  await tables(tx).updateTable('findings_canvases').set(erased).where('id', '=', id).execute();
}

/** By what an edition is known outside of this room. */
export function editionId({ canvas, number }: Pick<EditionRecord, 'canvas' | 'number'>): string {
  return `${canvas}.${number}`;
}

/**
 * The case of an edition and the digest of its document; null where no such edition is kept. It is held until the transaction ends, so that it
 * is not erased meanwhile.
 */
export async function findEdition(db: Database, id: string): Promise<{ readonly caseId: string; readonly digest: string } | null> {
  const [canvas = '', number = ''] = id.split('.');
  if (!/^[1-9]\d{0,5}$/.test(number)) return null;
  const found = await tables(db)
    .selectFrom('findings_canvas_editions')
    .innerJoin('findings_canvases', 'findings_canvases.id', 'findings_canvas_editions.canvas')
    .select(['findings_canvases.case_id as caseId', 'findings_canvas_editions.digest as digest'])
    .where('findings_canvas_editions.canvas', '=', canvas)
    .where('findings_canvas_editions.number', '=', Number(number))
    .where('findings_canvas_editions.document', 'is not', null)
    .forShare()
    .executeTakeFirst();
  return found ?? null;
}

function tables(db: Database) {
  return db.withTables<CanvasTables>();
}
