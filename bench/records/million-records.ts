// SPDX-License-Identifier: Apache-2.0
/**
 * A million reports and a million registrations in one store, made in SQL: rows of the shape that an import writes, with names of invented
 * words, some of them frequent, and with the keys of sounds that the program itself gives each word. Indexes are made after the rows.
 */
import { sql } from 'kysely';
import { type Instant, instantFromMs, msOf, type Randomness, seededRandomness } from '../../src/kernel/index.ts';
import { askedNameKeys, newWordBook } from '../../src/screening/index.ts';
import type { openDatabase } from '../../src/server/database.ts';
import { soundNumber } from '../../src/records/index.ts';
import { inventedWord } from '../inbox/many-cases.ts';

type Database = ReturnType<typeof openDatabase>['database'];

/** Words of names: in a country of a million firms and persons. */
const wordCount = 20_000;
/** So many reports and registrations came from others, under conditions. */
const receivedEvery = 40;
const batch = 100_000;
const vowels = 'aeiou';

export interface Filled {
  readonly words: readonly string[];
  readonly rows: number;
}

/** Words of two to four syllables with something of their own, so that sounds are spread as in a register. */
export function wordsOfNames(random: Randomness): readonly string[] {
  const made = new Set<string>();
  while (made.size < wordCount) {
    const end = random.pick(['', 'ov', 'sen', 'ski', 'ez', 'mann', 'ia', 'etti', 'ak', 'well']);
    const word = inventedWord(random);
    made.add(`${random.whole(0, 2) === 0 ? word : word.slice(0, -1)}${vowels[random.whole(0, 4)] ?? ''}${end}`);
  }
  return [...made];
}

export async function fillMillions(db: Database, count: number, now: Instant, said: (words: string) => void): Promise<Filled> {
  const words = wordsOfNames(seededRandomness(20_261_127));
  const kept = await sql<{ rows: number }>`select count(*)::integer as rows from records`.execute(db);
  if (kept.rows[0]?.rows === 2 * count) return { words, rows: 2 * count };
  const sounds = words.map((word, n) => ({ n, word, sounds: askedNameKeys(word, newWordBook()).groups.flat() }));
  const keys = sounds.map(({ n, word, sounds: of }) => ({
    n,
    word,
    keys: of.map(soundNumber),
    marked: of.map((one) => soundNumber(`!${one}`)),
  }));
  await sql`set maintenance_work_mem = '1GB'`.execute(db);
  await sql`create unlogged table bench_words (n integer primary key, word text, title text, keys integer[], report_keys integer[])`.execute(
    db,
  );
  await sql`insert into bench_words select n, word, initcap(word), array(select json_array_elements_text(keys)::integer),
      array(select json_array_elements_text(marked)::integer)
    from json_to_recordset(${JSON.stringify(keys)}::json) as row (n integer, word text, keys json, marked json)`.execute(db);
  await sql`analyze bench_words`.execute(db);
  const indexes = await sql<{ name: string; definition: string }>`select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'records' and indexdef not like '%UNIQUE%'`.execute(db);
  await sql`alter table record_versions drop constraint record_versions_record_id_fkey`.execute(db);
  for (const { name } of indexes.rows) await sql`drop index ${sql.ref(name)}`.execute(db);
  for (let from = 0; from < count; from += batch) {
    for (const kind of ['suspicious-report', 'registration'] as const)
      await insertBatch(db, kind, from, Math.min(batch, count - from), now);
    said(`${from + batch} of each kind`);
  }
  for (const { name, definition } of indexes.rows) {
    await sql`${sql.raw(definition)}`.execute(db);
    said(`index ${name}`);
  }
  await sql`vacuum analyze records`.execute(db);
  await sql`analyze record_versions`.execute(db);
  return { words, rows: 2 * count };
}

/** Frequent words are asked for and met more often than rare ones: the square of an even draw. */
const drawnWord = (seed: string) => {
  const even = sql`abs(hashint8(g * 7919 + ${sql.raw(seed)})::bigint) / 2147483648.0`;
  return sql`(floor(${sql.lit(wordCount)} * power(${even}, 2))::integer % ${sql.lit(wordCount)})`;
};

