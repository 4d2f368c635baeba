// SPDX-License-Identifier: Apache-2.0
/** Lines become firms, places and prices; a line that is none is named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firmLines, placeLines, priceLines } from './written-lines.ts';

test('a line of firms names a registration, or a firm with its jurisdiction', () => {
  assert.deepEqual(firmLines('XB-VASP-0042 = XB-MT- bc1q\nA desk, at Tarn, XC = XC-CD-\nA desk = D-\n\nnothing\n= X'), {
    values: [
      { reference: 'XB-VASP-0042', prefixes: ['XB-MT-', 'bc1q'] },
      { name: 'A desk, at Tarn', jurisdiction: 'XC', prefixes: ['XC-CD-'] },
      { name: 'A desk', prefixes: ['D-'] },
    ],
    unread: ['nothing', '= X'],
  });
});

test('a line of places and one of prices', () => {
  assert.deepEqual(placeLines('XA = XA- LX\nXa = Y'), {
    values: [
      { jurisdiction: 'XA', prefix: 'XA-' },
      { jurisdiction: 'XA', prefix: 'LX' },
    ],
    unread: ['Xa = Y'],
  });
  assert.deepEqual(priceLines('2026-10-01T00:00:00.000Z, BTC, 50000, EUR\nBTC, 50000'), {
    values: [{ at: '2026-10-01T00:00:00.000Z', asset: 'BTC', price: '50000', currency: 'EUR' }],
    unread: ['BTC, 50000'],
  });
});
