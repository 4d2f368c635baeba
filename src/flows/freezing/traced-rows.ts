// SPDX-License-Identifier: Apache-2.0
/** The traced part of every movement, put together from the ways of a trace: what a freeze has to stop. */
import type { Arithmetic } from '../tracing/arithmetic.ts';
import type { Followed } from '../tracing/follow-lots.ts';

export interface TracedRows<Amount> {
  /** In order of time. */
  readonly rows: readonly number[];
  readonly units: ReadonlyMap<number, Amount>;
}

export function tracedRows<Amount>({ zero, plus }: Arithmetic<Amount>, { ends }: Followed<Amount>): TracedRows<Amount> {
  const units = new Map<number, Amount>();
  for (const { hop, amount, kind } of ends) {
    if (kind === 'converted') continue;
    for (let at = hop; at !== null; at = at.before) units.set(at.row, plus(units.get(at.row) ?? zero, amount));
  }
  return { rows: [...units.keys()].toSorted((left, right) => left - right), units };
}
