// SPDX-License-Identifier: Apache-2.0
/**
 * Liquidity between jurisdictions over time: how much of an asset went from where to where in each period, and how fast it turned over.
 *
 * A party belongs to the jurisdiction with the longest matching beginning of its name; others are `unknown`. Velocity is what left the
 * jurisdiction's parties in a period by what lay with them on average: 2 means that it turned over twice. Sums are exact whatever the width
 * of an amount: a token of 18 decimals passes what a number holds. Turnovers have six figures.
 */
import { amountOf, digestOfValue, type Movements, unitsText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Balances, type Holdings, holdingsOf, numberBalances, type WideBalances, wideBalances } from '../holdings.ts';
import { momentText } from '../moment-text.ts';
import { assetName, type DigestedMovements } from '../tracing/trace.ts';
import type { LiquidityWire } from '../wire.ts';

export interface LiquidityRequest {
  readonly asset: string;
  /** Beginnings of names, by jurisdiction. */
  readonly prefixes: readonly { readonly jurisdiction: string; readonly prefix: string }[];
  readonly periodDays: number;
}

/** Periods of a document: a day for ten years. */
const periodsMax = 4000;
const dayMs = 86_400_000;

export function liquidityBetween({ movements, digest }: DigestedMovements, request: LiquidityRequest): Result<LiquidityWire> {
  const asset = movements.assets.findIndex(({ symbol }) => symbol === request.asset);
  if (asset < 0)
    return fail(
      'asset',
      'No movement is of this asset.',
      `The table has ${movements.assets
        .map(({ symbol }) => symbol)
        .slice(0, 20)
        .join(', ')}.`,
    );
  const periodMs = request.periodDays * dayMs;
  const first = Math.floor((movements.timeMs[0] ?? 0) / periodMs);
  const periods = Math.floor((movements.timeMs[movements.count - 1] ?? 0) / periodMs) - first + 1;
  if (periods > periodsMax) return fail('periodDays', `That makes ${periods} periods; ${periodsMax} are the most.`, 'Take longer periods.');
  const holdings = holdingsOf(movements);
  const balances = numberBalances(movements, holdings) ?? wideBalances(movements, holdings);
  const names = [...new Set(request.prefixes.map(({ jurisdiction }) => jurisdiction)), 'unknown'].toSorted();
  const placeOf = placesOf(movements, request, names);
  const { flows, unitMs, left } = replayed({ movements, holdings, balances, asset, names, placeOf, first, periods, periodMs });
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const startOf = (period: number): string => momentText((first + period) * periodMs);
  const content = {
    format: 'comity-liquidity/1' as const,
    input: digest,
    asset: assetName(movements, asset),
    periodDays: request.periodDays,
    flows: [...flows]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, units]) => {
        const [period = '0', from = '', to = ''] = key.split('\u0000');
        return { begins: startOf(Number(period)), from, to, amount: unitsText(units, decimals) };
      })
      .toSorted((one, other) => (one.begins < other.begins ? -1 : one.begins > other.begins ? 1 : 0)),
    velocity: unitMs.flatMap((sum, period) =>
      names.flatMap((jurisdiction, place) => {
        const average = (sum[place] ?? 0) / periodMs;
        const out = left[period]?.[place] ?? 0;
        return average === 0 ? [] : [{ begins: startOf(period), jurisdiction, turnovers: Number((out / average).toPrecision(6)) }];
      }),
    ),
  } satisfies Omit<LiquidityWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface Replayed {
  readonly movements: Movements;
  readonly holdings: Holdings;
  readonly balances: Balances | WideBalances;
  readonly asset: number;
  readonly names: readonly string[];
  readonly placeOf: Uint32Array;
  readonly first: number;
  readonly periods: number;
  readonly periodMs: number;
}

/** Sums by period and pair of places, and for each place what left it and what lay there, by period. */
function replayed({ movements, holdings, balances, asset, names, placeOf, first, periods, periodMs }: Replayed) {
  const flows = new Map<string, bigint>();
  const held = openHeld(balances, names.length);
  for (let holding = 0; holding < holdings.count; holding += 1) {
    const party = holdings.partyOf[holding] ?? 0;
    if (holdings.assetOf[holding] === asset && party !== 0) held.add(placeOf[party] ?? 0, balances.openings[holding] ?? 0);
  }
  const unitMs = Array.from({ length: periods }, () => new Float64Array(names.length));
  const left = Array.from({ length: periods }, () => new Float64Array(names.length));
  let since = movements.timeMs[0] ?? 0;
  const settle = (now: number): void => {
    // Time that passes over the end of a period is divided between them.
    while (since < now) {
      const period = Math.min(periods - 1, Math.floor(since / periodMs) - first);
      const end = Math.min(now, (first + period + 1) * periodMs);
      for (let place = 0; place < names.length; place += 1) add(unitMs[period], place, held.of(place) * (end - since));
      since = end;
    }
  };
  for (let row = 0; row < movements.count; row += 1) {
    if (movements.asset[row] !== asset) continue;
    const now = movements.timeMs[row] ?? 0;
    settle(now);
    const [payer, payee, units] = [movements.from[row] ?? 0, movements.to[row] ?? 0, amountOf(movements, row)];
    const period = Math.floor(now / periodMs) - first;
    const from = payer === 0 ? 'outside' : (names[placeOf[payer] ?? 0] ?? '');
    const to = payee === 0 ? 'outside' : (names[placeOf[payee] ?? 0] ?? '');
    const key = `${period}\u0000${from}\u0000${to}`;
    flows.set(key, (flows.get(key) ?? 0n) + BigInt(units));
    if (payer !== 0) {
      held.add(placeOf[payer] ?? 0, -units);
      add(left[period], placeOf[payer] ?? 0, Number(units));
    }
    if (payee !== 0) held.add(placeOf[payee] ?? 0, units);
  }
  return { flows, unitMs, left };
}

function add(sums: Float64Array | undefined, place: number, units: number): void {
  if (sums !== undefined) sums[place] = (sums[place] ?? 0) + units;
}

/** What lies in each place. In numbers while these are exact; else of any width, so that what came and left again leaves nothing behind. */
interface Held {
  readonly add: (place: number, units: number | bigint) => void;
  readonly of: (place: number) => number;
}

function openHeld(balances: Balances | WideBalances, places: number): Held {
  if (balances.openings instanceof Float64Array) {
    const sums = new Float64Array(places);
    return { add: (place, units) => add(sums, place, Number(units)), of: (place) => sums[place] ?? 0 };
  }
  const sums = Array.from({ length: places }, () => 0n);
  return {
    add(place, units) {
      sums[place] = (sums[place] ?? 0n) + BigInt(units);
    },
    of: (place) => Number(sums[place] ?? 0n),
  };
}

function placesOf({ parties }: Movements, { prefixes }: LiquidityRequest, names: readonly string[]): Uint32Array {
  const longestFirst = prefixes.toSorted((left, right) => right.prefix.length - left.prefix.length);
  return Uint32Array.from(parties.names(), (name) => {
    const found = longestFirst.find(({ prefix }) => name.startsWith(prefix));
    return names.indexOf(found?.jurisdiction ?? 'unknown');
  });
}
