// SPDX-License-Identifier: Apache-2.0
/**
 * Looking again and again whether there is something to do, ever more seldom while there is not.
 *
 *     found something      the next look a second later
 *     found nothing        the pause doubles, up to the longest
 *     woken                the pause is a second again, and it looks at once where the last look is longer ago than that
 *
 * So an idle server asks its database little, and what was ordered begins as soon as it is told: rooms announce their topics, and
 * PostgreSQL hands these to every server process (streams.ts). The longest pause is for what nobody announces, as the work of a process
 * that has ended in the middle of it.
 */

/** What is announced one after another is looked for once a second. */
const firstMs = 1000;
/** Work that nobody announces waits so long at most; officers wait as long for the next screen. */
const longestMs = 8000;

export interface LookingAgain {
  readonly wake: () => void;
  readonly stop: () => void;
}

/** `look` tells whether it found something; it must not throw. One look at a time. Tests have their own pauses. */
export function lookAgain(look: () => Promise<boolean>, pauses = { firstMs, longestMs }): LookingAgain {
  let pauseMs = pauses.firstMs;
  let timer: NodeJS.Timeout | null = null;
  let lookedAt = performance.now();
  let isLooking = false;
  let isWoken = false;
  let isStopped = false;
  const plan = (afterMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void run(), Math.max(0, afterMs)).unref();
  };
  const run = async (): Promise<void> => {
    if (isLooking || isStopped) return;
    isLooking = true;
    isWoken = false;
    lookedAt = performance.now();
    const hasFound = await look();
    isLooking = false;
    pauseMs = hasFound || isWoken ? pauses.firstMs : Math.min(2 * pauseMs, pauses.longestMs);
    if (!isStopped) plan(isWoken ? lookedAt + pauses.firstMs - performance.now() : pauseMs);
  };
  plan(pauses.firstMs);
  return {
    wake() {
      isWoken = true;
      pauseMs = pauses.firstMs;
      // What runs looks at that by itself when it ends.
      if (!isLooking && !isStopped) plan(lookedAt + pauses.firstMs - performance.now());
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
