// SPDX-License-Identifier: Apache-2.0
/**
 * A published case, replayed by its rates: the theft from Bybit of February 2025 (about 1.4 billion dollars).
 *
 * Published: 50 wallets of 10,000 ether emptied within ten days in bursts of about 45 minutes; 84.45 % of it swapped into 35,772 bitcoin wallets
 * by one protocol; after 59 days 68.57 % could be traced, 27.59 % had gone dark, 3.84 % was frozen. Ours, and said so: what went dark or was
 * frozen passed through accounts at firms in ten jurisdictions, with shares falling like 1, 1/2, 1/3 ...; it lay there for a time that has a
 * median of four hours; one part in four of the dark went through mixers instead, where nobody can act. Nobody is real in it.
 */
import { type Movements, movementsBuilder } from '../../columns/index.ts';
import { seededRandomness } from '../../kernel/index.ts';
import { holdingsOf, numberBalances } from '../holdings.ts';
import { numberArithmetic } from '../tracing/arithmetic.ts';
import { followLots } from '../tracing/follow-lots.ts';
import { simulateFreeze } from './simulate-freeze.ts';
import { tracedRows } from './traced-rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const beginsAt = Date.UTC(2025, 1, 21, 14);
const wallets = 50;
const etherPerWallet = 10_000;
const emptiedDays = 10;
const darkShare = 0.2759;
const frozenShare = 0.0384;
const mixedOfDark = 0.25;
const medianHours = 4;
const jurisdictions = 10;

export interface ReplayedRow {
  readonly authorities: number;
  readonly minutes: number;
  readonly orders: number;
  /** Shares of the theft. */
  readonly frozen: number;
  readonly dark: number;
  readonly traceable: number;
}

/** The movements of the case: wallets, swaps, accounts at firms `J1` to `J10`, mixers; in thousandths of an ether. */
export function replayedCase(seed: number): { readonly movements: Movements; readonly seedRows: readonly number[] } {
  const random = seededRandomness(seed);
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'ETH', ledger: 'chain', decimals: 3 });
  const pending: { readonly at: number; readonly from: string; readonly to: string; readonly units: number }[] = [];
  const pay = (at: number, from: string, to: string, units: number): void => void pending.push({ at, from, to, units });
  const weights = Array.from({ length: jurisdictions }, (_unused, index) => 1 / (index + 1));
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const jurisdiction = (): number => {
    let left = random.next() * totalWeight;
    return weights.findIndex((weight) => (left -= weight) <= 0) + 1 || jurisdictions;
  };
  let account = 0;
  for (let wallet = 0; wallet < wallets; wallet += 1) {
    const holder = `theft-${wallet + 1}`;
    pay(beginsAt, 'victim', holder, etherPerWallet * 1000);
    let left = etherPerWallet * 1000;
    let at = beginsAt + (wallet / wallets) * emptiedDays * dayMs + random.exponential(2 * hourMs);
    while (left > 0) {
      const units = Math.min(left, Math.round(random.between(30, 120) * 1000));
      left -= units;
      at += random.exponential(45 / 3) * 60_000;
      const hop = `hop-${(account += 1)}`;
      pay(at, holder, hop, units);
      const draw = random.next();
      const next = at + random.exponential(1) * hourMs;
      if (draw < darkShare * mixedOfDark) pay(next, hop, '', units);
      else if (draw < darkShare + frozenShare) {
        const firm = `J${jurisdiction()}-account-${account}`;
        pay(next, hop, firm, units);
        pay(next + medianHours * hourMs * Math.exp(random.normal()), firm, '', units);
      } else pay(next, hop, `swapped-${account}`, units);
    }
  }
  const sorted = pending.toSorted((left, right) => left.at - right.at);
  const seedRows: number[] = [];
  for (const [index, { at, from, to, units }] of sorted.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    if (from === 'victim') seedRows.push(index + 1);
    const kind = payee === 0 ? 'cash-out' : 'transfer';
    builder.add({ timeMs: Math.round(at), from: payer ?? 0, to: payee ?? 0, asset, amount: units, kind, sourceRow: index + 1 });
  }
  return { movements: builder.finish().movements, seedRows };
}

/** What each number of cooperating authorities would have frozen at each latency; the first ones are those with the most accounts. */
export function replayCase(seed: number, authorityCounts: readonly number[], minutesList: readonly number[]): readonly ReplayedRow[] {
  const { movements, seedRows } = replayedCase(seed);
  const holdings = holdingsOf(movements);
  const balances = numberBalances(movements, holdings);
  if (balances === null) throw new RangeError('Thousandths of an ether are few enough.');
  // Every wallet's theft is a seed; more than an officer would give, and the same to the replay.
  const seeds = seedRows.map((sourceRow) => {
    const row = sourceRow - 1;
    return { name: `row ${sourceRow}`, row, holding: holdings.to[row] ?? 0, atMs: movements.timeMs[row] ?? 0, asset: 0, units: 2n ** 256n };
  });
  const rules = { services: new Set<number>(), unitsMin: null, ageMaxMs: null, hopsMax: null };
  const followed = followLots(
    { movements, holdings, arithmetic: numberArithmetic, ...balances },
    { method: 'fifo', direction: 'forward', seeds, rules },
  );
  if (!followed.ok) throw new RangeError('The replay is small.');
  const traced = tracedRows(numberArithmetic, followed.value);
  const firmOf = Array.from(movements.parties.names(), (name) => Number(/^J(\d+)-/.exec(name)?.[1] ?? 0));
  return authorityCounts.flatMap((authorities) =>
    minutesList.map((minutes): ReplayedRow => {
      const minutesFor = (party: number): number | null => {
        const firm = firmOf[party] ?? 0;
        return firm > 0 && firm <= authorities ? minutes : null;
      };
      const { marked, frozen, escaped, orders } = simulateFreeze({ movements, holdings, arithmetic: numberArithmetic }, traced, {
        alertMs: beginsAt,
        minutesFor,
      });
      const share = (units: number): number => Number((units / marked).toPrecision(6));
      return { authorities, minutes, orders, frozen: share(frozen), dark: share(escaped), traceable: share(marked - escaped - frozen) };
    }),
  );
}
