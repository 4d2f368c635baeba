// SPDX-License-Identifier: Apache-2.0
/**
 * An order for evidence in a real browser: the drafted one is looked at and submitted; the other authority recognises it, says of a
 * formality why it is set aside, and reports what was done; both read the same, and a new order says what it still lacks.
 */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible, choose, picture } from './demo-in-browser.ts';

const reference = '14 Js 311/26';
const openOrder = async (page: Page): Promise<void> => {
  await page.goto(new URL('/gathering', page.url()).href);
  await page.getByRole('link', { name: reference }).first().click();
  await page.getByRole('heading', { name: reference }).first().waitFor();
};

export async function submitOrder(page: Page): Promise<void> {
  await page.goto(new URL('/gathering', page.url()).href);
  await page.getByRole('link', { name: reference }).first().waitFor();
  await picture(page, 'gathering-list');
  await assertAccessible(page, 'orders for evidence');
  await openOrder(page);
  await picture(page, 'gathering-draft');
  await page.getByRole('link', { name: /Open the case/ }).click();
  await page.getByRole('button', { name: 'Submit for approval' }).first().click();
  await page
    .getByText(/submitted the request for approval/)
    .first()
    .waitFor();
}

export async function recogniseOrder(page: Page): Promise<void> {
  await openOrder(page);
  await page.getByRole('button', { name: 'Recognise' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').first().uncheck();
  await dialog.getByRole('textbox', { name: 'Which principle it offends' }).fill('No law here lets a holder certify.');
  await picture(page, 'gathering-recognise');
  await assertAccessible(page, 'recognising an order for evidence');
  await dialog.getByRole('button', { name: 'Prepare' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function reportDone(page: Page): Promise<void> {
  await openOrder(page);
  await page.getByRole('button', { name: 'Report what was done' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const [index, entry] of [/^obtained$/, /^nothing found$/, /^not met$/, /^met$/].entries()) {
    const row = dialog.getByRole('group').nth(index);
    await row.getByRole('combobox').or(row.getByRole('textbox')).first().click();
    await page.getByRole('option', { name: entry }).first().click();
    if (index < 3) await row.getByRole('textbox', { name: 'In words' }).fill('As the venue confirmed.');
  }
  await picture(page, 'gathering-report');
  await dialog.getByRole('button', { name: 'Prepare' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function readOrder(page: Page): Promise<void> {
  await openOrder(page);
  await page.getByText('carried out').first().waitFor();
  await page.getByText('No law here lets a holder certify.').first().waitFor();
  await picture(page, 'gathering-carried-out');
  await assertAccessible(page, 'an order for evidence that was carried out');
  const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Print' }).click()]);
  const folder = process.env['COMITY_PICTURES'];
  if (folder !== undefined) await paper.saveAs(`${folder}/gathering-order.pdf`);
  await page.goto(new URL('/gathering/new', page.url()).href);
  await choose(page, /^Form$/, /^Order to preserve$/);
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByText(/fields still lack something/).waitFor();
  const production = page.getByRole('textbox', { name: 'Order for production that will follow' });
  const saidAt = async (field: Locator): Promise<string> => {
    const id = await field.getAttribute('aria-describedby');
    return id === null ? '' : page.locator(`[id="${id}"]`).innerText();
  };
  assert.match(await saidAt(production), /This is needed/);
  await production.fill('Letter of request LR-2026-3');
  assert.equal(await saidAt(production), '', 'what was mended is missed no more');
  await page.getByRole('button', { name: 'Remove' }).first().click();
  assert.match(await saidAt(page.getByRole('button', { name: 'Add a thing sought' })), /This is needed/);
  await picture(page, 'gathering-new');
  await assertAccessible(page, 'a new order for evidence');
}
