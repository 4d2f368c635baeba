// SPDX-License-Identifier: Apache-2.0
/**
 * The work on keys that a running server does by itself: it notices that its own history has grown and tells its peers, keeps its
 * sight of their keys fresh, and destroys private keys whose time is over. What each of these means is decided in exchange and seals.
 */
import { appendAudit } from '../audit/index.ts';
import type { Database, Instant, RandomBytes } from '../kernel/index.ts';
import type { LiveKeys } from './live-keys.ts';
import type { Log } from './log.ts';
import type { Wired } from './wiring.ts';

/** An operator who has applied a change waits for it; looking costs one read of a folder. */
const lookEveryMs = 2000;
/** Views become fresh and keys end by the minute. */
const refreshEveryMs = 60_000;

interface KeyWork {
  readonly live: LiveKeys;
  readonly rooms: Pick<Wired, 'announceKeys' | 'refreshKeyViews'>;
  readonly database: Database;
  readonly random: RandomBytes;
  readonly clock: () => Instant;
  readonly log: Log;
}

export function startKeyWork(work: KeyWork): { readonly stop: () => Promise<void> } {
  const { log } = work;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  // One after the other: two readings of the same files must not overtake each other.
  const run = (what: string, step: () => Promise<void>): void => {
    running = running
      .then(() => (isStopped ? undefined : step()))
      .catch((error: unknown) => log.error(`${what}; it is tried again`, error));
  };
  let isTold = false;
  const look = async (): Promise<void> => {
    if (!(await work.live.reload()) && isTold) return;
    const told = await work.rooms.announceKeys();
    isTold = true;
    if (told > 0) log.info('peers are told of key events', { count: told });
  };
  const refresh = async (): Promise<void> => {
    const { silent } = await work.rooms.refreshKeyViews();
    if (silent > 0) log.warn('peers did not say which keys they use', { count: silent });
    await destroyDeadKeys(work);
  };
  const timers = [
    setInterval(() => run('own keys could not be looked at', look), lookEveryMs),
    setInterval(() => run('the keys of peers could not be asked for', refresh), refreshEveryMs),
  ];
  for (const timer of timers) timer.unref();
  run('own keys could not be looked at', look);
  return {
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}

async function destroyDeadKeys({ live, database, random, clock, log }: KeyWork): Promise<void> {
  const count = await live.settle(clock());
  if (count === 0) return;
  await database
    .transaction()
    .execute((tx) => appendAudit(tx, { event: 'keys.destroyed', actor: 'server', at: clock(), details: { count } }, random));
  log.info('private keys for sealing were destroyed', { count });
}
