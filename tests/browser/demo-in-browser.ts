// SPDX-License-Identifier: Apache-2.0
/**
 * The demonstration as a person meets it: started by its command in an empty folder, and a real browser before it.
 *
 * Officers sign in with what the demonstration remembered. A code of the authenticator is good once, so signing in uses the
 * present code and approving, a moment later, the next one, which the server takes as well.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Download, type Page } from 'playwright-core';
import { z } from 'zod';
import { takePortBase } from '../../bench/exchange/free-ports.ts';
import { instantFromMs } from '../../src/kernel/index.ts';
import { totpCode } from '../../src/officers/index.ts';
import { seriousFindings } from './accessibility.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The same Chromium as a program without windows, which uses a quarter less of the processor: decisions/0525-a-browser-without-windows.md. */
const withoutWindows = '/usr/lib/chromium/chromium-headless-shell';
export const chromiumPath = existsSync(withoutWindows) ? withoutWindows : '/usr/bin/chromium';
export const skipWithoutBrowser = existsSync(chromiumPath) ? false : `no browser at ${chromiumPath} on this machine`;
/** The page that leads to the authorities, theirs behind it, and fifty further on those for peers. */
const portsMax = 60;
// The first start makes everything, on a machine that may be busy with more.
const readyMsMax = 400_000;
const codeStepMs = 30_000;
const codesTriedMax = 3;
// The first page after a start loads everything, on a machine that may be busy with more.
const signInMsMax = 60_000;
const stepMsMax = 60_000;

const officerSchema = z.object({ name: z.string(), email: z.string(), password: z.string(), authenticatorSecret: z.string() });
const memorySchema = z.object({
  authorities: z.record(z.string(), z.object({ officers: z.array(officerSchema) })),
  /** Of firms, by the authority to which they report. */
  persons: z.record(z.string(), z.array(officerSchema)),
});
export type DemoOfficer = z.infer<typeof memorySchema>['authorities'][string]['officers'][number];

export interface Demo {
  readonly portBase: number;
  officer(authority: string, firstName: string): DemoOfficer;
  /** Of a firm that reports to the authority. */
  person(authority: string, firstName: string): DemoOfficer;
  readonly browser: Browser;
  /** At the end of the story. Where others may go on in it, only the windows are closed. */
  stop(): Promise<void>;
}

/**
 * Starts the demonstration in a folder of its own, and a browser, for one story. The first start of a process makes the authorities and
 * keeps a copy of what it made; every later one begins from that copy, as after the first day, which spares most of a minute each.
 */
export async function startDemo(): Promise<Demo> {
  await endShared();
  const own = await begin();
  return demoOf(own, () => end(own));
}

/**
 * For a story that minds nothing of what others of its kind did before it: it goes on in the demonstration that they left behind, which
 * spares the start of three servers and a browser. Where there is none, it begins as any other.
 */
export async function goOnInDemo(): Promise<Demo> {
  shared ??= await begin();
  const { browser } = shared;
  return demoOf(shared, async () => void (await Promise.all(browser.contexts().map((context) => context.close()))));
}

interface RunningDemo {
  readonly made: MadeDemo;
  readonly child: ChildProcess;
  readonly browser: Browser;
}

/** From the first story that goes on in it to the next one that wants its own, or to the end of all. */
let shared: RunningDemo | null = null;
after(endShared);

async function endShared(): Promise<void> {
  const ending = shared;
  shared = null;
  if (ending !== null) await end(ending);
}

async function begin(): Promise<RunningDemo> {
  const made = await (demoMade ??= makeDemo());
  await restore(made);
  return { made, child: await startServers(made), browser: await launchBrowser() };
}

async function end({ made, child, browser }: RunningDemo): Promise<void> {
  await browser.close();
  await stopServers(child);
  await rm(made.folder, { recursive: true, force: true });
}

async function demoOf({ made, browser }: RunningDemo, stop: Demo['stop']): Promise<Demo> {
  const memory = memorySchema.parse(JSON.parse(await readFile(path.join(made.folder, 'demo.json'), 'utf8')));
  return {
    portBase: made.portBase,
    browser,
    officer(authority, firstName) {
      const found = memory.authorities[authority]?.officers.find((officer) => officer.name.startsWith(firstName));
      assert.ok(found !== undefined, `${authority} has an officer called ${firstName}`);
      return found;
    },
    person(authority, firstName) {
      const found = memory.persons[authority]?.find((person) => person.name.startsWith(firstName));
      assert.ok(found !== undefined, `a firm that reports to ${authority} has somebody called ${firstName}`);
      return found;
    },
    stop,
  };
}

