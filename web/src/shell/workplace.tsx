// SPDX-License-Identifier: Apache-2.0
/** Everything behind the sign-in: the session for all screens, and the texts and dates in its time zone. */
import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { sessionQuery } from '../calls/session-calls.ts';
import { SpeechProvider } from '../messages/language.tsx';
import { Frame } from './frame.tsx';
import { useLanguage } from './preferences.ts';
import { SessionContext } from './session-context.ts';

export function Workplace() {
  const { data: session } = useQuery(sessionQuery);
  const language = useLanguage();
  const next = useRouterState({ select: (state) => state.location.href });
  if (session === undefined) return null;
  if (session === null) return <Navigate to="/sign-in" search={{ next }} replace />;
  return (
    <SessionContext value={session}>
      <SpeechProvider language={language} timeZone={session.authority.timeZone}>
        <Frame />
      </SpeechProvider>
    </SessionContext>
  );
}
