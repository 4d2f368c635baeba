// SPDX-License-Identifier: Apache-2.0
// A segment that is looked at while it runs: its alerts are those of a run over the events so far, whatever the portions, and after a stop.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { lineMs, type MarketEvents, marketLine, openMarketLines } from '../../columns/index.ts';
import { patterns } from '../patterns.ts';
import { runSurveillance } from '../run-surveillance.ts';
import { practices, simulateMarket } from '../simulator/simulate-market.ts';
import type { AlertWire } from '../wire.ts';
import { openLiveSegment } from './live-segment.ts';

const originMs = Date.parse('2026-11-02T00:00:00.000Z');
const order = { patterns, parameters: {}, moments: [] };
/** One manipulator for each pattern that speaks while a segment runs. */
const streaming = ['self-trades', 'matched-orders', 'spoofing', 'layering', 'pinging'];

interface Spoken {
  readonly row: number;
  readonly alert: AlertWire;
}

/** Rows from `from` on are asked about; those before are taken as after a stop, without a word. */
function follow(lines: readonly string[], from = 0): { readonly spoken: readonly Spoken[]; readonly closed: readonly AlertWire[] } {
  const taking = openMarketLines(lineMs(lines[0] ?? '') ?? 0);
  const segment = openLiveSegment(taking.builder, order);
  const spoken: Spoken[] = [];
  for (const [row, line] of lines.entries()) {
    assert.equal(taking.take(line, `line ${row + 1}`), line);
    for (const alert of segment.advance()) if (row >= from) spoken.push({ row, alert });
  }
  return { spoken, closed: segment.close().alerts };
}

const linesOf = (events: MarketEvents): string[] => Array.from({ length: events.count }, (_unused, row) => marketLine(events, row));
const runOver = (lines: readonly string[], only = patterns): readonly AlertWire[] => {
  const taking = openMarketLines(lineMs(lines[0] ?? '') ?? 0);
  for (const line of lines) taking.take(line, '');
  return runSurveillance(taking.builder.finish().events, { ...order, patterns: only, onProgress: () => undefined }).alerts;
};

describe('a segment looked at while it runs', () => {
  const planted = practices.filter(({ pattern }) => streaming.some((id) => id === pattern)).map((practice) => ({ practice, intensity: 9 }));
  // Practices begin after an hour; what is before it, and the derivatives, only cost time here.
  const lines = linesOf(simulateMarket({ seed: 11, hours: 2, originMs, planted }).events).filter(
    (line) => line > '2026-11-02T01:00' && line < '2026-11-02T01:25' && line.includes(',spot,'),
  );
  const whole = follow(lines);

  for (const id of streaming) {
    test(`${id}: there is a word while it runs, and it is the alert of a run over the events so far`, () => {
      const own = whole.spoken.filter(({ alert }) => alert.pattern.id === id);
      assert.ok(own.length > 0, 'a manipulator of this practice was planted');
      const pattern = patterns.filter((one) => one.id === id);
      for (const { row, alert } of own.slice(0, 1)) {
        assert.deepEqual(
          runOver(lines.slice(0, row + 1), pattern).find(({ digest }) => digest === alert.digest),
          alert,
        );
        // The last order of a run of pings is known to be whole when the next one comes.
        if (id === 'pinging') continue;
        const before = runOver(lines.slice(0, row), pattern).map(({ instruments, participants }) => ({ instruments, participants }));
        const { instruments, participants } = alert;
        assert.ok(
          !before.some((one) => isDeepStrictEqual(one, { instruments, participants })),
          'one event earlier there was nothing to say',
        );
      }
    });
  }

  test('closed, it has the alerts of a run over the file, to the byte', () => {
    assert.deepEqual(whole.closed, runOver(lines));
  });

  test('stopped anywhere and opened again over the same events, it goes on as if it had not been away', () => {
    const stopped = (whole.spoken[0]?.row ?? 0) + 1;
    assert.deepEqual(follow(lines, stopped), { ...whole, spoken: whole.spoken.filter(({ row }) => row >= stopped) });
  });
});
