// SPDX-License-Identifier: Apache-2.0
/**
 * A month as weeks of days, each `YYYY-MM-DD`, from Monday to Sunday, with the days of its neighbours that fill the first and the last week.
 *
 *     weeksOf('2026-11')    six rows: 26 October ... 6 December
 *     monthAfter('2026-12', 1)    '2027-01'
 */
const dayMs = 86_400_000;

export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00.000Z`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const end = Date.parse(`${monthAfter(month, 1)}-01T00:00:00.000Z`);
  const weeks: string[][] = [];
  for (let at = start; at < end; at += 7 * dayMs) {
    weeks.push(Array.from({ length: 7 }, (_, day) => new Date(at + day * dayMs).toISOString().slice(0, 10)));
  }
  return weeks;
}

export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - dayMs).toISOString().slice(0, 10);
}
