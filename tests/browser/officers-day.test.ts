// SPDX-License-Identifier: Apache-2.0
/**
 * An officer's morning in a real browser. The answer to a request is prepared; an urgent one comes in, stands first and says why; the
 * officer opens it by keys, takes it, notes and plans; a colleague approves the answer in the dark on a small screen; the urgent one is found
 * again by a word and in the calendar, refused, and handed over with a note before noon. Pictures are kept where COMITY_PICTURES says.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import {
  approveStep,
  assertAccessible,
  choose,
  codeOf,
  type Demo,
  picture,
  signIn,
  skipWithoutBrowser,
  startDemo,
} from './demo-in-browser.ts';

const normal = 'Meridian Tide Exchange Ltd';
const urgent = 'Corvid Sands Wallet Services';
/** The colleague's screen. */
const smallAndDark = { width: 1024, colorScheme: 'dark' } as const;

test(
  'an officer’s morning: inbox, answer, four eyes, search, refusal, hand-over',
  { skip: skipWithoutBrowser, timeout: 600_000 },
  async (t) => {
    const demo = await startDemo();
    try {
      const ines = demo.officer('xa', 'Ines');
      const asking = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
      const from: Asking = { asking, approving: await signIn(demo, 'xa', ines), ines };
      const spent = await arrives(normal, from, '');
      const oskar = await signIn(demo, 'xb', demo.officer('xb', 'Oskar'));
      const yara = await signIn(demo, 'xb', demo.officer('xb', 'Yara'), smallAndDark);
      // Each step stands on the one before; where one fails, the rest would only fail after it.
      let isBroken = false;
      const step = async (name: string, work: () => Promise<void>): Promise<void> => {
        await t.test(name, { skip: isBroken ? 'an earlier step failed' : false }, async () => {
          isBroken = true;
          await work().catch(async (error: unknown) => {
            for (const [index, page] of [oskar, yara].entries()) await picture(page, `failed-${index}`);
            throw error;
          });
          isBroken = false;
        });
      };
      await step('the answer to the request of yesterday is prepared', () => prepareAnswer(oskar));
      await arrives(urgent, from, spent);
      await step('the inbox begins with what is due first, and says why it is there; it is opened by keys alone', () => openByKeys(oskar));
      await step('the case is taken, a task has its day, and a note tells a colleague', () => planWork(oskar));
      await step('the colleague sees what waits for her and who mentioned her, and approves exactly the answer', () => approve(yara, demo));
      await step('the first case is found by a word and in the calendar, and its task is done', () => findAgain(oskar));
      await step('it is refused, with the ground and its reasons, and waits for a second officer', () => refuse(oskar));
      await step('before noon it is handed over with a note; it is on the colleague’s list and off one’s own', () => handOver(oskar, yara));
    } finally {
      await demo.stop();
    }
  },
);

/** A request of Xandria, approved by a code that is not yet spent: the one of the window before is waited out. */
async function arrives(subject: string, { asking, approving, ines }: Asking, spent: string): Promise<string> {
  await compose(asking, subject);
  while (codeOf(ines, 1) === spent) await setTimeout(500);
  const code = codeOf(ines, 1);
  await approveStep(approving, subject, code);
  return code;
}

interface Asking {
  readonly asking: Page;
  readonly approving: Page;
  readonly ines: ReturnType<Demo['officer']>;
}

async function compose(page: Page, subject: string): Promise<void> {
  await page.goto(new URL('/compose', page.url()).href);
  await choose(page, /Authority asked/, /Xebria/);
  await choose(page, /Kind of assistance/, /Suspicious-transaction reports/);
  await choose(page, /Purpose of the use/, /administrative enforcement/i);
  if (subject === urgent) {
    await page.getByText('Urgent', { exact: true }).click();
    await choose(page, /Ground of urgency/, /Flight of assets/);
    await page
      .getByRole('textbox', { name: /^Why it cannot wait/ })
      .fill('The wallet has been emptied by a third since Monday; the rest is moving.');
  }
  for (const [name, words] of [
    [/^Subject/, subject],
    [/^Facts/, 'Between 2 and 20 March 2026 its accounts traded XTD with each other at rising prices; two holders live in Xandria.'],
    [/^Why it will help/, 'The reports would show who ordered the trades and where the proceeds went.'],
    [/^Legal provisions/, 'Markets Act of Xandria, section 14 (manipulation)'],
  ] as const)
    await page.getByRole('textbox', { name }).fill(words);
  await page.getByText('Ready to submit').first().waitFor();
  await page.getByRole('button', { name: 'Submit for approval' }).first().click();
  await page.getByText('Awaiting approval').first().waitFor();
}

const row = (page: Page, subject: string) => page.getByRole('row', { name: new RegExp(subject) }).first();

