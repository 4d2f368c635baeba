// SPDX-License-Identifier: Apache-2.0
/**
 * The replay of a trace: every movement in order of time, and with each the traced lots that it takes along.
 *
 * Backward is the same replay over the table read from its end with payer and payee exchanged: what was received last was, first-in-
 * first-out, paid last, so a lot that goes from seed to exit forward goes from exit to seed backward, to the unit.
 *
 * A lot ends where a stop rule says so: at a service (an exchange mixes its customers' money, so following it further would accuse
 * strangers), below an amount, beyond a number of hops, when the seed is too old; or where it leaves the table. A swap or bridge whose
 * transaction has exactly one leg out and one in is crossed: the traced part of what was given becomes the same part of what was got.
 * Whatever ends is counted, so that for each seed and asset what was marked and converted in equals what ended, to the unit.
 */
import { movementCode, type Movements } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { AmountColumn, Ready } from './arithmetic.ts';
import { assertConserved } from './conservation.ts';
import {
  addLot,
  type Hop,
  type LotLine,
  markBetween,
  newLine,
  type Piece,
  takeNewest,
  takeOldest,
  takeShares,
  takeTraced,
} from './lots.ts';
import type { Seed } from './seeds.ts';

export const lotMethods = ['haircut', 'fifo', 'lifo', 'tiho'] as const;
export type LotMethod = (typeof lotMethods)[number];
export type Direction = 'forward' | 'backward';

export interface StopRules {
  /** Parties at which a trace ends. */
  readonly services: ReadonlySet<number>;
  /** By asset, in units: a lot smaller than this is not followed; null follows all. */
  readonly unitsMin: readonly bigint[] | null;
  readonly ageMaxMs: number | null;
  readonly hopsMax: number | null;
}

export const endKinds = ['held', 'service', 'outside', 'fee', 'small', 'hops', 'age', 'unjoined', 'converted'] as const;
export type EndKind = (typeof endKinds)[number];

/** Where traced units ended, and the way they came. */
export interface End<Amount> {
  readonly kind: EndKind;
  readonly seed: number;
  /** Who has it; for what left the table, who sent it. */
  readonly holding: number;
  readonly amount: Amount;
  readonly hop: Hop | null;
}

export interface Followed<Amount> {
  readonly ends: readonly End<Amount>[];
  /** By seed, what it marked. */
  readonly marked: readonly Amount[];
  /** What arrived by conversion, by seed and asset. */
  readonly convertedIn: readonly { readonly seed: number; readonly asset: number; readonly amount: Amount }[];
}

export interface TraceOrder {
  readonly method: LotMethod;
  readonly direction: Direction;
  readonly seeds: readonly Seed[];
  readonly rules: StopRules;
}

/** Lots on the move, all told: what a machine with 4 GB holds. */
const piecesMax = 20_000_000;

interface Replay<Amount> {
  readonly ready: Ready<Amount>;
  readonly order: TraceOrder;
  readonly received: AmountColumn<Amount>;
  readonly paid: AmountColumn<Amount>;
  readonly lines: (LotLine<Amount> | undefined)[];
  readonly ends: End<Amount>[];
  readonly marked: Amount[];
  readonly convertedIn: { seed: number; asset: number; amount: Amount }[];
  readonly crossings: ReadonlySet<number>;
  /** Traced parts of the leg out of a crossing, until the leg in comes. */
  readonly waiting: Map<number, { readonly given: Amount; readonly pieces: readonly Piece<Amount>[]; readonly holding: number }>;
  /** For tiho: what each of the payments made together takes, decided at the first. */
  readonly allotted: Map<number, Amount>;
  readonly least: readonly Amount[] | null;
  pieces: number;
}

