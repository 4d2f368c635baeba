// SPDX-License-Identifier: Apache-2.0
/** What was written one a line, without what is empty. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
