// SPDX-License-Identifier: Apache-2.0
/**
 * How often planted manipulators are found, by intensity, and how often lawful look-alikes and ordinary traders are named, on seeds that
 * no pattern was made with (they begin at 7,000,000; values were chosen on seeds below 700,000): `surveillance.recall` for each practice
 * with the days on which it was found at intensities 1 to 10, `surveillance.precision` for each pattern, and
 * `surveillance.false_alerts_per_instrument_hour` on days without manipulation and on days of lawful look-alikes.
 */
import { patterns, practices, runSurveillance, simulateMarket } from '../src/surveillance/index.ts';
import type { Print } from './main.ts';

const originMs = Date.parse('2026-11-02T00:00:00.000Z');
const hours = 3;
const firstSeed = 7_000_000;
const instruments = 5;
const quietDays = 60;
const daysPerIntensity = 3;
const intensities = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export function run(print: Print): Promise<void> {
  const right = new Map<string, number>();
  const wrong = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  let seed = firstSeed;
  const alertsOf = (planted: Parameters<typeof simulateMarket>[0]['planted']) => {
    const day = simulateMarket({ seed: seed++, hours, originMs, planted });
    const { alerts } = runSurveillance(day.events, { patterns, parameters: {}, moments: day.moments, onProgress: () => undefined });
    for (const alert of alerts) {
      const isRight = day.planted.some(
        ({ pattern, name }) => pattern !== null && alert.participants.some((one) => one.name.includes(name)),
      );
      add(isRight ? right : wrong, alert.pattern.id);
    }
    return { day, alerts };
  };
  for (const practice of practices.filter(({ pattern }) => pattern !== null)) {
    const isFound = (intensity: number): boolean => {
      const { day, alerts } = alertsOf([{ practice, intensity }]);
      const name = day.planted[0]?.name ?? '';
      return alerts.some((alert) => alert.pattern.id === practice.pattern && alert.participants.some((one) => one.name.includes(name)));
    };
    const found = intensities.map((intensity) => Array.from({ length: daysPerIntensity }, () => isFound(intensity)).filter(Boolean).length);
    print({
      name: `surveillance.recall ${practice.id} [${found.join(' ')}]`,
      value: round(found.reduce((sum, days) => sum + days, 0) / (intensities.length * daysPerIntensity)),
      unit: 'share',
      goal: 0.9,
    });
  }
  let [lookAlikeDays, lookAlikeAlerts] = [0, 0];
  for (const practice of practices.filter(({ pattern }) => pattern === null))
    for (const intensity of intensities) {
      lookAlikeDays += 1;
      lookAlikeAlerts += alertsOf([{ practice, intensity }]).alerts.length;
    }
  for (const { id } of patterns) {
    const [yes, no] = [right.get(id) ?? 0, wrong.get(id) ?? 0];
    if (yes + no > 0) print({ name: `surveillance.precision ${id}`, value: round(yes / (yes + no)), unit: 'share', goal: 0.9 });
  }
  let falseAlerts = 0;
  for (let day = 0; day < quietDays; day += 1) falseAlerts += alertsOf([]).alerts.length;
  const name = 'surveillance.false_alerts_per_instrument_hour';
  print({ name, value: round(falseAlerts / (quietDays * hours * instruments)), unit: '1/h', goal: 0.05 });
  print({ name: `${name} look-alikes`, value: round(lookAlikeAlerts / (lookAlikeDays * hours * instruments)), unit: '1/h', goal: 0.05 });
  return Promise.resolve();
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
