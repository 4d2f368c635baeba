// SPDX-License-Identifier: Apache-2.0
/**
 * Market identifier codes as published, each from when to when it was what we knew.
 *
 * A code is replaced by what the next list says of it; the former words stay with their times. The same again changes nothing, and a
 * list that leaves a code out takes nothing away: the published list keeps expired codes.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import { type NamingFirm, remarksOn } from './judge-venue.ts';
import type { FoundVenueWire, VenueCodeWire } from './wire.ts';
import { admitInPieces } from '../imports/admit-in-pieces.ts';

const venueCodes: Migration = {
  up: async (db) => {
    await sql`create table venue_codes (
      mic text collate "C" not null,
      version integer not null,
      operating_mic text collate "C" not null,
      body text not null,
      body_digest text not null,
      recorded_at text not null,
      recorded_until text,
      import_id text not null references record_imports (id) deferrable initially deferred,
      primary key (mic, version))`.execute(db);
    await sql`create unique index venue_codes_current on venue_codes (mic) where recorded_until is null`.execute(db);
    await sql`create index venue_codes_operating on venue_codes (operating_mic) where recorded_until is null`.execute(db);
  },
};
export const venueMigrations: RoomMigrations = { 'records-031-venue-codes': venueCodes };

export async function admitVenueCodes(
  tx: Transaction,
  codes: readonly VenueCodeWire[],
  given: { readonly importId: string; readonly now: Instant },
): Promise<{ readonly admitted: number; readonly unchanged: number }> {
  return admitInPieces(codes, (piece) => admitPiece(tx, piece, given));
}

async function admitPiece(
  tx: Transaction,
  piece: readonly VenueCodeWire[],
  { importId, now }: { readonly importId: string; readonly now: Instant },
): Promise<number> {
  const rows = piece.map((code) => ({
    mic: code.mic,
    operating_mic: code.operatingMic,
    body: JSON.stringify(code),
    body_digest: digestOfJson(code),
  }));
  const written = await sql<{ mic: string; version: number; operating_mic: string; body: string; body_digest: string }>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as row (mic text, operating_mic text, body text, body_digest text)),
    fresh as (
      select given.*, coalesce(former.version, 0) + 1 as version from given
      left join venue_codes former on former.mic = given.mic and former.recorded_until is null
      where former.body_digest is distinct from given.body_digest),
    closed as (
      update venue_codes former set recorded_until = ${now} from fresh where former.mic = fresh.mic and former.recorded_until is null)
    select mic, version, operating_mic, body, body_digest from fresh`.execute(tx);
  if (written.rows.length === 0) return 0;
  // In a statement of its own: within one, the index that knows one current row would still see the former.
  await sql`insert into venue_codes (mic, version, operating_mic, body, body_digest, recorded_at, import_id)
    select mic, version, operating_mic, body, body_digest, ${now}, ${importId}
    from json_to_recordset(${JSON.stringify(written.rows)}::json)
      as row (mic text, version integer, operating_mic text, body text, body_digest text)`.execute(tx);
  return written.rows.length;
}

/** After every moment. */
const endOfTime = '9999';

export interface VenueQuestion {
  /** The firm that names them, where one does. */
  readonly firm: NamingFirm | null;
  /** As known at this moment; null is now. */
  readonly asOf: Instant | null;
  readonly now: Instant;
}

/** What is published about each of these codes, in the given order, each once. */
export async function venuesNamed(db: Database, mics: readonly string[], { firm, asOf, now }: VenueQuestion): Promise<FoundVenueWire[]> {
  const asked = [...new Set(mics)];
  if (asked.length === 0) return [];
  const at = asOf ?? endOfTime;
  const known = sql`recorded_at <= ${at} and (recorded_until is null or recorded_until > ${at})`;
  const list = JSON.stringify(asked);
  const found = await sql<{
    mic: string;
    body: string;
    recorded_at: string;
    file_name: string;
    operating: string | null;
    segments: number;
  }>`
    with current as (select * from venue_codes where ${known})
    select own.mic, own.body, own.recorded_at, imports.file_name, above.body::json->>'name' as operating,
      (select count(*)::int from current below where below.operating_mic = own.mic and below.mic <> own.mic) as segments
    from current own join record_imports imports on imports.id = own.import_id
    left join current above on above.mic = own.operating_mic and above.mic <> own.mic
    where own.mic in (select json_array_elements_text(${list}::json))`.execute(db);
  const hasList = found.rows.length > 0 || (await sql`select 1 from venue_codes where ${known} limit 1`.execute(db)).rows.length > 0;
  const byMic = new Map(found.rows.map((row) => [row.mic, row]));
  return asked.map((mic) => {
    const row = byMic.get(mic);
    const code = row === undefined ? null : (JSON.parse(row.body) as VenueCodeWire);
    const operatingName = row?.operating ?? null;
    const remarks = remarksOn({ mic, code, operatingName, hasList }, firm, (asOf ?? now).slice(0, 10));
    const source = row === undefined ? null : { fileName: row.file_name, knownFrom: row.recorded_at };
    return { mic, code, operatingName, segments: row?.segments ?? 0, source, remarks: [...remarks] };
  });
}
