// SPDX-License-Identifier: Apache-2.0
/**
 * What a worker of a live market asks of the store: its share of the partitions, where each stands, and to keep a snapshot.
 *
 *     beat()        every third of a lease: I am there; what is mine is renewed, what is too much given up, what nobody holds taken
 *     keep()        a snapshot, under the term that the partition was taken with
 *     leave()       on the way out: the others need not wait for the leases to run out
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { instantFromMs, type Instant } from '../../kernel/index.ts';
import { type PartitionPlace, segmentHeader, type Snapshot } from '../../surveillance/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { keepSnapshot, type SnapshotToKeep } from './keep-snapshot.ts';
import { shareOf } from './share-partitions.ts';
import {
  claimPartitions,
  ensurePartitions,
  forgetWorker,
  noteFigures,
  noteWorker,
  type PartitionFigures,
  piecesOf,
  releasePartition,
  renewLeases,
} from './store.ts';

export interface TakenPartition {
  readonly partition: number;
  readonly term: number;
  readonly place: PartitionPlace;
  /** Lines of the segment that is open there. */
  readonly stored: readonly string[];
}

export interface Beat {
  /** Still held; what the worker has beside these is no longer its own. */
  readonly held: readonly number[];
  /** To be given up, after what is under way is stored. */
  readonly giveUp: readonly number[];
  readonly taken: readonly TakenPartition[];
}

export interface LiveWork {
  beat(figures: ReadonlyMap<number, PartitionFigures>): Promise<Beat>;
  /** False where the partition is no longer the worker's. */
  keep(partition: number, term: number, snapshot: Snapshot): Promise<boolean>;
  release(partition: number): Promise<void>;
  leave(): Promise<void>;
}

export interface LiveWorkOrder extends Pick<SnapshotToKeep, 'order' | 'editions' | 'purpose'> {
  /** The name and the number of partitions: another number is another market, with places of its own. */
  readonly market: string;
  readonly partitions: number;
  readonly worker: string;
  readonly leaseMs: number;
}

type Deps = Pick<FindingsDeps, 'database' | 'announce' | 'random'> & { readonly clock: () => Instant };

export function openLiveWork(deps: Deps, asked: LiveWorkOrder): LiveWork {
  const { database, clock } = deps;
  const { market, partitions, worker, leaseMs } = asked;
  const after = (now: Instant, ms: number): Instant => instantFromMs(Date.parse(now) + ms);
  return {
    async beat(figures) {
      const now = clock();
      const until = after(now, leaseMs);
      const { held, share, claimed } = await database.transaction().execute(async (tx) => {
        await ensurePartitions(tx, market, partitions);
        const workers = await noteWorker(tx, market, { worker, now, goneBefore: after(now, -leaseMs) });
        const own = await renewLeases(tx, market, { worker, until });
        for (const [partition, one] of figures) if (own.includes(partition)) await noteFigures(tx, market, partition, one);
        const due = shareOf(own, { partitions, workers });
        const rows = due.takeMost === 0 ? [] : await claimPartitions(tx, market, { worker, most: due.takeMost, now, until });
        return { held: own, share: due, claimed: rows };
      });
      const taken: TakenPartition[] = [];
      for (const { partition, term, place, segment, pieces } of claimed)
        taken.push({ partition, term, place, stored: segment === null ? [] : linesOf(await piecesOf(database, segment, pieces)) });
      return { held, giveUp: share.giveUp, taken };
    },
    keep(partition, term, snapshot) {
      const { order, editions, purpose } = asked;
      const bytes = snapshot.lines.length === 0 ? null : packed(snapshot);
      return keepSnapshot(deps, { market, partition, worker, term }, { snapshot, bytes, order, editions, purpose }, clock());
    },
    release: (partition) => database.transaction().execute((tx) => releasePartition(tx, market, partition, worker)),
    leave: () => database.transaction().execute((tx) => forgetWorker(tx, market, worker)),
  };
}

/** The time goes to packing, and the fastest way gives most of what the best does. */
const packing = { level: 1 } as const;

/** Packed parts one after the other are one packed file, which readers of .csv.gz take as it is. */
function packed({ lines, segment }: Snapshot): Uint8Array {
  const isFirst = (segment?.rows ?? 0) === lines.length;
  return new Uint8Array(gzipSync(`${isFirst ? `${segmentHeader}\n` : ''}${lines.join('\n')}\n`, packing));
}

function linesOf(pieces: readonly Uint8Array[]): readonly string[] {
  const lines = pieces.flatMap((piece) => gunzipSync(piece).toString('utf8').split('\n'));
  return lines.filter((line, index) => line !== '' && (index > 0 || line !== segmentHeader));
}
