// SPDX-License-Identifier: Apache-2.0
/** What orders cover, each unit once and no order overdrawn; what they do not, with the reason; and all of it is what was traced. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { movementsBuilder } from '../../columns/index.ts';
import { digested } from '../tracing/trace.ts';
import { type ClawbackOrder, clawbackOf } from './clawback.ts';
import { coverHoldings, type TracedHolding } from './cover-holdings.ts';
import { clawbackSchema, type ClawbackWire, type StandingOrderWire, type UncoveredReason } from './wire.ts';

const one = 10n ** 12n;
const standing = (change: Partial<StandingOrderWire>): StandingOrderWire => {
  return {
    reference: 'O',
    kind: 'freezing',
    authority: 'XB',
    basis: 'money',
    currency: 'EUR',
    left: '0',
    accounts: [],
    until: null,
    madeAt: null,
    ...change,
  };
};
const holding = (party: string, units: bigint, change: Partial<TracedHolding> = {}): TracedHolding => {
  return { party, authority: 'XB', units, decimals: 2, priceIn: (currency) => (currency === 'EUR' ? one : null), ...change };
};

describe('what orders cover', () => {
  type Words = readonly [covered: string, why: UncoveredReason | null];
  const two = [holding('XB-1', 10_000n), holding('XB-2', 25_000n)];
  const table: readonly (readonly [
    says: string,
    holdings: readonly TracedHolding[],
    orders: readonly StandingOrderWire[],
    found: readonly Words[],
  ])[] = [
    [
      'the largest first, until the order is used up',
      two,
      [standing({ left: '300' })],
      [
        ['0:5000', 'order-used-up'],
        ['0:25000', null],
      ],
    ],
    [
      'the account that it names before',
      two,
      [standing({ left: '300', accounts: ['XB-1'] })],
      [
        ['0:10000', null],
        ['0:20000', 'order-used-up'],
      ],
    ],
    [
      'an order over items covers nothing else',
      two,
      [standing({ basis: 'items', left: '900', accounts: ['XB-1'] })],
      [
        ['0:10000', null],
        ['', 'not-named'],
      ],
    ],
    [
      'what one leaves, the next takes',
      two,
      [standing({ left: '250' }), standing({ left: '60' })],
      [
        ['1:6000', 'order-used-up'],
        ['0:25000', null],
      ],
    ],
    ['nobody reaches it', [holding('X', 1n, { authority: null })], [standing({ left: '9' })], [['', 'no-authority']]],
    [
      'another authority has the order',
      two,
      [standing({ authority: 'XC', left: '900' })],
      [
        ['', 'no-order'],
        ['', 'no-order'],
      ],
    ],
    [
      'of another currency, and nobody says the price',
      two,
      [standing({ currency: 'USD', left: '900' })],
      [
        ['', 'no-price'],
        ['', 'no-price'],
      ],
    ],
    [
      'at a price of 3 an order of 1.00 covers 0.33, and not 0.34',
      [holding('XB-1', 100n, { priceIn: () => 3n * one })],
      [standing({ left: '1' })],
      [['0:33', 'order-used-up']],
    ],
  ];
  for (const [says, holdings, orders, found] of table)
    test(says, () => {
      const left = orders.map((order) => BigInt(order.left) * one);
      const covers = coverHoldings(holdings, orders, left);
      const words = covers.map(({ under, why }) => [under.map(({ order, units }) => `${order}:${units}`).join(' '), why]);
      assert.deepEqual(words, found);
    });
});

/** XA-1 is robbed of 400.00; it goes to XB-1 (100.00 stay), to a service, to cash, and for a token to XC-1. */
function stolen() {
  const builder = movementsBuilder();
  const eur = builder.asset({ symbol: 'EUR', ledger: 'bank', decimals: 2 });
  const zed = builder.asset({ symbol: 'ZED', ledger: 'chain', decimals: 18 });
  const rows = [
    ['transfer', 'XA-1', 'XB-1', eur, 40_000, ''],
    ['transfer', 'XB-1', 'service', eur, 5000, ''],
    ['cash-out', 'XB-1', '', eur, 15_000, ''],
    ['swap', 'XB-1', '', eur, 10_000, 'deal'],
    ['swap', '', 'XC-1', zed, 3 * 10 ** 15, 'deal'],
  ] as const;
  for (const [index, [kind, from, to, asset, amount, transaction]] of rows.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === '' ? 0 : builder.parties.numberOf(name)));
    const joined = transaction === '' ? {} : { transaction: builder.transactions.numberOf(transaction) };
    const timeMs = Date.UTC(2026, 9, 1 + index);
    builder.add({ timeMs, from: payer ?? 0, to: payee ?? 0, asset, amount, kind, sourceRow: index + 1, ...joined });
  }
  return digested(builder.finish().movements);
}

