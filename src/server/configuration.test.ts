// SPDX-License-Identifier: Apache-2.0
/** Tests of the configuration: what each setting gives, and that every wrong one is named at once. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { type Configuration, readConfiguration, withPorts } from './configuration.ts';

function expectRead(environment: Record<string, string>): Configuration {
  const read = readConfiguration(environment);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

describe('configuration', () => {
  it('needs no setting at all: this machine only, the embedded PostgreSQL, a folder below the present one', () => {
    assert.deepEqual(expectRead({}), {
      folder: path.resolve('.comity/authority'),
      port: 7100,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:7100',
      peerPort: 7150,
      peerHost: '127.0.0.1',
      deliveryUrl: 'https://127.0.0.1:7150',
      peerNetworks: ['public', 'private', 'loopback'],
      postgresBin: null,
      databaseUrl: null,
      logLevel: 'info',
    });
  });

  it('gives peers an address of their own, at a port beside the one of officers unless another is named', () => {
    const read = expectRead({ COMITY_PORT: '7101', COMITY_PUBLIC_URL: 'https://comity.xa.example/' });
    assert.deepEqual([read.publicUrl, read.peerPort, read.deliveryUrl], ['https://comity.xa.example', 7151, 'https://127.0.0.1:7151']);
    const named = expectRead({ COMITY_PEER_PORT: '7443', COMITY_PEER_HOST: '0.0.0.0', COMITY_DELIVERY_URL: 'https://peers.xa.example/' });
    assert.deepEqual([named.peerPort, named.peerHost, named.deliveryUrl], [7443, '0.0.0.0', 'https://peers.xa.example']);
  });

  it('connects to this machine only where the authority itself is reached there, or where it says so', () => {
    const networks = (environment: Record<string, string>) => expectRead(environment).peerNetworks;
    assert.deepEqual(networks({ COMITY_DELIVERY_URL: 'https://xa.localhost:7150' }), ['public', 'private', 'loopback']);
    assert.deepEqual(networks({ COMITY_DELIVERY_URL: 'https://[::1]:7150' }), ['public', 'private', 'loopback']);
    assert.deepEqual(networks({ COMITY_DELIVERY_URL: 'https://peers.xa.example' }), ['public', 'private']);
    assert.deepEqual(networks({ COMITY_PEER_NETWORKS: 'public' }), ['public']);
  });

  it('writes the ports that the system chose into both addresses', () => {
    const chosen = withPorts(expectRead({ COMITY_PORT: '0' }), { port: 40_123, peerPort: 40_124 });
    assert.deepEqual([chosen.port, chosen.publicUrl], [40_123, 'http://127.0.0.1:40123']);
    assert.deepEqual([chosen.peerPort, chosen.deliveryUrl], [40_124, 'https://127.0.0.1:40124']);
    const fixed = expectRead({ COMITY_PORT: '7101' });
    assert.deepEqual(withPorts(fixed, { port: 7101, peerPort: 7151 }), fixed);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['COMITY_PORT', 'seven'],
    ['COMITY_PORT', '70000'],
    ['COMITY_PORT', '-1'],
    ['COMITY_PUBLIC_URL', 'comity.xa.example'],
    ['COMITY_PUBLIC_URL', 'ftp://xa.example'],
    ['COMITY_PUBLIC_URL', 'https://officer:secret@xa.example'],
    ['COMITY_DELIVERY_URL', 'https://xa.example/?to=elsewhere'],
    ['COMITY_DELIVERY_URL', 'http://127.0.0.1:7150'],
    ['COMITY_DELIVERY_URL', 'https://xa.example/comity'],
    ['COMITY_PEER_PORT', 'seven'],
    ['COMITY_PEER_NETWORKS', 'everywhere'],
    ['COMITY_PEER_NETWORKS', 'public,,'],
    ['COMITY_LOG', 'verbose'],
    ['DATABASE_URL', 'mysql://xa.example'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${value}`, () => {
      const read = readConfiguration({ [name]: value });
      assert.ok(!read.ok);
      assert.deepEqual([...new Set(read.issues.map((issue) => issue.path))], [name]);
    });
  }

  it('names every wrong setting at once', () => {
    const read = readConfiguration({ COMITY_PORT: 'x', COMITY_LOG: 'x', DATABASE_URL: 'x' });
    assert.ok(!read.ok);
    assert.deepEqual(
      read.issues.map((issue) => issue.path),
      ['COMITY_PORT', 'COMITY_LOG', 'DATABASE_URL'],
    );
  });

  it('never repeats DATABASE_URL, which may hold a password', () => {
    const read = readConfiguration({ DATABASE_URL: 'mysql://officer:secret@db.example' });
    assert.ok(!read.ok);
    assert.doesNotMatch(JSON.stringify(read.issues), /secret/);
  });
});
