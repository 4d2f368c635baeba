// SPDX-License-Identifier: Apache-2.0
/** Texts that a spreadsheet program would run: names and titles were written by others, and a table of them is opened by an officer. */

/** What programs take for a formula, also behind spaces and in the full-width spelling that some of them read alike. */
export function mayBeFormula(text: string): boolean {
  return /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text);
}
