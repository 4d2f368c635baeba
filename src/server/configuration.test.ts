// SPDX-License-Identifier: Apache-2.0
/** Tests of the configuration: what each setting gives, and that every wrong one is named at once. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { type Configuration, readConfiguration, withPort } from './configuration.ts';

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
      deliveryUrl: 'http://127.0.0.1:7100',
      postgresBin: null,
      databaseUrl: null,
      logLevel: 'info',
    });
  });

  it('gives peers the public address unless another is named', () => {
    const { publicUrl, deliveryUrl } = expectRead({ COMITY_PUBLIC_URL: 'https://comity.xa.example/' });
    assert.deepEqual([publicUrl, deliveryUrl], ['https://comity.xa.example', 'https://comity.xa.example']);
    const named = expectRead({ COMITY_PUBLIC_URL: 'https://comity.xa.example', COMITY_DELIVERY_URL: 'https://peers.xa.example' });
    assert.equal(named.deliveryUrl, 'https://peers.xa.example');
  });

  it('writes the port that the system chose into both addresses', () => {
    const chosen = withPort(expectRead({ COMITY_PORT: '0' }), 40_123);
    assert.deepEqual([chosen.port, chosen.publicUrl, chosen.deliveryUrl], [40_123, 'http://127.0.0.1:40123', 'http://127.0.0.1:40123']);
    const fixed = expectRead({ COMITY_PORT: '7101' });
    assert.equal(withPort(fixed, 40_123), fixed);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['COMITY_PORT', 'seven'],
    ['COMITY_PORT', '70000'],
    ['COMITY_PORT', '-1'],
    ['COMITY_PUBLIC_URL', 'comity.xa.example'],
    ['COMITY_PUBLIC_URL', 'ftp://xa.example'],
    ['COMITY_PUBLIC_URL', 'https://officer:secret@xa.example'],
    ['COMITY_DELIVERY_URL', 'https://xa.example/?to=elsewhere'],
    ['COMITY_LOG', 'verbose'],
    ['DATABASE_URL', 'mysql://xa.example'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${value}`, () => {
      const read = readConfiguration({ [name]: value });
      assert.ok(!read.ok);
      assert.deepEqual(
        [...new Set(read.issues.map((issue) => issue.path.replace('DELIVERY', 'PUBLIC')))],
        [name.replace('DELIVERY', 'PUBLIC')],
      );
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
