// SPDX-License-Identifier: Apache-2.0
/**
 * Moments as files write them, in whole nanoseconds since a table's origin.
 *
 * Nanoseconds since 1970 pass 2^53, so a moment is never held as one number: whole milliseconds and the rest are read apart and
 * joined only after the origin is taken off. Null for what is no moment, or lies further from the origin than 104 days.
 */
import type { timeUnits } from './venue-mapping.ts';

export type TimeUnit = (typeof timeUnits)[number];

const digitsOfUnit = { s: 0, ms: 3, us: 6, ns: 9 } as const;
/** Since 2025 Binance writes microseconds in the place of milliseconds; only the length tells. */
const binanceMicrosecondsLength = 16;

export function timeNsOf(text: string, unit: TimeUnit, originMs: number): number | null {
  const parts = unit === 'iso' ? isoParts(text) : epochParts(text, unit === 'binance' ? binanceUnit(text) : unit);
  if (parts === null) return null;
  const ns = (parts.ms - originMs) * 1_000_000 + parts.ns;
  return Number.isSafeInteger(ns) ? ns : null;
}

/** Whole milliseconds since 1970 of the moment, rounded down; null for what is none. */
export function timeMsOf(text: string, unit: TimeUnit): number | null {
  const parts = unit === 'iso' ? isoParts(text) : epochParts(text, unit === 'binance' ? binanceUnit(text) : unit);
  return parts?.ms ?? null;
}

interface Parts {
  readonly ms: number;
  /** Nanoseconds beyond the millisecond, 0 to 999,999. */
  readonly ns: number;
}

function binanceUnit(text: string): 'ms' | 'us' {
  return text.length >= binanceMicrosecondsLength ? 'us' : 'ms';
}

function epochParts(text: string, unit: keyof typeof digitsOfUnit): Parts | null {
  const match = /^(\d{1,20})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const nanoseconds = BigInt(
    (whole + fraction).padEnd(whole.length + 9 - digitsOfUnit[unit], '0').slice(0, whole.length + 9 - digitsOfUnit[unit]),
  );
  return { ms: Number(nanoseconds / 1_000_000n), ns: Number(nanoseconds % 1_000_000n) };
}

const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

/** Without a zone it is UTC. */
function isoParts(text: string): Parts | null {
  const known = partsOfLastDay(text);
  if (known !== null) return known;
  const match = iso.exec(text);
  if (match === null) return null;
  const [, day = '', time = '', digits = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}.000${zone}`);
  if (Number.isNaN(ms)) return null;
  lastDay = { text: day, ms: Date.parse(`${day}T00:00:00.000Z`) };
  return partsOf(ms, Number(digits.padEnd(9, '0')));
}

function partsOf(msOfSecond: number, ns: number): Parts {
  return { ms: msOfSecond + Math.floor(ns / 1_000_000), ns: ns % 1_000_000 };
}

/** The last day that was read: rows of one day come together, and reading a date costs more than all the rest of a row. */
let lastDay = { text: '', ms: Number.NaN };
const dayLength = '2026-11-02'.length;
const secondLength = '2026-11-02T00:00:00'.length;

/** The moment of `2026-11-02T00:00:00.123Z` where that day was the last one; null where it was not, or the text is anything else. */
function partsOfLastDay(text: string): Parts | null {
  const { length } = text;
  const digits = length - secondLength - 2;
  if (digits < 1 || digits > 9 || lastDay.text === '' || !text.startsWith(lastDay.text)) return null;
  const code = (at: number): number => text.charCodeAt(at);
  if (code(dayLength) !== 84 || code(13) !== 58 || code(16) !== 58 || code(secondLength) !== 46 || code(length - 1) !== 90) return null;
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  let ns = 0;
  for (let at = secondLength + 1; at < length - 1; at += 1) {
    const digit = code(at) - 48;
    if (digit < 0 || digit > 9) return null;
    ns = ns * 10 + digit;
  }
  return partsOf(lastDay.ms + ((hour * 60 + minute) * 60 + second) * 1000, ns * 10 ** (9 - digits));
}

/** NaN where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** A moment of a table as text, with nanoseconds: the way Comity's own files write it. */
export function timeText(originMs: number, timeNs: number): string {
  const ms = originMs + Math.floor(timeNs / 1_000_000);
  const rest = String(timeNs - Math.floor(timeNs / 1_000_000) * 1_000_000).padStart(6, '0');
  return `${new Date(ms).toISOString().slice(0, -1)}${rest}Z`;
}
