// SPDX-License-Identifier: Apache-2.0
/** Tests of the names under which a server answers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnHost } from './own-host.ts';

const own = { publicUrl: 'https://comity.xa.example', host: '10.1.2.3', port: 7101 };

const cases: readonly (readonly [host: string, isOwn: boolean, why: string])[] = [
  ['comity.xa.example', true, 'the public address'],
  ['COMITY.XA.EXAMPLE', true, 'names have no case'],
  ['peers.xa.example:8443', false, 'the address for peers, at another port'],
  ['10.1.2.3:7101', true, 'where it listens'],
  ['127.0.0.1:7101', true, 'this machine'],
  ['[::1]:7101', true, 'this machine'],
  ['localhost:7101', true, 'this machine'],
  ['xa.localhost:7101', true, 'browsers resolve it to themselves'],
  ['', false, 'no name'],
  ['evil.example:7101', false, 'a name that points here'],
  ['comity.xa.example:7101', false, 'the public name at another port'],
  ['comity.xa.example.evil.example', false, 'our name as the beginning of another'],
  ['localhost:7102', false, 'another server on this machine'],
  ['localhost', false, 'port 80'],
  ['xa.localhost.evil.example:7101', false, 'not under localhost'],
  ['a.b.localhost:7101', false, 'only one level is used'],
];

describe('own host', () => {
  for (const [host, isOwn, why] of cases) {
    it(`${host === '' ? '(empty)' : host} is ${isOwn ? '' : 'not '}own: ${why}`, () => assert.equal(isOwnHost(host, own), isOwn));
  }
});
