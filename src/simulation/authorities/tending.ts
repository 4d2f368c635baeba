// SPDX-License-Identifier: Apache-2.0
/**
 * When a simulated server tends its exchange: as the real one does by the clock, but without the looks that would find nothing.
 *
 * Tending judges what is held, tells peers what they were not told, and calls the duty officer over what is urgent and late. Where
 * nothing is held, untold or urgent and open, it finds nothing, whatever the clock says; a real server looks all the same, every
 * second, and in a simulation nineteen of twenty looks were such.
 */
import { type MemoryState, offerLost, tendDelivery } from '../../exchange/index.ts';
import type { Federation } from './federation.ts';
import { portsOf } from './server-ports.ts';
import type { Server } from './server-state.ts';
import { startProcess } from './server.ts';

export function tendNow(federation: Federation, server: Server): void {
  if (!server.isUp || !hasAnythingToTend(server.store.state())) return;
  startProcess(federation, server, 'tending', async (running) => void (await tendDelivery(portsOf(federation, running))));
}

/** What a peer that came back from a backup has lost is offered to it once more. */
export function offerLostNow(federation: Federation, server: Server): void {
  if (!server.isUp || server.store.state().keys.lost.size === 0) return;
  startProcess(federation, server, 'offering again', async (running) => void (await offerLost(portsOf(federation, running))));
}

function hasAnythingToTend({ inbox, outbox }: MemoryState): boolean {
  for (const { state, tellAt } of inbox.values()) if (state === 'held' || state === 'quarantined' || tellAt !== null) return true;
  for (const { row, settlement, isAlarmed } of outbox.values()) {
    const isUntold = settlement !== null && settlement.tellAt !== null;
    if (isUntold || (settlement === null && row.class === 'urgent' && !isAlarmed)) return true;
  }
  return false;
}
