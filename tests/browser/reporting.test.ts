// SPDX-License-Identifier: Apache-2.0
/**
 * A firm reports in a real browser: it signs in at its own door, is told what is wrong with a file before and after it sends it, and
 * answers a question; an analyst finds the report in the queue with the reasons for its place, and an officer without the role finds none.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  choose,
  codeOf,
  type Demo,
  picture,
  signIn,
  signInAtFirm,
  skipWithoutBrowser,
  goOnInDemo,
} from './demo-in-browser.ts';

const reference = 'CG-2026-900';

test('a firm reports, and an analyst asks back', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const della = await signInAtFirm(demo, 'xb', demo.person('xb', 'Della'));
    await t.test('a file is checked before it is sent: what is good, and what is wrong where', () => check(della));
    await t.test('sent, the good report has its number, and the bad one its faults', () => send(della));
    const oskar = await signIn(demo, 'xb', demo.officer('xb', 'Oskar'));
    await t.test('an analyst takes it up and asks', () => ask(oskar));
    await t.test('the firm answers on its own screen', () => answer(della, oskar));
    await t.test('an officer who may not know of reports finds no way to them', () => lookWithoutRole(demo));
    await t.test('the screens hold at 1024 pixels and in the dark', () => lookAgain(demo));
  } finally {
    await demo.stop();
  }
});

async function check(della: Page): Promise<void> {
  await della.getByRole('heading', { level: 1, name: 'New report' }).waitFor();
  await choose(della, /Format/, /Columns/);
  const chooser = della.waitForEvent('filechooser');
  await della.getByText('Choose a file').click();
  await (await chooser).setFiles({ name: 'november.csv', mimeType: 'text/csv', buffer: await twoReports() });
  await della.getByRole('button', { name: 'Check', exact: true }).click();
  await della.getByText('1 of 2 reports would be taken').waitFor();
  await picture(della, 'firm-checked');
  await assertAccessible(della, 'a checked file');
}

/** One as the firm of the demonstration writes them, and one whose amount is none. */
async function twoReports(): Promise<Buffer> {
  const sample = await readFile(path.resolve(import.meta.dirname, '../../examples/records/firm-xb-reports.csv'), 'utf8');
  const [header = '', row = ''] = sample.split('\n');
  const first = row.replace(/^[^,]+/, reference);
  const place = header.split(',').indexOf('movement_amount');
  const amount = /,(\d+\.\d\d),/.exec(row)?.[1] ?? '';
  if (place < 0 || amount === '') throw new Error('the sample has no amount any more');
  return Buffer.from([header, first, row.replace(/^[^,]+/, 'CG-2026-901').replace(`,${amount},`, ',much,'), ''].join('\n'));
}

async function send(della: Page): Promise<void> {
  await della.getByRole('button', { name: 'Send', exact: true }).click();
  await della.waitForURL(/\/firm\/sent\//);
  await della.getByText('1 of 2 reports were taken').waitFor();
  await della
    .getByText(/^XB-R-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    .first()
    .waitFor();
  await picture(della, 'firm-sent');
  await assertAccessible(della, 'what was sent');
}

async function ask(oskar: Page): Promise<void> {
  await oskar.getByRole('navigation').first().getByRole('link', { name: 'Reports', exact: true }).click();
  await oskar.getByRole('heading', { level: 1, name: 'Reports' }).waitFor();
  await picture(oskar, 'reports-queue');
  await assertAccessible(oskar, 'queue of reports');
  await oskar.getByRole('row').filter({ hasText: reference }).getByRole('link').first().click();
  await oskar.waitForURL(/\/reports\/.+/);
  await oskar.getByRole('button', { name: 'Take up' }).click();
  await oskar.getByText('Being read').first().waitFor();
  await oskar.getByRole('button', { name: 'Ask the firm' }).click();
  await oskar.getByRole('textbox', { name: /Question/ }).fill('Who opened the account?');
  await oskar.getByRole('dialog').getByRole('button', { name: 'Ask the firm' }).click();
  await oskar.getByText('Asked back').first().waitFor();
  await picture(oskar, 'report-asked');
  await assertAccessible(oskar, 'a report');
}

async function answer(della: Page, oskar: Page): Promise<void> {
  await della.getByRole('link', { name: 'Questions and feedback' }).click();
  await della.getByText('Who opened the account?').waitFor();
  await della.getByRole('textbox', { name: 'Your answer' }).fill('A person who came with a passport of Xandria.');
  await della.getByRole('button', { name: 'Answer', exact: true }).click();
  await della.locator('blockquote', { hasText: 'A person who came' }).waitFor();
  await picture(della, 'firm-answered');
  await assertAccessible(della, 'questions and feedback');
  await oskar.reload();
  await oskar.getByText('A person who came with a passport of Xandria.').waitFor();
  const [, received = 'no moment'] =
    /Received (.+)/.exec(
      await della
        .getByText(/Received \d/)
        .first()
        .innerText(),
    ) ?? [];
  await oskar.getByText(received).first().waitFor();
}

async function lookWithoutRole(demo: Demo): Promise<void> {
  const hedda = await signIn(demo, 'xb', demo.officer('xb', 'Hedda'));
  const links = await hedda.getByRole('navigation').first().getByRole('link', { name: 'Reports', exact: true }).count();
  if (links > 0) throw new Error('the way to the reports is shown');
}

async function lookAgain(demo: Demo): Promise<void> {
  const della = demo.person('xb', 'Della');
  const page = await signInAtFirm(demo, 'xb', { ...della, code: () => codeOf(della, 1) }, { width: 1024, colorScheme: 'dark' });
  await page.getByRole('link', { name: 'Sent', exact: true }).click();
  await page.getByText('november.csv').first().waitFor();
  await picture(page, 'firm-sent-dark');
  await assertAccessible(page, 'what was sent, in the dark');
}
