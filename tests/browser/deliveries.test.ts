// SPDX-License-Identifier: Apache-2.0
/**
 * What could not be delivered, in a real browser: a reply and a datum given unasked expire while the other authority's server stands
 * still. An officer sees why, sends the reply again, and sets the datum aside with a reason; when the other server is back, the
 * reply arrives.
 *
 * Days pass on the clock that both servers share, so they are those of the scenarios, with the workplace.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { deliveriesSchema } from '../../src/exchange/wire.ts';
import { act, approveAsNeeded, caseOf, draftTo, openCase, searchRecords, sendRequest, untilState } from '../scenarios/casework.ts';
import { type Authority, bootFederation, eventually, type Federation } from '../scenarios/federation.ts';
import { arrangementBetween, importSamples, makePeers, memorandumAmong, signAll } from '../scenarios/first-day.ts';
import { approveMatter, begin, purpose } from '../scenarios/onward.ts';
import { dayMs, minuteMs } from '../scenarios/story-clock.ts';
import { assertAccessible, launchBrowser, picture, signInAt, skipWithoutBrowser } from './demo-in-browser.ts';

const reason = 'They were told by telephone; it is of no use any more.';

test('what was not delivered is sent again, or set aside with a reason', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const federation = await bootFederation(['xa', 'xb'], { hasWeb: true });
  const browser = await launchBrowser();
  try {
    const [xa, xb] = [federation.of('xa'), federation.of('xb')];
    const caseId = await expire(federation, xa, xb);
    const page = await openDeliveries(browser, xb);
    await t.test('both stand there, each with its reason and what can be done', async () => {
      await page
        .getByText(/It was given up/)
        .first()
        .waitFor();
      const rows = page.locator('table tbody tr');
      assert.equal(await rows.count(), 2);
      const kinds = (await rows.allInnerTexts()).map((text) => /(assistance|onward) · [a-z]+/.exec(text)?.[0] ?? '');
      assert.deepEqual(kinds.toSorted(), ['assistance · reply', 'onward · disclosure']);
      assert.equal(
        await page.getByRole('button', { name: 'Write it anew' }).count(),
        1,
        'what is passed on is prepared anew at its record',
      );
      assert.equal(await page.getByRole('button', { name: 'Set aside' }).count(), 2);
      await picture(page, 'deliveries');
      await assertAccessible(page, 'deliveries');
    });
    await t.test('the datum is set aside, not without a reason, and by the keyboard', () => setAside(page));
    await t.test('the reply is written anew and sent, and takes the place of the old one', () => writeAnew(page, xb, caseId));
    await t.test('it arrives when the other server is back', async () => {
      await xa.start();
      await eventually('the reply is at XA', 20_000, async () => {
        federation.clock.pass(minuteMs);
        const { row } = await caseOf(xa.at('preparer'), caseId);
        return row.state === 'answered' || row.state === 'partly-answered';
      });
      await page.getByText('Everything gets through').waitFor();
      await picture(page, 'deliveries-empty');
      await assertAccessible(page, 'deliveries, empty');
    });
    await t.test('a request that expired is sent again as a new case from the list', () => requestAgain(federation, { xa, xb, browser }));
    await t.test('an auditor looks and can do nothing; a smaller window in the dark', () => lookAsAuditor(browser, xb));
  } finally {
    await browser.close();
    await federation.stop();
  }
});

/** A case of which XB's reply expires, and beside it a record that XB gives unasked; gives the case. */
async function expire(federation: Federation, xa: Authority, xb: Authority): Promise<string> {
  await makePeers(xa, xb);
  await signAll(await arrangementBetween(xa, xb), xa, xb);
  await signAll(await memorandumAmong(xa, xb), xa, xb);
  await importSamples(xb);
  const caseId = await sendRequest(xa, xb, { reference: 'XA-ENF-2026-600' });
  await xa.stop();
  await act(xb.at('preparer'), caseId, 'replies', { completeness: 'complete', text: 'The accounts belong to one person.', records: [] });
  await approveAsNeeded(xb, caseId);
  const [record] = await searchRecords(xb.at('keeper'), { q: 'Meridian Tide', kind: 'compliance-record', origin: 'own', purpose });
  assert.ok(record !== undefined);
  const given = { recordIds: [record.id], recipient: xa.id, purpose, reason: 'The same persons trade on a platform there.' };
  const { row } = await begin(xb, 'disclosures', given);
  await approveMatter(xb, row.id);
  federation.clock.pass(8 * dayMs);
  await eventually('both are given up', 20_000, async () => {
    const { rows } = await xb.at('preparer').expect(deliveriesSchema, 'GET', '/api/deliveries');
    return rows.filter(({ state }) => state === 'not-delivered').length === 2;
  });
  return caseId;
}

