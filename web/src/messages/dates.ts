// SPDX-License-Identifier: Apache-2.0
/**
 * Dates for the eye: moments in the authority's own time zone and in the officer's language.
 *
 * The server speaks in UTC instants. A deadline that ends with a day is read in the time zone of the authority that owes
 * it, so every date here takes the zone from the session and never from the browser.
 */
import type { LanguageCode } from './translate.ts';

export interface DateReader {
  /** `23 Nov 2026`. */
  readonly day: (instant: string) => string;
  /** `23 Nov 2026`, of a day that is written `2026-11-23`: it is that day everywhere. */
  readonly localDay: (date: string) => string;
  /** `23 Nov 2026, 14:05`. */
  readonly moment: (instant: string) => string;
  /** `Mon 23 Nov`: short, for places where the year is plain. */
  readonly weekday: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** `November 2026`. */
  readonly month: (instant: string) => string;
  /** `Mon`. */
  readonly dayName: (instant: string) => string;
}

const locales: Readonly<Record<LanguageCode, string>> = { en: 'en-GB', pt: 'pt-PT' };

export function dateReader(language: LanguageCode, timeZone: string): DateReader {
  const formatterOf = (options: Intl.DateTimeFormatOptions): ((instant: string) => string) => {
    const formatter = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
    return (instant) => {
      const ms = Date.parse(instant);
      return Number.isNaN(ms) ? instant : formatter.format(ms);
    };
  };
  return {
    day: formatterOf({ dateStyle: 'medium' }),
    localDay: formatterOf({ dateStyle: 'medium', timeZone: 'UTC' }),
    moment: formatterOf({ dateStyle: 'medium', timeStyle: 'short' }),
    weekday: formatterOf({ weekday: 'short', day: 'numeric', month: 'short' }),
    time: formatterOf({ hour: '2-digit', minute: '2-digit' }),
    month: formatterOf({ month: 'long', year: 'numeric' }),
    dayName: formatterOf({ weekday: 'short' }),
  };
}

/** The last moment of a day, written `YYYY-MM-DD`, in a time zone, as an instant. */
export function endOfDay(date: string, timeZone: string): string {
  const nextMidnightAsUtc = Date.parse(`${date}T00:00:00.000Z`) + 86_400_000;
  // Asked twice, since the offset may change between the first guess and the moment itself.
  const guess = nextMidnightAsUtc - offsetMs(nextMidnightAsUtc, timeZone);
  return new Date(nextMidnightAsUtc - offsetMs(guess, timeZone) - 1).toISOString();
}

/** The day of an instant in a time zone, as `YYYY-MM-DD`. */
export function dayOf(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + offsetMs(ms, timeZone)).toISOString().slice(0, 10);
}

function offsetMs(ms: number, timeZone: string): number {
  const part: Record<string, string> = {};
  const formatter = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  for (const { type, value } of formatter.formatToParts(ms)) part[type] = value;
  const local = Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`);
  return local - Math.floor(ms / 1000) * 1000;
}
