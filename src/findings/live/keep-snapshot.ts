// SPDX-License-Identifier: Apache-2.0
/**
 * A snapshot of a partition is stored: its lines, its place, and the alerts that they led to, in one transaction.
 *
 *     lock the partition under the term -> lines as a piece -> alerts, leads, their file, looks of shadows -> place          one commit
 *     the worker acknowledges the messages                                                                afterwards
 *
 * A worker that dies before the commit leaves nothing; one that dies after it, but before the acknowledgement, is given messages again that the
 * place says are taken. The file of an alert is the beginning of the segment up to the event that completed it: it is not copied,
 * and whoever runs the alert again reads exactly the events it rests on. A day that a shadow follows is kept in the same way, with or without
 * an alert, and judged by the server afterwards.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import type { ClosedSegment, ReplayFaults, SegmentPlace, Snapshot } from '../../surveillance/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import { keepAlerts } from '../alerts/keep-alerts.ts';
import type { WatchOrder } from '../alerts/market-engine.ts';
import { findSameFile, insertMarketFile, insertRun, type MarketFileRow, type RunRow, updateRun } from '../alerts/store.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import type { EditionsOfRun } from '../studio/editions.ts';
import { followByShadows, shadowsFollowing } from '../studio/try-draft.ts';
import {
  closeSegment,
  insertExtent,
  insertPiece,
  insertSegment,
  lockHeld,
  openedAtOf,
  type PartitionRow,
  piecesOf,
  storePlace,
} from './store.ts';

export interface HeldPartition {
  readonly market: string;
  readonly partition: number;
  readonly worker: string;
  readonly term: number;
}

export interface SnapshotToKeep {
  readonly snapshot: Snapshot;
  /** Its lines, packed; the first piece of a segment has the header before them. */
  readonly bytes: Uint8Array | null;
  readonly order: WatchOrder;
  /** What this authority had published of the patterns when the worker began. */
  readonly editions: EditionsOfRun;
  readonly purpose: Purpose;
}

type Deps = Pick<FindingsDeps, 'database' | 'announce' | 'random'>;

/** Whose name stands where an officer's does: nobody ordered this one run. */
const byServer = 'server';

/** False where the partition is no longer the worker's: then nothing is stored. */
export async function keepSnapshot(deps: Deps, held: HeldPartition, given: SnapshotToKeep, now: Instant): Promise<boolean> {
  return deps.database.transaction().execute(async (tx) => {
    const row = await lockHeld(tx, held.market, held);
    if (row === null) return false;
    const { snapshot, bytes } = given;
    const kept = await keepLines(tx, deps, { row, snapshot, bytes, now });
    if (kept !== null && snapshot.segment !== null) {
      const input = { ...kept, segmentPlace: snapshot.segment, held, given, now };
      if (snapshot.early.length > 0) await keepFound(tx, deps, { ...input, alerts: snapshot.early, faults: snapshot.faults });
      const { whole } = snapshot;
      if (whole !== null) {
        await keepWhole(tx, deps, { ...input, whole });
        await storePlace(tx, { ...row, place: snapshot.place, segment: null, pieces: 0, stored_at: now });
        await closeSegment(tx, kept.segment, now);
        return true;
      }
    }
    const open = kept === null ? { segment: row.segment, pieces: row.pieces } : { segment: kept.segment, pieces: kept.pieces };
    await storePlace(tx, { ...row, ...open, place: snapshot.place, stored_at: now });
    return true;
  });
}

/** The alerts of a segment that is closed, and a look at it for each draft whose shadow was on when it began. */
async function keepWhole(
  tx: Transaction,
  deps: Deps,
  { whole, ...input }: Omit<Found, 'alerts' | 'faults'> & { readonly whole: ClosedSegment },
): Promise<void> {
  const { now } = input;
  const since = await openedAtOf(tx, input.segment);
  const isFollowed = (await shadowsFollowing(tx, input.given.order, since)).length > 0;
  if (!isFollowed && whole.alerts.length === 0) return;
  const { run, file } = await keepFound(tx, deps, {
    ...input,
    alerts: whole.alerts,
    faults: whole.faults,
    eventsDigest: whole.eventsDigest,
  });
  await followByShadows(tx, deps, { run, file, since, now });
}

