// SPDX-License-Identifier: Apache-2.0
/**
 * The picture of ramps: for each jurisdiction one line, for each month a bar up for what became digital and one down for what became money.
 *
 * Bars compare money of one name, so the picture is of one money at a time. Heights are drawn from numbers; the tables have the exact sums.
 */
import type { RampsWire } from '../../../src/flows/ramps/wire.ts';

export interface MonthBar {
  readonly month: string;
  readonly on: number;
  readonly off: number;
}
export interface MonthLine {
  /** Null: of no known firm, or where it is registered is not known. */
  readonly jurisdiction: string | null;
  readonly bars: readonly MonthBar[];
}

/** The moneys that crossed, the one with the most crossings first. */
export function moneysOf({ crossings }: Pick<RampsWire, 'crossings'>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { money, movements } of crossings) counts.set(money.symbol, (counts.get(money.symbol) ?? 0) + movements);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([symbol]) => symbol);
}

export function layMonths({ crossings, firms }: Pick<RampsWire, 'crossings' | 'firms'>, money: string): readonly MonthLine[] {
  const own = crossings.filter((one) => one.money.symbol === money);
  const months = monthsBetween(own.map(({ month }) => month));
  const placeOf = ({ firm }: (typeof own)[number]): string | null => (firm === null ? null : (firms[firm]?.jurisdiction ?? null));
  const places = [...new Set(own.map(placeOf))].toSorted((one, other) => (one === null ? 1 : other === null ? -1 : one < other ? -1 : 1));
  return places.map((jurisdiction) => ({
    jurisdiction,
    bars: months.map((month) => {
      const here = own.filter((one) => one.month === month && placeOf(one) === jurisdiction);
      const sum = (ramp: string): number => here.reduce((total, one) => total + (one.ramp === ramp ? Number(one.moneyAmount) : 0), 0);
      return { month, on: sum('on'), off: sum('off') };
    }),
  }));
}

/** Every month from the first to the last, those without a crossing too. */
function monthsBetween(months: readonly string[]): readonly string[] {
  const sorted = [...months].toSorted();
  const last = sorted.at(-1) ?? '';
  const all: string[] = [];
  for (let month = sorted[0] ?? ''; month !== '' && month <= last; month = after(month)) all.push(month);
  return all;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
