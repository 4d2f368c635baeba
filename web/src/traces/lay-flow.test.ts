// SPDX-License-Identifier: Apache-2.0
/** What is written beside a flow is exact, and two assets of one symbol are two. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { PictureWire } from '../../../src/findings/traces/wire.ts';
import { type Asset, layFlow } from './lay-flow.ts';

const ether: Asset = { ledger: 'ethereum', symbol: 'USDX' };
const tron: Asset = { ledger: 'tron', symbol: 'USDX' };
const [xandria, xebria] = [
  { id: 'xa', name: 'Xandria' },
  { id: 'xb', name: 'Xebria' },
];
type End = PictureWire['ends'][number];

function end(authority: End['authority'], asset: Asset, amount: string): End {
  return { authority, kind: 'held', party: null, asset, amount, firstAt: null, lastAt: null };
}

it('sums what ended to the last digit, of the asset that is asked for alone', () => {
  const laid = layFlow(
    {
      ends: [
        end(xandria, ether, '9007199254740993.000000000000000001'),
        end(xandria, ether, '0.000000000000000002'),
        end(xandria, tron, '5'),
        end(xebria, ether, '0.5'),
      ],
      dark: [],
      arcs: [{ from: xandria, to: xebria, asset: ether, amount: '0.5' }],
    },
    ether,
    { end: () => 'held', dark: 'dark' },
  );
  assert.deepEqual(
    laid.blocks.map(({ label, amount }) => [label, amount]),
    [
      ['Xandria', '9007199254740993.500000000000000003'],
      ['Xebria', '0.500000000000000000'],
      ['held, Xandria', '9007199254740993.000000000000000003'],
      ['held, Xebria', '0.500000000000000000'],
    ],
  );
});
