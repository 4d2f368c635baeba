// SPDX-License-Identifier: Apache-2.0
/**
 * An officer of Xandria looks for a way, takes it to the request form, and sees the network and the reach of a record, in a real
 * browser: by mouse and by key, in the light and the dark.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, choose, picture, signIn, skipWithoutBrowser, startDemo } from './demo-in-browser.ts';

test('lawful ways, the network and reach', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await startDemo();
  try {
    const mara = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await t.test('from the request form to the ways and back, with what was chosen', () => findWay(mara));
    await t.test('the network says who can be asked, what is lacking, and how far a record goes', () => lookAtNetwork(mara));
    await t.test('what others published is shown when asked, and marked for what it is', async () =>
      lookAtPublished(await signIn(demo, 'xc', demo.officer('xc', 'Idris'))),
    );
    await t.test('the screens fit a smaller window and the dark', () => lookAgain(mara));
  } finally {
    await demo.stop();
  }
});

async function findWay(page: Page): Promise<void> {
  await page.goto(new URL('/compose', page.url()).href);
  await page.getByRole('link', { name: 'Find a lawful way' }).first().click();
  await page.waitForURL(/\/ways/);
  await page.getByText('What do you need, and what for?').waitFor();
  await choose(page, /In which jurisdiction/, /^XB$/);
  await choose(page, /Purpose/, /administrative enforcement/i);
  await page.getByRole('checkbox', { name: /usable as evidence/ }).check();
  await page
    .getByText(/ways? (is|are) open/)
    .first()
    .waitFor();
  const cards = page.locator('article');
  assert((await cards.count()) >= 2, 'the arrangement and the memorandum each open a way');
  await page
    .getByText(/What it needs/)
    .first()
    .click();
  await page
    .getByText(/asks for the subject/)
    .first()
    .waitFor();
  await picture(page, 'ways');
  await assertAccessible(page, 'lawful ways');
  await page
    .getByRole('link', { name: /Write the request to Financial Intelligence Unit of Xebria/ })
    .first()
    .click();
  await page.waitForURL(/\/compose/);
  await page
    .getByText(/Clause 7 asks for|asks for the subject/)
    .first()
    .waitFor();
  assert.match(await page.locator('[data-field="counterpart"]').first().inputValue(), /Xebria/);
}

async function lookAtNetwork(page: Page): Promise<void> {
  await page.goto(new URL('/network', page.url()).href);
  await page.getByRole('img', { name: /Map of the network/ }).waitFor();
  await page
    .getByRole('rowheader', { name: /Xebria/ })
    .first()
    .waitFor();
  await page
    .getByText(/cannot be asked|can be asked for/)
    .first()
    .waitFor();
  const reach = page.locator('section', { has: page.getByRole('heading', { name: 'Reach' }) }).last();
  await reach
    .getByRole('combobox', { name: 'Purpose' })
    .or(reach.getByRole('textbox', { name: 'Purpose' }))
    .last()
    .click();
  await page
    .getByRole('option', { name: /supervision/i })
    .last()
    .click();
  await reach
    .getByText(/no consent|nowhere|anywhere/)
    .first()
    .waitFor();
  await picture(page, 'network');
  await assertAccessible(page, 'the network of agreements');
  await page.getByText('Everybody', { exact: true }).click();
  await page.getByRole('columnheader', { name: /Xiria/ }).waitFor();
}

/** XC is no party to the arrangement of XA and XB, which XB has published. */
async function lookAtPublished(page: Page): Promise<void> {
  await page.goto(new URL('/network', page.url()).href);
  const panel = page.locator('section', { has: page.getByRole('heading', { name: 'Published by others' }) }).last();
  await panel.getByText(/published by Financial Intelligence Unit of Xebria/).waitFor();
  assert.equal(await panel.getByText('fingerprint compared').count(), 2, 'XC has compared fingerprints with both');
  await page.getByText('Everybody', { exact: true }).click();
  await choose(page, /Kind of assistance/, /^Suspicious-transaction reports$/i);
  const yes = page.getByRole('cell', { name: 'yes' });
  assert.equal(await yes.count(), 0, 'no agreement of XC covers suspicious-transaction reports');
  await page.getByRole('switch', { name: /what others published/ }).check();
  await yes.first().waitFor();
  assert.equal(await yes.count(), 2, 'XA and XB may ask each other');
  await picture(page, 'network-published');
  await assertAccessible(page, 'the network with published agreements');
  await panel.getByRole('link').first().click();
  await page.getByText(/We are not a party/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Signed file' }).count(), 0);
}

async function lookAgain(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'network-1024-dark');
  await assertAccessible(page, 'the network, dark');
  await page.goto(new URL('/ways?assistance=telephone-records&purpose=civil-enforcement', page.url()).href);
  await page
    .getByText(/Closed ways|is open|are open/)
    .first()
    .waitFor();
  await picture(page, 'ways-1024-dark');
  await assertAccessible(page, 'lawful ways, dark');
}
