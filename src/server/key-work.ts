// SPDX-License-Identifier: Apache-2.0
/**
 * The work on keys that a running server does by itself: it notices that its own history has grown and tells its peers, keeps its
 * sight of their keys fresh, and destroys private keys whose time is over. What each of these means is decided in exchange and seals.
 */
import { appendAudit } from '../audit/index.ts';
import type { Database, Instant, RandomBytes } from '../kernel/index.ts';
import { alarmUnlessApproved } from './key-changes/unapproved-change.ts';
import type { LiveKeys } from './live-keys.ts';
import type { Log } from './log.ts';
import type { RestoreHold } from './restore-hold.ts';
import type { Wired } from './wiring.ts';

/** An operator who has applied a change waits for it; looking costs one read of a folder. */
const lookEveryMs = 2000;
/** Views become fresh and keys end by the minute. */
const refreshEveryMs = 60_000;

interface KeyWork {
  readonly live: LiveKeys;
  readonly hold: RestoreHold;
  readonly rooms: Pick<Wired, 'announceKeys' | 'refreshKeyViews' | 'askWhatWasSeen' | 'offerLost'>;
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
  let isInQuestion = false;
  const look = async (): Promise<void> => {
    const hasGrown = await work.live.reload();
    const isReleased = await work.hold.release();
    if (isReleased) log.info('the return from a backup is announced: work goes on');
    if (work.hold.isHeld()) return;
    const offered = await work.rooms.offerLost();
    if (offered > 0) log.info('offered again to a peer that came back from a backup', { count: offered });
    isInQuestion ||= hasGrown && !isReleased;
    if (isInQuestion && (await alarmUnlessApproved({ ...work, now: work.clock() })))
      log.warn('the key history has grown by a change that no officer has approved', { count: work.live.files.keyState.size });
    isInQuestion = false;
    if (!hasGrown && !isReleased && isTold) return;
    const told = await work.rooms.announceKeys();
    isTold = true;
    if (told > 0) log.info('peers are told of key events', { count: told });
  };
  const refresh = async (): Promise<void> => {
    if (work.hold.isHeld()) return askPeers(work);
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
  if (work.hold.isHeld()) run('peers could not be asked what they have seen', refresh);
  return {
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}

/** While the server is held: how much of its log and of its key history others have seen. */
async function askPeers({ rooms, hold, live, log }: KeyWork): Promise<void> {
  const seen = await rooms.askWhatWasSeen();
  await hold.note(seen.logSize);
  if (seen.keyEvents > live.files.history.length)
    log.warn('peers hold more events of our key history than this backup: restore a later one', { count: seen.keyEvents });
}

async function destroyDeadKeys({ live, database, random, clock, log }: KeyWork): Promise<void> {
  const count = await live.settle(clock());
  if (count === 0) return;
  await database
    .transaction()
    .execute((tx) => appendAudit(tx, { event: 'keys.destroyed', actor: 'server', at: clock(), details: { count } }, random));
  log.info('private keys for sealing were destroyed', { count });
}
