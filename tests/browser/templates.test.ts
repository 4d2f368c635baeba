// SPDX-License-Identifier: Apache-2.0
/**
 * A legal adviser looks through the templates in a real browser: what each follows, what is to verify, a clause beside its terms
 * in sentences; has the file of a draft checked; and reads an agreement that was made from a template.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { agreementTemplates, findTemplate, templateInGeneral } from '../../src/agreements/index.ts';
import { assertAccessible, picture, signIn, skipWithoutBrowser, goOnInDemo } from './demo-in-browser.ts';

test('templates are read, and drafts are checked, in the browser', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const page = await signIn(demo, 'xa', demo.officer('xa', 'Ada'));
    await t.test('the shelf shows every template with what it follows', () => lookAlongTheShelf(page));
    await t.test('one template shows clauses, sources and terms in sentences', () => readOne(page));
    await t.test('a draft is checked, and each finding says where and what to do', () => checkDraft(page));
    await t.test('an agreement made from a template is read like any other', () => readAgreement(page));
  } finally {
    await demo.stop();
  }
});

async function lookAlongTheShelf(page: Page): Promise<void> {
  await page.goto(new URL('/agreements', page.url()).href);
  await page.getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
  await page.getByText('After Regulation (EU) 2018/1805.').waitFor();
  assert.equal(await page.getByRole('list', { name: 'Templates' }).getByRole('listitem').count(), agreementTemplates.length);
  await assertAccessible(page, 'templates');
  await picture(page, 'templates');
}

async function readOne(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Mutual Recognition of Freezing/ }).click();
  await page.getByRole('heading', { name: /Mutual Recognition of Freezing/, level: 1 }).waitFor();
  await page.getByText('decides whether the request is carried out within 48 hours of receipt of the request').first().waitFor();
  await page.getByText('Regulation (EU) 2018/1805, on time limits for freezing orders').first().waitFor();
  await page.getByText('What they are').click();
  await page.getByText('the 45 days, read in a summary').first().waitFor();
  await assertAccessible(page, 'template');
  await picture(page, 'template');
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'template-1024-dark');
  await assertAccessible(page, 'template in the dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function checkDraft(page: Page): Promise<void> {
  const template = findTemplate('exchange-of-letters');
  assert.ok(template !== null);
  const draft = templateInGeneral(template);
  const broken = { ...draft, terms: draft.terms.map((term) => (term.kind === 'withdrawal' ? { ...term, clause: '99' } : term)) };
  const file = path.join(tmpdir(), `draft-${process.pid}.json`);
  await writeFile(file, JSON.stringify(broken));
  await page.goto(new URL('/agreements', page.url()).href);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Check a draft' }).click();
  await (await chooser).setFiles(file);
  await page.getByRole('dialog').getByText('The term cites clause "99", which does not exist.').waitFor();
  await page.getByRole('dialog').getByText('It speaks of withdrawal').waitFor();
  await assertAccessible(page, 'findings of a draft');
  await picture(page, 'draft-findings');
  await page.keyboard.press('Escape');
}

async function readAgreement(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Arrangement on the Notification of Sanctions' }).click();
  await page.getByText('A party tells the others of a designation under restrictive measures within 8 hours.').first().waitFor();
  await page.getByText('Nobody but the parties gains a right from it.').first().waitFor();
  await assertAccessible(page, 'agreement from a template');
  await picture(page, 'agreement-from-template');
}
