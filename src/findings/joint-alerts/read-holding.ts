// SPDX-License-Identifier: Apache-2.0
/** Reads what a file of market events holds, and keeps it, so that it is read once. */
import type { MarketHolding } from '../../surveillance/index.ts';
import type { MarketSource } from '../alerts/market-engine.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { keepHolding } from './store.ts';

/** Null where no event in it can be read, which is kept as well. */
export async function readHolding(deps: Pick<FindingsDeps, 'database' | 'markets'>, source: MarketSource): Promise<MarketHolding | null> {
  const found = await deps.markets.holding(source);
  const holding = found.ok ? found.value : null;
  await keepHolding(deps.database, source.id, holding);
  return holding;
}
