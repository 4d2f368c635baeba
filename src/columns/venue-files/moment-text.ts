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
  const fraction = fractionOfLastSecond(text);
  if (fraction !== null) return partsOf(lastSecond.ms, fraction);
  const match = iso.exec(text);
  if (match === null) return null;
  const [, day = '', time = '', digits = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}.000${zone}`);
  if (Number.isNaN(ms)) return null;
  if (zone === 'Z') lastSecond = { text: text.slice(0, secondLength), ms };
  return partsOf(ms, Number(digits.padEnd(9, '0')));
}

function partsOf(msOfSecond: number, ns: number): Parts {
  return { ms: msOfSecond + Math.floor(ns / 1_000_000), ns: ns % 1_000_000 };
}

/** The last second in UTC that was read: rows of one moment come together, and reading a date costs more than all the rest of a row. */
let lastSecond = { text: '', ms: Number.NaN };
const secondLength = '2026-11-02T00:00:00'.length;

/** The nanoseconds of `2026-11-02T00:00:00.123Z` where that second was the last one; null where it was not, or what follows is anything else. */
function fractionOfLastSecond(text: string): number | null {
  const { length } = text;
  const digits = length - secondLength - 2;
  if (digits < 1 || digits > 9 || !text.endsWith('Z') || text[secondLength] !== '.' || !text.startsWith(lastSecond.text)) return null;
  if (lastSecond.text === '') return null;
  let ns = 0;
  for (let at = secondLength + 1; at < length - 1; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    ns = ns * 10 + digit;
  }
  return ns * 10 ** (9 - digits);
}

/** A moment of a table as text, with nanoseconds: the way Comity's own files write it. */
export function timeText(originMs: number, timeNs: number): string {
  const ms = originMs + Math.floor(timeNs / 1_000_000);
  const rest = String(timeNs - Math.floor(timeNs / 1_000_000) * 1_000_000).padStart(6, '0');
  return `${new Date(ms).toISOString().slice(0, -1)}${rest}Z`;
}
