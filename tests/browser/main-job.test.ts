// SPDX-License-Identifier: Apache-2.0
/**
 * The main job in a real browser, officer to officer: ask, approve, acknowledge, answer, use, prove.
 *
 * Five officers of two authorities, each in a window of their own. Pictures are kept where COMITY_PICTURES says.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import {
  approveAct,
  approveStep,
  assertAccessible,
  choose,
  codeOf,
  type Demo,
  exportBundle,
  picture,
  signIn,
  skipWithoutBrowser,
  startDemo,
} from './demo-in-browser.ts';
import { type SecondOfficer, withholdInBundle } from './withheld-bundle.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const subject = 'Meridian Tide Exchange Ltd';

test('two authorities do the whole job in the browser', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await startDemo();
  // Each step stands on the one before; where one fails, the rest would only fail after it.
  let isBroken = false;
  const step = async (name: string, pages: readonly Page[], work: () => Promise<void>): Promise<void> => {
    await t.test(name, { skip: isBroken ? 'an earlier step failed' : false }, async () => {
      isBroken = true;
      await work().catch(async (error: unknown) => {
        for (const [index, page] of pages.entries()) await picture(page, `failed-${index}`);
        throw error;
      });
      isBroken = false;
    });
  };
  try {
    const preparer = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await step('the verdict stands beside the form and says what is missing', [preparer], () => composeRequest(preparer));
    await step('the preparer submits and cannot approve', [preparer], () => submitRequest(preparer));
    const approver = await signIn(demo, 'xa', demo.officer('xa', 'Ines'));
    await step('a second officer approves, and it is sent', [approver], () => approve(approver, demo, 'xa', 'Ines', 'request'));
    const answering = await signIn(demo, 'xb', demo.officer('xb', 'Oskar'));
    await step('the other authority finds it in its inbox and acknowledges', [answering], () => acknowledge(answering));
    await step('it replies with a record of its own', [answering], () => reply(answering));
    const releasing = await signIn(demo, 'xb', demo.officer('xb', 'Yara'));
    await step('its second officer approves the reply', [releasing], () => approve(releasing, demo, 'xb', 'Yara', 'reply'));
    await step('the record opens for the purpose of the request and is refused for another', [preparer], () => useRecord(preparer));
    await step('the evidence bundle is proven offline, and one flipped byte is found', [preparer], () => proveCase(preparer, demo));
    await step('a bundle shows less, as a second officer approves it, and says so', [preparer, approver], () =>
      withhold(preparer, { page: approver, code: () => codeOf(demo.officer('xa', 'Ines'), 1) }),
    );
    await step('every screen works for people who cannot see it well', [preparer, answering], () => lookAround(preparer, answering));
    const look = { width: 1024, colorScheme: 'dark' } as const;
    const [keeping, running] = [
      await signIn(demo, 'xa', demo.officer('xa', 'Teodor'), look),
      await signIn(demo, 'xa', demo.officer('xa', 'Ada'), look),
    ];
    await step('the workplace holds at 1024 pixels and in the dark', [keeping, running], () => lookInTheDark(keeping, running));
  } finally {
    await demo.stop();
  }
});

async function composeRequest(page: Page): Promise<void> {
  await page.goto(new URL('/compose', page.url()).href);
  await choose(page, /Authority asked/, /Xebria/);
  await choose(page, /Kind of assistance/, /Suspicious-transaction reports/);
  await choose(page, /Purpose of the use/, /administrative enforcement/i);
  await page.getByText('More is needed').first().waitFor();
  await picture(page, 'compose-missing');
  await page.getByRole('textbox', { name: /^Subject/ }).fill(subject);
  await page
    .getByRole('textbox', { name: /^Facts/ })
    .fill(
      'Between 2 and 20 March 2026 accounts at this exchange traded with each other in XTD at rising prices. Two of them are held by residents of Xandria.',
    );
  await page
    .getByRole('textbox', { name: /^Why it will help/ })
    .fill('The reports would show who ordered the trades and where the proceeds went.');
  for (const name of [/^Legal provisions/, /^Likely holder/, /^Period/]) {
    await page
      .getByRole('textbox', { name })
      .fill(name.source === '^Period' ? '1 March to 30 April 2026' : 'Markets Act of Xandria, section 14 (manipulation)');
  }
  await fillParticulars(page);
  await page.getByText('Ready to submit').first().waitFor();
  await page.getByRole('heading', { level: 1 }).first().scrollIntoViewIfNeeded();
  await picture(page, 'compose');
  await assertAccessible(page, 'compose');
}

/** The fields of the form beside its texts; a request for a statement has the checklist of the standards. */
async function fillParticulars(page: Page): Promise<void> {
  await choose(page, /Kind of assistance/, /^Taking of a statement/);
  const checklist = page.getByRole('group', { name: /How the statement is taken/ });
  await choose(page, /^Capacity of the person/, /Witness/);
  await checklist.getByRole('textbox', { name: /^Rights of the person/ }).fill('She need not incriminate herself.');
  await assertAccessible(page, 'compose a request for a statement');
  await picture(page, 'compose-statement');
  await checklist.getByRole('textbox', { name: /^Rights of the person/ }).fill('');
  await choose(page, /Kind of assistance/, /Suspicious-transaction reports/);
  await page.getByRole('textbox', { name: /^Information sought/ }).fill('Who ordered the trades of the two accounts.');
  await page.getByRole('button', { name: 'Add a person or firm' }).click();
  const person = page.getByRole('region', { name: 'Person 1' });
  await person.getByRole('textbox', { name: 'Name', exact: true }).fill('Ida Brannock');
  await person.getByRole('button', { name: 'Add a number' }).click();
  await person.getByRole('textbox', { name: 'Number', exact: true }).fill('4471902');
  await picture(page, 'compose-person');
}

