// SPDX-License-Identifier: Apache-2.0
/** Calls of passkeys and of what an officer has to show to approve. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type AssertionWire,
  type GivenProofWire,
  type MadePasskeyWire,
  ownPasskeysSchema,
  passkeyOptionsSchema,
  passkeyRowSchema,
  proofAskedSchema,
  type SessionWire,
  sessionSchema,
  signInOptionsSchema,
} from '../../../src/officers/wire.ts';
import { callServer, rememberCsrfToken } from './call-server.ts';
import { anyAnswer } from './list-answer.ts';

export const ownPasskeysQuery = queryOptions({
  queryKey: ['passkeys', 'own'],
  queryFn: () => callServer('GET', '/api/session/passkeys', ownPasskeysSchema),
});

export const allPasskeysQuery = queryOptions({
  queryKey: ['passkeys', 'all'],
  queryFn: () => callServer('GET', '/api/passkeys', z.array(passkeyRowSchema)),
});

/** A challenge is drawn each time it is asked. */
export function proofQuery(subject: string) {
  return queryOptions({
    queryKey: ['proof', subject],
    queryFn: () => callServer('POST', '/api/approvals/proof', proofAskedSchema, { json: { subject } }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** What to show before a call that decides something; the same is drawn anew each time. */
export function stepUpQuery(asking: number) {
  return queryOptions({
    queryKey: ['proof', 'step-up', asking],
    queryFn: () => callServer('POST', '/api/session/proof/challenge', proofAskedSchema),
    staleTime: 0,
    gcTime: 0,
  });
}

const passkeyAt = (id: string): string => `/api/passkeys/${encodeURIComponent(id)}`;

export const passkeyCalls = {
  invite: (officer: string) => callServer('POST', `/api/officers/${encodeURIComponent(officer)}/passkey-invitation`, anyAnswer),
  start: () => callServer('POST', '/api/session/passkeys/challenge', passkeyOptionsSchema),
  finish: (made: MadePasskeyWire) => callServer('POST', '/api/session/passkeys', passkeyRowSchema, { json: made }),
  rename: (id: string, name: string) => callServer('PUT', `/api/session/passkeys/${encodeURIComponent(id)}`, anyAnswer, { json: { name } }),
  confirm: (id: string) => callServer('POST', `${passkeyAt(id)}/confirmation`, anyAnswer),
  revoke: (id: string) => callServer('DELETE', passkeyAt(id), anyAnswer),
  stepUp: (proof: GivenProofWire) => callServer('POST', '/api/session/proof', anyAnswer, { json: { proof } }),
  startSignIn: () => callServer('POST', '/api/session/passkey/challenge', signInOptionsSchema),
  async signIn(assertion: AssertionWire): Promise<SessionWire> {
    const session = await callServer('POST', '/api/session/passkey', sessionSchema, { json: assertion });
    rememberCsrfToken(session.csrfToken);
    return session;
  },
} as const;
