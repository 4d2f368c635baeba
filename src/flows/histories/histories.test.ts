// SPDX-License-Identifier: Apache-2.0
/** Histories explain balances to the unit and name what they do not explain; exposure counts hops in order of time and shares by haircut. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Movements, movementsBuilder, unitsText } from '../../columns/index.ts';
import { exposureTo } from '../exposure/exposure.ts';
import { digested } from '../tracing/trace.ts';
import { exposureSchema, liquiditySchema, partyHistorySchema, valuationSchema } from '../wire.ts';
import { liquidityBetween } from './liquidity.ts';
import { partyHistory } from './party-history.ts';
import { valueMovements } from './value-movements.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 9, 1);

function table(rows: readonly (readonly [days: number, from: string, to: string, amount: number | bigint])[]): Movements {
  const builder = movementsBuilder();
  const asset = builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 2 });
  for (const [index, [days, from, to, amount]] of rows.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    builder.add({ timeMs: start + days * day, from: payer ?? 0, to: payee ?? 0, asset, amount, kind: 'transfer', sourceRow: index + 1 });
  }
  return builder.finish().movements;
}

describe('a party', () => {
  const movements = digested(
    table([
      [0, 'A', 'B', 500],
      [1, 'B', 'C', 800],
      [2, 'B', 'B', 100],
      [3, 'D', 'B', 1000],
    ]),
  );

  test('opening, received and paid make the closing, and each movement its balance', () => {
    const history = partyHistory(movements, { party: 'B', stated: [], rowsMax: 10 });
    assert.ok(history.ok && partyHistorySchema.safeParse(history.value).success);
    const [asset] = history.value.assets;
    assert.deepEqual([asset?.opening, asset?.received, asset?.paid, asset?.closing], ['3.00', '16.00', '9.00', '10.00']);
    assert.deepEqual(
      asset?.movements.first.map(({ change, balance }) => [change, balance]),
      [
        ['5.00', '8.00'],
        ['-8.00', '0.00'],
        ['0', '0.00'],
        ['10.00', '10.00'],
      ],
    );
  });

  test('a stated balance that the movements do not explain is a gap', () => {
    const stated = [
      { party: 'B', asset: 'EUR', at: '2026-10-02T12:00:00.000Z', amount: '0.00' },
      { party: 'B', asset: 'EUR', at: '2026-10-03T12:00:00.000Z', amount: '2.50' },
      { party: 'C', asset: 'EUR', at: '2026-10-03T12:00:00.000Z', amount: '9.00' },
    ];
    const history = partyHistory(movements, { party: 'B', stated, rowsMax: 10 });
    assert.ok(history.ok);
    assert.deepEqual(history.value.assets[0]?.gaps, [
      { at: '2026-10-03T12:00:00.000Z', stated: '2.50', computed: '0.00', missing: '2.50' },
    ]);
    assert.equal(partyHistory(movements, { party: 'nobody', stated: [], rowsMax: 1 }).ok, false);
  });
});

test('liquidity: sums between jurisdictions by period, and turnover of what lay there', () => {
  const movements = digested(
    table([
      [0, '', 'XA-1', 1000],
      [1, 'XA-1', 'XB-1', 400],
      [1.5, 'XB-1', 'ZZ', 100],
      [2, 'XA-1', '', 100],
    ]),
  );
  const prefixes = [
    { jurisdiction: 'XA', prefix: 'XA-' },
    { jurisdiction: 'XB', prefix: 'XB-' },
  ];
  const document = liquidityBetween(movements, { asset: 'EUR', prefixes, periodDays: 1 });
  assert.ok(document.ok && liquiditySchema.safeParse(document.value).success);
  assert.deepEqual(
    document.value.flows.map(({ from, to, amount }) => `${from}>${to} ${amount}`),
    ['outside>XA 10.00', 'XA>XB 4.00', 'XB>unknown 1.00', 'XA>outside 1.00'],
  );
  const second = document.value.velocity.filter(({ begins }) => begins.startsWith('2026-10-02'));
  assert.deepEqual(
    second.map(({ jurisdiction, turnovers }) => [jurisdiction, turnovers]),
    [
      ['XA', 0.666667],
      ['XB', 0.285714],
      ['unknown', 0],
    ],
  );
  assert.equal(liquidityBetween(movements, { asset: 'NONE', prefixes, periodDays: 1 }).ok, false);
});

describe('exposure', () => {
  const movements = digested(
    table([
      [0, 'M', 'N', 50],
      [1, 'L', 'M', 30],
      [1, 'K', 'M', 10],
      [2, 'M', 'S', 40],
      [3, 'S', 'P', 40],
    ]),
  );
  const order = { groups: [{ name: 'list', parties: ['L', 'absent'] }], services: [], hopsMax: 5, shownMax: 10 };

  test('hops go with time, and the share is by haircut', () => {
    const document = exposureTo(movements, order);
    assert.ok(document.ok && exposureSchema.safeParse(document.value).success);
    assert.deepEqual(document.value.groups, [{ name: 'list', listed: 2, found: 1 }]);
    assert.deepEqual(
      document.value.parties.first.map(({ party, to }) => [party, to[0]?.hops, to[0]?.arrived, to[0]?.arrivedShare, to[0]?.held]),
      [
        ['M', 1, '0.30', 0.75, '0.00'],
        ['P', 3, '0.30', 0.75, '0.30'],
        ['S', 2, '0.30', 0.75, '0.00'],
      ],
    );
  });

  test('amounts of 256 bits keep every unit', () => {
    const [listed, other] = [2n ** 254n + 3n, 2n ** 253n];
    const wide = digested(
      table([
        [0, 'L', 'M', listed],
        [0, 'K', 'M', other],
        [1, 'M', 'P', listed + other],
      ]),
    );
    const document = exposureTo(wide, { ...order, groups: [...order.groups, { name: 'other', parties: ['K'] }] });
    assert.ok(document.ok && exposureSchema.safeParse(document.value).success);
    assert.deepEqual(
      document.value.parties.first.find(({ party }) => party === 'P')?.to.map(({ held, heldShare }) => [held, heldShare]),
      [
        [unitsText(listed, 2), 0.666666],
        [unitsText(other, 2), 0.333333],
      ],
    );
  });

  test('a service stops it, and two lists are told apart to the unit', () => {
    const stopped = exposureTo(movements, { ...order, services: ['S'] });
    assert.ok(stopped.ok);
    assert.deepEqual(
      stopped.value.parties.first.map(({ party }) => party),
      ['M', 'S'],
    );
    const two = exposureTo(movements, { ...order, groups: [...order.groups, { name: 'other', parties: ['K'] }] });
    assert.ok(two.ok);
    assert.deepEqual(
      two.value.parties.first.find(({ party }) => party === 'P')?.to.map(({ held }) => held),
      ['0.30', '0.10'],
    );
    assert.equal(exposureTo(movements, { ...order, groups: [] }).ok, false);
  });
});

test('movements are worth the last price before them; what has none is counted, and nothing is rounded twice', () => {
  const movements = digested(
    table([
      [0, 'A', 'B', 100],
      [1, 'A', 'B', 333],
      [2, 'A', 'B', 333],
      [9, 'A', 'B', 700],
    ]),
  );
  const price = (days: number, text: string) => ({ atMs: start + days * day, asset: 'EUR', price: text, currency: 'USD' });
  const valued = valueMovements(movements, { prices: [price(2, '2'), price(0.5, '0.333333333333')], ageDaysMax: 3 });
  assert.ok(valued.ok && valuationSchema.safeParse(valued.value).success);
  assert.deepEqual(valued.value.assets, [
    {
      asset: { symbol: 'EUR', ledger: 'bank' },
      movements: 4,
      amount: '14.66',
      valuedAmount: '6.66',
      // 3.33 * 0.333333333333 + 3.33 * 2
      value: '7.769999999998',
      withoutPrice: { count: 2, firstRows: [1, 4] },
    },
  ]);
  const wrong = valueMovements(movements, { prices: [price(0, '-1'), { ...price(0, '1'), currency: 'XYZ' }], ageDaysMax: 3 });
  assert.ok(!wrong.ok && wrong.issues.length === 2);
});
