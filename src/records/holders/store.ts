// SPDX-License-Identifier: Apache-2.0
/**
 * Who holds what we gave, and by whose leave: the tables of holders and of consents.
 *
 * A row of `record_holders` is one giving of one record in one dispatch, own or passed on, with the conditions that it carried.
 * Together with the same rows at each recipient they make the tree by which a recall finds everyone. A giving that was not
 * delivered leaves no holder.
 *
 * A row of `record_consents` is an originator's signed answer: received, for a record that we hold, or given, for one of ours.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AgreementRef, CarriedConsentWire } from '../../agreements/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { WithheldFieldWire } from '../giving/wire.ts';
import type { RecordTables } from '../store.ts';
import type { DisclosedRecordWire } from '../wire.ts';

/** What becomes of a record after it was given: to whom, by whose leave, and what was recalled. */
const afterGiving: Migration = {
  up: async (db) => {
    await sql`alter table records
      add column origin_record text, add column chain text not null default '[]', add column consent text, add column recall text`.execute(
      db,
    );
    await sql`update records set origin_record = origin_id`.execute(db);
    await sql`update records set chain = json_build_array(json_build_object('from', sender, 'to', '', 'dispatch', dispatch_digest))::text
      where is_received`.execute(db);
    await sql`alter table records alter column origin_record set not null, alter column chain drop default`.execute(db);
    await sql`alter table record_versions add column salt text not null default '', add column erased_at text collate "C"`.execute(db);
    await sql`create table record_holders (
      record_id text collate "C" not null references records (id),
      version integer not null,
      recipient text not null,
      dispatch_digest text not null,
      matter text not null,
      agreement text not null,
      clause text,
      purpose text not null,
      conditions text not null,
      consent_digest text,
      given_at text collate "C" not null,
      is_delivered boolean not null,
      primary key (record_id, dispatch_digest)
    )`.execute(db);
    await sql`create index record_holders_of_dispatch on record_holders (dispatch_digest)`.execute(db);
    await sql`create table record_consents (
      matter text primary key,
      record_id text collate "C" not null references records (id),
      holder text not null,
      recipient text not null,
      purpose text not null,
      answer text not null,
      carried text not null,
      digest text not null,
      kept_at text collate "C" not null
    )`.execute(db);
    await sql`create index record_consents_of_record on record_consents (record_id)`.execute(db);
    await sql`create index records_origin on records (origin_record) where is_received`.execute(db);
  },
};

export const holderMigrations: RoomMigrations = { 'records-002-after-giving': afterGiving };

export interface Holding {
  readonly recordId: string;
  readonly version: number;
  readonly recipient: string;
  readonly dispatchDigest: string;
  readonly matter: string;
  readonly agreement: AgreementRef;
  readonly clause: string | null;
  readonly purpose: Purpose;
  readonly conditions: DisclosedRecordWire['conditions'];
  readonly consentDigest: string | null;
  /** Fields that were not given. */
  readonly withheld: readonly WithheldFieldWire[];
  readonly givenAt: Instant;
  /** Whether the recipient's receipt is here; until then it is on its way. */
  readonly isDelivered: boolean;
}

export async function insertHoldings(tx: Transaction, holdings: readonly Omit<Holding, 'isDelivered'>[]): Promise<void> {
  if (holdings.length === 0) return;
  await tx
    .withTables<RecordTables>()
    .insertInto('record_holders')
    .values(
      holdings.map((holding) => ({
        record_id: holding.recordId,
        version: holding.version,
        recipient: holding.recipient,
        dispatch_digest: holding.dispatchDigest,
        matter: holding.matter,
        agreement: JSON.stringify(holding.agreement),
        clause: holding.clause,
        purpose: holding.purpose,
        conditions: JSON.stringify(holding.conditions),
        consent_digest: holding.consentDigest,
        withheld: JSON.stringify(holding.withheld),
        given_at: holding.givenAt,
        is_delivered: false,
      })),
    )
    .execute();
}

