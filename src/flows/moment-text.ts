// SPDX-License-Identifier: Apache-2.0
/**
 * A moment as the documents of flows write it, in UTC to the millisecond: what `toISOString` of a date gives, in a fifth of the time. A
 * picture of two thousand parties names some twenty thousand moments, which was a fifth of all its work.
 */
const dayMs = 86_400_000;
const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** A date goes no further from 1970. */
const momentMax = 8.64e15;

/** Days up to their `T`. A table has those of some years; more are forgotten together. */
const days = new Map<number, string>();
const daysMax = 10_000;
const twoDigits = Array.from({ length: 60 }, (_unused, number) => String(number).padStart(2, '0'));

/** Throws on what is no moment that a date can hold, as a date does. */
export function momentText(ms: number): string {
  if (!Number.isSafeInteger(ms) || Math.abs(ms) > momentMax) return new Date(ms).toISOString();
  const day = Math.floor(ms / dayMs);
  const ofDay = ms - day * dayMs;
  const [hour, minute, second] = [Math.floor(ofDay / hourMs), Math.floor(ofDay / minuteMs) % 60, Math.floor(ofDay / secondMs) % 60];
  const rest = String(ofDay % secondMs).padStart(3, '0');
  return `${dayText(day)}${twoDigits[hour] ?? ''}:${twoDigits[minute] ?? ''}:${twoDigits[second] ?? ''}.${rest}Z`;
}

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= daysMax) days.clear();
  const text = new Date(day * dayMs).toISOString().slice(0, -'00:00:00.000Z'.length);
  days.set(day, text);
  return text;
}
