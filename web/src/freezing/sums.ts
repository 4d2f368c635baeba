// SPDX-License-Identifier: Apache-2.0
/** Sums on screen and in forms: counts of minor units as amounts of their currency, and back. */

function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** `250050` in EUR: `2,500.50 EUR`, in the language of the screen. */
export function sumText(minor: string, currency: string, language: string): string {
  const digits = digitsOf(currency);
  const padded = minor.padStart(digits + 1, '0');
  const whole = BigInt(padded.slice(0, padded.length - digits)).toLocaleString(language);
  const point = new Intl.NumberFormat(language).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  return digits === 0 ? `${whole} ${currency}` : `${whole}${point}${padded.slice(-digits)} ${currency}`;
}

/** `2500.5` in EUR: `250050`; null where it is no amount of the currency. */
export function minorOf(amount: string, currency: string): string | null {
  const match = /^(\d{1,13})(?:[.,](\d+))?$/.exec(amount.trim());
  const digits = digitsOf(currency);
  if (match === null || (match[2] ?? '').length > digits) return null;
  return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(digits, '0')).toString();
}