async function insertBatch(
  db: Database,
  kind: 'suspicious-report' | 'registration',
  from: number,
  count: number,
  now: Instant,
): Promise<void> {
  const isReport = kind === 'suspicious-report';
  const place = isReport ? 0 : 1;
  const base = instantFromMs(msOf(now) - 700 * 86_400_000);
  const mark = sql.lit(isReport ? '!' : '');
  const keys = sql.ref(isReport ? 'report_keys' : 'keys');
  await sql`create temporary table bench_rows as
    select g, ${sql.lit(isReport ? '1' : '2')} || lpad(g::text, 25, '0') as tail,
      one.title || ' ' || two.title as person, three.title || ' ' || four.title || ' Ltd' as firm,
      'xa-' || lpad((g % 100000)::text, 6, '0') || '-' || (g % 97)::text as account, '5299' || lpad(g::text, 14, '0') || lpad((g % 98)::text, 2, '0') as lei,
      'x' || chr(97 + (g % 26)::integer) as country, to_char(${base}::timestamptz + g * interval '60 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded,
      one.${keys} || two.${keys} || three.${keys} || four.${keys} as sounds, (g % ${sql.lit(receivedEvery)}) = 0 as received
    from generate_series(${from + 1}::bigint, ${from + count}::bigint) g
    join bench_words one on one.n = ${drawnWord(String(place + 1))} join bench_words two on two.n = ${drawnWord(String(place + 3))}
    join bench_words three on three.n = ${drawnWord(String(place + 5))} join bench_words four on four.n = ${drawnWord(String(place + 7))}`.execute(
    db,
  );
  const body = isReport ? reportBody : registrationBody;
  await sql`insert into record_versions (record_id, version, body, body_digest, provenance, conditions, recorded_at, recorded_until, import_id, salt)
    select 'rcd_' || tail, 1, ${body}::text, 'sha256:' || md5(tail), '[]', case when received then ${conditions(now)} else '[]' end, recorded, null, null, 'x'
    from bench_rows`.execute(db);
  const reference = sql`${sql.lit(isReport ? 'STR-' : 'REG-')} || g`;
  await sql`insert into records (id, kind, reference, originator, is_received, origin_id, sender, case_ref, dispatch_digest, version, title, subtitle,
      names_text, search_text, identifiers, names, sound_keys, finding_keys, condition_count, recorded_at, origin_record, chain)
    select 'rcd_' || tail, ${kind}, ${reference}, ${`ca1${'b'.repeat(52)}`}, received, 'rcd_' || tail,
      case when received then ${`ca1${'a'.repeat(52)}`} end, null,
      case when received then 'sha256:' || md5(tail) end, 1, ${sql.ref(isReport ? 'person' : 'firm')}, 'Recorded by an import',
      lower(person || ' ' || firm), lower(person || ' ' || firm) || ' ' || ${narrative} || ' ' || lower(replace(${reference}, '-', ' ')),
      array[lower(replace(${reference}, '-', '')), replace(account, '-', ''), lower(lei)], array[person, firm],
      sounds, array[${mark} || 'reference:' || lower(replace(${reference}, '-', '')),
        ${mark} || 'account:' || replace(account, '-', ''), ${mark} || 'lei:' || lower(lei),
        ${mark} || 'country:' || country, ${mark} || 'dated:' || left(recorded, 4), ${mark} || 'dated:' || left(recorded, 7),
        ${mark} || 'dated:' || left(recorded, 10)],
      case when received then 1 else 0 end, recorded, 'rcd_' || tail, case when received then '[{}]' else '[]' end
    from bench_rows`.execute(db);
  await sql`drop table bench_rows`.execute(db);
}

const narrative = sql.lit('moved value in a circle between accounts of one owner within days and gave no reason for it');

const reportBody = sql`json_build_object('kind', 'suspicious-report', 'reference', 'STR-' || g, 'reportedAt', recorded, 'reportingFirm', firm,
  'suspicion', 'money-laundering', 'narrative', ${narrative}, 'parties', json_build_array(json_build_object('role', 'suspected', 'kind', 'person',
    'name', person, 'identifiers', json_build_array(json_build_object('scheme', 'account', 'value', account)),
    'jurisdiction', upper(country), 'birthDate', null)),
  'movements', json_build_array(), 'instruments', json_build_array())`;

const registrationBody = sql`json_build_object('kind', 'registration', 'reference', 'REG-' || g, 'firm', firm, 'commercialName', null, 'lei', lei,
  'jurisdiction', upper(country), 'authority', 'XB Unit', 'status', 'authorised', 'services', json_build_array('custody'),
  'hostJurisdictions', json_build_array(), 'address', null, 'websites', json_build_array(), 'authorisedFrom', left(recorded, 10), 'authorisedUntil', null,
  'owners', json_build_array(json_build_object('role', 'owner', 'kind', 'person', 'name', person,
    'identifiers', json_build_array(json_build_object('scheme', 'account', 'value', account)),
    'jurisdiction', upper(country), 'birthDate', null)), 'comments', null)`;

/** Half of what others gave may be searched for analysis. */
function conditions(now: Instant) {
  const one = {
    originator: `ca1${'a'.repeat(52)}`,
    agreement: { id: `agr_${'0'.repeat(26)}`, version: 1, digest: `sha256:${'0'.repeat(64)}` },
    clause: '7.2',
    scope: '',
    handling: 'amber',
    onward: 'consent',
    recipients: [],
    evidentialUse: 'with-permission',
    mayNotifySubject: false,
    usableUntil: null,
    note: now.slice(0, 4),
  };
  const of = (purposes: readonly string[], id: string) => JSON.stringify([{ id: `cnd_${id.repeat(26)}`, ...one, purposes }]);
  const [searchable, other] = [sql.lit(of(['fiu-analysis', 'supervision'], '0')), sql.lit(of(['civil-enforcement'], '1'))];
  return sql`case when (g / ${sql.lit(receivedEvery)}) % 2 = 0 then ${searchable} else ${other} end`;
}