export function followLots<Amount>(ready: Ready<Amount>, order: TraceOrder): Result<Followed<Amount>> {
  const { movements, holdings, arithmetic } = ready;
  const isBackward = order.direction === 'backward';
  const replay: Replay<Amount> = {
    ready,
    order,
    received: arithmetic.column(holdings.count),
    paid: arithmetic.column(holdings.count),
    lines: Array.from({ length: holdings.count }),
    ends: [],
    marked: order.seeds.map(() => arithmetic.zero),
    convertedIn: [],
    crossings: crossingsOf(movements),
    waiting: new Map(),
    allotted: new Map(),
    least: order.rules.unitsMin?.map((units) => arithmetic.of(units)) ?? null,
    pieces: 0,
  };
  const before = isBackward ? ready.closings : ready.openings;
  for (let holding = 0; holding < holdings.count; holding += 1) {
    if (holdings.isOutside[holding] === 0) replay.received[holding] = before[holding] ?? arithmetic.zero;
  }
  const byRow = Map.groupBy(order.seeds.entries(), ([, seed]) => seed.row ?? noRow);
  const held = (byRow.get(noRow) ?? []).toSorted(([, one], [, other]) => (isBackward ? other.atMs - one.atMs : one.atMs - other.atMs));
  const seededRows = [...byRow.keys()].filter((row) => row !== noRow).toSorted((left, right) => (isBackward ? right - left : left - right));
  let [nextHeld, nextSeeded] = [0, 0];
  for (let step = 0; step < movements.count; step += 1) {
    const row = isBackward ? movements.count - 1 - step : step;
    const timeMs = movements.timeMs[row] ?? 0;
    for (let seed = held[nextHeld]; seed !== undefined && isPast(seed[1].atMs, timeMs, isBackward); seed = held[nextHeld]) {
      markHolding(replay, seed[0], seed[1]);
      nextHeld += 1;
    }
    const seedsHere = row === seededRows[nextSeeded] ? (byRow.get(row) ?? none) : none;
    if (seedsHere !== none) nextSeeded += 1;
    moveRow(replay, row, seedsHere);
    if (replay.pieces > piecesMax) {
      return fail(
        'trace',
        `More than ${piecesMax} traced lots are on the move.`,
        'Name the services at which to stop, or set the least amount.',
      );
    }
  }
  for (const seed of held.slice(nextHeld)) markHolding(replay, seed[0], seed[1]);
  endWhatIsLeft(replay);
  assertConserved(ready, order.seeds, replay);
  return ok({ ends: replay.ends, marked: replay.marked, convertedIn: replay.convertedIn });
}

const none: readonly (readonly [number, Seed])[] = [];

/** A key under which the seeds lie that are no movement. */
const noRow = -1;

/** Whether the replay is about to leave the moment of a holding's seed: everything of that moment counts as having happened. */
function isPast(atMs: number, timeMs: number, isBackward: boolean): boolean {
  return isBackward ? timeMs <= atMs : timeMs > atMs;
}

/** Transactions with exactly one swap or bridge leg out of the table's parties and one into them. */
function crossingsOf({ count, kind, from, to, transaction }: Movements): ReadonlySet<number> {
  const legs = new Map<number, { out: number; into: number }>();
  for (let row = 0; row < count; row += 1) {
    const code = kind[row];
    if ((code !== movementCode.swap && code !== movementCode.bridge) || transaction[row] === 0) continue;
    const known = legs.get(transaction[row] ?? 0) ?? { out: 0, into: 0 };
    if (to[row] === 0) known.out += 1;
    if (from[row] === 0) known.into += 1;
    legs.set(transaction[row] ?? 0, known);
  }
  return new Set([...legs].flatMap(([transaction, { out, into }]) => (out === 1 && into === 1 ? [transaction] : [])));
}

