// SPDX-License-Identifier: Apache-2.0
/** An amount on the screen has the digits of the document, grouped as its reader writes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountReader } from './amounts.ts';

const rows = [
  ['en', '40000.00', '40,000.00'],
  ['en', '-40000', '-40,000'],
  ['en', '0.000000000000000000', '0.00'],
  ['en', '27.148076920000000000', '27.14807692'],
  ['en', '12345678901234567890.000000000000000001', '12,345,678,901,234,567,890.000000000000000001'],
  ['en', '1.5', '1.5'],
  ['pt', '1234567.50', '1.234.567,50'],
  ['en', 'about 5', 'about 5'],
] as const;

for (const [language, text, shown] of rows)
  test(`${text} is read in ${language} as ${shown}`, () => assert.equal(amountReader(language)(text).replaceAll('\u00a0', '.'), shown));
