// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers that name a subject, brought to one spelling, and checked where the number itself can be checked.
 *
 * LEI by ISO 7064 mod 97-10 (ISO 17442), IMO numbers by their check digit (IMO A.1117(30)), BIC by its form (ISO 9362), ISIN by Luhn
 * (ISO 6166), Russian INN by its check digits. A number of another kind is compared as it stands, without blanks and marks.
 */
import type { Identifier, Wallet } from './subject.ts';

export type Check = 'valid' | 'invalid' | 'not checkable';

/** Letters and digits only, upper case. */
export function bareIdentifier(value: string): string {
  return value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The least an identifier must have to be compared: shorter numbers are shared by many. */
export const identifierLettersMin = 5;

export function checkIdentifier({ kind, value }: Pick<Identifier, 'kind' | 'value'>): Check {
  const bare = bareIdentifier(value);
  const said = kind.toLowerCase();
  if (/\blei\b|legal entity/.test(said)) return isLei(bare) ? 'valid' : 'invalid';
  if (/\bimo\b|vessel registration/.test(said)) return isImo(bare.replace(/^IMO/, '')) ? 'valid' : 'invalid';
  if (/\bbic\b|swift/.test(said)) return /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bare) ? 'valid' : 'invalid';
  if (/\bisin\b/.test(said)) return isIsin(bare) ? 'valid' : 'invalid';
  if (/\binn\b/.test(said)) return isInn(bare) ? 'valid' : 'invalid';
  return 'not checkable';
}

function isLei(bare: string): boolean {
  return /^[A-Z0-9]{18}\d{2}$/.test(bare) && remainder97(bare) === 1;
}

/** The rest of the number modulo 97 where letters count from A = 10. */
function remainder97(text: string): number {
  let rest = 0;
  for (const letter of text) for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

function isImo(bare: string): boolean {
  if (!/^\d{7}$/.test(bare)) return false;
  const sum = [7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(bare[at]), 0);
  return sum % 10 === Number(bare[6]);
}

function isIsin(bare: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(bare)) return false;
  const digits = Array.from(bare, (letter) => String(Number.parseInt(letter, 36))).join('');
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function isInn(bare: string): boolean {
  const digit = (weights: readonly number[]): number => (weights.reduce((sum, weight, at) => sum + weight * Number(bare[at]), 0) % 11) % 10;
  if (/^\d{10}$/.test(bare)) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(bare[9]);
  if (!/^\d{12}$/.test(bare)) return false;
  return digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(bare[10]) && digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(bare[11]);
}

/** A wallet's address in one spelling: hexadecimal and bech32 in lower case, all else as it stands. */
export function bareAddress(address: string): string {
  const bare = address.trim();
  return /^0x[0-9a-f]{40}$/i.test(bare) || /^(?:bc1|ltc1|tb1|bitcoincash:|q)[0-9a-z]{20,}$/i.test(bare) ? bare.toLowerCase() : bare;
}

export function walletKey({ address }: Pick<Wallet, 'address'>): string {
  return bareAddress(address);
}
