// SPDX-License-Identifier: Apache-2.0
/**
 * What movements were worth when they happened, by a series of prices: for each the last price at or before its moment, if it is not too old.
 *
 * Products of amounts and prices are added up exactly and divided once at the end, so that nothing is rounded twice. A movement without a
 * price is counted with its asset and its first places; it is never worth nothing.
 */
import { amountOf, digestOfValue, type Movements, unitsText, wideUnitsOf } from '../../columns/index.ts';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { assetName, type DigestedMovements } from '../tracing/trace.ts';
import type { ValuationWire } from '../wire.ts';

/** One row of a series: what one whole unit of the asset cost. */
export interface PriceRow {
  readonly atMs: number;
  readonly asset: string;
  /** A plain decimal. */
  readonly price: string;
  readonly currency: string;
}

/** Decimals of a price that are taken; finer ones are refused. */
const priceDecimals = 12;
const placesMax = 5;

interface Series {
  readonly times: readonly number[];
  readonly units: readonly bigint[];
}

export function valueMovements(
  { movements, digest }: DigestedMovements,
  { prices, ageDaysMax }: { readonly prices: readonly PriceRow[]; readonly ageDaysMax: number },
): Result<ValuationWire> {
  const [currency = '', ...others] = new Set(prices.map((row) => row.currency));
  const issues: Issue[] = [];
  if (prices.length === 0) issues.push({ path: 'prices', problem: 'There is none.', remedy: 'Give rows of time, asset, price, currency.' });
  if (others.length > 0)
    issues.push({
      path: 'prices',
      problem: 'They are in several currencies.',
      remedy: 'Give one series for each currency, one at a time.',
    });
  const bad = prices.find(({ price }) => (wideUnitsOf(price, priceDecimals) ?? -1n) < 0n);
  if (bad !== undefined) {
    issues.push({
      path: `prices, ${bad.asset}`,
      problem: `"${bad.price.slice(0, 40)}" is no price with at most ${priceDecimals} decimals.`,
      remedy: 'Write 101.25.',
    });
  }
  if (issues.length > 0) return failWith(issues);
  const series = seriesOf(prices);
  const assets = movements.assets.map((_asset, asset) => valueOfAsset(movements, asset, series, ageDaysMax * 86_400_000));
  const content = {
    format: 'comity-valuation/1' as const,
    input: digest,
    currency,
    ageDaysMax,
    prices: prices.length,
    assets,
  } satisfies Omit<ValuationWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

function seriesOf(prices: readonly PriceRow[]): ReadonlyMap<string, Series> {
  return new Map(
    [...Map.groupBy(prices, ({ asset }) => asset)].map(([asset, rows]) => {
      const sorted = rows.toSorted((left, right) => left.atMs - right.atMs);
      return [asset, { times: sorted.map(({ atMs }) => atMs), units: sorted.map(({ price }) => wideUnitsOf(price, priceDecimals) ?? 0n) }];
    }),
  );
}

function valueOfAsset(
  movements: Movements,
  asset: number,
  all: ReadonlyMap<string, Series>,
  ageMaxMs: number,
): ValuationWire['assets'][number] {
  const { symbol = '', decimals = 0 } = movements.assets[asset] ?? {};
  const series = all.get(symbol) ?? { times: [], units: [] };
  let [rows, amount, valued, product] = [0, 0n, 0n, 0n];
  const without: number[] = [];
  let withoutCount = 0;
  let at = -1;
  for (let row = 0; row < movements.count; row += 1) {
    if (movements.asset[row] !== asset) continue;
    const timeMs = movements.timeMs[row] ?? 0;
    while (at + 1 < series.times.length && (series.times[at + 1] ?? 0) <= timeMs) at += 1;
    const units = BigInt(amountOf(movements, row));
    rows += 1;
    amount += units;
    if (at >= 0 && timeMs - (series.times[at] ?? 0) <= ageMaxMs) {
      valued += units;
      product += units * (series.units[at] ?? 0n);
      continue;
    }
    withoutCount += 1;
    if (without.length < placesMax) without.push(movements.sourceRow[row] ?? 0);
  }
  return {
    asset: assetName(movements, asset),
    movements: rows,
    amount: unitsText(amount, decimals),
    valuedAmount: unitsText(valued, decimals),
    value: unitsText(product / 10n ** BigInt(decimals), priceDecimals),
    withoutPrice: { count: withoutCount, firstRows: without },
  };
}
