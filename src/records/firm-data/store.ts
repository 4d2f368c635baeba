// SPDX-License-Identifier: Apache-2.0
/**
 * Published data about firms, by LEI and kind of statement, each from when to when it was what we knew.
 *
 * A statement is replaced by the next of its kind about the same LEI; the former one stays with its times. The same again changes nothing.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import { entityKeys, entitySounds } from './entity-keys.ts';
import type { FirmDataWire, FirmStatementWire, leiRelations } from './wire.ts';
import { admitInPieces } from '../imports/admit-in-pieces.ts';

const firmData: Migration = {
  up: async (db) => {
    await sql`create table firm_statements (
      lei text collate "C" not null,
      kind text not null,
      version integer not null,
      parent text,
      body text not null,
      body_digest text not null,
      recorded_at text not null,
      recorded_until text,
      import_id text not null references record_imports (id) deferrable initially deferred,
      primary key (lei, kind, version))`.execute(db);
    await sql`create unique index firm_statements_current on firm_statements (lei, kind) where recorded_until is null`.execute(db);
    await sql`create index firm_statements_parents on firm_statements (parent) where parent is not null`.execute(db);
  },
};
/** A long file is settled batch by batch, and noted as an import when it ends: until then its run says which file it is. */
const ofRuns: Migration = {
  up: async (db) => {
    await sql`alter table firm_statements drop constraint firm_statements_import_id_fkey`.execute(db);
  },
};
export const firmDataMigrations: RoomMigrations = { 'records-006-firm-data': firmData, 'records-032-firm-data-of-runs': ofRuns };

export async function admitFirmStatements(
  tx: Transaction,
  statements: readonly FirmStatementWire[],
  given: { readonly importId: string; readonly now: Instant },
): Promise<{ readonly admitted: number; readonly unchanged: number }> {
  return admitInPieces(statements, (piece) => admitPiece(tx, piece, given));
}

async function admitPiece(
  tx: Transaction,
  piece: readonly FirmStatementWire[],
  { importId, now }: { readonly importId: string; readonly now: Instant },
): Promise<number> {
  const rows = piece.map((statement) => ({
    lei: statement.lei,
    kind: statement.kind,
    parent: 'parent' in statement && statement.isActive ? statement.parent : null,
    body: JSON.stringify(statement),
    body_digest: digestOfJson(statement),
    keys: entityKeys(statement),
    sounds: entitySounds(statement),
  }));
  const list = JSON.stringify(rows);
  const written = await sql`
    with given as (
      select * from json_to_recordset(${list}::json) as row (lei text, kind text, parent text, body text, body_digest text, keys json, sounds json)),
    fresh as (
      select given.*, coalesce(former.version, 0) + 1 as version from given
      left join firm_statements former on former.lei = given.lei and former.kind = given.kind and former.recorded_until is null
      where former.body_digest is distinct from given.body_digest),
    closed as (
      update firm_statements former set recorded_until = ${now} from fresh
      where former.lei = fresh.lei and former.kind = fresh.kind and former.recorded_until is null)
    select lei, kind, version, parent, body, body_digest, keys, sounds from fresh`.execute(tx);
  if (written.rows.length === 0) return 0;
  // In a statement of its own: within one, the index that knows one current statement would still see the former.
  await sql`insert into firm_statements (lei, kind, version, parent, body, body_digest, finding_keys, sound_keys, recorded_at, import_id)
    select lei, kind, version, parent, body, body_digest, array(select json_array_elements_text(keys)),
      array(select json_array_elements_text(sounds)::integer), ${now}, ${importId}
    from json_to_recordset(${JSON.stringify(written.rows)}::json)
      as row (lei text, kind text, version integer, parent text, body text, body_digest text, keys json, sounds json)`.execute(tx);
  return written.rows.length;
}

const childrenMax = 100;

/** After every moment. */
const endOfTime = '9999';

/** What is published about one LEI, as it is or was known at a moment, with the former statements; null where nothing is. */
export async function firmDataOf(db: Database, lei: string, asOf: Instant | null): Promise<FirmDataWire | null> {
  const at = asOf ?? endOfTime;
  const isKnown = (table: string) => sql`${sql.ref(`${table}.recorded_at`)} <= ${at}
    and (${sql.ref(`${table}.recorded_until`)} is null or ${sql.ref(`${table}.recorded_until`)} > ${at})`;
  const found = await sql<{
    body: string;
    recorded_at: string;
    recorded_until: string | null;
    file_name: string;
    parent_name: string | null;
  }>`
    select own.body, own.recorded_at, own.recorded_until, coalesce(imports.file_name, runs.file_name, '') as file_name,
      parent.body::json->>'legalName' as parent_name
    from firm_statements own left join record_imports imports on imports.id = own.import_id
    left join record_import_runs runs on runs.id = own.import_id
    left join firm_statements parent on parent.lei = own.parent and parent.kind = 'entity' and ${isKnown('parent')}
    where own.lei = ${lei} and own.recorded_at <= ${at} order by own.kind, own.version desc`.execute(db);
  const children = await sql<{ lei: string; kind: (typeof leiRelations)[number]; name: string | null; count: number }>`
    select child.lei, child.kind, entity.body::json->>'legalName' as name, count(*) over ()::int as count from firm_statements child
    left join firm_statements entity on entity.lei = child.lei and entity.kind = 'entity' and ${isKnown('entity')}
    where child.parent = ${lei} and ${isKnown('child')} order by child.lei, child.kind limit ${childrenMax}`.execute(db);
  if (found.rows.length === 0 && children.rows.length === 0) return null;
  return {
    lei,
    statements: found.rows.map((row) => ({
      statement: JSON.parse(row.body) as FirmStatementWire,
      knownFrom: row.recorded_at,
      // What was replaced after the moment asked about was still current then.
      knownUntil: row.recorded_until !== null && row.recorded_until <= at ? row.recorded_until : null,
      fileName: row.file_name,
      parentName: row.parent_name,
    })),
    children: children.rows.map(({ count: _count, ...child }) => child),
    childCount: children.rows[0]?.count ?? 0,
  };
}
