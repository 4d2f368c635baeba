// SPDX-License-Identifier: Apache-2.0
/** The square of an address, module by module as another implementation draws it, and where it ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qrModules } from './qr-code.ts';

/** Rows from the top, 29 modules each, as numbers in base 16. */
const known =
  '1fce3f7f 10410441 175a535d 1754095d 1750e75d 105fe141 1fd5557f 001fa100 17c9487c 1a951371 10e038f0 080152ba 11432d0c 0984dff1 1b55e98c ' +
  '0cb59322 1be36a0c 103d16d5 12ec3574 138f7112 117c29f7 0019d51f 1fc7ff5c 1057b711 175249f6 1757840f 1759af7e 104b719a 1fdc2a8c';

test('an address is drawn as the standard says', () => {
  const rows = qrModules('https://xa.example/review/abcd-efgh') ?? [];
  const written = rows.map((row) => Number.parseInt(row.map((isDark) => (isDark ? 1 : 0)).join(''), 2));
  assert.deepEqual(
    written,
    known.split(' ').map((row) => Number.parseInt(row, 16)),
  );
});

test('each version takes what it holds, and a longer text the next one', () => {
  const sizes = [14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106].map((length) => qrModules('x'.repeat(length))?.length);
  assert.deepEqual(sizes, [21, 25, 25, 29, 29, 33, 33, 37, 37, 41, 41]);
  assert.equal(qrModules('x'.repeat(107)), null);
});
