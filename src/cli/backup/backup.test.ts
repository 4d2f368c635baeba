// SPDX-License-Identifier: Apache-2.0
//
// An operator's day, with the commands alone: an authority is made, backed up, lost, restored elsewhere, and goes on working after two
// holders of roots have said so. Each command is a process of its own, with a PostgreSQL of its own where it needs one.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRestore } from '../../server/index.ts';
import { removeDataFolder } from '../../server/postgres/index.ts';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));

describe('backup and restore by the commands', () => {
  let base = '';
  const place = (name: string): string => path.join(base, name);
  const environment = (folder: string) => ({
    PATH: process.env['PATH'],
    COMITY_FOLDER: place(folder),
    COMITY_PORT: '0',
    COMITY_PEER_PORT: '0',
  });
  before(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'comity-backup-cli-'));
    await chmod(base, 0o711);
  });
  after(async () => {
    for (const name of ['made', 'again']) await removeDataFolder(path.join(place(name), 'postgres'));
    await rm(base, { recursive: true, force: true });
  });

  function comity(folder: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...words], { env: environment(folder), cwd: base }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  }
  async function done(folder: string, ...words: string[]): Promise<string> {
    const { code, out, err } = await comity(folder, ...words);
    assert.equal(code, 0, `${words.join(' ')}: ${out}${err}`);
    return out;
  }

  it('an authority is made, and backed up for two custodians', async () => {
    const officer = ['--officer', 'Ada Quill', '--email', 'ada@xa.example'];
    const about = ['--name', 'Securities Commission of Xandria', '--jurisdiction', 'XA', '--kind', 'securities-regulator'];
    await done(
      'made',
      'init',
      ...about,
      '--time-zone',
      'Etc/GMT-2',
      '--capability',
      'files',
      '--contact',
      'cooperation@xa.example',
      ...officer,
    );
    const recipients: string[] = [];
    for (const name of ['ada.txt', 'bo.txt']) {
      const { recipient } = JSON.parse(await done('made', 'backup', 'key', '--out', place(name), '--json')) as { recipient: string };
      recipients.push('--recipient', recipient);
    }
    const written = await done('made', 'backup', ...recipients, '--out', place('xa.age'));
    assert.match(written, /xa\.age, \d+ bytes, sha256:[0-9a-f]{64}\nIt holds the log up to [1-9]\d* entries/);
    assert.equal((await comity('made', 'backup', ...recipients, '--out', place('xa.age'))).code, 3, 'nothing is overwritten');
  });

  it('either custodian can read it through; a changed or shortened one is found', async () => {
    for (const name of ['ada.txt', 'bo.txt'])
      assert.match(await done('made', 'backup', 'check', place('xa.age'), '--identity', place(name)), /^It is whole: ca1/);
    const bytes = await readFile(place('xa.age'));
    const changed = Buffer.from(bytes);
    changed[bytes.length - 40] = (changed[bytes.length - 40] ?? 0) ^ 1;
    for (const [name, spoilt] of [
      ['changed.age', changed],
      ['short.age', bytes.subarray(0, bytes.length - 100)],
    ] as const) {
      await writeFile(place(name), spoilt);
      const { code, err } = await comity('made', 'backup', 'check', place(name), '--identity', place('ada.txt'));
      assert.deepEqual([code, /changed or is cut off|ends before/.test(err)], [1, true], `${name}: ${err}`);
    }
    const { code } = await comity('again', 'restore', place('changed.age'), '--identity', place('ada.txt'));
    assert.equal(code, 1, 'it is not restored in part');
  });

  it('it is restored elsewhere, where no authority lives', async () => {
    const onto = await comity('made', 'restore', place('xa.age'), '--identity', place('ada.txt'));
    assert.deepEqual([onto.code, /An authority lives in this folder already/.test(onto.err)], [1, true]);
    const said = await done('again', 'restore', place('xa.age'), '--identity', place('bo.txt'));
    assert.match(said, /is restored as of .*: \d+ rows, 0 attachments, and a log of \d+ entries,\nwhich was computed again/);
    assert.notEqual(await readRestore(place('again')), null);
  });

  it('the restored server only looks, until two roots have said that it came back; then it goes on', async () => {
    const env = { ...environment('again'), COMITY_LOG: 'error' };
    const child = spawn(process.execPath, [program, 'serve', '--no-web', '--json'], {
      env,
      cwd: base,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => [''])])) as [string];
      assert.match(line, /"ready":true/);
      await done('again', 'keys', 'propose', 'restore', '--out', place('return.json'));
      const unsigned = await comity('again', 'keys', 'apply', place('return.json'));
      assert.notEqual(unsigned.code, 0, 'without signatures nothing is applied');
      for (const root of ['present-1.json', 'present-2.json'])
        await done('made', 'keys', 'sign', place('return.json'), '--root', path.join(place('made'), 'roots', root));
      assert.notEqual(await readRestore(place('again')), null, 'it still only looks');
      await done('again', 'keys', 'apply', place('return.json'));
      for (let waitedMs = 0; (await readRestore(place('again'))) !== null; waitedMs += 100) {
        assert.ok(waitedMs < 20_000, 'the running server goes on by itself');
        await delay(100);
      }
      assert.match(await done('again', 'keys', 'show'), /restore/);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });
});
