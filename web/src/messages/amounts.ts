// SPDX-License-Identifier: Apache-2.0
/**
 * Amounts for the eye: whole parts in groups, and no zeros at the end beyond two decimals. No digit that counts is left out, so what adds up in
 * a document adds up on the screen. What is no plain decimal stays as it is.
 *
 *     40000.00                  40,000.00
 *     27.148076920000000000     27.14807692
 */
export type AmountReader = (text: string) => string;

const plain = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Zeros up to here are the habit of money. */
const decimalsMin = 2;

export function amountReader(language: string): AmountReader {
  const whole = new Intl.NumberFormat(language);
  const point = whole.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  return (text) => {
    const [, sign = '', units, decimals = ''] = plain.exec(text) ?? [];
    if (units === undefined) return text;
    const kept = decimals.slice(0, decimalsMin) + decimals.slice(decimalsMin).replace(/0+$/, '');
    return `${sign}${whole.format(BigInt(units))}${kept === '' ? '' : point}${kept}`;
  };
}
