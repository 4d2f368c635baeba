// SPDX-License-Identifier: Apache-2.0
/** What the doctor says of keys as years pass: ages, plans for sealing, roots in one hand, and missing backups. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { addMs, type Instant, issuesText, type Result } from '../../kernel/index.ts';
import {
  finishKeyProposal,
  type HeldKey,
  type KeyChange,
  makeAuthority,
  makeHeldKey,
  proposeKeyEvents,
  readRootFile,
  realSuites,
  rootFiles,
  signKeyProposal,
} from '../../seals/index.ts';
import { appendHistory, readAuthorityFiles, writeKeys } from '../../server/index.ts';
import { lookAtKeys } from './key-findings.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const made = '2026-01-05T09:00:00.000Z' as Instant;
const dayMs = 86_400_000;
const profile = {
  name: 'Securities Commission of Xandria',
  kind: 'securities-regulator',
  jurisdiction: 'XA',
  capabilities: ['files'],
  calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: [] },
  contact: '',
};

function value<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : issuesText(result.issues));
  return result.value;
}

describe('the doctor looks at keys', () => {
  let base = '';
  before(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'comity-doctor-'));
  });
  after(() => rm(base, { recursive: true, force: true }));

  /** An authority of its own in a folder of its own; the finding about a thing so many days later. */
  async function authority(name: string, roots = { rootCount: 3, threshold: 2 }) {
    const folder = path.join(base, name);
    const born = makeAuthority({ ...realSuites, random, createdAt: made, ...roots });
    await mkdir(folder);
    await appendHistory(folder, { from: 0, events: born.history });
    await writeKeys(folder, born.keys);
    await writeFile(path.join(folder, 'authority.json'), JSON.stringify(profile));
    const finding = async (about: string, days: number) => {
      const found = (await lookAtKeys({ folder }, addMs(made, days * dayMs))).find((one) => one.about === about);
      assert.ok(found !== undefined, `there is a finding about ${about}`);
      return found;
    };
    const change = async (content: KeyChange, days: number, newKeys: readonly HeldKey[]): Promise<void> => {
      await writeKeys(folder, { ...born.keys, waiting: newKeys });
      const { history } = value(await readAuthorityFiles(folder, random));
      let proposal = value(proposeKeyEvents(history, [content], { ...realSuites, at: addMs(made, days * dayMs) }));
      const { authorityId, suite, present, threshold } = born.roots;
      for (const file of rootFiles({ authorityId, suite, threshold, pairs: present }).slice(0, threshold))
        proposal = value(signKeyProposal(proposal, value(readRootFile(file, 'root')), realSuites.suite));
      await appendHistory(folder, { from: history.length, events: value(finishKeyProposal(history, proposal, realSuites)) });
    };
    return { finding, change };
  }

  test('a key is good for a year and some weeks, then to be replaced by the command that is named', async () => {
    const { finding, change } = await authority('ages');
    for (const purpose of ['dispatch', 'log', 'transport'] as const) {
      assert.equal((await finding(`key for ${purpose}`, 400)).state, 'good', purpose);
      const old = await finding(`key for ${purpose}`, 401);
      assert.deepEqual([old.state, old.sentence], ['warning', `401 days old. Replace it: ./comity keys rotate ${purpose}`]);
    }
    const fresh = makeHeldKey('log', { ...realSuites, random });
    await change({ kind: 'add-key', purpose: 'log', suite: fresh.suite, publicKey: fresh.publicKey }, 401, [fresh]);
    assert.equal((await finding('key for log', 410)).state, 'good', 'the newest counts');
    assert.equal((await finding('key for dispatch', 410)).state, 'warning');
  });

  test('one key for sealing without an end is used for a month at most; a plan is renewed two weeks before its end', async () => {
    const { finding, change } = await authority('plans');
    assert.deepEqual([(await finding('keys for sealing', 30)).state, (await finding('keys for sealing', 31)).state], ['good', 'warning']);
    const keys = [0, 1, 2, 3].map(() => makeHeldKey('seal', { ...realSuites, random }));
    const epochs = keys.map(({ suite, publicKey }, week) => {
      return { suite, publicKey, from: addMs(made, week * 7 * dayMs), until: addMs(made, (week + 1) * 7 * dayMs) };
    });
    await change({ kind: 'seal-epoch', epochs }, 0, keys);
    const states = await Promise.all([12, 14, 28, 29].map(async (days) => (await finding('keys for sealing', days)).state));
    assert.deepEqual(states, ['good', 'warning', 'warning', 'wrong']);
    assert.match((await finding('keys for sealing', 30)).sentence, /run out 2 days ago/);
  });

  test('one root alone is for trials', async () => {
    assert.equal((await (await authority('alone', { rootCount: 1, threshold: 1 })).finding('roots', 0)).state, 'warning');
    assert.equal((await (await authority('three')).finding('roots', 0)).state, 'good');
  });

  test('a backup that was never taken is missed, and nothing is said of a folder without an authority', async () => {
    assert.equal((await (await authority('no-backup')).finding('backup', 1)).state, 'warning');
    assert.deepEqual(await lookAtKeys({ folder: path.join(base, 'nothing') }, made), []);
  });
});
