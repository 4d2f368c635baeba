// SPDX-License-Identifier: Apache-2.0
/**
 * The first day of two authorities that made themselves with `comity init`: their administrators join them in the browser.
 *
 * Invitations are taken to the other side, the sixty digits compared by two officers of each, an agreement stored, signed by
 * both, and in force.
 * Everything goes by files that a person carries, as it would on that day.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { demoAgreement, knownAgreement, type Party, readParty } from '../../src/agreements/index.ts';
import { partyOf, readInvitation } from '../../src/exchange/index.ts';
import { instantFromMs } from '../../src/kernel/index.ts';
import { realSuites } from '../../src/seals/index.ts';
import { assertAccessible, codeOf, type DemoOfficer, launchBrowser, picture, signInAt, skipWithoutBrowser } from './demo-in-browser.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const madeSchema = z.object({ officer: z.object({ password: z.string(), authenticatorSecret: z.string() }) });

interface OwnAuthority {
  readonly name: string;
  readonly address: string;
  readonly officer: DemoOfficer;
  readonly folder: string;
  readonly server: ChildProcess;
}

test('two new authorities are joined by their administrators in the browser', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const browser = await launchBrowser();
  const made: OwnAuthority[] = [];
  try {
    made.push(await makeAuthority('Securities Commission of Quarn', 'XQ', 'securities-regulator', 7801));
    made.push(await makeAuthority('Financial Intelligence Unit of Ruvia', 'XR', 'financial-intelligence-unit', 7802));
    const [left, right] = await Promise.all(made.map(async (authority) => enter(browser, authority)));
    assert.ok(left !== undefined && right !== undefined);
    const parties: Party[] = [];
    await t.test('each takes in the invitation of the other', async () => {
      const [leftFile, rightFile] = [await ownInvitation(left), await ownInvitation(right)];
      parties.push(await readInvited(leftFile), await readInvited(rightFile));
      await takeIn(left, rightFile);
      await takeIn(right, leftFile);
    });
    const seconds = await Promise.all([addApprover(browser, left, made[0]), addApprover(browser, right, made[1])]);
    await t.test('both see the same sixty digits, two officers of each confirm them, and they are live', async () => {
      const digits = [await openFingerprint(left, 'Ruvia'), await openFingerprint(right, 'Quarn')];
      assert.match(digits[0] ?? '', /^\d{60}$/);
      assert.equal(digits[0], digits[1]);
      await picture(left, 'fingerprint');
      await assertAccessible(left, 'fingerprint');
      await confirm(left);
      await confirm(right);
      await picture(left, 'fingerprint-waits');
      await assertAccessible(left, 'fingerprint, waiting for the second officer');
      for (const second of seconds) await confirmAsSecond(second);
      await Promise.all([left, right].map((page) => page.getByText('Live', { exact: true }).nth(1).waitFor()));
    });
    await t.test('an agreement is stored, signed by both and in force', async () => {
      const agreement = knownAgreement(demoAgreement({ parties, inForceFrom: instantFromMs(Date.now() - 60_000) }));
      const signed = [await storeAndSign(left, agreement.bytes), await storeAndSign(right, agreement.bytes)];
      await admit(left, signed[1] ?? '');
      await admit(right, signed[0] ?? '');
      await picture(left, 'agreement-in-force');
      await assertAccessible(left, 'agreements');
    });
    await t.test('the administrator sees the own keys, and those of the peer', async () => {
      await left.goto(new URL('/keys', left.url()).href);
      await left.getByRole('table', { name: 'Key history' }).waitFor();
      await picture(left, 'keys');
      await assertAccessible(left, 'own keys');
      await openFingerprint(left, 'Ruvia');
      await left.getByRole('table', { name: 'Key history' }).waitFor();
      await picture(left, 'peer-keys');
      await assertAccessible(left, 'keys of a peer');
    });
  } finally {
    await browser.close();
    for (const authority of made) {
      authority.server.kill('SIGINT');
      await new Promise((resolve) => authority.server.once('exit', resolve));
      await rm(authority.folder, { recursive: true, force: true });
    }
  }
});

async function makeAuthority(name: string, jurisdiction: string, kind: string, port: number): Promise<OwnAuthority> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-own-'));
  const environment = { ...process.env, COMITY_FOLDER: path.join(folder, 'authority'), COMITY_PORT: String(port), COMITY_LOG: 'error' };
  const email = `first@${jurisdiction.toLowerCase()}.example`;
  const words = ['--name', name, '--jurisdiction', jurisdiction, '--kind', kind, '--time-zone', 'Etc/GMT-2', '--capability', 'files'];
  const rest = ['--contact', email, '--officer', 'First Officer', '--email', email, '--json'];
  const init = spawnSync(process.execPath, [main, 'init', ...words, ...rest], { env: environment, encoding: 'utf8' });
  assert.equal(init.status, 0, init.stdout + init.stderr);
  const { officer } = madeSchema.parse(JSON.parse(init.stdout));
  const server = spawn(process.execPath, [main, 'serve'], { env: environment, stdio: 'ignore' });
  const address = `http://${jurisdiction.toLowerCase()}.localhost:${port}`;
  for (let look = 0; look < 300; look++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok === true) return { name, address, folder, server, officer: { name: 'First Officer', email, ...officer } };
    await delay(100);
  }
  throw new Error(`the server of ${name} did not start`);
}

async function enter(browser: Browser, authority: OwnAuthority): Promise<Page> {
  return signInAt(browser, authority.address, { ...authority.officer, code: () => codeOf(authority.officer) }, {});
}

async function ownInvitation(page: Page): Promise<string> {
  await page.goto(new URL('/peers', page.url()).href);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Own invitation' }).first().click(),
  ]);
  return download.path();
}

async function readInvited(file: string): Promise<Party> {
  const read = readInvitation(new Uint8Array(await readFile(file)), realSuites);
  assert.ok(read.ok);
  const party = readParty(partyOf(read.value.invitation), 'invitation');
  assert.ok(party.ok);
  return party.value;
}

async function takeIn(page: Page, file: string): Promise<void> {
  await choose(page, 'Add peer', { name: 'invitation.json', mimeType: 'application/json', buffer: await readFile(file) });
  await page.getByText('Fingerprint').first().waitFor();
}

async function openFingerprint(page: Page, name: string): Promise<string> {
  await page.goto(new URL('/peers', page.url()).href);
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  return ((await page.getByRole('list', { name: 'Fingerprint' }).textContent()) ?? '').replace(/\D/g, '');
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /compared all sixty digits/ }).check();
  await page.getByRole('button', { name: 'Confirm the fingerprint' }).click();
  await page.getByText('A second officer is still to confirm this fingerprint').first().waitFor();
}

interface Second {
  readonly page: Page;
  readonly officer: DemoOfficer;
}

/** The administrator adds an officer who approves, and hands over what is shown once. */
async function addApprover(browser: Browser, page: Page, authority: OwnAuthority | undefined): Promise<Second> {
  assert.ok(authority !== undefined);
  const email = authority.officer.email.replace('first', 'second');
  await page.goto(new URL('/officers', page.url()).href);
  await page.getByRole('button', { name: 'Add officer' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Second Officer');
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByRole('checkbox', { name: /^Approver/ }).check();
  await dialog.getByRole('checkbox', { name: /^Preparer/ }).uncheck();
  await dialog.getByRole('button', { name: 'Add officer' }).click();
  await dialog.getByText('Shown once').waitFor();
  const [password = '', authenticatorSecret = ''] = await dialog.locator('code').allTextContents();
  const officer = { name: 'Second Officer', email, password, authenticatorSecret };
  await dialog.getByRole('button', { name: 'Handed over' }).click();
  return { page: await signInAt(browser, authority.address, { ...officer, code: () => codeOf(officer) }, {}), officer };
}

/** Compares the digits as well, and approves with the next code. */
async function confirmAsSecond({ page, officer }: Second): Promise<void> {
  await page.goto(new URL('/approvals', page.url()).href);
  await page.getByRole('button', { name: /^Decide: Confirmation of a peer/ }).waitFor();
  await picture(page, 'approvals-peer');
  await assertAccessible(page, 'approvals, a peer to confirm');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /compared all sixty digits/ }).check();
  await dialog.getByLabel('Digit 1').click();
  await picture(page, 'approvals-peer-decide');
  await assertAccessible(page, 'approvals, deciding on a peer');
  await page.keyboard.type(codeOf(officer, 1));
  await dialog.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Approved and carried out.').first().waitFor();
  await page.getByText('Nothing waits for an approval').waitFor();
  await assertAccessible(page, 'approvals, none');
}

/** Stores the text, signs it, and gives the file with our signature. */
async function storeAndSign(page: Page, bytes: Uint8Array): Promise<string> {
  await page.goto(new URL('/agreements', page.url()).href);
  await choose(page, 'Import agreement', { name: 'agreement.json', mimeType: 'application/json', buffer: Buffer.from(bytes) });
  await page
    .getByRole('link', { name: /Arrangement/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('button', { name: 'Sign for the authority' }).click();
  await page.getByText('Partly signed').first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Signed file' }).click()]);
  return download.path();
}

async function admit(page: Page, file: string): Promise<void> {
  await page.goto(new URL('/agreements', page.url()).href);
  await choose(page, 'Import signatures', { name: 'signed.json', mimeType: 'application/json', buffer: await readFile(file) });
  await page.getByText('In force', { exact: true }).nth(1).waitFor();
}

async function choose(page: Page, button: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).first().click()]);
  await chooser.setFiles(file);
}
