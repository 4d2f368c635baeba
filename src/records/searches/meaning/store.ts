// SPDX-License-Identifier: Apache-2.0
/**
 * Which rows a search means, before any condition is asked, and how the newest of many are found among millions.
 *
 * Each part of a search can be answered from an index. What is found is counted and ordered up to `orderedMax`; where more is meant, no
 * order of likeness helps anybody, and the newest are read one after another along their index until the page is full: so the time of an
 * answer depends on what is shown and never on how much there is. PostgreSQL guesses how many rows a word has; here they were counted, so
 * for that walk it is told not to gather them all first.
 */
import { type RawBuilder, sql } from 'kysely';
import { type Transaction, withNextMark } from '../../../kernel/index.ts';
import { type AskedName, askedNameKeys, newWordBook } from '../../../screening/index.ts';
import type { Sight } from '../../knowing/knowing.ts';
import { isNoReport } from '../../knowing/store.ts';
import { type SearchQuestion, searchQuestionOf } from '../../search-text.ts';
import type { RecordKind } from '../../wire.ts';
import { reportMark, soundNumber } from '../finding-keys.ts';
import type { TypedSearch } from '../typed-search.ts';

/** Found rows that are counted and put in order of how they match; of more, the newest come first. */
export const orderedMax = 10_000;
/** A shorter piece of a name, or beginning of a word, stands in too many. */
const pieceCharactersMin = 3;

export interface Meant {
  readonly typed: TypedSearch;
  readonly sight: Sight;
  readonly kind?: RecordKind | undefined;
  readonly origin?: 'own' | 'received' | undefined;
  readonly caseRef?: string | undefined;
}

export interface Match {
  /** Whether a row is meant at all. */
  readonly test: RawBuilder<boolean>;
  /** 4 an identifier, 3 a piece of a name, 2 words. */
  readonly rank: RawBuilder<number>;
}

/** Rows in which everything that was typed stands as it was typed. */
export function exactMatch(meant: Meant): Match {
  const { words, names, keys } = meant.typed;
  const parts = [filtersOf(meant), wordsTest(words), ...names.map((name) => nameTest(name, meant.sight))];
  const isPiece = [...(words.words.length > 0 ? [words.name] : []), ...names.map((name) => searchQuestionOf(name).name)];
  const ranks = [
    ...(words.words.length > 0 ? [sql`when ${hasIdentifier(words)} then 4`] : []),
    ...(isPiece.length > 0 ? [sql`when ${and(isPiece.map(hasPiece))} then 3`] : []),
  ];
  const otherwise = isPiece.length === 0 && keys.length > 0 ? 4 : 2;
  const rank = ranks.length === 0 ? sql<number>`${sql.lit(otherwise)}` : sql<number>`case ${sql.join(ranks, sql` `)} else 2 end`;
  return { test: and(parts), rank };
}

export interface SimilarMatch {
  /** Rows with names that sound the same, and rows with names that sound nearly so: the second are many more. */
  readonly close: RawBuilder<boolean>;
  readonly wide: RawBuilder<boolean>;
  /** How many keys a row shares with what was typed. */
  readonly shared: RawBuilder<number>;
}

/** Rows with names that may be alike, but do not stand there as they were typed; null where no name was typed. */
export function similarMatch(meant: Meant): SimilarMatch | null {
  const { words, names } = meant.typed;
  // Where digits stand among the words, a number was typed: numbers are not alike by their sound.
  const isNumber = names.length === 0 && words.words.some((word) => /\d/.test(word));
  const asked = isNumber ? [] : similarNames(meant.typed).map((name) => askedNameKeys(name, newWordBook()));
  const keys = asked.flatMap(({ groups }) => groups.flat());
  if (keys.length === 0) return null;
  const written = names.length > 0 ? names.map((name) => nameTest(name, meant.sight)) : [wordsTest(words)];
  const rest = [filtersOf(meant), ...(names.length > 0 ? [wordsTest(words)] : []), sql<boolean>`not ${and(written)}`];
  return {
    close: and([...asked.map(({ close }) => allButOne(close, meant.sight)), ...rest]),
    wide: and([...asked.map(({ groups }) => allButOne(groups, meant.sight)), ...rest]),
    shared: sql<number>`(select count(*) from unnest(sound_keys) one where one = any(${soundNumbers(keys, meant.sight)}::integer[]))`,
  };
}

/** What is compared with names: what stands behind `name:`, else all words as one name. */
export function similarNames(typed: TypedSearch): readonly string[] {
  if (typed.names.length > 0) return typed.names;
  return typed.words.words.length > 0 ? [typed.words.typed] : [];
}

/** Every word must sound like one of the record; of three and more, one may be missing. */
function allButOne(groups: AskedName['groups'], sight: Sight): RawBuilder<boolean> {
  const tests = groups.map((keys) => hasSound(keys, sight));
  if (tests.length <= 2) return and(tests);
  return sql<boolean>`(${sql.join(
    tests.map((_, left) => and(tests.filter((_one, at) => at !== left))),
    sql` or `,
  )})`;
}

function filtersOf(meant: Meant): RawBuilder<boolean> {
  return and([...meant.typed.keys.map(({ key }) => hasKey([key], meant.sight)), plainFilters(meant)]);
}

