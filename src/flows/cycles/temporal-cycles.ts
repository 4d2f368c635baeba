// SPDX-License-Identifier: Apache-2.0
/**
 * Temporal cycles: simple cycles whose movements follow one another strictly in time, all within a window from the first.
 *
 * For each movement u -> v at t0 that could open a cycle: u must be paid again within the window. From v forward, the earliest moment at
 * which each party can be reached; if u is reached, from u backward the latest moment at which each of those parties can still send on
 * in time. Then a depth-first search walks only along movements that are earlier than the latest departure of where they lead, so that
 * (nearly) every step it takes lies on a cycle. Everything is in arrays over the index of payments; parties of one search are marked by
 * its number, so that nothing is cleared between searches.
 *
 * After: Blanuša, Ienne and Atasu (SPAA 2022) and Kumar and Calders (2SCENT, PVLDB 2018), which prune by the same two ideas.
 */
import type { Movements } from '../../columns/index.ts';
import { type MovementIndex, indexMovements } from '../movement-index.ts';

export interface CycleSearch {
  readonly windowMs: number;
  /** The most movements of a cycle; longer ones are not looked for. */
  readonly lengthMax: number;
  /** Called with the rows of each cycle, in order; the array is used again. False ends the search. */
  readonly onCycle: (rows: Uint32Array, length: number) => boolean;
}

export interface CycleCount {
  readonly cycles: number;
  /** Cycles by their number of movements. */
  readonly byLength: readonly number[];
  readonly isComplete: boolean;
}

interface Search {
  readonly times: Float64Array;
  readonly to: Uint32Array;
  readonly index: MovementIndex;
  readonly given: CycleSearch;
  /** The search that last reached a party forward, and the earliest moment then; the same backward. */
  readonly forwardMark: Uint32Array;
  readonly earliest: Float64Array;
  readonly backwardMark: Uint32Array;
  readonly latest: Float64Array;
  /** Where the payments of a party inside the window begin and end. */
  readonly queue: Uint32Array;
  readonly onPath: Uint8Array;
  readonly path: Uint32Array;
  readonly byLength: number[];
  mark: number;
  cycles: number;
  isStopped: boolean;
}

/** No cycle that a person follows is longer. */
export const cycleLengthMax = 64;

/** Finds all of them, each once, by its first movement. The outside world is no party of a cycle. */
export function findTemporalCycles(movements: Movements, given: CycleSearch): CycleCount {
  const index = indexMovements(movements);
  const parties = movements.parties.size;
  const search: Search = {
    times: movements.timeMs,
    to: movements.to,
    index,
    given,
    forwardMark: new Uint32Array(parties),
    earliest: new Float64Array(parties),
    backwardMark: new Uint32Array(parties),
    latest: new Float64Array(parties),
    queue: new Uint32Array(parties),
    onPath: new Uint8Array(parties),
    path: new Uint32Array(cycleLengthMax + 1),
    byLength: Array.from({ length: cycleLengthMax + 1 }, () => 0),
    mark: 0,
    cycles: 0,
    isStopped: false,
  };
  const nextIn = cursors(index.firstIn, parties);
  for (let row = 0; row < movements.count && !search.isStopped; row += 1) {
    const [root, first] = [movements.from[row] ?? 0, movements.to[row] ?? 0];
    if (root === 0 || first === 0 || root === first) continue;
    if (!isPaidAgain(search, nextIn, root, movements.timeMs[row] ?? 0)) continue;
    openCycle(search, movements, row, root, first);
  }
  return { cycles: search.cycles, byLength: search.byLength, isComplete: !search.isStopped };
}

function cursors(first: Uint32Array, parties: number): Uint32Array {
  return first.slice(0, parties);
}

/** Whether anything comes in within the window; rows are visited in order of time, so each cursor moves forward alone. */
function isPaidAgain({ times, index, given }: Search, nextIn: Uint32Array, party: number, after: number): boolean {
  const end = index.firstIn[party + 1] ?? 0;
  let at = nextIn[party] ?? 0;
  while (at < end && (times[index.inRows[at] ?? 0] ?? 0) <= after) at += 1;
  nextIn[party] = at;
  return at < end && (times[index.inRows[at] ?? 0] ?? 0) <= after + given.windowMs;
}

function openCycle(search: Search, movements: Movements, row: number, root: number, first: number): void {
  const opened = movements.timeMs[row] ?? 0;
  const until = opened + search.given.windowMs;
  search.mark += 1;
  if (!reachForward(search, { root, first, opened, until })) return;
  reachBackward(search, movements, { root, until });
  if (search.backwardMark[first] !== search.mark || (search.latest[first] ?? 0) <= opened) return;
  search.path[0] = row;
  search.onPath[root] = 1;
  walk(search, root, first, opened, 1);
  search.onPath[root] = 0;
}

