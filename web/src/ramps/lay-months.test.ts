// SPDX-License-Identifier: Apache-2.0
/** Months without a crossing keep their place, and money of another name is another picture. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RampsWire } from '../../../src/flows/ramps/wire.ts';
import { layMonths, moneysOf } from './lay-months.ts';

type Crossing = RampsWire['crossings'][number];
const crossing = (month: string, firm: number | null, ramp: 'on' | 'off', moneyAmount: string, symbol = 'EUR'): Crossing => ({
  month,
  firm,
  ramp,
  standing: null,
  money: { symbol, ledger: 'bank' },
  moneyAmount,
  digital: { symbol: 'BTC', ledger: 'bitcoin' },
  digitalAmount: '1.00000000',
  movements: 1,
  value: null,
  withoutPrice: 1,
  firstRows: [],
});
const firm = { name: 'Tide', reference: null, jurisdiction: 'XB', supervisor: null, accounts: 1 };

test('a line for each jurisdiction, a bar for each month', () => {
  const crossings = [
    crossing('2025-12', 0, 'on', '10.50'),
    crossing('2026-02', 0, 'off', '3.00'),
    crossing('2026-02', null, 'on', '1.00'),
    crossing('2026-02', 0, 'on', '9.00', 'USD'),
  ];
  assert.deepEqual(moneysOf({ crossings }), ['EUR', 'USD']);
  assert.deepEqual(layMonths({ crossings, firms: [firm] }, 'EUR'), [
    {
      jurisdiction: 'XB',
      bars: [
        { month: '2025-12', on: 10.5, off: 0 },
        { month: '2026-01', on: 0, off: 0 },
        { month: '2026-02', on: 0, off: 3 },
      ],
    },
    {
      jurisdiction: null,
      bars: [
        { month: '2025-12', on: 0, off: 0 },
        { month: '2026-01', on: 0, off: 0 },
        { month: '2026-02', on: 1, off: 0 },
      ],
    },
  ]);
});