function moveRow<Amount>(replay: Replay<Amount>, row: number, seeds: readonly (readonly [number, Seed])[]): void {
  const { ready, order, received, paid, lines } = replay;
  const { movements, holdings, arithmetic } = ready;
  const isBackward = order.direction === 'backward';
  const payer = (isBackward ? holdings.to : holdings.from)[row] ?? 0;
  const payee = (isBackward ? holdings.from : holdings.to)[row] ?? 0;
  const amount = arithmetic.amountOf(movements, row);
  const isFromOutside = holdings.isOutside[payer] === 1;
  let pieces: readonly Piece<Amount>[] = [];
  const line = lines[payer];
  if (isFromOutside) pieces = crossedPieces(replay, row, amount);
  else {
    if (line !== undefined && arithmetic.isLess(arithmetic.zero, line.total)) pieces = takePieces(replay, row, payer, line, amount);
    paid[payer] = arithmetic.plus(paid[payer] ?? arithmetic.zero, amount);
  }
  if (holdings.isOutside[payee] === 1) return leaveTable(replay, row, payer, amount, pieces);
  const at = arithmetic.minus(
    received[payee] ?? arithmetic.zero,
    order.method === 'lifo' ? (paid[payee] ?? arithmetic.zero) : arithmetic.zero,
  );
  received[payee] = arithmetic.plus(received[payee] ?? arithmetic.zero, amount);
  for (const piece of pieces) arrive(replay, row, payee, at, piece);
  for (const [index, seed] of seeds) markMovement(replay, { index, seed, row, payee, at, amount });
}

/** The traced parts that a payment takes, with their places in it. What is too old stays with its payer. */
function takePieces<Amount>(
  replay: Replay<Amount>,
  row: number,
  payer: number,
  line: LotLine<Amount>,
  amount: Amount,
): readonly Piece<Amount>[] {
  const { arithmetic } = replay.ready;
  const taken = takeByMethod(replay, row, payer, line, amount);
  const { ageMaxMs } = replay.order.rules;
  if (ageMaxMs === null) return taken;
  const timeMs = replay.ready.movements.timeMs[row] ?? 0;
  return taken.filter((piece) => {
    const age = Math.abs(timeMs - (replay.order.seeds[piece.seed]?.atMs ?? 0));
    if (age <= ageMaxMs || !arithmetic.isLess(arithmetic.zero, piece.amount)) return true;
    replay.ends.push({ kind: 'age', seed: piece.seed, holding: payer, amount: piece.amount, hop: piece.hop });
    return false;
  });
}

function takeByMethod<Amount>(
  replay: Replay<Amount>,
  row: number,
  payer: number,
  line: LotLine<Amount>,
  amount: Amount,
): readonly Piece<Amount>[] {
  const { arithmetic } = replay.ready;
  const paid = replay.paid[payer] ?? arithmetic.zero;
  const balance = arithmetic.minus(replay.received[payer] ?? arithmetic.zero, paid);
  switch (replay.order.method) {
    case 'fifo':
      return takeOldest(arithmetic, line, paid, arithmetic.plus(paid, amount));
    case 'lifo':
      return takeNewest(arithmetic, line, arithmetic.minus(balance, amount));
    case 'haircut':
      return takeShares(arithmetic, line, arithmetic.nearestShare(amount, line.total, balance), replay.order.seeds.length);
    case 'tiho':
      return takeTraced(arithmetic, line, allotment(replay, row, payer, line, amount));
  }
}

