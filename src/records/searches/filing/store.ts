// SPDX-License-Identifier: Apache-2.0
/**
 * The columns and indexes by which search answers among millions of records, and how those that were there before are filed.
 *
 * One index holds the fields of all records and one their sounds: the mark before the keys of reports keeps them apart (finding-keys.ts),
 * where a second index of each would cost as much again with every import.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { RoomMigrations } from '../../../kernel/index.ts';
import { entityKeys, entitySounds } from '../../firm-data/entity-keys.ts';
import type { FirmStatementWire } from '../../firm-data/wire.ts';
import { isReceivedOther, isReceivedReport } from '../../knowing/store.ts';
import { searchTextsOf } from '../../search-text.ts';
import type { RecordBodyWire } from '../../wire.ts';
import { findingKeysOf, namesOf, soundKeysOf } from '../finding-keys.ts';

type Connection = Parameters<Migration['up']>[0];

const findingKeys: Migration = {
  up: async (db) => {
    await sql`alter table records add column names text[] not null default '{}',
      add column finding_keys text[] collate "C" not null default '{}', add column sound_keys integer[] not null default '{}'`.execute(db);
    await sql`alter table firm_statements add column finding_keys text[] collate "C" not null default '{}',
      add column sound_keys integer[] not null default '{}'`.execute(db);
    await fileRecords(db);
    await fileEntities(db);
    await sql`create index records_finding on records using gin (finding_keys)`.execute(db);
    await sql`create index records_sounds on records using gin (sound_keys)`.execute(db);
    await sql`create index firm_statements_finding on firm_statements using gin (finding_keys) where recorded_until is null`.execute(db);
    await sql`create index firm_statements_sounds on firm_statements using gin (sound_keys) where recorded_until is null`.execute(db);
    await sql`create index records_newest_received on records (recorded_at desc, id desc) where is_received`.execute(db);
    await sql`create index records_newest_of_kind on records (kind, recorded_at desc, id desc)`.execute(db);
  },
};

/** Records with other names or accounts are filed under those too. */
const aliasesAndAccounts: Migration = { up: fileTexts };

/**
 * What was received is judged before anything of it is shown, so every search asks for it apart. It is a small part of all, and an import of
 * own records writes nothing into these. Reports have indexes of their own, so that whoever may not know of reports reads none of theirs.
 */
const indexesOfReceived: Migration = {
  up: async (db) => {
    const found = await sql<{ has: boolean }>`select exists (select 1 from pg_extension where extname = 'pg_trgm') as has`.execute(db);
    const columns = { words: 'search_vector', identifiers: 'identifiers', finding: 'finding_keys', sounds: 'sound_keys' };
    const indexed = found.rows[0]?.has === true ? { ...columns, names: 'names_text gin_trgm_ops' } : columns;
    for (const [name, column] of Object.entries(indexed)) {
      for (const [whose, only] of [
        ['others', isReceivedOther],
        ['reports', isReceivedReport],
      ] as const)
        await sql`create index ${sql.ref(`records_${name}_received_${whose}`)} on records using gin (${sql.raw(column)}) where ${only}`.execute(
          db,
        );
    }
  },
};

export const searchMigrations: RoomMigrations = {
  'records-008-finding-keys': findingKeys,
  'records-023-aliases-and-accounts': aliasesAndAccounts,
  'records-040-indexes-of-received': indexesOfReceived,
};

/** Bodies read at once: some megabytes. */
const pageRows = 500;

async function fileRecords(db: Connection): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: { rows: { id: string; body: string }[] } = await sql<{ id: string; body: string }>`
      select records.id, version.body from records
      join record_versions version on version.record_id = records.id and version.version = records.version and version.erased_at is null
      where records.id > ${after} order by records.id limit ${pageRows}`.execute(db);
    const filed = page.rows.map(({ id, body }) => {
      const read = JSON.parse(body) as RecordBodyWire;
      return { id, names: namesOf(read), keys: findingKeysOf(read), sounds: soundKeysOf(read) };
    });
    await sql`update records set names = array(select json_array_elements_text(row.names)),
        finding_keys = array(select json_array_elements_text(row.keys)),
        sound_keys = array(select json_array_elements_text(row.sounds)::integer)
      from json_to_recordset(${JSON.stringify(filed)}::json) as row (id text, names json, keys json, sounds json) where records.id = row.id`.execute(
      db,
    );
    after = page.rows.at(-1)?.id;
  }
}

async function fileTexts(db: Connection): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: { rows: { id: string; body: string }[] } = await sql<{ id: string; body: string }>`
      select records.id, version.body from records
      join record_versions version on version.record_id = records.id and version.version = records.version and version.erased_at is null
      where records.id > ${after} and (version.body like '%"aliases"%' or version.body like '%"accounts"%')
      order by records.id limit ${pageRows}`.execute(db);
    const filed = page.rows.map(({ id, body }) => ({ id, ...searchTextsOf(JSON.parse(body) as RecordBodyWire) }));
    await sql`update records set names_text = row.names, search_text = row.words,
        identifiers = array(select json_array_elements_text(row.identifiers))
      from json_to_recordset(${JSON.stringify(filed)}::json) as row (id text, names text, words text, identifiers json)
      where records.id = row.id`.execute(db);
    after = page.rows.at(-1)?.id;
  }
}

async function fileEntities(db: Connection): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: { rows: { lei: string; body: string }[] } = await sql<{ lei: string; body: string }>`
      select lei, body from firm_statements where kind = 'entity' and recorded_until is null and lei > ${after} order by lei
      limit ${pageRows}`.execute(db);
    const filed = page.rows.map(({ lei, body }) => {
      const read = JSON.parse(body) as FirmStatementWire;
      return { lei, keys: entityKeys(read), sounds: entitySounds(read) };
    });
    await sql`update firm_statements set finding_keys = array(select json_array_elements_text(row.keys)),
        sound_keys = array(select json_array_elements_text(row.sounds)::integer)
      from json_to_recordset(${JSON.stringify(filed)}::json) as row (lei text, keys json, sounds json)
      where firm_statements.lei = row.lei and kind = 'entity' and recorded_until is null`.execute(db);
    after = page.rows.at(-1)?.lei;
  }
}
