// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: what a sign-in leaves behind.
 *
 * The token is 32 random bytes in the officer's cookie. The database keeps its SHA-256 only, so whoever reads the database
 * cannot take a session over. The token against forged calls (CSRF) is another digest of the same token: it is never stored,
 * differs from session to session, and tells nothing about the token.
 *
 * Two ends: 30 minutes after the last call, and 12 hours after the sign-in whatever happens. The last call is written down
 * once a minute at most, so that reading a page does not become a write; the idle end is right to that minute, on the early side.
 *
 * Step-up: what decides something (a role, a peer, a consent, a recall, a signature) takes a proof that is not older than five
 * minutes: a passkey that was shown, or a code of whoever has none. Signing in is one; later ones are asked for (step-up.ts).
 */
import { createHash } from 'node:crypto';
import { addMs, type Instant, type RandomBytes } from '../kernel/index.ts';

export const sessionTimes = {
  /** An officer who left the desk. */
  idleMs: 30 * 60_000,
  /** A long working day. */
  absoluteMs: 12 * 3_600_000,
  /** How often the last call is written down. */
  touchMs: 60_000,
  /** How long a proof is fresh enough for what decides something: the officer has not left the desk since. */
  proofMs: 5 * 60_000,
} as const;

const tokenBytes = 32;
/** 32 bytes in base64url; anything else is no token of ours and is not looked up. */
const tokenShape = /^[\w-]{43}$/;

export function makeSessionToken(random: RandomBytes): string {
  return Buffer.from(random(tokenBytes)).toString('base64url');
}

export function isSessionToken(text: string): boolean {
  return tokenShape.test(text);
}

export function sessionTokenDigest(token: string): string {
  return createHash('sha256').update('comity session v1\n').update(token).digest('hex');
}

/** Sent to the page after sign-in and expected back in a header by every call that changes something. */
export function csrfTokenOf(token: string): string {
  return createHash('sha256').update('comity csrf v1\n').update(token).digest('base64url');
}

/** The moment at which the session ends if no further call comes. */
export function sessionEndsAt(session: { readonly createdAt: Instant; readonly seenAt: Instant }): Instant {
  const idle = addMs(session.seenAt, sessionTimes.idleMs);
  const absolute = addMs(session.createdAt, sessionTimes.absoluteMs);
  return idle < absolute ? idle : absolute;
}
