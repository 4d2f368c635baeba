// SPDX-License-Identifier: Apache-2.0
/**
 * The work beside the main job, in a real browser: asking back, answering, refusing on an allowed ground; importing a file
 * with a bad row; adding an officer; looking at a proof; exporting a record; leaving.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  approveAct,
  approveStep,
  assertAccessible,
  choose,
  codeOf,
  picture,
  signIn,
  skipWithoutBrowser,
  startDemo,
} from './demo-in-browser.ts';
import { readOrder, recogniseOrder, reportDone, submitOrder } from './order-for-evidence.ts';

const subject = 'Halcyon Reef Custody Ltd';

test('officers do the rest of their work in the browser', { skip: skipWithoutBrowser, timeout: 600_000 }, async (t) => {
  const demo = await startDemo();
  try {
    const asking = await signIn(demo, 'xa', demo.officer('xa', 'Mara'));
    const approving = await signIn(demo, 'xa', demo.officer('xa', 'Ines'));
    const asked = await signIn(demo, 'xb', demo.officer('xb', 'Oskar'));
    const releasing = await signIn(demo, 'xb', demo.officer('xb', 'Yara'));
    // Signed in once the codes that the demonstration used at its start are past.
    let confirming: Page | null = null;
    await t.test('a question goes back and its answer returns', async () => {
      await ask(asking);
      await approveStep(approving, subject, codeOf(demo.officer('xa', 'Ines'), 1));
      await askBack(asked);
      await answerBack(asking);
    });
    await t.test('a refusal offers allowed grounds alone, and needs a second officer', async () => {
      await refuse(asked);
      await approveStep(releasing, subject, codeOf(demo.officer('xb', 'Yara'), 1));
      await asking
        .getByText(/refused the request on ground/)
        .first()
        .waitFor();
      await picture(asking, 'case-refused');
    });
    await t.test('what the request lacked is supplied in time, and the refusing side is asked to reopen or uphold', async () => {
      await cure(asking);
      const ruben = demo.officer('xa', 'Ruben');
      confirming = await signIn(demo, 'xa', ruben);
      await approveStep(confirming, subject, codeOf(ruben, 1));
      await reconsider(asked);
    });
    await t.test('an exhibit is entered as evidence, and its custody log says what it still lacks for a court', () =>
      enterEvidence(asking),
    );
    await t.test(
      'it is handed over by dispatch: a second officer approves, the other authority takes it over, and both logs say so',
      async () => {
        await handOver(asking);
        await approveAct(approving, /^Decide: Hand-over of evidence/, codeOf(demo.officer('xa', 'Ines'), 1));
        await takeOver(asked);
        await openCase(asking, '/sent');
        await asking.getByRole('link', { name: exhibit }).first().click();
        await asking.getByText('Taken over there').first().waitFor();
        await picture(asking, 'evidence-handed-over');
        await assertAccessible(asking, 'item of evidence that was handed over');
      },
    );
    await t.test(
      'an order for evidence is recognised, one formality set aside with its reason, and what was done is reported',
      async () => {
        const named = 'Investigation order: Ilse Varga';
        // Each approver of this story has a code that no other part of the day spends.
        const approver = async (authority: 'xa' | 'xb', name: string): Promise<void> => {
          const officer = demo.officer(authority, name);
          await approveStep(await signIn(demo, authority, officer), named, codeOf(officer, 1));
        };
        await submitOrder(asking);
        await approver('xa', 'Signe');
        await recogniseOrder(asked);
        await approver('xb', 'Tomas');
        await reportDone(asked);
        await approver('xb', 'Hedda');
        await readOrder(asking);
      },
    );
    await t.test('a call that waits for its writing stands above the inbox, and the draft that confirms it tells of the call', async () => {
      await lookAtCall(asked);
      await lookAtConfirmation(asking);
    });
    await t.test('a draft that was shown is commented on, and nothing else can be done with it', () => commentOnDraft(asking));
    await t.test('a file with a bad row is reported by line, and nothing of it is kept', () => importBadFile(asked));
    await t.test('the public register shows what held on a day', () => lookAtRegister(asked));
    await t.test('a record of our own is exported for a stated purpose, when a second officer has approved it', async () => {
      const desmond = demo.officer('xb', 'Desmond');
      const second = await signIn(demo, 'xb', desmond);
      await exportRecord(asked, () => approveAct(second, /^Decide: Export of a record: /, codeOf(desmond, 1)));
    });
    await t.test('statistics are pictures with their tables, and a workbook to take along', () => lookAtStatistics(asking));
    await t.test('what a person asks is entered, the identity confirmed, and what is held searched; a breach has its clock', () =>
      keepPersonalData(asked),
    );
    // As long after the last approval of this officer as a code lasts.
    await t.test('a letter is compared with its scan and confirmed, and its case goes on by letter', async () => {
      assert.ok(confirming, 'the officer who approved the cure');
      await confirmLetter(confirming, codeOf(demo.officer('xa', 'Ruben'), 1));
      await lookAtLetters(asking);
    });
    // Only for some minutes after signing in may a session decide without another proof.
    let running: Page | null = null;
    await t.test('an administrator adds an officer and sees the first password once', async () => {
      running = await signIn(demo, 'xb', demo.officer('xb', 'Pavel'));
      await addOfficer(running);
    });
    await t.test('an administrator looks at the proof of an entry of the log', () => lookAtProof(present(running)));
    await t.test('signing out ends the session', () => signOut(present(running)));
  } finally {
    await demo.stop();
  }
});

function present(page: Page | null): Page {
  assert.ok(page !== null, 'the administrator signed in before');
  return page;
}

/** Scan and fields stand side by side; the second officer decides there. */
async function confirmLetter(page: Page, code: string): Promise<void> {
  await page.goto(new URL('/letters', page.url()).href);
  await page
    .getByRole('link', { name: /^Letter of Registrar/ })
    .first()
    .click();
  await page.getByText('It waits for a second officer').first().waitFor();
  await page.locator('iframe').waitFor();
  await picture(page, 'letter-to-confirm');
  await assertAccessible(page, 'letter that waits for confirmation');
  await page.getByRole('button', { name: 'Compare and decide' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Digit 1').click();
  await page.keyboard.type(code);
  await dialog.getByRole('button', { name: 'Approve exactly this' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Attested by our officers').first().waitFor();
  await page.getByRole('link', { name: 'To its case' }).click();
  await page.getByText(/transcribed by Mara Lindqvist, confirmed by Ruben Castellane/).waitFor();
  await picture(page, 'case-by-letter');
}

async function lookAtCall(page: Page): Promise<void> {
  const place = '**/api/assistance/oral-requests';
  await page.route(place, (route) => route.fulfill({ status: 500, json: { issues: [] } }));
  await page.goto(new URL('/inbox', page.url()).href);
  // That nobody knows whether a call waits does not look as if none did.
  const again = page.getByRole('main').getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await page.unroute(place);
  await again.click();
  const calls = page.getByRole('region', { name: 'Asked of us orally, not yet in writing' });
  await calls.getByText(/May be asked orally: clause 20/).waitFor();
  await picture(page, 'oral-inbox');
  await assertAccessible(page, 'inbox with a call');
  await page.getByRole('button', { name: 'Note a call' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Who called' }).waitFor();
  await picture(page, 'oral-note');
  await assertAccessible(page, 'noting a call');
  await page.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await calls.getByRole('button', { name: 'End this note' }).click();
  await dialog.getByRole('textbox', { name: 'What is to be known of it later' }).fill('They have called it off.');
  await picture(page, 'oral-end');
  await page.getByRole('button', { name: 'Close' }).click();
}

async function lookAtConfirmation(page: Page): Promise<void> {
  await page.goto(new URL('/sent', page.url()).href);
  await page.getByRole('link', { name: 'Wallet of Tern Island Brokers' }).click();
  await page.getByText('Confirmation in writing').first().waitFor();
  await page.getByText(/made the request orally, in urgency: Officer Lund called/).waitFor();
  await picture(page, 'oral-draft');
  await assertAccessible(page, 'case of a call');
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByRole('textbox', { name: 'Who took the call' }).waitFor();
  await page.getByRole('checkbox', { name: /It was first asked orally/ }).scrollIntoViewIfNeeded();
  await picture(page, 'oral-compose');
  await assertAccessible(page, 'draft that confirms a call');
}

async function commentOnDraft(page: Page): Promise<void> {
  await page.goto(new URL('/inbox', page.url()).href);
  await page.getByRole('link', { name: 'Gannet Rock Custody' }).click();
  await page.getByText(/They would like to hear: Whether it is registered/).waitFor();
  await picture(page, 'draft-shown');
  await assertAccessible(page, 'draft that was shown');
  await page.getByRole('button', { name: 'Say what it lacks' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Comments' }).fill('Give its number in the register.');
  await assertAccessible(page, 'comments on a draft');
  await dialog.getByRole('button', { name: 'Say what it lacks' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('said what the draft lacks').first().waitFor();
}

async function lookAtLetters(page: Page): Promise<void> {
  await page.goto(new URL('/letters', page.url()).href);
  await page.getByText('Registrar of Companies of Xylia (XY)').first().waitFor();
  await picture(page, 'letters');
  await assertAccessible(page, 'letters');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Print the pack' }).first().click()]);
  assert.equal((await readFile(await file.path())).subarray(0, 5).toString('latin1'), '%PDF-');
  await page.getByRole('button', { name: 'Register a letter' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Its reference' }).waitFor();
  await picture(page, 'letter-register');
  await assertAccessible(page, 'registering a letter');
  await page.getByRole('button', { name: 'Close' }).click();
}

async function lookAtStatistics(page: Page): Promise<void> {
  await page.goto(new URL('/statistics', page.url()).href);
  const months = page.getByRole('figure', { name: 'Requests received by month' });
  await months.getByText('As a table').click();
  await months.getByRole('table').waitFor();
  await picture(page, 'statistics');
  await assertAccessible(page, 'statistics');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Workbook (XLSX)' }).click()]);
  assert.match(file.suggestedFilename(), /^cooperation-.*\.xlsx$/);
  assert.equal((await readFile(await file.path())).subarray(0, 2).toString('latin1'), 'PK');
}

async function keepPersonalData(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const fill = (label: RegExp, text: string) => dialog.getByRole('textbox', { name: label }).fill(text);
  const enter = () => dialog.getByRole('button', { name: 'Enter' }).click();
  await page.goto(new URL('/personal-data', page.url()).href);
  await page.getByRole('button', { name: 'Enter a request' }).click();
  await fill(/^Person/, 'Halcyon Reef');
  await fill(/^Where the answer goes/, 'Quay 9, Xandria');
  await fill(/^What is asked/, 'Everything that you hold of me.');
  await dialog.getByLabel(/^Arrived/).fill('2026-01-05T10:00');
  await enter();
  await page.getByRole('button', { name: 'Confirm the identity' }).click();
  await fill(/^How/, 'Passport seen at the counter.');
  await enter();
  await page.getByRole('button', { name: 'Search what is held' }).click();
  await page.getByText(/searched what is held/).waitFor();
  await picture(page, 'personal-request');
  await assertAccessible(page, 'request of a person');
  await page.goto(new URL('/personal-data', page.url()).href);
  await page.getByRole('button', { name: 'Enter a breach' }).click();
  await fill(/^Breach, in a few words/, 'A list went to a wrong address');
  await dialog.getByLabel(/^Discovered/).fill('2026-01-05T10:00');
  await fill(/^What happened/, 'It was sent to a firm of nearly the same name.');
  await fill(/^Categories/, 'Names of officers');
  await enter();
  await page.getByText('Supervisor of data protection').waitFor();
  await picture(page, 'breach');
  await assertAccessible(page, 'breach');
}

async function ask(page: Page): Promise<void> {
  await page.goto(new URL('/compose', page.url()).href);
  await choose(page, /Authority asked/, /Xebria/);
  await choose(page, /Kind of assistance/, /Registrations of firms/);
  await choose(page, /Purpose of the use/, /supervision/i);
  await page.getByRole('textbox', { name: /^Subject/ }).fill(subject);
  await page.getByRole('textbox', { name: /^Facts/ }).fill('The firm offers custody in Xandria and says it is registered in Xebria.');
  await page.getByRole('textbox', { name: /^Why it will help/ }).fill('We must know whether it is.');
  await page.getByRole('textbox', { name: /^Legal provisions/ }).fill('Markets Act of Xandria, section 3');
  await page.getByRole('button', { name: 'Submit for approval' }).first().click();
  await page.getByText('Awaiting approval').first().waitFor();
}

/** On the page of the case; the form computes nothing, the server judges. */
async function enterEvidence(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Enter evidence' }).click();
  await dialog.getByRole('textbox', { name: /^Title/ }).fill(exhibit);
  await dialog.getByLabel(/^Collected(?! by)/).fill('2026-01-05T10:00');
  for (const [label, text] of [
    [/^From(?! a)/, 'Halcyon Reef Custody Ltd'],
    [/^Collected by/, 'Officer Lind'],
    [/^Place/, 'Harbour Street 4'],
    [/^Kept by/, 'Evidence store'],
  ] as const)
    await dialog.getByRole('textbox', { name: label }).fill(text);
  await choose(page, /^Rule/, /produced by somebody/);
  await picture(page, 'evidence-new');
  await dialog.getByRole('button', { name: 'Enter it' }).click();
  await page.getByText('Note whether this was done').first().waitFor();
  await page.getByRole('button', { name: 'Write into the log' }).click();
  await page.getByRole('menuitem', { name: 'Sealed' }).click();
  await dialog.getByRole('textbox', { name: /^Number of the seal/ }).fill('S-114');
  await dialog.getByRole('textbox', { name: /^Place/ }).fill('Evidence store');
  await dialog.getByRole('button', { name: 'Write', exact: true }).click();
  await page.getByText('S-114').first().waitFor();
  await picture(page, 'evidence-item');
  await assertAccessible(page, 'item of evidence');
  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.getByText('not yet for court').first().waitFor();
}

const exhibit = 'Telephone of the director';

async function handOver(page: Page): Promise<void> {
  await page.getByRole('link', { name: exhibit }).click();
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^For what/ }).fill('Examination in Xebria');
  await dialog.getByRole('textbox', { name: /^On its way with/ }).fill('Courier, bag 77');
  await picture(page, 'evidence-hand-over');
  await dialog.getByRole('button', { name: 'Prepare for approval' }).click();
  await page.getByText('waits for approval').first().waitFor();
}

async function takeOver(page: Page): Promise<void> {
  await openCase(page, '/inbox');
  await page.getByRole('button', { name: 'Take over' }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, text] of [
    [/^Received by/, 'Officer Vale'],
    [/^Place/, 'Evidence store of Xebria'],
    [/^Kept by/, 'Registry'],
    [/^Condition/, 'As described'],
  ] as const)
    await dialog.getByRole('textbox', { name: label }).fill(text);
  await choose(page, /^Seal/, /^intact/);
  await picture(page, 'evidence-take-over');
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await page.getByText('taken over').first().waitFor();
  await picture(page, 'evidence-taken-over');
}

async function openCase(page: Page, box: '/inbox' | '/sent'): Promise<void> {
  await page.goto(new URL(box, page.url()).href);
  await page
    .getByRole('link', { name: new RegExp(subject) })
    .first()
    .click();
}

async function askBack(page: Page): Promise<void> {
  await openCase(page, '/inbox');
  await page.getByRole('button', { name: 'Ask back' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Question' }).fill('Under which register number does it say so?');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask back' }).click();
  await page.getByText('Question open').first().waitFor();
}

async function answerBack(page: Page): Promise<void> {
  await openCase(page, '/sent');
  await page.getByRole('button', { name: 'Answer the question' }).click({ timeout: 8000 });
  await page.getByRole('dialog').getByRole('textbox', { name: 'Answer' }).fill('XB-VASP-0099, on its web site.');
  await page.getByRole('dialog').getByRole('button', { name: 'Answer the question' }).click();
  await page.getByText('answered the question').first().waitFor();
}

async function refuse(page: Page): Promise<void> {
  await openCase(page, '/inbox');
  await page.getByText('answered the question').first().waitFor({ timeout: 8000 });
  await page.getByRole('button', { name: 'Refuse' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: /^Ground/ })
    .or(dialog.getByRole('combobox', { name: /^Ground/ }))
    .first()
    .click();
  const grounds = await page.getByRole('option').allTextContents();
  assert.ok(grounds.length > 0, 'the agreement allows some grounds');
  assert.ok(!grounds.some((ground) => /^X\d/.test(ground)), 'no ground that agreements never accept is offered');
  await page.getByRole('option', { name: /^R06/ }).click();
  await dialog.getByRole('textbox', { name: /^Reasons/ }).fill('There are two firms of that name; we cannot tell which is meant.');
  await dialog
    .getByRole('textbox', { name: /What the request lacks/ })
    .or(dialog.getByRole('combobox', { name: /What the request lacks/ }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Subject', exact: true }).click();
  await page.keyboard.press('Escape');
  await picture(page, 'refuse');
  await dialog.getByRole('button', { name: 'Prepare refusal' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function cure(page: Page): Promise<void> {
  await page
    .getByText(/Refused on ground R06/)
    .first()
    .waitFor();
  await assertAccessible(page, 'a refused case');
  await page.getByRole('button', { name: 'Supply what lacked' }).click();
  const dialog = page.getByRole('dialog');
  // The field that the refusal named is there, with what the request said.
  const named = dialog.getByRole('textbox', { name: 'Subject' });
  assert.equal(await named.inputValue(), subject);
  await named.fill(`${subject}, register number XB-VASP-0099`);
  await picture(page, 'cure');
  await assertAccessible(page, 'supplying what lacked');
  await dialog.getByRole('button', { name: 'Prepare what lacked' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function reconsider(page: Page): Promise<void> {
  await openCase(page, '/inbox');
  await page.getByText('Being reconsidered').first().waitFor();
  await picture(page, 'case-reconsidering');
  await page.getByRole('button', { name: 'Uphold the refusal' }).waitFor();
  await page.getByRole('button', { name: 'Reopen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Reasons/ }).fill('The firm can be told by its number.');
  await picture(page, 'reopen');
  await dialog.getByRole('button', { name: 'Prepare reopening' }).click();
  await page.getByText('awaits approval').first().waitFor();
}

async function importBadFile(page: Page): Promise<void> {
  await page.goto(new URL('/records/imports', page.url()).href);
  const good = await readFile(new URL('../../examples/records/xb-registrations.csv', import.meta.url), 'utf8');
  // The last firm of the file gets a status that does not exist; those before it are good.
  const [head = '', ...rows] = good.trim().split('\n');
  const last = rows.findLastIndex((row) => row.includes(',authorised,'));
  const bad = [head, ...rows.map((row, index) => (index === last ? row.replace(',authorised,', ',perhaps,') : row))].join('\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
  await choose(page, /^Kind/, /Registration/);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Nothing was admitted').first().waitFor();
  await page.getByText(/Give one of: authorised/).waitFor();
  await picture(page, 'import-refused');
  await assertAccessible(page, 'import report');
}

/** Read by everybody: who signs in is asked nothing, and a wallet is shown to nobody. */
async function lookAtRegister(page: Page): Promise<void> {
  await page.goto(new URL('/register', page.url()).href);
  await page.getByRole('textbox', { name: /^Name, LEI/ }).fill('Meridian Tide Exchange');
  await page.getByLabel('In effect on').fill('2024-02-01');
  await page.keyboard.press('Enter');
  await page.getByText('XB-VASP-0042').first().waitFor();
  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click();
  await page.getByText('on- and off-ramp').first().waitFor();
  const passports = page.getByRole('table', { name: 'Passports into host states' });
  assert.deepEqual(await passports.getByRole('row').count(), 2, 'on 1 February 2024 one passport held');
  assert.equal(await page.getByText('bc1qxbmeridian').count(), 0);
  await picture(page, 'register');
  await assertAccessible(page, 'register');
}

async function exportRecord(page: Page, approve: () => Promise<void>): Promise<void> {
  await page.goto(new URL('/records', page.url()).href);
  await choose(page, /Purpose/, /supervision/i);
  await page.getByRole('textbox', { name: /Name, number or word/ }).fill('Meridian');
  await page.keyboard.press('Enter');
  await page.locator('a[href*="/records/rcd_"]').first().click();
  await page.getByRole('button', { name: 'Use the record' }).click();
  await page.getByRole('button', { name: 'Export' }).last().click();
  await page
    .getByText(/It is given when another officer has approved it/)
    .first()
    .waitFor();
  await approve();
  await page.getByText('Odile Fairmont is stated as owner').first().waitFor();
  await picture(page, 'record-of-registration');
  await assertAccessible(page, 'record of a registration');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).last().click()]);
  const exported: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.ok(JSON.stringify(exported).includes('Meridian'));
  await exportSelection(page);
}

/** Several at once: asked for as a workbook, and named to whoever approves it. */
async function exportSelection(page: Page): Promise<void> {
  await page.goto(new URL('/records', page.url()).href);
  await choose(page, /Purpose/, /supervision/i);
  await page.getByRole('textbox', { name: /Name, number or word/ }).fill('kind:registration');
  await page.keyboard.press('Enter');
  for (const index of [0, 1])
    await page
      .getByRole('checkbox', { name: /^Choose / })
      .nth(index)
      .check();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText(/then export the same records again/).waitFor();
  await picture(page, 'records-chosen');
  await assertAccessible(page, 'records that were chosen');
}

async function addOfficer(page: Page): Promise<void> {
  await page.goto(new URL('/officers', page.url()).href);
  await page.getByRole('button', { name: 'Add officer' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('Tamsin Oke');
  await dialog.getByRole('textbox', { name: /E-mail/ }).fill('tamsin.oke@xb.example');
  await dialog
    .getByRole('checkbox', { name: /Preparer/i })
    .first()
    .check();
  await dialog.getByRole('button', { name: 'Add officer' }).click();
  await page.getByText('Shown once').first().waitFor();
  await picture(page, 'officer-added');
  await page.getByRole('button', { name: 'Handed over' }).click();
  await page.getByText('Tamsin Oke').first().waitFor();
}

async function lookAtProof(page: Page): Promise<void> {
  await page.goto(new URL('/audit', page.url()).href);
  await page.getByRole('button', { name: /Show/ }).first().click();
  await page
    .getByText(/Proof of entry/)
    .first()
    .waitFor();
  await picture(page, 'audit-proof');
  await assertAccessible(page, 'proof');
  await page.keyboard.press('Escape');
}

async function signOut(page: Page): Promise<void> {
  await page.goto(new URL('/officers', page.url()).href);
  await page.getByRole('button', { name: /Pavel/ }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(new URL('/officers', page.url()).href);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}
