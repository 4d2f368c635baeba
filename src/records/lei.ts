// SPDX-License-Identifier: Apache-2.0
/**
 * The legal entity identifier: twenty letters and digits, of which the last two check the rest (ISO 17442, ISO 7064 mod 97-10).
 *
 * With letters counted as 10 to 35, the whole number leaves the remainder 1 when divided by 97. So every letter typed for
 * another letter, every digit typed for another digit, and two letters or two digits that changed places are noticed. A digit
 * and a letter together can escape: "1B" and "B1" both count as 111.
 *
 *     leiOf('XBDEMO000000000042')   // the same eighteen with the two check digits that belong to them
 *     checkLei(typed, 'lei')        // the LEI, or an issue that says what is wrong and what would be right
 *
 * It does not ask whether the LEI was ever issued: that is a question to the register of its issuers.
 */
import assert from 'node:assert/strict';
import { fail, ok, type Result } from '../kernel/index.ts';

const shape = /^[0-9A-Z]{18}[0-9]{2}$/;

/** The LEI as given, or one issue. Small letters and spaces are not mended silently: the file is. */
export function checkLei(text: string, path: string): Result<string> {
  if (!shape.test(text)) {
    const length = text.length === 20 ? 'twenty signs, but not all of them allowed' : `${text.length} signs`;
    return fail(
      path,
      `"${text.slice(0, 40)}" is not an LEI: it has ${length}.`,
      'Give 18 capital letters and digits, then two check digits.',
    );
  }
  if (remainderOf97(text) === 1) return ok(text);
  const remedy = `Look the firm up in its register. With ${checkDigits(text.slice(0, 18))} at the end it would hold, if only those two are wrong.`;
  return fail(path, `The check digits ${text.slice(18)} of the LEI ${text} do not belong to the rest.`, remedy);
}

/** The LEI of these eighteen signs. Throws when they are not eighteen capital letters and digits. */
export function leiOf(base: string): string {
  assert.match(base, /^[0-9A-Z]{18}$/, 'an LEI begins with 18 capital letters and digits');
  return base + checkDigits(base);
}

function checkDigits(base: string): string {
  return String(98 - remainderOf97(`${base}00`)).padStart(2, '0');
}

/** Letters count as two digits, so each step shifts by one or two decimal places. IBANs (ISO 13616) use the same sum. */
export function remainderOf97(text: string): number {
  let remainder = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
