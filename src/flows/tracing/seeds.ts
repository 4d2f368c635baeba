// SPDX-License-Identifier: Apache-2.0
/**
 * Seeds: where a trace begins. A movement (what a victim paid, all or a part), or what a party held at a moment.
 *
 * A seed that marks less than it asked for is no error but a fact, and is shown: its money was traced by an earlier seed already, or the
 * holding had less.
 */
import type { Movements } from '../../columns/index.ts';
import { exactUnitsMax, wideUnitsOf } from '../../columns/index.ts';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { Holdings } from '../holdings.ts';
import type { SeedWire } from '../wire.ts';

export interface Seed {
  /** What the officer calls it. */
  readonly name: string;
  /** The movement's row in the table, or null for a holding. */
  readonly row: number | null;
  readonly holding: number;
  readonly atMs: number;
  readonly asset: number;
  readonly units: bigint;
}

/**
 * Seeds of one trace: those of an officer, and in a relay the entry points of all that asked, which cannot be traced in groups. Each payment
 * that takes its share of everything is divided among them.
 */
export const seedsMax = 256;

/** Finds the movements and holdings of seeds in the table. `isBackward`: a movement's seed lies with its payer, else with its payee. */
export function readSeeds(
  movements: Movements,
  holdings: Holdings,
  given: readonly SeedWire[],
  isBackward: boolean,
): Result<readonly Seed[]> {
  const issues: Issue[] = [];
  const seeds: Seed[] = [];
  if (given.length === 0)
    issues.push({ path: 'seeds', problem: 'There is none.', remedy: 'Give at least one movement or holding to trace.' });
  if (given.length > seedsMax) {
    issues.push({ path: 'seeds', problem: `There are ${given.length}; ${seedsMax} are the most.`, remedy: 'Trace them in groups.' });
  }
  const rows = rowsBySource(movements, given);
  for (const [index, wire] of given.slice(0, seedsMax).entries()) {
    const seed = 'row' in wire ? movementSeed(movements, holdings, rows, wire, isBackward) : holdingSeed(movements, holdings, wire);
    if ('problem' in seed) issues.push({ path: `seeds.${index}`, ...seed });
    else seeds.push(seed);
  }
  return issues.length > 0 ? failWith(issues) : ok(seeds);
}

type Trouble = Omit<Issue, 'path'>;

/** One pass finds the rows of all seeds by their place in the files. */
function rowsBySource({ count, sourceRow }: Movements, given: readonly SeedWire[]): ReadonlyMap<number, readonly number[]> {
  const wanted = new Map<number, number[]>(given.flatMap((wire) => ('row' in wire ? [[wire.row, []]] : [])));
  for (let row = 0; wanted.size > 0 && row < count; row += 1) wanted.get(sourceRow[row] ?? 0)?.push(row);
  return wanted;
}

function movementSeed(
  movements: Movements,
  holdings: Holdings,
  rows: ReadonlyMap<number, readonly number[]>,
  wire: Extract<SeedWire, { row: number }>,
  isBackward: boolean,
): Seed | Trouble {
  // A row of a file can be two legs and a fee; where it is not said which, the first movement is the one that is meant.
  const { movement = 1 } = wire;
  const row = rows.get(wire.row)?.[movement - 1];
  if (row === undefined && movement > 1)
    return { problem: `Row ${wire.row} has no ${movement} movements.`, remedy: 'Leave out which, or give one that it has.' };
  if (row === undefined) return { problem: `No movement comes from row ${wire.row}.`, remedy: 'Give a row that the table took in.' };
  const asset = movements.asset[row] ?? 0;
  const units = wire.amount === undefined ? null : unitsOf(movements, asset, wire.amount);
  if (units !== null && typeof units !== 'bigint') return units;
  const holding = (isBackward ? holdings.from : holdings.to)[row] ?? 0;
  const all = BigInt(movements.amount[row] ?? 0) > BigInt(exactUnitsMax) ? null : BigInt(movements.amount[row] ?? 0);
  return {
    name: movement === 1 ? `row ${wire.row}` : `row ${wire.row}, movement ${movement}`,
    row,
    holding,
    atMs: movements.timeMs[row] ?? 0,
    asset,
    // More than any movement moves: all of it.
    units: units ?? all ?? 2n ** 256n,
  };
}

function holdingSeed(movements: Movements, holdings: Holdings, wire: Extract<SeedWire, { party: string }>): Seed | Trouble {
  const party = movements.parties.find(wire.party);
  if (party === null || party === 0) return { problem: 'No movement names this party.', remedy: 'Write it as the files do.' };
  const assets = movements.assets.flatMap(({ symbol, ledger }, asset) => {
    const isIt = (wire.asset === undefined || wire.asset === symbol) && (wire.ledger === undefined || wire.ledger === ledger);
    return isIt && holdings.find(party, asset) !== null ? [asset] : [];
  });
  const [asset, ...others] = assets;
  if (asset === undefined)
    return { problem: 'It never moved such an asset.', remedy: 'Leave asset and ledger out, or give those of its movements.' };
  if (others.length > 0) {
    const names = assets.map((one) => `${movements.assets[one]?.ledger ?? ''}/${movements.assets[one]?.symbol ?? ''}`).join(', ');
    return { problem: `It holds several assets: ${names}.`, remedy: 'Name the asset and its ledger.' };
  }
  const units = unitsOf(movements, asset, wire.amount);
  if (typeof units !== 'bigint') return units;
  return { name: wire.party, row: null, holding: holdings.find(party, asset) ?? 0, atMs: Date.parse(wire.at), asset, units };
}

function unitsOf(movements: Movements, asset: number, amount: string): bigint | Trouble {
  const decimals = movements.assets[asset]?.decimals ?? 0;
  const units = wideUnitsOf(amount, decimals);
  if (units === null || units <= 0n) {
    return { problem: `"${amount.slice(0, 40)}" is no amount above nothing with at most ${decimals} decimals.`, remedy: 'Write 1250.50.' };
  }
  return units;
}