async function openByKeys(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await row(page, urgent).waitFor();
  const subjects = (await page.locator('[data-row]').allTextContents()).filter((text) => text === normal || text === urgent);
  assert.deepEqual(subjects, [urgent, normal], 'what is due first stands first');
  await row(page, urgent).getByText('Nobody has it yet').waitFor();
  await look(page, 'day-inbox');
  await page.keyboard.press('j');
  while ((await page.evaluate('document.activeElement?.textContent')) !== urgent) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: urgent }).waitFor();
  await look(page, 'day-case');
}

async function planWork(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' });
  await choose(page, /^List of tasks/, /Incoming request/);
  await page.getByRole('button', { name: 'Add its tasks' }).click();
  await page.getByText('Acknowledge, with the day by which an answer is expected').waitFor();
  await page.getByRole('textbox', { name: 'New note' }).fill('Their wallet is held at Bank One, which I called at nine.');
  await choose(page, /^Tell/, /Yara/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await page.getByText('Told: Yara Monteclair').waitFor();
  await look(page, 'day-planned');
}

async function prepareAnswer(page: Page): Promise<void> {
  await open(page, '/inbox', normal);
  await page
    .getByRole('link', { name: 'Reply' })
    .or(page.getByRole('button', { name: 'Reply' }))
    .first()
    .click();
  await choose(page, /Purpose/, /analysis by a financial intelligence unit/i);
  await page.getByRole('textbox', { name: 'Name, number or word' }).fill('Meridian');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('textbox', { name: 'Text of the reply' }).fill('One of the reports we hold on this exchange.');
  await page.getByRole('button', { name: 'Prepare reply' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function approve(page: Page, demo: Demo): Promise<void> {
  await page.goto(new URL('/inbox', page.url()).href);
  await row(page, normal).getByText('Waits for your approval').waitFor();
  await row(page, urgent).getByText('You are mentioned').waitFor();
  await look(page, 'day-colleague');
  await approveStep(page, normal, codeOf(demo.officer('xb', 'Yara'), 1));
  await look(page, 'day-approved');
}

async function findAgain(page: Page): Promise<void> {
  await page.goto(new URL('/inbox', page.url()).href);
  await page.getByRole('textbox', { name: 'Search all cases by words' }).fill('Corvid');
  await row(page, urgent).waitFor();
  await page.locator('[data-row]').filter({ hasText: normal }).waitFor({ state: 'detached' });
  await look(page, 'day-search');
  // Its day may lie beyond the last week that this month shows.
  const agenda = page.waitForResponse((response) => response.url().includes('/api/desk/agenda'));
  await page.goto(new URL('/calendar', page.url()).href);
  if (!(await (await agenda).text()).includes(urgent)) await page.getByRole('button', { name: 'Next month' }).click();
  await page
    .getByRole('link', { name: new RegExp(urgent) })
    .first()
    .waitFor();
  await look(page, 'day-calendar');
  await page.goto(new URL('/tasks', page.url()).href);
  const done = page.getByRole('checkbox', { name: /^Done:/ }).or(page.getByRole('button', { name: /^Done:/ }));
  await done.first().waitFor();
  const open = await done.count();
  await done.first().click();
  await done.nth(open - 1).waitFor({ state: 'detached' });
  await look(page, 'day-tasks');
}

async function refuse(page: Page): Promise<void> {
  await open(page, '/inbox', urgent);
  await page.getByRole('button', { name: 'Refuse' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, /^Ground/, /^R03/);
  await dialog.getByRole('textbox', { name: /^Reasons/ }).fill('We search its offices on Monday; an answer now would warn the director.');
  await look(page, 'day-refusal');
  await dialog.getByRole('button', { name: 'Prepare refusal' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function handOver(page: Page, colleague: Page): Promise<void> {
  await page
    .getByRole('textbox', { name: 'New note' })
    .fill('Hand-over: the refusal waits for Desmond. If it is returned, ask for a delay until Tuesday.');
  await choose(page, /^Tell/, /Yara/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await page.getByText(/^Hand-over: the refusal waits/).waitFor();
  await choose(page, /^Who has the case/, /Yara/);
  await colleague.goto(new URL('/inbox', colleague.url()).href);
  await row(colleague, urgent).getByText('You have it').waitFor();
  await colleague.getByRole('button', { name: /^Notices/ }).click();
  await colleague.getByText('A case was given to you').first().waitFor();
  await look(colleague, 'day-handed-over');
}

async function open(page: Page, box: string, subject: string): Promise<void> {
  await page.goto(new URL(box, page.url()).href);
  await page
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .click();
}

/** Kept as a picture, usable by everybody, and within the width of the window. */
async function look(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await assertAccessible(page, name);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.equal(overflow, 0, `${name} fits the width of the window`);
}
