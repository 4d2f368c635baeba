// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys in the browser, with an authenticator that the browser plays itself: two registrars and an officer enrol one, the
 * officer signs in with it, reads on a telephone what the desk is about to have signed and approves it there, and the bundle proves
 * that approval offline. An officer who has shown no passkey for a while is asked for it before what decides something.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import {
  approveAct,
  assertAccessible,
  choose,
  codeOf,
  type Demo,
  type DemoOfficer,
  exportBundle,
  picture,
  signIn,
  skipWithoutBrowser,
  startDemo,
} from './demo-in-browser.ts';

const subject = 'Passkey Trading Ltd';

test('an officer enrols a passkey, signs in and approves with it', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await startDemo();
  let isBroken = false;
  const step = async (name: string, pages: readonly Page[], work: () => Promise<void>): Promise<void> => {
    await t.test(name, { skip: isBroken ? 'an earlier step failed' : false }, async () => {
      isBroken = true;
      await work().catch(async (error: unknown) => {
        for (const [index, page] of pages.entries()) await picture(page, `passkey-failed-${index}`);
        throw error;
      });
      isBroken = false;
    });
  };
  try {
    const administrator = await signIn(demo, 'xa', demo.officer('xa', 'Ada'));
    await step('an administrator invites', [administrator], () => invite(administrator));
    const approver = await signIn(demo, 'xa', demo.officer('xa', 'Ines'));
    const key = await playAuthenticator(approver);
    await step('the officer makes a passkey, which does not count yet', [approver], () => make(approver));
    const second = await signIn(demo, 'xa', demo.officer('xa', 'Ruben'));
    await step('another approver confirms it', [second], () => confirm(second));
    await step('the officer signs in with it, and nothing is typed', [approver], () => signInWithIt(approver));
    const preparer = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await step('a request is prepared', [preparer], () => prepare(preparer));
    const telephone = await openTelephone(demo);
    await step('the officer reads on a telephone what the desk has signed, and approves it there', [approver, telephone.page], () =>
      approveOnTelephone(approver, key, telephone),
    );
    await step('the bundle proves by whose authenticator it was approved', [preparer, approver], () => prove(preparer, approver));
    const narrow = { width: 1024, colorScheme: 'dark' } as const;
    const auditor = await signIn(demo, 'xa', demo.officer('xa', 'Henrik'), narrow);
    await step('before what decides something, an officer who has shown no passkey is asked for it', [approver, second], () =>
      beAsked(demo.officer('xa', 'Ines'), { administrator, approver, second }),
    );
    await step('the screen holds at 1024 pixels and in the dark', [auditor], () => lookInTheDark(auditor));
  } finally {
    await demo.stop();
  }
});

interface PlayedKey {
  readonly debug: CDPSession;
  readonly authenticatorId: string;
}

/** A security key that the browser plays: it holds passkeys and verifies its person. */
async function playAuthenticator(page: Page): Promise<PlayedKey> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { debug, authenticatorId };
}

/** The key is taken from one device to the other, with its count. */
async function moveKey(from: PlayedKey, to: PlayedKey): Promise<void> {
  const { credentials } = await from.debug.send('WebAuthn.getCredentials', { authenticatorId: from.authenticatorId });
  await from.debug.send('WebAuthn.clearCredentials', { authenticatorId: from.authenticatorId });
  for (const credential of credentials) {
    await to.debug.send('WebAuthn.addCredential', { authenticatorId: to.authenticatorId, credential });
  }
}

interface Telephone {
  readonly page: Page;
  readonly key: PlayedKey;
}

/** A device of its own, 390 pixels wide, on which nobody is signed in. */
async function openTelephone(demo: Demo): Promise<Telephone> {
  const context = await demo.browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, key: await playAuthenticator(page) };
}

async function open(page: Page, place: string): Promise<void> {
  await page.goto(new URL(place, page.url()).href);
}

async function invite(page: Page): Promise<void> {
  await open(page, '/officers');
  await page.getByRole('button', { name: 'Change Ines Okonjo' }).click();
  await page.getByRole('button', { name: 'Invite to enrol a passkey' }).click();
  await page.getByText('Ines Okonjo is invited').first().waitFor();
  await picture(page, 'passkey-invite');
}

async function make(page: Page): Promise<void> {
  await open(page, '/passkeys');
  await page.getByText('You have no passkey yet.').waitFor();
  await assertAccessible(page, 'passkeys, none');
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByLabel('Name').fill('The key on my ring');
  await page.keyboard.press('Enter');
  await page.getByText('The key on my ring').first().waitFor();
  await page.getByText('To be confirmed', { exact: true }).first().waitFor();
  await picture(page, 'passkey-made');
  await assertAccessible(page, 'passkeys, one that waits');
}

async function confirm(page: Page): Promise<void> {
  await open(page, '/passkeys');
  await page.getByRole('button', { name: 'Confirm the passkey of Ines Okonjo' }).click();
  await page.getByText('The passkey of Ines Okonjo counts from now on.').first().waitFor();
  await picture(page, 'passkey-confirmed');
  await assertAccessible(page, 'passkeys, confirmed');
}

