// SPDX-License-Identifier: Apache-2.0
/**
 * A day of an analyst of markets in a real browser: alerts gathered by whom they name, one looked at with its market played and stepped by
 * key, whom it names and where looked up, judged, made a report, and its other leg asked for; a further file is taken in and run.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, choose, type Demo, picture, signIn, skipWithoutBrowser, goOnInDemo } from './demo-in-browser.ts';

test('an analyst works through market alerts', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await goOnInDemo();
  try {
    const noor = await signIn(demo, 'xc', demo.officer('xc', 'Noor'));
    await t.test('alerts are listed, and gathered by whom they name', () => inbox(noor));
    await t.test('the market of an alert is played, stepped through by key, and looked at closer', () => replay(noor));
    await t.test('everything about one whom it names, and about its instrument, is one step away', () => subjects(noor));
    await t.test('accounts that belong together through the register are shown with the way, and gathered', () => belonging(noor));
    await t.test('it is judged on a ground, becomes the draft of a report, and its other leg is asked for', () => follow(noor));
    await t.test('an alert with its other legs: what another authority told lies beside ours, and who has told nothing is named', () =>
      otherLegs(noor),
    );
    await t.test('a further file is taken in and run; patterns show what was said of them', () => run(noor));
    await t.test('a drafted detector is looked at, and back-tested on that file', () => studio(noor));
    await t.test('the screens fit a smaller window and the dark', () => lookAgain(demo));
    await t.test('whoever was asked sees the question, and tells more', () => answerLeg(demo));
  } finally {
    await demo.stop();
  }
});

async function go(page: Page, place: string): Promise<void> {
  await page.goto(new URL(place, page.url()).href);
}

async function inbox(page: Page): Promise<void> {
  await go(page, '/alerts');
  await page.getByRole('table', { name: 'Market alerts' }).waitFor();
  await picture(page, 'alerts');
  await assertAccessible(page, 'alerts');
  await choose(page, /Gathered by/, /By participant/);
  await page.getByRole('table', { name: 'Alerts gathered' }).waitFor();
  await picture(page, 'alerts-gathered');
  await assertAccessible(page, 'alerts gathered');
  await page.getByRole('button', { name: 'Owner Brackwater' }).click();
  await page
    .getByRole('link', { name: /^(Spoofing|Layering)/ })
    .first()
    .waitFor();
}

async function replay(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(Spoofing|Layering)/ })
    .first()
    .click();
  const acts = page.getByRole('table', { name: 'Acts in the order of time' });
  await acts.waitFor();
  await page.getByRole('table', { name: /compared$/ }).waitFor();
  await picture(page, 'alert');
  await assertAccessible(page, 'alert');
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page
    .getByText(/The alert rests on it\.$|Owner Brackwater: /)
    .first()
    .waitFor();
  await page.keyboard.press('z');
  await page.getByRole('button', { name: 'Whole alert' }).waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await picture(page, 'alert-closer');
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.keyboard.press('p');
}

async function subjects(page: Page): Promise<void> {
  const alert = page.url();
  await page.getByRole('link', { name: 'Owner Brackwater', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Owner Brackwater' }).waitFor();
  await page.getByRole('region', { name: 'Its accounts' }).waitFor();
  await page.getByRole('table', { name: 'With whom it traded' }).waitFor();
  await page
    .getByText(/^Active in /)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Replay the history' }).click();
  await page.getByRole('table', { name: 'What it ends in' }).waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the document' }).click()]);
  assert.match(saved.suggestedFilename(), /^history-XVEN-/);
  await picture(page, 'alert-participant');
  await assertAccessible(page, 'participant of a market');
  await go(page, alert);
  await page
    .getByRole('link', { name: /^XVEN\//, exact: false })
    .first()
    .click();
  await page.getByRole('table', { name: 'Who traded in it' }).waitFor();
  await picture(page, 'alert-instrument');
  await assertAccessible(page, 'instrument of a market');
  await go(page, alert);
}

async function belonging(page: Page): Promise<void> {
  const alert = page.url();
  await go(page, '/alerts/subjects/participant/Oriel%20Point%20Capital%20LLP');
  const region = page.getByRole('region', { name: 'Belongs together' });
  await region.getByRole('link', { name: 'Brannock Shore Nominees', exact: true }).waitFor();
  await region.getByText(/^Why: /).click();
  await region.getByText('The register names the one as a beneficial owner of the other.').waitFor();
  await choose(page, /Purpose/, /[Aa]dministrative/);
  await page.getByRole('button', { name: 'Look in the records' }).click();
  await page.getByRole('button', { name: 'Holds it', exact: true }).first().waitFor();
  await picture(page, 'alert-belonging');
  await assertAccessible(page, 'accounts that belong together');
  await go(page, '/alerts');
  await choose(page, /Gathered by/, /belong together/);
  await page.getByText('Oriel Point Capital LLP', { exact: true }).waitFor();
  await picture(page, 'alerts-belonging');
  await go(page, alert);
  await page.getByRole('table', { name: 'Acts in the order of time' }).waitFor();
}

async function follow(page: Page): Promise<void> {
  await choose(page, /^Ground/, /fits the practice/);
  await page.getByRole('textbox', { name: 'Reason' }).fill('Shown large, filled on the other side, withdrawn at once; three times.');
  await page.getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByText('Confirmed', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Draft the report' }).click();
  await page.getByRole('link', { name: /^ALERT-/ }).waitFor();
  await picture(page, 'alert-judged');
  await page.getByRole('button', { name: 'Request the other leg' }).click();
  await page
    .getByRole('dialog')
    .getByText(/names period, instruments and accounts/)
    .waitFor();
  await choose(page, /Authority asked/, /Xandria/);
  await picture(page, 'alert-other-leg');
  await page.getByRole('dialog').getByRole('button', { name: 'Open the draft' }).click();
  await page.waitForURL(/\/compose\/req_/);
  await page.getByText(/Asked for: orders, changes, withdrawals and trades/).waitFor();
  await picture(page, 'alert-request');
}

async function otherLegs(page: Page): Promise<void> {
  await go(page, '/alerts');
  await page.getByText('All', { exact: true }).click();
  await page.getByRole('link', { name: /^Ramping: Oriel Point/ }).click();
  const region = page.getByRole('region', { name: 'Other legs' });
  await region.getByRole('row', { name: /Xandria.*Partly answered/s }).waitFor();
  await region.getByRole('row', { name: /Xebria.*Nothing told yet/s }).waitFor();
  await region.getByRole('button', { name: 'Lay the parts together' }).click();
  await region.getByText(/those told of by Securities Commission of Xandria bought 9400 net/).waitFor();
  await region.getByText(/^Financial Intelligence Unit of Xebria has told nothing yet/).waitFor();
  await region.getByText('293 acts in the order of time').click();
  await picture(page, 'alert-joint');
  await assertAccessible(page, 'alert with its other legs');
}

async function studio(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Spoofing', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Spoofing' }).waitFor();
  await picture(page, 'detector');
  await assertAccessible(page, 'detector');
  await page.getByRole('link', { name: /depthShareMin/ }).click();
  await page.getByRole('button', { name: 'Back-test on these files' }).waitFor();
  await assertAccessible(page, 'draft of a detector');
  await choose(page, /Files taken in/, /^small-day\.csv/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Back-test on these files' }).click();
  await page.getByText(/^Done: /).waitFor();
  await picture(page, 'detector-draft');
}

async function answerLeg(demo: Demo): Promise<void> {
  const page = await signIn(demo, 'xa', demo.officer('xa', 'Mara'), { width: 1024, colorScheme: 'dark' });
  await go(page, '/inbox');
  await page.getByText('Oriel Point Capital LLP').first().click();
  const region = page.getByRole('region', { name: 'The other leg of an alert' });
  await region.getByText(/told of 2 participants, 55 acts$/).waitFor();
  await region.getByRole('textbox', { name: 'What you say with it' }).fill('For whom the nominee acts is known now.');
  await picture(page, 'alert-leg-answer-dark-1024');
  await assertAccessible(page, 'answer of another leg');
  await region.getByRole('button', { name: 'Prepare our part' }).click();
  await page.getByText('The reply waits for its approvals.').waitFor();
}

async function run(page: Page): Promise<void> {
  await go(page, '/alerts/runs');
  await page.getByText('xven-2026-11-02.csv.gz').waitFor();
  const buffer = await readFile(new URL('../../examples/market/small-day.csv', import.meta.url));
  await page.locator('input[type=file]').setInputFiles({ name: 'small-day.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Run all patterns' }).click();
  await page.locator('tr', { hasText: 'small-day.csv' }).getByText('Done', { exact: true }).waitFor();
  await picture(page, 'alert-runs');
  await assertAccessible(page, 'surveillance runs');
  await go(page, '/alerts/patterns');
  await page.getByText('The conduct fits the practice').first().waitFor();
  await picture(page, 'alert-patterns');
  await assertAccessible(page, 'patterns');
}

async function lookAgain(demo: Demo): Promise<void> {
  const page = await signIn(demo, 'xc', demo.officer('xc', 'Casimir'), { width: 1024, colorScheme: 'dark' });
  await go(page, '/alerts');
  await page.getByRole('link', { name: /^Wash-trade rings/ }).waitFor();
  await picture(page, 'alerts-dark-1024');
  await page.getByRole('link', { name: /^Wash-trade rings/ }).click();
  await page.getByRole('table', { name: 'Acts in the order of time' }).waitFor();
  await picture(page, 'alert-dark-1024');
  await assertAccessible(page, 'alert in the dark');
  await page
    .getByRole('link', { name: /^XVEN\//, exact: false })
    .first()
    .click();
  await page.getByRole('table', { name: 'Who traded in it' }).waitFor();
  await picture(page, 'alert-instrument-dark-1024');
  await assertAccessible(page, 'instrument in the dark');
}
