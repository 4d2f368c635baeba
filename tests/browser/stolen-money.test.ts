// SPDX-License-Identifier: Apache-2.0
/**
 * An officer follows stolen money in a real browser: a trace, a canvas from it that is gone on with by keyboard and never left by accident, kept
 * in a case edition by edition; whose accounts they are said to be, what is contested, and the on- and off-ramps of a jurisdiction.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, choose, type Demo, goOnInDemo, picture, signIn, skipWithoutBrowser } from './demo-in-browser.ts';

test('an officer follows stolen money', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const mara = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await t.test('a canvas from a trace is gone on with by keyboard, and its tables say what it shows', () => goOn(mara));
    await t.test('what is not kept is not left without a question; then it is kept in a case', () => keep(mara));
    await t.test('a canvas of the case has editions: a note is kept in the next one, the first stands as it was', () => keepNext(mara));
    await t.test('an account has all its claims, and a contest waits for a second opinion', () => contest(demo, mara));
    await t.test('the ramps of a jurisdiction stand month by month, in a smaller window and the dark', () => ramps(demo));
  } finally {
    await demo.stop();
  }
});

async function goOn(page: Page): Promise<void> {
  await page.goto(new URL('/traces', page.url()).href);
  await page.getByRole('link', { name: 'Payments of XA-1001 after the theft' }).click();
  await page.getByRole('heading', { name: 'Where the value is' }).waitFor();
  await picture(page, 'trace');
  await assertAccessible(page, 'trace');
  await page.getByRole('link', { name: 'Open on the canvas' }).click();
  const parties = page.getByRole('table', { name: 'Parties on the canvas' });
  const rows = parties.getByRole('row');
  await parties.getByRole('cell', { name: /^XB-4001/ }).waitFor();
  const before = await rows.count();
  await parties.getByRole('button', { name: 'Expand XA-3003' }).press('Enter');
  await parties.getByRole('cell', { name: 'XA-2002', exact: true }).waitFor();
  assert.equal(await rows.count(), before + 1);
  await page.getByRole('table', { name: 'Who paid whom' }).getByText('10,000.00 EUR').waitFor();
  await page.keyboard.press('Control+z');
  await parties.getByRole('cell', { name: 'XA-2002', exact: true }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+z');
  await parties.getByRole('cell', { name: 'XA-2002', exact: true }).waitFor();
}

async function keep(page: Page): Promise<void> {
  const begun = page.url();
  const away = page.getByRole('navigation').first().getByRole('link', { name: 'Leads' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await away.click();
  await question.waitFor();
  await picture(page, 'canvas-leave');
  await assertAccessible(page, 'question before a canvas is left');
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  assert.equal(page.url(), begun);
  // The one that stays has the focus.
  await away.press('Enter');
  await question.waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  assert.equal(page.url(), begun);
  // What was undone needs no question.
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Undo' }).and(page.locator(':disabled')).waitFor();
  await away.click();
  await page.waitForURL(/\/leads$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Keep in a case' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep in a case' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('From the trace on');
  await choose(page, /^Case/, /14 Gs 198/);
  await dialog.getByRole('button', { name: 'Keep in a case' }).click();
  await page.getByRole('heading', { level: 1, name: 'From the trace on' }).waitFor();
}

async function keepNext(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.getByRole('list', { name: 'Canvases' }).getByRole('link', { name: 'From the theft to four accounts in Xebria' }).click();
  const parties = page.getByRole('table', { name: 'Parties on the canvas' });
  await parties.getByText('Paid out four times in twenty minutes').waitFor();
  await parties.getByRole('button', { name: 'Choose XB-4003' }).press('Enter');
  await page.getByRole('textbox', { name: 'Note' }).fill('Opened on 1 October');
  await page.keyboard.press('Tab');
  await parties.getByText('Opened on 1 October').waitFor();
  await page.getByRole('button', { name: 'Keep as the next edition' }).click();
  const editions = page.getByRole('table', { name: 'Editions' });
  await editions.getByRole('link', { name: 'Edition 3' }).waitFor();
  await picture(page, 'canvas-kept');
  await assertAccessible(page, 'canvas that is kept');
  await editions.getByRole('link', { name: 'Edition 1' }).click();
  await page.getByRole('heading', { name: /^Edition 1, as it was kept/ }).waitFor();
  await editions.getByRole('link', { name: 'Edition 3' }).click();
  await parties.getByRole('button', { name: 'Choose XB-4002' }).click();
}

async function contest(demo: Demo, page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All of this party' }).click();
  const claims = page.getByRole('list', { name: 'Who it is said to be' });
  await page.getByText('Claims that count name different actors').waitFor();
  await claims.getByText('merchants of a card scheme').waitFor();
  await picture(page, 'party');
  await assertAccessible(page, 'one party');
  await page.goto(new URL('/traces/attributions', page.url()).href);
  const contests = page.getByRole('list', { name: 'Contests' });
  await contests.getByText('XA-3003: Tollan Pay').waitFor();
  await page.getByRole('table', { name: 'Tag files' }).getByText('account-tags.csv').waitFor();
  await picture(page, 'attributions');
  await assertAccessible(page, 'contests and tag files');
  assert.equal(
    await contests.getByRole('button', { name: 'Uphold' }).count(),
    0,
    `${demo.officer('xa', 'Mara').name} contested it herself`,
  );
}

async function ramps(demo: Demo): Promise<void> {
  const page = await signIn(demo, 'xb', demo.officer('xb', 'Lena'), { width: 1024, colorScheme: 'dark' });
  await page.goto(new URL('/traces/ramps', page.url()).href);
  await page.getByRole('combobox', { name: /^Files of movements/ }).press('ArrowDown');
  await page.getByRole('option', { name: /^ramps/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: /^Whose accounts/ }).fill('XB-VASP-0042 = XB-MT-\nNinefold Digital Assets, XA = XA-NF-');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('table', { name: 'By jurisdiction of the firm’s registration' }).getByText('XB').first().waitFor();
  await picture(page, 'ramps-dark-1024');
  await assertAccessible(page, 'ramps in the dark');
}