interface KeptLines {
  readonly segment: string;
  readonly pieces: number;
}

/** The segment with the lines of the snapshot; null where there are neither. */
async function keepLines(
  tx: Transaction,
  deps: Deps,
  given: { readonly row: PartitionRow; readonly snapshot: Snapshot; readonly bytes: Uint8Array | null; readonly now: Instant },
): Promise<KeptLines | null> {
  const { row, snapshot, bytes, now } = given;
  const place = snapshot.segment;
  if (place === null || (row.segment === null && bytes === null)) return null;
  const { market, partition } = row;
  const segment = row.segment ?? newId('mks', now, deps.random);
  if (row.segment === null)
    await insertSegment(tx, { id: segment, market, partition, day: place.day, part: place.part, opened_at: now, closed_at: null });
  if (bytes === null) return { segment, pieces: row.pieces };
  await insertPiece(tx, segment, row.pieces, bytes);
  return { segment, pieces: row.pieces + 1 };
}

interface Found extends KeptLines {
  readonly segmentPlace: SegmentPlace;
  readonly held: HeldPartition;
  readonly given: SnapshotToKeep;
  readonly now: Instant;
  readonly alerts: readonly AlertWire[];
  readonly faults: ReplayFaults;
  /** Left out, the one that its alerts name. */
  readonly eventsDigest?: string;
}

async function keepFound(tx: Transaction, deps: Deps, found: Found): Promise<{ readonly run: RunRow; readonly file: MarketFileRow }> {
  const { segmentPlace, given, now, alerts, faults } = found;
  const file = await keepFile(tx, deps, found);
  const id = newId('swr', now, deps.random);
  const eventsDigest = found.eventsDigest ?? alerts[0]?.input.events ?? '';
  const outcome = { eventsDigest, events: segmentPlace.rows, noticed: segmentPlace.report.faults, faults };
  const run: RunRow = {
    id,
    file: file.id,
    state: 'running',
    ordered: given.order,
    editions: given.editions,
    outcome: null,
    alerts: 0,
    added: 0,
    left_out: 0,
    problems: [],
    failures: 0,
    ordered_by: byServer,
    created_at: now,
    ended_at: null,
  };
  await insertRun(tx, run);
  const watched = { ...outcome, alerts };
  const kept = await keepAlerts(tx, deps, { run, file, watched, now });
  await updateRun(tx, id, { ...kept, ended_at: now });
  await deps.announce(tx, 'findings');
  const counts = { digest: eventsDigest, count: segmentPlace.rows, alerts: kept.alerts ?? 0, added: kept.added ?? 0 };
  const details = { run: id, marketFile: file.id, outcome: 'done', ...counts };
  await noteAudit(tx, { event: 'surveillance.ended', actor: byServer, at: now, details }, deps.random);
  return { run, file };
}

/** The beginning of the segment as a file of market events, once; the same bytes are the same file, wherever they came from. */
async function keepFile(tx: Transaction, deps: Deps, { segment, pieces, segmentPlace, held, given, now }: Found): Promise<MarketFileRow> {
  const bytes = Buffer.concat(await piecesOf(tx, segment, pieces));
  const content = { digest: digestOf(bytes), mapping: 'comity', symbol: '' };
  const known = await findSameFile(tx, content);
  if (known !== null) return known;
  const { day, part, rows } = segmentPlace;
  const name = `live ${held.market.replace('/', '-')} ${day} p${held.partition}-${part}, ${rows} events.csv.gz`;
  const common = { purpose: given.purpose, taken_by: byServer, taken_at: now };
  const file: MarketFileRow = { id: newId('mkf', now, deps.random), ...content, name, size: bytes.length, ...common };
  await insertMarketFile(tx, file, new Uint8Array());
  await insertExtent(tx, { file: file.id, segment, pieces });
  const details = { marketFile: file.id, digest: content.digest, size: bytes.length, format: 'csv', purpose: given.purpose };
  await noteAudit(tx, { event: 'market-file.taken', actor: byServer, at: now, details }, deps.random);
  return file;
}
