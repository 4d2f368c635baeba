// SPDX-License-Identifier: Apache-2.0
/**
 * Joint work in a real browser: XA gives notice of suspected abuse and opens a peer review of XB; XB answers both, comments on the draft and
 * reports on its action; XA publishes, and the review stands on the page of the agreement. What binds an authority is approved by a second
 * officer meanwhile, by a call.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { fillTemplate, findTemplate } from '../../src/agreements/index.ts';
import type { AuthorityKey } from '../scenarios/authorities.ts';
import { type Authority, bootFederation, eventually, expectOk, type Federation } from '../scenarios/federation.ts';
import { makePeers, partyOf, signAll } from '../scenarios/first-day.ts';
import { approveAct, waitingActs } from '../scenarios/waiting-acts.ts';
import { assertAccessible, choose, launchBrowser, picture, signInAt, skipWithoutBrowser } from './demo-in-browser.ts';

const review = 'How Xebria works with others';
const notice = 'Token of Lantern';
const operation = 'Operation Candle';

test('authorities tell each other of work, and review how one cooperates', { skip: skipWithoutBrowser, timeout: 900_000 }, async (t) => {
  const federation = await bootFederation(['xa', 'xb', 'xc'], { hasWeb: true });
  const browser = await launchBrowser();
  try {
    const digest = await joinAll(federation);
    const [atXa, atXb] = [await open(browser, federation.of('xa')), await open(browser, federation.of('xb'))];
    await t.test('notice is given, and answered in working days of whoever owes the answer', () => tell(federation, atXa, atXb));
    await t.test('a review is opened, and the questions are answered', () => beginReview(federation, atXa, atXb));
    await t.test('the draft is commented on before it is published', () => assess(federation, atXa, atXb));
    await t.test('an action is reported on, and the review stands with the agreement', async () => {
      await write(atXb, federation.of('xb'), 'Report on an action', async (dialog) => {
        await choose(atXb, /^Action/, /Name a deputy/);
        await dialog.getByRole('textbox', { name: /^In words/ }).fill('Deputies are named.');
        await dialog.getByRole('button', { name: 'Send', exact: true }).click();
        await dialog.getByText('Choose one').waitFor();
        await choose(atXb, /^Done/, /Yes/);
      });
      await atXa
        .getByText(/Deputies are named/)
        .first()
        .waitFor();
      await atXa.goto(new URL(`/agreements/${encodeURIComponent(digest)}`, atXa.url()).href);
      await atXa.getByRole('link', { name: review }).waitFor();
      await picture(atXa, 'joint-agreement');
      await assertAccessible(atXa, 'agreement with a review');
    });
    await t.test('a plan is written whole, and changed by its lead', () => plan(federation, atXa, atXb));
    await t.test('an auditor reads it in a smaller window in the dark', () => lookAsAuditor(browser, federation.of('xb')));
  } finally {
    await browser.close();
    await federation.stop();
  }
});

async function joinAll(federation: Federation): Promise<string> {
  const all = (['xa', 'xb', 'xc'] as const satisfies readonly AuthorityKey[]).map((key) => federation.of(key));
  for (const [index, left] of all.entries()) for (const right of all.slice(index + 1)) await makePeers(left, right);
  const template = findTemplate('joint-operations');
  assert.ok(template !== null);
  const parties = await Promise.all(all.map(partyOf));
  return signAll(expectOk(fillTemplate(template, { parties, inForceFrom: '2026-01-01T00:00:00.000Z' })).document, ...all);
}

async function open(browser: Browser, at: Authority): Promise<Page> {
  const officer = at.at('preparer');
  const page = await signInAt(browser, at.url, officer, {});
  await page.goto(new URL('/joint', page.url()).href);
  return page;
}

/** Fills in the dialog behind a button and sends it; a second officer approves what waits for one. */
async function write(page: Page, at: Authority, button: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await fillAndSend(page, at, fill);
}

async function fillAndSend(page: Page, at: Authority, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  const waiting = (await waitingActs(at.at('approver'))).find(({ state, mayApprove }) => state === 'waiting' && mayApprove);
  if (waiting?.about !== null && waiting !== undefined) await approveAct(at.at('approver'), waiting.about);
}

async function openMatter(page: Page, title: string): Promise<void> {
  await page.goto(new URL('/joint', page.url()).href);
  await page.getByRole('link', { name: title }).click();
  await page.getByText('What was said').waitFor();
}

