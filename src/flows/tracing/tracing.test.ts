// SPDX-License-Identifier: Apache-2.0
/** A trace keeps every unit, says the same forward and backward, and the same in numbers and in bigints. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type MovementKind, type Movements, movementsBuilder } from '../../columns/index.ts';
import { holdingsOf, numberBalances, wideBalances } from '../holdings.ts';
import { traceSchema, type TraceWire } from '../wire.ts';
import { numberArithmetic, type Ready, wideArithmetic } from './arithmetic.ts';
import { compareMethods } from './compare-methods.ts';
import { floorShare, nearestShare } from './exact-share.ts';
import { type Followed, followLots, lotMethods, type LotMethod, type StopRules } from './follow-lots.ts';
import { followHaircut, followWideHaircut } from './haircut.ts';
import type { Hop } from './lots.ts';
import { followPoison } from './poison.ts';
import type { Seed } from './seeds.ts';
import { digested, runTrace, runTraceWithin, shortenTrace, type TraceRequest } from './trace.ts';

type Row = readonly [time: number, from: string, to: string, amount: number | bigint, kind?: MovementKind, tx?: string, asset?: string];

function table(rows: readonly Row[], decimals = 0): Movements {
  const builder = movementsBuilder();
  for (const [index, [timeMs, from, to, amount, kind = 'transfer', tx = '', symbol = 'ZED']] of rows.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    const asset = builder.asset({ symbol, ledger: 'bank', decimals });
    const transaction = tx === '' ? 0 : builder.transactions.numberOf(tx);
    builder.add({ timeMs, from: payer ?? 0, to: payee ?? 0, asset, amount, kind, transaction, sourceRow: index + 1 });
  }
  return builder.finish().movements;
}

const noRules: StopRules = { services: new Set(), unitsMin: null, ageMaxMs: null, hopsMax: null };
const parties = ['', 'A', 'B', 'C', 'D', 'E'];

const anyTable = fc
  .array(fc.tuple(fc.nat(20), fc.nat(5), fc.nat(5), fc.integer({ min: 0, max: 12 }), fc.constantFrom('', 'T', 'U')), {
    minLength: 2,
    maxLength: 30,
  })
  .map((rows) => rows.filter(([, from, to]) => from !== 0 || to !== 0))
  .filter((rows) => rows.length > 0)
  .map((rows) =>
    table(rows.map(([time, from, to, amount, tx]): Row => [time, parties[from] ?? '', parties[to] ?? '', amount, 'transfer', tx])),
  );

function readyNumbers(movements: Movements): Ready<number> {
  const holdings = holdingsOf(movements);
  const balances = numberBalances(movements, holdings);
  assert.ok(balances);
  return { movements, holdings, arithmetic: numberArithmetic, ...balances };
}

function readyWide(movements: Movements): Ready<bigint> {
  const holdings = holdingsOf(movements);
  return { movements, holdings, arithmetic: wideArithmetic, ...wideBalances(movements, holdings) };
}

function rowSeed({ holdings, movements }: Pick<Ready<number>, 'holdings' | 'movements'>, row: number, isBackward = false): Seed {
  const holding = (isBackward ? holdings.from : holdings.to)[row] ?? 0;
  return { name: `row ${row}`, row, holding, atMs: movements.timeMs[row] ?? 0, asset: movements.asset[row] ?? 0, units: 2n ** 256n };
}

function follow<Amount>(
  ready: Ready<Amount>,
  method: LotMethod,
  rows: readonly number[],
  direction: 'forward' | 'backward' = 'forward',
  rules = noRules,
) {
  const seeds = rows.map((row) => rowSeed(ready, row, direction === 'backward'));
  const followed = followLots(ready, { method, direction, seeds, rules });
  assert.ok(followed.ok);
  return followed.value;
}

function rowsOf(hop: Hop | null): number[] {
  return hop === null ? [] : [...rowsOf(hop.before), hop.row];
}

/** How many units of the seed went through a movement. */
function through(followed: Followed<number>, row: number): number {
  return followed.ends.reduce((sum, { hop, amount }) => sum + rowsOf(hop).filter((one) => one === row).length * amount, 0);
}

