// SPDX-License-Identifier: Apache-2.0
/**
 * A file of reports of any length, read in batches that can be settled one by one.
 *
 * A batch ends where a piece of the file ends, so that "everything before this byte" has a digest. Who goes on after a break gives that place
 * and that digest: the file is read from its beginning again, for a reader of XML knows where it is only so, the reports before
 * the place are not handed out a second time, and another file is found out before anything of it is taken.
 */
import type { Instant, Issue } from '../../kernel/index.ts';
import { digesting } from '../../seals/index.ts';
import type { Rejection } from '../imports/file-records.ts';
import { createRunReader, type RunEntry } from './run-entries.ts';
import type { RunStanding } from './store.ts';
import type { RunFormat } from './wire.ts';

/** Small enough that nobody else who waits for this thread notices. */
const pieceBytes = 65_536;
export type Batch =
  | {
      readonly kind: 'reports';
      readonly reports: readonly RunEntry[];
      /** Where the part ends that is read with this batch, which bytes that part was, and how many reports are in it. */
      readonly position: number;
      readonly partDigest: string;
      readonly count: number;
    }
  /** The last word of a file that was read to its end: what is wrong with it as a whole. */
  | { readonly kind: 'end'; readonly faults: readonly Rejection[] }
  | { readonly kind: 'unreadable'; readonly faults: readonly Rejection[] }
  /** Not the file whose first part was read before. */
  | { readonly kind: 'other-file' };

export interface BatchSettings {
  readonly format: RunFormat;
  readonly now: Instant;
  readonly jurisdiction: string;
  readonly from: Pick<RunStanding, 'position' | 'partDigest' | 'reports'>;
  /** Reports of one batch, at least. */
  readonly batchReports: number;
  /** Lets others have the thread. */
  readonly pause: () => Promise<void>;
}

export async function* readBatches(parts: AsyncIterable<Uint8Array>, settings: BatchSettings): AsyncGenerator<Batch> {
  const { format, now, jurisdiction, from, batchReports, pause } = settings;
  let [queue, position, count]: [RunEntry[], number, number] = [[], 0, 0];
  const onEntry = (entry: RunEntry): void => {
    count += 1;
    if (count > from.reports) queue.push(entry);
  };
  const reader = createRunReader(format, { now, jurisdiction, onEntry });
  const hash = digesting();
  const batch = (): Batch => ({ kind: 'reports', reports: queue, position, partDigest: hash.soFar(), count });
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += pieceBytes) {
      const piece = part.subarray(at, at + pieceBytes);
      hash.add(piece);
      position += piece.length;
      const written = reader.write(piece);
      if (position === from.position && (count !== from.reports || hash.soFar() !== from.partDigest)) return yield { kind: 'other-file' };
      if (!written.ok) {
        if (queue.length > 0) yield batch();
        return yield { kind: 'unreadable', faults: written.issues.map(fileFault) };
      }
      if (queue.length >= batchReports) {
        yield batch();
        queue = [];
      } else await pause();
    }
  }
  const ended = reader.end();
  if (position < from.position) return yield { kind: 'other-file' };
  if (queue.length > 0) yield batch();
  yield ended.ok
    ? { kind: 'end', faults: ended.value.map(({ line, path, problem, remedy }) => ({ line, field: path, reason: problem, remedy })) }
    : { kind: 'unreadable', faults: ended.issues.map(fileFault) };
}

function fileFault({ path, problem, remedy }: Issue): Rejection {
  const line = /line (\d+)/.exec(path)?.[1];
  return { line: line === undefined ? 1 : Number(line), field: 'file', reason: problem, remedy };
}