interface MadeDemo {
  readonly folder: string;
  /** What `folder` held after the first start, once all had stopped. */
  readonly copy: string;
  readonly portBase: number;
}

let demoMade: Promise<MadeDemo> | null = null;

async function makeDemo(): Promise<MadeDemo> {
  const above = await mkdtemp(path.join(tmpdir(), 'comity-browser-'));
  // Behind a closed door the account of the database, which is another than root's, would keep its data elsewhere, out of the copy.
  await chmod(above, 0o755);
  process.once('exit', () => rmSync(above, { recursive: true, force: true }));
  const made: MadeDemo = { folder: path.join(above, 'demo'), copy: path.join(above, 'copy'), portBase: await takePortBase(portsMax) };
  await mkdir(made.folder);
  await stopServers(await startServers(made));
  await copyFolder(made.folder, made.copy);
  await rm(made.folder, { recursive: true });
  return made;
}

async function restore(made: MadeDemo): Promise<void> {
  await rm(made.folder, { recursive: true, force: true });
  await copyFolder(made.copy, made.folder);
}

/** With owners and modes: a database refuses a folder that belongs to somebody else. */
async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}

async function startServers({ folder, portBase }: MadeDemo): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), 'demo', '--folder', folder, '--port-base', String(portBase)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await whenReady(child).catch(async (error: unknown) => {
    await stopServers(child);
    throw error;
  });
  return child;
}

async function stopServers(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

async function whenReady(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the demonstration was not ready in time:\n${said}`)), readyMsMax);
    const listen = (part: Buffer): void => {
      said += part.toString();
      if (!said.includes('Ready.')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => reject(new Error(`the demonstration ended:\n${said}`)));
  });
}

export function codeOf(officer: DemoOfficer, stepsAhead = 0): string {
  return totpCode(officer.authenticatorSecret, instantFromMs(Date.now() + stepsAhead * codeStepMs));
}

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A window of its own for one officer of the demonstration, signed in. */
export async function signIn(demo: Demo, authority: string, officer: DemoOfficer, look: Look = {}): Promise<Page> {
  return signInAt(demo.browser, addressOf(demo, authority), { ...officer, code: () => codeOf(officer) }, look);
}

/** A window of its own for a person of a firm, signed in at the door for firms. */
export async function signInAtFirm(
  demo: Demo,
  authority: string,
  person: DemoOfficer & { readonly code?: () => string },
  look: Look = {},
): Promise<Page> {
  const code = person.code ?? (() => codeOf(person));
  return signInAt(demo.browser, addressOf(demo, authority), { ...person, code }, look, { at: '/firm', button: 'Sign in to report' });
}

/** Where an authority of the demonstration answers: the ports follow that of the desk, in the order of its list. */
function addressOf(demo: Demo, authority: string): string {
  const place = ['xa', 'xb', 'xc'].indexOf(authority) + 1;
  return `http://${authority}.localhost:${demo.portBase + place}`;
}

interface SignIn {
  readonly email: string;
  readonly password: string;
  /** The code of now. */
  readonly code: () => string;
}

/** A window of its own for one officer at an address, signed in. */
export async function signInAt(
  browser: Browser,
  address: string,
  officer: SignIn,
  look: Look,
  door: Door = { at: '/', button: 'Sign in' },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: 900 },
    colorScheme: look.colorScheme ?? 'light',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(signInMsMax);
  const troubles: string[] = [];
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('requestfailed', (request) => troubles.push(`${new URL(request.url()).pathname}: ${request.failure()?.errorText ?? 'failed'}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${new URL(response.url()).pathname}: ${response.status()}`);
  });
  await enter(page, address, officer, door).catch(async (error: unknown) => {
    await picture(page, 'failed-sign-in');
    const said = await page.locator('body').innerText();
    throw new Error(`${officer.email} was not let in; the screen said: ${said}; calls: ${troubles.join(', ')}`, { cause: error });
  });
  page.setDefaultTimeout(stepMsMax);
  return page;
}

interface Door {
  readonly at: string;
  readonly button: string;
}

