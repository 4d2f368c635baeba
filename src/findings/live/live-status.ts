// SPDX-License-Identifier: Apache-2.0
/** How a market that is watched while it runs stands: what an operator looks at. */
import { type Database, fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import type { PartitionPlace } from '../../surveillance/index.ts';
import { type PartitionFigures, partitionsOf, removeMarket, workersOf } from './store.ts';

export interface PartitionStatus {
  readonly market: string;
  readonly partition: number;
  /** Null where nobody holds it. */
  readonly worker: string | null;
  readonly figures: PartitionFigures | null;
  /** Since the last snapshot; null before the first. */
  readonly snapshotAgeMs: number | null;
  readonly segment: { readonly day: string; readonly part: number; readonly rows: number } | null;
  readonly counts: PartitionPlace['counts'];
  /** Lines of the open segment that were left out or moved, by kind. */
  readonly noticed: readonly {
    readonly kind: string;
    readonly count: number;
    readonly isLeftOut: boolean;
    readonly first: readonly string[];
  }[];
}

export interface LiveStatus {
  readonly workers: readonly { readonly market: string; readonly worker: string; readonly seenAt: Instant }[];
  readonly partitions: readonly PartitionStatus[];
}

export async function liveStatus(db: Database, now: Instant): Promise<LiveStatus> {
  const [rows, workers] = [await partitionsOf(db, null), await workersOf(db)];
  return {
    workers: workers.map(({ market, worker, seen_at: seenAt }) => ({ market, worker, seenAt })),
    partitions: rows.map(({ market, partition, owner, lease_until: until, figures, stored_at: storedAt, place }) => ({
      market,
      partition,
      worker: until !== null && until >= now ? owner : null,
      figures,
      snapshotAgeMs: storedAt === null ? null : Date.parse(now) - Date.parse(storedAt),
      segment: place.segment === null ? null : { day: place.segment.day, part: place.segment.part, rows: place.segment.rows },
      counts: place.counts,
      noticed: (place.segment?.report.faults ?? []).map(({ kind, count, isLeftOut, first }) => ({ kind, count, isLeftOut, first })),
    })),
  };
}

export interface LiveFigures {
  readonly market: string;
  readonly unwatched: number;
  readonly waiting: number;
  readonly rate: number;
  /** In seconds, of the partition whose last snapshot is the oldest. */
  readonly snapshotAge: number;
  readonly leftOut: number;
}

/** The same in one row for each market, for monitoring. */
export async function liveFigures(db: Database, now: Instant): Promise<readonly LiveFigures[]> {
  const { partitions } = await liveStatus(db, now);
  const sum = (rows: readonly PartitionStatus[], of: (row: PartitionStatus) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  return [...Map.groupBy(partitions, ({ market }) => market)].map(([market, rows]) => ({
    market,
    unwatched: rows.filter(({ worker }) => worker === null).length,
    waiting: sum(rows, ({ figures }) => figures?.waiting ?? 0),
    rate: sum(rows, ({ figures, worker }) => (worker === null ? 0 : (figures?.linesPerSecond ?? 0))),
    snapshotAge: Math.max(0, ...rows.map(({ snapshotAgeMs }) => snapshotAgeMs ?? 0)) / 1000,
    leftOut: sum(rows, ({ counts, noticed }) => {
      const { twice, missing, unreadable, outside } = counts;
      return twice + missing + unreadable + outside + noticed.reduce((total, { count, isLeftOut }) => total + (isLeftOut ? count : 0), 0);
    }),
  }));
}

/** Forgets a market that nobody watches any more, such as one of another number of partitions; an issue where it is unknown or watched. */
export async function forgetMarket(db: Database, market: string, now: Instant): Promise<Result<number>> {
  return db.transaction().execute(async (tx) => {
    const rows = await partitionsOf(tx, market);
    if (rows.length === 0)
      return fail(`market ${market.slice(0, 60)}`, 'There is no such market.', 'Give it as market-status names it: NAME/NUMBER.');
    if (rows.some(({ lease_until: until }) => until !== null && until >= now))
      return fail(`market ${market}`, 'Workers hold partitions of it.', 'Stop them first.');
    await removeMarket(tx, market);
    return ok(rows.length);
  });
}