interface Reach {
  readonly root: number;
  readonly until: number;
}

/** The first place among a party's rows that lies after a moment (binary search). */
function firstAfter(times: Float64Array, rows: Uint32Array, from: number, end: number, moment: number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[rows[middle] ?? 0] ?? 0) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Earliest arrivals from the first party; whether the root is reached. A party that is reached earlier later on is visited again. */
function reachForward(search: Search, { root, first, opened, until }: Reach & { first: number; opened: number }): boolean {
  const { times, to, index, forwardMark, earliest, queue, mark } = search;
  let isReached = false;
  let [head, tail] = [0, 0];
  forwardMark[first] = mark;
  earliest[first] = opened;
  queue[tail++] = first;
  let waiting = 1;
  while (waiting > 0) {
    const party = queue[head] ?? 0;
    head = head + 1 === queue.length ? 0 : head + 1;
    waiting -= 1;
    search.onPath[party] = 0;
    const arrival = earliest[party] ?? 0;
    const end = index.firstOut[party + 1] ?? 0;
    for (let at = firstAfter(times, index.outRows, index.firstOut[party] ?? 0, end, arrival); at < end; at += 1) {
      const row = index.outRows[at] ?? 0;
      const time = times[row] ?? 0;
      if (time > until) break;
      const next = to[row] ?? 0;
      if (next === root) {
        isReached = true;
        continue;
      }
      if (next === 0 || (forwardMark[next] === mark && (earliest[next] ?? 0) <= time)) continue;
      forwardMark[next] = mark;
      earliest[next] = time;
      if (search.onPath[next] === 1) continue;
      search.onPath[next] = 1;
      queue[tail === queue.length ? (tail = 0) : tail] = next;
      tail += 1;
      waiting += 1;
    }
  }
  return isReached;
}

/** Latest departures towards the root, among the parties that were reached forward. */
function reachBackward(search: Search, { from }: Movements, { root, until }: Reach): void {
  const { times, index, forwardMark, earliest, backwardMark, latest, queue, mark } = search;
  let [head, tail] = [0, 0];
  backwardMark[root] = mark;
  latest[root] = until + 1;
  queue[tail++] = root;
  let waiting = 1;
  while (waiting > 0) {
    const party = queue[head] ?? 0;
    head = head + 1 === queue.length ? 0 : head + 1;
    waiting -= 1;
    search.onPath[party] = 0;
    const departure = latest[party] ?? 0;
    const begin = index.firstIn[party] ?? 0;
    const end = firstNotBefore(times, index.inRows, begin, index.firstIn[party + 1] ?? 0, departure);
    const least = party === root ? until - search.given.windowMs : (earliest[party] ?? 0);
    for (let at = end - 1; at >= begin; at -= 1) {
      const row = index.inRows[at] ?? 0;
      const time = times[row] ?? 0;
      if (time < least) break;
      const before = from[row] ?? 0;
      if (before === 0 || before === root || forwardMark[before] !== mark || (earliest[before] ?? 0) >= time) continue;
      if (backwardMark[before] === mark && (latest[before] ?? 0) >= time) continue;
      backwardMark[before] = mark;
      latest[before] = time;
      if (search.onPath[before] === 1) continue;
      search.onPath[before] = 1;
      queue[tail === queue.length ? (tail = 0) : tail] = before;
      tail += 1;
      waiting += 1;
    }
  }
}

function firstNotBefore(times: Float64Array, rows: Uint32Array, from: number, end: number, moment: number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[rows[middle] ?? 0] ?? 0) >= moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Walks on from a party at a moment; `depth` movements are on the path. */
function walk(search: Search, root: number, party: number, arrived: number, depth: number): void {
  const { times, to, index, backwardMark, latest, onPath, path, mark, given } = search;
  onPath[party] = 1;
  const end = index.firstOut[party + 1] ?? 0;
  const departure = latest[party] ?? 0;
  for (let at = firstAfter(times, index.outRows, index.firstOut[party] ?? 0, end, arrived); at < end; at += 1) {
    const row = index.outRows[at] ?? 0;
    const time = times[row] ?? 0;
    if (time > departure || search.isStopped) break;
    const next = to[row] ?? 0;
    if (backwardMark[next] !== mark || time >= (latest[next] ?? 0)) continue;
    if (next === root) {
      path[depth] = row;
      search.cycles += 1;
      search.byLength[depth + 1] = (search.byLength[depth + 1] ?? 0) + 1;
      if (!given.onCycle(path, depth + 1)) search.isStopped = true;
    } else if (onPath[next] === 0 && depth + 1 < given.lengthMax) {
      path[depth] = row;
      walk(search, root, next, time, depth + 1);
    }
  }
  onPath[party] = 0;
}
