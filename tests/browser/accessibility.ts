// SPDX-License-Identifier: Apache-2.0
/** Looks at a screen with axe-core, and reports what would keep somebody from working: serious and critical findings. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function seriousFindings(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, so the page's content security policy stays as it is.
  // It stays there until the page is loaded anew.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  const result = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  const { violations } = result as axe.AxeResults;
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.slice(0, 3).map((node) => `${violation.id}: ${violation.help} (${String(node.target[0])})`));
}
