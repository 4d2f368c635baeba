// SPDX-License-Identifier: Apache-2.0
/** Prices, sizes and market time for the eye: exact decimals of whole units, and moments in UTC, by which venues keep their clocks. */

export function unitText(units: number, decimals: number): string {
  const digits = String(Math.abs(Math.round(units))).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`}`;
}

/** `09:14:03.250` of a moment with nanoseconds. */
export function clockText(at: string): string {
  return at.slice(11, 23);
}

/** `2026-11-02 09:14:03 to 09:41:50 UTC`, with the second day only where it is another. */
export function spanText(from: string, until: string): string {
  const [day, other] = [from.slice(0, 10), until.slice(0, 10)];
  return `${day} ${from.slice(11, 19)} – ${other === day ? '' : `${other} `}${until.slice(11, 19)} UTC`;
}

/** The moment some milliseconds after another, to the millisecond. */
export function momentAfter(from: string, ms: number): string {
  return `${new Date(Date.parse(`${from.slice(0, 23)}Z`) + ms).toISOString().slice(0, 23)}000000Z`;
}

/** `15 min` of a length of time; seconds below two minutes. */
export function lengthText(ms: number): string {
  return ms < 120_000 ? `${Number((ms / 1000).toFixed(1))} s` : `${Number((ms / 60_000).toFixed(1))} min`;
}
