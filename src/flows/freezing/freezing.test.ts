// SPDX-License-Identifier: Apache-2.0
/** The smallest cut is the smallest of all cuts; a freeze saves what lies there when it takes effect, and faster saves no less. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Movements, movementsBuilder, unitsText } from '../../columns/index.ts';
import { digested } from '../tracing/trace.ts';
import { freezePlanSchema } from '../wire.ts';
import { type FreezeRequest, planFreeze } from './freeze-plan.ts';
import { minimumCut, minimumWideCut } from './max-flow.ts';
import { replayCase } from './replay-case.ts';

test('the cut is the smallest that trying every side finds, and its arcs carry its value', () => {
  const places = 7;
  const arc = fc.tuple(fc.nat(places - 1), fc.nat(places - 1), fc.nat(9));
  fc.assert(
    fc.property(fc.array(arc, { maxLength: 22 }), (given) => {
      const arcs = given.filter(([from, to]) => from !== to);
      const shape = { places, from: Uint32Array.from(arcs, ([from]) => from), to: Uint32Array.from(arcs, ([, to]) => to) };
      const cut = minimumCut({ ...shape, capacity: Float64Array.from(arcs, ([, , capacity]) => capacity) }, 0, 1);
      const wideUnit = 2n ** 240n + 1n;
      const wide = minimumWideCut({ ...shape, capacity: arcs.map(([, , capacity]) => BigInt(capacity) * wideUnit) }, 0, 1);
      assert.deepEqual([wide.value, wide.isSourceSide], [BigInt(cut.value) * wideUnit, cut.isSourceSide]);
      const valueOf = (isSource: (place: number) => boolean): number =>
        arcs.reduce((sum, [from, to, capacity]) => sum + (isSource(from) && !isSource(to) ? capacity : 0), 0);
      let least = Number.POSITIVE_INFINITY;
      for (let side = 0; side < 2 ** (places - 2); side += 1) {
        least = Math.min(
          least,
          valueOf((place) => place === 0 || (place > 1 && ((side >> (place - 2)) & 1) === 1)),
        );
      }
      assert.equal(cut.value, least);
      assert.equal(
        valueOf((place) => cut.isSourceSide[place] === 1),
        least,
      );
    }),
    { numRuns: 600, seed: 8 },
  );
});

const hour = 3_600_000;
const start = Date.UTC(2026, 9, 2, 8);

type Row = readonly [hours: number, from: string, to: string, amount: number | bigint];

/** Amounts as numbers are whole units of two decimals; bigints are smallest units of an asset of 18. */
function table(rows: readonly Row[]): Movements {
  const builder = movementsBuilder();
  const isWide = rows.some(([, , , amount]) => typeof amount === 'bigint');
  const asset = builder.asset(isWide ? { symbol: 'ETH', ledger: 'chain', decimals: 18 } : { symbol: 'EUR', ledger: 'bank', decimals: 2 });
  for (const [index, [hours, from, to, amount]] of rows.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    const kind = payee === 0 ? 'cash-out' : 'transfer';
    builder.add({
      timeMs: start + hours * hour,
      from: payer ?? 0,
      to: payee ?? 0,
      asset,
      amount: typeof amount === 'bigint' ? amount : amount * 100,
      kind,
      sourceRow: index + 1,
    });
  }
  return builder.finish().movements;
}

const request: FreezeRequest = {
  seeds: [{ row: 1 }],
  method: 'fifo',
  alertAt: '2026-10-02T10:30:00.000Z',
  authorities: [
    { name: 'of XA', prefixes: ['XA-'], latencyMinutes: 15 },
    { name: 'of XB', prefixes: ['XB-'], latencyMinutes: 600 },
  ],
  services: [],
  orderCost: 1,
  shownMax: 20,
};

