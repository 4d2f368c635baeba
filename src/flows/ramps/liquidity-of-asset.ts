// SPDX-License-Identifier: Apache-2.0
/**
 * How one asset of a table moved between jurisdictions, whatever else the table holds: its rows alone are looked at, so that a token of 18
 * decimals beside it is in nobody's way. The document names the digest of the whole table.
 */
import { amountOf, exactUnitsMax, limbsPerAmount, type Movements, unitsText, wideUnitsOf, writeWideAmount } from '../../columns/index.ts';
import { fail, type Result } from '../../kernel/index.ts';
import { liquidityBetween, type LiquidityRequest } from '../histories/liquidity.ts';
import type { DigestedMovements } from '../tracing/trace.ts';
import type { LiquidityWire } from '../wire.ts';

export interface AssetLiquidityRequest extends LiquidityRequest {
  /** Of assets with one symbol, the one on this ledger; null: the first. */
  readonly ledger: string | null;
}

export function liquidityOfAsset(table: DigestedMovements, request: AssetLiquidityRequest): Result<LiquidityWire> {
  const { movements, digest } = table;
  const asset = movements.assets.findIndex(
    ({ symbol, ledger }) => symbol === request.asset && (request.ledger === null || ledger === request.ledger),
  );
  if (asset < 0) return fail('asset', 'No movement is of this asset.', `The table has ${assetsShown(movements)}.`);
  return liquidityBetween({ movements: rowsOfAsset(movements, asset), digest }, request);
}

/** As many as one reads in a sentence. */
const assetsNamed = 20;

function assetsShown({ assets }: Movements): string {
  return assets
    .slice(0, assetsNamed)
    .map(({ ledger, symbol }) => `${ledger}/${symbol}`)
    .join(', ');
}

function rowsOfAsset(movements: Movements, asset: number): Movements {
  const only = movements.assets[asset];
  if (only === undefined || movements.assets.length === 1) return movements;
  const rows: number[] = [];
  for (let row = 0; row < movements.count; row += 1) if (movements.asset[row] === asset) rows.push(row);
  const pick = <Column extends Float64Array | Uint32Array | Uint8Array>(column: Column, chosen: Column): Column => {
    for (const [place, row] of rows.entries()) chosen[place] = column[row] ?? 0;
    return chosen;
  };
  const amounts = movements.wide === null ? [] : rows.map((row) => BigInt(amountOf(movements, row)));
  const isWide = amounts.some((amount) => amount > BigInt(exactUnitsMax));
  return {
    ...movements,
    count: rows.length,
    timeMs: pick(movements.timeMs, new Float64Array(rows.length)),
    from: pick(movements.from, new Uint32Array(rows.length)),
    to: pick(movements.to, new Uint32Array(rows.length)),
    asset: new Uint32Array(rows.length),
    amount: pick(movements.amount, new Float64Array(rows.length)),
    wide: isWide ? limbsOf(amounts) : null,
    kind: pick(movements.kind, new Uint8Array(rows.length)),
    transaction: pick(movements.transaction, new Uint32Array(rows.length)),
    sourceRow: pick(movements.sourceRow, new Float64Array(rows.length)),
    assets: [only],
  };
}

function limbsOf(amounts: readonly bigint[]): BigUint64Array {
  const limbs = new BigUint64Array(amounts.length * limbsPerAmount);
  for (const [row, amount] of amounts.entries()) writeWideAmount(limbs, row, amount);
  return limbs;
}

export interface PairTotal {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}

/** What went from each jurisdiction to each over all periods, the largest first; exact to the unit. */
export function pairTotals({ flows }: Pick<LiquidityWire, 'flows'>): readonly PairTotal[] {
  // All amounts are of one asset, each with all its decimals.
  const decimals = (flows[0]?.amount.split('.')[1] ?? '').length;
  const sums = new Map<string, { readonly from: string; readonly to: string; units: bigint }>();
  for (const { from, to, amount } of flows) {
    const key = JSON.stringify([from, to]);
    const sum = sums.get(key) ?? { from, to, units: 0n };
    sum.units += wideUnitsOf(amount, decimals) ?? 0n;
    sums.set(key, sum);
  }
  return [...sums.entries()]
    .toSorted(([key, { units }], [other, against]) => (units === against.units ? (key < other ? -1 : 1) : units < against.units ? 1 : -1))
    .map(([, { from, to, units }]) => ({ from, to, amount: unitsText(units, decimals) }));
}