function check(change: Partial<ClawbackOrder>): ClawbackWire {
  const found = clawbackOf(stolen(), {
    seeds: [{ row: 1 }],
    services: ['service'],
    amountMin: null,
    ageDaysMax: null,
    hopsMax: null,
    prices: [],
    groups: [],
    shownMax: 10,
    methods: ['fifo'],
    firms: [],
    authorityOf: (party) => (party.startsWith('X') ? party.slice(0, 2) : null),
    orders: [standing({ left: '60' })],
    ...change,
  });
  assert.ok(found.ok, JSON.stringify(found));
  assert.ok(clawbackSchema.safeParse(found.value).success);
  return found.value;
}

describe('of what was stolen', () => {
  test('each unit is covered, uncovered with its reason, mixed, or gone', () => {
    const [fifo] = check({}).methods;
    assert.deepEqual(fifo?.totals, [
      {
        asset: { symbol: 'EUR', ledger: 'bank' },
        begun: '400.00',
        convertedIn: '0.00',
        covered: '60.00',
        uncovered: [{ why: 'order-used-up', amount: '40.00' }],
        mixed: '50.00',
        ended: [
          { kind: 'converted', amount: '100.00' },
          { kind: 'outside', amount: '150.00' },
        ],
      },
      {
        asset: { symbol: 'ZED', ledger: 'chain' },
        begun: '0.000000000000000000',
        convertedIn: '0.003000000000000000',
        covered: '0.000000000000000000',
        uncovered: [{ why: 'no-order', amount: '0.003000000000000000' }],
        mixed: '0.000000000000000000',
        ended: [],
      },
    ]);
  });

  test('a token is covered at the last price before the end, and firms and authorities have their sums', () => {
    const price = { atMs: Date.UTC(2026, 9, 1), asset: 'ZED', price: '20000', currency: 'EUR' };
    const late = { ...price, atMs: Date.UTC(2027, 0, 1), price: '1' };
    const firm = {
      name: 'Tide',
      reference: null,
      jurisdiction: 'XC',
      supervisor: null,
      registration: null,
      wallets: [],
      accounts: ['XC-1'],
      prefixes: [],
    };
    const found = check({ prices: [late, price], firms: [firm], orders: [standing({ authority: 'XC', left: '30' })] });
    const [fifo] = found.methods;
    assert.deepEqual(
      fifo?.authorities.map(({ authority, asset, held, covered }) => `${authority} ${asset.symbol} ${covered} of ${held}`),
      ['XB EUR 0.00 of 100.00', 'XC ZED 0.001500000000000000 of 0.003000000000000000', 'null EUR 0.00 of 0.00'],
    );
    assert.deepEqual(
      fifo?.firms.map(({ firm: at, covered }) => [at === null ? null : found.firms[at]?.name, covered]),
      [
        ['Tide', '0.001500000000000000'],
        [null, '0.00'],
      ],
    );
  });

  test('an order for equivalent value reaches for what cannot be had itself, at prices of its day, after what it covers', () => {
    const price = (at: number, text: string) => ({ atMs: at, asset: 'ZED', price: text, currency: 'EUR' });
    const prices = [price(Date.UTC(2026, 9, 1), '20000'), price(Date.UTC(2026, 10, 1), '30000')];
    const order = standing({ basis: 'equivalent-value', left: '150', madeAt: '2026-11-02T00:00:00.000Z' });
    const [fifo] = check({ prices, orders: [order, { ...order, reference: 'P', left: '900' }] }).methods;
    // Of 400.00: 100.00 with XB-1 are covered; 50.00 mixed and 150.00 cash are missing, and ZED for 90.00 that no order reaches.
    assert.deepEqual(
      fifo?.equivalents.map(({ order: place, missing, reach }) => [place, missing, reach]),
      [
        [0, '290.00', '50.00'],
        [1, '240.00', '240.00'],
      ],
    );
    const [early] = check({ prices: prices.slice(1), orders: [{ ...order, madeAt: null }] }).methods;
    assert.deepEqual(
      early?.equivalents.map(({ missing, reach, withoutPrice }) => [missing, reach, withoutPrice]),
      [['200.00', '50.00', [{ symbol: 'ZED', ledger: 'chain' }]]],
    );
  });

  test('each rule of tracing has its own answer, and nearness to lists stands with the holding', () => {
    const found = check({ methods: ['haircut', 'lifo'], groups: [{ name: 'list', parties: ['XA-1'] }] });
    assert.deepEqual(
      found.methods.map(({ method }) => method),
      ['haircut', 'lifo'],
    );
    const mule = found.methods[0]?.holdings.first.find(({ party }) => party === 'XB-1');
    assert.deepEqual(mule?.listed, [{ group: 0, hops: 1, heldShare: 1 }]);
  });
});
