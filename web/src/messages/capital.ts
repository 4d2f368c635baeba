// SPDX-License-Identifier: Apache-2.0
/** A word of the middle of a sentence, written to stand alone: with a capital letter. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toLocaleUpperCase()}${text.slice(1)}`;
}
