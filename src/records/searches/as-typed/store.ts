// SPDX-License-Identifier: Apache-2.0
/**
 * The page of records in which what was typed stands as it was typed, and how many there are in all.
 *
 * Own records and received ones are found apart: which received ones may be shown was judged before (judging/), so they are taken by their
 * identifiers, and only own ones are looked for here. Both are counted and put in order by one statement, so that what is found is fetched
 * once. Where more are found than can be put in order, the newest are the page.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../kernel/index.ts';
import { isNoReport } from '../../knowing/store.ts';
import { rowColumns, type RowSource } from '../../store.ts';
import type { RecordKind, RecordSearchAnswerWire } from '../../wire.ts';
import { exactMatch, type Meant, newestOf, orderedMax, plainFilters } from '../meaning/store.ts';

export type FoundRow = RowSource & { readonly rank: number; readonly version: number; readonly hits: readonly string[] };

export interface Shows {
  /** Whether own records may be shown for the purpose. */
  readonly own: boolean;
  readonly receivedIds: readonly string[];
}

/** Where the page before ended. */
export interface ExactPlace {
  readonly rank: number;
  readonly recordedAt: string;
  readonly id: string;
}

export interface FoundExact {
  readonly rows: readonly FoundRow[];
  readonly counts: Omit<RecordSearchAnswerWire['counts'], 'similar'>;
}

interface Asking {
  /** Rows of the page, at most. */
  readonly limit: number;
  /** Null at the top. */
  readonly behind: ExactPlace | null;
}

export async function findExact(tx: Transaction, meant: Meant, shows: Shows, { limit, behind }: Asking): Promise<FoundExact> {
  const { rank } = exactMatch(meant);
  const isBehind =
    behind === null
      ? sql<boolean>`true`
      : sql<boolean>`(rank, recorded_at, id) < (${behind.rank}::integer, ${behind.recordedAt}, ${behind.id})`;
  const order = sql`rank desc, recorded_at desc, id desc`;
  const found = await sql<FoundRow & { readonly counted: readonly Counted[] }>`
    with found as materialized (${foundRows(meant, shows, rank)}),
    page as (select id as page_id, rank from found where ${isBehind} order by ${order} limit ${limit})
    select counted, rank, ${pageColumns(meant)}
    from (select coalesce(json_agg(one), '[]') as counted
      from (select kind, is_received, count(*)::integer as count from found group by kind, is_received order by kind, is_received) one) counts
    left join page on true left join records on records.id = page_id order by ${order}`.execute(tx);
  const counts = countsOf(found.rows[0]?.counted ?? []);
  if (counts.isMore) return { rows: await newestPage(tx, meant, shows, { limit, behind }), counts };
  return { rows: found.rows.filter((row) => row.id !== null), counts };
}

/** How many are found, without any of them. */
export async function countExact(tx: Transaction, meant: Meant, shows: Shows): Promise<FoundExact> {
  return { rows: [], counts: (await findExact(tx, meant, shows, { limit: 0, behind: null })).counts };
}

interface Counted {
  readonly kind: RecordKind;
  readonly is_received: boolean;
  readonly count: number;
}

function countsOf(counted: readonly Counted[]): FoundExact['counts'] {
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const isMore = total > orderedMax;
  return {
    total: Math.min(total, orderedMax),
    isMore,
    // Of more than are counted, shares would be those of the rows that happen to lie first.
    byKind: isMore ? [] : counted.map(({ kind, is_received: isReceived, count }) => ({ kind, isReceived, count })),
  };
}

/**
 * Own reports are shown to who may know of all reports; for anybody else they are not looked for either, so that the indexes answer in which
 * there is none.
 */
function ownMeant(meant: Meant): Meant {
  return meant.sight === 'permitted' ? { ...meant, sight: 'none' } : meant;
}

function foundRows(meant: Meant, { own, receivedIds }: Shows, rank: RawBuilder<number>): RawBuilder<unknown> {
  const columns = sql`id, kind, is_received, recorded_at, ${rank} as rank`;
  const received = sql`select ${columns} from records where id = any(${[...receivedIds]}::text[])`;
  if (!own) return received;
  const { test } = exactMatch(ownMeant(meant));
  return sql`(select ${columns} from records where ${test} and not is_received limit ${orderedMax + 1}) union all ${received}`;
}

function pageColumns({ typed }: Meant): RawBuilder<unknown> {
  const columns = sql.join(rowColumns.map((column) => sql.ref(column)));
  const identifiers = [...typed.words.identifiers];
  return sql`${columns}, version, array(select one from unnest(identifiers) one where one = any(${identifiers}::text[])) as hits`;
}

/** Of more than are put in order: all rows are of one rank. */
async function newestPage(tx: Transaction, meant: Meant, { own, receivedIds }: Shows, { limit, behind }: Asking) {
  const ownReports = meant.sight === 'all' ? sql<boolean>`true` : isNoReport;
  const mayShow = sql<boolean>`((not is_received and ${own} and ${ownReports}) or (is_received and id = any(${[...receivedIds]}::text[])))`;
  const isBehind = behind === null ? sql<boolean>`true` : sql<boolean>`(recorded_at, id) < (${behind.recordedAt}, ${behind.id})`;
  return newestOf<FoundRow>(tx, {
    columns: sql`2 as rank, ${pageColumns(meant)}`,
    among: sql<boolean>`${plainFilters(meant)} and ${mayShow} and ${isBehind}`,
    test: exactMatch(meant).test,
    limit,
  });
}
