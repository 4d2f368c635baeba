// SPDX-License-Identifier: Apache-2.0
/**
 * A whole negotiation in a real browser: Xiria's arrangement waits for Xandria, which comments and counters; Xiria reads the
 * redline, agrees and signs, Xandria signs, and the agreement stands at both with the same head. Then one is amended in a draft.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, codeOf, type Demo, picture, signIn, skipWithoutBrowser, startDemo } from './demo-in-browser.ts';

const title = /Arrangement between Markets Authority of Xiria/;

test('an arrangement is negotiated and signed', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await startDemo();
  try {
    const mara = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    const noor = await signIn(demo, 'xc', demo.officer('xc', 'Noor'));
    await t.test('Xandria finds it waiting, comments on a clause and counters', () => counter(mara));
    await t.test('Xiria reads what changes in text, terms and verdicts, and agrees', () => agree(noor));
    await t.test('both sign in the order of the text, each by a signatory with a mandate', () => sign(demo, { mara, noor }));
    await t.test('the screens fit a smaller window and the dark', () => lookAgain(demo));
  } finally {
    await demo.stop();
  }
});

async function open(page: Page): Promise<void> {
  await page.goto(new URL('/negotiations', page.url()).href);
  await page.getByRole('link', { name: title }).first().click();
  await page.waitForURL(/\/negotiations\/ngt/);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function counter(mara: Page): Promise<void> {
  await mara.goto(new URL('/negotiations', mara.url()).href);
  await mara.getByText('Your turn').first().waitFor();
  await picture(mara, 'negotiations');
  await assertAccessible(mara, 'list of negotiations');
  await open(mara);
  await mara.getByRole('button', { name: 'Comment on clause 4' }).click();
  await mara.getByRole('textbox', { name: 'Comment on clause 4' }).fill('We would like to see the words "upon request" here.');
  await mara.getByRole('button', { name: 'Send the comment' }).click();
  await mara.getByText('The comment is sent.').first().waitFor();
  await picture(mara, 'negotiation-proposed');
  await assertAccessible(mara, 'a proposal');
  await mara.getByRole('button', { name: 'Counter', exact: true }).click();
  await mara.waitForURL(/\/draft$/);
  const text = mara.getByRole('textbox', { name: 'Text of clause 4' });
  await text.fill(`${await text.inputValue()} It is given upon request.`);
  await mara.getByRole('region', { name: 'clause 4', exact: true }).getByRole('button', { name: 'Edit', exact: true }).first().click();
  await picture(mara, 'drafting');
  await mara.getByRole('button', { name: 'Cancel' }).first().click();
  await assertAccessible(mara, 'drafting');
  await mara.getByRole('button', { name: 'Keep', exact: true }).click();
  await mara.getByText('The draft is kept.').first().waitFor();
  await mara.getByRole('button', { name: 'Send the counter-proposal' }).click();
  await mara.getByRole('textbox', { name: 'A word with it' }).fill('One sentence more in clause 4.');
  await mara.getByRole('button', { name: 'Send it now' }).click();
  await mara.getByText('It is sent to every party.').first().waitFor();
}

async function agree(noor: Page): Promise<void> {
  await open(noor);
  await noor.getByText(/Round 2: the text of Securities Commission of Xandria stands/).waitFor({ timeout: 20_000 });
  await noor.locator('ins', { hasText: 'It is given upon request.' }).waitFor();
  await noor.getByText('We would like to see the words').first().waitFor();
  await picture(noor, 'negotiation-redline');
  await assertAccessible(noor, 'a redline');
  await noor.getByText('What changes in verdicts', { exact: true }).click();
  // The demonstration has a request of Xandria that Xiria refused.
  await noor.getByText(/acts since .* would have come out otherwise/).waitFor();
  await noor.getByText('Whole text', { exact: true }).click();
  await noor.getByRole('heading', { name: 'Clauses' }).waitFor();
  await assertAccessible(noor, 'the whole text');
  await noor.getByRole('button', { name: 'Agree to this text' }).click();
  await noor.getByText('You have agreed.').first().waitFor();
}

async function sign(demo: Demo, { mara, noor }: { mara: Page; noor: Page }): Promise<void> {
  await signFor(demo, noor, { authority: 'xc', signatory: 'Beatriz' });
  await signFor(demo, mara, { authority: 'xa', signatory: 'Ines' });
  await mara.getByText('Signed by all').first().waitFor({ timeout: 20_000 });
  await open(noor);
  await noor.getByText('Signed by all').first().waitFor({ timeout: 20_000 });
  const head = (page: Page) =>
    page
      .getByTitle(/^sha256:/)
      .first()
      .getAttribute('title');
  assert.equal(await head(mara), await head(noor), 'both have the same head');
  await picture(mara, 'negotiation-signed');
  await assertAccessible(mara, 'a signed agreement');
  await bindPaper(mara);
  await mara.goto(new URL('/agreements', mara.url()).href);
  await mara.getByRole('link', { name: title }).first().click();
  await mara.getByText('Declarations of the parties').waitFor();
  await mara.getByRole('button', { name: 'Declare' }).click();
  await mara.getByRole('menuitem', { name: 'Withdraw' }).click();
  await mara.getByRole('menu').waitFor({ state: 'hidden' });
  await mara.getByRole('textbox', { name: 'Reason, for every party' }).fill('A new law.');
  await picture(mara, 'withdrawal');
  await assertAccessible(mara, 'withdrawal');
  await mara.getByRole('button', { name: 'Cancel' }).click();
}

/** A PDF with a qualified signature: the screen says whose it is, and what was not checked. */
async function bindPaper(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bind a PDF' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'With a qualified signature' }).click();
  await (await chooser).setFiles(path.resolve(import.meta.dirname, '../../examples/agreements/signed-paper.pdf'));
  await page.getByText('Signed by C=XA, O=Securities Commission of XA, CN=Mara Lindqvist').waitFor();
  await page.getByText(/Not checked here: whether a state trusts the certificate/).waitFor();
  await picture(page, 'negotiation-paper');
  await assertAccessible(page, 'a paper with a qualified signature');
}

/** The preparer prepares it when it is their turn; a signatory reads exactly that and signs. */
async function signFor(demo: Demo, preparer: Page, { authority, signatory }: { authority: string; signatory: string }): Promise<void> {
  await open(preparer);
  const prepare = preparer.getByRole('button', { name: 'Prepare the signature' });
  await prepare.waitFor({ timeout: 20_000 });
  await prepare.click();
  await preparer.getByText('The signature of this authority waits for its signatories').first().waitFor();
  const officer = demo.officer(authority, signatory);
  const page = await signIn(demo, authority, officer);
  await open(page);
  await picture(page, `signature-at-${authority}`);
  await assertAccessible(page, 'a signature that waits');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByLabel('Digit 1').click();
  await page.keyboard.type(codeOf(officer, 1));
  await page.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Your signature is given.').first().waitFor();
}

async function lookAgain(demo: Demo): Promise<void> {
  const teodor = await signIn(demo, 'xa', demo.officer('xa', 'Teodor'), { width: 1024, colorScheme: 'dark' });
  await open(teodor);
  await teodor.getByText('What was said').waitFor();
  await picture(teodor, 'dark-negotiation');
  await assertAccessible(teodor, 'a negotiation in the dark');
  await teodor.goto(new URL('/negotiations', teodor.url()).href);
  await teodor.getByRole('button', { name: 'New draft' }).click();
  await teodor.getByText('Nobody else sees a draft until you send it.').waitFor();
  await picture(teodor, 'dark-begin');
  await assertAccessible(teodor, 'beginning a draft in the dark');
}
