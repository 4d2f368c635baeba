// SPDX-License-Identifier: Apache-2.0
// Settings for NATS: nothing crosses a network in the clear, secrets lie in files, and every wrong setting is named without its value.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { issuesText } from '../../kernel/index.ts';
import { readNatsSettings } from './nats-settings.ts';

describe('settings for NATS', () => {
  let folder = '';
  let secret = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-nats-settings-'));
    secret = path.join(folder, 'password');
    await writeFile(secret, 'open sesame\n');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('without any it is the server of this machine, without a user', async () => {
    const read = await readNatsSettings({});
    assert.deepEqual(read, { ok: true, value: { url: '127.0.0.1:4222', credentials: null, user: null, tls: null } });
  });

  test('another machine is reached by TLS, with a user whose password lies in a file', async () => {
    const read = await readNatsSettings({
      COMITY_NATS_URL: 'tls://nats.example:5222',
      COMITY_NATS_USER: 'worker',
      COMITY_NATS_PASSWORD_FILE: secret,
    });
    const user = { name: 'worker', password: 'open sesame' };
    assert.deepEqual(read, { ok: true, value: { url: 'nats.example:5222', credentials: null, user, tls: {} } });
  });

  const refused: readonly (readonly [string, () => Record<string, string>, RegExp])[] = [
    ['another machine in the clear', () => ({ COMITY_NATS_URL: 'nats://nats.example:4222' }), /COMITY_NATS_URL/],
    ['a password in the address', () => ({ COMITY_NATS_URL: 'tls://worker:sesame@nats.example' }), /COMITY_NATS_PASSWORD_FILE/],
    ['a user without a password', () => ({ COMITY_NATS_USER: 'worker' }), /belong together/],
    ['a password without a user', () => ({ COMITY_NATS_PASSWORD_FILE: secret }), /belong together/],
    ['a file that is not there', () => ({ COMITY_NATS_CREDENTIALS: path.join(folder, 'none') }), /COMITY_NATS_CREDENTIALS/],
    ['a certificate without its key', () => ({ COMITY_NATS_CERT: secret }), /belong together/],
  ];
  for (const [what, environment, said] of refused) {
    test(`${what} is refused, and no secret is said`, async () => {
      const read = await readNatsSettings(environment());
      assert.ok(!read.ok);
      assert.match(issuesText(read.issues), said);
      assert.doesNotMatch(issuesText(read.issues), /sesame/);
    });
  }
});
