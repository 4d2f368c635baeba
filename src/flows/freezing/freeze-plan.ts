// SPDX-License-Identifier: Apache-2.0
/**
 * A freeze plan: at the moment of an alert, which holdings have the traced money, who can reach them, how fast it is leaving, and so who
 * must act first; and where the table goes on after the alert, what the orders would have saved.
 *
 * Who is first is not who holds most but where an hour costs most: value that flies within the latency of its own authority. Freezing one
 * branch warns the others, so the plan also says by when all can be ready together.
 */
import { digestOfValue, type Movements, unitsText, wideUnitsOf } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { holdingsOf } from '../holdings.ts';
import { type Ready, withArithmetic } from '../tracing/arithmetic.ts';
import { followLots, type LotMethod } from '../tracing/follow-lots.ts';
import { readSeeds, type Seed } from '../tracing/seeds.ts';
import type { DigestedMovements } from '../tracing/trace.ts';
import type { FreezePlanWire, SeedWire } from '../wire.ts';
import { smallestFreeze } from './cut-network.ts';
import { flightOf, ratesOf, stillThere } from './flight.ts';
import { simulateFreeze } from './simulate-freeze.ts';
import { type TracedRows, tracedRows } from './traced-rows.ts';

export interface FreezeAuthority {
  readonly name: string;
  /** Parties whose names begin so are within its reach. */
  readonly prefixes?: readonly string[];
  /** Parties within its reach by their whole names. */
  readonly parties?: readonly string[];
  readonly latencyMinutes: number;
}

export interface FreezeRequest {
  readonly seeds: readonly SeedWire[];
  readonly method: LotMethod;
  readonly alertAt: string;
  readonly authorities: readonly FreezeAuthority[];
  readonly services: readonly string[];
  /** What an order costs, as a decimal of the traced asset. */
  readonly orderCost: number;
  readonly shownMax: number;
}

/** Latencies at which the plan says what could still be found: a server's, a day's, a letter's. */
export const shownLatencies = [15, 60, 360, 1440, 4320] as const;

/** The plan, exact to the unit for amounts of any width; what is only estimated is rounded down. */
export function planFreeze(given: DigestedMovements, request: FreezeRequest): Result<FreezePlanWire> {
  const { movements } = given;
  const holdings = holdingsOf(movements);
  const seeds = readSeeds(movements, holdings, request.seeds, false);
  if (!seeds.ok) return seeds;
  const [asset, ...others] = new Set(seeds.value.map((seed) => seed.asset));
  if (asset === undefined || others.length > 0) return fail('seeds', 'They are of several assets.', 'Plan for one asset at a time.');
  const asked = { digest: given.digest, request, seeds: seeds.value, asset };
  return withArithmetic(movements, holdings, {
    numbers: (ready) => planWith(ready, asked),
    wide: (ready) => planWith(ready, asked),
  });
}

interface Asked {
  readonly digest: DigestedMovements['digest'];
  readonly request: FreezeRequest;
  readonly seeds: readonly Seed[];
  readonly asset: number;
}

