// SPDX-License-Identifier: Apache-2.0
/**
 * `surveillance.events_per_s_1t`: all patterns over a simulated day, on tables that are read already, in one thread. Its limit is the replay
 * of the order books alone, in the same run. `surveillance.wash_rings_s`: sets and rings over 5.34 million invented trades among 100,000
 * traders with 200 planted groups. `surveillance.parse_csv_per_s`: rows of Comity's own CSV into a table. What is measured of archives and of live
 * markets stands beside it, in surveillance/.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  digestOfMarketEvents,
  mappingsInTheBox,
  type MarketEvents,
  marketEventsBuilder,
  openTextRows,
  readMarketRows,
  writeMarketFile,
} from '../src/columns/index.ts';
import { findPattern, patterns, prepareReplay, runSurveillance, simulateMarket } from '../src/surveillance/index.ts';
import type { Print } from './main.ts';
import { measureArchiveDay } from './surveillance/archive-day.ts';
import { measureLive } from './surveillance/live-market.ts';

const originMs = Date.parse('2026-11-02T00:00:00.000Z');
const ringTrades = 5_340_000;
const ringTraders = 100_000;
const plantedGroups = 200;

export async function run(print: Print): Promise<void> {
  const day = simulateMarket({ seed: 42, hours: 8, originMs, planted: [] });
  const { events } = day;
  await parseSpeed(events, print);
  digestOfMarketEvents(events);
  const replay = seconds(() => void prepareReplay(events).run([]));
  const all = seconds(() => void runSurveillance(events, { patterns, parameters: {}, moments: day.moments, onProgress: () => undefined }));
  const [value, limit] = [events.count / all, events.count / replay];
  print({
    name: 'surveillance.events_per_s_1t',
    value: Math.round(value),
    unit: '1/s',
    limit: Math.round(limit),
    ratio: round(value / limit),
    goal: 1_000_000,
  });
  const rings = findPattern('wash-rings');
  if (!rings.ok) throw new Error('the pattern is there');
  const trades = tradesWithRings();
  const took = seconds(
    () => void runSurveillance(trades, { patterns: [rings.value], parameters: {}, moments: [], onProgress: () => undefined }),
  );
  print({ name: 'surveillance.wash_rings_s', value: round(took), unit: 's', goal: 6 });
  await measureArchiveDay(events, print);
  await measureLive(print);
}

async function parseSpeed(events: MarketEvents, print: Print): Promise<void> {
  const file = path.join(tmpdir(), `comity-bench-${process.pid}.csv`);
  await writeMarketFile(events, file, tmpdir());
  const mapping = mappingsInTheBox.get('comity');
  const before = performance.now();
  const rows = await openTextRows({ file, format: 'csv', hasHeader: true, threads: 1, spillFolder: tmpdir() });
  if (!rows.ok || mapping === undefined) throw new Error('the file was just written');
  await readMarketRows(rows.value, { source: file, mapping, symbol: '', onProgress: () => undefined });
  rows.value.close();
  print({ name: 'surveillance.parse_csv_per_s', value: Math.round(events.count / ((performance.now() - before) / 1000)), unit: '1/s' });
  await rm(file);
}

/** Trades at random among many, and groups of three to five who trade round in circles for an hour each. */
function tradesWithRings(): MarketEvents {
  const draw = generator(7);
  const builder = marketEventsBuilder(originMs);
  const common = { class: 'spot', quoteCurrency: 'USD', priceDecimals: 2, sizeDecimals: 0, expiryMs: null, strike: null } as const;
  const instruments = Array.from({ length: 100 }, (_unused, index) =>
    builder.instrument({ ...common, symbol: `T${index}`, venue: 'XVEN', underlying: `T${index}` }),
  );
  const accounts = Array.from({ length: ringTraders }, (_unused, index) => builder.account('XVEN', `t${index}`));
  const ringShare = 50;
  for (let index = 0; index < ringTrades; index += 1) {
    const timeNs = Math.floor((index / ringTrades) * 7 * 86_400e9);
    const isRing = index % ringShare === 0;
    const group = Math.floor(index / ringShare) % plantedGroups;
    const members = 3 + (group % 3);
    const turn = Math.floor(index / ringShare / plantedGroups) % members;
    const [taker, maker] = isRing ? [group * 5 + ((turn + 1) % members), group * 5 + turn] : [draw(ringTraders), draw(ringTraders)];
    const [account, counterAccount] = [accounts[taker] ?? 0, accounts[maker] ?? 0];
    const instrument = instruments[isRing ? group % 100 : draw(100)] ?? 0;
    builder.add({
      timeNs,
      kind: 'trade',
      side: 'buy',
      instrument,
      account,
      counterAccount,
      price: 10_000,
      size: isRing ? 10 : 1 + draw(100),
      sequence: index,
    });
  }
  return builder.finish().events;
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function seconds(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
