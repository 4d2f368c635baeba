// SPDX-License-Identifier: Apache-2.0
/** The tables of this room, in the order in which they came to be; and what time removes from them. */
import { addMs, type Database, type Instant, type RoomMigrations } from '../kernel/index.ts';
import { approvalLastsMs } from './approvals/approvals.ts';
import { approvalMigrations, removeOldAskedActs } from './approvals/store.ts';
import { emergencyMigrations } from './emergencies/store.ts';
import { passkeyMigrations, removeOldChallenges } from './passkeys/store.ts';
import { preparingLastsMs } from './reviews/reviews.ts';
import { removeOldPreparing, reviewMigrations } from './reviews/store.ts';
import { accountMigrations, removeEndedSessions, reportRoleMigrations, stepUpMigrations } from './store.ts';

export const officerMigrations: RoomMigrations = {
  ...accountMigrations,
  ...passkeyMigrations,
  ...approvalMigrations,
  ...stepUpMigrations,
  ...emergencyMigrations,
  ...reviewMigrations,
  ...reportRoleMigrations,
};

/** Removes what time has ended. For the server's schedule; nothing relies on it. */
export async function removeExpired(db: Database, now: Instant): Promise<void> {
  await removeEndedSessions(db, now);
  await removeOldChallenges(db, now);
  await removeOldAskedActs(db, addMs(now, -approvalLastsMs));
  await removeOldPreparing(db, addMs(now, -preparingLastsMs));
}
