// SPDX-License-Identifier: Apache-2.0
/**
 * The largest flow from a source to a sink and the smallest cut that stops it (Goldberg and Tarjan, push-relabel, highest label first, with
 * the gap rule and exact relabelling from the sink from time to time). Capacities are whole; places, arcs and labels lie in typed arrays, and
 * units in numbers or, where those do not hold them, in bigints of any width (arc-amounts.ts).
 *
 * Only the first phase is run: it finds the value and the cut, which is what a freeze needs; who pays whom inside the flow is not asked.
 */
import type { AmountColumn } from '../tracing/arithmetic.ts';
import { type ArcAmounts, type ArcPlaces, numberAmounts, wideAmounts } from './arc-amounts.ts';

export interface Network<Amount> {
  readonly places: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Whole; an arc that no cut may use has more than all arcs out of the source together. */
  readonly capacity: AmountColumn<Amount>;
}

/** For numbers, what an arc has that no cut may use: all arcs out of the source have less together, so that every sum stays exact. */
export const unbounded = 2 ** 52;

export interface MinimumCut<Amount> {
  readonly value: Amount;
  /** By place: 1 on the side of the source. */
  readonly isSourceSide: Uint8Array;
}

interface Residual {
  readonly first: Uint32Array;
  readonly head: Uint32Array;
  readonly twin: Uint32Array;
}

/** The cut of a network whose arcs out of the source have less than `unbounded` together. */
export function minimumCut(network: Network<number>, source: number, sink: number): MinimumCut<number> {
  return cutWith(network, numberAmounts, source, sink);
}

/** The same for capacities of any width. */
export function minimumWideCut(network: Network<bigint>, source: number, sink: number): MinimumCut<bigint> {
  return cutWith(network, wideAmounts, source, sink);
}

function cutWith<Amount>(
  network: Network<Amount>,
  amountsOf: (given: ArcPlaces<Amount>) => ArcAmounts<Amount>,
  source: number,
  sink: number,
): MinimumCut<Amount> {
  const { places, capacity } = network;
  const { forth, ...residual } = residualOf(network);
  const amounts = amountsOf({ places, twin: residual.twin, forth, capacity });
  const state = startState(places, { ...residual, amounts }, source, sink);
  relabelFromSink(state);
  saturateSource(state);
  let work = 0;
  for (let place = nextActive(state); place >= 0; place = nextActive(state)) {
    work += discharge(state, place);
    // About as often as it costs to look at every arc once.
    if (work > 4 * places + residual.head.length) {
      relabelFromSink(state);
      work = 0;
    }
  }
  return { value: amounts.excessOf(sink), isSourceSide: sourceSide(state) };
}

/** Each arc and its reverse, grouped by the place they leave. */
function residualOf({ places, from, to }: Network<unknown>): Residual & { readonly forth: Uint32Array } {
  const arcs = from.length;
  const first = new Uint32Array(places + 2);
  for (let arc = 0; arc < arcs; arc += 1) {
    const [tail, head] = [from[arc] ?? 0, to[arc] ?? 0];
    first[tail + 1] = (first[tail + 1] ?? 0) + 1;
    first[head + 1] = (first[head + 1] ?? 0) + 1;
  }
  for (let place = 0; place < places; place += 1) first[place + 1] = (first[place + 1] ?? 0) + (first[place] ?? 0);
  const at = first.slice();
  const head = new Uint32Array(arcs * 2);
  const twin = new Uint32Array(arcs * 2);
  const forthOf = new Uint32Array(arcs);
  for (let arc = 0; arc < arcs; arc += 1) {
    const [one, other] = [from[arc] ?? 0, to[arc] ?? 0];
    const forth = at[one] ?? 0;
    at[one] = forth + 1;
    const back = at[other] ?? 0;
    at[other] = back + 1;
    head[forth] = other;
    head[back] = one;
    twin[forth] = back;
    twin[back] = forth;
    forthOf[arc] = forth;
  }
  return { first, head, twin, forth: forthOf };
}

interface State extends Residual {
  readonly amounts: ArcAmounts<unknown>;
  readonly isOpen: Uint8Array;
  readonly places: number;
  readonly source: number;
  readonly sink: number;
  readonly label: Uint32Array;
  readonly current: Uint32Array;
  /** Active places by label, as lists; and how many places have each label. */
  readonly bucket: Int32Array;
  readonly nextInBucket: Int32Array;
  readonly isActive: Uint8Array;
  readonly labelCount: Uint32Array;
  readonly queue: Uint32Array;
  highest: number;
}

function startState(places: number, residual: Residual & Pick<State, 'amounts'>, source: number, sink: number): State {
  return {
    ...residual,
    isOpen: residual.amounts.isOpen,
    places,
    source,
    sink,
    label: new Uint32Array(places),
    current: residual.first.slice(0, places),
    bucket: new Int32Array(places + 1).fill(-1),
    nextInBucket: new Int32Array(places).fill(-1),
    isActive: new Uint8Array(places),
    labelCount: new Uint32Array(places + 2),
    queue: new Uint32Array(places),
    highest: 0,
  };
}

