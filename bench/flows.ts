// SPDX-License-Identifier: Apache-2.0
/**
 * Flows on 20 million invented movements among 2 million accounts, skewed as payments are: `flows.haircut_per_s` and `flows.fifo_per_s` (one
 * thread, amounts below 2^53), the same `_wide` for amounts of 256 bits (on a twentieth of the movements); temporal cycles on a million
 * movements within 1, 6 and 24 hours; `flows.index_50m_s`; `flows.min_cut_s` on a network of a million arcs. After each, the memory of the process
 * at its highest. Seconds are processor time of the one thread, since others may use the machine. `npm run bench -- flows index` measures
 * one part alone; parts are cycles, cut, traces, index.
 */
import { limbsPerAmount, type Movements, movementsBuilder, writeWideAmount } from '../src/columns/index.ts';
import {
  findTemporalCycles,
  followHaircut,
  followLots,
  holdingsOf,
  indexMovements,
  type LotMethod,
  minimumCut,
  withArithmetic,
} from '../src/flows/index.ts';
import { seededRandomness } from '../src/kernel/index.ts';
import type { Print } from './main.ts';

const movementCount = Number(process.env['COMITY_BENCH_MOVEMENTS'] ?? 20_000_000);
const accountsPerMovement = 1 / 10;
const wideShare = 20;
const cycleEdges = 1_000_000;
const cycleAccounts = 100_000;
const monthMs = 30 * 86_400_000;
const hourMs = 3_600_000;
const cutArcs = 1_000_000;
const cutPlaces = 200_000;
const indexRows = 50_000_000;

const parts: Readonly<Record<string, (print: Print) => void>> = { cycles, cut, traces, index };

export function run(print: Print): Promise<void> {
  const wanted = process.argv[3];
  const part = wanted === undefined ? undefined : parts[wanted];
  if (wanted !== undefined && part === undefined)
    throw new Error(`There is no part "${wanted}". Name one of: ${Object.keys(parts).join(', ')}`);
  for (const measure of part === undefined ? Object.values(parts) : [part]) measure(print);
  return Promise.resolve();
}

function measured(print: Print, name: string, seconds: number, figure: { readonly count?: number; readonly goal: number }): void {
  const { count, goal } = figure;
  if (count === undefined)
    print({
      name: `flows.${name}`,
      value: Math.round(seconds * 1000) / 1000,
      unit: 's',
      goal,
    });
  else
    print({
      name: `flows.${name}`,
      value: Math.round(count / seconds),
      unit: '1/s',
      goal,
    });
  print({
    name: `flows.${name}.peak_mb`,
    value: Math.round(process.resourceUsage().maxRSS / 1024),
    unit: 'MB',
  });
}

function secondsOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** Columns without names: what is measured are the arrays. A few accounts have much, as shops and exchanges do. */
function invented(count: number, accounts: number, seed: number, isWide: boolean): Movements {
  const random = seededRandomness(seed);
  const names = movementsBuilder();
  const account = (): number => 1 + Math.floor(accounts * random.next() ** 2.2);
  const timeMs = new Float64Array(count);
  const [from, to, asset, transaction] = Array.from({ length: 4 }, () => new Uint32Array(count));
  const amount = new Float64Array(count);
  const wide = isWide ? new BigUint64Array(count * limbsPerAmount) : null;
  if (from === undefined || to === undefined || asset === undefined || transaction === undefined) throw new RangeError('four columns');
  for (let row = 0; row < count; row += 1) {
    timeMs[row] = Math.floor((row / count) * monthMs);
    from[row] = account();
    to[row] = account();
    const units = 1 + Math.floor(random.next() ** 4 * 1e9);
    amount[row] = units;
    if (wide !== null) writeWideAmount(wide, row, BigInt(units) << 200n);
  }
  const kind = new Uint8Array(count);
  const sourceRow = timeMs;
  const { parties, transactions } = names;
  const sized = {
    numberOf: (name: string) => parties.numberOf(name),
    find: (name: string) => parties.find(name),
    nameOf: String,
    names: () => parties.names(),
    size: accounts + 1,
  };
  const assets = [{ symbol: 'ZED', ledger: 'bank', decimals: 0 }];
  return {
    count,
    timeMs,
    from,
    to,
    asset,
    amount,
    wide,
    kind,
    transaction,
    sourceRow,
    parties: sized,
    assets,
    transactions,
  };
}

