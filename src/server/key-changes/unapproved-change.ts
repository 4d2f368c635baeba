// SPDX-License-Identifier: Apache-2.0
/**
 * A change of keys that no officer approved: whoever can write to the data folder can apply what the holders of roots signed, and
 * the server says it aloud. Events that officers approved are written before their approval is committed, so whoever asks waits for
 * the lock that the approval holds, and reads both as they then stand.
 */
import { sql } from 'kysely';
import { appendAudit, readPage } from '../../audit/index.ts';
import type { Database, Instant, RandomBytes, Transaction } from '../../kernel/index.ts';
import { approversNeeded, type HouseRules } from '../../officers/index.ts';
import type { KeyState } from '../../seals/index.ts';

/** Until the transaction ends, nobody else applies an approved change, or asks whether one was approved. */
export async function lockKeyChanges(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('comity key changes', 0))`.execute(tx);
}

/** What the alarm reads of the data folder. */
export interface WatchedFolder {
  readonly files: { readonly houseRules: HouseRules; readonly keyState: Pick<KeyState, 'authorityId' | 'head' | 'size'> };
  readonly reload: () => Promise<boolean>;
}

interface Alarm {
  readonly live: WatchedFolder;
  readonly database: Database;
  readonly random: RandomBytes;
  readonly now: Instant;
}

/**
 * Enters the alarm in the log when the last change was approved by nobody, and says so; nothing needs approving where the house
 * asks for no approvals.
 */
export async function alarmUnlessApproved({ live, database, random, now }: Alarm): Promise<boolean> {
  return database.transaction().execute(async (tx) => {
    await lockKeyChanges(tx);
    await live.reload();
    const { houseRules, keyState } = live.files;
    if (approversNeeded(houseRules, 'key-event') === 0) return false;
    const [approved] = await readPage(tx, { after: null, before: null, event: 'keys.change-approved', limit: 1 });
    if (approved?.details?.['keyEvents'] === keyState.size) return false;
    const details = { authority: keyState.authorityId, keyState: keyState.head, keyEvents: keyState.size };
    await appendAudit(tx, { event: 'keys.changed-unapproved', actor: 'server', at: now, details }, random);
    return true;
  });
}
