// SPDX-License-Identifier: Apache-2.0
// Simulated days: manipulators are found by name, lawful look-alikes are left alone, and an alert can be run again to the byte.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { findPattern, patterns, rerunAlert, runSurveillance } from './index.ts';
import { practices, type SimulatedDay, simulateMarket } from './simulator/simulate-market.ts';
import { type AlertWire, alertSchema } from './wire.ts';

const originMs = Date.parse('2026-11-02T00:00:00.000Z');

function watch(day: SimulatedDay): readonly AlertWire[] {
  return runSurveillance(day.events, { patterns, parameters: {}, moments: day.moments, onProgress: () => undefined }).alerts;
}

function watched(day: SimulatedDay): readonly [SimulatedDay, readonly AlertWire[]] {
  return [day, watch(day)];
}

function dayWith(ids: readonly string[], intensity: number, seed: number): SimulatedDay {
  const planted = practices.filter(({ id }) => ids.includes(id)).map((practice) => ({ practice, intensity }));
  assert.equal(planted.length, ids.length, 'every practice is known');
  return simulateMarket({ seed, hours: 3, originMs, planted });
}

/** Days with few manipulators each: many at once hide each other. */
const manipulatorsByDay = [
  ['self-trader', 'prearranged-pair', 'ring', 'spoofer', 'layerer', 'stuffer', 'pinger', 'front-runner', 'close-marker', 'pumper'],
  ['stop-hunter', 'oracle-pusher', 'tape-painter', 'sandwicher', 'back-runner', 'surface-bender', 'auction-shaper'],
  ['liquidation-hunter'],
  ['funding-pusher'],
  ['squeezer'],
  ['pinner'],
  ['insider'],
] as const;
const [manipulators] = manipulatorsByDay;
const lookAlikes = practices.filter(({ pattern }) => pattern === null).map(({ id }) => id);

describe('a day with manipulators', () => {
  let day: SimulatedDay;
  let alerts: readonly AlertWire[] = [];
  before(() => {
    day = dayWith(manipulators, 9, 11);
    alerts = watch(day);
  });
  for (const [at, ids] of manipulatorsByDay.entries()) {
    test(`${ids.join(', ')}: each is found and named`, () => {
      const [theDay, theAlerts] = at === 0 ? [day, alerts] : watched(dayWith(ids, 9, 11 + at));
      for (const { name, pattern } of theDay.planted) {
        const named = theAlerts
          .filter((alert) => alert.pattern.id === pattern)
          .flatMap(({ participants }) => participants.map((one) => one.name));
        assert.ok(
          named.some((one) => one.includes(name)),
          `${name}: ${pattern ?? ''} names ${named.join(', ') || 'nobody'}`,
        );
      }
    });
  }
  test('every alert has the agreed shape, sentences, and events that exist', () => {
    for (const alert of alerts) {
      alertSchema.parse(alert);
      assert.ok(alert.sentences.length > 0);
      assert.ok(alert.evidence.events.length > 0);
      assert.ok(alert.evidence.events.every(({ row }) => row < day.events.count));
    }
  });
  test('the same input gives the same bytes', () => {
    assert.equal(JSON.stringify(watch(dayWith(manipulators, 9, 11))), JSON.stringify(alerts));
  });
  test('an alert run again over its events is the same; over others it says which events it needs; a changed one is not found', () => {
    const alert = alerts.find(({ pattern }) => pattern.id === 'spoofing');
    assert.ok(alert !== undefined);
    const again = rerunAlert(day.events, alert);
    assert.ok(again.ok && again.value.kind === 'same');
    const other = rerunAlert(dayWith([], 1, 5).events, alert);
    assert.ok(other.ok && other.value.kind === 'other-events');
    const changed = rerunAlert(day.events, { ...alert, digest: `sha256:${'0'.repeat(64)}` });
    assert.ok(changed.ok && changed.value.kind === 'not-found');
    const stricter = rerunAlert(day.events, { ...alert, parameters: { ...alert.parameters, episodesMin: 1000 } });
    assert.ok(stricter.ok && stricter.value.kind === 'not-found');
    const older = rerunAlert(day.events, { ...alert, pattern: { ...alert.pattern, version: 999 } });
    assert.equal(older.ok, false);
  });
});

test('a day without manipulation, and one of lawful look-alikes: nobody is named for what he only resembles', () => {
  assert.deepEqual(
    watch(dayWith([], 1, 12)).map(({ pattern }) => pattern.id),
    [],
  );
  const day = dayWith(lookAlikes, 5, 13);
  const alerts = watch(day);
  for (const { name, looksLike } of day.planted) {
    const wrong = alerts.filter((alert) => alert.pattern.id === looksLike && alert.participants.some((one) => one.name.includes(name)));
    assert.deepEqual(
      wrong.map(({ sentences }) => sentences),
      [],
      `${name} looks like ${looksLike ?? ''}`,
    );
  }
});

test('patterns have distinct names, parameters with origin, and a wrong name lists the right ones', () => {
  assert.equal(new Set(patterns.map(({ id }) => id)).size, patterns.length);
  assert.ok(patterns.length >= 26);
  for (const { parameters } of patterns)
    for (const { origin, meaning } of Object.values(parameters)) assert.ok(origin.length > 2 && meaning.length > 2);
  const found = findPattern('sponging');
  assert.ok(!found.ok);
  assert.match(found.issues[0]?.remedy ?? '', /spoofing/);
});