/** Labels as distances to the sink; what cannot reach it is out of the game. */
function relabelFromSink(state: State): void {
  const { places, first, head, twin, amounts, isOpen, label, labelCount, bucket, nextInBucket, isActive, current, queue, source, sink } =
    state;
  label.fill(places);
  labelCount.fill(0);
  bucket.fill(-1);
  isActive.fill(0);
  label[sink] = 0;
  queue[0] = sink;
  let tail = 1;
  for (let at = 0; at < tail; at += 1) {
    const place = queue[at] ?? 0;
    for (let arc = first[place] ?? 0; arc < (first[place + 1] ?? 0); arc += 1) {
      const before = head[arc] ?? 0;
      if (label[before] !== places || before === source || before === sink || isOpen[twin[arc] ?? 0] === 0) continue;
      label[before] = (label[place] ?? 0) + 1;
      queue[tail++] = before;
    }
  }
  state.highest = 0;
  for (let place = 0; place < places; place += 1) {
    const own = label[place] ?? 0;
    labelCount[own] = (labelCount[own] ?? 0) + 1;
    current[place] = first[place] ?? 0;
    nextInBucket[place] = -1;
    if (own < places && amounts.hasExcess(place) && place !== source && place !== sink) activate(state, place);
  }
}

function activate(state: State, place: number): void {
  const { label, bucket, nextInBucket, isActive } = state;
  if (isActive[place] === 1) return;
  const own = label[place] ?? 0;
  isActive[place] = 1;
  nextInBucket[place] = bucket[own] ?? -1;
  bucket[own] = place;
  if (own > state.highest) state.highest = own;
}

function nextActive(state: State): number {
  const { bucket, nextInBucket, isActive } = state;
  for (; state.highest >= 0; state.highest -= 1) {
    const place = bucket[state.highest] ?? -1;
    if (place < 0) continue;
    bucket[state.highest] = nextInBucket[place] ?? -1;
    isActive[place] = 0;
    return place;
  }
  state.highest = 0;
  return -1;
}

function saturateSource(state: State): void {
  const { source, first, head, amounts, isOpen, label, places, sink } = state;
  for (let arc = first[source] ?? 0; arc < (first[source + 1] ?? 0); arc += 1) {
    if (isOpen[arc] === 0) continue;
    const place = head[arc] ?? 0;
    amounts.saturate(arc, place);
    if (place !== sink && (label[place] ?? 0) < places) activate(state, place);
  }
}

/** Pushes all that a place has too much towards the sink, lifting its label as often as needed; gives the work done. */
function discharge(state: State, place: number): number {
  const { first, head, amounts, isOpen, label, current, places, source, sink } = state;
  let work = 1;
  const end = first[place + 1] ?? 0;
  while ((label[place] ?? 0) < places && amounts.hasExcess(place)) {
    const arc = current[place] ?? 0;
    if (arc === end) {
      work += relabel(state, place);
      continue;
    }
    work += 1;
    const next = head[arc] ?? 0;
    if ((label[place] ?? 0) === (label[next] ?? 0) + 1 && isOpen[arc] === 1) {
      amounts.push(arc, place, next);
      if (next !== sink && next !== source) activate(state, next);
      if (!amounts.hasExcess(place)) break;
    }
    current[place] = arc + 1;
  }
  return work;
}

function relabel(state: State, place: number): number {
  const { first, head, isOpen, label, labelCount, current, places } = state;
  const old = label[place] ?? 0;
  let least = places;
  const [begin, end] = [first[place] ?? 0, first[place + 1] ?? 0];
  for (let arc = begin; arc < end; arc += 1) {
    if (isOpen[arc] === 1) least = Math.min(least, (label[head[arc] ?? 0] ?? 0) + 1);
  }
  labelCount[old] = (labelCount[old] ?? 1) - 1;
  label[place] = Math.min(least, places);
  labelCount[label[place] ?? 0] = (labelCount[label[place] ?? 0] ?? 0) + 1;
  current[place] = begin;
  if (labelCount[old] === 0) liftAboveGap(state, old);
  return end - begin + 12;
}

/** Where no place has a label any more, all above it are cut off from the sink. */
function liftAboveGap({ label, labelCount, places }: State, gap: number): void {
  for (let place = 0; place < places; place += 1) {
    const own = label[place] ?? 0;
    if (own <= gap || own >= places) continue;
    labelCount[own] = (labelCount[own] ?? 1) - 1;
    label[place] = places;
    labelCount[places] = (labelCount[places] ?? 0) + 1;
  }
}

/** What cannot reach the sink any more: the cut's side of the source. */
function sourceSide(state: State): Uint8Array {
  const { places, first, head, twin, isOpen, queue, sink } = state;
  const side = new Uint8Array(places).fill(1);
  side[sink] = 0;
  queue[0] = sink;
  let tail = 1;
  for (let at = 0; at < tail; at += 1) {
    const place = queue[at] ?? 0;
    for (let arc = first[place] ?? 0; arc < (first[place + 1] ?? 0); arc += 1) {
      const before = head[arc] ?? 0;
      if (side[before] === 0 || isOpen[twin[arc] ?? 0] === 0) continue;
      side[before] = 0;
      queue[tail++] = before;
    }
  }
  return side;
}
