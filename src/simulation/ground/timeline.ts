// SPDX-License-Identifier: Apache-2.0
/**
 * The timeline: virtual time. What is to happen is laid on it for a moment; running takes the earliest, and time is then that
 * moment. Two things of one moment happen in the order in which they were laid down, so a run has one order only.
 *
 *     later(20, a)  later(5, b)  later(5, c)      ->  b at 5, c at 5, a at 20
 */

export interface Timeline {
  /** Milliseconds since the beginning of the run. */
  now(): number;
  /** Gives what takes it off the timeline again, as if it had never been laid there. */
  later(delayMs: number, work: () => void): () => void;
  /** Runs the earliest thing that is not after the limit; false when there is none, and then time is the limit. */
  step(limitMs: number): boolean;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  /** Null once it was taken off. */
  work: (() => void) | null;
}

export function makeTimeline(): Timeline {
  const heap: Entry[] = [];
  let [now, order] = [0, 0];
  return {
    now: () => now,
    later(delayMs, work) {
      const entry: Entry = { at: now + Math.max(0, Math.round(delayMs)), order: order++, work };
      heap.push(entry);
      rise(heap);
      return () => {
        entry.work = null;
      };
    },
    step(limitMs) {
      for (;;) {
        const [first] = heap;
        if (first === undefined || first.at > limitMs) {
          now = Math.max(now, limitMs);
          return false;
        }
        sink(heap);
        if (first.work === null) continue;
        now = first.at;
        first.work();
        return true;
      }
    },
  };
}

function isBefore(left: Entry, right: Entry): boolean {
  return left.at === right.at ? left.order < right.order : left.at < right.at;
}

/** Moves the last entry of a binary heap up to its place. */
function rise(heap: Entry[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, above)) return;
    at = above;
  }
}

/** Takes the first entry of a binary heap away. */
function sink(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [leftEntry, rightEntry] = [heap[left], heap[right]];
    if (leftEntry === undefined) return;
    const child = rightEntry !== undefined && isBefore(rightEntry, leftEntry) ? right : left;
    if (!swapIfBefore(heap, child, at)) return;
    at = child;
  }
}

function swapIfBefore(heap: Entry[], lower: number, upper: number): boolean {
  const [below, above] = [heap[lower], heap[upper]];
  if (below === undefined || above === undefined || !isBefore(below, above)) return false;
  heap[lower] = above;
  heap[upper] = below;
  return true;
}
