// SPDX-License-Identifier: Apache-2.0
/**
 * Search over own and received records at once, for a stated purpose.
 *
 * Received records appear only where their conditions permit searching for that purpose. Each match is judged before a page
 * is made; what may not be shown is counted with its reason, so that an officer knows that something is there to ask for.
 *
 * Order: a whole identifier first, then the typed text as a piece of a name, then all words; within each the newest first; then names that
 * are alike, the likest first (similar/). Each row says why it was found. A page ends with a cursor; the next one begins behind it.
 *
 * Suspicious reports are there only for officers who may know of them and for the purposes of reports (knowing/): for anybody else the
 * search reads indexes in which there is none.
 *
 * Written down: who, when, for which purpose, how many shown and withheld, and the digest of what was typed. Each received
 * record that is shown also has the search among its uses.
 */
import { sql } from 'kysely';
import { noteAudit } from '../../audit/index.ts';
import type { Purpose, UseVerdict } from '../../conditions/index.ts';
import { type Database, type Instant, newId, ok, type RandomBytes, type Result, type Transaction } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { sightOf } from '../knowing/knowing.ts';
import { isNoReport } from '../knowing/store.ts';
import { searchQuestionOf } from '../search-text.ts';
import { type RecordTables, type RowSource, rowColumns, toRows } from '../store.ts';
import { caseIdOf, judgeUse, noteUses, type RecordDeps } from '../uses/store.ts';
import type { FoundWhyWire, RecordKind, RecordSearchAnswerWire } from '../wire.ts';
import { countExact, type ExactPlace, findExact, type FoundRow } from './as-typed/store.ts';
import { findFirms } from './firms/store.ts';
import { judgeReceived } from './judging/store.ts';
import { exactMatch, type Meant, orderedMax, planForWhatIsTyped } from './meaning/store.ts';
import { findSimilar, type SimilarRecord, type SimilarRecords } from './similar/store.ts';
import { readTyped, type TypedSearch } from './typed-search.ts';

export interface RecordSearch {
  /** What is searched for: words and fields (typed-search.ts); empty: everything, the newest first. */
  readonly q: string;
  readonly purpose: Purpose;
  readonly kind?: RecordKind | undefined;
  readonly origin?: 'own' | 'received' | undefined;
  readonly caseRef?: string | undefined;
  readonly limit: number;
  /** `next` of the page before; one that cannot be read begins at the top. */
  readonly after?: string | undefined;
  /** The officer, by identifier. */
  readonly officer: string;
}

/** Issues where a field was given what it cannot have: then nothing was searched. */
export async function searchRecords(
  tx: Transaction,
  search: RecordSearch,
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<Result<RecordSearchAnswerWire>> {
  const typed = readTyped(search.q);
  if (!typed.ok) return typed;
  await planForWhatIsTyped(tx);
  const sight = sightOf(await deps.knowsReports(tx, search.officer), search.purpose);
  const { kind, origin, caseRef } = search;
  const meant = { typed: typed.value, sight, kind, origin, caseRef };
  const own = judgeUse({ kind: 'registration', isReceived: false, conditions: [], manner: 'search', purpose: search.purpose }, deps, now);
  const showsOwn = own.outcome === 'permitted';
  const judging = { purpose: search.purpose, deps, now };
  const received = await judgeReceived(tx, meant, judging);
  const cursor = readCursor(search.after);
  const shown = { own: showsOwn, receivedIds: [...received.permitted.keys()] };
  const isPastExact = cursor !== null && 'score' in cursor;
  const found = await (isPastExact
    ? countExact(tx, meant, shown)
    : findExact(tx, meant, shown, { limit: search.limit + 1, behind: cursor }));
  const isFull = found.rows.length > search.limit;
  const shows = { own: showsOwn, ownReports: sight === 'all' };
  const similar = isFull ? noneSimilar : await findSimilar(tx, meant, judging, shows);
  const page = await fillPage(tx, found.rows, similar.records, { limit: search.limit, cursor });
  const withheld = countReasons(received.withheld, similar.withheld);
  if (!showsOwn) withheld.set(own.reasons[0]?.sentence ?? notOwnPurpose, await countOwn(tx, meant));
  const isPublished = showsOwn && search.after === undefined && origin !== 'received' && caseRef === undefined;
  const answer = {
    rows: (await toRows(tx, page.rows, deps)).map((row, at) => ({ ...row, why: whyOf(page.rows[at]?.why, typed.value) })),
    next: page.next,
    withheld: [...withheld].filter(([, count]) => count > 0).map(([reason, count]) => ({ count, reason })),
    counts: { ...found.counts, similar: isFull ? null : similar.records.length },
    firms: isPublished ? [...(await findFirms(tx, typed.value))] : [],
  };
  const permitted = new Map([...received.permitted, ...similar.permitted]);
  const withheldCount = answer.withheld.reduce((sum, { count }) => sum + count, 0);
  await noteSearch(tx, search, { page: page.rows, permitted, withheldCount }, now, random);
  return ok(answer);
}

const notOwnPurpose = 'Own records are not used for this purpose.';
const noneSimilar: SimilarRecords = { records: [], permitted: new Map(), withheld: new Map() };

function countReasons(...all: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const [reason, count] of all.flatMap((one) => [...one])) sum.set(reason, (sum.get(reason) ?? 0) + count);
  return sum;
}

/**
 * Records about a person, by any of their names and numbers, for the register of what persons ask (room data-protection). It has no purpose
 * of an agreement and opens no body: a person's right is no use of a datum. Suspicious reports are never among them.
 */
