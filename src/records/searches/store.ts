// SPDX-License-Identifier: Apache-2.0
/**
 * Search over own and received records at once, for a stated purpose.
 *
 * Received records appear only where their conditions permit searching for that purpose. Each match is judged before a page
 * is made; what may not be shown is counted with its reason, so that an officer knows that something is there to ask for.
 *
 * Order: a whole identifier first, then the typed text as a piece of a name, then all words, then similar names; within each
 * the newest first. A page ends with a cursor; the next one begins behind it.
 *
 * Suspicious reports are there only for officers who may know of them and for the purposes of reports (knowing/): for anybody else the
 * search reads indexes in which there is none.
 *
 * Written down: who, when, for which purpose, how many shown and withheld, and the digest of what was typed. Each received
 * record that is shown also has the search among its uses.
 */
import { type RawBuilder, sql } from 'kysely';
import { appendAudit } from '../../audit/index.ts';
import type { Condition, Purpose, UseVerdict } from '../../conditions/index.ts';
import { type Database, type Instant, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { type SearchQuestion, searchQuestionOf } from '../search-text.ts';
import { leavesFor } from '../leaves/store.ts';
import { type Sight, sightOf } from '../knowing/knowing.ts';
import { isNoReport } from '../knowing/store.ts';
import { type RecordTables, type RowSource, rowColumns, toRows } from '../store.ts';
import { caseIdOf, judgeUse, noteUses, type RecordDeps } from '../uses/store.ts';
import type { RecordKind, RecordSearchAnswerWire } from '../wire.ts';

export interface RecordSearch {
  /** What is searched for; empty: everything, the newest first. */
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

/** Received records judged in one search; who finds more is asked to narrow it. */
const judgedMax = 5000;

export async function searchRecords(
  tx: Transaction,
  search: RecordSearch,
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<RecordSearchAnswerWire> {
  const match = matchOf(searchQuestionOf(search.q), await hasSimilarity(tx));
  const sight = sightOf(await deps.knowsReports(tx, search.officer), search.purpose);
  const own = judgeUse({ kind: 'registration', isReceived: false, conditions: [], manner: 'search', purpose: search.purpose }, deps, now);
  const received = await judgeReceived(tx, { ...search, sight }, match, deps, now);
  const showsOwn = own.outcome === 'permitted';
  const found = await findPage(tx, { ...search, sight }, match, { showsOwn, receivedIds: [...received.permitted.keys()] });
  const page = found.slice(0, search.limit);
  const last = page.at(-1);
  const withheld = new Map(received.withheld);
  if (!showsOwn)
    withheld.set(own.reasons[0]?.sentence ?? 'Own records are not used for this purpose.', await countOwn(tx, { ...search, sight }, match));
  const answer = {
    rows: await toRows(tx, page, deps),
    next: found.length > search.limit && last !== undefined ? cursorOf(last) : null,
    withheld: [...withheld].filter(([, count]) => count > 0).map(([reason, count]) => ({ count, reason })),
  };
  await noteSearch(
    tx,
    search,
    { page, permitted: received.permitted, withheldCount: answer.withheld.reduce((sum, { count }) => sum + count, 0) },
    now,
    random,
  );
  return answer;
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
  const tests = texts.map((text) => matchOf(searchQuestionOf(text), false).test);
  return db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'title', 'reference', 'originator', 'is_received'])
    .where(sql<boolean>`(${sql.join(tests, sql` or `)})`)
    .where(isNoReport)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

async function hasSimilarity(tx: Transaction): Promise<boolean> {
  const found = await sql<{ has: boolean }>`select exists (select 1 from pg_extension where extname = 'pg_trgm') as has`.execute(tx);
  return found.rows[0]?.has === true;
}

interface Match {
  /** Whether a row is meant at all; each part can be answered from an index. */
  readonly test: RawBuilder<boolean>;
  /** 4 to 1 by how it matches. */
  readonly rank: RawBuilder<number>;
}

function matchOf(question: SearchQuestion, hasSimilar: boolean): Match {
  if (question.words.length === 0) {
    // Something was typed, but no letter or digit of any script: it can match nothing. Nothing typed matches everything.
    return { test: question.isEmpty ? sql<boolean>`true` : sql<boolean>`false`, rank: sql<number>`1` };
  }
  // Normalised words hold letters and digits only, so neither quotes nor LIKE's own signs can be among them.
  const isIdentifier = sql<boolean>`identifiers && ${[...question.identifiers]}::text[]`;
  const isPiece = sql<boolean>`names_text like ${`%${question.name}%`}`;
  const hasWords = sql<boolean>`search_vector @@ to_tsquery('simple', ${question.words.map((word) => `'${word}':*`).join(' & ')})`;
  const isSimilar = hasSimilar ? sql<boolean>`${question.name} <% names_text` : sql<boolean>`false`;
  return {
    test: sql<boolean>`(${isIdentifier} or ${isPiece} or ${hasWords} or ${isSimilar})`,
    rank: sql<number>`case when ${isIdentifier} then 4 when ${isPiece} then 3 when ${hasWords} then 2 else 1 end`,
  };
}

/** A search by an officer who may know of reports thus far. */
type SeeingSearch = RecordSearch & { readonly sight: Sight };

/** The rows that the search means, before any condition is asked; reports as far as the officer may know of them. */
function meantRows(tx: Transaction, search: SeeingSearch, match: Match) {
  let query = tx.withTables<RecordTables>().selectFrom('records').where(match.test);
  if (search.sight === 'none') query = query.where(isNoReport);
  if (search.sight === 'permitted') query = query.where(sql<boolean>`(${isNoReport} or is_received)`);
  if (search.kind !== undefined) query = query.where('kind', '=', search.kind);
  if (search.origin !== undefined) query = query.where('is_received', '=', search.origin === 'received');
  if (search.caseRef !== undefined) query = query.where('case_ref', '=', search.caseRef);
  return query;
}

interface JudgedReceived {
  /** By identifier, the reasons that permit the search. */
  readonly permitted: ReadonlyMap<string, UseVerdict>;
  /** By reason, how many. */
  readonly withheld: ReadonlyMap<string, number>;
}

async function judgeReceived(tx: Transaction, search: SeeingSearch, match: Match, deps: RecordDeps, now: Instant): Promise<JudgedReceived> {
  if (search.origin === 'own') return { permitted: new Map(), withheld: new Map() };
  if (search.sight !== 'permitted') return judgeRows(tx, meantRows(tx, search, match), search, deps, now);
  // Reports by themselves: they neither count among what is withheld nor take a place among those that are looked at.
  const others = await judgeRows(tx, meantRows(tx, { ...search, sight: 'none' }, match), search, deps, now);
  const reports = await judgeRows(tx, meantRows(tx, search, match).where('kind', '=', 'suspicious-report'), search, deps, now);
  return { permitted: new Map([...others.permitted, ...reports.permitted]), withheld: others.withheld };
}

async function judgeRows(
  tx: Transaction,
  meant: ReturnType<typeof meantRows>,
  search: RecordSearch,
  deps: RecordDeps,
  now: Instant,
): Promise<JudgedReceived> {
  const permitted = new Map<string, UseVerdict>();
  const withheld = new Map<string, number>();
  const rows = await meant
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select(['records.id as id', 'records.kind as kind', 'records.recall as recall', 'record_versions.conditions as conditions'])
    .where('is_received', '=', true)
    .orderBy('records.recorded_at', 'desc')
    .orderBy('records.id', 'desc')
    .limit(judgedMax + 1)
    .execute();
  const withhold = (reason: string): void => void withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
  const leaves = await leavesFor(
    tx,
    rows.map((row) => row.id),
    search.purpose,
  );
  for (const [index, row] of rows.entries()) {
    if (index === judgedMax) {
      withhold(`More than ${judgedMax} received records match; the older ones were not looked at. Narrow the search.`);
      break;
    }
    const conditions = JSON.parse(row.conditions) as Condition[];
    const { kind, recall } = row;
    const datum = { kind, isReceived: true, conditions, manner: 'search', purpose: search.purpose, recall } as const;
    const verdict = judgeUse({ ...datum, leaves: leaves.get(row.id) ?? [] }, deps, now);
    if (verdict.outcome === 'permitted') permitted.set(row.id, verdict);
    else withhold(verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.');
  }
  return { permitted, withheld };
}

type FoundRow = RowSource & { readonly rank: number; readonly version: number };

async function findPage(
  tx: Transaction,
  search: SeeingSearch,
  match: Match,
  shown: { readonly showsOwn: boolean; readonly receivedIds: readonly string[] },
): Promise<FoundRow[]> {
  const showsOwnReports = search.sight === 'all' ? sql<boolean>`true` : isNoReport;
  const showsOwn = sql<boolean>`(${shown.showsOwn} and ${showsOwnReports})`;
  const mayShow = sql<boolean>`((not is_received and ${showsOwn}) or (is_received and id = any(${[...shown.receivedIds]}::text[])))`;
  const ranked = meantRows(tx, search, match)
    .where(mayShow)
    .select([...rowColumns, 'version'])
    .select(match.rank.as('rank'));
  let query = tx.selectFrom(ranked.as('found')).selectAll();
  const cursor = readCursor(search.after);
  if (cursor !== null)
    query = query.where(sql<boolean>`(rank, recorded_at, id) < (${cursor.rank}::integer, ${cursor.recordedAt}, ${cursor.id})`);
  return query
    .orderBy('rank', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(search.limit + 1)
    .execute();
}

function cursorOf(row: FoundRow): string {
  return `${row.rank}~${row.recorded_at}~${row.id}`;
}

function readCursor(text: string | undefined): { rank: number; recordedAt: string; id: string } | null {
  const match = /^([1-4])~([0-9TZ:.-]+)~([0-9a-z_]+)$/.exec(text ?? '');
  if (match === null) return null;
  const [, rank = '', recordedAt = '', id = ''] = match;
  return { rank: Number(rank), recordedAt, id };
}

async function countOwn(tx: Transaction, search: SeeingSearch, match: Match): Promise<number> {
  if (search.origin === 'received') return 0;
  const counted = await meantRows(tx, search, match)
    .where('is_received', '=', false)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return counted.count;
}

interface Shown {
  readonly page: readonly FoundRow[];
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
  const details = { purpose, caseRef: caseIdOf(caseRef), kind, query: queryDigest, count: shown.page.length, manner: 'search' };
  await appendAudit(tx, { event: 'record.searched', actor: officer, at: now, details }, random);
}
