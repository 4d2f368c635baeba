// SPDX-License-Identifier: Apache-2.0
// Which addresses a connection may be opened to: rows as an operator of a network would read them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { networkOfAddress } from './connect-guard.ts';

const rows: readonly (readonly [network: ReturnType<typeof networkOfAddress>, addresses: readonly string[]])[] = [
  ['public', ['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '223.255.255.255']],
  ['public', ['2606:4700::1111', '2a00:1450:4001:81b::200e', '::ffff:8.8.8.8', '64:ff9b::808:808', '2001:4860:4860::8888']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd00::1', 'fc00::', '::ffff:10.0.0.1']],
  ['private', ['64:ff9b::10.0.0.1', '2002:a00:1::']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:0:0:1', '2002:7f00:1::']],
  [
    'never',
    ['169.254.169.254', '169.254.0.1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::', 'fe80::1', 'fe80::1%eth0'],
  ],
  ['never', ['0.0.0.0', '0.1.2.3', '::', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', 'ff02::1']],
  ['never', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '192.0.0.8', '2001:db8::1', '2001::1', '3fff::1', '100::1']],
  [
    'never',
    ['', 'xa.example', '1.2.3', '1.2.3.4.5', '256.1.1.1', '0x7f.1', '1::2::3', '12345::', 'g::1', ':::', '1:2:3:4:5:6:7', '::1.2.3.400'],
  ],
];

describe('an address that a name resolves to', () => {
  for (const [network, addresses] of rows) {
    for (const address of addresses) {
      test(`"${address}" is ${network}`, () => assert.equal(networkOfAddress(address), network));
    }
  }
});
