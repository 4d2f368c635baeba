// SPDX-License-Identifier: Apache-2.0
/**
 * Countdown: how far a deadline is, in words that one glance takes in.
 *
 *     countdown(dueInThreeDays, now)    // { kind: 'left', unit: 'days', count: 3, level: 'soon' }
 *
 * Days are counted in full; the last two days read in hours, the last two hours in minutes. The levels only choose colour
 * and icon: whether a deadline is over is said by the server, and by the clock once it has passed on the screen.
 */
export type CountdownLevel = 'calm' | 'soon' | 'close' | 'over';
export type CountdownUnit = 'days' | 'hours' | 'minutes';
export interface Countdown {
  readonly kind: 'left' | 'over';
  readonly unit: CountdownUnit;
  readonly count: number;
  readonly level: CountdownLevel;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const soonMs = 5 * dayMs;
const closeMs = 36 * hourMs;

export function countdown(dueAt: string, nowMs: number): Countdown {
  const leftMs = Date.parse(dueAt) - nowMs;
  const distance = inUnits(Math.abs(leftMs));
  if (leftMs < 0) return { kind: 'over', ...distance, level: 'over' };
  return { kind: 'left', ...distance, level: leftMs <= closeMs ? 'close' : leftMs <= soonMs ? 'soon' : 'calm' };
}

function inUnits(ms: number): { unit: CountdownUnit; count: number } {
  if (ms >= 2 * dayMs) return { unit: 'days', count: Math.floor(ms / dayMs) };
  if (ms >= 2 * hourMs) return { unit: 'hours', count: Math.floor(ms / hourMs) };
  return { unit: 'minutes', count: Math.max(1, Math.floor(ms / minuteMs)) };
}