/** What came of the dispatch in which records were given: held from now on, or by nobody. */
export async function settleHoldings(tx: Transaction, dispatchDigest: string, isDelivered: boolean): Promise<void> {
  const tables = tx.withTables<RecordTables>();
  if (isDelivered)
    await tables.updateTable('record_holders').set({ is_delivered: true }).where('dispatch_digest', '=', dispatchDigest).execute();
  else await tables.deleteFrom('record_holders').where('dispatch_digest', '=', dispatchDigest).execute();
}

/** Which of these records were given to this recipient, or are on their way to it. */
export async function givenTo(db: Database, recipient: string, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (recordIds.length === 0) return new Set();
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('record_holders')
    .select(['record_id'])
    .where('recipient', '=', recipient)
    .where('record_id', 'in', recordIds)
    .execute();
  return new Set(rows.map((row) => row.record_id));
}

/** To whom this record was given, in the order of giving; what is on its way is among them. */
export async function holdingsOf(db: Database, recordId: string): Promise<Holding[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('record_holders')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('given_at')
    .orderBy('dispatch_digest')
    .execute();
  return rows.map(holdingOf);
}

/** The giving of this record in this dispatch; null when there was none. */
export async function holdingIn(db: Database, recordId: string, dispatchDigest: string): Promise<Holding | null> {
  return (await holdingsOf(db, recordId)).find((holding) => holding.dispatchDigest === dispatchDigest) ?? null;
}

function holdingOf(row: RecordTables['record_holders']): Holding {
  return {
    recordId: row.record_id,
    version: row.version,
    recipient: row.recipient,
    dispatchDigest: row.dispatch_digest,
    matter: row.matter,
    agreement: JSON.parse(row.agreement) as AgreementRef,
    clause: row.clause,
    purpose: row.purpose as Purpose,
    conditions: JSON.parse(row.conditions) as DisclosedRecordWire['conditions'],
    consentDigest: row.consent_digest,
    withheld: JSON.parse(row.withheld) as Holding['withheld'],
    givenAt: row.given_at as Instant,
    isDelivered: row.is_delivered,
  };
}

export interface KeptConsent {
  readonly matter: string;
  readonly recordId: string;
  readonly holder: string;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly answer: 'granted' | 'denied';
  readonly carried: CarriedConsentWire;
  readonly digest: string;
  readonly keptAt: Instant;
}

export async function keepConsent(tx: Transaction, consent: KeptConsent): Promise<void> {
  const { matter, recordId, holder, recipient, purpose, answer, carried, digest, keptAt } = consent;
  await tx
    .withTables<RecordTables>()
    .insertInto('record_consents')
    .values({
      matter,
      record_id: recordId,
      holder,
      recipient,
      purpose,
      answer,
      carried: JSON.stringify(carried),
      digest,
      kept_at: keptAt,
    })
    .execute();
}

/** Takes the salt out of every consent for this record: with the body it is destroyed, and the consent still names the datum. */
export async function forgetSalts(tx: Transaction, recordId: string): Promise<void> {
  for (const { matter, carried } of await consentsFor(tx, recordId)) {
    const unsalted = JSON.stringify({ ...carried, salt: '' });
    await tx.withTables<RecordTables>().updateTable('record_consents').set({ carried: unsalted }).where('matter', '=', matter).execute();
  }
}

/** The answers about this record, the newest first. */
export async function consentsFor(db: Database, recordId: string): Promise<KeptConsent[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('record_consents')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('kept_at', 'desc')
    .orderBy('matter', 'desc')
    .execute();
  return rows.map((row) => ({
    matter: row.matter,
    recordId: row.record_id,
    holder: row.holder,
    recipient: row.recipient,
    purpose: row.purpose as Purpose,
    answer: row.answer as KeptConsent['answer'],
    carried: JSON.parse(row.carried) as CarriedConsentWire,
    digest: row.digest,
    keptAt: row.kept_at as Instant,
  }));
}
