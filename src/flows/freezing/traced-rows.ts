// SPDX-License-Identifier: Apache-2.0
/** The traced part of every movement, put together from the ways of a trace: what a freeze has to stop. */
import type { Followed } from '../tracing/follow-lots.ts';

export interface TracedRows {
  /** In order of time. */
  readonly rows: readonly number[];
  readonly units: ReadonlyMap<number, number>;
}

export function tracedRows({ ends }: Followed<number>): TracedRows {
  const units = new Map<number, number>();
  for (const { hop, amount, kind } of ends) {
    if (kind === 'converted') continue;
    for (let at = hop; at !== null; at = at.before) units.set(at.row, (units.get(at.row) ?? 0) + amount);
  }
  return { rows: [...units.keys()].toSorted((left, right) => left - right), units };
}
