// SPDX-License-Identifier: Apache-2.0
/**
 * Money: a whole number of minor units (cents) and a currency of ISO 4217.
 *
 * Sums that become evidence must come out the same on every machine, which floating numbers do not. On the wire and in
 * JSON the amount is text, since JSON numbers end at 2^53.
 *
 *     parseMoney('1250.50', 'EUR', 'amount')   // { amountMinor: 125050n, currency: 'EUR' }
 *     parseMoney('1250.505', 'EUR', 'amount')  // an issue: EUR has two decimals
 */
import type { Brand } from './brand.ts';
import { type Result, fail, ok } from './result.ts';

export type CurrencyCode = Brand<string, 'currency'>;

export interface Money {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

const twoDigits =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK ' +
  'DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK ' +
  'LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON ' +
  'RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD ' +
  'YER ZAR ZMW ZWG';
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND';

const minorDigits = new Map<string, number>([
  ...twoDigits.split(' ').map((code): [string, number] => [code, 2]),
  ...noDigits.split(' ').map((code): [string, number] => [code, 0]),
  ...threeDigits.split(' ').map((code): [string, number] => [code, 3]),
]);

export function isCurrency(text: unknown): text is CurrencyCode {
  return typeof text === 'string' && minorDigits.has(text);
}

export function minorDigitsOf(currency: CurrencyCode): number {
  return minorDigits.get(currency) ?? 2;
}

/** Reads a plain decimal such as `-12.5`; no separators, no exponent, no more decimals than the currency has. */
export function parseMoney(amount: string, currency: string, path: string): Result<Money> {
  if (!isCurrency(currency)) return fail(path, `"${currency.slice(0, 10)}" is not a currency.`, 'Give a code of ISO 4217, e.g. EUR.');
  const digits = minorDigitsOf(currency);
  const match = /^(-?)(\d{1,24})(?:\.(\d+))?$/.exec(amount);
  if (match === null)
    return fail(path, `"${amount.slice(0, 40)}" is not an amount.`, 'Write digits with a point before the decimals, e.g. 1250.50.');
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length > digits) return fail(path, `${currency} has ${digits} decimals, not ${decimals.length}.`, 'Round it at its source.');
  const units = BigInt(whole + decimals.padEnd(digits, '0'));
  return ok({ amountMinor: sign === '-' ? -units : units, currency });
}

/** The plain decimal that `parseMoney` reads back to the same money. */
export function formatMoney(money: Money): string {
  const digits = minorDigitsOf(money.currency);
  const isNegative = money.amountMinor < 0n;
  const text = (isNegative ? -money.amountMinor : money.amountMinor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const decimals = digits === 0 ? '' : `.${text.slice(text.length - digits)}`;
  return `${isNegative ? '-' : ''}${whole}${decimals}`;
}
