// SPDX-License-Identifier: Apache-2.0
/** The picture as a file holds every party, arrow, amount and note, says on what it rests, and lets no name become markup. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { arrowsOf, joinPairs } from './arrows.ts';
import { pictureSvg } from './picture-svg.ts';

test('a picture as a file is well-formed, whatever parties are called, and says on what it rests', () => {
  const parties = [
    { name: '<script>&"a"\u0001', x: 0, y: 0, note: 'the <thief>', claim: 'said to be <him>' },
    { name: 'b', x: 300, y: 46, note: '' },
  ];
  const asset = { symbol: 'EUR', ledger: 'bank' };
  const pair = { from: '<script>&"a"\u0001', to: 'b', asset, movements: 2, amount: '9900.00', first: '', last: '' };
  const svg = pictureSvg(
    parties,
    arrowsOf(
      parties,
      joinPairs([pair, { ...pair, asset: { ...asset, symbol: 'USD' } }], (text) => text),
    ),
    ['sha256:abc'],
  );
  const elements: string[] = [];
  let words = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => void elements.push(name));
  parser.on('text', (text) => void (words += text));
  parser.write(svg).close();
  assert.deepEqual([elements.filter((name) => name === 'g').length, elements.includes('script')], [2, false]);
  for (const word of ['<script>&"a"\ufffd', 'the <thief>', 'said to be <him>', '9900.00 EUR +1', 'sha256:abc'])
    assert.ok(words.includes(word), word);
});