async function submitRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit for approval' }).first().click();
  await page.getByText('Awaiting approval').first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^Approve/ }).count(), 0);
  await picture(page, 'case-awaiting');
}

async function approve(page: Page, demo: Demo, authority: string, firstName: string, kind: 'request' | 'reply'): Promise<void> {
  await approveStep(page, subject, codeOf(demo.officer(authority, firstName), 1));
  await page
    .getByText(kind === 'request' ? 'sent the request' : 'replied')
    .first()
    .waitFor();
  await picture(page, `case-approved-${kind}`);
}

async function acknowledge(page: Page): Promise<void> {
  await page.goto(new URL('/inbox', page.url()).href);
  await page
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .waitFor({ timeout: 20_000 });
  await picture(page, 'inbox');
  await assertAccessible(page, 'inbox');
  await page
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .click();
  await page.getByText('Ida Brannock; Registration number 4471902').first().waitFor();
  await page.getByRole('button', { name: 'Acknowledge' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Note/ }).fill('We are searching our reports.');
  await dialog.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText('Acknowledged').first().waitFor();
  const messages = page.getByRole('region', { name: 'ISO 20022' });
  await messages.getByRole('button', { name: /^Save auth.003/ }).scrollIntoViewIfNeeded();
  await picture(page, 'case-iso20022');
  await picture(page, 'case-requested');
}

async function reply(page: Page): Promise<void> {
  await page.goto(new URL('/records', page.url()).href);
  await choose(page, /Purpose/, /analysis by a financial intelligence unit/i);
  await page.getByRole('textbox', { name: 'Name, number or word' }).fill('Meridian');
  await page.keyboard.press('Enter');
  await page
    .getByRole('checkbox', { name: /^Choose / })
    .first()
    .check();
  await choose(page, /^Request$/, new RegExp(subject));
  await picture(page, 'records-answer-a-request');
  await page.getByRole('button', { name: 'Begin the reply' }).click();
  await page.getByText('1 record chosen').waitFor();
  await page.getByRole('textbox', { name: 'Text of the reply' }).fill('One of the reports we hold on this exchange.');
  await picture(page, 'reply');
  await assertAccessible(page, 'reply');
  await page.getByRole('button', { name: 'Prepare reply' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function useRecord(page: Page): Promise<void> {
  await page
    .getByText(/1 record received/)
    .first()
    .waitFor({ timeout: 20_000 });
  await picture(page, 'case-answered');
  await page.locator('a[href*="/records/"]').first().click();
  await choose(page, /Purpose/, /^tax$/i);
  await page.getByRole('button', { name: 'Use the record' }).click();
  await page.getByText('This use is not permitted').waitFor();
  await picture(page, 'use-refused');
  await choose(page, /Purpose/, /administrative enforcement/i);
  await page.getByRole('button', { name: 'Use the record' }).click();
  await page.getByText(/Opened for administrative enforcement/i).waitFor();
  await picture(page, 'record');
  await assertAccessible(page, 'record');
}

async function proveCase(page: Page, demo: Demo): Promise<void> {
  await page.goto(new URL('/sent', page.url()).href);
  await page
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .click();
  const second = demo.officer('xa', 'Ruben');
  const download = await exportBundle(page, async () => {
    await picture(page, 'bundle-waits');
    await assertAccessible(page, 'a case whose bundle waits');
    await approveAct(await signIn(demo, 'xa', second), /^Decide: Evidence bundle/, codeOf(second, 1));
  });
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'comity-bundle-')), 'bundle.zip');
  await download.saveAs(file);
  const verify = () => spawnSync(process.execPath, [main, 'verify', file], { encoding: 'utf8' });
  const good = verify();
  assert.equal(good.status, 0, good.stdout + good.stderr);
  const bytes = await readFile(file);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(file, bytes);
  assert.equal(verify().status, 1);
}

async function withhold(page: Page, second: SecondOfficer): Promise<void> {
  await withholdInBundle(page, second, async (save) => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'comity-bundle-')), 'less.zip');
    await save(file);
    const verified = spawnSync(process.execPath, [main, 'verify', file], { encoding: 'utf8' });
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    return verified.stdout;
  });
}

async function lookInTheDark(keeping: Page, running: Page): Promise<void> {
  const screens: readonly (readonly [Page, string])[] = [
    [keeping, '/compose'],
    [keeping, '/sent'],
    [keeping, '/records'],
    [running, '/officers'],
    [running, '/peers'],
    [running, '/audit'],
    [running, '/agreements'],
    [running, '/keys'],
    [running, '/approvals'],
  ];
  await visit(screens, 'dark');
  await running.goto(new URL('/peers', running.url()).href);
  await running
    .getByRole('link', { name: /Xebria/ })
    .first()
    .click();
  await running.getByRole('table', { name: 'Key history' }).waitFor();
  await picture(running, 'dark-peer');
  await assertAccessible(running, 'a peer and its key history');
}

async function lookAround(asking: Page, answering: Page): Promise<void> {
  const screens: readonly (readonly [Page, string])[] = [
    [asking, '/sent'],
    [asking, '/approvals'],
    [asking, '/records'],
    [asking, '/agreements'],
    [asking, '/peers'],
    [answering, '/records/imports'],
  ];
  await visit(screens, 'screen');
}

async function visit(screens: readonly (readonly [Page, string])[], name: string): Promise<void> {
  for (const [page, address] of screens) {
    await page.goto(new URL(address, page.url()).href);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('main').getByText(/./).first().waitFor();
    await picture(page, `${name}${address.replaceAll('/', '-')}`);
    await assertAccessible(page, address);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.equal(overflow, 0, `${address} fits the width of the window`);
  }
}
