// SPDX-License-Identifier: Apache-2.0
/** Calls of signing in and out, and of what may be known before signing in. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type SessionWire, sessionSchema } from '../../../src/officers/wire.ts';
import { anyAnswer } from './list-answer.ts';
import { CallError, callServer, rememberCsrfToken } from './call-server.ts';

const aboutSchema = z.object({
  authority: z.object({ name: z.string(), jurisdiction: z.string(), kind: z.string() }),
  version: z.string(),
});

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: () => callServer('GET', '/api/about', aboutSchema),
  staleTime: Infinity,
});

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionWire | null> => {
    try {
      return keep(await callServer('GET', '/api/session', sessionSchema));
    } catch (error) {
      if (error instanceof CallError && (error.kind === 'sign-in-needed' || error.kind === 'absent')) return keep(null);
      throw error;
    }
  },
  staleTime: 60_000,
  retry: false,
});

export async function signIn(given: { email: string; password: string; code: string }): Promise<SessionWire> {
  const session = await callServer('POST', '/api/session', sessionSchema, { json: given });
  rememberCsrfToken(session.csrfToken);
  return session;
}

export async function signOut(): Promise<void> {
  await callServer('DELETE', '/api/session', anyAnswer);
  rememberCsrfToken(null);
}

export async function changePassword(given: { oldPassword: string; newPassword: string; code: string }): Promise<void> {
  await callServer('POST', '/api/session/password', anyAnswer, { json: given });
}

function keep(session: SessionWire | null): SessionWire | null {
  rememberCsrfToken(session?.csrfToken ?? null);
  return session;
}
