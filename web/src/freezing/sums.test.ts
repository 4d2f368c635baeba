// SPDX-License-Identifier: Apache-2.0
/** Sums: what is shown and what a form gives back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minorOf, sumText } from './sums.ts';

test('minor units are shown in their currency and read back', () => {
  assert.equal(sumText('250050', 'EUR', 'en'), '2,500.50 EUR');
  assert.equal(sumText('5', 'EUR', 'en'), '0.05 EUR');
  assert.equal(sumText('1200', 'JPY', 'en'), '1,200 JPY');
  assert.equal(minorOf('2500.5', 'EUR'), '250050');
  assert.equal(minorOf('2500,50', 'EUR'), '250050');
  assert.equal(minorOf('1200', 'JPY'), '1200');
});

test('what is no amount of the currency is none', () => {
  for (const text of ['', '-1', '1.234', 'ten', '1e3', '1 000']) assert.equal(minorOf(text, 'EUR'), null, text);
});
