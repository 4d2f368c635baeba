// SPDX-License-Identifier: Apache-2.0
/**
 * A lane of work that is done piece by piece beside everything else: screenings, surveillance runs, imports of long files.
 *
 * It looks whether something is open, at once when it is woken and else ever more seldom (look-again.ts), and goes on without a pause
 * while there is. Between two pieces it lets the calls of officers and peers pass. What breaks off is logged and tried again at the next look.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { lookAgain } from './look-again.ts';

export interface Lane {
  /** Something may have been ordered. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

/** `next` does a piece and answers false where nothing is open; `isOver` tells it that the lane is being stopped. */
export function startLane(what: string, next: (isOver: () => boolean) => Promise<boolean>, log: Log): Lane {
  let isStopped = false;
  let running: Promise<boolean> | null = null;
  const isOver = (): boolean => isStopped;
  const run = async (): Promise<boolean> => {
    let hasFound = false;
    try {
      while (!isStopped && (await next(isOver))) {
        hasFound = true;
        await nextTurn();
      }
    } catch (error) {
      if (!isStopped) log.error(`${what} broke off; it is tried again`, error);
    }
    return hasFound;
  };
  const looking = lookAgain(() => (running = run()));
  return {
    wake: looking.wake,
    async stop() {
      isStopped = true;
      looking.stop();
      await running;
    },
  };
}
