// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer waits for who searches two million records: words, names, fields, misspelt names, identifiers, by turns, each with its
 * conditions judged, its counts, its entry in the log and its commit. `limit` is one statement of SQL by the same index with the same order.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Purpose } from '../../src/conditions/index.ts';
import { type Instant, type Randomness, seededRandomness } from '../../src/kernel/index.ts';
import { type RecordDeps, searchRecords, soundNumber } from '../../src/records/index.ts';
import { askedNameKeys, newWordBook } from '../../src/screening/index.ts';
import type { openDatabase } from '../../src/server/database.ts';
import { systemRandom } from '../../src/server/index.ts';
import type { Print } from '../main.ts';

type Database = ReturnType<typeof openDatabase>['database'];

export const kindsOfQuery = ['word', 'name', 'field', 'fuzzy', 'script', 'identifier'] as const;
type KindOfQuery = (typeof kindsOfQuery)[number];

const queries = 480;
const warmUp = 60;
const goalMs = 300;

export interface Searching {
  readonly words: readonly string[];
  readonly count: number;
  readonly deps: RecordDeps;
  readonly officers: readonly string[];
  readonly now: Instant;
}

export async function measureSearch(db: Database, { words, count, deps, officers, now }: Searching, print: Print): Promise<void> {
  const random = seededRandomness(7);
  const waits: { readonly kind: KindOfQuery; readonly ms: number; readonly limit: number; readonly q: string }[] = [];
  for (let at = 0; at < warmUp + queries; at += 1) {
    const kind = kindsOfQuery[at % kindsOfQuery.length] ?? 'word';
    const { q, raw } = questionOf(kind, { words, count }, random);
    const purpose: Purpose = at % 2 === 0 ? 'fiu-analysis' : 'supervision';
    const asked = { q, purpose, limit: 50, officer: officers[at % officers.length] ?? '' };
    const from = performance.now();
    const found = await db.transaction().execute((tx) => searchRecords(tx, asked, deps, now, systemRandom));
    const ms = performance.now() - from;
    if (!found.ok) throw new Error(found.issues[0]?.problem);
    const rawFrom = performance.now();
    await rawStatement(kind, raw).execute(db);
    if (at >= warmUp) waits.push({ kind, ms, limit: performance.now() - rawFrom, q });
  }
  const of = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
  const [ms, raw] = [waits.map((one) => one.ms), waits.map((one) => one.limit)];
  const limit = of(raw, 0.99);
  print({ name: 'records.search_p50_ms', value: of(ms, 0.5), unit: 'ms' });
  print({ name: 'records.search_p99_ms', value: of(ms, 0.99), unit: 'ms', goal: goalMs, limit, ratio: limit / of(ms, 0.99) });
  for (const kind of kindsOfQuery) {
    const own = waits.filter((one) => one.kind === kind).map((one) => one.ms);
    print({ name: `records.search_${kind}_p99_ms`, value: of(own, 0.99), unit: 'ms' });
  }
}

/** PostgreSQL guesses that an identifier is frequent, and would look for it along all records by their time: there it is told to gather first. */
function rawStatement(kind: KindOfQuery, raw: RawBuilder<unknown>) {
  const gathered = kind === 'identifier' || kind === 'field' ? sql`offset 0` : sql``;
  return sql`select id, title from (select id, title, recorded_at from records where ${raw} ${gathered}) found
    order by recorded_at desc, id desc limit 51`;
}

function questionOf(kind: KindOfQuery, { words, count }: { words: readonly string[]; count: number }, random: Randomness) {
  const word = (): string => words[Math.floor(words.length * (random.whole(0, 999) / 1000) ** 2)] ?? '';
  const hasWords = (text: string) =>
    sql`search_vector @@ to_tsquery('simple', ${text
      .split(' ')
      .map((one) => `'${one}':*`)
      .join(' & ')})`;
  const sounds = (text: string) =>
    sql.join(
      askedNameKeys(text, newWordBook()).groups.map((keys) => sql`sound_keys && ${keys.map(soundNumber)}::integer[]`),
      sql` and `,
    );
  switch (kind) {
    case 'word': {
      const q = random.whole(0, 9) === 0 ? 'circle' : word();
      return { q, raw: hasWords(q) };
    }
    case 'name': {
      const q = `${word()} ${word()}`;
      return { q, raw: hasWords(q) };
    }
    case 'field': {
      const [country, month] = [`x${'abcdefgh'[random.whole(0, 7)] ?? 'a'}`, random.pick(['2025-03', '2025-11', '2026-04'])];
      const name = word();
      return {
        q: `country:${country} dated:${month} name:${name}`,
        raw: sql`finding_keys @> ${[`country:${country}`, `dated:${month}`]}::text[]`,
      };
    }
    case 'fuzzy': {
      const q = `${misspelt(word(), random)} ${misspelt(word(), random)}`;
      return { q, raw: sounds(q) };
    }
    case 'script': {
      const q = cyrillic(word());
      return { q, raw: sounds(q) };
    }
    case 'identifier': {
      const g = random.whole(1, count);
      const account = `xa-${String(g % 100_000).padStart(6, '0')}-${g % 97}`;
      const lei = `5299${String(g).padStart(14, '0')}${String(g % 98).padStart(2, '0')}`;
      const q = random.pick([account, `lei:${lei}`, `STR-${g}`, `account:${account}`]);
      return {
        q,
        raw: sql`identifiers && ${[
          q
            .replace(/^[a-z]+:/, '')
            .replaceAll('-', '')
            .toLowerCase(),
        ]}::text[]`,
      };
    }
  }
}

/** Two neighbouring letters exchanged, or one doubled. */
function misspelt(word: string, random: Randomness): string {
  const at = random.whole(1, Math.max(1, word.length - 2));
  if (random.whole(0, 1) === 0) return `${word.slice(0, at)}${word[at] ?? ''}${word.slice(at)}`;
  return `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
}

const letters: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'й', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', q: 'к', r: 'р',
  s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'кс', z: 'з',
}; // prettier-ignore

function cyrillic(word: string): string {
  return [...word].map((letter) => letters[letter] ?? letter).join('');
}
