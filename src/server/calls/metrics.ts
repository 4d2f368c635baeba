// SPDX-License-Identifier: Apache-2.0
/**
 * Figures of the running process for the operator's own monitoring: counts and durations by call, never by person or case.
 *
 * They are answered to this machine only. A proxy before the server must not hand `/metrics` on.
 */
import { Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly noteCall: (call: string, status: number, ms: number) => void;
  readonly noteDispatches: (count: number) => void;
  readonly text: () => Promise<string>;
}

/** What the outbox and the inbox hold, by what it means for people. */
const deliveryHelp = {
  waiting: 'Dispatches that wait for delivery.',
  undelivered: 'Dispatches that were given up and that no officer has dealt with.',
  held: 'Dispatches of other authorities that are held here.',
  alarms: 'Alarms of the delivery that no officer has taken; above zero, call the duty officer.',
} as const;

/** Of a live market, all its partitions together. */
const marketHelp = {
  unwatched: 'Partitions of a live market that no worker holds; above zero, events are not looked at.',
  waiting: 'Messages of a live market in the stream that no worker has taken yet.',
  rate: 'Events of a live market taken in a second.',
  snapshotAge: 'Seconds since the oldest last snapshot of a partition of a live market.',
  leftOut: 'Messages and lines of a live market that were left out or are missing, since the beginning.',
} as const;
type MarketFigures = Readonly<Record<keyof typeof marketHelp, number>> & { readonly market: string };

export function openMetrics(
  deliveries: () => Promise<Readonly<Record<keyof typeof deliveryHelp, number>>>,
  markets: () => Promise<readonly MarketFigures[]>,
): Metrics {
  const registry = new Registry();
  const calls = new Histogram({
    name: 'comity_call_seconds',
    help: 'Duration of calls, by call and class of status.',
    labelNames: ['call', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const dispatches = new Gauge({
    name: 'comity_dispatches_handled',
    help: 'Attempts at delivery since the start, whatever came of them.',
    registers: [registry],
  });
  const memory: Gauge = new Gauge({
    name: 'comity_resident_bytes',
    help: 'Memory of the process, without PostgreSQL.',
    registers: [registry],
    collect: () => memory.set(process.memoryUsage.rss()),
  });
  const gauges = Object.entries(deliveryHelp).map(
    ([name, help]) =>
      [name as keyof typeof deliveryHelp, new Gauge({ name: `comity_deliveries_${name}`, help, registers: [registry] })] as const,
  );
  const marketGauges = Object.entries(marketHelp).map(([name, help]) => {
    const metric = `comity_market_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    return [name as keyof typeof marketHelp, new Gauge({ name: metric, help, labelNames: ['market'], registers: [registry] })] as const;
  });
  return {
    noteCall: (call, status, ms) => calls.observe({ call, status: `${Math.floor(status / 100)}xx` }, ms / 1000),
    noteDispatches: (count) => dispatches.inc(count),
    async text() {
      const counts = await deliveries();
      for (const [name, gauge] of gauges) gauge.set(counts[name]);
      const watched = await markets();
      for (const [name, gauge] of marketGauges) {
        gauge.reset();
        for (const one of watched) gauge.set({ market: one.market }, one[name]);
      }
      return registry.metrics();
    },
  };
}

export function isThisMachine(remoteAddress: string): boolean {
  return remoteAddress === '::1' || /^(?:::ffff:)?127\./.test(remoteAddress);
}
