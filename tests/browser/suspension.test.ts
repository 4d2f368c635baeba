// SPDX-License-Identifier: Apache-2.0
/**
 * The others move that a party be suspended, and an authority announces its holidays, in a real browser: Xandria moves about Xiria, its
 * signatory signs, Xiria reads the motion and answers, and Xebria is asked for its vote. Then Xandria's operator adds a holiday.
 */
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, codeOf, type Demo, picture, signIn, skipWithoutBrowser, goOnInDemo } from './demo-in-browser.ts';

const memorandum = 'Multilateral Memorandum on Enforcement and Supervision';

test('a party is to be suspended, and holidays change', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const mara = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    await t.test('Xandria moves, and its signatory signs the motion', () => move(demo, mara));
    await t.test('Xiria reads it and answers; Xebria may vote', () => answer(demo, mara));
    await t.test('the operator announces a holiday', () => announce(demo));
  } finally {
    await demo.stop();
  }
});

async function openMemorandum(page: Page): Promise<void> {
  await page.goto(new URL('/agreements', page.url()).href);
  await page.getByRole('link', { name: memorandum }).first().click();
  await page.getByText('Declarations of the parties').waitFor();
}

async function move(demo: Demo, mara: Page): Promise<void> {
  await openMemorandum(mara);
  await mara.getByRole('button', { name: 'Declare' }).click();
  await mara.getByRole('menuitem', { name: 'Move about another party' }).click();
  await mara.getByRole('menu').waitFor({ state: 'hidden' });
  await mara.getByRole('combobox', { name: 'What is moved' }).click();
  await mara.getByRole('option', { name: 'Suspend Markets Authority of Xiria' }).click();
  await mara.getByRole('textbox', { name: 'Reason, for every party' }).fill('It passes on what it receives, against clause 14.');
  await picture(mara, 'motion-dialog');
  await assertAccessible(mara, 'moving about a party');
  await mara.getByRole('button', { name: 'Prepare for signature' }).click();
  await mara.getByText('A motion about a party waits for its signatories').first().waitFor();
  const ines = demo.officer('xa', 'Ines');
  const page = await signIn(demo, 'xa', ines);
  await openMemorandum(page);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByLabel('Digit 1').click();
  await page.keyboard.type(codeOf(ines, 1));
  await page.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Your signature is given.').first().waitFor();
}

async function answer(demo: Demo, mara: Page): Promise<void> {
  const noor = await signIn(demo, 'xc', demo.officer('xc', 'Noor'), { width: 1024, colorScheme: 'dark' });
  await openMemorandum(noor);
  await noor.getByText('Votes are taken', { exact: true }).waitFor({ timeout: 20_000 });
  await noor.getByRole('button', { name: 'Answer', exact: true }).click();
  await noor.getByRole('textbox', { name: 'What you have to say' }).fill('A court ordered it, and we told you on the same day.');
  await noor.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click();
  await noor.getByText('The answer is sent.').first().waitFor();
  await picture(noor, 'motion-answered');
  await assertAccessible(noor, 'a motion in the dark');
  await mara.getByText('A court ordered it').first().waitFor({ timeout: 20_000 });
  await picture(mara, 'motion-open');
  await assertAccessible(mara, 'a motion');
  const lena = await signIn(demo, 'xb', demo.officer('xb', 'Lena'));
  await openMemorandum(lena);
  await lena.getByRole('button', { name: 'Vote for', exact: true }).waitFor({ timeout: 20_000 });
  await picture(lena, 'motion-to-vote');
}

async function announce(demo: Demo): Promise<void> {
  const ada = await signIn(demo, 'xa', demo.officer('xa', 'Ada'));
  await ada.goto(new URL('/negotiations', ada.url()).href);
  await ada.getByRole('link', { name: 'Holidays' }).click();
  await ada.getByRole('heading', { level: 1, name: 'Holidays' }).waitFor();
  await ada.getByRole('button', { name: 'Announce holidays' }).click();
  await ada.getByLabel('A holiday').fill('2031-05-19');
  await ada.getByRole('button', { name: 'Add', exact: true }).click();
  await picture(ada, 'holidays-announce');
  await assertAccessible(ada, 'announcing holidays');
  await ada.getByRole('button', { name: 'Announce to all parties' }).click();
  await ada.getByText('The holidays are announced.').first().waitFor();
  await ada.getByText(/2031/).first().waitFor();
  await picture(ada, 'holidays');
  await assertAccessible(ada, 'the calendar');
  const idris = await signIn(demo, 'xc', demo.officer('xc', 'Idris'), { width: 1024, colorScheme: 'dark' });
  await idris.goto(new URL('/negotiations/holidays', idris.url()).href);
  await idris.getByText(/2031/).first().waitFor({ timeout: 20_000 });
  await picture(idris, 'holidays-told-dark');
  await assertAccessible(idris, 'the calendar of the others, in the dark');
}
