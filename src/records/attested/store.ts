// SPDX-License-Identifier: Apache-2.0
/**
 * What is attested of records whose originator has no server: the signed document of whoever had them in a letter, ourselves or another
 * authority, as it travels with the record when it goes on.
 *
 *     letter  ->  two officers of XA  ->  attested record, kept at XA  ->  passed on  ->  the same document, kept at XC
 *
 * A record of such an originator without one goes to nobody. When the record is destroyed the document stays and its salt goes, so
 * that it still says what was attested, and helps nobody to guess what was in it.
 */
import { sql } from 'kysely';
import { type CarriedConsentWire, readAttestedRecord } from '../../agreements/index.ts';
import type { AttestationWire } from '../../agreements/wire.ts';
import type { Database, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import type { DisclosedRecordWire, RecordRowWire } from '../wire.ts';

type AttestedTables = { record_attestations: { record_id: string; carried: string; attestation: string } };

export interface KeptAttestation {
  readonly carried: CarriedConsentWire;
  readonly attestation: AttestationWire;
}

export const attestedMigrations: RoomMigrations = {
  'records-025-attestations': {
    async up(db) {
      await sql`create table record_attestations (
        record_id text collate "C" primary key references records (id), carried text not null, attestation text not null)`.execute(db);
    },
  },
};

export async function keepAttested(tx: Transaction, recordId: string, { carried, attestation }: KeptAttestation): Promise<void> {
  const row = { record_id: recordId, carried: JSON.stringify(carried), attestation: JSON.stringify(attestation) };
  await tables(tx).insertInto('record_attestations').values(row).execute();
}

/** Keeps what came with a record that another authority passed on, and was checked with its way. */
export async function keepAttestedOf(tx: Transaction, recordId: string, record: DisclosedRecordWire, suites: Suites): Promise<void> {
  const carried = record.passedOn?.attested;
  const read = carried === undefined ? null : readAttestedRecord(carried, suites);
  if (carried !== undefined && read?.ok === true) await keepAttested(tx, recordId, { carried, attestation: read.value.record.attestation });
}

/** By record; those that their originator signed itself are left out. */
export async function attestedOf(db: Database, recordIds: readonly string[]): Promise<ReadonlyMap<string, KeptAttestation>> {
  if (recordIds.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('record_attestations')
    .selectAll()
    .where('record_id', 'in', [...recordIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.record_id,
      { carried: JSON.parse(row.carried) as CarriedConsentWire, attestation: JSON.parse(row.attestation) as AttestationWire },
    ]),
  );
}

/** The letter in which a record came; null where none is attested of it. */
export async function attestedLetterOf(db: Database, recordId: string): Promise<AttestationWire['letter'] | null> {
  return (await attestedOf(db, [recordId])).get(recordId)?.attestation.letter ?? null;
}

/** Originators that another authority knows by letter, by the names that it attests. */
export async function namesFromLetters(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly jurisdiction: string }>> {
  if (ids.length === 0) return new Map();
  const found = await sql<{ originator: string; attestation: string }>`select distinct on (r.originator) r.originator, a.attestation
    from record_attestations as a join records as r on r.id = a.record_id where r.originator = any(${[...ids]})`.execute(db);
  return new Map(
    found.rows.map(({ originator, attestation }) => {
      const { name, jurisdiction } = (JSON.parse(attestation) as AttestationWire).registration;
      return [originator, { name, jurisdiction }];
    }),
  );
}

/** With the body the salt is destroyed. */
export async function forgetAttestedSalt(tx: Transaction, recordId: string): Promise<void> {
  const kept = (await attestedOf(tx, [recordId])).get(recordId);
  if (kept === undefined) return;
  const carried = JSON.stringify({ ...kept.carried, salt: '' });
  await tables(tx).updateTable('record_attestations').set({ carried }).where('record_id', '=', recordId).execute();
}

/** As a row shows it, with the attester by the name that it has here. */
export function attestedFrom(
  { by, registration, letter }: AttestationWire,
  names: ReadonlyMap<string, { readonly name: string }>,
): RecordRowWire['attested'] {
  const { name: letterOf, jurisdiction } = registration;
  return { by, byName: names.get(by)?.name ?? by, letterOf, jurisdiction, writtenOn: letter.writtenOn, scan: letter.scan };
}

function tables(db: Database) {
  return db.withTables<AttestedTables>();
}
