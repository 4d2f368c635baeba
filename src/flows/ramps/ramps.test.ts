// SPDX-License-Identifier: Apache-2.0
/** A register says how a firm stood on a day; both legs of a crossing are known or it is a side; nothing is joined because amounts are alike. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type MovementKind, movementsBuilder } from '../../columns/index.ts';
import { digested } from '../tracing/trace.ts';
import { liquiditySchema } from '../wire.ts';
import type { RampFirm } from './accounts-of-firms.ts';
import { type FirmRegistration, standingOn } from './firm-standing.ts';
import { liquidityOfAsset, pairTotals } from './liquidity-of-asset.ts';
import { rampsOf, type RampsOrder } from './ramps.ts';
import { rampsSchema, type RampName, type RampsWire, type Standing } from './wire.ts';

const registration: FirmRegistration = { status: 'authorised', from: '2026-01-01', until: null, services: [], licences: [] };
const services = [' Exchange of crypto-assets for funds'];

describe('standing on 2026-10-05', () => {
  const having = (more: Partial<FirmRegistration>): FirmRegistration => ({ ...registration, ...more });
  const table: readonly (readonly [words: string, registration: FirmRegistration | null, ramp: RampName, standing: Standing])[] = [
    ['stands in no register', null, 'on', 'not-registered'],
    ['registered for something else', registration, 'on', 'other-services'],
    ['the service of exchanging, and no licence', having({ services }), 'off', 'by-service'],
    ['a licence for the on-ramp', having({ licences: [{ status: 'granted', ramp: 'on' }] }), 'on', 'licensed'],
    ['a licence for the other ramp', having({ licences: [{ status: 'granted', ramp: 'on' }] }), 'off', 'other-services'],
    ['a licence from tomorrow', having({ licences: [{ status: 'granted', ramp: 'both', from: '2026-10-06' }] }), 'on', 'not-in-force'],
    ['a licence until today', having({ licences: [{ status: 'granted', ramp: 'both', until: '2026-10-05' }] }), 'on', 'licensed'],
    ['a suspended one beside the service', having({ services, licences: [{ status: 'suspended', ramp: 'both' }] }), 'off', 'suspended'],
    ['withdrawn later', having({ licences: [{ status: 'withdrawn', ramp: 'off', until: '2026-10-31' }] }), 'off', 'licensed'],
    ['withdrawn before', having({ licences: [{ status: 'withdrawn', ramp: 'off', until: '2026-10-01' }] }), 'off', 'not-in-force'],
    ['refused', having({ licences: [{ status: 'refused', ramp: 'off' }] }), 'off', 'refused'],
    [
      'one suspended and one granted',
      having({
        licences: [
          { status: 'suspended', ramp: 'on' },
          { status: 'granted', ramp: 'on' },
        ],
      }),
      'on',
      'licensed',
    ],
    ['applied for', having({ status: 'applied', services }), 'on', 'not-in-force'],
    ['registration refused', having({ status: 'refused', services }), 'on', 'refused'],
    ['registration withdrawn, nobody says when', having({ status: 'withdrawn', services }), 'on', 'not-in-force'],
    ['registration withdrawn later', having({ status: 'withdrawn', until: '2026-12-01', services }), 'on', 'by-service'],
    ['registered from tomorrow', having({ from: '2026-10-06', services }), 'on', 'not-in-force'],
  ];
  for (const [words, given, ramp, standing] of table)
    test(`${words}: ${standing}`, () => assert.equal(standingOn(given, ramp, '2026-10-05'), standing));
});

type Row = readonly [
  at: string,
  kind: MovementKind,
  from: string,
  to: string,
  amount: number | bigint,
  asset: string,
  transaction?: string,
];
const assets = {
  EUR: { ledger: 'bank', decimals: 2 },
  USD: { ledger: 'bank', decimals: 2 },
  BTC: { ledger: 'bitcoin', decimals: 8 },
  ZED: { ledger: 'chain', decimals: 18 },
};

function movementsOf(rows: readonly Row[]) {
  const builder = movementsBuilder();
  for (const [index, [at, kind, from, to, amount, symbol, transaction]] of rows.entries()) {
    const asset = builder.asset({ symbol, ...assets[symbol as keyof typeof assets] });
    const party = (name: string): number => (name === '' ? 0 : builder.parties.numberOf(name));
    const inTransaction = transaction === undefined ? {} : { transaction: builder.transactions.numberOf(transaction) };
    builder.add({
      timeMs: Date.parse(`${at}T12:00:00Z`),
      from: party(from),
      to: party(to),
      asset,
      amount,
      kind,
      sourceRow: index + 1,
      ...inTransaction,
    });
  }
  return digested(builder.finish().movements);
}

const firm = (name: string, more: Partial<RampFirm>): RampFirm => {
  return {
    name,
    reference: null,
    jurisdiction: null,
    supervisor: null,
    registration: null,
    wallets: [],
    accounts: [],
    prefixes: [],
    ...more,
  };
};
const tide = firm('Tide', {
  reference: 'XB-1',
  jurisdiction: 'XB',
  supervisor: 'Unit of XB',
  registration: { ...registration, licences: [{ status: 'granted', ramp: 'both', until: '2026-10-31' }] },
  wallets: ['0xAb'],
  prefixes: ['TIDE-'],
});
const desk = firm('Desk', { jurisdiction: 'XC', accounts: ['DESK'] });

function check(rows: readonly Row[], order: Partial<RampsOrder> = {}): RampsWire {
  const found = rampsOf(movementsOf(rows), { firms: [tide, desk], prices: null, ...order });
  assert.ok(found.ok, JSON.stringify(found));
  assert.ok(rampsSchema.safeParse(found.value).success);
  return found.value;
}
const crossed = ({ crossings, firms }: RampsWire) =>
  crossings.map(({ month, firm: at, ramp, standing, moneyAmount, digitalAmount, movements }) =>
    [month, at === null ? null : firms[at]?.name, ramp, standing, moneyAmount, digitalAmount, movements].join(' '),
  );

describe('crossings', () => {
  const swap = (at: string, client: string, transaction: string): Row[] => [
    [at, 'swap', client, '', 50_000, 'EUR', transaction],
    [at, 'swap', '', client, 1_000_000, 'BTC', transaction],
  ];

  test('both legs of a swap are one crossing at the firm of the account, by month and by standing on the day', () => {
    const found = check([...swap('2026-10-05', 'TIDE-1', 'a'), ...swap('2026-10-20', 'TIDE-2', 'b'), ...swap('2026-11-02', 'TIDE-1', 'c')]);
    assert.deepEqual(crossed(found), ['2026-10 Tide on licensed 1000.00 0.02000000 2', '2026-11 Tide on not-in-force 500.00 0.01000000 1']);
    assert.deepEqual(
      found.jurisdictions.map(({ jurisdiction, supervisors, standing, moneyAmount }) => [
        jurisdiction,
        supervisors[0],
        standing,
        moneyAmount,
      ]),
      [
        ['XB', 'Unit of XB', 'licensed', '1000.00'],
        ['XB', 'Unit of XB', 'not-in-force', '500.00'],
      ],
    );
    assert.deepEqual(found.crossings[0]?.firstRows, [1, 3]);
  });

  test('back to money is the off-ramp; an account of nobody known is a crossing without a firm', () => {
    const found = check([
      ['2026-10-05', 'swap', 'someone', '', 1_000_000, 'BTC', 'a'],
      ['2026-10-05', 'swap', '', 'someone', 50_000, 'EUR', 'a'],
    ]);
    assert.deepEqual(crossed(found), ['2026-10  off  500.00 0.01000000 1']);
  });

  test('a payment and a delivery against it in one transaction cross at the firm that stands in no register', () => {
    const found = check([
      ['2026-10-05', 'transfer', 'customer', 'DESK', 50_000, 'EUR', 'a'],
      ['2026-10-05', 'transfer', 'DESK', 'wallet', 1_000_000, 'BTC', 'a'],
    ]);
    assert.deepEqual([crossed(found), found.sides], [['2026-10 Desk on not-registered 500.00 0.01000000 1'], []]);
  });

  test('a payment and a delivery that nothing joins are two sides, however alike; what stays within a firm is none', () => {
    const found = check([
      ['2026-10-05', 'transfer', 'customer', 'DESK', 50_000, 'EUR'],
      ['2026-10-05', 'transfer', '0xaB', 'wallet', 10n ** 19n, 'ZED', 'h'],
      ['2026-10-06', 'transfer', 'TIDE-1', 'TIDE-2', 70_000, 'EUR'],
      ['2026-10-06', 'cash-out', 'TIDE-2', '', 20_000, 'EUR'],
    ]);
    assert.deepEqual(crossed(found), []);
    assert.deepEqual(
      found.sides.map(({ firm: at, ramp, side, isMoney, amount, standing }) =>
        [found.firms[at]?.name, ramp, side, isMoney, amount, standing].join(' '),
      ),
      ['Tide off out true 200.00 licensed', 'Tide on out false 10.000000000000000000 licensed', 'Desk on in true 500.00 not-registered'],
    );
  });

  test('change that comes back in a transaction of coins is no side', () => {
    const found = check([
      ['2026-10-05', 'input', 'DESK', 'tx:1', 500, 'BTC', '1'],
      ['2026-10-05', 'output', 'tx:1', 'DESK', 300, 'BTC', '1'],
      ['2026-10-05', 'output', 'tx:1', 'wallet', 190, 'BTC', '1'],
    ]);
    assert.deepEqual(
      found.sides.map(({ side, amount, movements }) => [side, amount, movements]),
      [['out', '0.00000200', 1]],
    );
  });

  test('money for money does not cross; a missing leg, three assets and two firms are counted', () => {
    const found = check([
      ['2026-10-05', 'swap', 'TIDE-1', '', 100, 'EUR', 'a'],
      ['2026-10-05', 'swap', '', 'TIDE-1', 110, 'USD', 'a'],
      ['2026-10-05', 'swap', 'TIDE-1', '', 100, 'EUR', 'b'],
      ['2026-10-05', 'swap', 'TIDE-1', '', 100, 'EUR', 'c'],
      ['2026-10-05', 'swap', 'TIDE-1', '', 100, 'USD', 'c'],
      ['2026-10-05', 'swap', '', 'TIDE-1', 5, 'BTC', 'c'],
      ['2026-10-05', 'swap', 'TIDE-1', '', 100, 'EUR', 'd'],
      ['2026-10-05', 'swap', '', 'DESK', 5, 'BTC', 'd'],
    ]);
    const { notOneAndOne, oneLeg, severalFirms } = found.unknown;
    assert.deepEqual([notOneAndOne, oneLeg, severalFirms, found.crossings.map(({ firm: at }) => at)], [1, 1, 1, [null]]);
  });
});

describe('values and what is unknown', () => {
  const rows: Row[] = [
    ['2026-10-05', 'transfer', 'customer', 'DESK', 50_000, 'EUR'],
    ['2026-10-05', 'transfer', 'DESK', 'wallet', 1_000_000, 'BTC'],
    ['2026-10-25', 'transfer', 'DESK', 'wallet', 1_000_000, 'BTC'],
  ];
  const price = { atMs: Date.parse('2026-10-04T00:00:00Z'), asset: 'BTC', price: '50000', currency: 'EUR' };

  test('money of the currency is its own value, the rest goes by a price that is not too old', () => {
    const found = check(rows, { prices: { rows: [price], ageDaysMax: 7 } });
    assert.deepEqual(
      found.sides.map(({ amount, value, withoutPrice }) => [amount, value, withoutPrice]),
      [
        ['500.00', '500.00', 0],
        ['0.02000000', '500.00', 1],
      ],
    );
    const bad = rampsOf(movementsOf(rows), { firms: [], prices: { rows: [price, { ...price, currency: 'USD' }], ageDaysMax: 7 } });
    assert.ok(!bad.ok && /several currencies/.test(bad.issues[0]?.problem ?? ''));
  });

  test('a registered ramp of which nothing is seen is named; an address of two registrations is nobody’s until an officer says whose', () => {
    const twin = { ...tide, name: 'Twin', reference: 'XB-2', prefixes: [] };
    const mute = { ...tide, name: 'Mute', reference: 'XB-3', wallets: [], prefixes: [] };
    const moves: Row[] = [['2026-10-05', 'transfer', '0xab', 'wallet', 10, 'ZED']];
    const found = check(moves, { firms: [tide, twin, mute] });
    assert.deepEqual(
      found.unknown.unseen.map(({ name, why }) => `${name} ${why}`),
      ['Tide not-in-these-files', 'Twin not-in-these-files', 'Mute no-account-known'],
    );
    assert.deepEqual([found.sides, found.unknown.claimedTwice.first], [[], ['0xab']]);
    assert.equal(check(moves, { firms: [tide, { ...twin, accounts: ['0xAB'] }] }).firms[0]?.name, 'Twin');
    const clash = rampsOf(movementsOf(moves), { firms: [desk, { ...desk, name: 'Other' }], prices: null });
    assert.ok(!clash.ok && /Desk and to Other/.test(clash.issues[0]?.problem ?? ''));
  });
});

describe('liquidity of one asset', () => {
  const rows: Row[] = [
    ['2026-10-05', 'cash-in', '', 'XA-1', 50_000, 'EUR'],
    ['2026-10-06', 'transfer', 'XA-1', 'XB-1', 20_000, 'EUR'],
    ['2026-10-06', 'transfer', 'XA-1', 'XB-1', 10n ** 19n, 'ZED'],
    ['2026-10-07', 'transfer', 'XA-1', 'XB-1', 10_001, 'EUR'],
  ];
  const prefixes = ['XA', 'XB'].map((jurisdiction) => ({ jurisdiction, prefix: `${jurisdiction}-` }));
  const request = { asset: 'EUR', ledger: null, prefixes, periodDays: 1 };

  test('a token too wide for numbers beside it is in nobody’s way, and the digest is that of the whole table', () => {
    const table = movementsOf(rows);
    const found = liquidityOfAsset(table, request);
    assert.ok(found.ok);
    assert.equal(found.value.input, table.digest);
    assert.deepEqual(pairTotals(found.value), [
      { from: 'outside', to: 'XA', amount: '500.00' },
      { from: 'XA', to: 'XB', amount: '300.01' },
    ]);
  });

  test('the token itself is added up to the unit, and turns over as often as it left', () => {
    const token: Row[] = [
      ...rows,
      ['2026-10-06', 'cash-in', '', 'XA-1', 10n ** 19n + 1n, 'ZED'],
      ['2026-10-07', 'transfer', 'XB-1', '', 10n ** 19n, 'ZED'],
      ['2026-10-09', 'transfer', 'XA-1', 'XB-1', 1n, 'ZED'],
    ];
    const wide = liquidityOfAsset(movementsOf(token), { ...request, asset: 'ZED' });
    assert.ok(wide.ok && liquiditySchema.safeParse(wide.value).success);
    const sum = pairTotals(wide.value).map(({ from, to, amount }) => `${from}>${to} ${amount.replace('.', '')}`);
    assert.deepEqual(sum, ['XA>XB 10000000000000000001', 'outside>XA 10000000000000000001', 'XB>outside 10000000000000000000']);
    // What came to XB on the 6th left on the 7th, whole: half of that day it lay there, and nothing is left of it on the 8th.
    assert.deepEqual(
      wide.value.velocity
        .filter(({ jurisdiction }) => jurisdiction === 'XB')
        .map(({ begins, turnovers }) => [begins.slice(0, 10), turnovers]),
      [
        ['2026-10-06', 0],
        ['2026-10-07', 2],
      ],
    );
  });

  test('an asset that lies elsewhere is not found', () => {
    const table = movementsOf(rows);
    const elsewhere = liquidityOfAsset(table, { ...request, ledger: 'bitcoin' });
    assert.ok(!elsewhere.ok, 'EUR lies in banks');
  });
});
