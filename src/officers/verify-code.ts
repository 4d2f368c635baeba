// SPDX-License-Identifier: Apache-2.0
/**
 * Step-up: an officer who is signed in shows the authenticator again before an approval or a change of password.
 *
 * The code is spent like one of the sign-in. A wrong code is counted in the transaction that is given; it counts only if
 * that commits, so the caller returns the issues as an answer and does not throw.
 */
import { fail, type Instant, ok, type Result, type Transaction } from '../kernel/index.ts';
import { attemptRules, codeKey, tooManyTries, waitMs } from './attempts.ts';
import { countAttempt, findOfficer, forgetAttempts, takeStep } from './store.ts';
import { matchStep } from './totp.ts';

/** Fails with a sentence for the officer when the code does not fit, was used, or was guessed at too often. */
export async function verifyCode(tx: Transaction, officerId: string, code: string, now: Instant): Promise<Result<true>> {
  const key = codeKey(officerId);
  const wait = waitMs(await countAttempt(tx, key, attemptRules.code, now), attemptRules.code, now);
  if (wait !== null) return { ok: false, issues: tooManyTries(wait).map((issue) => ({ ...issue, path: 'code' })) };
  const officer = await findOfficer(tx, { id: officerId });
  const step = officer === null ? null : matchStep(officer.authenticatorSecret, code, now);
  if (officer === null || step === null)
    return fail('code', 'The code is not right.', 'Type the six digits that the authenticator shows now.');
  if (!(await takeStep(tx, officer.id, step))) {
    return fail('code', 'The code was used before.', 'Wait until the authenticator shows the next one, and type that.');
  }
  await forgetAttempts(tx, key);
  return ok(true);
}
