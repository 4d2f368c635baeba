// SPDX-License-Identifier: Apache-2.0
/** How a market that is watched while it runs stands: what an operator looks at. */
import { type Database, fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import { partitionsOf, removeMarket, workersOf } from './store.ts';
import type { LiveStatus, PartitionStatus } from './wire.ts';

export async function liveStatus(db: Database, now: Instant): Promise<LiveStatus> {
  const [rows, workers] = [await partitionsOf(db, null), await workersOf(db)];
  return {
    workers: workers.map(({ market, worker, seen_at: seenAt }) => ({ market, worker, seenAt })),
    partitions: rows.map(({ market, partition, owner, lease_until: until, figures, stored_at: storedAt, place }) => ({
      market,
      partition,
      ...held({
        worker: until !== null && until >= now ? owner : null,
        figures,
        snapshotAgeMs: storedAt === null ? null : Date.parse(now) - Date.parse(storedAt),
      }),
      segment: place.segment === null ? null : { day: place.segment.day, part: place.segment.part, rows: place.segment.rows },
      counts: { ...place.counts, unreadableFirst: [...place.counts.unreadableFirst] },
      noticed: (place.segment?.report.faults ?? []).map((fault) => ({ ...fault, first: [...fault.first] })),
    })),
  };
}

/** Ten times the hundred milliseconds that a market in order takes. */
const lateMs = 1000;
/** As long as an ordinary lease: a worker stores once a second while anything comes. */
const silentMs = 15_000;

type Held = Pick<PartitionStatus, 'worker' | 'figures' | 'snapshotAgeMs'>;

function held(given: Held): Held & Pick<PartitionStatus, 'state'> {
  const { worker, figures, snapshotAgeMs } = given;
  if (worker === null) return { ...given, state: 'unwatched' };
  const isSilent = (figures?.waiting ?? 0) > 0 && (snapshotAgeMs ?? silentMs) >= silentMs;
  return { ...given, state: isSilent || (figures?.tookMsP99 ?? 0) > lateMs ? 'late' : 'watched' };
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
