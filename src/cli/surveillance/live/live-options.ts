// SPDX-License-Identifier: Apache-2.0
/** What commands on live markets have in common: the name of the market, and into how many partitions it is divided. */
import type { Issue } from '../../../kernel/index.ts';
import type { Given } from '../../command.ts';

export const liveMarketOptions = { market: { type: 'string' }, partitions: { type: 'string' } } as const;
export const liveMarketHelp = `  --market NAME          the market's name: letters, digits and - (default: main)
  --partitions NUMBER    into how many partitions it is divided, the same for feeds and workers (default: 8)`;

/** Every partition is read by a consumer of its own and stores a row a second: more are for more machines than an authority has. */
const partitionsMax = 1024;

export function readLiveMarket(given: Given): { readonly market: string; readonly partitions: number; readonly issues: readonly Issue[] } {
  const market = given.text('market') ?? 'main';
  const issues: Issue[] = [];
  if (!/^[A-Za-z0-9-]{1,40}$/.test(market))
    issues.push({ path: '--market', problem: 'It is no name of a market.', remedy: 'Give up to 40 letters, digits and -.' });
  const partitions = readWhole(given, { name: 'partitions', otherwise: 8, from: 1, most: partitionsMax }, issues);
  return { market, partitions, issues };
}

/** A whole number of an option in its limits; an issue is added where it is none. */
export function readWhole(
  given: Given,
  { name, otherwise, from, most }: { readonly name: string; readonly otherwise: number; readonly from: number; readonly most: number },
  issues: Issue[],
): number {
  const value = Number(given.text(name) ?? otherwise);
  if (!Number.isInteger(value) || value < from || value > most)
    issues.push({ path: `--${name}`, problem: 'It is no whole number in its limits.', remedy: `Give ${from} to ${most}.` });
  return value;
}
