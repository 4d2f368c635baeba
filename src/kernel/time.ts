// SPDX-License-Identifier: Apache-2.0
/**
 * Time: an `Instant` is a moment in UTC, always written `YYYY-MM-DDTHH:MM:SS.sssZ`.
 *
 * One spelling means that comparing two instants as text compares them in time, that a digest over a document never
 * depends on how a moment was written, and that the wire, the database and the screen show the same thing.
 * A `LocalDate` (`YYYY-MM-DD`) is a day in some authority's calendar and is never compared with an instant.
 */
import type { Brand } from './brand.ts';

export type Instant = Brand<string, 'instant'>;
export type LocalDate = Brand<string, 'local-date'>;

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || !pattern.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

/** Throws when the number is no moment: the caller's own arithmetic is broken then. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

export function msBetween(earlier: Instant, later: Instant): number {
  return msOf(later) - msOf(earlier);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day on which the instant falls in the given IANA time zone. */
export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  return formatLocal(instant, timeZone).slice(0, 10) as LocalDate;
}

/** Local wall time as `YYYY-MM-DD HH:MM:SS` in the given IANA time zone. Throws a RangeError on an unknown zone. */
export function formatLocal(instant: Instant, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(msOf(instant))) part[type] = value;
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

/** Whether the name is that of a time zone which dates can be written in, such as `Europe/Riga`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
