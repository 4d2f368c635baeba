// SPDX-License-Identifier: Apache-2.0
/**
 * Changing one's own password: with the old one and a fresh code. Every other session of the officer ends, since whoever
 * changes a password may do so because somebody else knows it.
 */
import { strict as assert } from 'node:assert';
import { type Database, fail, type Instant, ok, type RandomBytes, type Result } from '../kernel/index.ts';
import { accountKey, attemptRules, tooManyTries, waitMs } from './attempts.ts';
import type { OfficerAudit } from './officer-audit.ts';
import { checkNewPassword, hashPassword, verifyPassword } from './password.ts';
import { countAttempt, endSessionsOf, findOfficer, forgetAttempts, updatePassword } from './store.ts';
import { verifyCode } from './verify-code.ts';

export interface PasswordChange {
  readonly officer: string;
  /** The session that stays. */
  readonly sessionToken: string | null;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly code: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

export async function changePassword(
  deps: { readonly db: Database; readonly audit: OfficerAudit },
  change: PasswordChange,
): Promise<Result<true>> {
  const { now } = change;
  const officer = await findOfficer(deps.db, { id: change.officer });
  assert(officer !== null, 'the officer of a session exists');
  // The same count as at sign-in: a session left open is no better place to guess a password.
  const key = accountKey(officer.email);
  const wait = waitMs(await countAttempt(deps.db, key, attemptRules.account, now), attemptRules.account, now);
  if (wait !== null) return { ok: false, issues: tooManyTries(wait) };
  if (!(await verifyPassword(change.oldPassword, officer.passwordHash))) {
    return fail('oldPassword', 'This is not your password.', 'Type the password you signed in with.');
  }
  const checked = checkNewPassword(change.newPassword, officer);
  if (!checked.ok) return checked;
  if (change.newPassword === change.oldPassword) return fail('newPassword', 'The new password is the old one.', 'Take another one.');
  const passwordHash = await hashPassword(change.newPassword, change.random);
  return deps.db.transaction().execute(async (tx) => {
    const verified = await verifyCode(tx, officer.id, change.code, now);
    if (!verified.ok) return verified;
    await updatePassword(tx, officer.id, passwordHash);
    await endSessionsOf(tx, officer.id, change.sessionToken);
    await forgetAttempts(tx, key);
    await deps.audit(tx, {
      event: 'officer.changed',
      actor: officer.id,
      at: now,
      details: { officer: officer.id, reason: 'password-changed' },
    });
    return ok(true);
  });
}
