// SPDX-License-Identifier: Apache-2.0
/**
 * When a simulated server looks at its outbox: as the real one does, when something was queued and when a retry comes due, with
 * two runs that may overlap; but without the looks in between that would find nothing.
 */
import { deliverDue, leaseMs, type MemoryState, restLongestMs } from '../../exchange/index.ts';
import { type Instant, msOf } from '../../kernel/index.ts';
import { beginningMs } from './cast.ts';
import type { Federation } from './federation.ts';
import type { Server } from './server-state.ts';
import { startProcess } from './server.ts';
import { portsOf } from './server-ports.ts';

/** Between two looks that are not caused by a new dispatch. */
const lookEveryMs = 1000;
/** While anything is open: as long as the longest pause between two attempts. */
const lookAtLeastEveryMs = 3_600_000;
const runs = ['delivery 1', 'delivery 2'] as const;

/** To be called after each step: lays the next look on the timeline where the outbox asks for one. */
export function planDeliveries(federation: Federation): void {
  const nowMs = federation.timeline.now();
  for (const server of federation.servers) {
    const { deliveries } = server;
    const state = server.store.state();
    if (!server.isUp || deliveries.busy.size === runs.length) continue;
    if (deliveries.seen?.outbox === state.outbox && deliveries.seen.lanes === state.lanes) continue;
    deliveries.seen = state;
    const dueMs = firstDueMs(state, server, nowMs);
    if (dueMs === null) continue;
    const wakesAtMs = Math.max(nowMs, deliveries.lookedAtMs + lookEveryMs, Math.min(dueMs, nowMs + lookAtLeastEveryMs));
    if (deliveries.wakesAtMs !== null && deliveries.wakesAtMs <= wakesAtMs) continue;
    deliveries.wakesAtMs = wakesAtMs;
    federation.timeline.later(wakesAtMs - nowMs, () => look(federation, server, wakesAtMs));
  }
}

/** By virtual time; what waits behind another in its channel cannot be taken, and what the peer holds (custody) keeps nothing waiting. */
function firstDueMs({ outbox, lanes }: MemoryState, server: Server, nowMs: number): number | null {
  const firsts = new Map<string, { readonly place: number; readonly dueMs: number }>();
  const virtualMs = (moment: Instant): number => msOf(moment) - beginningMs - server.clockOffsetMs;
  let earliestMs = Number.POSITIVE_INFINITY;
  for (const { row, state, custody, leaseUntil } of outbox.values()) {
    if (state !== 'waiting' && state !== 'leased' && state !== 'custody') continue;
    const leaseEndsMs = state === 'leased' && leaseUntil !== null ? virtualMs(leaseUntil) : 0;
    // As with a rest: a lease that lies further off than any may last was given by a clock that was ahead.
    const isLeased = leaseEndsMs > 0 && leaseEndsMs <= nowMs + leaseMs;
    const dueMs = (isLeased ? leaseEndsMs : virtualMs(row.nextAttemptAt)) + 1;
    const restsUntil = lanes.get(`${row.peer} ${row.class}`)?.pausedUntil ?? null;
    const restMs = restsUntil === null ? 0 : virtualMs(restsUntil);
    // A rest that lies further off than any may last was noted by a clock that was ahead, and counts for nothing.
    const takenMs = restMs > nowMs + restLongestMs ? dueMs : Math.max(dueMs, restMs);
    if (custody !== null) earliestMs = Math.min(earliestMs, takenMs);
    else {
      const place = row.epoch * 1e6 + row.seq;
      const first = firsts.get(row.channel);
      if (first === undefined || place < first.place) firsts.set(row.channel, { place, dueMs: takenMs });
    }
  }
  for (const { dueMs } of firsts.values()) earliestMs = Math.min(earliestMs, dueMs);
  return earliestMs === Number.POSITIVE_INFINITY ? null : earliestMs;
}

function look(federation: Federation, server: Server, plannedMs: number): void {
  const { deliveries } = server;
  if (deliveries.wakesAtMs !== plannedMs) return;
  deliveries.wakesAtMs = null;
  deliveries.seen = null;
  deliveries.lookedAtMs = federation.timeline.now();
  const free = runs.find((name) => !deliveries.busy.has(name));
  if (!server.isUp || free === undefined) return;
  deliveries.busy.add(free);
  startProcess(federation, server, free, async (running) => {
    try {
      await deliverDue(portsOf(federation, running));
    } finally {
      deliveries.busy.delete(free);
      deliveries.seen = null;
    }
  });
}