async function openDeliveries(browser: Browser, at: Authority): Promise<Page> {
  const officer = at.at('preparer');
  const page = await signInAt(browser, at.url, officer, {});
  await page.goto(new URL('/deliveries', page.url()).href);
  return page;
}

async function setAside(page: Page): Promise<void> {
  const line = page.locator('table tbody tr', { hasText: 'onward · disclosure' });
  await line.getByRole('button', { name: 'Set aside' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').waitFor();
  await assertAccessible(page, 'dialog to set aside');
  await dialog.getByRole('button', { name: 'Set aside' }).click();
  assert.equal(await dialog.isVisible(), true, 'without a reason it stays');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await line.getByRole('button', { name: 'Set aside' }).click();
  await dialog.getByRole('textbox').fill(reason);
  await picture(page, 'deliveries-set-aside');
  await dialog.getByRole('button', { name: 'Set aside' }).click();
  await line.waitFor({ state: 'detached' });
}

/** The reply is written anew and approved; sending it takes the old one off the list. */
async function writeAnew(page: Page, at: Authority, caseId: string): Promise<void> {
  await page.getByRole('button', { name: 'Write it anew' }).click();
  await page.waitForURL(new RegExp(`/cases/${caseId}/reply`));
  await page.getByLabel('Text of the reply').fill('The accounts belong to one person, as we found again.');
  await picture(page, 'deliveries-written-anew');
  await page.getByRole('button', { name: 'Prepare reply' }).click();
  await page.waitForURL(new RegExp(`/cases/${caseId}$`));
  await approveAsNeeded(at, caseId);
  await page.goto(new URL('/deliveries', page.url()).href);
  await page.locator('table tbody tr', { hasText: 'Write it anew' }).waitFor({ state: 'detached' });
}

/** This time XB stands still; XA's request expires, and its officer finds the same draft in a new case. */
async function requestAgain(federation: Federation, of: { readonly xa: Authority; readonly xb: Authority; readonly browser: Browser }) {
  const { xa, xb, browser } = of;
  const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-601' }));
  await act(xa.at('preparer'), id, 'submission');
  await xb.stop();
  await approveAsNeeded(xa, id);
  federation.clock.pass(8 * dayMs);
  await untilState(xa.at('preparer'), id, 'not-delivered', 20_000);
  const page = await openDeliveries(browser, xa);
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.waitForURL(/\/compose\//);
  await page
    .getByText(/Meridian Tide/)
    .or(page.locator('textarea, input').filter({ hasText: /Meridian/ }))
    .first()
    .waitFor({ state: 'attached' });
  await picture(page, 'deliveries-request-again');
  await page.goto(new URL('/deliveries', page.url()).href);
  await page.getByText('Everything gets through').waitFor();
  await xb.start();
}

async function lookAsAuditor(browser: Browser, at: Authority): Promise<void> {
  const officer = at.at('auditor');
  const page = await signInAt(browser, at.url, officer, { width: 1024, colorScheme: 'dark' });
  await page.goto(new URL('/deliveries', page.url()).href);
  await page.locator('main').getByRole('heading').first().waitFor();
  assert.equal(await page.getByRole('button', { name: /Send again|Write it anew|Set aside/ }).count(), 0);
  await picture(page, 'deliveries-auditor-dark-1024');
  await assertAccessible(page, 'deliveries in the dark');
}
