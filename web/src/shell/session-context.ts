// SPDX-License-Identifier: Apache-2.0
/** The session of the signed-in officer, for every screen behind the sign-in. */
import { createContext, useContext } from 'react';
import type { SessionWire } from '../../../src/officers/wire.ts';

export const SessionContext = createContext<SessionWire | null>(null);

export function useSession(): SessionWire {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a signed-in officer');
  return session;
}