describe('a plan', () => {
  // 1000 stolen; 600 to XA-1 (out four hours later), 400 to XB-1 (out two hours later).
  const movements = table([
    [0, 'V', 'T', 1000],
    [1, 'T', 'XA-1', 600],
    [2, 'T', 'XB-1', 400],
    [4, 'XB-1', '', 400],
    [5, 'XA-1', '', 600],
  ]);
  const planned = planFreeze(digested(movements), request);
  assert.ok(planned.ok);
  const plan = planned.value;

  test('says what is held and within reach, and names first where the most flies', () => {
    assert.ok(freezePlanSchema.safeParse(plan).success);
    assert.deepEqual([plan.totals.held, plan.totals.withinReach], ['1000.00', '1000.00']);
    assert.equal(plan.orders.first[0]?.party, 'XB-1');
    assert.ok(Number(plan.totals.expected) > 0 && Number(plan.totals.expected) < 1000);
    assert.equal(plan.readyTogetherMinutes, 600);
  });

  test('in hindsight, the fast authority saved its 600 and the slow one was too late for its 400', () => {
    assert.deepEqual(plan.hindsight.runs[0], { minutes: null, frozen: '600.00', escaped: '400.00', loose: '0.00', orders: 2 });
    assert.deepEqual(
      plan.hindsight.runs.map(({ frozen }) => Number(frozen)),
      [600, 1000, 1000, 0, 0, 0],
    );
  });

  test('the fewest orders that stop the most: one order, and what it cannot stop', () => {
    assert.deepEqual([plan.hindsight.smallestCut.first, plan.hindsight.smallestCut.value], [['XA-1'], '401.00']);
  });

  test('an order that costs more than it saves is not given', () => {
    const dear = planFreeze(digested(movements), { ...request, orderCost: 700 });
    assert.ok(dear.ok);
    assert.deepEqual([dear.value.hindsight.smallestCut.first, dear.value.hindsight.smallestCut.value], [[], '1000.00']);
  });

  test('the same request gives the same bytes; seeds of two assets are refused', () => {
    assert.deepEqual(planFreeze(digested(movements), request), planned);
    assert.equal(planFreeze(digested(movements), { ...request, seeds: [] }).ok, false);
  });
});

test('a plan keeps every unit of amounts of 256 bits, and says of the same sums the same in numbers and in bigints', () => {
  const rows = (whole: bigint, part: bigint): readonly Row[] => [
    [0, 'V', 'T', whole],
    [1, 'T', 'XA-1', part],
    [2, 'T', 'XB-1', whole - part],
    [4, 'XB-1', '', whole - part],
    [5, 'XA-1', '', part],
  ];
  const ether = 10n ** 18n;
  const plan = (movements: Movements) => {
    const planned = planFreeze(digested(movements), request);
    assert.ok(planned.ok);
    assert.ok(freezePlanSchema.safeParse(planned.value).success);
    return planned.value;
  };
  const [whole, part] = [2n ** 255n + 1n, 2n ** 254n + 1n];
  const { totals, hindsight, orders } = plan(table(rows(whole, part)));
  assert.deepEqual([totals.held, totals.withinReach], [unitsText(whole, 18), unitsText(whole, 18)]);
  assert.deepEqual([hindsight.runs[0]?.frozen, hindsight.runs[0]?.escaped], [unitsText(part, 18), unitsText(whole - part, 18)]);
  assert.equal(hindsight.smallestCut.value, unitsText(whole - part + ether, 18));
  const wide = plan(table(rows(1000n * ether, 600n * ether)));
  const narrow = plan(
    table([
      [0, 'V', 'T', 1000],
      [1, 'T', 'XA-1', 600],
      [2, 'T', 'XB-1', 400],
      [4, 'XB-1', '', 400],
      [5, 'XA-1', '', 600],
    ]),
  );
  assert.deepEqual(
    wide.orders.first.map(({ party, leavesPerHour }) => [party, leavesPerHour]),
    narrow.orders.first.map(({ party, leavesPerHour }) => [party, leavesPerHour]),
  );
  assert.equal(Math.round(Number(wide.totals.expected) * 100) / 100, Math.round(Number(narrow.totals.expected) * 100) / 100);
  for (const { held, expected } of orders.first) assert.ok(Number(expected) <= Number(held));
});

test('the published case: more authorities and less latency never save less, and minutes save most of what letters lose', () => {
  const rows = replayCase(1, [1, 2, 5, 10], [4320, 15]);
  const frozen = (authorities: number, minutes: number): number =>
    rows.find((row) => row.authorities === authorities && row.minutes === minutes)?.frozen ?? 0;
  for (const minutes of [4320, 15]) {
    const shares = [1, 2, 5, 10].map((authorities) => frozen(authorities, minutes));
    assert.deepEqual(
      shares,
      shares.toSorted((left, right) => left - right),
    );
  }
  assert.ok(frozen(10, 15) > 0.25 && frozen(10, 4320) < 0.05, `${frozen(10, 15)} ${frozen(10, 4320)}`);
  for (const { frozen: share, dark, traceable } of rows) assert.ok(Math.abs(share + dark + traceable - 1) < 1e-4);
});
