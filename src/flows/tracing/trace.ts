// SPDX-License-Identifier: Apache-2.0
/**
 * A trace as a document: seeds and rules in, who has what in the end and by which ways out, with the digest of the movements.
 */
import {
  amountOf,
  digestOfMovements,
  digestOfValue,
  movementKinds,
  type Movements,
  type TableDigest,
  unitsText,
  wideUnitsOf,
} from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { holdingsOf } from '../holdings.ts';
import type { AssetName, SeedWire, TraceMethod, TraceStep, TraceWire } from '../wire.ts';
import { momentText } from '../moment-text.ts';
import { type Ready, withArithmetic } from './arithmetic.ts';
import { type Direction, type End, endKinds, type Followed, followLots, type StopRules } from './follow-lots.ts';
import type { Hop } from './lots.ts';
import { followPoison } from './poison.ts';
import { readSeeds, type Seed } from './seeds.ts';

export interface TraceRequest {
  readonly seeds: readonly SeedWire[];
  readonly method: TraceMethod;
  readonly direction: Direction;
  /** Names of parties at which to stop. */
  readonly services: readonly string[];
  /** A decimal, taken in each asset's own unit. */
  readonly amountMin: string | null;
  readonly ageDaysMax: number | null;
  readonly hopsMax: number | null;
  /** How many ways and holders the document shows; all are counted. */
  readonly pathsMax: number;
}

/** A table with its digest, which takes a while for a large one and is the same for every request. */
export interface DigestedMovements {
  readonly movements: Movements;
  readonly digest: TableDigest;
}

export function digested(movements: Movements): DigestedMovements {
  return { movements, digest: digestOfMovements(movements) };
}

const dayMs = 86_400_000;
/** Of a way longer than this the middle is left out: a person reads where it began and where it ended. */
const stepsMax = 40;
/** Of a way that nobody reads: its first step and its last. */
const endStepsMax = 2;

/** How much of what was found the document holds; every way of a large trace, with all its steps, is more than a memory. */
export interface TraceExtent {
  readonly holdersMax: number;
  readonly waysMax: number;
  /** Ways with their steps, the largest first; the others have the first and the last step alone. */
  readonly wholeWaysMax: number;
}

export function runTrace(given: DigestedMovements, request: TraceRequest): Result<TraceWire> {
  const { pathsMax: most } = request;
  return runTraceWithin(given, request, { holdersMax: most, waysMax: most, wholeWaysMax: most });
}

/** The same for a computation that looks at more than is shown; `shortenTrace` makes of it what `runTrace` gives. */
export function runTraceWithin({ movements, digest }: DigestedMovements, request: TraceRequest, extent: TraceExtent): Result<TraceWire> {
  const holdings = holdingsOf(movements);
  const seeds = readSeeds(movements, holdings, request.seeds, request.direction === 'backward');
  if (!seeds.ok) return seeds;
  const rules = stopRules(movements, request);
  if (!rules.ok) return rules;
  const given = { digest, request, extent, seeds: seeds.value, rules: rules.value };
  return withArithmetic(movements, holdings, {
    numbers: (ready) => traceWith(ready, given),
    wide: (ready) => traceWith(ready, given),
  });
}

/** The same trace with fewer holders and ways shown; all stay counted. */
export function shortenTrace({ digest: _digest, ...trace }: TraceWire, most: number): TraceWire {
  const content = {
    ...trace,
    holders: { ...trace.holders, first: trace.holders.first.slice(0, most) },
    paths: { ...trace.paths, first: trace.paths.first.slice(0, most) },
  };
  return { ...content, digest: digestOfValue(content) };
}