/** What one payment takes under tiho: of those that one payer made in one transaction, the largest first. */
function allotment<Amount>(replay: Replay<Amount>, row: number, payer: number, line: LotLine<Amount>, amount: Amount): Amount {
  const { movements, holdings, arithmetic } = replay.ready;
  const known = replay.allotted.get(row);
  if (known !== undefined) {
    replay.allotted.delete(row);
    return arithmetic.isLess(line.total, known) ? line.total : known;
  }
  const isBackward = replay.order.direction === 'backward';
  const payers = isBackward ? holdings.to : holdings.from;
  const together = [row];
  const transaction = movements.transaction[row] ?? 0;
  for (
    let next = row + (isBackward ? -1 : 1);
    transaction !== 0 && movements.timeMs[next] === movements.timeMs[row];
    next += isBackward ? -1 : 1
  ) {
    if (movements.transaction[next] === transaction && payers[next] === payer) together.push(next);
  }
  const amounts = new Map(together.map((one) => [one, one === row ? amount : arithmetic.amountOf(movements, one)]));
  const largestFirst = together.toSorted((left, right) => {
    const [one, other] = [amounts.get(left) ?? arithmetic.zero, amounts.get(right) ?? arithmetic.zero];
    return arithmetic.isLess(other, one) ? -1 : arithmetic.isLess(one, other) ? 1 : left - right;
  });
  let left = line.total;
  for (const one of largestFirst) {
    const wants = amounts.get(one) ?? arithmetic.zero;
    const gets = arithmetic.isLess(left, wants) ? left : wants;
    left = arithmetic.minus(left, gets);
    replay.allotted.set(one, gets);
  }
  const own = replay.allotted.get(row) ?? arithmetic.zero;
  replay.allotted.delete(row);
  return own;
}

function arrive<Amount>(replay: Replay<Amount>, row: number, payee: number, at: Amount, piece: Piece<Amount>): void {
  const { arithmetic, holdings } = replay.ready;
  const { rules } = replay.order;
  const hop: Hop = { row, before: piece.hop, depth: (piece.hop?.depth ?? -1) + 1 };
  replay.pieces += 1;
  const asset = holdings.assetOf[payee] ?? 0;
  const least = replay.least?.[asset];
  const kind = rules.services.has(holdings.partyOf[payee] ?? 0)
    ? 'service'
    : least !== undefined && arithmetic.isLess(piece.amount, least)
      ? 'small'
      : rules.hopsMax !== null && hop.depth >= rules.hopsMax
        ? 'hops'
        : null;
  if (kind !== null) {
    replay.ends.push({ kind, seed: piece.seed, holding: payee, amount: piece.amount, hop });
    return;
  }
  const line = (replay.lines[payee] ??= newLine(arithmetic));
  addLot(arithmetic, line, { seed: piece.seed, start: arithmetic.plus(at, piece.start), amount: piece.amount, hop });
}

function leaveTable<Amount>(replay: Replay<Amount>, row: number, payer: number, amount: Amount, pieces: readonly Piece<Amount>[]): void {
  const { movements } = replay.ready;
  if (pieces.length === 0) return;
  const code = movements.kind[row];
  const transaction = movements.transaction[row] ?? 0;
  const isLeg = code === movementCode.swap || code === movementCode.bridge;
  if (isLeg && replay.crossings.has(transaction)) {
    const hopped = pieces.map((piece) => ({ ...piece, hop: { row, before: piece.hop, depth: (piece.hop?.depth ?? -1) + 1 } }));
    replay.waiting.set(transaction, { given: amount, pieces: hopped, holding: payer });
    return;
  }
  const kind: EndKind = isLeg ? 'unjoined' : code === movementCode.fee ? 'fee' : 'outside';
  for (const { seed, amount: part, hop } of pieces) {
    replay.ends.push({ kind, seed, holding: payer, amount: part, hop: { row, before: hop, depth: (hop?.depth ?? -1) + 1 } });
  }
}

/** What waits for this leg, in the asset that was got: each stretch of what was given becomes the same stretch of it. */
function crossedPieces<Amount>(replay: Replay<Amount>, row: number, got: Amount): readonly Piece<Amount>[] {
  const { movements, holdings, arithmetic } = replay.ready;
  const transaction = movements.transaction[row] ?? 0;
  const waiting = transaction === 0 ? undefined : replay.waiting.get(transaction);
  if (waiting === undefined) return [];
  replay.waiting.delete(transaction);
  const payee = (replay.order.direction === 'backward' ? holdings.from : holdings.to)[row] ?? 0;
  return waiting.pieces.flatMap((piece) => {
    replay.ends.push({ kind: 'converted', seed: piece.seed, holding: waiting.holding, amount: piece.amount, hop: piece.hop });
    const start = arithmetic.floorShare(got, piece.start, waiting.given);
    const end = arithmetic.floorShare(got, arithmetic.plus(piece.start, piece.amount), waiting.given);
    if (!arithmetic.isLess(start, end)) return [];
    const amount = arithmetic.minus(end, start);
    replay.convertedIn.push({ seed: piece.seed, asset: holdings.assetOf[payee] ?? 0, amount });
    return [{ seed: piece.seed, start, amount, hop: piece.hop }];
  });
}