/** What a search asks of a row beside words, names and keys. */
export function plainFilters({ typed, sight, kind, origin, caseRef }: Meant): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [];
  if (sight === 'none') parts.push(isNoReport);
  if (sight === 'permitted') parts.push(sql<boolean>`(${isNoReport} or is_received)`);
  if (kind !== undefined) parts.push(sql<boolean>`kind = ${kind}`);
  if (typed.kinds.length > 0) parts.push(sql<boolean>`kind = any(${[...typed.kinds]}::text[])`);
  if (origin !== undefined) parts.push(origin === 'received' ? sql<boolean>`is_received` : sql<boolean>`not is_received`);
  if (caseRef !== undefined) parts.push(sql<boolean>`case_ref = ${caseRef}`);
  if (typed.from !== null) parts.push(sql<boolean>`recorded_at >= ${typed.from}`);
  // Moments of the day itself are written with a T behind the day, and sort before this.
  if (typed.until !== null) parts.push(sql<boolean>`recorded_at < ${`${typed.until}U`}`);
  return and(parts);
}

function wordsTest(question: SearchQuestion): RawBuilder<boolean> {
  // Something was typed, but no letter or digit of any script: it can match nothing. Nothing typed matches everything.
  if (question.words.length === 0) return question.isEmpty ? sql<boolean>`true` : sql<boolean>`false`;
  // Normalised words hold letters and digits only, so neither quotes nor LIKE's own signs can be among them.
  const query = question.words.map((word) => (word.length < pieceCharactersMin ? `'${word}'` : `'${word}':*`)).join(' & ');
  return sql<boolean>`(${hasIdentifier(question)} or ${isPieceOfName(question.name)} or search_vector @@ to_tsquery('simple', ${query}))`;
}

function nameTest(name: string, sight: Sight): RawBuilder<boolean> {
  const { spelt } = askedNameKeys(name, newWordBook());
  const hasAll = (mark: string) => sql<boolean>`sound_keys @> ${spelt.map((key) => soundNumber(`${mark}${key}`))}::integer[]`;
  const isSpelt =
    spelt.length === 0 ? sql<boolean>`false` : sight === 'none' ? hasAll('') : sql<boolean>`(${hasAll('')} or ${hasAll(reportMark)})`;
  return sql<boolean>`(${isPieceOfName(searchQuestionOf(name).name)} or ${isSpelt})`;
}

/** A text too short for that is a name only where it is a whole one: no index finds it inside of others, and it would be everywhere. */
function isPieceOfName(name: string): RawBuilder<boolean> {
  return name.length < pieceCharactersMin ? sql<boolean>`false` : hasPiece(name);
}

function hasIdentifier(question: SearchQuestion): RawBuilder<boolean> {
  return sql<boolean>`identifiers && ${[...question.identifiers]}::text[]`;
}

function hasPiece(name: string): RawBuilder<boolean> {
  return sql<boolean>`names_text like ${`%${name}%`}`;
}

export function hasKey(keys: readonly string[], sight: Sight): RawBuilder<boolean> {
  return sql<boolean>`finding_keys && ${seenKeys(keys, sight)}::text[]`;
}

export function hasSound(keys: readonly string[], sight: Sight): RawBuilder<boolean> {
  return sql<boolean>`sound_keys && ${soundNumbers(keys, sight)}::integer[]`;
}

export function soundNumbers(keys: readonly string[], sight: Sight): number[] {
  return seenKeys(keys, sight).map(soundNumber);
}

/** Keys of reports only for who may know of reports: for others, nothing is asked under which there is one. */
function seenKeys(keys: readonly string[], sight: Sight): string[] {
  return sight === 'none' ? [...keys] : keys.flatMap((key) => [key, `${reportMark}${key}`]);
}

function and(parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** Rows read along the index of their order, at most: a tenth of a second. What is meant and fills a page, but not among these, is gathered. */
const walkedMax = 30_000;

interface NewestWalk {
  readonly columns: RawBuilder<unknown>;
  /** Which rows are looked at: tests that need nothing but the row, each of which the index or one glance answers. */
  readonly among: RawBuilder<boolean>;
  readonly test: RawBuilder<boolean>;
  readonly limit: number;
  /** Rows that are looked at before it is given up; absent: `walkedMax`. */
  readonly walked?: number;
}

/**
 * The newest rows that pass a test which many pass. They are read one after another along the index of their order until there are enough;
 * where those that pass lie together among the older ones, reading on would mean reading everything, so they are gathered then.
 */
export async function newestOf<Row>(
  tx: Transaction,
  { columns, among, test, limit, walked = walkedMax }: NewestWalk,
): Promise<readonly Row[]> {
  const order = sql`order by recorded_at desc, id desc`;
  const walk = sql<Row>`select ${columns} from (select * from records where ${among} ${order} limit ${walked}) newest
    where ${test} ${order} limit ${limit}`;
  await setLocally(tx, { enable_bitmapscan: 'off', enable_seqscan: 'off' });
  const onTheWay = await walk.execute(tx);
  await setLocally(tx, { enable_bitmapscan: 'on', enable_seqscan: 'on' });
  if (onTheWay.rows.length === limit) return onTheWay.rows;
  // Without the order as a way to read them: PostgreSQL would take the same way again.
  const gathered = sql<Row>`select ${columns} from (select * from records where ${among} and ${test} offset 0) meant ${order} limit ${limit}`;
  return (await gathered.execute(tx)).rows;
}

/**
 * How a search is planned: each time for what was typed. A plan that is kept for whatever may be typed takes every word for as frequent as
 * the next, and reads a list of half the records for the one that stands in all of them.
 */
export async function planForWhatIsTyped(tx: Transaction): Promise<void> {
  await setLocally(tx, { plan_cache_mode: 'force_custom_plan' });
}

/** Until the end of the transaction. */
async function setLocally(tx: Transaction, settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await sql`${sql.raw(withNextMark)} select set_config(${name}, ${value}, true)`.execute(tx);
}
