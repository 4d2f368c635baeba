// SPDX-License-Identifier: Apache-2.0
/**
 * A rehearsal in a real browser: an officer sees what can be practised, begins one, and reads beside the case how it goes, from the draft over
 * a question to the answer. The training authority is played by the program that `./comity train` runs; hours pass on the story's clock.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { act, approve, caseOf, untilState } from '../scenarios/casework.ts';
import { type Authority, bootFederation, eventually, type Federation } from '../scenarios/federation.ts';
import { joinTraining, playedBy, player } from '../scenarios/rehearsing.ts';
import { assertAccessible, launchBrowser, picture, signInAt, skipWithoutBrowser } from './demo-in-browser.ts';

const named = '1 June 2026 to 31 August 2026, reg. XT-TRN-0012.';

test('an officer rehearses a request that is asked back about', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const federation = await bootFederation(['xa', 'xt'], { hasWeb: true });
  const browser = await launchBrowser();
  try {
    const [xa, xt] = [federation.of('xa'), federation.of('xt')];
    const page = await openTraining(browser, xa);
    await t.test('before anybody is known to train with, the page says how to get there', async () => {
      await page.getByText('No training authority is known here.').waitFor();
      assert.equal(await page.getByRole('button', { name: /^Rehearse:/ }).count(), 0);
      await picture(page, 'training-none');
      await assertAccessible(page, 'training, nobody to train with');
    });
    await joinTraining(xa, xt);
    await t.test('with the arrangement in force each rehearsal can be begun', async () => {
      await page.reload();
      await page
        .getByRole('button', { name: /^Rehearse:/ })
        .first()
        .waitFor();
      assert.equal(await page.getByRole('button', { name: /^Rehearse:/ }).count(), 7);
      await picture(page, 'training');
      await assertAccessible(page, 'training');
    });
    await t.test('the case opens as a draft, marked as training, with the review beside it', async () => {
      await page.getByRole('button', { name: 'Rehearse: A request that is asked back about' }).click();
      await page.getByText('How the rehearsal goes').waitFor();
      await page.getByText('Training', { exact: true }).first().waitFor();
      await picture(page, 'training-draft');
    });
    await t.test('it is asked back and answered, and the review grows with it', () => rehearse(page, federation, caseIdOf(page)));
    await t.test('from the page of the case a difference can be raised that names it', async () => {
      const id = caseIdOf(page);
      await page.getByRole('button', { name: 'Raise a difference' }).click();
      const dialog = page.getByRole('dialog');
      assert.equal(await dialog.getByRole('textbox', { name: /^Case/ }).inputValue(), id);
      await picture(page, 'training-difference');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });
    await t.test('an auditor reads and begins nothing; a smaller window in the dark', () => lookAsAuditor(browser, xa));
  } finally {
    await browser.close();
    await federation.stop();
  }
});

function caseIdOf(page: Page): string {
  return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
}

async function openTraining(browser: Browser, at: Authority): Promise<Page> {
  const officer = at.at('preparer');
  const page = await signInAt(browser, at.url, officer, {});
  await page.goto(new URL('/training', page.url()).href);
  return page;
}

async function rehearse(page: Page, federation: Federation, id: string): Promise<void> {
  const [xa, xt] = [federation.of('xa'), federation.of('xt')];
  const officer = xa.at('preparer');
  const { playOn, playAtOnce } = player(federation, playedBy(xt));
  const playUntil = async (state: 'question-open' | 'answered'): Promise<void> => {
    playAtOnce();
    await eventually(`the case is ${state}`, 60_000, async () => {
      await playOn();
      return (await caseOf(officer, id)).row.state === state;
    });
  };
  await act(officer, id, 'submission');
  await approve(xa.at('approver'), id);
  await untilState(xt.at('preparer'), id, 'received', 60_000);
  await playUntil('question-open');
  await page.reload();
  await page
    .getByText(/The period is not named/)
    .first()
    .waitFor();
  await picture(page, 'training-asked-back');
  await assertAccessible(page, 'case of a rehearsal');
  await act(officer, id, 'answers', { answer: named });
  await playUntil('answered');
  await page.reload();
  await page.getByText('Well done:').first().waitFor();
  await page.getByText('To do:').first().waitFor();
  assert.ok(await page.getByText('The rehearsal goes on; this list grows with it.').isVisible(), 'a word on the use is still owed');
  await act(officer, id, 'use-reports', { usefulness: 'useful', usedFor: ['supervision'], outcome: 'Practised.', isLast: true });
  await page.reload();
  await page.getByText('The rehearsal is over.').waitFor();
  await picture(page, 'training-over');
}

async function lookAsAuditor(browser: Browser, at: Authority): Promise<void> {
  const officer = at.at('auditor');
  const page = await signInAt(browser, at.url, officer, { width: 1024, colorScheme: 'dark' });
  await page.goto(new URL('/training', page.url()).href);
  await page.getByRole('heading', { name: 'A request and its answer' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Rehearse:/ }).count(), 0);
  await picture(page, 'training-auditor-dark-1024');
  await assertAccessible(page, 'training in the dark');
}
