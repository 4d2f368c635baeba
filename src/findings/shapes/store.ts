// SPDX-License-Identifier: Apache-2.0
/**
 * Studies of shapes and what they found. A study is kept as it was ordered and never changed; a finding is known by its digest, so that the same
 * figure found again, by another study, is the same lead.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { ShapeEdgeWire, ShapeFindingWire } from '../../flows/wire.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ShapesFound } from '../traces/flow-engine.ts';
import type { StudyOrderWire } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type StudyTable = {
  id: string;
  files: string[];
  given: JsonColumn<StudyOrderWire>;
  outcome: JsonColumn<Pick<ShapesFound, 'facts' | 'counts'>>;
  ordered_by: string;
  created_at: Instant;
};
type FindingTable = {
  study: string;
  /** The digest of the finding. */
  digest: string;
  score: number;
  body: JsonColumn<ShapeFindingWire>;
  edges: JsonColumn<readonly ShapeEdgeWire[]>;
};
type StudyTables = { findings_studies: StudyTable; findings_studied_shapes: FindingTable };
export type StudyRow = Selectable<StudyTable>;
export type StudiedRow = Selectable<FindingTable>;

export const studyMigrations: RoomMigrations = {
  'findings-050-studies': {
    async up(db) {
      await sql`create table findings_studies (
        id text collate "C" primary key, files text[] not null, given jsonb not null, outcome jsonb not null, ordered_by text not null,
        created_at text collate "C" not null)`.execute(db);
      await sql`create table findings_studied_shapes (
        study text collate "C" not null references findings_studies, digest text collate "C" not null, score double precision not null,
        body jsonb not null, edges jsonb not null, primary key (study, digest))`.execute(db);
      await sql`create index findings_studied_shapes_by_digest on findings_studied_shapes (digest)`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<StudyTables>();
}

export async function insertStudy(tx: Transaction, row: StudyRow, findings: ShapesFound['findings']): Promise<void> {
  const { given, outcome, ...rest } = row;
  const values = { ...rest, given: JSON.stringify(given), outcome: JSON.stringify(outcome) };
  await tables(tx).insertInto('findings_studies').values(values).execute();
  for (const { finding, edges } of findings) {
    const body = { body: JSON.stringify(finding), edges: JSON.stringify(edges) };
    const into = tables(tx).insertInto('findings_studied_shapes');
    // Two shapes that find the same in everything are one finding.
    await into
      .values({ study: row.id, digest: finding.digest, score: finding.score, ...body })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function findStudy(db: Database, id: string): Promise<StudyRow | null> {
  return (await tables(db).selectFrom('findings_studies').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest first; `finding`: those that found this alone. */
export async function newestStudies(db: Database, finding: string | null, limit: number): Promise<StudyRow[]> {
  let query = tables(db).selectFrom('findings_studies').selectAll();
  if (finding !== null)
    query = query.where('id', 'in', (of) => of.selectFrom('findings_studied_shapes').select('study').where('digest', '=', finding));
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Those that stand out most first. */
export async function shapesOfStudy(db: Database, study: string): Promise<StudiedRow[]> {
  const query = tables(db).selectFrom('findings_studied_shapes').selectAll().where('study', '=', study);
  return query.orderBy('score', 'desc').orderBy('digest').execute();
}

export async function findStudied(db: Database, study: string, digest: string): Promise<StudiedRow | null> {
  const query = tables(db).selectFrom('findings_studied_shapes').selectAll().where('study', '=', study).where('digest', '=', digest);
  return (await query.executeTakeFirst()) ?? null;
}

/** The finding with this digest, whichever study found it. */
export async function shapeByDigest(db: Database, digest: string): Promise<ShapeFindingWire | null> {
  const query = tables(db).selectFrom('findings_studied_shapes').select('body').where('digest', '=', digest).limit(1);
  return (await query.executeTakeFirst())?.body ?? null;
}