function planWith<Amount>(ready: Ready<Amount>, { digest, request, seeds, asset }: Asked): Result<FreezePlanWire> {
  const { movements, arithmetic } = ready;
  const { zero, plus } = arithmetic;
  const services = new Set(request.services.flatMap((name) => movements.parties.find(name) ?? []));
  const rules = { services, unitsMin: null, ageMaxMs: null, hopsMax: null };
  const alertMs = Date.parse(request.alertAt);
  const order = { method: request.method, direction: 'forward', seeds, rules } as const;
  const then = followLots({ ...ready, movements: until(movements, alertMs) }, order);
  if (!then.ok) return then;
  const whole = followLots(ready, order);
  if (!whole.ok) return whole;
  const held = new Map<number, Amount>();
  for (const { kind, holding, amount } of then.value.ends) if (kind === 'held') held.set(holding, plus(held.get(holding) ?? zero, amount));
  const planning: Planning<Amount> = { ready, request, alertMs, asset, reach: reachOf(movements, request.authorities) };
  const rates = ratesOf(arithmetic, flightOf(ready, alertMs), held);
  const content = {
    format: 'comity-freeze-plan/1' as const,
    input: digest,
    alertAt: request.alertAt,
    method: request.method,
    asset: movements.assets[asset]?.symbol ?? '',
    ...planned(planning, held, rates),
    hindsight: hindsight(planning, tracedRows(arithmetic, whole.value), services),
  } satisfies Omit<FreezePlanWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface Planning<Amount> {
  readonly ready: Ready<Amount>;
  readonly request: FreezeRequest;
  readonly alertMs: number;
  readonly asset: number;
  /** By party, the index of the authority that reaches it. */
  readonly reach: (party: number) => number | null;
}

/** The same table until a moment; columns are looked at, not copied. */
function until(movements: Movements, moment: number): Movements {
  let count = 0;
  while (count < movements.count && (movements.timeMs[count] ?? 0) <= moment) count += 1;
  return { ...movements, count };
}

function reachOf({ parties }: Movements, authorities: readonly FreezeAuthority[]): (party: number) => number | null {
  const known = new Map<number, number | null>(
    authorities.flatMap((authority, index) => (authority.parties ?? []).map((name) => [parties.find(name) ?? 0, index] as const)),
  );
  return (party) => {
    const before = known.get(party);
    if (before !== undefined) return before;
    const name = parties.nameOf(party);
    const found = authorities.findIndex(({ prefixes }) => prefixes?.some((prefix) => name.startsWith(prefix)) === true);
    known.set(party, found < 0 ? null : found);
    return found < 0 ? null : found;
  };
}

function planned<Amount>(
  { ready, request, asset, reach }: Planning<Amount>,
  held: ReadonlyMap<number, Amount>,
  rates: ReadonlyMap<number, number>,
) {
  const { movements, holdings, arithmetic } = ready;
  const { zero, plus, minus, isLess, portion } = arithmetic;
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const text = (units: Amount): string => unitsText(arithmetic.wholeUnits(units), decimals);
  const larger = (one: Amount, other: Amount): number => (isLess(other, one) ? -1 : isLess(one, other) ? 1 : 0);
  const rows = [...held]
    .map(([holding, units]) => {
      const index = reach(holdings.partyOf[holding] ?? 0);
      const authority = index === null ? null : (request.authorities[index] ?? null);
      const rate = rates.get(holding) ?? 0;
      const expected = authority === null ? zero : stillThere(arithmetic, units, rate, authority.latencyMinutes);
      return { holding, units, authority, rate, expected, flies: authority === null ? zero : minus(units, expected) };
    })
    .toSorted((left, right) => larger(left.flies, right.flies) || larger(left.units, right.units) || left.holding - right.holding);
  type Row = (typeof rows)[number];
  const sumOf = (some: readonly Row[], of: (row: Row) => Amount): Amount => some.reduce((total, row) => plus(total, of(row)), zero);
  const sum = (of: (row: Row) => Amount): Amount => sumOf(rows, of);
  const authorities = request.authorities.map(({ name, latencyMinutes }) => {
    const own = rows.filter(({ authority }) => authority?.name === name);
    const at = (minutes: number): Amount => sumOf(own, ({ units, rate }) => stillThere(arithmetic, units, rate, minutes));
    return {
      name,
      latencyMinutes,
      holdings: own.length,
      held: text(sumOf(own, ({ units }) => units)),
      expected: text(at(latencyMinutes)),
      fliesPerHour: text(sumOf(own, ({ units, rate }) => portion(units, 1 - Math.exp(-rate)))),
      expectedAt: shownLatencies.map((minutes) => ({ minutes, amount: text(at(minutes)) })),
    };
  });
  return {
    totals: {
      held: text(sum(({ units }) => units)),
      withinReach: text(sum(({ units, authority }) => (authority === null ? zero : units))),
      expected: text(sum(({ expected }) => expected)),
    },
    /** Freezing one branch warns the rest: the moment at which the slowest of those that matter is ready. */
    readyTogetherMinutes: Math.max(0, ...rows.flatMap(({ authority }) => authority?.latencyMinutes ?? [])),
    authorities: authorities.toSorted(
      (left, right) => Number(right.fliesPerHour) - Number(left.fliesPerHour) || (left.name < right.name ? -1 : 1),
    ),
    orders: {
      count: rows.length,
      first: rows.slice(0, request.shownMax).map(({ holding, units, authority, rate, expected }) => ({
        party: movements.parties.nameOf(holdings.partyOf[holding] ?? 0),
        authority: authority?.name ?? null,
        held: text(units),
        leavesPerHour: Number((1 - Math.exp(-rate)).toPrecision(6)),
        expected: text(expected),
      })),
    },
  };
}

/** What the orders would have saved of what came after, at each of the shown latencies and at the authorities' own. */
function hindsight<Amount>(
  { ready, request, alertMs, asset, reach }: Planning<Amount>,
  traced: TracedRows<Amount>,
  services: ReadonlySet<number>,
) {
  const { movements, holdings, arithmetic } = ready;
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const text = (units: Amount): string => unitsText(arithmetic.toUnits(units), decimals);
  const runs = [null, ...shownLatencies].map((minutes) => {
    const minutesFor = (party: number): number | null => {
      const index = services.has(party) ? null : reach(party);
      return index === null ? null : (minutes ?? request.authorities[index]?.latencyMinutes ?? null);
    };
    const { frozen, escaped, loose, orders } = simulateFreeze(ready, traced, { alertMs, minutesFor });
    return { minutes, frozen: text(frozen), escaped: text(escaped), loose: text(loose), orders };
  });
  const effectMsFor = (party: number): number | null => {
    const index = reach(party);
    return index === null || services.has(party) ? null : alertMs + (request.authorities[index]?.latencyMinutes ?? 0) * 60_000;
  };
  const cut = smallestFreeze(ready, traced, {
    effectMsFor,
    orderCost: costUnits(request.orderCost, decimals),
    isExit: (party) => services.has(party),
  });
  const freeze = cut.freeze.map((holding) => movements.parties.nameOf(holdings.partyOf[holding] ?? 0)).toSorted();
  return {
    runs,
    smallestCut: {
      value: unitsText(cut.value, decimals),
      orders: freeze.length,
      first: freeze.slice(0, request.shownMax),
      places: cut.places,
      arcs: cut.arcs,
    },
  };
}

/** What an order costs in units; a part of a unit is rounded. */
function costUnits(cost: number, decimals: number): bigint {
  return wideUnitsOf(String(cost), decimals) ?? wideUnitsOf(cost.toFixed(decimals), decimals) ?? 0n;
}
