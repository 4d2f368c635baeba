// SPDX-License-Identifier: Apache-2.0
/**
 * From a list to a request, in a real browser: an analyst searches, sees both sides and every reason, judges leads, looks at what a list
 * changed, screens a file, joins entities, and drafts a request from a lead that holds.
 */
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, choose, type Demo, picture, signIn, skipWithoutBrowser, goOnInDemo } from './demo-in-browser.ts';

test('an analyst screens, triages leads and drafts a request', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const lena = await signIn(demo, 'xb', demo.officer('xb', 'Lena'));
    const oskar = await signIn(demo, 'xb', demo.officer('xb', 'Oskar'));
    await t.test('a search shows both sides with every reason, and a hit is judged there', () => search(lena));
    await t.test('a lead about a record is compared for a stated purpose, and rejected until a day', () => reject(lena));
    await t.test('a lead that holds becomes the draft of a request', () => draft(lena));
    await t.test('a keeper sees what a new version of a list changed, and how it is searched', () => lists(oskar));
    await t.test('a file is screened with its progress', () => screenFile(oskar));
    await t.test('records and entries are joined into entities; a judgement is taken back', () => entities(oskar));
    await t.test('the screens fit a smaller window and the dark', () => lookAgain(demo));
  } finally {
    await demo.stop();
  }
});

async function go(page: Page, place: string): Promise<void> {
  await page.goto(new URL(place, page.url()).href);
}

async function search(page: Page): Promise<void> {
  await go(page, '/screening');
  await page.getByText('Ask for a name, a number or a wallet').waitFor();
  await picture(page, 'screening-empty');
  await choose(page, /Purpose/, /sanctions/i);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('HALLOWAY, Корвин');
  await choose(page, /^Kind/, /Person/);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText(/1 hit/).waitFor();
  await page.getByRole('table', { name: 'Side by side' }).waitFor();
  await picture(page, 'screening-hit');
  await assertAccessible(page, 'search of lists');
  await page.getByRole('button', { name: 'Judge', exact: true }).click();
  await page.getByText('Unsure', { exact: true }).last().click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The day of birth is not known to us.');
  await page.getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByRole('link', { name: 'Open the lead' }).waitFor();
}

/** The lead on this listed subject that came from this record. */
async function openLead(page: Page, title: string, from: string): Promise<void> {
  await go(page, '/leads');
  await page.locator('tr', { hasText: from }).getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function reject(page: Page): Promise<void> {
  await go(page, '/leads');
  await page.getByRole('table', { name: 'Leads' }).waitFor();
  await page.keyboard.press('j');
  await picture(page, 'leads');
  await assertAccessible(page, 'leads');
  await openLead(page, 'Martin Osei', 'XB-STR-2026-0012');
  await page.getByRole('button', { name: 'Show both sides' }).click();
  await page.getByRole('table', { name: 'Side by side' }).waitFor();
  await picture(page, 'lead-compared');
  await assertAccessible(page, 'lead with both sides');
  await page.locator('body').click({ position: { x: 5, y: 700 } });
  await page.keyboard.press('d');
  await page.getByText('The pair stays quiet until the day below').waitFor();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Another family name, and of another country.');
  await page.getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByText('Rejected', { exact: true }).first().waitFor();
}

async function draft(page: Page): Promise<void> {
  await openLead(page, 'Brannok Shore Nominees Ltd', 'XB-VASP-0042');
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByText('In triage', { exact: true }).waitFor();
  await page.getByText('Same', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The owner in our register is the firm on the list.');
  await page.getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByText('Confirmed', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Draft a request' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The draft opens in the form of requests').waitFor();
  await choose(page, /Authority asked/, /Xiria/);
  await picture(page, 'lead-draft');
  await dialog.getByRole('button', { name: 'Open the draft' }).click();
  await page.waitForURL(/\/compose\/req_/);
  await page.getByText(/Known to us: Brannock Shore Nominees/).waitFor();
  await picture(page, 'drafted-request');
}

async function lists(page: Page): Promise<void> {
  await go(page, '/screening/lists');
  await page.getByRole('link', { name: 'xd-sanctions' }).waitFor();
  await picture(page, 'lists');
  await assertAccessible(page, 'lists');
  await page.getByRole('link', { name: 'xd-sanctions' }).click();
  await page.getByText(/1 added, 1 removed, 2 changed/).waitFor();
  await page.getByText('passport XB-P-3308117').waitFor();
  await picture(page, 'list-difference');
  await assertAccessible(page, 'difference of versions');
}

async function screenFile(page: Page): Promise<void> {
  await go(page, '/screening/many');
  await page.getByText('A list changed').first().waitFor();
  await choose(page, /Purpose/, /sanctions/i);
  const rows = Array.from({ length: 400 }, (_, at) => `C-${at},person,${at === 9 ? 'Youssef el Tamrin' : `Quillan Ordway${at}`}`);
  const buffer = Buffer.from(['id,kind,name', ...rows].join('\n'));
  await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Screen the file' }).click();
  const run = page.locator('tr', { hasText: 'clients.csv' });
  await run.getByText('400 of 400').waitFor();
  await run.getByText('Done', { exact: true }).waitFor();
  await picture(page, 'screenings');
  await assertAccessible(page, 'screenings');
}

async function entities(page: Page): Promise<void> {
  await go(page, '/screening/entities');
  await page.getByRole('button', { name: 'Resolve now' }).click();
  await page.getByText(/entities of several records/).waitFor();
  await picture(page, 'entities');
  await assertAccessible(page, 'entities');
  await page.getByRole('button', { name: 'Not the same' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Another firm of that name.');
  await page.getByRole('dialog').getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByText('The judgement is taken back.').waitFor();
}

async function lookAgain(demo: Demo): Promise<void> {
  const page = await signIn(demo, 'xa', demo.officer('xa', 'Teodor'), { width: 1024, colorScheme: 'dark' });
  await go(page, '/leads');
  await page.getByRole('link', { name: 'Korvin Halloway' }).first().waitFor();
  await picture(page, 'leads-dark-1024');
  await assertAccessible(page, 'leads in the dark');
  await page.getByRole('link', { name: 'Korvin Halloway' }).first().click();
  await choose(page, /Purpose/, /sanctions/i);
  await page.getByRole('button', { name: 'Show both sides' }).click();
  await page.getByRole('table', { name: 'Side by side' }).waitFor();
  await picture(page, 'lead-dark-1024');
  await assertAccessible(page, 'lead in the dark');
}
