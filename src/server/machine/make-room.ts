// SPDX-License-Identifier: Apache-2.0
/**
 * Room in memory while a long file is worked through: once so much was added to what lives on, the whole heap is gone through between two
 * pieces of the file, and work goes on only afterwards.
 *
 * V8 does the same by itself, but beside the work: on a machine that has others to serve, its threads come to it late, and meanwhile the
 * work adds as much again. An import that took 290 MB on one day took 330 on the next (decisions/0580-what-an-import-holds.md).
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A pass takes some 80 ms of processor time; a report adds some 100 kB, so there is one in 300 reports. */
const addedBytesMax = 32e6;

/** What is to be called between two pieces; it goes through the heap where enough was added since it last did. */
export function roomMaker(): () => void {
  setFlagsFromString('--expose-gc');
  const passOverHeap = runInNewContext('gc') as () => void;
  let livesOn = 0;
  return () => {
    if (getHeapStatistics().used_heap_size < livesOn + addedBytesMax) return;
    passOverHeap();
    livesOn = getHeapStatistics().used_heap_size;
  };
}
