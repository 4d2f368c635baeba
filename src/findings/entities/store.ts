// SPDX-License-Identifier: Apache-2.0
/**
 * Entities across records and lists: the evidence of the newest resolution, the name that each record's entity keeps, and what officers said
 * about pairs. A judgement that is taken back stays, with who took it back: resolving again from the same evidence gives what was before it.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { Evidence } from '../../screening/index.ts';
import { participantKey } from '../account-links/account-keys.ts';
import type { JudgementVerdict } from '../wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type ResolutionTable = {
  /** One row: the newest. */
  is_newest: boolean;
  purpose: Purpose;
  /** By key, how a record is called on a screen: kind and reference, or the name on a list. */
  labels: JsonColumn<Readonly<Record<string, string>>>;
  /** Without the words that were compared. */
  evidence: JsonColumn<readonly Evidence[]>;
  resolved_by: string;
  resolved_at: Instant;
};
type MemberTable = { record: string; entity: string };
type JudgementTable = {
  id: string;
  left: string;
  right: string;
  verdict: JudgementVerdict;
  reason: string;
  officer: string;
  at: Instant;
  undone_by: string | null;
  undone_at: Instant | null;
};
type EntityTables = {
  findings_resolutions: ResolutionTable;
  findings_entity_members: MemberTable;
  findings_entity_judgements: JudgementTable;
};
export type ResolutionRecord = Omit<Selectable<ResolutionTable>, 'is_newest'>;
export type EntityJudgementRecord = Selectable<JudgementTable>;

export const entityMigrations: RoomMigrations = {
  'findings-004-entities': {
    async up(db) {
      await sql`create table findings_resolutions (
        is_newest boolean primary key check (is_newest), purpose text not null, labels jsonb not null, evidence jsonb not null, resolved_by text not null,
        resolved_at text collate "C" not null)`.execute(db);
      await sql`create table findings_entity_members (record text collate "C" primary key, entity text not null)`.execute(db);
      await sql`create table findings_entity_judgements (
        id text collate "C" primary key, "left" text not null, "right" text not null, verdict text not null, reason text not null,
        officer text not null, at text collate "C" not null, undone_by text, undone_at text collate "C")`.execute(db);
    },
  },
  'findings-048-leads-by-record': {
    async up(db) {
      await sql`create index findings_leads_by_record on findings_leads ((facts->'about'->>'record'))`.execute(db);
    },
  },
};

/** Leads about these records; those about reports only for who may know of reports. */
export async function leadsOfRecords(
  db: Database,
  records: readonly string[],
  knowsReports: boolean,
): Promise<readonly { readonly id: string; readonly title: string; readonly kind: string; readonly state: string }[]> {
  if (records.length === 0) return [];
  const found = await sql<{ id: string; title: string; kind: string; state: string }>`
    select id, title, kind, state from findings_leads
    where facts->'about'->>'record' = any(${[...records]}::text[]) and (${knowsReports} or not is_of_report)
    order by raised_at desc, id limit ${leadsMax}`.execute(db);
  return found.rows;
}

/** Leads on the page of one entity. */
const leadsMax = 30;

function tables(db: Database) {
  return db.withTables<EntityTables>();
}

export async function newestResolution(db: Database): Promise<ResolutionRecord | null> {
  return (await tables(db).selectFrom('findings_resolutions').selectAll().executeTakeFirst()) ?? null;
}

/** The newest resolution takes the place of the one before; entities keep their names by the members. */
export async function keepResolution(tx: Transaction, row: ResolutionRecord): Promise<void> {
  const values = { ...row, is_newest: true, labels: JSON.stringify(row.labels), evidence: JSON.stringify(row.evidence) };
  await tables(tx)
    .insertInto('findings_resolutions')
    .values(values)
    .onConflict((conflict) => conflict.column('is_newest').doUpdateSet(values))
    .execute();
}

export async function entityOfRecords(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(db).selectFrom('findings_entity_members').selectAll().execute();
  return new Map(rows.map((row) => [row.record, row.entity]));
}

/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const rowsPerStatement = 5000;

/** Records that are no longer there keep their entity's name, should they come back. */
export async function keepMembers(tx: Transaction, members: readonly MemberTable[]): Promise<void> {
  for (let at = 0; at < members.length; at += rowsPerStatement) {
    await tables(tx)
      .insertInto('findings_entity_members')
      .values(members.slice(at, at + rowsPerStatement))
      .onConflict((conflict) => conflict.column('record').doUpdateSet((update) => ({ entity: update.ref('excluded.entity') })))
      .execute();
  }
}

export async function insertEntityJudgement(tx: Transaction, row: EntityJudgementRecord): Promise<void> {
  await tables(tx).insertInto('findings_entity_judgements').values(row).execute();
}

/** Judgements on two records or entries of lists that were not taken back, the oldest first. */
export async function entityJudgements(db: Database): Promise<EntityJudgementRecord[]> {
  return standing(db)
    .where('left', 'not like', `${participantKey('')}%`)
    .execute();
}

/** Judgements on an account on a market and who holds it; the account stands at the left. Two who hold one account are not one by it. */
export async function accountJudgements(db: Database): Promise<EntityJudgementRecord[]> {
  return standing(db)
    .where('left', 'like', `${participantKey('')}%`)
    .execute();
}

function standing(db: Database) {
  return tables(db).selectFrom('findings_entity_judgements').selectAll().where('undone_at', 'is', null).orderBy('at').orderBy('id');
}

/** False where there is no such judgement, or it was taken back before. */
export async function undoEntityJudgement(
  tx: Transaction,
  id: string,
  by: { readonly officer: string; readonly now: Instant },
): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('findings_entity_judgements')
    .set({ undone_by: by.officer, undone_at: by.now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}
