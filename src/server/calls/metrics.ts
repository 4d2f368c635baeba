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

export function openMetrics(): Metrics {
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
  return {
    noteCall: (call, status, ms) => calls.observe({ call, status: `${Math.floor(status / 100)}xx` }, ms / 1000),
    noteDispatches: (count) => dispatches.inc(count),
    text: () => registry.metrics(),
  };
}

export function isThisMachine(remoteAddress: string): boolean {
  return remoteAddress === '::1' || /^(?:::ffff:)?127\./.test(remoteAddress);
}
