// SPDX-License-Identifier: Apache-2.0
/**
 * Entry points found on other data: the movement into the named account, of the named amount, at the named instant, becomes a seed.
 *
 * Two houses do not always write one movement with the same instant. Where none has the very instant, the only movement of that amount into
 * that account within a day is taken; where there are two of them it is not guessed which, and the entry point stays dark. Movements that
 * are alike in everything are taken one after the other until the amount is reached: which of them it is makes no difference.
 */
import { amountOf, type Movements } from '../../columns/index.ts';
import type { SeedWire } from '../wire.ts';
import { exactText, exactUnits } from './exact-sums.ts';
import type { HandedEntry, RelayEntry } from './relay-part.ts';

export interface FoundEntries {
  readonly seeds: readonly SeedWire[];
  /** By seed. */
  readonly stands: readonly HandedEntry[];
  readonly notFound: readonly HandedEntry[];
}

const nearMs = 86_400_000;
const finest = 36;

export function findEntries(movements: Movements, handed: readonly HandedEntry[]): FoundEntries {
  const seeds: SeedWire[] = [];
  const stands: HandedEntry[] = [];
  const notFound: HandedEntry[] = [];
  for (const one of handed) {
    const { entry } = one;
    const rows = rowsOf(movements, entry);
    if (rows.length === 0) notFound.push(one);
    let toMark = exactUnits(entry.amount);
    const whole = exactUnits(entry.movement);
    for (const row of rows) {
      const part = toMark < whole ? toMark : whole;
      if (part <= 0n) break;
      seeds.push({ ...placeOf(movements, row), amount: exactText(part) });
      stands.push(one);
      toMark -= part;
    }
  }
  return { seeds, stands, notFound };
}

/** By the row of the files that it comes from, and, where more movements come from that row, as which of them. */
function placeOf({ sourceRow }: Movements, row: number): { readonly row: number; readonly movement?: number } {
  const source = sourceRow[row] ?? 0;
  let movement = 1;
  for (let before = 0; before < row; before += 1) if (sourceRow[before] === source) movement += 1;
  return movement === 1 ? { row: source } : { row: source, movement };
}

function rowsOf(movements: Movements, { party: name, asset, at, movement }: RelayEntry): readonly number[] {
  const party = movements.parties.find(name);
  if (party === null || party === 0) return [];
  const atMs = Date.parse(at);
  const exact: number[] = [];
  const near: number[] = [];
  for (let row = firstFrom(movements, atMs - nearMs); row < movements.count; row += 1) {
    const timeMs = movements.timeMs[row] ?? 0;
    if (timeMs > atMs + nearMs) break;
    const kept = movements.assets[movements.asset[row] ?? 0];
    if (movements.to[row] !== party || kept?.symbol !== asset.symbol) continue;
    if (BigInt(amountOf(movements, row)) * 10n ** BigInt(finest - kept.decimals) !== exactUnits(movement)) continue;
    (timeMs === atMs ? exact : near).push(row);
  }
  if (exact.length > 0) return exact;
  return near.length === 1 ? near : [];
}

/** The first row that is not before this instant. */
function firstFrom({ timeMs, count }: Movements, atMs: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeMs[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