async function enter(page: Page, address: string, officer: SignIn, door: Door): Promise<void> {
  await page.goto(`${address}${door.at}`);
  await page.getByLabel('E-mail address').fill(officer.email);
  await page.getByLabel('Password', { exact: true }).or(page.locator('input[type=password]')).first().fill(officer.password);
  const entry = page.getByRole('navigation').first();
  const spent = page.getByText('A code works once');
  for (let attempt = 1; attempt <= codesTriedMax; attempt += 1) {
    const step = codeStepNow();
    await page.getByLabel('Code of your authenticator').fill(officer.code());
    await page.getByRole('button', { name: door.button, exact: true }).click();
    await entry.or(spent).first().waitFor();
    if (await entry.isVisible()) return;
    // The start of the demonstration spends codes of its own; whoever is told so waits for the next one.
    while (codeStepNow() === step) await page.waitForTimeout(500);
  }
  await entry.waitFor();
}

function codeStepNow(): number {
  return Math.floor(Date.now() / codeStepMs);
}

/** Chooses an entry of a drop-down list by its visible words, as somebody does who types into it. */
export async function choose(page: Page, label: RegExp, entry: RegExp): Promise<void> {
  const field = page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first();
  const option = page.getByRole('option', { name: entry }).first();
  await field.click();
  // A list that another one closed a moment ago may close with it, a page that is drawn anew closes what was open, and what comes in
  // above the field moves it out of the window, where its list is hidden: whoever sees no list goes there and asks for it again by key.
  for (let tries = 1; ; tries++) {
    if (!(await option.isVisible())) {
      await field.scrollIntoViewIfNeeded();
      await field.press('ArrowDown');
    }
    const isChosen = await option.click({ timeout: tries < 10 ? 3_000 : 30_000 }).then(
      () => true,
      (error: unknown) => {
        if (tries === 10) throw error;
        return false;
      },
    );
    if (isChosen) return;
  }
}

/** Finds what waits for approval about this subject, and approves exactly that with the code. */
export async function approveStep(page: Page, subject: string, code: string): Promise<void> {
  await page.goto(new URL('/approvals', page.url()).href);
  await page.getByRole('link', { name: subject }).first().click();
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click();
  await page.getByLabel('Digit 1').click();
  await page.keyboard.type(code);
  await page.getByRole('button', { name: 'Approve exactly this' }).click();
  await page.getByText('Your approval is given.').first().waitFor();
}

/** Decides on an act that is no step of a case, among the approvals: with the code, or with the passkey where none is given. */
export async function approveAct(page: Page, what: RegExp, code: string | null): Promise<void> {
  await page.goto(new URL('/approvals', page.url()).href);
  await page.getByRole('button', { name: what }).first().click();
  const dialog = page.getByRole('dialog');
  if (code !== null) {
    await dialog.getByLabel('Digit 1').click();
    await page.keyboard.type(code);
  }
  await dialog.getByRole('button', { name: 'Approve exactly this' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Asks for the evidence bundle of the case on the screen, has it approved, and saves it. */
export async function exportBundle(page: Page, approve: () => Promise<void>): Promise<Download> {
  await page.getByRole('button', { name: 'Evidence bundle' }).first().click();
  await page.getByText('The evidence bundle waits for a second officer').first().waitFor();
  await approve();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the bundle' }).first().click(),
  ]);
  return download;
}

/** Where pictures go when somebody wants to look: the folder named by COMITY_PICTURES; else nowhere. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['COMITY_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/**
 * Fails with every serious finding of the accessibility checker on the present screen. What is found is looked at once more when the screen
 * stands still again: a hint that began to fade in after the first wait is half transparent and gone or whole the second time.
 */
export async function assertAccessible(page: Page, screen: string): Promise<void> {
  await standStill(page);
  const first = await seriousFindings(page);
  if (first.length === 0) return;
  await standStill(page);
  assert.deepEqual(await seriousFindings(page), [], `${screen}: accessibility`);
}

async function standStill(page: Page): Promise<void> {
  // What fades in or out is half transparent meanwhile, and a closing menu has no entries: it is looked at when it stands still.
  // Two frames later what was just changed, such as the colours of the system, has reached the screen and begun to fade.
  await page.evaluate(
    'new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))).then(() =>' +
      'Promise.race([new Promise((wait) => setTimeout(wait, 2000)), Promise.allSettled(document.getAnimations()' +
      '.filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished))])).then(() => null)',
  );
}
