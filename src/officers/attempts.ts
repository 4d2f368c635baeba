// SPDX-License-Identifier: Apache-2.0
/**
 * Tries: how often somebody may guess.
 *
 * Each try is counted before anything is checked, under two keys: the address it comes from and the account it names. The
 * account's key is a digest of the e-mail address, so unknown accounts are counted alike and no address typed in by mistake
 * is kept. A window starts with the first try and ends after 15 minutes; who is over the limit waits for its end. An account
 * is never locked for good, since then anybody could lock an officer out.
 *
 * Codes asked for again inside a session (step-up) have a limit of their own: ten guesses in a window hit one of the three
 * codes that fit at a time with a chance of about 1 in 33,000.
 */
import { createHash } from 'node:crypto';
import { type Instant, type Issue, msBetween } from '../kernel/index.ts';

export interface AttemptRule {
  readonly triesMax: number;
  readonly windowMs: number;
}

const windowMs = 15 * 60_000;
export const attemptRules = {
  /** An office of officers may share one address. */
  address: { triesMax: 100, windowMs },
  account: { triesMax: 10, windowMs },
  code: { triesMax: 10, windowMs },
} as const satisfies Readonly<Record<string, AttemptRule>>;

export interface AttemptCount {
  readonly tries: number;
  readonly windowEndsAt: Instant;
}

export function addressKey(remoteAddress: string): string {
  return `address:${digest(networkOf(remoteAddress))}`;
}

export function accountKey(email: string): string {
  return `account:${digest(normalEmail(email))}`;
}

export function codeKey(officerId: string): string {
  return `code:${officerId}`;
}

/** How long to wait, or null when the try is within the limit. */
export function waitMs(count: AttemptCount, rule: AttemptRule, now: Instant): number | null {
  return count.tries > rule.triesMax ? Math.max(1000, msBetween(now, count.windowEndsAt)) : null;
}

export function tooManyTries(wait: number): readonly Issue[] {
  const minutes = Math.max(1, Math.ceil(wait / 60_000));
  return [
    {
      path: 'sign-in',
      problem: 'There were too many tries.',
      remedy: `Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`,
    },
  ];
}

/** One spelling of an e-mail address: accounts are found by it. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Whoever has one IPv6 address has 2^64 of them: they are counted by network (the first four groups). */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).join(':');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
