// SPDX-License-Identifier: Apache-2.0
/**
 * Looking where there is a reason: at the moment when something is next due, and when something has changed.
 *
 *     looked, next due in 40 s      the next look in 40 s
 *     woken                         it looks at once, and learns what is due next
 *     a look failed                 again a second later
 *     nothing due                   the longest pause, for a change whose announcement was lost with its connection
 *
 * Unlike looking ever more seldom (look-again.ts) it keeps to the moment: what is due at an instant is done at that instant, however long
 * nothing happened before. It asks for that whoever writes what is due also announces it.
 */
import type { Instant } from '../../kernel/index.ts';

/** Nobody waits longer for a change that was not heard of. */
const longestMs = 60_000;
const againMs = 1000;

export interface LookingWhenDue {
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

/** `look` does what is due and says when something is due next, null where nothing is; `onFailure` is told what it threw. One look at a time. */
export function lookWhenDue(
  look: () => Promise<Instant | null>,
  { clock, onFailure }: { readonly clock: () => Instant; readonly onFailure: (error: unknown) => void },
  pauses = { longestMs, againMs },
): LookingWhenDue {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;
  const pauseUntil = (nextAt: Instant | null): number =>
    nextAt === null ? pauses.longestMs : Math.min(pauses.longestMs, Math.max(1, Date.parse(nextAt) - Date.parse(clock())));
  const once = async (): Promise<void> => {
    isWoken = false;
    const pauseMs = await look().then(pauseUntil, (error: unknown) => {
      onFailure(error);
      return pauses.againMs;
    });
    running = null;
    if (isStopped) return;
    if (isWoken) start();
    else timer = setTimeout(start, pauseMs).unref();
  };
  const start = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isWoken = true;
    if (!isStopped) running ??= once();
  };
  start();
  return {
    wake: start,
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