async function signInWithIt(page: Page): Promise<void> {
  await page.context().clearCookies();
  await open(page, '/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  await picture(page, 'passkey-sign-in');
  await assertAccessible(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('navigation').first().waitFor();
}

async function prepare(page: Page): Promise<void> {
  await open(page, '/compose');
  await choose(page, /Authority asked/, /Xebria/);
  await choose(page, /Kind of assistance/, /Suspicious-transaction reports/);
  await choose(page, /Purpose of the use/, /administrative enforcement/i);
  await page.getByRole('textbox', { name: /^Subject/ }).fill(subject);
  for (const name of [/^Facts/, /^Why it will help/, /^Legal provisions/, /^Likely holder/, /^Period/]) {
    await page.getByRole('textbox', { name }).fill('Accounts traded with each other at rising prices in March 2026.');
  }
  await page.getByText('Ready to submit').first().waitFor();
  await page.getByRole('button', { name: 'Submit for approval' }).first().click();
  await page.getByText('Awaiting approval').first().waitFor();
}

async function approveOnTelephone(desk: Page, key: PlayedKey, { page, key: pocket }: Telephone): Promise<void> {
  await open(desk, '/approvals');
  await desk.getByRole('link', { name: subject }).first().click();
  await desk
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click();
  await desk.getByText('Your browser asks for your authenticator.').waitFor();
  await assertAccessible(desk, 'approving with a passkey');
  await desk.getByRole('button', { name: 'Check it on a second device' }).click();
  const address = await desk.getByText(/\/review\/[a-z2-7]{4}-[a-z2-7]{4}$/).innerText();
  const code = address.slice(-9);
  await desk.getByText('Not read on another device yet.').waitFor();
  await picture(desk, 'passkey-approve');
  await assertAccessible(desk, 'where to read it');
  await moveKey(key, pocket);
  await page.goto(address);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('This device computed the digest from the text below').waitFor();
  assert.ok(await page.getByText(code, { exact: true }).first().isVisible());
  await page.getByText('Accounts traded with each other at rising prices in March 2026.').first().waitFor();
  await picture(page, 'review-telephone');
  await assertAccessible(page, 'the exact text on a telephone');
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  assert.equal(wide, 390, 'nothing stands beside the screen of a telephone');
  await desk.getByText(/^Read on another device on/).waitFor();
  await picture(desk, 'review-read');
  await page.getByRole('link', { name: 'All that is about to be approved' }).click();
  await page.getByRole('link', { name: new RegExp(code) }).click();
  await page.getByRole('button', { name: 'Approve here' }).click();
  await page.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Approved on this device.').waitFor();
  await page.getByRole('link', { name: 'All that is about to be approved' }).click();
  await page.getByText('No device is about to have anything approved by you').waitFor();
  await page.getByText(new RegExp(`Request · ${code}`)).waitFor();
  await picture(page, 'review-list');
  await assertAccessible(page, 'the list on a telephone');
  await moveKey(pocket, key);
}

interface Pages {
  readonly administrator: Page;
  readonly approver: Page;
  readonly second: Page;
}

/** Ruben makes a passkey; Ines, who came in with a code since she may enrol another one, is to confirm it. */
async function beAsked(ines: DemoOfficer, { administrator, approver, second }: Pages): Promise<void> {
  await open(administrator, '/officers');
  for (const name of ['Ruben', 'Ines Okonjo']) {
    await administrator.getByRole('button', { name: new RegExp(`^Change ${name}`) }).click();
    await administrator.getByRole('button', { name: 'Invite to enrol a passkey' }).click();
    await administrator
      .getByText(new RegExp(`^${name}.* is invited`))
      .first()
      .waitFor();
    await administrator.keyboard.press('Escape');
    await administrator.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await playAuthenticator(second);
  await open(second, '/passkeys');
  await second.getByRole('button', { name: 'Make a passkey' }).click();
  await second.getByLabel('Name').fill('A key of Ruben');
  await second.keyboard.press('Enter');
  await second.getByText('To be confirmed', { exact: true }).first().waitFor();
  await approver.context().clearCookies();
  await open(approver, '/sign-in');
  await approver.getByLabel('E-mail address').fill(ines.email);
  await approver.locator('input[type=password]').first().fill(ines.password);
  await approver.getByLabel('Code of your authenticator').fill(codeOf(ines, 1));
  await approver.getByRole('button', { name: 'Sign in', exact: true }).click();
  await approver.getByRole('navigation').first().waitFor();
  await open(approver, '/passkeys');
  await approver.getByRole('button', { name: /^Confirm the passkey of Ruben/ }).click();
  const dialog = approver.getByRole('dialog', { name: 'Show that it is you' });
  await dialog.waitFor();
  await picture(approver, 'step-up');
  await assertAccessible(approver, 'the question who it is');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.ok(await approver.getByRole('button', { name: /^Confirm the passkey of Ruben/ }).isVisible(), 'nothing was done');
  await approver.getByRole('button', { name: /^Confirm the passkey of Ruben/ }).click();
  await dialog.getByRole('button', { name: 'Show it' }).click();
  await approver
    .getByText(/^The passkey of Ruben .* counts from now on\.$/)
    .first()
    .waitFor();
}

async function prove(page: Page, approver: Page): Promise<void> {
  await page.getByText('sent the request').first().waitFor();
  const download = await exportBundle(page, () => approveAct(approver, /^Decide: Evidence bundle/, null));
  const verdict = verifyBundle(new Uint8Array(await readFile(await download.path())), { suites: realSuites });
  assert.deepEqual(verdict.issues, []);
  const said = verdict.lines.map((line) => line.what);
  assert.ok(
    said.some((what) => /approved by 1 officer other than its preparer, each with an authenticator of their own/.test(what)),
    said.join('\n'),
  );
}

async function lookInTheDark(page: Page): Promise<void> {
  await open(page, '/passkeys');
  await page.getByText('Ines Okonjo').first().waitFor();
  await picture(page, 'passkeys-dark');
  await assertAccessible(page, 'passkeys in the dark');
}
