// SPDX-License-Identifier: Apache-2.0
/**
 * How often planted manipulators are found, by intensity, and how often lawful look-alikes and ordinary traders are named, on seeds that
 * no pattern was made with: `surveillance.recall` for each practice, `surveillance.precision` for each pattern, and
 * `surveillance.false_alerts_per_instrument_hour` on days without manipulation.
 */
import { patterns, practices, runSurveillance, simulateMarket } from '../src/surveillance/index.ts';
import type { Print } from './main.ts';

const originMs = Date.parse('2026-11-02T00:00:00.000Z');
const hours = 3;
const firstSeed = 900_000;
const instruments = 5;
const quietDays = 10;

export function run(print: Print): Promise<void> {
  const right = new Map<string, number>();
  const wrong = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  let seed = firstSeed;
  const alertsOf = (planted: Parameters<typeof simulateMarket>[0]['planted']) => {
    const day = simulateMarket({ seed: seed++, hours, originMs, planted });
    const moments = [{ kind: 'close', timeNs: day.closeNs, underlying: 'ZED' }] as const;
    const { alerts } = runSurveillance(day.events, { patterns, parameters: {}, moments, onProgress: () => undefined });
    for (const alert of alerts) {
      const isRight = day.planted.some(
        ({ pattern, name }) => pattern !== null && alert.participants.some((one) => one.name.includes(name)),
      );
      add(isRight ? right : wrong, alert.pattern.id);
    }
    return { day, alerts };
  };
  for (const practice of practices.filter(({ pattern }) => pattern !== null)) {
    const found = Array.from({ length: 10 }, (_unused, index) => {
      const { day, alerts } = alertsOf([{ practice, intensity: index + 1 }]);
      const name = day.planted[0]?.name ?? '';
      return alerts.some((alert) => alert.pattern.id === practice.pattern && alert.participants.some((one) => one.name.includes(name)));
    });
    const recall = found.filter(Boolean).length / found.length;
    print({
      name: `surveillance.recall ${practice.id} [${found.map((is) => (is ? '+' : '-')).join('')}]`,
      value: recall,
      unit: 'share',
      goal: 0.9,
    });
  }
  for (const practice of practices.filter(({ pattern }) => pattern === null))
    for (const intensity of [3, 8]) alertsOf([{ practice, intensity }]);
  for (const { id } of patterns) {
    const [yes, no] = [right.get(id) ?? 0, wrong.get(id) ?? 0];
    if (yes + no > 0)
      print({ name: `surveillance.precision ${id}`, value: Math.round((yes / (yes + no)) * 1000) / 1000, unit: 'share', goal: 0.9 });
  }
  let falseAlerts = 0;
  for (let day = 0; day < quietDays; day += 1) falseAlerts += alertsOf([]).alerts.length;
  const value = Math.round((falseAlerts / (quietDays * hours * instruments)) * 1000) / 1000;
  print({ name: 'surveillance.false_alerts_per_instrument_hour', value, unit: '1/h', goal: 0.05 });
  return Promise.resolve();
}