/** The same for a matter that is opened from the menu of the list. */
async function beginByMenu(page: Page, at: Authority, entry: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  await fillAndSend(page, at, fill);
}

async function tell(federation: Federation, atXa: Page, atXb: Page): Promise<void> {
  await beginByMenu(atXa, federation.of('xa'), 'Notice of suspected abuse', async (dialog) => {
    await dialog.getByRole('textbox', { name: /^Title/ }).fill(notice);
    await choosePeers(atXa, /^With which peers/, [/Xebria/, /Xiria/]);
    await dialog.getByRole('textbox', { name: /^Subject/ }).fill('Lantern Exchange');
    await dialog.getByRole('textbox', { name: /^Conduct/ }).fill('Selling a token on false figures.');
    await dialog.getByRole('textbox', { name: /^Preliminary assessment/ }).fill('Half of the buyers live abroad.');
  });
  await openMatter(atXb, notice);
  await atXb.getByText('Half of the buyers live abroad.').first().waitFor();
  await write(atXb, federation.of('xb'), 'Answer the notice', async (dialog) => {
    await choose(atXb, /^Own inquiry/, /Planned/);
    await dialog.getByRole('textbox', { name: /^Measures planned/ }).fill('A warning.');
  });
  await atXb.getByRole('cell', { name: 'A warning.' }).waitFor();
  await picture(atXb, 'joint-notice');
  await assertAccessible(atXb, 'notice of suspected abuse');
}

async function beginReview(federation: Federation, atXa: Page, atXb: Page): Promise<void> {
  await atXa.goto(new URL('/joint', atXa.url()).href);
  await beginByMenu(atXa, federation.of('xa'), 'Peer review', async (dialog) => {
    await dialog.getByRole('textbox', { name: /^Title/ }).fill(review);
    await choose(atXa, /^Agreement/, /Joint Operations/);
    await choose(atXa, /^Reviewed/, /Xebria/);
    await choosePeers(atXa, /^Panel beside us/, [/Xiria/]);
    await dialog.getByLabel(/^Period from/).fill('2026-01-01');
    await dialog.getByLabel(/^Period to/).fill('2026-10-28');
    await picture(atXa, 'joint-review-new');
    await assertAccessible(atXa, 'opening a peer review');
  });
  await openMatter(atXb, review);
  await write(atXb, federation.of('xb'), 'Answer the questions', async (dialog) => {
    for (const field of await dialog.getByRole('textbox').all()) await field.fill('As our handbook says.');
    await picture(atXb, 'joint-review-answers');
  });
  await atXb.getByText('As our handbook says.').first().waitFor();
  const xc = federation.of('xc');
  const [matter, note] = await eventually('XC is asked to sit', 60_000, async () => {
    const id = new URL(atXb.url()).pathname.split('/').at(-1) ?? '';
    const { status, value } = await xc.at('preparer').call('GET', `/api/joint/matters/${id}`);
    return status === 200 ? ([id, (value as { review: { note: string } }).review.note] as const) : null;
  });
  const said = { kind: 'accept-panel', panel: note, isAccepted: true, reason: '' };
  assert.equal((await xc.at('preparer').call('POST', `/api/joint/matters/${matter}/notes`, { said })).status, 200);
}

async function assess(federation: Federation, atXa: Page, atXb: Page): Promise<void> {
  await openMatter(atXa, review);
  await write(atXa, federation.of('xa'), 'Write the draft', async (dialog) => {
    for (const field of await dialog.getByRole('textbox').all()) {
      if ((await field.getAttribute('readonly')) === null && (await field.inputValue()) === '')
        await field.fill('It answers well, and late.');
    }
    await dialog.getByRole('button', { name: 'Add an action' }).click();
    await dialog.getByRole('textbox', { name: /^Action/ }).fill('Name a deputy for each contact point.');
    await picture(atXa, 'joint-review-draft-form');
    await assertAccessible(atXa, 'the draft of a panel');
  });
  await write(atXb, federation.of('xb'), 'Comment on the draft', async (dialog) => {
    await dialog.getByRole('textbox', { name: /^In words/ }).fill('Two of three officers were ill.');
  });
  const xc = federation.of('xc');
  const matter = new URL(atXb.url()).pathname.split('/').at(-1) ?? '';
  const path = `/api/joint/matters/${matter}`;
  const report = await eventually('XC has the draft', 60_000, async () => {
    const { value } = await xc.at('preparer').call('GET', path);
    return (value as { review: { assessment: { note: string } | null } }).review.assessment?.note ?? null;
  });
  const said = { kind: 'endorse', report, isEndorsed: true, reason: '' };
  assert.equal((await xc.at('preparer').call('POST', `${path}/notes`, { said })).status, 200);
  assert.ok(await approveAct(xc.at('approver'), matter));
  await write(atXa, federation.of('xa'), 'Publish', async () => undefined);
  await atXb
    .getByText(/^Findings, version 1/)
    .first()
    .waitFor();
  await picture(atXb, 'joint-review-published');
  await assertAccessible(atXb, 'a published review');
}

