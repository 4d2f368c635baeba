// SPDX-License-Identifier: Apache-2.0
/**
 * A freeze plan: at the moment of an alert, which holdings have the traced money, who can reach them, how fast it is leaving, and so who
 * must act first; and where the table goes on after the alert, what the orders would have saved.
 *
 * Who is first is not who holds most but where an hour costs most: value that flies within the latency of its own authority. Freezing one
 * branch warns the others, so the plan also says by when all can be ready together.
 */
import { digestOfValue, type Movements, unitsText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Holdings, holdingsOf, numberBalances } from '../holdings.ts';
import { numberArithmetic, type Ready } from '../tracing/arithmetic.ts';
import { followLots, type LotMethod } from '../tracing/follow-lots.ts';
import { readSeeds } from '../tracing/seeds.ts';
import type { DigestedMovements } from '../tracing/trace.ts';
import type { FreezePlanWire, SeedWire } from '../wire.ts';
import { smallestFreeze } from './cut-network.ts';
import { flightOf, ratesOf, stillThere } from './flight.ts';
import { simulateFreeze } from './simulate-freeze.ts';
import { tracedRows } from './traced-rows.ts';

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

export function planFreeze({ movements, digest }: DigestedMovements, request: FreezeRequest): Result<FreezePlanWire> {
  const holdings = holdingsOf(movements);
  const balances = numberBalances(movements, holdings);
  if (balances === null)
    return fail('movements', 'An amount passes 2^53 units.', 'Read the asset in a coarser unit: leave decimals out in the mapping.');
  const seeds = readSeeds(movements, holdings, request.seeds, false);
  if (!seeds.ok) return seeds;
  const [asset, ...others] = new Set(seeds.value.map((seed) => seed.asset));
  if (asset === undefined || others.length > 0) return fail('seeds', 'They are of several assets.', 'Plan for one asset at a time.');
  const services = new Set(request.services.flatMap((name) => movements.parties.find(name) ?? []));
  const rules = { services, unitsMin: null, ageMaxMs: null, hopsMax: null };
  const alertMs = Date.parse(request.alertAt);
  const ready: Ready<number> = { movements, holdings, arithmetic: numberArithmetic, ...balances };
  const order = { method: request.method, direction: 'forward', seeds: seeds.value, rules } as const;
  const then = followLots({ ...ready, movements: until(movements, alertMs) }, order);
  if (!then.ok) return then;
  const whole = followLots(ready, order);
  if (!whole.ok) return whole;
  const held = new Map<number, number>();
  for (const { kind, holding, amount } of then.value.ends) if (kind === 'held') held.set(holding, (held.get(holding) ?? 0) + amount);
  const planning: Planning = { movements, holdings, request, alertMs, asset, reach: reachOf(movements, request.authorities) };
  const rates = ratesOf(flightOf(movements, holdings, balances, alertMs), held);
  const content = {
    format: 'comity-freeze-plan/1' as const,
    input: digest,
    alertAt: request.alertAt,
    method: request.method,
    asset: movements.assets[asset]?.symbol ?? '',
    ...planned(planning, held, rates),
    hindsight: hindsight(planning, tracedRows(whole.value), services),
  } satisfies Omit<FreezePlanWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface Planning {
  readonly movements: Movements;
  readonly holdings: Holdings;
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

function planned(
  { movements, holdings, request, asset, reach }: Planning,
  held: ReadonlyMap<number, number>,
  rates: ReadonlyMap<number, number>,
) {
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const text = (units: number): string => unitsText(Math.floor(units), decimals);
  const rows = [...held]
    .map(([holding, units]) => {
      const index = reach(holdings.partyOf[holding] ?? 0);
      const authority = index === null ? null : (request.authorities[index] ?? null);
      const rate = rates.get(holding) ?? 0;
      const expected = authority === null ? 0 : stillThere(units, rate, authority.latencyMinutes);
      return { holding, units, authority, rate, expected, flies: authority === null ? 0 : units - expected };
    })
    .toSorted((left, right) => right.flies - left.flies || right.units - left.units || left.holding - right.holding);
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const authorities = request.authorities.map(({ name, latencyMinutes }) => {
    const own = rows.filter(({ authority }) => authority?.name === name);
    const at = (minutes: number): number => own.reduce((total, { units, rate }) => total + stillThere(units, rate, minutes), 0);
    return {
      name,
      latencyMinutes,
      holdings: own.length,
      held: text(own.reduce((total, { units }) => total + units, 0)),
      expected: text(at(latencyMinutes)),
      fliesPerHour: text(own.reduce((total, { units, rate }) => total + units * (1 - Math.exp(-rate)), 0)),
      expectedAt: shownLatencies.map((minutes) => ({ minutes, amount: text(at(minutes)) })),
    };
  });
  return {
    totals: {
      held: text(sum(({ units }) => units)),
      withinReach: text(sum(({ units, authority }) => (authority === null ? 0 : units))),
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
function hindsight(
  { movements, holdings, request, alertMs, asset, reach }: Planning,
  traced: ReturnType<typeof tracedRows>,
  services: ReadonlySet<number>,
) {
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const text = (units: number): string => unitsText(units, decimals);
  const runs = [null, ...shownLatencies].map((minutes) => {
    const minutesFor = (party: number): number | null => {
      const index = services.has(party) ? null : reach(party);
      return index === null ? null : (minutes ?? request.authorities[index]?.latencyMinutes ?? null);
    };
    const { frozen, escaped, loose, orders } = simulateFreeze(movements, holdings, traced, { alertMs, minutesFor });
    return { minutes, frozen: text(frozen), escaped: text(escaped), loose: text(loose), orders };
  });
  const effectMsFor = (party: number): number | null => {
    const index = reach(party);
    return index === null || services.has(party) ? null : alertMs + (request.authorities[index]?.latencyMinutes ?? 0) * 60_000;
  };
  const cut = smallestFreeze(movements, holdings, traced, {
    effectMsFor,
    orderCost: Math.round(request.orderCost * 10 ** decimals),
    isExit: (party) => services.has(party),
  });
  const freeze = cut.freeze.map((holding) => movements.parties.nameOf(holdings.partyOf[holding] ?? 0)).toSorted();
  return {
    runs,
    smallestCut: {
      value: text(cut.value),
      orders: freeze.length,
      first: freeze.slice(0, request.shownMax),
      places: cut.places,
      arcs: cut.arcs,
    },
  };
}
