// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier as a page, opened from a disk in a real browser: the same verdict as `comity verify` on every bundle and change, no
 * word on the console, and no address asked.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildVerifierPage } from '../../src/cli/bundles/build-verifier-page.ts';
import type { Instant } from '../../src/kernel/index.ts';
import { digestOf, realSuites } from '../../src/seals/index.ts';
import { redactBundle, verifyBundle } from '../../src/verifier/index.ts';
import { sampleBundle, zipOf } from '../verifiers/sample-bundle.ts';
import { changesOf, seededNumbers, withNewLists } from '../verifiers/bundle-changes.ts';
import { seriousFindings } from './accessibility.ts';
import { chromiumPath, skipWithoutBrowser } from './demo-in-browser.ts';

describe('the verifier as a page', { skip: skipWithoutBrowser }, () => {
  const sample = sampleBundle('for the page');
  const other = sampleBundle('another for the page');
  const zip = zipOf(sample.files);
  const asked: string[] = [];
  const complaints: string[] = [];
  let folder = '';
  let browser: Browser;
  let page: Page;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-page-'));
    const file = path.join(folder, 'comity-verifier.html');
    await writeFile(file, await buildVerifierPage());
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function check(bytes: Uint8Array): Promise<string> {
    await page.evaluate(() => void delete document.body.dataset['verdict']);
    await page.setInputFiles('#file', { name: 'bundle.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) });
    await page.waitForSelector('body[data-verdict]', { timeout: 60_000 });
    return page.evaluate(() => document.body.dataset['verdict'] ?? '');
  }

  it('shows what is proven, what happened and that nothing is withheld, in the words of the command line', async () => {
    assert.equal(await check(zip), 'valid');
    const shown = (await page.textContent('#answer')) ?? '';
    const verdict = verifyBundle(zip, { suites: realSuites });
    for (const { what } of [...verdict.lines, ...verdict.timeline]) assert(shown.includes(what), what);
    assert.match(shown, /Nothing is withheld/);
    assert.deepEqual(await seriousFindings(page), []);
  });

  it('shows what a copy withholds, by whom and why', async () => {
    const withhold = [{ dispatch: 3, pointer: '/records/0/body', manner: 'withheld', reason: 'An <b>informant</b>.' }] as const;
    const copy = redactBundle(zip, { withhold, by: 'Clerk', at: '2026-12-01T09:00:00.000Z' as Instant, suites: realSuites });
    assert(copy.ok);
    assert.equal(await check(copy.value), 'valid');
    const shown = (await page.textContent('#answer')) ?? '';
    for (const text of ['/records/0/body', 'An <b>informant</b>.', 'Clerk', 'signed by nobody']) assert(shown.includes(text), text);
  });

  it('holds the files that travelled against the bundle, and refuses one that is none of them', async () => {
    const content = Buffer.from('statement of account '.repeat(90));
    const named = { digest: digestOf(content), size: content.length };
    const story = sampleBundle('a file for the page', { dispatch: (said, at) => (at === 2 ? { ...said, attachments: [named] } : said) });
    const give = async (...files: readonly Buffer[]): Promise<string> => {
      const given = files.map((buffer, index) => ({ name: `file ${index}.txt`, mimeType: 'text/plain', buffer }));
      await page.setInputFiles('#beside', given);
      return check(zipOf(story.files));
    };
    assert.equal(await give(), 'valid');
    assert.match((await page.textContent('#answer')) ?? '', /not compared: not given/);
    assert.equal(await give(content), 'valid');
    assert.match((await page.textContent('#answer')) ?? '', /file 0\.txt is it/);
    assert.equal(await give(Buffer.from(content).fill(0x20, 3, 4)), 'invalid');
    assert.match((await page.textContent('#answer')) ?? '', /none of the files of this bundle/);
    await page.setInputFiles('#beside', []);
  });

  it('gives the verdict of the command line on every change that is tried: seed "page"', async () => {
    const changes = changesOf(sample.files, other.files, seededNumbers('page'), 1);
    let tried = 0;
    for (const { what, files } of withNewLists(sample.files, changes)) {
      const bytes = zipOf(files);
      const expected = verifyBundle(bytes, { suites: realSuites });
      assert.equal(expected.isValid, false, what);
      assert.equal(await check(bytes), 'invalid', what);
      assert((await page.textContent('#answer'))?.includes(expected.issues[0]?.problem ?? '-'), what);
      tried += 1;
    }
    assert(tried > 60, `${tried} changes`);
  });

  it('asks a reader for the identities he knows, and holds the bundle against them', async () => {
    await page.fill('#expect', sample.xa.id);
    assert.equal(await check(zip), 'invalid');
    await page.fill('#expect', `${sample.xa.id}\n${sample.xb.id}`);
    assert.equal(await check(zip), 'valid');
  });

  it('has said nothing on the console and asked no address but its own file', () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      asked.filter((address) => !address.endsWith('comity-verifier.html')),
      [],
    );
  });
});
