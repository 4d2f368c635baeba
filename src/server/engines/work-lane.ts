// SPDX-License-Identifier: Apache-2.0
/**
 * A lane of work that is done piece by piece beside everything else: screenings, surveillance runs, imports of long files.
 *
 * It looks once a second whether something is open, and goes on without a pause while there is. Between two pieces it lets the calls of
 * officers and peers pass. What breaks off is logged and tried again at the next look.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** What was ordered begins within a second. */
const lookEveryMs = 1000;

/** `next` does a piece and answers false where nothing is open; `isOver` tells it that the lane is being stopped. */
export function startLane(
  what: string,
  next: (isOver: () => boolean) => Promise<boolean>,
  log: Log,
): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let running: Promise<void> | null = null;
  const isOver = (): boolean => isStopped;
  const run = async (): Promise<void> => {
    try {
      while (!isStopped && (await next(isOver))) await nextTurn();
    } catch (error) {
      if (!isStopped) log.error(`${what} broke off; it is tried again`, error);
    }
  };
  const timer = setInterval(() => {
    running ??= run().finally(() => {
      running = null;
    });
  }, lookEveryMs);
  timer.unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