interface MovementMark<Amount> {
  readonly index: number;
  readonly seed: Seed;
  readonly row: number;
  readonly payee: number;
  readonly at: Amount;
  readonly amount: Amount;
}

function markMovement<Amount>(replay: Replay<Amount>, { index, seed, row, payee, at, amount }: MovementMark<Amount>): void {
  const { arithmetic } = replay.ready;
  const hop: Hop = { row, before: null, depth: 0 };
  const wanted = arithmetic.toUnits(amount) < seed.units ? amount : arithmetic.of(seed.units);
  if (replay.order.rules.services.has(replay.ready.holdings.partyOf[payee] ?? 0)) {
    replay.ends.push({ kind: 'service', seed: index, holding: payee, amount: wanted, hop });
    replay.marked[index] = arithmetic.plus(replay.marked[index] ?? arithmetic.zero, wanted);
    return;
  }
  mark(replay, { index, holding: payee, from: at, until: arithmetic.plus(at, amount), amount: wanted, hop });
}

/** What a party holds at a moment: the newest of it, where it holds more than was asked. */
function markHolding<Amount>(replay: Replay<Amount>, index: number, seed: Seed): void {
  const { arithmetic } = replay.ready;
  const paid = replay.paid[seed.holding] ?? arithmetic.zero;
  const received = replay.received[seed.holding] ?? arithmetic.zero;
  const balance = arithmetic.minus(received, paid);
  const amount = arithmetic.toUnits(balance) < seed.units ? balance : arithmetic.of(seed.units);
  const until = replay.order.method === 'lifo' ? balance : received;
  mark(replay, { index, holding: seed.holding, from: arithmetic.minus(until, amount), until, amount, hop: null });
}

interface Mark<Amount> {
  readonly index: number;
  readonly holding: number;
  readonly from: Amount;
  readonly until: Amount;
  readonly amount: Amount;
  readonly hop: Hop | null;
}

function mark<Amount>(replay: Replay<Amount>, { index, holding, from, until, amount, hop }: Mark<Amount>): void {
  const { arithmetic } = replay.ready;
  const { method } = replay.order;
  const line = (replay.lines[holding] ??= newLine(arithmetic));
  let marked: Amount;
  if (method === 'fifo' || method === 'lifo') marked = markBetween(arithmetic, line, { from, until, amount }, { seed: index, hop });
  else {
    const balance = arithmetic.minus(replay.received[holding] ?? arithmetic.zero, replay.paid[holding] ?? arithmetic.zero);
    const room = arithmetic.minus(balance, line.total);
    marked = arithmetic.isLess(room, amount) ? room : amount;
    if (arithmetic.isLess(arithmetic.zero, marked)) addLot(arithmetic, line, { seed: index, start: from, amount: marked, hop });
  }
  replay.marked[index] = arithmetic.plus(replay.marked[index] ?? arithmetic.zero, marked);
}

function endWhatIsLeft<Amount>(replay: Replay<Amount>): void {
  for (const { pieces, holding } of replay.waiting.values()) {
    for (const { seed, amount, hop } of pieces) replay.ends.push({ kind: 'unjoined', seed, holding, amount, hop });
  }
  for (const [holding, line] of replay.lines.entries()) {
    for (const { seed, amount, hop } of line?.lots.slice(line.head) ?? []) replay.ends.push({ kind: 'held', seed, holding, amount, hop });
  }
}
