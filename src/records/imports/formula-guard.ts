// SPDX-License-Identifier: Apache-2.0
/**
 * The apostrophe in front of a text of a CSV file that a spreadsheet would run as a formula. An export puts it there, an import takes it
 * off; a text that begins with an apostrophe by itself gets one more, so that what is read is what was written.
 */
import { mayBeFormula } from '../../paper/index.ts';

export function guarded(text: string): string {
  return needsGuard(text) ? `'${text}` : text;
}

export function withoutGuard(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text;
}

function needsGuard(text: string): boolean {
  return mayBeFormula(text.replace(/^'+/, ''));
}