function traces(print: Print): void {
  const movements = invented(movementCount, Math.round(movementCount * accountsPerMovement), 1, false);
  const holdings = holdingsOf(movements);
  const sourceOf = new Uint8Array(holdings.count);
  for (let party = 100; party < 200; party += 1) sourceOf[party] = 1;
  const isStop = sourceOf.slice();
  const haircut = withArithmetic(movements, holdings, {
    numbers: (ready) => secondsOf(() => void followHaircut(ready, { groups: 1, sourceOf, isStop })),
    wide: () => Number.NaN,
  });
  measured(print, 'haircut_per_s', haircut, {
    count: movements.count,
    goal: 8_000_000,
  });
  measured(print, 'fifo_per_s', lots(movements, 'fifo', 32), {
    count: movements.count,
    goal: 3_000_000,
  });
  const wide = invented(Math.round(movementCount / wideShare), Math.round((movementCount / wideShare) * accountsPerMovement), 2, true);
  measured(print, 'haircut_per_s_wide', lots(wide, 'haircut', 1), {
    count: wide.count,
    goal: 1_000_000,
  });
  measured(print, 'fifo_per_s_wide', lots(wide, 'fifo', 32), {
    count: wide.count,
    goal: 1_000_000,
  });
}

/** A trace through the whole table with the ways of all units, balances not counted. */
function lots(movements: Movements, method: LotMethod, seedCount: number): number {
  const holdings = holdingsOf(movements);
  const seeds = Array.from({ length: seedCount }, (_unused, index) => {
    const row = 1000 + index;
    return {
      name: `${row}`,
      row,
      holding: holdings.to[row] ?? 0,
      atMs: movements.timeMs[row] ?? 0,
      asset: 0,
      units: 2n ** 256n,
    };
  });
  const rules = {
    services: new Set<number>(),
    unitsMin: [10_000n * (movements.wide === null ? 1n : 1n << 200n)],
    ageMaxMs: null,
    hopsMax: null,
  };
  const order = { method, direction: 'forward', seeds, rules } as const;
  return withArithmetic(movements, holdings, {
    numbers: (ready) => secondsOf(() => void followLots(ready, order)),
    wide: (ready) => secondsOf(() => void followLots(ready, order)),
  });
}

/** The shape of the published measurement: a million movements of a month among 100,000 accounts, 2,000 cycles planted. */
function cycles(print: Print): void {
  const random = seededRandomness(3);
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'ZED', ledger: 'bank', decimals: 0 });
  const account = (): number => 1 + Math.floor(cycleAccounts * random.next() ** 3);
  for (let party = 1; party <= cycleAccounts; party += 1) builder.parties.numberOf(String(party));
  const add = (timeMs: number, from: number, to: number): void =>
    builder.add({
      timeMs,
      from,
      to,
      asset,
      amount: 1,
      kind: 'transfer',
      sourceRow: builder.count + 1,
    });
  for (let edge = 0; edge < cycleEdges; edge += 1) add(Math.floor(random.next() * monthMs), account(), account());
  for (let planted = 0; planted < 2000; planted += 1) {
    const members = Array.from({ length: random.whole(3, 8) }, account);
    let at = random.next() * monthMs;
    members.forEach((member, index) =>
      add(Math.floor((at += random.exponential(hourMs / 4))), member, members[(index + 1) % members.length] ?? 1),
    );
  }
  const { movements } = builder.finish();
  for (const [hours, goal] of [
    [1, 0.5],
    [6, 1],
    [24, 20],
  ] as const) {
    let found = 0;
    const took = secondsOf(() => {
      found = findTemporalCycles(movements, {
        windowMs: hours * hourMs,
        lengthMax: 64,
        onCycle: () => true,
      }).cycles;
    });
    measured(print, `cycles_${hours}h_s`, took, { goal });
    print({ name: `flows.cycles_${hours}h`, value: found, unit: 'cycles' });
  }
}

/** Layers from seeds to exits, as a traced network has them. */
function cut(print: Print): void {
  const random = seededRandomness(4);
  const [from, to] = [new Uint32Array(cutArcs), new Uint32Array(cutArcs)];
  const capacity = new Float64Array(cutArcs);
  for (let arc = 0; arc < cutArcs; arc += 1) {
    const tail = arc < 1000 ? 0 : random.whole(2, cutPlaces - 1);
    from[arc] = tail;
    to[arc] = arc < 1000 ? random.whole(2, 5000) : arc > cutArcs - 5000 ? 1 : Math.min(cutPlaces - 1, tail + random.whole(1, 4000));
    if (to[arc] === tail) to[arc] = 1;
    capacity[arc] = 1 + Math.floor(random.pareto(10, 1.1));
  }
  measured(
    print,
    'min_cut_s',
    secondsOf(() => void minimumCut({ places: cutPlaces, from, to, capacity }, 0, 1)),
    { goal: 5 },
  );
}

function index(print: Print): void {
  const rows = Math.round((indexRows * movementCount) / 20_000_000);
  const movements = invented(rows, rows / 10, 5, false);
  measured(
    print,
    'index_50m_s',
    secondsOf(() => void indexMovements(movements)),
    { goal: 4 },
  );
}
