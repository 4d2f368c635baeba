// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of records, and the reading of rows.
 *
 * `records` holds one line per record: what it is found by and its newest version's number. `record_versions` holds the
 * bodies, one per version, each from the moment it was recorded until the moment the next one was: so that "what did we know
 * on that day" has an answer. `record_uses` and `record_searches` hold who looked, for which purpose, and what was answered.
 *
 * Search needs nothing that has to be installed: PostgreSQL's own full text (configuration `simple`, since narratives come
 * in many languages). Misspelt names, and names in another script, are found by keys of their sounds, from room screening. Where the
 * extension pg_trgm is at hand (it is among the embedded PostgreSQL's), a piece in the middle of a name is found by an index.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, RoomMigrations } from '../kernel/index.ts';
import { isLetterId } from '../seals/index.ts';
import { attestedFrom, attestedOf } from './attested/store.ts';
import { reticentText } from './row-text.ts';
import { type RecordKind, type RecordRecallWire, recordRecallSchema, type RecordRowWire } from './wire.ts';

export type RecordTables = {
  records: {
    id: string;
    kind: RecordKind;
    reference: string;
    /** The firm that sent it by its own access: references of two firms may be equal. Empty for all other records. */
    reporting_firm: string;
    originator: string;
    is_received: boolean;
    /** Under which identifier the sender disclosed it; its own for an own record. */
    origin_id: string;
    sender: string | null;
    case_ref: string | null;
    dispatch_digest: string | null;
    version: number;
    title: string;
    subtitle: string;
    names_text: string;
    search_text: string;
    identifiers: string[];
    /** As they are written, for the comparison of names. */
    names: string[];
    /** Fields and sounds by which it is found (searches/finding-keys.ts). */
    finding_keys: string[];
    sound_keys: number[];
    condition_count: number;
    recorded_at: string;
    /** Under which identifier its originator keeps it; its own for an own record. */
    origin_record: string;
    /** JSON list of the hops by which it came, the last one to us; empty for an own record. */
    chain: string;
    /** JSON of the consent by which it came on; null where its originator gave it to us. */
    consent: string | null;
    /** JSON of what its originator recalled, while that is to be answered and after it was; null where nothing was. */
    recall: string | null;
  };
  record_versions: {
    record_id: string;
    version: number;
    /** JSON text: a body is handed out whole, and searched by the columns of `records`. */
    body: string;
    body_digest: string;
    provenance: string;
    conditions: string;
    recorded_at: string;
    recorded_until: string | null;
    import_id: string | null;
    /** Without it the digest of the body helps nobody to guess what was in it. */
    salt: string;
    /** When body and salt were destroyed; null while they are there. */
    erased_at: string | null;
    withheld: string;
  };
  record_holders: {
    record_id: string;
    version: number;
    recipient: string;
    dispatch_digest: string;
    /** The case or disclosure in which it was given. */
    matter: string;
    agreement: string;
    clause: string | null;
    purpose: string;
    /** JSON of the conditions that it carried. */
    conditions: string;
    consent_digest: string | null;
    withheld: string;
    given_at: string;
    is_delivered: boolean;
  };
  record_consents: {
    matter: string;
    record_id: string;
    holder: string;
    recipient: string;
    purpose: string;
    answer: string;
    /** JSON of the signed consent with its history and salt. */
    carried: string;
    digest: string;
    kept_at: string;
  };
  record_uses: {
    id: string;
    record_id: string;
    version: number;
    at: string;
    officer: string;
    purpose: string;
    manner: string;
    case_ref: string | null;
    note: string;
    outcome: string;
    reasons: string;
  };
  record_searches: {
    id: string;
    at: string;
    officer: string;
    purpose: string;
    kind: string | null;
    case_ref: string | null;
    query_digest: string;
    shown_count: number;
    withheld_count: number;
  };
  record_imports: {
    id: string;
    file_name: string;
    digest: string;
    kind: string;
    format: string;
    imported_by: string;
    imported_at: string;
    is_applied: boolean;
    report: string;
  };
};

/** Names for screens by identifier, from the rooms that know them; an identifier they do not know is left out. */
export type AuthorityNames = (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string }>>;
export type OfficerNames = (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
type KnowsAuthorities = { readonly authorityNames: AuthorityNames };

const recordsOne: Migration = {
  up: async (db) => {
    await makeRecords(db);
    await makeVersionsAndUses(db);
    await makeSearchesAndImports(db);
    await indexNames(db);
  },
};

type Connection = Parameters<Migration['up']>[0];

async function makeRecords(db: Connection): Promise<void> {
  await sql`create table records (
    id text collate "C" primary key,
    kind text not null,
    reference text not null,
    originator text not null,
    is_received boolean not null,
    origin_id text not null,
    sender text,
    case_ref text,
    dispatch_digest text,
    version integer not null,
    title text not null,
    subtitle text not null,
    names_text text not null,
    search_text text not null,
    search_vector tsvector generated always as (to_tsvector('simple'::regconfig, search_text)) stored,
    identifiers text[] not null,
    condition_count integer not null,
    recorded_at text collate "C" not null,
    check (is_received = (dispatch_digest is not null)),
    check (is_received = (sender is not null)),
    check (not is_received or condition_count > 0)
  )`.execute(db);
  await sql`create unique index records_own on records (kind, reference) where not is_received`.execute(db);
  await sql`create unique index records_received on records (dispatch_digest, origin_id) where is_received`.execute(db);
  await sql`create index records_newest on records (recorded_at desc, id desc)`.execute(db);
  await sql`create index records_case on records (case_ref) where case_ref is not null`.execute(db);
  await sql`create index records_words on records using gin (search_vector)`.execute(db);
  await sql`create index records_identifiers on records using gin (identifiers)`.execute(db);
}

async function makeVersionsAndUses(db: Connection): Promise<void> {
  await sql`create table record_versions (
    record_id text collate "C" not null references records (id),
    version integer not null,
    body text not null,
    body_digest text not null,
    provenance text not null,
    conditions text not null,
    recorded_at text collate "C" not null,
    recorded_until text collate "C",
    import_id text,
    primary key (record_id, version)
  )`.execute(db);
  await sql`create table record_uses (
    id text collate "C" primary key,
    record_id text collate "C" not null references records (id),
    version integer not null,
    at text collate "C" not null,
    officer text not null,
    purpose text not null,
    manner text not null,
    case_ref text,
    note text not null,
    outcome text not null,
    reasons text not null
  )`.execute(db);
  await sql`create index record_uses_of_record on record_uses (record_id, at desc, id desc)`.execute(db);
  await sql`create index record_uses_of_case on record_uses (case_ref) where case_ref is not null`.execute(db);
}

async function makeSearchesAndImports(db: Connection): Promise<void> {
  await sql`create table record_searches (
    id text collate "C" primary key,
    at text collate "C" not null,
    officer text not null,
    purpose text not null,
    kind text,
    case_ref text,
    query_digest text not null,
    shown_count integer not null,
    withheld_count integer not null
  )`.execute(db);
  await sql`create table record_imports (
    id text collate "C" primary key,
    file_name text not null,
    digest text not null,
    kind text not null,
    format text not null,
    imported_by text not null,
    imported_at text collate "C" not null,
    is_applied boolean not null,
    report text not null
  )`.execute(db);
}

/** Makes pieces of names findable quickly where the database has the means and our role may use them; a matter of comfort, not of right. */
async function indexNames(db: Connection): Promise<void> {
  const found = await sql<{ may: boolean }>`
    select (exists (select 1 from pg_extension where extname = 'pg_trgm')
      or (exists (select 1 from pg_available_extension_versions where name = 'pg_trgm' and trusted)
        and has_database_privilege(current_database(), 'create'))) as may`.execute(db);
  if (found.rows[0]?.may !== true) return;
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create index records_names on records using gin (names_text gin_trgm_ops)`.execute(db);
}

export const firstRecordMigration: RoomMigrations = { 'records-001-store': recordsOne };

export const rowColumns = [
  'id',
  'kind',
  'title',
  'subtitle',
  'reference',
  'originator',
  'is_received',
  'condition_count',
  'recorded_at',
  'case_ref',
  'chain',
  'recall',
] as const;
export type RowSource = Pick<RecordTables['records'], (typeof rowColumns)[number]>;

/** Rows as the screens show them, in the given order. */
export async function toRows(db: Database, sources: readonly RowSource[], known: KnowsAuthorities): Promise<RecordRowWire[]> {
  const byLetter = sources.flatMap(({ id, originator }) => (isLetterId(originator) ? [id] : []));
  const attested = await attestedOf(db, byLetter);
  const attesters = [...attested.values()].map(({ attestation }) => attestation.by);
  const names = await known.authorityNames(db, [...new Set([...sources.map((source) => source.originator), ...attesters])]);
  return sources.map((source) => {
    const attestation = attested.get(source.id)?.attestation ?? null;
    return {
      id: source.id,
      kind: source.kind,
      title: source.title,
      subtitle: source.subtitle,
      reference: source.reference,
      originator: source.originator,
      // Whoever knows an authority by letter alone has named it in what it attests.
      originatorName: names.get(source.originator)?.name ?? attestation?.registration.name ?? source.originator,
      isReceived: source.is_received,
      conditionCount: source.condition_count,
      recordedAt: source.recorded_at,
      caseRef: source.case_ref,
      recall: readRecall(source.recall),
      attested: attestation === null ? null : attestedFrom(attestation, names),
    };
  });
}

export function readRecall(stored: string | null): RecordRecallWire | null {
  return stored === null ? null : recordRecallSchema.parse(JSON.parse(stored));
}

/** A row that tells kind and reference only: for places where no purpose has been named. */
export function reticent(row: RecordRowWire): RecordRowWire {
  return { ...row, ...reticentText(row.kind, row.reference) };
}

/** Rows received in the case, and own ones disclosed in it; without names, since nobody has named a purpose yet. */
export async function recordRowsOfCase(db: Database, caseRef: string, known: KnowsAuthorities): Promise<RecordRowWire[]> {
  const sources = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(rowColumns)
    .where((test) =>
      test.or([
        test('case_ref', '=', caseRef),
        test(
          'id',
          'in',
          test
            .selectFrom('record_uses')
            .select('record_id')
            .where('case_ref', '=', caseRef)
            .where('manner', '=', 'pass-on')
            .where('outcome', '=', 'permitted'),
        ),
      ]),
    )
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(caseRowsMax)
    .execute();
  return (await toRows(db, sources, known)).map(reticent);
}

const caseRowsMax = 2000;
/** The rows of these records in the given order, without names; unknown identifiers are left out. */
export async function recordRowsById(db: Database, ids: readonly string[], known: KnowsAuthorities): Promise<RecordRowWire[]> {
  if (ids.length === 0) return [];
  const sources = await db.withTables<RecordTables>().selectFrom('records').select(rowColumns).where('id', 'in', ids).execute();
  const byId = new Map((await toRows(db, sources, known)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [reticent(row)];
  });
}

export interface StoredVersion {
  readonly version: number;
  /** When body and salt were destroyed; null while they are there. */
  readonly erased_at: string | null;
  readonly body: string;
  readonly provenance: string;
  readonly conditions: string;
  readonly withheld: string;
  /** Over salt and body; it stays when both are destroyed. */
  readonly body_digest: string;
}

/** The newest version, or the one known at the given moment; undefined when there was none yet. */
export async function versionOf(db: Database, recordId: string, asOf: string | null): Promise<StoredVersion | undefined> {
  let query = db
    .withTables<RecordTables>()
    .selectFrom('record_versions')
    .select(['version', 'body', 'provenance', 'conditions', 'withheld', 'erased_at', 'body_digest'])
    .where('record_id', '=', recordId);
  if (asOf !== null) query = query.where('recorded_at', '<=', asOf);
  return query.orderBy('version', 'desc').limit(1).executeTakeFirst();
}

export interface NewRecord {
  readonly record: RecordTables['records'];
  readonly version: RecordTables['record_versions'];
}

/** Stores new records with their first version. A statement holds a few hundred rows: PostgreSQL takes 65,535 values at most. */
export async function insertRecords(db: Database, records: readonly NewRecord[]): Promise<void> {
  const tables = db.withTables<RecordTables>();
  for (let at = 0; at < records.length; at += rowsPerStatement) {
    const piece = records.slice(at, at + rowsPerStatement);
    await tables
      .insertInto('records')
      .values(piece.map(({ record }) => record))
      .execute();
    await tables
      .insertInto('record_versions')
      .values(piece.map(({ version }) => version))
      .execute();
  }
}

export const rowsPerStatement = 500;
