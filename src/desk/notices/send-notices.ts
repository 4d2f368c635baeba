// SPDX-License-Identifier: Apache-2.0
/** Notices that go out by a webhook, each until it was taken; after a day the application alone tells them. */
import { addMs, type Database, type Instant } from '../../kernel/index.ts';
import { markSent, takeUnsent } from './store.ts';
import type { NoticeKind } from './wire.ts';

/** All that leaves of a notice. */
export interface NoticeToSend {
  readonly id: string;
  readonly kind: NoticeKind | 'try';
  readonly officer: string;
  readonly at: Instant;
}

/** What a run of sending does at most; the rest goes with the next. */
const noticesAtOnce = 50;
/** How long a receiver that took none is left alone. */
const againMs = 300_000;
/** Older news is read in the application. */
const newsMs = 86_400_000;

/**
 * Gives what went wrong, in words, or null. One that is not taken ends the run, since the next would wait for the same receiver; those taken
 * with it are tried again after five minutes.
 */
export async function sendNotices(
  db: Database,
  post: (notice: NoticeToSend) => Promise<string | null>,
  clock: () => Instant,
): Promise<string | null> {
  const now = clock();
  const found = await takeUnsent(db, { now, again: addMs(now, againMs), since: addMs(now, -newsMs), limit: noticesAtOnce });
  for (const { id, kind, officer, at } of found) {
    const trouble = await post({ id, kind, officer, at });
    if (trouble !== null) return trouble;
    await markSent(db, id, clock());
  }
  return null;
}
