// SPDX-License-Identifier: Apache-2.0
/**
 * Tending: what no call and no queued dispatch sets going, once a second. What is held is judged when its turn has come, peers
 * are told what they do not know, and the duty officer is called when something urgent stays undelivered. Where one look can tell
 * that there is nothing of all that, nothing else is asked.
 */
import { addMs } from '../../kernel/index.ts';
import type { ExchangePorts } from '../ports.ts';
import { alarmLateUrgent, urgentLateMs } from './late-urgent.ts';
import { tellPeers } from './tell-peers.ts';
import { tendHeld } from './tend-held.ts';

/** How many things were done. Everything is tried, also where something before it failed; then it throws. */
export async function tendDelivery<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const now = ports.clock();
  if ((await ports.isTended?.({ now, lateBy: addMs(now, -urgentLateMs) })) === true) return 0;
  const broken: unknown[] = [];
  let count = 0;
  for (const work of [tendHeld, tellPeers, alarmLateUrgent]) {
    try {
      count += await work(ports);
    } catch (error) {
      broken.push(error);
    }
  }
  if (broken.length > 0) throw new AggregateError(broken, 'the delivery could not be tended completely');
  return count;
}