describe('shares', () => {
  test('are exact although their product passes 2^53', () => {
    const amount = fc.maxSafeNat();
    fc.assert(
      fc.property(amount, amount, amount, (one, two, three) => {
        const whole = Math.max(1, two, three);
        const part = Math.min(two, three);
        const exact = (BigInt(one) * BigInt(part)) / BigInt(whole);
        assert.equal(BigInt(floorShare(one, part, whole)), exact);
        assert.equal(BigInt(nearestShare(one, part, whole)), wideArithmetic.nearestShare(BigInt(one), BigInt(part), BigInt(whole)));
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

describe('traces', () => {
  // The engine asserts conservation itself, seed by seed, at the end of every replay.
  test('keep every unit of several seeds, and no holding has more traced than it has', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(...lotMethods), fc.boolean(), fc.nat(), fc.nat(), (movements, method, isBackward, one, two) => {
        const ready = readyNumbers(movements);
        const rows = [...new Set([one % movements.count, two % movements.count])];
        const { ends } = follow(ready, method, rows, isBackward ? 'backward' : 'forward');
        const last = isBackward ? ready.openings : ready.closings;
        const held = Map.groupBy(
          ends.filter(({ kind }) => kind === 'held'),
          ({ holding }) => holding,
        );
        for (const [holding, lots] of held) assert.ok(lots.reduce((sum, { amount }) => sum + amount, 0) <= (last[holding] ?? 0));
        assert.ok(ends.every(({ amount }) => amount > 0));
      }),
      { numRuns: 600, seed: 2 },
    );
  });

  test('say the same in numbers and in bigints', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(...lotMethods), fc.nat(), fc.nat(), (movements, method, one, two) => {
        const rows = [...new Set([one % movements.count, two % movements.count])];
        const narrow = follow(readyNumbers(movements), method, rows).ends;
        const wide = follow(readyWide(movements), method, rows).ends;
        assert.deepEqual(
          wide.map(({ amount, ...end }) => ({ ...end, amount: Number(amount) })),
          narrow.map(({ amount, ...end }) => ({ ...end, amount })),
        );
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('forward from one movement and backward from another meet in the same units, first-in-first-out and last-in-first-out', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom('fifo' as const, 'lifo' as const), fc.nat(), fc.nat(), (movements, method, one, two) => {
        const [early, late] = [one % movements.count, two % movements.count].toSorted((left, right) => left - right);
        if (early === undefined || late === undefined || early === late) return;
        const ready = readyNumbers(movements);
        if (movements.to[early] === 0 || movements.from[late] === 0) return;
        assert.equal(through(follow(ready, method, [early]), late), through(follow(ready, method, [late], 'backward'), early));
      }),
      { numRuns: 600, seed: 4 },
    );
  });

  test('first-in-first-out is what a queue of single units gives', () => {
    fc.assert(
      fc.property(anyTable, fc.nat(), (movements, pick) => {
        const ready = readyNumbers(movements);
        const seed = pick % movements.count;
        const queues = Array.from(ready.openings, (units): boolean[] => Array.from({ length: units }, () => false));
        for (let row = 0; row < movements.count; row += 1) {
          const [payer, payee, units] = [movements.from[row] ?? 0, movements.to[row] ?? 0, movements.amount[row] ?? 0];
          const moved = payer === 0 ? Array.from({ length: units }, () => false) : (queues[payer]?.splice(0, units) ?? []);
          if (payee !== 0) queues[payee]?.push(...moved.map((isTraced) => isTraced || row === seed));
        }
        const held = follow(ready, 'fifo', [seed]).ends.filter(({ kind }) => kind === 'held');
        for (const [holding, queue] of queues.entries()) {
          const traced = held.filter((end) => end.holding === holding).reduce((sum, { amount }) => sum + amount, 0);
          assert.equal(traced, queue.filter(Boolean).length);
        }
      }),
      { numRuns: 400, seed: 5 },
    );
  });
  test('haircut without lots gives the sums of the trace with its ways', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyTable, fc.integer({ min: 1, max: 5 }), (movements, source) => {
        const ready = readyNumbers(movements);
        const name = movements.parties.size > source ? source : 1;
        const sourceOf = new Uint8Array(ready.holdings.count);
        sourceOf[name] = 1;
        const isStop = sourceOf.slice();
        const fast = followHaircut(ready, { groups: 1, sourceOf, isStop });
        const wide = followWideHaircut(readyWide(movements), { groups: 1, sourceOf, isStop });
        assert.deepEqual(Array.from(wide.held[0] ?? [], Number), [...(fast.held[0] ?? [])]);
        assert.deepEqual(Array.from(wide.arrived[0] ?? [], Number), [...(fast.arrived[0] ?? [])]);
        // What the party pays out is one seed after another, and money that comes back to it ends there.
        const rows = Array.from({ length: movements.count }, (_unused, row) => row).filter(
          (row) => movements.from[row] === name && movements.to[row] !== 0,
        );
        if (rows.length === 0) return;
        const [first] = rows;
        if (rows.length !== 1 || first === undefined) return;
        compared += 1;
        const slow = follow(ready, 'haircut', [first], 'forward', { ...noRules, services: new Set([name]) });
        for (let holding = 1; holding < ready.holdings.count; holding += 1) {
          if (holding === name) continue;
          const traced = slow.ends
            .filter((end) => end.kind === 'held' && end.holding === holding)
            .reduce((sum, { amount }) => sum + amount, 0);
          assert.equal(fast.held[0]?.[holding], traced);
        }
      }),
      { numRuns: 600, seed: 6 },
    );
    assert.ok(compared > 100, `${compared} tables had one payment of the source`);
  });
});

