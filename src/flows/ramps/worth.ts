// SPDX-License-Identifier: Apache-2.0
/** What some units were worth when they moved: money of the wanted currency is its own value, all else goes by the series of prices. */
import {
  type Asset,
  exactUnitsMax,
  limbsPerAmount,
  type Movements,
  type TableDigest,
  unitsText,
  wideUnitsOf,
  writeWideAmount,
} from '../../columns/index.ts';
import { type PriceRow, valueMovements } from '../histories/value-movements.ts';
import type { Moved } from './find-crossings.ts';

export interface Prices {
  readonly rows: readonly PriceRow[];
  readonly ageDaysMax: number;
}

export interface Worth {
  /** Null without prices. */
  readonly value: string | null;
  readonly withoutPrice: number;
}

/** As fine as prices are. */
const valueDecimals = 12;

interface Valuing {
  readonly table: { readonly movements: Movements; readonly digest: TableDigest };
  readonly prices: Prices | null;
}

export function worthOf({ table, prices }: Valuing, moved: readonly Moved[]): Worth {
  const currency = prices?.rows[0]?.currency;
  if (prices === null || currency === undefined) return { value: null, withoutPrice: moved.length };
  const { assets } = table.movements;
  const isPlain = ({ asset }: Moved): boolean => isMoney(assets[asset]) && assets[asset]?.symbol === currency;
  const rest = moved.filter((one) => !isPlain(one)).toSorted((one, other) => one.timeMs - other.timeMs);
  const valued = valueMovements(
    { movements: tableOf(table.movements, rest), digest: table.digest },
    { prices: prices.rows, ageDaysMax: prices.ageDaysMax },
  );
  // Prices were looked at before; a series that is no longer good is our fault.
  if (!valued.ok) throw new Error(valued.issues[0]?.problem ?? 'prices');
  const own = moved.filter(isPlain).map(({ asset, units }) => unitsText(units, assets[asset]?.decimals ?? 0));
  const withoutPrice = valued.value.assets.reduce((sum, one) => sum + one.withoutPrice.count, 0);
  return { value: addTexts([...own, ...valued.value.assets.map(({ value }) => value)]), withoutPrice };
}

/** Money lies in accounts; what lies on a chain is a digital asset, a token of money too. */
export function isMoney(asset: Asset | undefined): boolean {
  return asset?.ledger === 'bank';
}

/** Exact; without zeros at the end, but with two decimals. */
export function addTexts(values: readonly string[]): string {
  const units = values.reduce((sum, value) => sum + (wideUnitsOf(value, valueDecimals) ?? 0n), 0n);
  const [whole = '0', fraction = ''] = unitsText(units, valueDecimals).split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}

function tableOf(movements: Movements, moved: readonly Moved[]): Movements {
  const wide = moved.some(({ units }) => units > BigInt(exactUnitsMax)) ? new BigUint64Array(moved.length * limbsPerAmount) : null;
  if (wide !== null) for (const [row, { units }] of moved.entries()) writeWideAmount(wide, row, units);
  return {
    ...movements,
    count: moved.length,
    timeMs: Float64Array.from(moved, ({ timeMs }) => timeMs),
    asset: Uint32Array.from(moved, ({ asset }) => asset),
    amount: Float64Array.from(moved, ({ units }) => Number(units)),
    wide,
    sourceRow: Float64Array.from(moved, ({ sourceRow }) => sourceRow),
  };
}
