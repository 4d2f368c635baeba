// SPDX-License-Identifier: Apache-2.0
/**
 * Reasons to hold two addresses for one owner's, each with the movement it rests on.
 *
 *   co-spend         inputs of one transaction: whoever signs for all of them holds all the keys (Nakamoto 2008, section 10). Not where
 *                    several owners sign together: a CoinJoin has many equal outputs, and gives no reason
 *   change           of two outputs, the one that goes to an address never seen before, where the other was seen or is round: what is left
 *                    over goes back to the payer (Meiklejohn et al., IMC 2013)
 *   deposit          an address that receives from somebody and forwards all of it, and only, to one service: the service gave it to one
 *                    customer, and whoever pays into the same deposit address is the same customer (Victor, FC 2020)
 */
import { movementCode, type Movements } from '../../columns/index.ts';
import { type MovementIndex, rowsIn, rowsOut } from '../movement-index.ts';

export const linkReasons = ['co-spend', 'change', 'deposit'] as const;
export type LinkReason = (typeof linkReasons)[number];

export interface Link {
  readonly reason: LinkReason;
  readonly one: number;
  readonly other: number;
  /** The movement that gives the reason. */
  readonly row: number;
}

export interface LinkRules {
  /** Equal outputs of one transaction from which on it is a CoinJoin. */
  readonly equalOutputsMin: number;
  /** Payers of one deposit address; with more it is a service itself. */
  readonly depositPayersMax: number;
  /** Payers from which on a party is a service that gives out deposit addresses. */
  readonly servicePayersMin: number;
  /** Between payment and forwarding. */
  readonly forwardHoursMax: number;
}

export interface FoundLinks {
  readonly links: readonly Link[];
  /** Transactions that look like several owners' together. */
  readonly coinJoins: number;
}

/** All reasons in the table, co-spend and change by transaction, then deposits by address. */
export function findLinks(movements: Movements, index: MovementIndex, rules: LinkRules): FoundLinks {
  const links: Link[] = [];
  const coinJoins = spendingLinks(movements, rules, links);
  depositLinks(movements, index, rules, links);
  return { links, coinJoins };
}

interface Spending {
  readonly inputs: number[];
  readonly outputs: number[];
}

function spendingLinks(movements: Movements, rules: LinkRules, links: Link[]): number {
  const { count, kind, transaction, to } = movements;
  const spendings = new Map<number, Spending>();
  for (let row = 0; row < count; row += 1) {
    const code = kind[row];
    if (code !== movementCode.input && code !== movementCode.output) continue;
    const known = spendings.get(transaction[row] ?? 0) ?? { inputs: [], outputs: [] };
    spendings.set(transaction[row] ?? 0, known);
    (code === movementCode.input ? known.inputs : known.outputs).push(row);
  }
  const seen = new Uint8Array(movements.parties.size);
  let coinJoins = 0;
  for (const { inputs, outputs } of spendings.values()) {
    if (isCoinJoin(movements, inputs, outputs, rules)) coinJoins += 1;
    else linkSpending(movements, { inputs, outputs }, seen, links);
    for (const row of outputs) seen[to[row] ?? 0] = 1;
  }
  return coinJoins;
}

/** Many equal outputs, and at least as many inputs of different holders as there are of them. */
function isCoinJoin(movements: Movements, inputs: readonly number[], outputs: readonly number[], rules: LinkRules): boolean {
  const payers = new Set(inputs.map((row) => movements.from[row] ?? 0));
  const equal = Map.groupBy(outputs, (row) => movements.amount[row] ?? 0);
  const most = Math.max(0, ...[...equal.values()].map((rows) => rows.length));
  return most >= rules.equalOutputsMin && payers.size >= most;
}

function linkSpending(movements: Movements, { inputs, outputs }: Spending, seen: Uint8Array, links: Link[]): void {
  const { from, to } = movements;
  const payers = inputs.map((row) => from[row] ?? 0).filter((payer) => payer !== 0);
  const [first] = payers;
  if (first === undefined) return;
  for (const [at, payer] of payers.entries())
    if (payer !== first) links.push({ reason: 'co-spend', one: first, other: payer, row: inputs[at] ?? 0 });
  const change = changeOf(movements, outputs, payers, seen);
  if (change !== null && to[change] !== first) links.push({ reason: 'change', one: first, other: to[change] ?? 0, row: change });
}

/** The output that is what was left over, or null where two could be. */
function changeOf(movements: Movements, outputs: readonly number[], payers: readonly number[], seen: Uint8Array): number | null {
  const { to } = movements;
  if (outputs.length !== 2 || outputs.some((row) => payers.includes(to[row] ?? 0))) return null;
  const fresh = outputs.filter((row) => seen[to[row] ?? 0] === 0);
  if (fresh.length === 1) return fresh[0] ?? null;
  const uneven = outputs.filter((row) => !isRound(movements.amount[row] ?? 0));
  return fresh.length === 2 && uneven.length === 1 ? (uneven[0] ?? null) : null;
}

/** A payment is often a round sum; what is left over rarely is. */
function isRound(units: number): boolean {
  return units > 0 && units % 100_000 === 0;
}

function depositLinks(movements: Movements, index: MovementIndex, rules: LinkRules, links: Link[]): void {
  const { from, to, timeMs, parties } = movements;
  const payersOf = (party: number): ReadonlySet<number> => new Set(Array.from(rowsIn(index, party), (row) => from[row] ?? 0));
  const isService = new Map<number, boolean>();
  const servesMany = (party: number): boolean => {
    const known = isService.get(party) ?? payersOf(party).size >= rules.servicePayersMin;
    isService.set(party, known);
    return known;
  };
  for (let party = 1; party < parties.size; party += 1) {
    const [into, out] = [rowsIn(index, party), rowsOut(index, party)];
    if (into.length === 0 || out.length === 0) continue;
    const [target = 0, ...others] = new Set(Array.from(out, (row) => to[row] ?? 0));
    if (target === 0 || others.length > 0 || !servesMany(target)) continue;
    const payers = [...payersOf(party)].filter((payer) => payer !== 0);
    const [first] = payers;
    if (first === undefined || payers.length > rules.depositPayersMax || payers.some(servesMany)) continue;
    const isForwarded = Array.from(into).every((row) => {
      const onward = out.find((one) => one > row);
      return onward !== undefined && (timeMs[onward] ?? 0) - (timeMs[row] ?? 0) <= rules.forwardHoursMax * 3_600_000;
    });
    if (!isForwarded) continue;
    for (const payer of payers)
      links.push({ reason: 'deposit', one: party, other: payer, row: into.find((row) => from[row] === payer) ?? 0 });
  }
}