describe('rules by example', () => {
  const mixed: readonly Row[] = [
    [1, 'X', 'M', 40],
    [2, 'Y', 'M', 10],
    [3, 'M', 'S', 10],
  ];
  const sentToS: readonly (readonly [LotMethod, number])[] = [
    ['fifo', 10],
    ['lifo', 0],
    ['haircut', 8],
    ['tiho', 10],
  ];
  for (const [method, expected] of sentToS) {
    test(`${method}: of 40 traced and 10 other, a payment of 10 takes ${expected}`, () => {
      const ready = readyNumbers(table(mixed));
      const at = ready.movements.parties.find('S') ?? 0;
      const { ends } = follow(ready, method, [0]);
      assert.equal(
        ends.filter(({ holding }) => holding === at).reduce((sum, { amount }) => sum + amount, 0),
        expected,
      );
    });
  }

  test('tiho: of payments in one transaction the largest takes first', () => {
    const ready = readyNumbers(
      table([
        [1, 'X', 'M', 5],
        [2, 'Y', 'M', 10],
        [3, 'M', 'P', 4, 'output', 'T'],
        [3, 'M', 'Q', 6, 'output', 'T'],
      ]),
    );
    const { ends } = follow(ready, 'tiho', [0]);
    assert.deepEqual(
      ends.map(({ holding, amount }) => [ready.movements.parties.nameOf(holding), amount]),
      [['Q', 5]],
    );
  });

  test('poison marks all that a touched party has, until it has nothing', () => {
    const ready = readyNumbers(table([...mixed, [4, 'S', 'R', 10], [5, 'Z', 'S', 3], [6, 'S', 'V', 3]]));
    const { ends } = followPoison(ready, { direction: 'forward', seeds: [rowSeed(ready, 0)], rules: noRules });
    assert.deepEqual(
      ends.map(({ holding, amount }) => [ready.movements.parties.nameOf(holding), amount]),
      [
        ['M', 40],
        ['R', 10],
      ],
    );
  });

  test('a swap is crossed: a stretch of what was given is the same stretch of what was got', () => {
    const movements = table([
      [1, 'X', 'M', 50],
      [2, 'Y', 'M', 50],
      [3, 'M', '', 100, 'swap', 'T'],
      [3, '', 'M', 7, 'swap', 'T', 'OTHER'],
    ]);
    const { ends, convertedIn } = follow(readyNumbers(movements), 'fifo', [0]);
    assert.deepEqual(
      ends.map(({ kind, amount }) => [kind, amount]),
      [
        ['converted', 50],
        ['held', 3],
      ],
    );
    assert.deepEqual(
      convertedIn.map(({ amount }) => amount),
      [3],
    );
  });

  const stops: readonly (readonly [Partial<TraceRequest>, string, string])[] = [
    [{ services: ['B'] }, 'service', '10.00'],
    [{ hopsMax: 1 }, 'hops', '10.00'],
    [{ amountMin: '10.01' }, 'small', '10.00'],
    [{ ageDaysMax: 1 }, 'age', '10.00'],
    [{}, 'outside', '10.00'],
  ];
  for (const [rule, kind, amount] of stops) {
    test(`a trace ends: ${kind}`, () => {
      const day = 86_400_000;
      const movements = table(
        [
          [0, 'V', 'A', 1000],
          [2 * day, 'A', 'B', 1000],
          [3 * day, 'B', '', 1000, 'cash-out'],
        ],
        2,
      );
      const trace = traced(movements, rule);
      assert.deepEqual(trace.totals[0]?.ended, { [kind]: amount });
      assert.ok(traceSchema.safeParse(trace).success);
    });
  }

  test('seeds that are not there, or ask for too fine an amount, are named', () => {
    const movements = digested(table(mixed, 2));
    const answer = runTrace(movements, {
      ...plainRequest,
      seeds: [{ row: 9 }, { row: 1, amount: '0.001' }, { party: 'nobody', at: '2026-01-01T00:00:00.000Z', amount: '1' }],
    });
    assert.ok(!answer.ok);
    assert.deepEqual(
      answer.issues.map(({ path }) => path),
      ['seeds.0', 'seeds.1', 'seeds.2'],
    );
  });

  test('methods stand side by side, and the same request gives the same bytes', () => {
    const movements = digested(table(mixed, 2));
    const compared = compareMethods(movements, plainRequest, ['fifo', 'haircut', 'lifo']);
    assert.ok(compared.ok);
    assert.deepEqual(
      compared.value.comparison.parties.first.map(({ party, amounts }) => [party, ...amounts]),
      [
        ['M', '0.3', '0.32', '0.4'],
        ['S', '0.1', '0.08', '0'],
      ],
    );
    assert.deepEqual(compareMethods(digested(table(mixed, 2)), plainRequest, ['fifo', 'haircut', 'lifo']), compared);
  });

  test('a trace that holds more than is shown becomes, shortened, the one that is shown; its other ways have their ends alone', () => {
    const longWay: readonly Row[] = [
      [1, 'X', 'A', 40],
      [2, 'A', 'B', 40],
      [3, 'B', 'C', 40],
      [4, 'C', 'D', 40],
      [5, 'D', 'E', 25],
    ];
    const movements = digested(table(longWay, 2));
    const request = { ...plainRequest, pathsMax: 1 };
    const more = runTraceWithin(movements, request, { holdersMax: 9, waysMax: 9, wholeWaysMax: 1 });
    assert.ok(more.ok);
    assert.deepEqual(
      more.value.paths.first.map(({ steps, stepsLeftOut }) => [steps.length, stepsLeftOut]),
      [
        [5, 0],
        [2, 2],
      ],
    );
    assert.deepEqual(shortenTrace(more.value, 1), traced(movements.movements, request));
  });
});

const plainRequest: Omit<TraceRequest, 'method'> & { method: 'fifo' } = {
  seeds: [{ row: 1 }],
  method: 'fifo',
  direction: 'forward',
  services: [],
  amountMin: null,
  ageDaysMax: null,
  hopsMax: null,
  pathsMax: 50,
};

function traced(movements: Movements, rule: Partial<TraceRequest>): TraceWire {
  const trace = runTrace(digested(movements), { ...plainRequest, ...rule });
  assert.ok(trace.ok, JSON.stringify(trace));
  return trace.value;
}