export async function recordsAbout(
  db: Database,
  texts: readonly string[],
  limit: number,
): Promise<Pick<RowSource, 'id' | 'title' | 'reference' | 'originator' | 'is_received'>[]> {
  const tests = texts.map((text) => exactMatch(wordsOnly(text)).test);
  const about = db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'title', 'reference', 'originator', 'is_received', 'recorded_at'])
    .where(sql<boolean>`(${sql.join(tests, sql` or `)})`)
    .where(isNoReport)
    .offset(0);
  // Gathered before they are put in order: PostgreSQL takes names for frequent, and would look for them along all records by their time.
  return db
    .selectFrom(about.as('about'))
    .select(['id', 'title', 'reference', 'originator', 'is_received'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

function wordsOnly(text: string): Meant {
  return { sight: 'none', typed: { words: searchQuestionOf(text), names: [], keys: [], kinds: [], from: null, until: null } };
}

type Cursor = ExactPlace | { readonly score: number; readonly id: string };
interface Asking {
  readonly limit: number;
  readonly cursor: Cursor | null;
}

type PageRow = RowSource & { readonly version: number; readonly why: RowWhy };
type RowWhy = Pick<FoundRow, 'rank' | 'hits'> | SimilarRecord;

/** What was found as typed, and behind it what is alike, until the page is full. */
async function fillPage(tx: Transaction, exact: readonly FoundRow[], similar: readonly SimilarRecord[], { limit, cursor }: Asking) {
  const last = exact.slice(0, limit).at(-1);
  const rows: PageRow[] = exact.slice(0, limit).map((row) => ({ ...row, why: { rank: row.rank, hits: row.hits } }));
  if (exact.length > limit && last !== undefined) return { rows, next: `${last.rank}~${last.recorded_at}~${last.id}` };
  const isBehind = (one: SimilarRecord): boolean => {
    if (cursor === null || !('score' in cursor)) return true;
    return one.score < cursor.score || (one.score === cursor.score && one.id < cursor.id);
  };
  const rest = similar.filter(isBehind);
  const shown = rest.slice(0, limit - rows.length);
  const ids = shown.map(({ id }) => id);
  const sources = await tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .select([...rowColumns, 'version'])
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .execute();
  const byId = new Map(sources.map((source) => [source.id, source]));
  for (const why of shown) {
    const source = byId.get(why.id);
    if (source !== undefined) rows.push({ ...source, why });
  }
  const end = shown.at(-1);
  if (rest.length <= shown.length) return { rows, next: null };
  return { rows, next: end === undefined && last !== undefined ? `s~2~${last.id}` : `s~${end?.score ?? 2}~${end?.id ?? ''}` };
}

function readCursor(text: string | undefined): Cursor | null {
  const exact = /^([1-4])~([0-9TZ:.-]+)~([0-9a-z_]+)$/.exec(text ?? '');
  if (exact !== null) return { rank: Number(exact[1]), recordedAt: exact[2] ?? '', id: exact[3] ?? '' };
  const alike = /^s~([0-9.]{1,8})~([0-9a-z_]+)$/.exec(text ?? '');
  return alike === null ? null : { score: Number(alike[1]), id: alike[2] ?? '' };
}

function whyOf(why: RowWhy | undefined, { words, names, keys }: TypedSearch): FoundWhyWire {
  const fields = keys.map(({ typed }) => typed).join(' ');
  if (why === undefined) return { by: 'all', text: '', score: null, reasons: [] };
  if ('score' in why) return { by: 'similar', text: why.name, score: why.score, reasons: [...why.reasons] };
  const typed = [words.typed, ...names].filter((text) => text !== '').join(' ');
  if (why.hits.length > 0) return { by: 'identifier', text: why.hits.join(' '), score: null, reasons: [] };
  if (typed === '') return { by: keys.length > 0 ? 'identifier' : 'all', text: fields, score: null, reasons: [] };
  return { by: why.rank === 3 ? 'name' : 'words', text: [typed, fields].filter((text) => text !== '').join(' '), score: null, reasons: [] };
}

async function countOwn(tx: Transaction, meant: Meant): Promise<number> {
  if (meant.origin === 'received') return 0;
  const counted = await sql<{ count: number }>`select count(*)::integer as count from
    (select 1 from records where ${exactMatch(meant).test} and not is_received limit ${orderedMax}) own`.execute(tx);
  return counted.rows[0]?.count ?? 0;
}

interface Shown {
  readonly page: readonly (RowSource & { readonly version: number })[];
  readonly permitted: ReadonlyMap<string, UseVerdict>;
  readonly withheldCount: number;
}

/** Writes down who looked for what; for looks at many records that are no search of words, too. */
export async function noteSearch(tx: Transaction, search: RecordSearch, shown: Shown, now: Instant, random: RandomBytes): Promise<void> {
  const { officer, purpose, kind = null, caseRef = null } = search;
  const queryDigest = digestOf(new TextEncoder().encode(search.q));
  await tx
    .withTables<RecordTables>()
    .insertInto('record_searches')
    .values({
      id: newId('use', now, random),
      at: now,
      officer,
      purpose,
      kind,
      case_ref: caseRef,
      query_digest: queryDigest,
      shown_count: shown.page.length,
      withheld_count: shown.withheldCount,
    })
    .execute();
  const uses = shown.page.flatMap((row) => {
    const verdict = shown.permitted.get(row.id);
    if (verdict === undefined) return [];
    return [
      {
        id: newId('use', now, random),
        recordId: row.id,
        version: row.version,
        officer,
        purpose,
        manner: 'search' as const,
        caseRef,
        note: '',
        verdict,
      },
    ];
  });
  await noteUses(tx, uses, now);
  const details = { purpose, caseRef: caseIdOf(caseRef), query: queryDigest, count: shown.page.length, manner: 'search' };
  await noteAudit(tx, { event: 'record.searched', actor: officer, at: now, details }, random);
}
