// SPDX-License-Identifier: Apache-2.0
/**
 * A bundle with parts withheld, in a real browser: the preparer chooses place by place and gives reasons, sees what the recipient will
 * see, and asks for it; the second officer looks at exactly that, at 1024 pixels and in the dark, and approves; what is saved is proven
 * offline and says what it does not show.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { approveAct, assertAccessible, picture } from './demo-in-browser.ts';

const why = 'It concerns a proceeding of another authority.';

/** A second officer who is signed in, and the next code of their authenticator. */
export interface SecondOfficer {
  readonly page: Page;
  readonly code: () => string;
}

/** On the page of the case; `proven` is given the saved file and says what the verifier prints. */
export async function withholdInBundle(
  page: Page,
  second: SecondOfficer,
  proven: (save: (file: string) => Promise<void>) => Promise<string>,
): Promise<void> {
  await page.getByRole('button', { name: 'Bundle with parts withheld' }).first().click();
  await page.getByRole('heading', { name: 'Evidence bundle: what it shows' }).waitFor();
  await page.getByText('Nothing is withheld').first().waitFor();
  await assertAccessible(page, 'a bundle of which everything is shown');
  await page
    .getByRole('checkbox', { name: /^Withhold records \/ 0 \/ body of dispatch/ })
    .first()
    .check();
  await page.getByText('Give each place that is withheld its reason').first().waitFor();
  await page
    .getByRole('textbox', { name: /^Why it is withheld/ })
    .first()
    .fill(why);
  await page
    .getByRole('checkbox', { name: /^Withhold text of dispatch/ })
    .first()
    .check();
  await page
    .getByRole('checkbox', { name: /Hide its name too/ })
    .last()
    .check();
  await page.getByText('1 member hidden with its name').first().waitFor();
  await page.getByLabel('For whom it is made').fill('Court of First Instance, Xandria');
  await page.getByLabel('To what end').fill('Evidence in the proceeding against the platform.');
  await page.getByText('Court of First Instance, Xandria', { exact: true }).first().waitFor();
  await page.locator('ul[aria-label="What the certificate says was withheld"]').getByText(why).first().waitFor();
  await picture(page, 'bundle-withheld');
  await assertAccessible(page, 'a bundle with parts withheld');
  await assertFits(page);
  await page.getByRole('button', { name: 'Ask for this bundle' }).click();
  await page.getByText('The evidence bundle waits for a second officer').first().waitFor();
  await judge(second);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the bundle' }).first().click(),
  ]);
  const said = await proven((file) => download.saveAs(file));
  assert.match(said, /withheld/);
  assert.ok(said.includes(why), said);
}

/** The second officer sees the order as it was given, and can change nothing in it. */
async function judge({ page: second, code }: SecondOfficer): Promise<void> {
  await second.setViewportSize({ width: 1024, height: 900 });
  await second.emulateMedia({ colorScheme: 'dark' });
  await second.goto(new URL('/approvals', second.url()).href);
  await second
    .getByRole('link', { name: /^Evidence bundle/ })
    .first()
    .click();
  await second.getByRole('heading', { name: 'Evidence bundle as it was asked for' }).waitFor();
  await second.locator('ul[aria-label="What the certificate says was withheld"]').getByText(why).first().waitFor();
  assert.ok(
    await second
      .getByRole('checkbox', { name: /^Withhold text of dispatch/ })
      .first()
      .isDisabled(),
  );
  await picture(second, 'bundle-withheld-dark');
  await assertAccessible(second, 'a bundle that waits for approval');
  await assertFits(second);
  await approveAct(second, /^Decide: Evidence bundle/, code());
}

async function assertFits(page: Page): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.equal(overflow, 0, 'it fits the width of the window');
}
