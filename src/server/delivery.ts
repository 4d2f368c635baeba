// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery: keeps the outbox moving.
 *
 * It runs when a dispatch was queued (a topic says so) and every second besides, for retries that have come due. A few runs
 * may overlap, so that a peer that keeps us waiting delays nobody else: rows are leased, and no two runs get the same.
 * Beside it the exchange is tended: held dispatches judged, peers told, the duty officer called.
 * Everything that matters (who may send, when to try again, when to give up) is decided in room exchange.
 */
import type { Log } from './log.ts';

/** Retries are counted in seconds; looking once a second finds each in time and costs one small query. */
const lookEveryMs = 1000;

/** Enough that two or three peers that do not answer leave room for the others; each run holds up to sixteen rows. */
const runsMax = 4;

export interface Delivery {
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

/** Before this a run is not taken to be kept waiting: a pouch there and back, its judging included. No officer notices it. */
const patientMs = 300;

/** `deliverDue` says whenever it looks for what is due: whoever was queued before need not wake another run. Tests have their own patience. */
export function startDelivery(deliverDue: (looking: () => void) => Promise<number>, log: Log, runPatientMs: number = patientMs): Delivery {
  let isStopped = false;
  let isWanted = true;
  let mayBeginAt = 0;
  let beginning: NodeJS.Timeout | null = null;
  const running = new Set<Promise<void>>();

  const looking = (): void => {
    isWanted = false;
    mayBeginAt = performance.now() + runPatientMs;
  };
  const run = async (): Promise<void> => {
    while (isWanted && !isStopped) {
      looking();
      try {
        const count = await deliverDue(looking);
        if (count > 0) {
          isWanted = true;
          log.info('dispatches handled', { count });
        }
      } catch (error) {
        log.error('delivery failed; it is tried again', error);
      }
    }
  };
  const wake = (): void => {
    isWanted = true;
    if (isStopped || running.size >= runsMax) return;
    const waitMs = running.size === 0 ? 0 : mayBeginAt - performance.now();
    if (waitMs > 0) {
      beginning ??= setTimeout(() => {
        beginning = null;
        if (isWanted) wake();
      }, waitMs);
      return;
    }
    const started = run().finally(() => {
      running.delete(started);
      if (isWanted && !isStopped) wake();
    });
    running.add(started);
  };
  const timer = setInterval(wake, lookEveryMs);
  timer.unref();
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      if (beginning !== null) clearTimeout(beginning);
      await Promise.all(running);
    },
  };
}

/** Once a second where nothing else is said, one run at a time; what fails is tried again with the next. */
export function startTending(tend: () => Promise<number>, log: Log, everyMs: number = lookEveryMs): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= tend()
      .catch((error: unknown) => log.error('what is due by the clock could not be tended; it is tried again', error))
      .finally(() => {
        running = null;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
