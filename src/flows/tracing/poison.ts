// SPDX-License-Identifier: Apache-2.0
/**
 * Poison: whoever receives anything from a poisoned party is poisoned, with all that it has, until it has nothing.
 *
 * The bluntest rule: traced is the whole balance of whoever was touched. It keeps no sum and soon marks half the world (for one theft,
 * 1.4 million accounts by haircut against 18,000 first-in-first-out, and poison more than either). It answers one question only, who could
 * possibly have touched the money, and stands here to be compared with the others.
 */
import type { AmountColumn, Ready } from './arithmetic.ts';
import type { Direction, End, Followed, StopRules } from './follow-lots.ts';
import type { Hop } from './lots.ts';
import type { Seed } from './seeds.ts';

export interface PoisonOrder {
  readonly direction: Direction;
  readonly seeds: readonly Seed[];
  readonly rules: StopRules;
}

interface Poisoning<Amount> {
  readonly ready: Ready<Amount>;
  readonly order: PoisonOrder;
  readonly balance: AmountColumn<Amount>;
  /** By holding: the seeds that poisoned it, each with the movement by which it came first. */
  readonly first: (Map<number, Hop | null> | undefined)[];
  readonly ends: End<Amount>[];
  readonly marked: Amount[];
  readonly least: readonly Amount[] | null;
}

/** Ends as the other methods give them: held is the balance of a poisoned holding, exits are whole movements. Nothing is conserved. */
export function followPoison<Amount>(ready: Ready<Amount>, order: PoisonOrder): Followed<Amount> {
  const { movements, holdings, arithmetic } = ready;
  const isBackward = order.direction === 'backward';
  const balance = arithmetic.column(holdings.count);
  const before = isBackward ? ready.closings : ready.openings;
  for (let holding = 0; holding < holdings.count; holding += 1) balance[holding] = before[holding] ?? arithmetic.zero;
  const state: Poisoning<Amount> = {
    ready,
    order,
    balance,
    first: Array.from({ length: holdings.count }),
    ends: [],
    marked: order.seeds.map(() => arithmetic.zero),
    least: order.rules.unitsMin?.map((units) => arithmetic.of(units)) ?? null,
  };
  const waiting = new Set([...order.seeds.keys()].filter((index) => order.seeds[index]?.row === null));
  const byRow = Map.groupBy([...order.seeds.keys()], (index) => order.seeds[index]?.row ?? null);
  for (let step = 0; step < movements.count; step += 1) {
    const row = isBackward ? movements.count - 1 - step : step;
    const timeMs = movements.timeMs[row] ?? 0;
    for (const index of waiting) {
      const atMs = order.seeds[index]?.atMs ?? 0;
      if (isBackward ? timeMs <= atMs : timeMs > atMs) poisonHolding(state, waiting, index);
    }
    spread(state, row, byRow.get(row) ?? []);
  }
  for (const index of waiting) poisonHolding(state, waiting, index);
  for (const [holding, seeds] of state.first.entries()) {
    for (const [seed, hop] of seeds ?? []) {
      state.ends.push({ kind: 'held', seed, holding, amount: balance[holding] ?? arithmetic.zero, hop });
    }
  }
  return { ends: state.ends, marked: state.marked, convertedIn: [] };
}

function poisonHolding<Amount>(state: Poisoning<Amount>, waiting: Set<number>, index: number): void {
  const holding = state.order.seeds[index]?.holding ?? 0;
  const amount = state.balance[holding] ?? state.ready.arithmetic.zero;
  waiting.delete(index);
  state.marked[index] = amount;
  touch(state, index, holding, amount, null);
}

/** A party becomes poisoned, unless a stop rule ends the trace there. */
function touch<Amount>(state: Poisoning<Amount>, seed: number, holding: number, amount: Amount, hop: Hop | null): void {
  const { holdings, arithmetic } = state.ready;
  const { rules } = state.order;
  const floor = state.least?.[holdings.assetOf[holding] ?? 0];
  const isService = rules.services.has(holdings.partyOf[holding] ?? 0);
  const isSmall = floor !== undefined && arithmetic.isLess(amount, floor);
  const isFar = rules.hopsMax !== null && hop !== null && hop.depth > 0 && hop.depth >= rules.hopsMax;
  if (isService || isSmall || isFar) {
    state.ends.push({ kind: isService ? 'service' : isSmall ? 'small' : 'hops', seed, holding, amount, hop });
    return;
  }
  const known = (state.first[holding] ??= new Map());
  if (!known.has(seed)) known.set(seed, hop);
}

function spread<Amount>(state: Poisoning<Amount>, row: number, seeds: readonly number[]): void {
  const { ready, order, balance, first } = state;
  const { movements, holdings, arithmetic } = ready;
  const isBackward = order.direction === 'backward';
  const payer = (isBackward ? holdings.to : holdings.from)[row] ?? 0;
  const payee = (isBackward ? holdings.from : holdings.to)[row] ?? 0;
  const amount = arithmetic.amountOf(movements, row);
  const isOut = holdings.isOutside[payee] === 1;
  if (holdings.isOutside[payer] === 0) {
    const poison = first[payer];
    const left = arithmetic.minus(balance[payer] ?? arithmetic.zero, amount);
    balance[payer] = left;
    if (!arithmetic.isLess(arithmetic.zero, left)) first[payer] = undefined;
    if (poison !== undefined && arithmetic.isLess(arithmetic.zero, amount)) pass(state, row, { poison, payer, payee, amount });
  }
  if (isOut) return;
  balance[payee] = arithmetic.plus(balance[payee] ?? arithmetic.zero, amount);
  for (const index of seeds) {
    state.marked[index] = amount;
    touch(state, index, payee, amount, { row, before: null, depth: 0 });
  }
}

interface Passing<Amount> {
  readonly poison: ReadonlyMap<number, Hop | null>;
  readonly payer: number;
  readonly payee: number;
  readonly amount: Amount;
}

function pass<Amount>(state: Poisoning<Amount>, row: number, { poison, payer, payee, amount }: Passing<Amount>): void {
  const { movements, holdings } = state.ready;
  const { seeds, rules } = state.order;
  for (const [seed, hop] of poison) {
    const age = Math.abs((movements.timeMs[row] ?? 0) - (seeds[seed]?.atMs ?? 0));
    if (rules.ageMaxMs !== null && age > rules.ageMaxMs) continue;
    const next: Hop = { row, before: hop, depth: (hop?.depth ?? -1) + 1 };
    if (holdings.isOutside[payee] === 1) state.ends.push({ kind: 'outside', seed, holding: payer, amount, hop: next });
    else touch(state, seed, payee, amount, next);
  }
}