async function plan(federation: Federation, atXa: Page, atXb: Page): Promise<void> {
  const [xa, xb] = [federation.of('xa'), federation.of('xb')];
  await atXa.goto(new URL('/joint', atXa.url()).href);
  await beginByMenu(atXa, xa, 'Joint operation', async (dialog) => {
    await dialog.getByRole('textbox', { name: /^Title/ }).fill(operation);
    await dialog.getByRole('textbox', { name: /^Summary/ }).fill('Two venues hold what one scheme took.');
    await dialog.getByRole('textbox', { name: /^Conduct/ }).fill('Selling a token on false figures.');
    await dialog.getByRole('textbox', { name: /^Subject/ }).fill('Lantern Exchange');
    await choosePeers(atXa, /^With which peers/, [/Xebria/]);
    await dialog.getByRole('textbox', { name: /^Because/ }).fill('its inquiry opened in May');
    await dialog.getByLabel(/^Decided by/).fill('2026-11-05T08:30');
    await dialog.getByLabel(/^Instant/).fill('2026-11-05T09:00');
    await dialog.getByRole('button', { name: 'Add a step' }).click();
    await dialog.getByRole('textbox', { name: /^Step/ }).fill('Freeze the wallets at the venue');
    await choose(atXa, /^Owner/, /Xebria/);
    await dialog.getByRole('textbox', { name: /^Only after/ }).fill('Decision of the unit');
    await dialog.getByLabel(/^Press not before/).fill('2026-11-05T12:00');
    await picture(atXa, 'joint-plan-form');
    await assertAccessible(atXa, 'the form of a plan');
  });
  await openMatter(atXb, operation);
  await atXb.getByText('Only after: Decision of the unit').waitFor();
  await openMatter(atXa, operation);
  await write(atXa, xa, 'Change the plan', async (dialog) => {
    assert.equal(await dialog.getByLabel(/^Instant/).inputValue(), '2026-11-05T09:00');
    await dialog.getByLabel(/^Instant/).fill('2026-11-05T10:00');
    await dialog.getByRole('button', { name: 'Add a disclosure' }).click();
    for (const [name, text] of [
      [/^What/, 'The orders'],
      [/^To whom/, 'those affected'],
      [/^When/, 'once carried out'],
    ] as const)
      await dialog.getByRole('textbox', { name }).fill(text);
  });
  await atXb.getByText('Plan, version 2').waitFor();
  await write(atXb, xb, 'We are not ready', async (dialog) => {
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('The unit decides on Monday.');
  });
  const dialog = atXb.getByRole('dialog');
  await atXb.getByRole('button', { name: 'We are ready' }).click();
  await dialog.getByRole('checkbox', { name: /^Met: Decision of the unit/ }).waitFor();
  await picture(atXb, 'joint-ready-form');
  await atXb.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await picture(atXb, 'joint-plan-changed');
  await assertAccessible(atXb, 'a plan');
}

async function lookAsAuditor(browser: Browser, at: Authority): Promise<void> {
  const officer = at.at('auditor');
  const page = await signInAt(browser, at.url, officer, { width: 1024, colorScheme: 'dark' });
  await openMatter(page, review);
  assert.equal(await page.getByRole('button', { name: /^(Comment|Report on an action)$/ }).count(), 0);
  await picture(page, 'joint-review-auditor-dark-1024');
  await assertAccessible(page, 'a review in the dark');
}

/** Chooses entries of a list of which several can be chosen, and closes it. */
async function choosePeers(page: Page, label: RegExp, entries: readonly RegExp[]): Promise<void> {
  for (const entry of entries) await choose(page, label, entry);
  await page.keyboard.press('Tab');
}
