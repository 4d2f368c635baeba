// SPDX-License-Identifier: Apache-2.0
/**
 * Dates as lists give them: a day, a month, a year, about a year, or between two years.
 *
 * Two dates agree as far as both know: 1962 agrees with 12 August 1962. "About" is two years either way, which is what lists mean by it.
 */
export interface PartialDate {
  readonly yearFrom: number;
  readonly yearTo: number;
  readonly month: number | null;
  readonly day: number | null;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Years either way that "about" stands for. */
const aboutYears = 2;
const yearMin = 1800;
const yearMax = 2199;

/** Reads one date; null where it is none (31 February, a year of three digits, words). Day comes before month in `12/08/1962`. */
export function parsePartialDate(text: string): PartialDate | null {
  const bare = text.toLowerCase().replace(/[.,]/g, ' ').trim();
  const isAbout = /\b(?:circa|about|approximately|ca|c)\b/.test(bare);
  const plain = bare
    .replace(/\b(?:circa|about|approximately|ca|c|between|from|exact|dob)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const range = /^(\d{4})\s*(?:-|to|and|\/)\s*(\d{4})$/.exec(plain);
  if (range !== null) return dateOf(Number(range[1]), Number(range[2]), null, null);
  const ends = plain.split(' to ');
  if (ends.length === 2) {
    const [from, to] = [parsePartialDate(ends[0] ?? ''), parsePartialDate(ends[1] ?? '')];
    return from === null || to === null ? null : dateOf(from.yearFrom, to.yearTo, null, null);
  }
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:t.*)?$/.exec(plain);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[1]), partOf(iso[2]), partOf(iso[3]));
  const slashed = /^(\d{1,2})[/](\d{1,2})[/](\d{4})$/.exec(plain);
  if (slashed !== null) return dateOf(Number(slashed[3]), Number(slashed[3]), partOf(slashed[2]), partOf(slashed[1]));
  const worded = /^(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\s+(?:(\d{1,2})\s+)?(\d{4})$/.exec(plain);
  if (worded !== null) {
    const month = months.indexOf(worded[2] ?? '') + 1;
    return month === 0 ? null : dateOf(Number(worded[4]), Number(worded[4]), month, partOf(worded[1] ?? worded[3]));
  }
  const year = /^(\d{4})$/.exec(plain)?.[1];
  if (year === undefined) return null;
  const reach = isAbout ? aboutYears : 0;
  return dateOf(Number(year) - reach, Number(year) + reach, null, null);
}

/** Zero stands for "not known" in several lists. */
function partOf(text: string | undefined): number | null {
  const value = Number(text ?? 0);
  return value === 0 ? null : value;
}

function dateOf(yearFrom: number, yearTo: number, month: number | null, day: number | null): PartialDate | null {
  if (yearFrom < yearMin || yearTo > yearMax || yearTo < yearFrom) return null;
  if (month !== null && month > 12) return null;
  if (day !== null) {
    if (month === null) return null;
    const moment = new Date(Date.UTC(yearFrom, month - 1, day));
    if (moment.getUTCMonth() !== month - 1) return null;
  }
  return { yearFrom, yearTo, month, day };
}

/** How two dates stand to each other: the same as far as both know, the same year only, days exchanged with months, or apart. */
export function compareDates(one: PartialDate, other: PartialDate): 'same' | 'year' | 'exchanged' | 'near' | 'apart' {
  const overlap = one.yearFrom <= other.yearTo && other.yearFrom <= one.yearTo;
  if (!overlap) return Math.abs(one.yearFrom - other.yearFrom) <= 1 || Math.abs(one.yearTo - other.yearTo) <= 1 ? 'near' : 'apart';
  if (one.month === null || other.month === null) return 'year';
  if (one.month === other.month && (one.day === null || other.day === null || one.day === other.day)) return 'same';
  if (one.day !== null && other.day !== null && one.day === other.month && one.month === other.day) return 'exchanged';
  return 'apart';
}

export function dateText(date: PartialDate): string {
  const years = date.yearFrom === date.yearTo ? String(date.yearFrom) : `${date.yearFrom} to ${date.yearTo}`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return [years, ...(date.month === null ? [] : [pad(date.month)]), ...(date.day === null ? [] : [pad(date.day)])].join('-');
}