function stopRules(movements: Movements, request: TraceRequest): Result<StopRules> {
  const { amountMin } = request;
  const units = amountMin === null ? null : movements.assets.map(({ decimals }) => wideUnitsOf(amountMin, Math.max(decimals, 18)));
  if (units?.some((one) => one === null || one < 0n) === true) {
    return fail('amountMin', `"${amountMin}" is no amount.`, 'Give a plain decimal, such as 100 or 0.01.');
  }
  return ok({
    services: new Set(request.services.flatMap((name) => movements.parties.find(name) ?? [])),
    unitsMin:
      units?.map((one, asset) => {
        const decimals = movements.assets[asset]?.decimals ?? 0;
        const finer = 10n ** BigInt(Math.max(decimals, 18) - decimals);
        // A least amount below the asset's unit means its unit.
        return ((one ?? 0n) + finer - 1n) / finer;
      }) ?? null,
    ageMaxMs: request.ageDaysMax === null ? null : request.ageDaysMax * dayMs,
    hopsMax: request.hopsMax,
  });
}

interface Tracing {
  readonly digest: TableDigest;
  readonly request: TraceRequest;
  readonly extent: TraceExtent;
  readonly seeds: readonly Seed[];
  readonly rules: StopRules;
}

function traceWith<Amount>(ready: Ready<Amount>, { digest, request, extent, seeds, rules }: Tracing): Result<TraceWire> {
  const { method, direction } = request;
  const followed =
    method === 'poison' ? ok(followPoison(ready, { direction, seeds, rules })) : followLots(ready, { method, direction, seeds, rules });
  if (!followed.ok) return followed;
  const { movements } = ready;
  const naming = { ready, movements };
  const content = {
    format: 'comity-trace/1' as const,
    input: { movements: digest, rows: movements.count, holdingsWithOpening: ready.withOpening },
    method,
    direction,
    rules: {
      services: { count: rules.services.size, digest: digestOfValue([...request.services].toSorted()) },
      amountMin: request.amountMin,
      ageDaysMax: request.ageDaysMax,
      hopsMax: request.hopsMax,
    },
    seeds: seeds.map((seed, index) => ({
      name: seed.name,
      party: partyName(movements, ready.holdings.partyOf[seed.holding] ?? 0),
      asset: assetName(movements, seed.asset),
      at: momentText(seed.atMs),
      asked: seed.units >= 2n ** 256n ? null : unitsText(seed.units, movements.assets[seed.asset]?.decimals ?? 0),
      marked: amountText(naming, followed.value.marked[index], seed.asset),
    })),
    totals: totalsOf(naming, followed.value, seeds),
    ...endsOf(naming, followed.value.ends, extent),
  } satisfies Omit<TraceWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface Naming<Amount> {
  readonly ready: Ready<Amount>;
  readonly movements: Movements;
}

function totalsOf<Amount>(naming: Naming<Amount>, followed: Followed<Amount>, seeds: readonly Seed[]): TraceWire['totals'] {
  const { arithmetic, holdings } = naming.ready;
  const totals = new Map<
    string,
    { seed: number; asset: number; marked: Amount; convertedIn: Amount; ended: Map<End<Amount>['kind'], Amount> }
  >();
  const of = (seed: number, asset: number) => {
    const key = `${seed}/${asset}`;
    const known = totals.get(key) ?? {
      seed,
      asset,
      marked: arithmetic.zero,
      convertedIn: arithmetic.zero,
      ended: new Map<End<Amount>['kind'], Amount>(),
    };
    totals.set(key, known);
    return known;
  };
  for (const [index, { asset }] of seeds.entries()) of(index, asset).marked = followed.marked[index] ?? arithmetic.zero;
  for (const { seed, asset, amount } of followed.convertedIn)
    of(seed, asset).convertedIn = arithmetic.plus(of(seed, asset).convertedIn, amount);
  for (const { seed, kind, holding, amount } of followed.ends) {
    const { ended } = of(seed, holdings.assetOf[holding] ?? 0);
    ended.set(kind, arithmetic.plus(ended.get(kind) ?? arithmetic.zero, amount));
  }
  return [...totals.values()].map(({ seed, asset, marked, convertedIn, ended }) => ({
    seed,
    asset: assetName(naming.movements, asset),
    marked: amountText(naming, marked, asset),
    convertedIn: amountText(naming, convertedIn, asset),
    ended: Object.fromEntries(
      endKinds
        .flatMap((kind) => (ended.has(kind) ? [[kind, ended.get(kind)] as const] : []))
        .map(([kind, amount]) => [kind, amountText(naming, amount, asset)]),
    ),
  }));
}

function endsOf<Amount>(naming: Naming<Amount>, ends: readonly End<Amount>[], extent: TraceExtent): Pick<TraceWire, 'holders' | 'paths'> {
  const { arithmetic, holdings } = naming.ready;
  const larger = (one: Amount, other: Amount): number => (arithmetic.isLess(other, one) ? -1 : arithmetic.isLess(one, other) ? 1 : 0);
  // Equal amounts stand in the order in which the replay ended them, which is the same every time.
  const byAmount = ends.toSorted((left, right) => larger(left.amount, right.amount));
  const holders = new Map<string, { end: End<Amount>; amount: Amount }>();
  for (const end of ends) {
    if (end.kind === 'converted') continue;
    const key = `${end.holding}/${end.seed}/${end.kind}`;
    const known = holders.get(key);
    holders.set(key, { end, amount: known === undefined ? end.amount : arithmetic.plus(known.amount, end.amount) });
  }
  const largest = [...holders.values()].toSorted((left, right) => larger(left.amount, right.amount));
  const nameOf = ({ holding, seed, kind }: End<Amount>, amount: Amount) => ({
    party: partyName(naming.movements, holdings.partyOf[holding] ?? 0),
    asset: assetName(naming.movements, holdings.assetOf[holding] ?? 0),
    seed,
    kind,
    amount: amountText(naming, amount, holdings.assetOf[holding] ?? 0),
  });
  return {
    holders: { count: largest.length, first: largest.slice(0, extent.holdersMax).map(({ end, amount }) => nameOf(end, amount)) },
    paths: {
      count: byAmount.length,
      first: byAmount.slice(0, extent.waysMax).map((end, place) => ({
        ...nameOf(end, end.amount),
        ...stepsOf(naming.movements, end.hop, place < extent.wholeWaysMax ? stepsMax : endStepsMax),
      })),
    },
  };
}

function stepsOf(movements: Movements, last: Hop | null, most: number): { readonly steps: TraceStep[]; readonly stepsLeftOut: number } {
  const rows: number[] = [];
  for (let hop = last; hop !== null; hop = hop.before) rows.push(hop.row);
  rows.reverse();
  const half = most / 2;
  const shown = rows.length <= most ? rows : [...rows.slice(0, half), ...rows.slice(-half)];
  return { steps: shown.map((row) => stepOf(movements, row)), stepsLeftOut: rows.length - shown.length };
}

export function stepOf(movements: Movements, row: number): TraceStep {
  const asset = movements.asset[row] ?? 0;
  const { decimals, symbol } = movements.assets[asset] ?? { decimals: 0, symbol: '' };
  return {
    row: movements.sourceRow[row] ?? 0,
    at: momentText(movements.timeMs[row] ?? 0),
    kind: movementKinds[movements.kind[row] ?? 0] ?? '',
    from: partyName(movements, movements.from[row] ?? 0),
    to: partyName(movements, movements.to[row] ?? 0),
    amount: unitsText(amountOf(movements, row), decimals),
    asset: symbol,
  };
}

export function partyName(movements: Movements, party: number): string {
  return movements.parties.nameOf(party);
}

export function assetName(movements: Movements, asset: number): AssetName {
  const { symbol, ledger } = movements.assets[asset] ?? { symbol: '', ledger: '' };
  return { symbol, ledger };
}

function amountText<Amount>({ ready, movements }: Naming<Amount>, amount: Amount | undefined, asset: number): string {
  const units = amount === undefined ? 0n : ready.arithmetic.toUnits(amount);
  return unitsText(units, movements.assets[asset]?.decimals ?? 0);
}
