// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys in the browser, with an authenticator that the browser plays itself: two registrars and an officer enrol one, the
 * officer signs in with it and approves a request with it, and the bundle proves that approval offline.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { approveAct, assertAccessible, choose, exportBundle, picture, signIn, skipWithoutBrowser, startDemo } from './demo-in-browser.ts';

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
    await playAuthenticator(approver);
    await step('the officer makes a passkey, which does not count yet', [approver], () => make(approver));
    const second = await signIn(demo, 'xa', demo.officer('xa', 'Ruben'));
    await step('another approver confirms it', [second], () => confirm(second));
    await step('the officer signs in with it, and nothing is typed', [approver], () => signInWithIt(approver));
    const preparer = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await step('a request is prepared', [preparer], () => prepare(preparer));
    await step('the officer approves it with the passkey', [approver], () => approve(approver));
    await step('the bundle proves by whose authenticator it was approved', [preparer, approver], () => prove(preparer, approver));
    const narrow = { width: 1024, colorScheme: 'dark' } as const;
    const auditor = await signIn(demo, 'xa', demo.officer('xa', 'Henrik'), narrow);
    await step('the screen holds at 1024 pixels and in the dark', [auditor], () => lookInTheDark(auditor));
  } finally {
    await demo.stop();
  }
});

/** A security key that the browser plays: it holds passkeys and verifies its person. */
async function playAuthenticator(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
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

async function approve(page: Page): Promise<void> {
  await open(page, '/approvals');
  await page.getByRole('link', { name: subject }).first().click();
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click();
  await page.getByText('Your browser asks for your authenticator.').waitFor();
  await picture(page, 'passkey-approve');
  await assertAccessible(page, 'approving with a passkey');
  await page.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Your approval is given.').first().waitFor();
  await page.getByText('sent the request').first().waitFor();
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
